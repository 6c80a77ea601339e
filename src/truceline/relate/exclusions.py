"""Claims about one event that exclude each other: where, when, who took part, and whether it happened.

Two mentions are of one event where they have its kind, and two people or bodies in common that are no mere
countries; everything else may differ, and then it is told why, as for figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import Protocol

from truceline.model.claims import EventMention
from truceline.model.record import Conflict
from truceline.model.report import ReportId, content_id
from truceline.relate.disagreement import Entry, Explained, explain

MOST = 40
"""Mentions of events of one kind in a story that are compared with each other."""
_DAYS_APART = 3
"""Meetings of the same people further apart than so many days are two."""


class Told(Protocol):
    """A mention with its claim id, those who took part, and who vouches for it."""

    @property
    def claim(self) -> str: ...
    @property
    def report(self) -> ReportId: ...
    @property
    def mention(self) -> EventMention: ...
    @property
    def actors(self) -> frozenset[str]: ...
    @property
    def place(self) -> str | None: ...
    @property
    def origin(self) -> str: ...
    @property
    def asserter(self) -> str: ...
    @property
    def dates(self) -> tuple[str, str] | None: ...


def exclusions(story: ReportId, told: Iterable[Told], countries: frozenset[str]) -> tuple[Conflict, ...]:
    """Where mentions of one event in a story exclude each other, each pair of values once."""
    kinds: defaultdict[tuple[str, str | None], list[Told]] = defaultdict(list)
    for one in sorted(told, key=lambda one: one.claim):
        if one.mention.modality in ("reported", "denied"):
            kinds[one.mention.code, one.mention.mode].append(one)
    found: dict[tuple[str, ...], Conflict] = {}
    for members in kinds.values():
        first: dict[tuple[object, ...], Told] = {}
        for one in members:  # copies of one text tell the same
            first.setdefault((one.origin, one.actors, one.place, one.dates, one.mention.modality), one)
        for one, other in combinations(list(first.values())[:MOST], 2):
            if one.origin == other.origin and one.report != other.report:
                continue
            shared = (one.actors & other.actors) - countries
            if len(shared) < 2:
                continue
            for what, values, explained in _apart(one, other, countries):
                key = (what, *values)
                if key not in found:
                    found[key] = _conflict(story, what, values, one, other, explained)
    return tuple(sorted(found.values(), key=lambda one: one.id))


def _apart(
    one: Told, other: Told, countries: frozenset[str]
) -> Iterator[tuple[str, tuple[str, str], Explained]]:
    one_day = one.dates is not None and one.dates == other.dates and one.dates[0] == one.dates[1]
    near = _days_between(one, other)
    denied = [side for side in (one, other) if side.mention.modality == "denied"]
    if len(denied) == 1 and near is not None and near <= 0:
        explained = _explained(one, other, one_day and one.actors == other.actors)
        yield "whether it happened", (_happened(one), _happened(other)), explained
        return
    if denied:
        return
    places = {one.place, other.place} - {None}
    if one_day and one.place and other.place and len(places) > 1 and not places & countries:
        yield "place", (one.place, other.place), _explained(one, other, one.actors == other.actors)
    same_place = one.place is not None and one.place == other.place
    same = same_place and one.actors == other.actors and one.origin != other.origin
    if same and one.dates and other.dates and near is not None and 0 < near <= _DAYS_APART:
        days = (one.dates[0], other.dates[0])
        yield "date", days, Explained("unsure", ("they may have met twice within days",))


def _explained(one: Told, other: Told, sure: bool) -> Explained:
    return explain(_entry(one), _entry(other), "apart", (), sure)


def _entry(one: Told) -> Entry:
    named = None if one.asserter == one.origin else one.asserter
    return Entry(one.claim, one.report, None, named, one.origin, named=named)


def _happened(one: Told) -> str:
    return "denied" if one.mention.modality == "denied" else "reported"


def _days_between(one: Told, other: Told) -> int | None:
    """Days between the two at the least; None where one has no days."""
    if one.dates is None or other.dates is None:
        return None
    ends = [tuple(date.fromisoformat(end) for end in side) for side in (one.dates, other.dates)]
    (a, b), (c, d) = ends
    return max(0, (c - b).days, (a - d).days)


def _conflict(
    story: ReportId, what: str, values: Sequence[str], one: Told, other: Told, told: Explained
) -> Conflict:
    evidence = (one.claim, other.claim)
    days = [side.dates[1] for side in (one, other) if side.dates]
    return Conflict(
        id=content_id("conflict", what, *sorted(evidence)),
        story=story,
        kind="unsure" if told.kind == "same" else told.kind,
        counted=f"{what} of {one.mention.mode or one.mention.code.lower()}",
        values=tuple(values),
        evidence=evidence,
        reasons=told.reasons,
        origins=len({one.origin, other.origin}),
        gap=1.0,
        last=max(days, default=None),
        about="event",
    )
