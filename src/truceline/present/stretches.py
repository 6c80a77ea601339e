"""A time in stretches of years, months or days, each with how much lies in it: what a picture over time is
zoomed with, by addresses alone and without a script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from truceline.model.when import Interval
from truceline.present.words import MONTHS, day

Unit = Literal["year", "month", "day"]
_MOST_MONTHS, _MOST_DAYS = 30, 62
"""Months from which on a time is told in years, and days from which on it is told in months."""
MOST = 120
"""Stretches that are made: of a longer time, the newest."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days from `since` to `until`, both included, in words, with as many things as surely lie in it."""

    since: str
    until: str
    words: str
    number: int


@dataclass(frozen=True, slots=True)
class Stretches:
    """The stretches of the time that was asked for. `wide` things may lie in several of them, and `undated`
    ones anywhere. `out` is the next larger time, None where all is shown; `before` and `behind` are the
    times of the same length beside it, None where nothing is there."""

    unit: Unit
    since: str
    until: str
    stretches: tuple[Stretch, ...]
    wide: int
    undated: int
    out: Stretch | None
    before: Stretch | None
    behind: Stretch | None


def stretches(
    found: Iterable[Interval], since: str | None = None, until: str | None = None
) -> Stretches | None:
    """The time from `since` to `until`, by default all of it, in stretches; None where nothing has a day."""
    days = list(found)
    dated = [one for one in days if one != Interval()]
    ends = sorted(end for one in dated for end in (one.earliest, one.latest) if end is not None)
    if not ends:
        return None
    first, last = max(since or ends[0], "0001-01-01"), until or ends[-1]
    if first > last:
        first, last = last, first
    unit = _unit(first, last)
    inside = [one for one in dated if (one.latest or "9999") >= first and (one.earliest or "") <= last]
    parts = list(_parts(unit, first, last))[-MOST:]
    numbers = Counter(_part(unit, one) for one in inside)
    shown = tuple(
        Stretch(max(start, first), min(end, last), words, numbers[start[: _LENGTH[unit]]])
        for start, end, words in parts
    )
    return Stretches(
        unit, first, last, shown, numbers[None], len(days) - len(dated),
        _out(unit, first, last, ends), *_beside(first, last, ends),
    )  # fmt: skip


_LENGTH: dict[Unit, int] = {"year": 4, "month": 7, "day": 10}
"""Characters of a day that tell its stretch."""


def _unit(first: str, last: str) -> Unit:
    one, other = date.fromisoformat(first), date.fromisoformat(last)
    if (other - one).days < _MOST_DAYS:
        return "day"
    months = (other.year - one.year) * 12 + other.month - one.month
    return "month" if months < _MOST_MONTHS else "year"


def _part(unit: Unit, one: Interval) -> str | None:
    """The stretch in which something surely lies."""
    if one.earliest is None or one.latest is None:
        return None
    start, end = one.earliest[: _LENGTH[unit]], one.latest[: _LENGTH[unit]]
    return start if start == end else None


def _parts(unit: Unit, first: str, last: str) -> Iterator[tuple[str, str, str]]:
    """First and last day and words of each stretch from one day to another."""
    now, end = date.fromisoformat(first), date.fromisoformat(last)
    if unit == "year":
        for year in range(max(now.year, end.year - MOST), end.year + 1):
            yield f"{year:04}-01-01", f"{year:04}-12-31", str(year)
    elif unit == "month":
        for number in range(now.year * 12 + now.month - 1, end.year * 12 + end.month):
            year, month = divmod(number, 12)
            start = date(year, month + 1, 1)
            final = date.fromordinal(_month_after(start) - 1)
            yield start.isoformat(), final.isoformat(), f"{MONTHS[month]} {year}"
    else:
        for number in range(now.toordinal(), end.toordinal() + 1):
            one = date.fromordinal(number).isoformat()
            yield one, one, day(one)


def _month_after(start: date) -> int:
    """The ordinal of the first day of the next month; one past the last day that there is."""
    if (start.year, start.month) == (9999, 12):
        return date.max.toordinal() + 1
    return date(start.year + start.month // 12, start.month % 12 + 1, 1).toordinal()


def _out(unit: Unit, first: str, last: str, ends: list[str]) -> Stretch | None:
    """The month, the year or all around a time."""
    if first <= ends[0] and last >= ends[-1]:
        return None
    start, end = ends[0], ends[-1]
    if first[:7] == last[:7] and (first[8:] > "01" or _days(first, last) < 27):
        month = date(int(first[:4]), int(first[5:7]), 1)
        start, end = month.isoformat(), date.fromordinal(_month_after(month) - 1).isoformat()
        return Stretch(start, end, f"{MONTHS[month.month - 1]} {month.year}", 0)
    if first[:4] == last[:4] and unit != "year" and _days(first, last) < 360:
        return Stretch(f"{first[:4]}-01-01", f"{first[:4]}-12-31", str(int(first[:4])), 0)
    return Stretch(start, end, "all", 0)


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _beside(first: str, last: str, ends: list[str]) -> tuple[Stretch | None, Stretch | None]:
    """The time of the same length before, and that behind."""
    one, other = date.fromisoformat(first), date.fromisoformat(last)
    long = timedelta(days=(other - one).days)
    before = behind = None
    if ends[0] < first:
        end = one - timedelta(days=1)
        start = end - long if (end - date.min) > long else date.min
        before = Stretch(start.isoformat(), end.isoformat(), "before", 0)
    if ends[-1] > last:
        start = other + timedelta(days=1)
        end = start + long if (date.max - start) > long else date.max
        behind = Stretch(start.isoformat(), end.isoformat(), "after", 0)
    return before, behind
