"""The vocabulary of acts."""

from __future__ import annotations

from collections import Counter
from typing import get_args

from truceline.model.claims import Act
from truceline.resources import table, words

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


def test_deeds_are_verbs_with_an_act_of_their_own() -> None:
    verbs = {lemma.split()[0] for lemma in table("reporting_verbs.toml")["verbs"]}
    acts = {lemma for lemmas in TABLE["acts"].values() for lemma in lemmas}
    deeds = {*TABLE["deeds"], *TABLE["deeds_on_object"], *TABLE["deeds_to_people"]}
    assert deeds - verbs - acts == set()
    assert not {"say", "warn", "urge", "deny", "reject", "condemn"} & deeds


def test_labels_are_no_people_and_no_bodies() -> None:
    labels = words("label_words.txt")
    assert {"factbox", "photo", "update"} <= labels
    assert not labels & (words("person_nouns.txt") | words("body_nouns.txt"))
    assert all(label == label.lower() for label in labels)
