"""What the text of a report says about when it was written: dates, happenings, people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from truceline.model.claims import Span
from truceline.model.dating import TextDates, Told, ToldTime
from truceline.model.record import DateReason
from truceline.model.report import Report
from truceline.relate.dating import against
from truceline.relate.people_dates import dating_words, from_lives, from_offices, is_hedged
from truceline.resources import any_of, table

_YEAR = re.compile(r"\d{4}")
_NOT_YET = re.compile(rf"(?:\b(?:{dating_words('not_yet')})|\(c\)|©|[-–])(?: in| the)?\s*\Z", re.IGNORECASE)
"""Before a year or a month that may lie ahead although the clause is past ("expired by 2027"), or that a
page has below its text."""


def from_text(report: Report, told: Told) -> tuple[DateReason, ...]:
    """All reasons that the text alone gives, in the order of the text within each kind."""
    return (
        *_one_each(_from_times(report, told)),
        *_one_each(_from_happenings(report)),
        *_one_each(from_offices(report, told)),
        *_one_each(from_lives(report, told)),
        *_from_weekday(told),
    )


def _one_each(reasons: Iterator[DateReason]) -> Iterator[DateReason]:
    """The first of those that say the same."""
    seen = set()
    for one in reasons:
        if (one.kind, one.earliest, one.latest, one.fact) not in seen:
            seen.add((one.kind, one.earliest, one.latest, one.fact))
            yield one


def text_dates(report: Report, told: Told) -> TextDates:
    """What is kept of what a report says about its date. Of one that has a date, only what its text says
    against that."""
    reasons = from_text(report, told)
    if report.published is not None:
        return TextDates(against(report.published, reasons))
    days = (one.time.earliest for one in told.times if one.tense != "future" and len(one.time.value) == 10)
    return TextDates(reasons, told.weekdays, tuple(dict.fromkeys(filter(None, days))))


# Dates ---------------------------------------------------------------------------------------------


def _from_times(report: Report, told: Told) -> Iterator[DateReason]:
    """The latest day, month and year that the text speaks of as past: it was written then or later."""
    latest: dict[int, ToldTime] = {}
    for one in told.times:
        if one.tense == "past" and _is_dated(report, one) and not _may_lie_ahead(report, one):
            precision = len(one.time.value)
            if precision not in latest or (one.time.earliest or "") > (latest[precision].time.earliest or ""):
                latest[precision] = one
    for one in latest.values():
        text = f"speaks of “{one.time.text}” as past"
        yield DateReason("date", _without_zone(one.time.earliest or ""), None, text, one.time.span)


def _without_zone(day: str) -> str:
    """The day before: where something is told it may still be that day."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _is_dated(report: Report, one: ToldTime) -> bool:
    """Whether a time is a full date, a month with its year, or a year, that the text itself gives."""
    if one.time.earliest is None or (report.published is not None and not _YEAR.search(one.time.text)):
        return False
    return one.time.type == "DATE" and re.fullmatch(r"\d{4}(?:-\d\d){0,2}", one.time.value) is not None


def _may_lie_ahead(report: Report, one: ToldTime) -> bool:
    start = one.time.span.start
    return len(one.time.value) < 10 and _NOT_YET.search(report.text[max(0, start - 20) : start]) is not None


def _from_weekday(told: Told) -> Iterator[DateReason]:
    """The first past weekday without a date: no interval by itself, but a check for whoever finds one."""
    for one in [one for one in told.weekdays if one.lede][:1]:
        name = next(word for word, day in table("calendar.toml")["weekdays"].items() if day == one.weekday)
        text = f"tells of {name.title()} without a date: written on a {name.title()} or a few days later"
        yield DateReason("weekday", None, None, text, one.span)


# Happenings ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Happening:
    day: str
    name: str


@cache
def _happenings() -> tuple[dict[str, _Happening], re.Pattern[str]]:
    said = {
        phrase: _Happening(one["date"], one["name"])
        for one in table("dated_events.toml")["events"]
        for phrase in one["said"]
    }
    return said, re.compile(rf"\b(?:{any_of(said)})\b")


def _from_happenings(report: Report) -> Iterator[DateReason]:
    """Happenings known beforehand that the text tells as past."""
    said, pattern = _happenings()
    for match in pattern.finditer(_folded(report.text)):
        if is_hedged(report.text, match.start()):
            continue
        happening = said[match.group()]
        text = f"speaks of {happening.name} ({happening.day}): “{report.text[match.start() : match.end()]}”"
        span = Span(report.id, *match.span())
        yield DateReason("happening", happening.day, None, text, span, fact=happening.name)


def _folded(text: str) -> str:
    """Small letters and plain apostrophes, every character at its place ("İ" has two in lower case)."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(small if len(small := char.lower()) == 1 else char for char in text)
    return lower.replace("’", "'")
