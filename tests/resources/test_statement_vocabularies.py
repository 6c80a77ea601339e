"""The vocabularies that tell who speaks, through whom, and what is loaded."""

from __future__ import annotations

import re

import pytest

from truceline.resources import table, text, words


def test_a_noun_is_of_one_sort_of_source_and_in_the_singular() -> None:
    sorts = table("voices.toml")["sorts"]
    nouns = [noun for own in sorts.values() for noun in own]
    assert len(nouns) == len(set(nouns))
    assert all(noun == noun.lower() and noun for noun in nouns)


def test_words_for_the_same_thing_stand_in_one_set() -> None:
    known = table("same_words.toml")
    found = [word for alike in known["sets"] for word in alike]
    assert len(found) == len(set(found))
    assert all(word == word.lower() for word in found)
    assert not set(found) & set(known["negations"])


def test_channels_are_lower_case_and_platforms_are_names() -> None:
    known = table("channels.toml")
    assert all(noun == noun.lower() for noun in known["nouns"])
    assert len(known["platforms"]) == len(set(known["platforms"]))
    assert all(phrase == phrase.lower() for kind in ("issued", "citing") for phrase in known[kind])


def test_promises_and_threats_have_no_cue_in_common() -> None:
    known = table("pledges.toml")
    kinds = [set(known[kind]) for kind in ("promise", "assurance", "threat")]
    assert not kinds[0] & kinds[1]
    assert not (kinds[0] | kinds[1]) & kinds[2]


def test_a_loaded_term_is_of_one_family_and_can_be_looked_up() -> None:
    known = table("loaded_terms.toml")
    terms = [term for family in known["families"].values() for term in family]
    assert len(terms) == len(set(terms))
    assert all(re.match(r"\w{3}", term) and term == term.lower() for term in terms)
    assert set(known["around"]["acts"]) <= known["families"].keys()


@pytest.mark.parametrize("name", ["outlets.txt", "media_nouns.txt"])
def test_names_of_outlets_stand_once_and_in_order(name: str) -> None:
    lines = [line for line in text(name).splitlines() if line and not line.startswith("#")]
    assert lines == sorted(set(lines))
    assert words(name)
