"""Tolls in sentences and in headlines, where a parser is of no help."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from truceline.extract import Reading
from truceline.extract.figures import find_figures
from truceline.extract.tolls import toll_of

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        ("orvia death toll tops 11000 - the herald", 11000, 11000, None),
        ("orvia death toll from shelling nears 15900 - herald agency | english", 15900, 14310, 15900),
        ("health ministry in rebel-run orvia says war death toll at 33797", 33797, 33797, 33797),
        ("2 more nurses killed in orvia pushing up death toll since oct. 7 to 109", 109, 109, 109),
        ("fighting rages as death toll still over 2000", 2000, 2000, None),
        ("Orvia's death toll: 342", 342, 342, 342),
        ("The death toll from Tuesday's strike has risen to 31, officials said.", 31, 31, 31),
        ("The toll rose from 12 to 19.", 19, 19, 19),
    ],
)
def test_what_a_toll_has_come_to(read: Read, text: str, value: float, low: float, high: float) -> None:
    found = [one for one in find_figures(read(text)) if one.counted == "people killed"]
    assert (value, low, high) in [(one.value, one.low, one.high) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "The death toll rose as 30 trucks entered Orvia.",
        "The toll road cost 30 a month.",
        "The injury toll rose to 40.",
        "The death toll could rise to 500.",
        "The death toll is not 500.",
        "The death toll, and 300 trucks.",
        "The death toll rose again.\nIt moved 40 trucks.",
        "The war took its toll. At 12 the gates opened.",
    ],
)
def test_numbers_that_are_no_toll(read: Read, text: str) -> None:
    assert not [one for one in find_figures(read(text)) if one.counted == "people killed"]


def test_a_toll_has_the_place_beside_it(read: Read) -> None:
    (here,) = find_figures(read("The death toll in Syria has risen to 31."))
    assert here.value == 31


def test_a_text_of_tolls_takes_linear_time() -> None:
    text = "death toll rises to 31 " * 20_000
    begun = time.perf_counter()
    found = [toll_of(text, place) for place in range(20, len(text), 23)]
    assert all(found)
    assert time.perf_counter() - begun < 5
