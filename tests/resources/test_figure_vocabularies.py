"""Words that tell incidents apart, and who was at a meeting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from truceline.resources import table


def _lists(value: Any) -> Iterator[list[str]]:
    if isinstance(value, dict):
        for below in value.values():
            yield from _lists(below)
    else:
        yield value


@pytest.mark.parametrize("name", ["attendance.toml", "figure_incidents.toml"])
def test_words_are_in_lower_case_and_once_in_their_list(name: str) -> None:
    for words in _lists(table(name)):
        assert words
        assert all(word == word.casefold().strip() for word in words)
        assert len(words) == len(set(words)), {word for word in words if words.count(word) > 1}


def test_means_that_may_be_one_are_means_of_incidents() -> None:
    means = table("incidents.toml")["means"]
    named = {word for words in table("figure_incidents.toml")["families"].values() for word in words}
    assert named <= set(means), named - set(means)
