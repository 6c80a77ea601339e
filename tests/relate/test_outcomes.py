"""What became of promised passages."""

from __future__ import annotations

import time

import pytest

from truceline.relate.outcomes import outcome, promised
from truceline.resources import table


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some 300 people were evacuated from Oru on Monday.", "successful"),
        ("The passage failed: the road was shelled.", "failed"),
        (
            "The ministry said 300 people were evacuated. The mayor said that the passage was blocked.",
            "disputed",
        ),
        ("A passage from Oru to Velda will open on Monday.", "not told"),
        ("People will be evacuated from Oru on Monday.", "not told"),
        ("Nobody was evacuated from Oru.", "failed"),
        ("", "not told"),
    ],
)
def test_only_what_is_told_as_done_counts(text: str, expected: str) -> None:
    assert outcome(text) == expected


def test_the_routes_and_hours_of_a_promise_are_read() -> None:
    found = promised(
        "Buses go from Oru, Sill and Marok to Velda from 9 a.m. to 4 p.m., by way of Anset - Toral - Velda."
    )
    assert {("Oru", "Velda"), ("Sill", "Velda"), ("Marok", "Velda"), ("Toral", "Velda")} <= set(found.routes)
    assert found.hours


def test_hostile_text_takes_time_in_proportion_to_its_length() -> None:
    began = time.monotonic()
    for text in ("from " * 40_000, "A-" * 80_000, "from A" * 30_000, "not evacuated " * 15_000):
        outcome(text)
        promised(text)
    assert time.monotonic() - began < 10


def test_words_are_lower() -> None:
    for found in table("outcomes.toml").values():
        assert all(one == one.lower() for one in found)
