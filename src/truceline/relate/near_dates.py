"""What dated reports say about one without a date: those that share its text or its events, and those most
like it.

How far such reports lie apart was learned from dated ones (resources/near_dates.toml). That a report was
written within three days of one that is like it is a logistic function of how alike they are, in words, names
and passages, how many stand together, and what speaks for another time. Where that is sure, so many days
around it are taken as hold 98 of 100; elsewhere, as much of the density of days (`day_density`): conformal
intervals (Vovk, Gammerman and Shafer, 2005). In a small record nothing is concluded from likeness.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from truceline.model.claims import Span
from truceline.model.dating import TextDates, ToldWeekday
from truceline.model.record import DateKind, DateReason
from truceline.model.report import ReportId
from truceline.relate.day_density import Calendar, Floats, density, shortest
from truceline.relate.told_weekdays import days_written, last_of
from truceline.resources import table

CLOSE, APART = 3, 10
"""Days within which reports stand together, and beyond which they tell of another time."""
MOST = 20
"""Neighbours that count, the most alike first."""
_WHOLE, _ALL = 0.6, 0.9
"""Share of a text that is as much as most of it, and as all: else it may be a later version of other days."""
_LITTLE = 0.03
"""Added to a likeness before its logarithm is taken."""
LEAST_DATED = 200
"""Dated reports of a record from which likeness says something about the day: the model was learned with
more."""
_ZONE = timedelta(1)
"""Where something is told it may still be the day before."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A dated report with its likeness (0 to 1) in words and in names, the share of the shorter text that
    both have, and the weekdays that its lede names, as ISO digits."""

    report: ReportId
    day: date
    likeness: float
    names: float = 0.0
    text: float = 0.0
    weekdays: str = ""


@dataclass(frozen=True, slots=True)
class SharedText:
    """A dated report that shares text with one: `share` (0 to 1) of the words of the later."""

    report: ReportId
    day: date
    share: float
    kind: str


@dataclass(frozen=True, slots=True)
class SharedEvent:
    """An event that an undated report tells with a weekday, and `other` dates."""

    weekday: ToldWeekday
    day: date
    other: ReportId


@dataclass(frozen=True, slots=True)
class Place:
    """The day of a neighbour, those that stand there with it, and what tells how sure it is that the report
    is of these days."""

    day: date
    there: tuple[Neighbour, ...]
    traits: tuple[float, ...]


def from_texts(shared: Sequence[SharedText], told: TextDates) -> tuple[DateReason, ...]:
    """Copies of dated texts were printed within days of them."""
    found = []
    for one in sorted(shared, key=lambda one: (-one.share, one.report)):
        if one.share >= _WHOLE or one.kind == "identical":
            apart = timedelta(table("near_dates.toml")["copy_days"])
            text = f"has {one.share:.0%} of its words in common with a report of {one.day}"
            found.append(_reason("copy", one.day - apart, one.day + apart, text, one.report))
            if one.kind == "identical" or one.share >= _ALL:
                found += _from_weekdays(one.report, one.day, told)
    return tuple(found)


def from_events(shared: Sequence[SharedEvent], told: TextDates) -> tuple[DateReason, ...]:
    """Events that are told with a weekday here and with the day elsewhere: the report is of the days that
    follow."""
    found: dict[tuple[int, date], DateReason] = {}
    for one in sorted(shared, key=lambda one: (one.weekday.span, one.day, one.other)):
        if one.day.isoweekday() == one.weekday.weekday:
            text = f"tells of an event on {name_of(one.weekday.weekday)} that another report dates {one.day}"
            if reason := _from_day(one.weekday, one.day, text, one.other, told):
                found.setdefault((one.weekday.weekday, one.day), reason)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the record has around an undated report: the likest reports with a date, the days under each of
    its terms, and the time that all dated reports span."""

    near: tuple[Neighbour, ...]
    terms: tuple[Mapping[date, int], ...]
    time: Calendar


def from_neighbours(
    around: Surroundings,
    told: TextDates,
    earliest: str | None,
    latest: str | None,
    learned: Mapping[str, Any] | None = None,
) -> tuple[DateReason, ...]:
    """Where the record surely has the story, the days around those that tell it; else the span in which
    reports with such words lie, between the sure bounds. `learned` is what near_dates.toml has."""
    if around.time.dated < LEAST_DATED:
        return ()
    learned = learned or table("near_dates.toml")
    place, sure = likeliest(places(around.near, told, earliest, latest), learned["weights"])
    if place is None:
        return ()
    closest = max(place.there, key=lambda one: (one.likeness, one.report)).report
    number = "the dated report" if len(place.there) == 1 else f"{len(place.there)} dated reports"
    said = f"{number} most like it: {_days_of(place.there)}"
    group = sum(sure >= edge for edge in learned["story"])
    if group:
        days = timedelta(learned["days"][group - 1])
        text = f"tells the story of {said}; 98 of 100 so alike are at most {days.days} days apart"
        reason = _reason("neighbours", place.day - days, place.day + days, text, closest)
        return (reason,)
    first, last = span(around, learned["mass"], earliest, latest)
    text = f"has words of {said}; learned to hold 98 of 100 reports with such words"
    return (_reason("neighbours", first, last, text, closest),)


def likeliest(found: Iterable[Place], weights: Sequence[float]) -> tuple[Place | None, float]:
    """The place where a report most likely stands, and the chance that it does."""
    best, sure = None, 0.0
    for place in found:
        likely = chance(weights, place.traits)
        if best is None or likely > sure:
            best, sure = place, likely
    return best, sure


def span(around: Surroundings, mass: float, earliest: str | None, latest: str | None) -> tuple[date, date]:
    """The first and last day of the shortest range with so much of the density, and a step more."""
    first, last = shortest(density_of(around, earliest, latest), mass)
    return around.time.days(first - 1, last + 1)


def density_of(around: Surroundings, earliest: str | None, latest: str | None) -> Floats:
    """The density of days by the terms and the likest reports, between the sure bounds."""
    near = [(one.day, one.likeness) for one in around.near[:MOST]]
    return density(around.time, around.terms, near, earliest, latest)


def _days_of(there: Sequence[Neighbour]) -> str:
    days = sorted(one.day for one in there)
    return f"{days[0]}" if days[0] == days[-1] else f"{days[0]} to {days[-1]}"


def chance(weights: Sequence[float], traits: Sequence[float]) -> float:
    """The logistic function of a constant and the weighted traits."""
    total = math.fsum(
        [weights[0], *(weight * trait for weight, trait in zip(weights[1:], traits, strict=True))]
    )
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, total))))


def places(
    near: Sequence[Neighbour], told: TextDates, earliest: str | None, latest: str | None
) -> list[Place]:
    """Where a report may stand: the day of each of its neighbours that the bounds allow."""
    allowed = [one for one in near if (earliest or "") <= one.day.isoformat() <= (latest or "9999")][:MOST]
    named = list(map(date.fromisoformat, told.days))
    return [Place(one.day, *_traits(one.day, allowed, named, _past(told))) for one in allowed]


def _traits(
    day: date, near: Sequence[Neighbour], named: Sequence[date], weekdays: set[str]
) -> tuple[tuple[Neighbour, ...], tuple[float, ...]]:
    """The neighbours at a day, and what speaks for and against it."""
    there = tuple(one for one in near if abs((one.day - day).days) <= CLOSE)
    others = [one for one in near if abs((one.day - day).days) > CLOSE]
    far = [one for one in others if abs((one.day - day).days) > APART]
    best, rival = _best(there), _best(others)
    same = [bool(weekdays & set(one.weekdays)) for one in there if weekdays and one.weekdays]
    return there, (
        math.log(best + _LITTLE),
        math.log(rival + _LITTLE),
        math.log(_best(far) + _LITTLE),
        max(one.names for one in there),
        max((one.names for one in others), default=0.0),
        math.log(_mass(there) + _LITTLE**2),
        math.log(_mass(others) + _LITTLE**2),
        math.log(1 + len(there)),
        math.sqrt(max(one.text for one in there)),
        sum(same) / len(same) - 0.5 if same else 0.0,
        float(any(-1 <= (day - one).days <= 10 for one in named)),
        float(bool(named) and abs((max(named) - day).days) <= 7),
        best - rival,
        float(best >= rival),
    )


def _best(near: Sequence[Neighbour]) -> float:
    return max((one.likeness for one in near), default=0.0)


def _mass(near: Sequence[Neighbour]) -> float:
    return math.fsum(one.likeness**3 for one in near)


# Weekdays ------------------------------------------------------------------------------------------


def _past(told: TextDates) -> set[str]:
    """The past weekdays that the beginning of a report names, as ISO digits."""
    return {str(one.weekday) for one in told.weekdays if one.lede}


def _from_weekdays(other: ReportId, published: date, told: TextDates) -> list[DateReason]:
    """A past weekday of a copy is, of the days before the dated report, the last with that name."""
    found: dict[int, DateReason] = {}
    for one in told.weekdays:
        if one.lede:
            day = last_of(one.weekday, published)
            text = f"names {name_of(one.weekday)} as past, as does the report of {published}: {day}"
            if reason := _from_day(one, day, text, other, told):
                found.setdefault(one.weekday, reason)
    return [found[number] for number in sorted(found)]


def _from_day(
    weekday: ToldWeekday, day: date, text: str, other: ReportId, told: TextDates
) -> DateReason | None:
    written = days_written({weekday.weekday: day}, told.weekdays)
    if written is None:
        return None
    return _reason("weekday", written[0] - _ZONE, written[1], text, other, weekday.span)


def name_of(weekday: int) -> str:
    """The name of a weekday; Monday is 1."""
    return _names()[weekday]


@cache
def _names() -> dict[int, str]:
    return {
        number: name.title() for name, number in table("calendar.toml")["weekdays"].items() if len(name) > 5
    }


def _reason(
    kind: DateKind, first: date, last: date, text: str, other: ReportId, span: Span | None = None
) -> DateReason:
    return DateReason(kind, first.isoformat(), last.isoformat(), text, span, other)
