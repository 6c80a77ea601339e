"""A reported figure beside a series from outside."""

from __future__ import annotations

from typing import Any

import pytest

from truceline.model.claims import Figure, Span
from truceline.process import FeedSeries
from truceline.relate.official import beside, best, is_of, known

SERIES = FeedSeries("total", "people killed", "killed", place="Oru", since="2031-03-01")
DAILY = FeedSeries("killed", "people killed", "killed", place="Oru", period="day")
KNOWN = known(
    "feed", "the ministry", SERIES, {f"2031-03-{day:02}": 1000.0 + 10 * day for day in range(2, 29)}
)


def figure(value: float, **more: Any) -> Figure:
    given: dict[str, Any] = {
        "low": value,
        "high": value,
        "approximate": False,
        "unit": None,
        "state": "killed",
    }
    given |= {"counted": "people killed", "thing": "people"} | more
    return Figure(Span("r", 0, 2), f"{value:g}", value, **given)


@pytest.mark.parametrize(
    ("one", "verdict", "days"),
    [
        (figure(1200), "agrees", 0),
        (figure(1210), "agrees", 0),
        (figure(1100, high=None, modifier="more than"), "agrees", 0),
        (figure(1250, low=1125.0, modifier="nearly", approximate=True), "agrees", 0),
        (figure(1170), "old", 3),
        (figure(1300), "above", 0),
        (figure(1173), "below", 0),
        (figure(100), "scope", 0),
    ],
)
def test_how_a_figure_stands_to_the_series_of_its_day(one: Figure, verdict: str, days: int) -> None:
    found = beside(one, "2031-03-20", KNOWN)
    assert found is not None
    assert (found.verdict, found.days) == (verdict, days)
    assert "the ministry" in found.words


def test_before_the_series_began_nothing_stands_beside() -> None:
    assert beside(figure(1200), "2031-02-01", KNOWN) is None


def test_only_what_may_be_of_a_series_is_set_beside_it() -> None:
    assert is_of(figure(1), "Shells fell in Oru.", SERIES)
    assert not is_of(figure(1), "Shells fell in Tavrin.", SERIES)
    assert not is_of(figure(1, state="injured"), "Oru", SERIES)
    assert not is_of(figure(1, whom="children"), "Oru", SERIES)
    assert not is_of(figure(1, part="part"), "Oru", SERIES)
    assert not is_of(figure(1, told="possible"), "Oru", SERIES)
    assert not is_of(figure(1, within="last 24 hours"), "Oru", SERIES)
    assert is_of(figure(1, within="last 24 hours"), "Oru", DAILY)
    assert not is_of(figure(1), "Oru", DAILY)


def test_what_agrees_goes_before_what_does_not() -> None:
    sides = [beside(figure(value), "2031-03-20", KNOWN) for value in (1300, 1200)]
    one = best([side for side in sides if side is not None])
    assert one is not None and one.verdict == "agrees"
    assert best([]) is None
