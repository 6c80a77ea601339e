"""The vocabulary of acts."""

from __future__ import annotations

from collections import Counter
from typing import get_args

from truceline.model.claims import Act
from truceline.resources import table

TABLE = table("statement_acts.toml")


def test_every_lemma_has_one_act() -> None:
    count = Counter(lemma for lemmas in TABLE["acts"].values() for lemma in lemmas)
    assert [lemma for lemma, times in count.items() if times > 1] == []
    assert all(lemma == lemma.lower() for lemma in count)


def test_acts_are_those_of_the_model() -> None:
    assert {*TABLE["acts"], *TABLE["by_implied"].values()} <= set(get_args(Act))


def test_whatever_a_reporting_verb_implies_is_an_act() -> None:
    verbs = table("reporting_verbs.toml")["verbs"].values()
    assert {entry["implies"] for entry in verbs} <= TABLE["by_implied"].keys()
