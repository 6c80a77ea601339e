"""TIMEX3 values and the days they stand for: the arithmetic of the calendar, without a text.

`published` is the day of publication, None where it is not known; a time that hangs on it then has a value
with X in the places of what is unknown, and no interval. Where the clause does not tell which day is meant,
the value is the likeliest one, and there is no interval either.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from truceline.model.claims import TimexMod, TimexType

type Tense = Literal["past", "future"] | None
"""Whether a clause speaks of what is past or to come; None where it does not tell."""

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_NEAR = timedelta(days=31)
"""A date without a year is the nearest such day. One farther ahead than this needs a clause of the future."""
_LONG_AGO = timedelta(days=300)
_LONGEST_AGO = 365_000
_LENGTHS = {"D": 1.0, "W": 7.0, "M": 30.44, "Y": 365.25}


@dataclass(frozen=True, slots=True)
class Shift:
    """A day or a longer unit (D, W, M, Y) so many units from another time of the text, at a time or in a
    part of the day ("09:00", "NI")."""

    unit: str
    off: int = 0
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Timex:
    """A TIMEX3. `mod` is its modifier; `shift` tells it from another time, which is still to be found;
    `yearless` is a date whose year was chosen by the day of publication."""

    type: TimexType
    value: str
    earliest: str | None = None
    latest: str | None = None
    mod: TimexMod | None = None
    shift: Shift | None = None
    yearless: bool = False


type Found = tuple[int, int, Timex]
"""A time expression and its place in the text that was parsed."""


def interval(value: str, first: date, last: date, kind: TimexType = "DATE") -> Timex:
    return Timex(kind, value, first.isoformat(), last.isoformat())


def day(when: date) -> Timex:
    return interval(when.isoformat(), when, when)


def at(base: Timex, part: str) -> Timex:
    """A part of a day ("NI") or a time of day ("09:00") of the day of `base`."""
    return Timex("TIME", f"{base.value}T{part}", base.earliest, base.latest)


def year(number: int) -> Timex:
    return interval(f"{number:04}", date(number, 1, 1), date(number, 12, 31))


def decade(first: int) -> Timex:
    return interval(f"{first // 10}X", date(first, 1, 1), date(first + 9, 12, 31))


def century(number: int) -> Timex:
    """The 21st (21) as "20"; its interval holds both years that are taken for its first and its last."""
    first = (number - 1) * 100
    return interval(f"{number - 1:02}", date(max(first, 1), 1, 1), date(first + 100, 12, 31))


def month(year_: int, number: int) -> Timex:
    following = date(year_ + number // 12, number % 12 + 1, 1)
    return interval(f"{year_:04}-{number:02}", date(year_, number, 1), following - _DAY)


def months(value: str, year_: int, first: int, count: int) -> Timex:
    """A run of months of one year, under a value of its own ("2025-Q1")."""
    last = month(year_, first + count - 1).latest
    return Timex("DATE", value, date(year_, first, 1).isoformat(), last)


def shifted_month(published: date, months: int) -> Timex:
    count = published.year * 12 + published.month - 1 + months
    return month(count // 12, count % 12 + 1)


def week(published: date, weeks: int) -> Timex:
    """The week so many weeks off. The interval also holds the Sunday before, with which it begins for some;
    for a report of a Sunday the last week may be the one that has just passed."""
    monday = published - published.weekday() * _DAY + weeks * _WEEK
    first, last = monday - _DAY, monday + 6 * _DAY
    if published.isoweekday() == 7 and weeks:
        first, last = (monday, published - _DAY) if weeks < 0 else (published, last + _WEEK)
    return interval(_iso_week(monday), first, last)


def weekend(published: date | None, tense: Tense) -> Timex:
    """The weekend that a report speaks of: its own, else the one before or, ahead, the one to come."""
    if published is None:
        return Timex("DATE", "XXXX-WXX-WE")
    saturday = published - (published.isoweekday() - 6) * _DAY
    if published.isoweekday() < 6 and tense != "future":
        saturday -= _WEEK
    return interval(f"{_iso_week(saturday)}-WE", saturday, saturday + _DAY)


def weekday(number: int, published: date | None, tense: Tense, lean: Tense = "past") -> Timex:
    """The weekday (Monday is 1) that a clause of such a tense means; `lean` is the likelier where it does
    not tell, or None where both are likely.

    What lies ahead on the weekday of publication is the same day or, sometimes, a week later. What is past
    is no six days old (newsrooms then write "last Friday"): the report is older or newer than its date says,
    and the day unknown. A clause that does not tell means the day of publication or leaves the day unknown.
    """
    if published is None:
        return Timex("DATE", f"XXXX-WXX-{number}")
    back = (published.isoweekday() - number) % 7
    is_ahead = back == 6 or (lean == "future" and back > 0) or (lean is None and back > 1)
    likely = published - back * _DAY + (_WEEK if is_ahead else 0 * _DAY)
    unknown = Timex("DATE", likely.isoformat())
    if tense == "past" and back == 6:
        return unknown
    if tense == "past" or back == 0:
        found = day(published - back * _DAY)
        if tense == "future":
            return Timex("DATE", found.value, found.earliest, (published + _WEEK).isoformat())
        return found
    return day(published + (7 - back) * _DAY) if tense == "future" else unknown


def near_weekday(number: int, published: date, otherwise: Timex) -> Timex:
    """ "Later Friday", "earlier on Friday": the day of publication, or the day before it where it was written
    then; `otherwise`, where it is neither."""
    back = (published.isoweekday() - number) % 7
    return day(published - back * _DAY) if back < 2 else otherwise


def named_weekday(number: int, published: date | None, direction: int) -> Timex:
    """ "Last Friday" (-1) or "next Friday" (1): the closest but today's. In the very week of publication,
    some mean the one a week farther, so that the interval holds both."""
    if published is None:
        return Timex("DATE", f"XXXX-WXX-{number}")
    distance = direction * (number - published.isoweekday()) % 7 or 7
    closest = published + direction * distance * _DAY
    if closest.isocalendar()[:2] != published.isocalendar()[:2]:
        return day(closest)
    ends = sorted((closest, closest + direction * _WEEK))
    return Timex("DATE", closest.isoformat(), ends[0].isoformat(), ends[1].isoformat())


def day_of_month(
    number: int, day_: int, published: date | None, tense: Tense, around: Tense, weekday: int = 0
) -> Timex:
    """A date without its year; `tense` is that of the verb it hangs on, `around` that of its clause. Its
    weekday, where it is told (Monday is 1), tells the years apart. Raises `ValueError` for a day that no year
    has."""
    date(2000, number, day_)  # a leap year
    if published is None:
        return Timex("DATE", f"XXXX-{number:02}-{day_:02}")
    days = [
        found
        for shift in (-1, 0, 1)
        if (found := _try_date(published.year + shift, number, day_)) is not None
    ]
    if weekday:
        days = [found for found in days if found.isoweekday() == weekday] or days
        if len(days) == 1:
            return day(days[0])
    return nearest(days, published, tense, around) or Timex("DATE", f"XXXX-{number:02}-{day_:02}")


def nearest(days: list[date], published: date, tense: Tense, around: Tense) -> Timex | None:
    """Which of some days a clause means, those of one name in years that follow each other. Where it does
    not tell, the nearest, without an interval."""
    if not days:
        return None
    closest = min(days, key=lambda found: abs(found - published))
    if abs(closest - published) <= _NEAR and tense is None:
        return day(closest)
    if (tense or around) == "past":
        days = [found for found in days if found <= published + _DAY]
    elif (tense or around) == "future":
        days = [found for found in days if found >= published - _NEAR]
    elif closest > published:
        days = []
    found = min(days, key=lambda one: abs(one - published), default=None)
    if found is None or (published - found > _LONG_AGO and closest - published <= _NEAR):
        return Timex("DATE", closest.isoformat())  # "invited them to a ceremony on May 5", soon
    return day(found)


def month_of_year(number: int, published: date | None, tense: Tense, around: Tense) -> Timex:
    """A month without its year; for `tense` and `around` see `day_of_month`."""
    if published is None:
        return Timex("DATE", f"XXXX-{number:02}")
    ahead = (number - published.month) % 12
    if ahead == 0 or tense == "future" or (tense is None and ahead == 1):
        return shifted_month(published, ahead)
    if tense is None and around == "future":
        return shifted_month(published, ahead)
    if tense is None and around is None and ahead < 6:
        return Timex("DATE", shifted_month(published, ahead).value)
    return shifted_month(published, ahead - 12)


def named_month(number: int, published: date | None, direction: int) -> Timex:
    """ "Last October" (-1) or "next October" (1); in its own year, some mean the one a year farther."""
    if published is None:
        return Timex("DATE", f"XXXX-{number:02}")
    distance = direction * (number - published.month) % 12 or 12
    found = shifted_month(published, direction * distance)
    same_year = found.value[:4] == f"{published.year:04}"
    return Timex("DATE", found.value) if same_year else found


_LAST_MONTHS = {"SP": 5, "SU": 8, "FA": 11, "WI": 2}


def season(code: str, published: date, off: int) -> Timex:
    """The season past (-1), present or to come; no interval, since it depends on the hemisphere."""
    over, begun = published.month > _LAST_MONTHS[code], published.month >= (_LAST_MONTHS[code] - 3) % 12 + 1
    year_ = published.year
    if off < 0 and not over:
        year_ -= 1
    if off > 0 and begun:
        year_ += 1
    return Timex("DATE", f"{year_:04}-{code}")


def ago(amount: float, unit: str, published: date | None, step: int = 1) -> Timex:
    """Some D, W, M or Y before the publication; all but days are taken to be rounded, to `step` units."""
    if published is None or amount * _LENGTHS[unit] > _LONGEST_AGO:
        return Timex("DATE", "PAST_REF")
    if unit == "D":
        return day(published - round(amount) * _DAY)
    length = _LENGTHS[unit]
    first, last = (
        published - timedelta(days=round((amount + off) * length)) for off in (step / 2, -step / 2)
    )
    middle = published - timedelta(days=round(amount * length))
    value = {
        "W": _iso_week(middle),
        "M": shifted_month(published, -round(amount)).value,
        "Y": f"{published.year - round(amount):04}",
    }[unit]
    return interval(value, first, min(last, published))


def _iso_week(when: date) -> str:
    iso = when.isocalendar()
    return f"{iso.year:04}-W{iso.week:02}"


def _try_date(year_: int, month_: int, day_: int) -> date | None:
    try:
        return date(year_, month_, day_)
    except ValueError:
        return None
