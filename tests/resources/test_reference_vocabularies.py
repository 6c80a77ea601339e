"""The vocabularies that tell who is meant."""

from __future__ import annotations

import pytest

from truceline import known
from truceline.known.bodies import bodies
from truceline.resources import table, text, words

NOUNS = ("people_nouns.txt", "place_nouns.txt")


@pytest.mark.parametrize("name", NOUNS)
def test_nouns_are_sorted_single_and_lower_case(name: str) -> None:
    lines = [line for line in text(name).splitlines() if line and not line.startswith("#")]
    assert lines == sorted(set(lines))
    assert all(line == line.lower() for line in lines)


def test_people_are_not_said_twice() -> None:
    assert words("people_nouns.txt").isdisjoint(words("person_nouns.txt"))
    assert words("people_nouns.txt").isdisjoint(words("place_nouns.txt") | words("body_nouns.txt"))


def test_a_pronoun_is_of_one_gender() -> None:
    pronouns = table("pronouns.toml")
    male, female, thing = (set(pronouns[gender]) for gender in ("male", "female", "thing"))
    assert male.isdisjoint(female | thing)
    assert female.isdisjoint(thing)
    assert set(pronouns["he"]) <= male
    assert set(pronouns["she"]) <= female
    assert set(pronouns["titles"]) <= male | female


def test_countries_of_bodies_are_known() -> None:
    for country in table("national_bodies.toml"):
        assert known.country_named(country) is not None, country


def test_kinds_of_bodies_are_those_of_the_list_of_bodies() -> None:
    kinds = {body.kind for body in bodies()}
    for noun, asked in table("body_kinds.toml").items():
        assert set(asked) <= kinds, noun


def test_days_have_their_short_forms() -> None:
    days = table("calendar_nouns.toml")["days"]
    assert len(days) == 7
    assert all(day.startswith(short[:2]) for day, others in days.items() for short in others)
