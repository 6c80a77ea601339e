"""The vocabularies that two names are compared by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

import pytest

from truceline.resources import table

PARTS, FORMS, WEIGHTS = (
    table(name) for name in ("name_parts.toml", "organisation_forms.toml", "name_weights.toml")
)


def lists(value: Any) -> Iterator[list[str]]:
    if isinstance(value, list):
        if all(isinstance(item, str) for item in value):
            yield value
        else:
            for item in value:
                yield from lists(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from lists(item)


@pytest.mark.parametrize("vocabulary", [PARTS, FORMS])
def test_words_are_plain_and_stand_once_in_a_list(vocabulary: dict[str, Any]) -> None:
    for entries in lists(vocabulary):
        assert len(set(entries)) == len(entries), entries
        for entry in entries:
            assert re.fullmatch(r"[a-z]+(?: [a-z]+)*", entry), entry


def test_a_spelling_belongs_to_one_name() -> None:
    spellings = list(chain(*PARTS["variants"]["lists"]))
    assert len(set(spellings)) == len(spellings)


def test_a_short_name_is_not_its_own_full_one() -> None:
    for short, full in PARTS["nicknames"].items():
        assert full
        assert short not in full


def test_names_that_are_two_are_not_one_name_in_two_spellings() -> None:
    for names in PARTS["apart"]["lists"]:
        assert len(names) > 1
        for spellings in PARTS["variants"]["lists"]:
            assert len(set(names) & set(spellings)) < 2, names


def test_a_legal_form_has_one_class_and_pairs_name_classes() -> None:
    forms = list(chain(*FORMS["forms"].values()))
    assert len(set(forms)) == len(forms)
    assert all(len(pair) == 2 for pair in FORMS["alike"]["pairs"])
    assert set(chain(*FORMS["alike"]["pairs"])) <= set(FORMS["forms"])


def test_numbers() -> None:
    assert sorted(FORMS["ordinals"].values()) == list(range(1, 21))
    assert sorted(FORMS["roman"].values()) == list(range(2, 21))


def test_whatever_tells_names_apart_lowers_the_score() -> None:
    assert set(WEIGHTS["person"]) == set(WEIGHTS["body"])
    for weights in WEIGHTS.values():
        assert weights["constant"] > 0
        assert all(weight <= 0 for name, weight in weights.items() if name != "constant")
