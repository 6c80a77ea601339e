"""The vocabularies that tell what a name stands for."""

from __future__ import annotations

import pytest

from truceline.resources import table, text, words

LISTS = (
    "female_titles.txt",
    "honorifics.txt",
    "male_titles.txt",
    "institution_words.txt",
    "region_adjectives.txt",
    "rulers_nouns.txt",
    "titles.txt",
)


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_lower_case_and_have_no_word_twice(name: str) -> None:
    lines = [line.strip() for line in text(name).splitlines() if line.strip() and not line.startswith("#")]
    assert lines == [line.lower() for line in lines]
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize("name", ["verbs", "verbs_done_to", "nouns", "attitudes"])
def test_acts_of_governments_are_sorted_lemmas(name: str) -> None:
    acts = table("government_acts.toml")[name]
    assert acts == sorted(set(acts))
    assert acts == [act.lower() for act in acts]


def test_what_a_city_does_too_is_no_act_of_a_government() -> None:
    assert not {"be", "host", "lie", "see", "wake"} & set(table("government_acts.toml")["verbs"])


def test_a_body_of_one_country_is_no_word_for_those_of_all() -> None:
    assert not {"knesset", "pentagon", "hamas"} & words("institution_words.txt")
