"""What the mentions of one event say together: its sides, who says so, its status, where they disagree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from truceline.model.claims import ClaimStatus, Modality
from truceline.model.record import Event
from truceline.model.report import ReportId, content_id
from truceline.relate.event_mentions import Told, is_incident
from truceline.relate.origins import Carriers

_MODALITIES: Mapping[Modality, int] = {
    "reported": 0,
    "denied": 1,
    "negated": 2,
    "awaited": 3,
    "planned": 4,
    "habitual": 5,
    "conditional": 6,
}
"""What a group of mentions amounts to: one report of it outweighs a plan for it."""
_STATUSES: tuple[ClaimStatus, ...] = ("confirmed", "denied", "reported", "alleged")


def event(story: ReportId, group: Sequence[Told], countries: frozenset[str], carriers: Carriers) -> Event:
    """The event that these mentions tell of."""
    reports = carriers.all_of(one.report for one in group)
    first = group[0].mention
    incident = any(is_incident(one.mention) for one in group)
    means = by_count(Counter(one.mention.means for one in group if one.mention.means))
    return Event(
        id=content_id("event", *sorted(one.claim for one in group)),
        story=story,
        code=first.code,
        mode=first.mode,
        participants=by_count(Counter(actor for one in group for actor in one.actors)),
        places=by_count(Counter(one.place for one in group if one.place)),
        dates=by_count(Counter(one.dates for one in group if one.dates)),
        modality=min((one.mention.modality for one in group), key=_MODALITIES.__getitem__),
        evidence=tuple(sorted(one.claim for one in group)),
        reports=reports,
        outlets=carriers.outlets_of(reports),
        origins=len({one.origin for one in group}),
        asserters=len({one.asserter for one in group}),
        incident=incident,
        sources=by_count(Counter(actor for one in group for actor in one.sources)),
        targets=by_count(Counter(actor for one in group for actor in one.targets)),
        hosts=by_count(Counter(actor for one in group for actor in one.hosts)),
        mediators=by_count(Counter(actor for one in group for actor in one.mediators)),
        by=_asserters(group),
        status=_status(group) if incident else None,
        means=means[0] if means else None,
        clashes=tuple(_clashes(group, countries)),
        history=_history(group),
    )


def _asserters(group: Iterable[Told]) -> tuple[tuple[str | None, int], ...]:
    """Who says so, the most frequent first; the reports themselves, as None, come last of equals."""
    counts = Counter(one.by for one in group)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0] is None, item[0] or "")))


def _status(group: Iterable[Told]) -> ClaimStatus | None:
    """The accused side's own word counts most; what somebody holds against it counts least."""
    told = {one.mention.status for one in group}
    return next((status for status in _STATUSES if status in told), None)


def _clashes(group: Sequence[Told], countries: frozenset[str]) -> Iterable[str]:
    """Details that exclude each other, in plain words without names: the views name them."""
    dates = sorted({one.dates for one in group if one.dates})
    if dates and max(first for first, _ in dates) > min(last for _, last in dates):
        yield "when: reports give days that exclude each other"
    towns = {one.place for one in group if one.place} - countries
    if len(towns) > 1:
        yield "where: reports name different places"
    sides = {one.sources for one in group if one.sources}
    if len(sides) > 1 and is_incident(group[0].mention) and not frozenset.intersection(*sides):
        yield "who: it is laid to different sides"
    means = {one.mention.means for one in group if one.mention.means}
    if len(means) > 1:
        yield "how: reports give different means"


def _history(group: Iterable[Told]) -> tuple[tuple[Modality, str], ...]:
    """Where the modality changes, in the order of publication; nothing where it never does."""
    told: list[tuple[Modality, str]] = []
    for one in sorted(
        group, key=lambda one: (one.published or "9999", one.report, one.mention.trigger.start)
    ):
        if not told or told[-1][0] != one.mention.modality:
            told.append((one.mention.modality, one.claim))
    return tuple(told) if len(told) > 1 else ()


def by_count[T: (str, tuple[str, str])](counts: Counter[T]) -> tuple[T, ...]:
    return tuple(sorted(counts, key=lambda key: (-counts[key], key)))
