"""Times told from another time of the text: "that day", "the next morning", "two days later", "9 a.m.".

The other time is the last one before that is exact enough; for a time of day, the nearest of its sentence.
Only one of the same sentence or the one before gives an interval: farther up, something else may be meant.
Where there is none, a time of day is that of the day of publication, without an interval, too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from truceline.extract import timex
from truceline.extract.reading import Reading
from truceline.extract.timex import Found, Shift, Timex
from truceline.resources import any_of, table

_CALENDAR = table("calendar.toml")
_PARTS: dict[str, str] = _CALENDAR["parts"]
_UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y"}
_STEPS = {"next": 1, "following": 1, "previous": -1, "preceding": -1, "after": 1, "before": -1}
_WORD = any_of([*_UNITS, *_PARTS])
_TOLD = re.compile(
    r"\b(?:that(?: same| very)?|the same|the (?P<step>next|following|previous|preceding)) "
    rf"(?P<word>{_WORD})\b"
    rf"|\bthe (?P<word2>{_WORD}) (?P<step2>before|after)\b(?=\s?(?:[.,;:)]|$))"
    rf"|\bthe (?P<of>{any_of(_PARTS)})(?= of )"
    r"|(?<=\bin )the (?:early |late )?(?P<part>morning|afternoon|evening)\b|\b(?P<over>overnight)\b"
)
_WEEK_VALUE = re.compile(r"(\d{4})-W(\d\d)(?:-WE)?\Z")
_DATE_VALUE = re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d\d)(?:-(?P<d>\d\d))?)?(?:T.*)?\Z")
_LISTING = frozenset(("and", "to", "or", "-", "–", "through", "until", ","))
_NEIGHBOURS = 4
_FARTHEST = 10_000


def find_told(folded: str) -> Iterator[Found]:
    """The times of a text in lower case that another one settles, not settled yet."""
    for match in _TOLD.finditer(folded):
        word = match["word"] or match["word2"] or match["part"] or match["of"]
        step = _STEPS.get(match["step"] or match["step2"] or "", 0)
        if match["over"]:
            yield *match.span(), unsettled(Shift("D", 0, "NI"))
        elif word in _UNITS:
            yield *match.span(), unsettled(Shift(_UNITS[word], step))
        else:
            yield *match.span(), unsettled(Shift("D", step, _PARTS[word]))


def unsettled(shift: Shift) -> Timex:
    """A time that is told from another, before that one is known."""
    value = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}[shift.unit]
    if shift.part:
        return Timex("TIME", f"{value}T{shift.part}", shift=shift)
    return Timex("DATE", value, shift=shift)


def yearless(value: Timex) -> Timex:
    """A day or a month whose year the day of publication told, and another time may tell better."""
    return replace(value, yearless=True)


@dataclass
class _Known:
    """The last times of a text of each exactness, each with its place and whether it has an interval."""

    by_unit: dict[str, tuple[int, date, bool]] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    """The year of a month and a day that are told with it."""

    def learn(self, start: int, value: Timex) -> None:
        if value.type not in ("DATE", "TIME"):
            return
        match, week = _DATE_VALUE.match(value.value), _WEEK_VALUE.match(value.value)
        try:
            if week is not None:
                day = date.fromisocalendar(int(week[1]), int(week[2]), 1)
            elif match is not None:
                day = date(int(match["y"]), int(match["m"] or 1), int(match["d"] or 1))
            else:
                return
        except ValueError:
            return
        is_sure = value.earliest is not None
        units = "WMY" if match is None else "DWMY" if match["d"] else "MY" if match["m"] else "Y"
        for unit in units:
            self.by_unit[unit] = start, day, is_sure and (unit != "D" or value.earliest == value.latest)


def settle(reading: Reading, found: Iterable[Found], published: date | None) -> Iterator[Found]:
    """Times in the order of the text, those that another one tells with its day."""
    every = list(found)
    starts = [token.idx for token in reading.doc if token.is_sent_start]
    known = _Known()
    for index, (start, end, value) in enumerate(every):
        if value.shift is not None:
            value = _settled(every, index, known, starts, published)
        elif value.yearless:
            value = _with_year(reading, every, index, starts, known)
        elif year := _written_year(reading.clean.text, start, end, value):
            known.written[value.value[5:]] = year
        known.learn(start, value)
        yield start, end, value


def _settled(
    every: list[Found], index: int, known: _Known, starts: list[int], published: date | None
) -> Timex:
    start, _, value = every[index]
    shift = value.shift
    assert shift is not None
    sentence = bisect_right(starts, start)
    if shift.part and not shift.off:
        nearby = _Known()
        for at, _, other in _nearby(every, index):
            if bisect_right(starts, at) == sentence and other.shift is None:
                nearby.learn(at, other)
        if "D" in nearby.by_unit:
            return _from(shift, *nearby.by_unit["D"][1:])
    if shift.unit in known.by_unit:
        at, day, is_sure = known.by_unit[shift.unit]
        return _from(shift, day, is_sure and sentence - bisect_right(starts, at) <= 1)
    return _from(shift, published, False) if published and shift.off <= 0 else value


def _with_year(reading: Reading, every: list[Found], index: int, starts: list[int], known: _Known) -> Timex:
    """A date without a year beside one with it: "March and May 2014". The year of one farther before in the
    sentence, or of the same day before in the text, is only the likelier one."""
    start, end, value = every[index]
    if _DATE_VALUE.match(value.value) is None:
        return value
    text, sentence = reading.clean.text, bisect_right(starts, start)
    for at, last, other in every[index + 1 : index + 2]:
        year = _written_year(text, at, last, other)
        alike = len(other.value) == len(value.value) and text[end:at].strip().lower() in _LISTING
        if year and alike and (moved := _moved(value, year)):
            return moved
    for at, last, other in reversed(every[max(0, index - _NEIGHBOURS) : index]):
        year = _written_year(text, at, last, other)
        if year and bisect_right(starts, at) == sentence and value.value[:4] != year:
            moved = _moved(value, year)
            return Timex(value.type, moved.value) if moved and _is_near(moved, other) else value
    year = known.written.get(value.value[5:]) if len(value.value) == len("2025-10-10") else None
    moved = _moved(value, year) if year and value.value[:4] != year else None
    return Timex(value.type, moved.value) if moved else value


def _written_year(text: str, start: int, end: int, value: Timex) -> str | None:
    year = value.value[:4]
    is_plain = value.type == "DATE" and _DATE_VALUE.match(value.value)
    return year if is_plain and year in text[start:end] else None


def _is_near(one: Timex, other: Timex) -> bool:
    """Whether two times with a month lie two months apart at most ("rose in March 2012 from February")."""
    if len(other.value) < len("2025-10"):
        return False
    first, second = (int(time.value[:4]) * 12 + int(time.value[5:7]) for time in (one, other))
    return abs(first - second) <= 2


def _moved(value: Timex, year: str) -> Timex | None:
    try:
        if len(value.value) == len("2025-10"):
            return timex.month(int(year), int(value.value[5:7]))
        return timex.day(date(int(year), int(value.value[5:7]), int(value.value[8:10])))
    except ValueError:
        return None


def _nearby(every: list[Found], index: int) -> list[Found]:
    """The times around one, the nearest last."""
    start = every[index][0]
    around = every[max(0, index - _NEIGHBOURS) : index] + every[index + 1 : index + 1 + _NEIGHBOURS]
    return sorted(around, key=lambda one: -abs(one[0] - start))


def shifted(shift: Shift, day: date) -> Timex:
    """The time that lies so far from a day."""
    if abs(shift.off) > _FARTHEST or not 1500 <= day.year + (shift.off if shift.unit == "Y" else 0) < 2200:
        return unsettled(shift)
    if shift.unit == "D":
        found = timex.day(day + timedelta(days=shift.off))
    elif shift.unit == "W":
        found = timex.week(day, shift.off)
    elif shift.unit == "M":
        found = timex.shifted_month(day, shift.off)
    else:
        found = timex.year(day.year + shift.off)
    return timex.at(found, shift.part) if shift.part else found


def _from(shift: Shift, day: date, is_sure: bool) -> Timex:
    """As `shifted`, with an interval where the day is sure; of more than one unit, only days are exact."""
    found = shifted(shift, day)
    is_sure = is_sure and (shift.unit == "D" or abs(shift.off) <= 1)
    if not is_sure:
        return Timex(found.type, found.value, shift=shift)
    return Timex(found.type, found.value, found.earliest, found.latest, shift=shift)
