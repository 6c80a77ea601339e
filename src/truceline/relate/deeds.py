"""Which mentions of deeds other than talks are one: attacks, arrests, demands, reproaches.

Two attacks on one day in one place are easily told as one, so much must agree: the day and the place, or the
day and both sides; and nothing may exclude the other. What is told without a day is one only within a report,
word by word, or with the one dated attack on the same town that has a side and a figure of its harm. Each
mention is compared with the few groups that share a day or both sides with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from truceline.relate.event_mentions import Told, is_incident

_MOST = 24
"""Groups under one key that are looked at; among more, none would be the only one that fits."""
_VIOLENT = frozenset({"ASSAULT", "FIGHT"})
_OPEN = frozenset({"reported", "denied"})


@dataclass(slots=True)
class _Group:
    """What the mentions joined so far say together."""

    members: list[Told] = field(default_factory=list)
    days: tuple[str, str] | None = None
    places: set[str] = field(default_factory=set)
    means: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    published: set[str] = field(default_factory=set)
    figures: set[str] = field(default_factory=set)

    def add(self, one: Told) -> None:
        self.members.append(one)
        if one.dates is not None:
            own = self.days or one.dates
            self.days = max(own[0], one.dates[0]), min(own[1], one.dates[1])
        self.places |= {one.place} if one.place else set()
        self.means |= {one.mention.means} if one.mention.means else set()
        self.sources |= one.sources
        self.targets |= one.targets
        self.reports.add(one.report)
        self.published.add(one.published)
        self.figures |= one.figures

    @property
    def day(self) -> str | None:
        return self.days[0] if self.days is not None and self.days[0] == self.days[1] else None


def groups(told: Iterable[Told], countries: frozenset[str]) -> list[list[Told]]:
    """The mentions of each deed, whatever the order in which they come; linear in their number."""
    alike: defaultdict[tuple[object, ...], list[Told]] = defaultdict(list)
    for one in sorted(told, key=_rank):  # the same sentence in two reports tells of one deed
        what = one.mention.code, one.mention.modality, one.sources, one.targets, one.place, one.dates
        alike[*what, one.sentence or one.claim].append(one)
    found: list[_Group] = []
    known: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for members in alike.values():
        one = members[0]
        keys = list(_keys(one))
        near = {i for key in keys if len(known[key]) <= _MOST for i in known[key]}
        fitting = sorted(
            (-score, i) for i in near if (score := _likeness(one, found[i], countries)) is not None
        )
        if fitting and (len(fitting) == 1 or fitting[0][0] < fitting[1][0]):
            place = fitting[0][1]
        else:
            place = len(found)
            found.append(_Group())
        for member in members:
            found[place].add(member)
        for key in keys:
            if place not in known[key][-_MOST - 1 :]:
                known[key].append(place)
    return [group.members for group in found]


def _rank(one: Told) -> tuple[object, ...]:
    """Those that say most come first."""
    said = len(one.sources) + len(one.targets) + bool(one.mention.means)
    return one.day is None, one.dates is None, one.place is None, one.definite, -said, one.claim


def _kind(one: Told) -> str:
    return "violence" if one.mention.code in _VIOLENT else one.mention.code


def _keys(one: Told) -> Iterator[tuple[str, ...]]:
    kind = _kind(one)
    if one.day is not None:
        for what in sorted(one.sources | one.targets | ({one.place} if one.place else set())):
            yield kind, one.day, what
    pairs = sorted((source, target) for source in one.sources for target in one.targets)
    for source, target in pairs[:4]:
        yield kind, one.report, source, target
        if not is_incident(one.mention):
            yield kind, "pair", source, target, one.published[:7]
    if one.definite or is_incident(one.mention):
        yield kind, one.report
    if one.place and is_incident(one.mention):
        for figure in sorted(one.figures)[:4]:
            yield kind, "harm", one.place, figure


def _likeness(one: Told, group: _Group, countries: frozenset[str]) -> int | None:
    """How much speaks for one deed; None where that is too little, or something excludes it."""
    first = group.members[0].mention
    if not _modalities_agree(one, group) or _excluded(one, group, countries):
        return None
    day = one.day is not None and one.day == group.day
    place = one.place is not None and one.place in group.places
    source = bool(one.sources & group.sources)
    target = bool(one.targets & group.targets)
    means = one.mention.means is not None and one.mention.means in group.means
    here = one.report in group.reports
    score = 4 * day + 2 * place + source + target + means
    if is_incident(one.mention):
        if day and place and (source or target or means):
            return score
        if day and source and target and (place or not one.place or not group.places):
            return score
        if here and one.definite and (source or target or place) and not (one.day and group.day):
            return score
        if not here and (source or target) and _is_told_again(one, group, countries):
            return score
        same = one.mention.mode == first.mode and not (one.day and group.day) and not one.place
        return score if here and same and source and target and one.mention.code == first.code else None
    if one.mention.code != first.code or one.mention.mode != first.mode or not source:
        return None
    if not one.targets or one.sources != group.sources or one.targets != group.targets:
        return None
    return score if day or here or _one_day_of_print(one, group) else None


def _is_told_again(one: Told, group: _Group, countries: frozenset[str]) -> bool:
    """Whether a report without the day tells what others date: the same kind of deed in the same town, with a
    figure of its harm in common, and not printed before it happened."""
    if one.dates is not None or one.weekday is not None or group.day is None or not one.published:
        return False
    town = one.place is not None and one.place not in countries and one.place in group.places
    first = group.members[0].mention
    return (
        town
        and one.mention.code == first.code
        and bool(one.figures & group.figures)
        and group.day <= one.published
    )


def _one_day_of_print(one: Told, group: _Group) -> bool:
    """Whether reports of the same or the next day tell it, none with another day."""
    if not one.published or "" in group.published or (one.day and group.day):
        return False
    days = sorted(date.fromisoformat(day) for day in {one.published, *group.published})
    return (days[-1] - days[0]).days <= 1


def _modalities_agree(one: Told, group: _Group) -> bool:
    """What is planned, waited for or usual is not what was done, but for the very day."""
    own, theirs = one.mention.modality, group.members[0].mention.modality
    if own == theirs or (own in _OPEN and theirs in _OPEN and is_incident(one.mention)):
        return True
    if own == "habitual" or theirs == "habitual":
        return False
    return (
        {own, theirs} <= {"planned", "awaited", "reported"} and one.day is not None and one.day == group.day
    )


def _excluded(one: Told, group: _Group, countries: frozenset[str]) -> bool:
    """Other means, another day, another place, or other doers, unless they are only held to be so."""
    if one.mention.means and group.means and one.mention.means not in group.means:
        return True
    if one.dates is not None and group.days is not None:
        if one.dates[0] > group.days[1] or group.days[0] > one.dates[1]:
            return True
    elif len({one.weekday, *(other.weekday for other in group.members[:_MOST])} - {None}) > 1:
        return True
    towns = group.places - countries
    if one.place and one.place not in countries and towns and one.place not in towns:
        return True
    if one.sources and group.sources and not one.sources & group.sources:
        held = one.by is not None and any(other.by is not None for other in group.members[:_MOST])
        return not (held and one.mention.means and one.mention.means in group.means)
    return bool(one.targets and group.targets and not one.targets & group.targets)
