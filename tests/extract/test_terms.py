"""Terms: figures that somebody promised or is bound to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from truceline.extract import Reading
from truceline.extract.figures import find_figures
from truceline.extract.terms import find_terms
from truceline.extract.times import find_times

Read = Callable[..., Reading]


def terms(read: Read, text: str) -> list[tuple[str, float, str | None, str | None]]:
    reading = read(text, "2025-10-23")
    reading = replace(reading, found=replace(reading.found, times=find_times(reading)))
    reading = replace(reading, found=replace(reading.found, figures=find_figures(reading)))
    return [(reading.text(one.cue), one.value, one.counted, one.period) for one in find_terms(reading)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("600 aid trucks were to enter the town each day.", ("were to", 600, "aid trucks", "day")),
        ("Norland must free 20 hostages.", ("must", 20, "hostages", None)),
        ("Norland agreed to release 50 prisoners.", ("agreed to", 50, "prisoners", None)),
        ("Norland pledged $5 million in aid.", ("pledged", 5_000_000, "aid", None)),
        ("Norland is required to let in 600 trucks a day.", ("required to", 600, "trucks", "day")),
        ("The deal requires Norland to withdraw 3,000 troops.", ("requires", 3000, "troops", None)),
        ("The agreement calls for 600 trucks a day.", ("calls", 600, "trucks", "day")),
        ("Under the agreement, 400 trucks would enter.", ("Under the agreement", 400, "trucks", None)),
        ("Norland committed to sending 200 monitors.", ("committed to", 200, "monitors", None)),
    ],
)
def test_cues_of_obligation(read: Read, text: str, expected: tuple[object, ...]) -> None:
    assert terms(read, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "600 trucks entered the town.",
        "Norland will send 200 monitors.",
        "Norland did not agree to free 20 hostages.",
        "If Norland were to kill 300 people, the talks would end.",
        "The aim is to deliver 600 trucks a day.",
        "They must have killed 300 people.",
        "Under the deal, 20 hostages were released on Monday.",
        "Norland must answer for the raid that killed 300 people.",
    ],
)
def test_what_binds_nobody(read: Read, text: str) -> None:
    assert terms(read, text) == []
