"""Journeys: the stays of one traveller in their order, "Kuwait, then Qatar, then Oman", as far as reports
tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from truceline.known import country_named, country_of_capital
from truceline.model.claims import EventMention, Leg
from truceline.model.record import Event
from truceline.model.report import ReportId, content_id
from truceline.model.timeline import Journey, Stay
from truceline.model.when import Interval, Reason, When
from truceline.relate.edtf import edtf
from truceline.relate.intervals import hull
from truceline.relate.told import Passage
from truceline.resources import table

LONGEST = 21
"""Days that one journey takes at most; what is farther apart is another one."""
MOST = 20
"""Stays of one journey that are put in order."""


@dataclass(slots=True)
class _Place:
    """A place of a journey while it is put together."""

    name: str
    number: int | None = None
    events: list[str] = field(default_factory=list)
    days: list[Interval] = field(default_factory=list)
    planned: bool = True
    certain: bool = True
    reasons: list[Reason] = field(default_factory=list)


def country(name: str) -> str:
    """The country that a place is, or the capital of; else the place itself."""
    found = country_named(name) or country_of_capital(name)
    return found.name if found is not None else name


def journeys(
    events: Sequence[Event],
    when: Mapping[str, When],
    passages: Mapping[str, Sequence[Passage]],
    meanings: Mapping[ReportId, Mapping[str, str]],
    names: Mapping[str, str],
    homes: Mapping[str, Collection[str]],
) -> tuple[Journey, ...]:
    """The journeys of which reports tell at least two places and their order, the earliest first.

    `meanings` lead the names of each report to entities, `names` are theirs, and `homes` are the countries
    that somebody holds an office of: no stays. In time linear in the passages.
    """
    by_traveller: defaultdict[tuple[ReportId, str], list[tuple[Event, Passage]]] = defaultdict(list)
    by_actor: defaultdict[tuple[ReportId, str], list[Event]] = defaultdict(list)
    own: defaultdict[tuple[ReportId, str], list[tuple[Event, Passage]]] = defaultdict(list)
    for event in events:
        if event.modality == "reported":
            for actor in event.participants:
                by_actor[event.story, actor].append(event)
        for passage in passages[event.id]:
            if event.mode == "visit" and event.modality in ("reported", "planned"):
                for traveller in _travellers(passage.mention, meanings.get(passage.report, {})):
                    by_traveller[event.story, traveller].append((event, passage))
            elif (owner := _owner(passage.mention)) is not None:
                known = meanings.get(passage.report, {}).get(owner, "")
                own[passage.report, known].append((event, passage))
    found = []
    for (story, traveller), visits in by_traveller.items():
        if not any(passage.mention.leg for _, passage in visits):
            continue
        met = [one for one in by_actor[story, traveller] if one.mode != "visit"]
        home = {country(name) for name in homes.get(traveller, ())}
        reports = {passage.report for _, passage in visits}
        sent = {report: [*own[report, ""], *own[report, traveller]] for report in reports}
        made = _journey(story, traveller, visits, when, met, sent, names, home)
        if made is not None:
            found.append(made)
    return tuple(sorted(found, key=lambda one: (_first(one), one.id)))


def _first(journey: Journey) -> str:
    return min((stay.days.earliest or "9999" for stay in journey.stays), default="9999")


def _travellers(mention: EventMention, entities: Mapping[str, str]) -> Iterator[str]:
    place = mention.place.entity if mention.place else None
    for one in mention.source:
        if one.entity is not None and one.entity != place and one.entity in entities:
            yield entities[one.entity]


def _owner(mention: EventMention) -> str | None:
    """The name of whoever's delegation takes part as "his delegation", "" where the report leaves that open;
    None where none does."""
    own = table("journeys.toml")["words"]["own"]
    return next((one.entity or "" for one in mention.participants if one.text.lower() in own), None)


def _journey(
    story: ReportId,
    traveller: str,
    visits: Sequence[tuple[Event, Passage]],
    when: Mapping[str, When],
    met: Sequence[Event],
    own: Mapping[ReportId, Sequence[tuple[Event, Passage]]],
    names: Mapping[str, str],
    home: Collection[str],
) -> Journey | None:
    places: dict[str, _Place] = {}
    behind: defaultdict[str, set[str]] = defaultdict(set)
    legs: int | None = None
    current: dict[ReportId, str] = {}
    ordered = sorted(visits, key=lambda one: (one[1].report, one[1].mention.trigger.start))
    for event, passage in ordered:
        mention, leg = passage.mention, passage.mention.leg
        if mention.place is None or mention.place.entity is None:
            continue
        here = country(mention.place.entity)
        if here in home:
            continue
        place = places.setdefault(here, _Place(here))
        place.events.append(event.id)
        place.planned = place.planned and event.modality == "planned"
        if leg is not None:
            _connect(leg, here, places, behind, current.get(passage.report), passage.claim, home)
            legs = legs or leg.legs
        if event.modality == "reported":
            current[passage.report] = here
    _add_first(places, legs, ordered, own, when, behind)
    layers = _layers(places, behind)
    order = [name for layer in layers for name in layer]
    if len(order) < 2:
        return None
    _date(order, places, when, met, names)
    first = _first_number(layers, places)
    stays = tuple(
        _stay(places[name], first + number, layers[:number], layers[number + 1 :], places)
        for number, layer in enumerate(layers)
        for name in layer
    )
    return Journey(content_id("journey", story, traveller, *order), traveller, legs, stays)


def _first_number(layers: Sequence[Sequence[str]], places: Mapping[str, _Place]) -> int:
    """The number of the first stay that is known: 2, where "the second leg" is the first that is told."""
    for number, layer in enumerate(layers):
        for name in layer:
            told = places[name].number
            if told is not None:
                return max(1, told - number)
    return 1


def _connect(
    leg: Leg,
    here: str,
    places: dict[str, _Place],
    behind: defaultdict[str, set[str]],
    current: str | None,
    claim: str,
    home: Collection[str],
) -> None:
    """What a leg says of the order: its number, or the place before it."""
    before = country(leg.behind.entity) if leg.behind is not None and leg.behind.entity else None
    if leg.next and current != here:
        before = current
    if leg.number is not None:
        places[here].number = leg.number
        places[here].reasons.append(Reason(f"told as number {leg.number} of the journey", claim))
    if before is not None and before != here and before not in home:
        found = places.setdefault(before, _Place(before, planned=False))
        behind[here].add(found.name)
        places[here].reasons.append(Reason(f"told as the stay after {before}", claim))


def _add_first(
    places: dict[str, _Place],
    legs: int | None,
    ordered: Sequence[tuple[Event, Passage]],
    own: Mapping[ReportId, Sequence[tuple[Event, Passage]]],
    when: Mapping[str, When],
    behind: defaultdict[str, set[str]],
) -> None:
    """The stay before the second one, where the traveller's delegation dealt with one other country alone."""
    second = next((one for one in places.values() if one.number == 2), None)
    if second is None or any(one.number == 1 for one in places.values()) or (legs and len(places) >= legs):
        return
    found: dict[str, list[tuple[Event, Passage]]] = {}
    for report in dict.fromkeys(passage.report for _, passage in ordered):
        at = [passage.mention.trigger.start for _, passage in ordered if passage.report == report]
        for event, passage in own.get(report, ()):
            near = min(at) <= passage.mention.trigger.start <= max(at)
            for one in passage.mention.target if near and event.modality == "reported" else ():
                name = country(one.entity) if one.entity is not None else ""
                if country_named(name) is not None and name not in places:
                    found.setdefault(name, []).append((event, passage))
    if len(found) != 1:
        return
    ((name, told),) = found.items()
    words = f"the traveller’s own delegation dealt with {name}, and the stay before {second.name} is not told"
    place = _Place(name, 1, planned=False, certain=False, reasons=[Reason(words, told[0][1].claim)])
    place.events = [event.id for event, _ in told]
    places[name] = place
    behind[second.name].add(name)


def _layers(places: Mapping[str, _Place], behind: Mapping[str, set[str]]) -> list[list[str]]:
    """The places of which an order is told, those of one layer in no order that is known; none where the
    reports contradict each other."""
    told = {name for name, one in places.items() if one.number is not None or behind.get(name)}
    told |= {name for before in behind.values() for name in before}
    if len(told) > MOST:
        return []
    edges = {name: set(behind.get(name, ())) & told for name in told}
    numbered = [(one.number, name) for name, one in places.items() if one.number is not None]
    for number, name in numbered:
        edges[name] |= {other for its, other in numbered if its < number}
    layers: list[list[str]] = []
    done: set[str] = set()
    while edges:
        free = sorted(name for name, before in edges.items() if before <= done)
        if not free:
            return []
        layers.append(free)
        done.update(free)
        for name in free:
            del edges[name]
    return layers


def _date(
    order: Iterable[str],
    places: Mapping[str, _Place],
    when: Mapping[str, When],
    met: Sequence[Event],
    names: Mapping[str, str],
) -> None:
    """The days of each stay: those of its own events, else of what the traveller did there."""
    for name in order:
        place = places[name]
        days = [when[event].days for event in place.events if when[event].days.is_closed]
        if not days and not place.planned:
            for event in met:
                here = {country(names.get(one, one)) for one in event.places}
                if here == {name} and when[event.id].days.is_day:
                    days.append(when[event.id].days)
                    place.reasons.append(
                        Reason(
                            f"the traveller took part in an event there on {when[event.id].edtf}",
                            next(iter(event.evidence), None),
                        )
                    )
        place.days = days


def _stay(
    place: _Place,
    number: int,
    before: Sequence[Sequence[str]],
    behind: Sequence[Sequence[str]],
    places: Mapping[str, _Place],
) -> Stay:
    """Without a day of its own, a stay lies between those before and behind it."""
    days = hull(place.days) if place.days else _between(before, behind, places)
    return Stay(
        place.name,
        number,
        tuple(dict.fromkeys(place.events)),
        days,
        edtf(days),
        place.planned,
        place.certain,
        tuple(dict.fromkeys(place.reasons)),
    )


def _between(
    before: Sequence[Sequence[str]], behind: Sequence[Sequence[str]], places: Mapping[str, _Place]
) -> Interval:
    firsts = [one.earliest for layer in before for name in layer for one in places[name].days if one.earliest]
    lasts = [one.latest for layer in behind for name in layer for one in places[name].days if one.latest]
    first, last = max(firsts, default=None), min(lasts, default=None)
    if first is not None and last is not None and last < first:
        return Interval()
    return Interval(first, last)
