"""Words for several people, and for those who head a body."""

from __future__ import annotations

from truceline.known import bodies
from truceline.resources import table, words


def test_heads_are_offices_and_fields_those_of_known_bodies() -> None:
    chiefs = table("chiefs.toml")
    assert set(chiefs["heads"]) <= words("office_nouns.txt")
    assert set(chiefs["fields"]) <= {body.kind for body in bodies()}
    assert all(word == word.lower().strip() for found in chiefs["fields"].values() for word in found)


def test_a_crowd_is_no_office() -> None:
    assert not words("crowd_nouns.txt") & words("office_nouns.txt")


def test_owners_are_pronouns_for_one() -> None:
    known = table("pronouns.toml")
    assert set(known["owners"]) <= {*known["he"], *known["she"]}
