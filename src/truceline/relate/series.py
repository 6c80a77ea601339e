"""Figures that count one thing, over time and asserter by asserter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from truceline.model.record import Series, SeriesChange, SeriesPoint
from truceline.model.report import ReportId, content_id
from truceline.relate.measures import told_text

if TYPE_CHECKING:
    from truceline.relate.counted import Counted

JUMP = 2.0
"""A later value so many times the earlier one is a jump."""


def series_of(story: ReportId, group: Sequence[Counted], members: Sequence[Counted]) -> Series | None:
    """The series that some figures make; None where there is one value by one origin. `members` are those
    of the same kind with the copies: a copy counts for its point, once an origin."""
    points = tuple(_points(group))
    if len(points) < 2 and len({one.origin for one in group}) < 2:
        return None
    first = min(group, key=lambda one: (one.day or "9999", one.claim)).figure
    whole = [one.figure for one in group]
    return Series(
        id=content_id("series", *sorted(one.claim for one in group)),
        story=story,
        counted=max((one.counted or "" for one in whole), key=lambda name: (len(name), name)),
        thing=first.thing,
        state=first.state,
        whom=_only(one.whom for one in whole),
        place=_only(one.place for one in whole),
        unit=first.unit,
        period=first.period,
        since=_only(one.since for one in whole),
        since_day=_only(one.since_day for one in whole),
        cumulative=any(one.cumulative for one in whole),
        points=points,
        changes=tuple(_changes(points)),
        origins=len({one.origin for one in group}),
    )


def _only(values: Iterator[str | None]) -> str | None:
    found = sorted({value for value in values if value})
    return found[0] if len(found) == 1 else None


def _points(group: Sequence[Counted]) -> Iterator[SeriesPoint]:
    """A point for each value that an asserter gives of a day, in the order of time."""
    alike: defaultdict[tuple[str, str, float, float, float], list[Counted]] = defaultdict(list)
    for one in group:
        figure = one.figure
        low = -1.0 if figure.low is None else figure.low
        high = -1.0 if figure.high is None else figure.high
        alike[one.day or "", one.asserter or "", figure.value, low, high].append(one)
    ordered = sorted(alike.items(), key=lambda item: (item[0][0] or "9999", *item[0][1:]))
    for (day, asserter, *_), found in ordered:
        one = min(found, key=lambda one: one.claim)
        yield SeriesPoint(
            day=day or None,
            value=one.figure.value,
            low=one.figure.low,
            high=one.figure.high,
            text=told_text(one.figure),
            asserter=asserter or None,
            named=one.named,
            evidence=tuple(sorted({one.origin: one.claim for one in sorted(found, key=_claim)}.values())),
            origins=len({one.origin for one in found}),
            earlier=one.figure.earlier,
            promised=one.figure.told == "promised",
        )


def _claim(one: Counted) -> str:
    return one.claim


def _changes(points: Sequence[SeriesPoint]) -> Iterator[SeriesChange]:
    """Where a series falls, jumps or is revised, asserter by asserter."""
    by_asserter: defaultdict[str | None, list[int]] = defaultdict(list)
    for place, point in enumerate(points):
        if not point.promised:
            by_asserter[point.asserter].append(place)
    for places in by_asserter.values():
        for earlier, later in pairwise(places):
            before, after = points[earlier], points[later]
            if before.earlier or after.earlier:
                yield SeriesChange("revised", earlier, later, "a report tells one of them as superseded")
            elif not before.day or not after.day or before.day == after.day:
                continue
            elif _below(after, before):
                yield SeriesChange("falls", earlier, later, f"lower on {after.day} than on {before.day}")
            elif after.value >= JUMP * before.value > 0:
                ratio = after.value / before.value
                yield SeriesChange("jumps", earlier, later, f"{ratio:.1f} times as many as on {before.day}")


def _below(after: SeriesPoint, before: SeriesPoint) -> bool:
    """Whether the later one is lower, whatever its bounds leave open."""
    most = after.value if after.high is None else after.high
    least = before.value if before.low is None else before.low
    return most < least
