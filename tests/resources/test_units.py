"""The vocabularies of numbers, units, the calendar and obligation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from truceline.resources import table

TABLES = (
    "calendar.toml",
    "figure_sources.toml",
    "number_words.toml",
    "obligation.toml",
    "quantities.toml",
    "tolls.toml",
    "units.toml",
)


def entries(value: Any) -> Iterator[str]:
    """All words of a table, its keys for the computer left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from entries(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from entries(item)


@pytest.mark.parametrize("name", TABLES)
def test_lists_have_no_word_twice(name: str) -> None:
    def lists(value: Any) -> Iterator[list[Any]]:
        if isinstance(value, list):
            yield value
        elif isinstance(value, dict):
            for item in value.values():
                yield from lists(item)

    for words in lists(table(name)):
        if all(isinstance(word, str) for word in words):
            assert len(set(words)) == len(words)
            assert words == [word.lower() for word in words]


def test_units_are_known_by_words_in_lower_case() -> None:
    for words in table("units.toml").values():
        assert all(word == word.lower() for word in words)
        assert all(words.values())


def test_vague_words_have_a_least_and_a_most() -> None:
    numbers = table("number_words.toml")
    for low, high in [*numbers["vague"].values(), *numbers["several"].values()]:
        assert 0 < low < high


def test_every_bound_has_its_factors() -> None:
    table_ = table("quantities.toml")
    for kind in {*table_["before"], *table_["behind"]} - {"at_most"}:
        low, *high = table_["bounds"][kind]
        assert low <= 1
        assert all(factor >= 1 for factor in high)


def test_the_calendar_is_complete() -> None:
    calendar = table("calendar.toml")
    assert sorted(calendar["weekdays"].values()) == list(range(1, 8))
    assert sorted(calendar["months"].values()) == list(range(1, 13))
    assert set(entries(calendar["parts"])) == {"MO", "AF", "EV", "NI"}
