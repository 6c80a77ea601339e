"""A reported figure beside a series from outside: as reported there on that day, above it, so many days
old."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from truceline.model.claims import Figure
from truceline.process import FeedSeries
from truceline.relate.measures import FAR, is_exact, whom_of
from truceline.resources import table

Verdict = Literal["agrees", "old", "above", "below", "scope"]

NEAR = 0.1
"""An open figure ("more than 11,000") tells a value that is higher by no more than this share of it."""
ROUND = 0.005
"""A round number without a modifier may stand for a value so near, as a share."""
SLACK = 1
"""Days by which a series may be ahead of a report, or behind it: it may be kept in another time zone."""
_STATES = {word: state for state, found in table("figure_scope.toml")["states"].items() for word in found}
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Beside:
    """How a figure stands to a series from outside: `day` and `value` are those of the series that it is set
    beside, `days` how old it is by them."""

    verdict: Verdict
    day: str
    value: float
    days: int
    words: str


@dataclass(frozen=True, slots=True)
class Known:
    """A series from outside: its values by day, in order of the days."""

    feed: str
    source: str
    series: FeedSeries
    days: tuple[str, ...]
    values: tuple[float, ...]


def known(feed: str, source: str, series: FeedSeries, values: Mapping[str, float]) -> Known:
    days = tuple(sorted(values))
    return Known(feed, source, series, days, tuple(values[day] for day in days))


def is_of(figure: Figure, text: str, series: FeedSeries) -> bool:
    """Whether a figure of a report with this text may be one of a series: what is counted, in what state, of
    whom, where, and whether in all or a day."""
    if figure.unit is not None or figure.told != "fact" or figure.part is not None:
        return False
    state = series.state or _STATES.get((series.counted.split() or [""])[-1].casefold())
    if figure.state != state:
        return False
    if state is None and not set(_words(series.counted)) & set(_words(figure.counted or "")):
        return False
    whom = whom_of(figure)
    if (None if whom == "civilians" else whom) != series.whom:
        return False
    if series.place is not None:
        there = figure.place or text
        if not set(_words(series.place)) & set(_words(there)):
            return False
    in_a_day = figure.period == "day" or (figure.within or "").endswith(("24 hours", "day"))
    if series.period == "day":
        return in_a_day
    return not in_a_day and figure.period is None and figure.within is None


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def beside(figure: Figure, day: str, series: Known) -> Beside | None:
    """A figure told on a day beside the values of a series; None where it has none by then."""
    last = bisect_right(series.days, _moved(day, SLACK)) - 1
    if last < 0:
        return None
    since = bisect_right(series.days, _moved(day, -SLACK - 1))
    now = range(max(0, min(since, last)), last + 1)
    for place in sorted(now, key=lambda place: abs(_days(series.days[place], day))):
        if _tells(figure, series.values[place]):
            told = series.days[place]
            return Beside(
                "agrees", told, series.values[place], 0, f"as reported by {series.source} on {told}"
            )
    on = _on(series, day)
    value = series.values[on]
    low, high = sorted((max(figure.value, 0.0), value))
    if not low or high / low > FAR:
        words = f"{series.source} had {value:,.0f} on {series.days[on]}: it counts something else"
        return Beside("scope", series.days[on], value, 0, words)
    if series.series.period is None:
        for place in range(now.start - 1, -1, -1):
            if _tells(figure, series.values[place]):
                told = series.days[place]
                days = _days(day, told)
                words = f"{days} days old: as reported by {series.source} on {told}, {value:,.0f} since"
                return Beside("old", told, series.values[place], days, words)
    verdict: Verdict = "above" if figure.value > value else "below"
    return Beside(
        verdict,
        series.days[on],
        value,
        0,
        f"{verdict} what {series.source} reported on {series.days[on]}: {value:,.0f}",
    )


def _on(series: Known, day: str) -> int:
    return max(0, bisect_right(series.days, day) - 1)


def _tells(figure: Figure, value: float) -> bool:
    """Whether a figure, as it is told, is this value."""
    if is_exact(figure):
        zeros = len(f"{figure.value:.0f}") - len(f"{figure.value:.0f}".rstrip("0"))
        if zeros >= 3 and figure.value <= value and value - figure.value <= ROUND * value:
            return True
        return figure.value == value
    low = figure.low if figure.low is not None else figure.value * (1 - NEAR)
    high = figure.high if figure.high is not None else figure.value * (1 + NEAR)
    return low <= value <= high


def _moved(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days)).isoformat()


def _days(one: str, other: str) -> int:
    return (date.fromisoformat(one) - date.fromisoformat(other)).days


def best(found: Sequence[Beside]) -> Beside | None:
    """Of several series that a figure may be of, what it agrees with."""
    order = ("agrees", "old", "above", "below", "scope")
    return min(found, key=lambda one: order.index(one.verdict), default=None)
