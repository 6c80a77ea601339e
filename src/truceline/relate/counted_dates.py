"""Counts that only grow, and what they say about a report without a date: it lies between two dated ones of
which one has less and the other has more of the same count.

A toll that is kept up has no other order. But another place, another asserter or another beginning is
another count, so two figures are of one series only where all that the texts tell of them agrees. A series
whose dated figures fall anywhere says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from truceline.model.claims import Figure
from truceline.model.record import DateReason
from truceline.relate.counted import Counted

LAG = 3
"""Days for which a report may still give a toll that others have already raised."""
_LEAST = 10
"""A smaller count is rather of one incident, and told in many wrong ways in its first hours."""
_MOST_APART = 3.0
"""Two counts whose ratio is more are hardly of one series: one of them is of another area."""
_SHARED, _SHARED_ASSERTER = 3, 2
"""Words around two counts that they share where no beginning is told: of one named place, of one asserter."""
_MOST = 200
"""Dated figures of a story that are looked at for one report, the nearest in value."""
_ROUND = 0.05
"""How far, as a share, a number that is called approximate may lie from what it stands for."""


def from_figures(own: Iterable[Counted], dated: Iterable[Counted]) -> tuple[DateReason, ...]:
    """What the counts of a report say about its date, beside those of dated reports of its story: at most one
    reason for each end, the narrowest of all counts."""
    dated = [one for one in dated if one.growing is not None and one.day is not None]
    lower: list[DateReason] = []
    upper: list[DateReason] = []
    for one in sorted(own, key=lambda one: one.claim):
        if one.growing is None or _low(one.figure) < _LEAST:
            continue
        series = _series(one, dated)
        if series and _only_grows(series):
            lower += _after_less(one, series)
            upper += _before_more(one, series)
    first = max(lower, key=lambda reason: (reason.earliest or "", reason.text), default=None)
    last = min(upper, key=lambda reason: (reason.latest or "", reason.text), default=None)
    return tuple(reason for reason in (first, last) if reason is not None)


def _series(one: Counted, dated: Sequence[Counted]) -> list[Counted]:
    near = sorted(dated, key=lambda other: (abs(other.figure.value - one.figure.value), other.claim))
    return sorted(
        (other for other in near[:_MOST] if _is_one(one, other)),
        key=lambda other: (other.day or "", other.claim),
    )


def _is_one(one: Counted, other: Counted) -> bool:
    """Whether two figures are surely of one count."""
    a, b = one.growing, other.growing
    if a is None or b is None or one.report == other.report:
        return False
    if _counts(one.figure) != _counts(other.figure):
        return False
    low, high = sorted((one.figure.value, other.figure.value))
    if low < _LEAST or high > _MOST_APART * low:
        return False
    if one.asserter is not None and other.asserter is not None and one.asserter != other.asserter:
        return False
    if a.since or b.since:
        return bool(a.since & b.since) and _fits(a.since, b.since)
    if one.asserter is not None and one.asserter == other.asserter:
        return len(one.around & other.around) >= _SHARED_ASSERTER
    alone = not (one.figure.asserted_by or other.figure.asserted_by)
    return alone and one.figure.place is not None and len(one.around & other.around) >= _SHARED


def _fits(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two beginnings have no two different numbers ("since 7 October", "since 2011")."""
    numbers = [{word for word in words if word.isdigit()} for words in (a, b)]
    return numbers[0] == numbers[1] or not all(numbers)


def _counts(figure: Figure) -> tuple[str | None, ...]:
    """What is counted, of whom and where."""
    words = (figure.counted or "").casefold()
    return words, figure.thing, figure.state, figure.whom, figure.unit, figure.period, figure.place


def _only_grows(series: Sequence[Counted]) -> bool:
    """Whether no dated figure is surely less than one that is told well before it."""
    most, before = 0.0, iter(series)
    waiting = next(before, None)
    for one in series:
        while waiting is not None and _day(waiting) + timedelta(LAG) < _day(one):
            most = max(most, _low(waiting.figure))
            waiting = next(before, None)
        if (high := _high(one.figure)) is not None and high < most:
            return False
    return True


def _after_less(one: Counted, series: Iterable[Counted]) -> Iterator[DateReason]:
    for other in series:
        high = _high(other.figure)
        if high is not None and high < _low(one.figure):
            day = _day(other) - timedelta(LAG)
            yield DateReason(
                "count", day.isoformat(), None, _said(one, other, "more"), one.figure.span, other.report
            )


def _before_more(one: Counted, series: Iterable[Counted]) -> Iterator[DateReason]:
    high = _high(one.figure)
    for other in series if high is not None else ():
        if high is not None and high < _low(other.figure):
            day = _day(other) + timedelta(LAG)
            yield DateReason(
                "count", None, day.isoformat(), _said(one, other, "less"), one.figure.span, other.report
            )


def _said(one: Counted, other: Counted, than: str) -> str:
    what = one.figure.counted or ""
    return (
        f"counts “{one.figure.text}” ({what}), {than} than the “{other.figure.text}” of {other.day} in a"
        " report of its story, of the same growing count"
    )


def _day(one: Counted) -> date:
    return date.fromisoformat((one.day or "")[:10])


def _low(figure: Figure) -> float:
    low = figure.low if figure.low is not None else 0.0
    return low * (1 - _ROUND) if figure.approximate and low == figure.value else low


def _high(figure: Figure) -> float | None:
    """The most that a figure can stand for; None for "at least 300"."""
    if figure.high is None:
        return None
    return figure.high * (1 + _ROUND) if figure.approximate and figure.high == figure.value else figure.high
