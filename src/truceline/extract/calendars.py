"""Days of other calendars as Gregorian days, by arithmetic (Reingold and Dershowitz, Calendrical
Calculations). The Islamic calendar is the tabular one: where the month begins with a sighted moon, it may
be a day off. All raise `ValueError` for a month or a day that the calendar has not."""

from __future__ import annotations

from datetime import date

_ISLAMIC_EPOCH = 227_014
_SOLAR_EPOCH = 226_894
_HEBREW_EPOCH = -1_373_428


def islamic(year: int, month: int, day: int) -> date:
    """The day of the tabular Islamic calendar (the civil one, leap years 2, 5, 7, 10, 13, 16, ... of 30)."""
    _check(month, 12, day, 30)
    return date.fromordinal(
        _ISLAMIC_EPOCH + (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day
    )


def solar(year: int, month: int, day: int) -> date:
    """The day of the Solar Hijri calendar of Iran and Afghanistan, with its leap years 8 of 33."""
    _check(month, 12, day, 31 if month < 7 else 30)
    before = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    return date.fromordinal(_SOLAR_EPOCH + 365 * (year - 1) + (8 * year + 21) // 33 + before + day)


def hebrew(year: int, month: int, day: int) -> date:
    """The day of the Hebrew calendar, its months counted from Tishrei; 6 is Adar (in a leap year the second)
    and 13 the first Adar of a leap year. A day begins on the evening before."""
    _check(month, 13, day, 30)
    first, following = _hebrew_new_year(year), _hebrew_new_year(year + 1)
    length = following - first
    is_leap = length > 380
    if month == 13 and not is_leap:
        raise ValueError(f"the year {year} has one Adar")
    lengths = [30, 30 if length % 10 == 5 else 29, 29 if length % 10 == 3 else 30, 29, 30]
    lengths += [30, 29] if is_leap else [29]
    lengths += [30, 29, 30, 29, 30, 29]
    position = 5 if month == 13 else month - 1 + (is_leap and month >= 6)
    return date.fromordinal(first + sum(lengths[:position]) + day - 1)


def easter(year: int) -> date:
    """Easter Sunday of the Western churches (the anonymous Gregorian algorithm, Meeus)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def weekday_of_month(year: int, month: int, weekday: int, which: int) -> date:
    """The first (1), second, ... or last (-1) such weekday (Monday is 1) of a month."""
    if which < 0:
        following = date(year + month // 12, month % 12 + 1, 1).toordinal()
        last = date.fromordinal(following - 1)
        return date.fromordinal(last.toordinal() - (last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return date(year, month, 1 + (weekday - first.isoweekday()) % 7 + 7 * (which - 1))


def _hebrew_new_year(year: int) -> int:
    before, this, after = (_hebrew_days(number) for number in (year - 1, year, year + 1))
    delay = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return _HEBREW_EPOCH + this + delay + 1


def _hebrew_days(year: int) -> int:
    months = (235 * year - 234) // 19
    days = 29 * months + (12_084 + 13_753 * months) // 25_920
    return days + (1 if 3 * (days + 1) % 7 < 3 else 0)


def _check(month: int, months: int, day: int, days: int) -> None:
    if not (1 <= month <= months and 1 <= day <= days):
        raise ValueError(f"no day {day} of a month {month}")
