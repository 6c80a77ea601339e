"""Mentions of one event, in one report or in several, become one event."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from truceline.model.claims import EventMention
from truceline.model.record import Event
from truceline.model.report import ReportId, content_id
from truceline.relate.origins import Carriers
from truceline.relate.weekdays import named_weekday

_AGREEMENTS = frozenset({"sign", "ceasefire", "ceasefire_end"})


@dataclass(frozen=True, slots=True)
class Told:
    """One mention with its claim id, the entities of those who took part, the origin of the text that it
    stands in, who vouches for it, and whether it is the caption of a picture."""

    claim: str
    report: ReportId
    mention: EventMention
    actors: frozenset[str]
    place: str | None
    origin: str = ""
    asserter: str = ""
    caption: bool = False

    @property
    def dates(self) -> tuple[str, str] | None:
        time = self.mention.time
        if time is None or time.earliest is None or time.latest is None:
            return None
        return time.earliest, time.latest


def is_merged(mention: EventMention) -> bool:
    """Whether a mention becomes an event of the record: talks, visits, signings and ceasefires do; the others
    stay claims of their reports."""
    signing = mention.mode in _AGREEMENTS and mention.code in ("COOPERATE", "AGREE", "RETREAT")
    return mention.code == "CONSULT" or signing


def merge(
    story: ReportId,
    told: Iterable[Told],
    countries: frozenset[str],
    carriers: Carriers,
) -> tuple[Event, ...]:
    """The events of a story, whatever the order of its mentions.

    Two mentions are one event when two of the named people or bodies are the same (`countries` alone do
    not tell meetings apart), or the only one that a mention names is, on the same day, and date, place
    and modality do not exclude each other. Mentions that say most are placed first; one that fits two
    events equally well stays alone.
    """
    alike: defaultdict[tuple[object, ...], list[Told]] = defaultdict(list)
    for one in sorted(told, key=_rank):
        what = (
            (one.mention.code, one.mention.modality, one.actors, one.place, one.dates, _weekday(one))
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
    return tuple(
        _event(story, [told for one in group for told in everyone[id(one)]], carriers) for group in groups
    )


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
    if one.mention.mode in _OF_COUNTRIES:
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


_OF_COUNTRIES = frozenset({"ceasefire", "ceasefire_end", "sign"})
"""Modes of events that countries alone tell apart: they do not agree on a ceasefire twice a story."""


def _one_agreement(one: Told, other: Told, shared: frozenset[str]) -> bool:
    """The same two sides; or where one names none, the same place."""
    if one.actors and other.actors:
        return len(shared) > 1 or shared == one.actors == other.actors
    return one.place is not None and one.place == other.place


def _weekdays_agree(one: Told, other: Told) -> bool:
    """A bare weekday ("XXXX-WXX-2") must be that of the other's weekday or date."""
    days = {_weekday(told) for told in (one, other)} - {None}
    return len(days) < 2


def _weekday(told: Told) -> int | None:
    if told.dates is not None and told.dates[0] == told.dates[1]:
        return date.fromisoformat(told.dates[0]).isoweekday()
    time = told.mention.time
    return named_weekday(time) if time is not None else None


def _event(story: ReportId, group: Sequence[Told], carriers: Carriers) -> Event:
    reports = carriers.all_of(one.report for one in group)
    actors = Counter(actor for one in group for actor in one.actors)
    return Event(
        id=content_id("event", *sorted(one.claim for one in group)),
        story=story,
        code=group[0].mention.code,
        mode=group[0].mention.mode,
        participants=_by_count(actors),
        places=_by_count(Counter(one.place for one in group if one.place)),
        dates=_by_count(Counter(one.dates for one in group if one.dates)),
        modality=min((one.mention.modality for one in group), key=_MODALITIES.__getitem__),
        evidence=tuple(sorted(one.claim for one in group)),
        reports=reports,
        outlets=carriers.outlets_of(reports),
        origins=len({one.origin for one in group}),
        asserters=len({one.asserter for one in group}),
    )


_MODALITIES: Mapping[str, int] = {"reported": 0, "denied": 1, "planned": 2, "conditional": 3}
"""What a group of mentions amounts to: one report of it outweighs a plan for it."""


def _by_count[T: (str, tuple[str, str])](counts: Counter[T]) -> tuple[T, ...]:
    return tuple(sorted(counts, key=lambda key: (-counts[key], key)))
