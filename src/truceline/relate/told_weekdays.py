"""Weekday arithmetic: the days on which a report that names weekdays without a date can have been written.

A weekday told as past is the last one of that name. Of 859 dated articles that name one in their beginning,
99 of 100 are of the three days after the last that they name, and as many of the four after the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from truceline.model.dating import ToldWeekday
from truceline.model.record import PlacedDay

LAST_AGO, FIRST_AGO = 3, 4
"""Days that lie at most between a report and the last, and the first, past weekday of its beginning."""
_WEEK = 7


def days_written(anchors: Mapping[int, date], weekdays: Iterable[ToldWeekday]) -> tuple[date, date] | None:
    """The first and last day on which a report can have been written that names these weekdays, where
    `anchors` says which day some of them are. None where no day fits."""
    weekdays = list(weekdays)
    first = max(anchors.values(), default=None)
    if first is None:
        return None
    fitting = [
        day
        for number in range(_WEEK)
        if fits(day := first + timedelta(number), weekdays)
        and all(last_of(weekday, day) == known for weekday, known in anchors.items())
    ]
    return (fitting[0], fitting[-1]) if fitting else None


def fits(day: date, weekdays: Iterable[ToldWeekday]) -> bool:
    """Whether a report with these weekdays in its beginning can be of a day."""
    ago = [(day - last_of(one.weekday, day)).days for one in weekdays if one.lede]
    return not ago or (min(ago) <= LAST_AGO and max(ago) <= FIRST_AGO)


def last_of(weekday: int, day: date) -> date:
    """The last day with this name (Monday is 1) up to a day."""
    return day - timedelta((day.isoweekday() - weekday) % _WEEK)


def placed(
    earliest: str | None, latest: str | None, weekdays: Iterable[ToldWeekday]
) -> tuple[PlacedDay, ...]:
    """The days that weekdays stand for in a report of this interval, where all its days give the same."""
    if earliest is None or latest is None:
        return ()
    first, last = date.fromisoformat(earliest), date.fromisoformat(latest)
    if (last - first).days > _WEEK:
        return ()
    weekdays = list(weekdays)
    written = [
        day for number in range((last - first).days + 1) if fits(day := first + timedelta(number), weekdays)
    ]
    found = []
    for one in weekdays:
        meant = {_next_of(one.weekday, day) if one.ahead else last_of(one.weekday, day) for day in written}
        if len(meant) == 1:
            found.append(PlacedDay(one.span, meant.pop().isoformat()))
    return tuple(found)


def _next_of(weekday: int, day: date) -> date:
    return day + timedelta((weekday - day.isoweekday() - 1) % _WEEK + 1)
