"""Mentions of one event, in one report or in several, become one event.

Talks, visits, ceasefires and signings are told apart by who took part and when; what else happens by more
(`relate.deeds`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from truceline.model.claims import AGREEMENTS
from truceline.model.record import Event
from truceline.model.report import ReportId
from truceline.relate import deeds, event_parts
from truceline.relate.event_mentions import Told
from truceline.relate.origins import Carriers

__all__ = ["Told", "merge"]


def merge(
    story: ReportId,
    told: Iterable[Told],
    countries: frozenset[str],
    carriers: Carriers,
) -> tuple[Event, ...]:
    """The events of a story, whatever the order of its mentions."""
    talks: list[Told] = []
    others: list[Told] = []
    for one in told:
        (talks if one.mention.is_talk else others).append(one)
    found = [*_talks(talks, countries), *deeds.groups(others, countries)]
    return tuple(event_parts.event(story, group, countries, carriers) for group in found)


def _talks(told: Iterable[Told], countries: frozenset[str]) -> list[list[Told]]:
    """Two mentions of talks are one event when two of the named people or bodies are the same (`countries`
    alone do not tell meetings apart), or the only one that a mention names is, on the same day, and date,
    place and modality do not exclude each other. Mentions that say most are placed first; one that fits two
    events equally well stays alone.
    """
    alike: defaultdict[tuple[object, ...], list[Told]] = defaultdict(list)
    for one in sorted(told, key=_rank):
        kind = one.mention.mode if one.mention.mode in AGREEMENTS else one.mention.code
        what = (
            (kind, one.mention.code, one.mention.modality, one.actors, one.place, one.dates, one.weekday)
            if not one.caption
            else (one.claim,)
        )
        alone = "" if _same(one, one, countries) else one.origin or one.claim
        alike[*what, alone].append(one)
    groups: list[list[Told]] = []
    by_actor: defaultdict[str, list[int]] = defaultdict(list)
    for members in alike.values():  # copies of one wire tell the same: they are compared once
        one = members[0]
        keys = one.actors or frozenset({one.place} if one.place else ())
        candidates = Counter(group for key in keys for group in by_actor[key])
        fitting = [
            (-shared, group)
            for group, shared in candidates.items()
            if all(_same(one, other, countries) for other in groups[group])
        ]
        fitting.sort()
        if fitting and not (len(fitting) > 1 and fitting[0][0] == fitting[1][0]):
            place = fitting[0][1]
            groups[place].append(one)
        else:
            place = len(groups)
            groups.append([one])
        for key in keys:
            if place not in by_actor[key]:
                by_actor[key].append(place)
    everyone = {id(one): members for members in alike.values() for one in members[:1]}
    return [[told for one in group for told in everyone[id(one)]] for group in groups]


def _rank(one: Told) -> tuple[bool, bool, int, str]:
    return one.dates is None, one.place is None, -len(one.actors), one.claim


def _same(one: Told, other: Told, countries: frozenset[str]) -> bool:
    if one.mention.code != other.mention.code:
        return False
    if (one.mention.modality == "denied") != (other.mention.modality == "denied"):
        return False
    shared = one.actors & other.actors
    one_day = one.dates is not None and one.dates == other.dates and one.dates[0] == one.dates[1]
    all_of_one = len(shared) == min(len(one.actors), len(other.actors))
    if one.mention.mode in AGREEMENTS:
        if one.mention.mode != other.mention.mode or not _one_agreement(one, other, shared):
            return False
    elif not (shared - countries) or (
        len(shared) < 2 and not (all_of_one and (one_day or _is_captioned(one, other)))
    ):
        return False
    if one.place and other.place and one.place != other.place and not countries & {one.place, other.place}:
        return False
    if one.dates and other.dates:
        return one.dates[0] <= other.dates[1] and other.dates[0] <= one.dates[1]
    return _weekdays_agree(one, other)


def _is_captioned(one: Told, other: Told) -> bool:
    """Whether the caption of a picture tells again, in its report, of a visit to the same place."""
    return (
        one.caption != other.caption
        and one.report == other.report
        and one.mention.mode == other.mention.mode
        and one.place is not None
        and one.place == other.place
    )


def _one_agreement(one: Told, other: Told, shared: frozenset[str]) -> bool:
    """The same two sides; or where one names none, the same place."""
    if one.actors and other.actors:
        return len(shared) > 1 or shared == one.actors == other.actors
    return one.place is not None and one.place == other.place


def _weekdays_agree(one: Told, other: Told) -> bool:
    """A bare weekday ("XXXX-WXX-2") must be that of the other's weekday or date."""
    days = {told.weekday for told in (one, other)} - {None}
    return len(days) < 2
