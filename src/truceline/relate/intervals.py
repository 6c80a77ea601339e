"""The algebra of days that are not known exactly.

Allen's thirteen relations (Allen, "Maintaining knowledge about temporal intervals", CACM 26, 1983) are
between intervals of which the ends are known. Here an interval holds one day that is not known: what can be
said is what holds for every choice of the two days ("before", "after", "same"), and towards which side the
choice leans.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from truceline.model.when import Interval, Relation

_FIRST, _LAST = "0000", "9999-99"
"""Before and after every ISO date, in the order of strings."""


def relation(one: Interval, other: Interval) -> Relation:
    """How the day of one stands to that of the other.

    "before", "after" and "same" hold for sure. "possibly before" says that both ends are no later and one is
    earlier, "overlaps" that neither side is likelier, "unknown" that one of the two may be any day.
    """
    if Interval() in (one, other):
        return "unknown"
    first, last, its_first, its_last = *_ends(one), *_ends(other)
    if last < its_first:
        return "before"
    if its_last < first:
        return "after"
    if one.is_day and one == other:
        return "same"
    if (first, last) != (its_first, its_last):
        if first <= its_first and last <= its_last:
            return "possibly before"
        if first >= its_first and last >= its_last:
            return "possibly after"
    return "overlaps"


def _ends(one: Interval) -> tuple[str, str]:
    return one.earliest or _FIRST, one.latest or _LAST


def agree(one: Interval, other: Interval) -> bool:
    """Whether both may be the same day."""
    first, last, its_first, its_last = *_ends(one), *_ends(other)
    return first <= its_last and its_first <= last


def intersection(one: Interval, other: Interval) -> Interval | None:
    """The days that are in both; None where there are none."""
    if not agree(one, other):
        return None
    firsts = [end for end in (one.earliest, other.earliest) if end is not None]
    lasts = [end for end in (one.latest, other.latest) if end is not None]
    return Interval(max(firsts, default=None), min(lasts, default=None))


def holds(outer: Interval, inner: Interval) -> bool:
    """Whether every day of the inner one is in the outer one."""
    first, last, its_first, its_last = *_ends(outer), *_ends(inner)
    return first <= its_first and its_last <= last


def shifted(one: Interval, low: int | None, high: int | None) -> Interval:
    """The days so many days behind it, at least and at most; past the ends of the calendar it is open."""
    return Interval(
        _shift(one.earliest, low) if low is not None else None,
        _shift(one.latest, high) if high is not None else None,
    )


def _shift(day: str | None, days: int) -> str | None:
    if day is None:
        return None
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return None


def hull(several: Iterable[Interval]) -> Interval:
    """The least interval that holds all of these; open for none."""
    found = list(several)
    firsts = [one.earliest for one in found]
    lasts = [one.latest for one in found]
    first = min((end for end in firsts if end is not None), default=None)
    last = max((end for end in lasts if end is not None), default=None)
    return Interval(None if None in firsts else first, None if None in lasts else last)


def interval(earliest: str | None, latest: str | None) -> Interval:
    """An interval of days from ISO dates or date-times; ends that are no dates are open, and reversed ones
    are put right."""
    first, last = _day(earliest), _day(latest)
    if first is not None and last is not None and last < first:
        first, last = last, first
    return Interval(first, last)


def _day(when: str | None) -> str | None:
    try:
        return date.fromisoformat((when or "")[:10]).isoformat()
    except ValueError:
        return None
