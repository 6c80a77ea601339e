"""What a record says that happened, as a desk logs it: meetings, incidents, agreements, and who met whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from truceline.known import body_named, country_named, shown_name
from truceline.model.claims import EventMention, Participant, Span
from truceline.model.record import Event
from truceline.model.report import ReportId
from truceline.present.faces import Actor
from truceline.present.log_lines import (
    AccountLine,
    LogKind,
    LogLine,
    Network,
    Part,
    PartyLine,
    PlaceLine,
    WordsLine,
)
from truceline.present.meets import network_of
from truceline.present.moments import MomentLine
from truceline.present.placed import Places
from truceline.resources import table
from truceline.store import Record, queries

if TYPE_CHECKING:
    from truceline.present.views import Views

_AHEAD = ("planned", "awaited", "conditional")
_MOST = 5
"""Plans that are shown as what follows."""


class Log:
    """Part of the views of one record."""

    def __init__(self, views: Views, record: Record) -> None:
        self._views = views
        self._record = record
        self._events = {event.id: event for event in views._events}
        self._told = views._told

    @cached_property
    def lines(self) -> list[LogLine]:
        """Every event, in the order of the timeline."""
        ahead: defaultdict[ReportId, list[MomentLine]] = defaultdict(list)
        for moment in self._views.moments:
            if moment.event.modality in _AHEAD and moment.event.code == "CONSULT":
                ahead[moment.event.story].append(moment)
        return [self._line(moment, ahead[moment.event.story]) for moment in self._views.moments]

    @cached_property
    def meetings(self) -> list[LogLine]:
        """Meetings, calls, visits, rounds of talks: held, planned, or told not to be."""
        return [line for line in self.lines if line.kind == "meeting"]

    @cached_property
    def incidents(self) -> list[LogLine]:
        return [line for line in self.lines if line.kind == "incident"]

    @cached_property
    def agreements(self) -> list[LogLine]:
        """What is told as signed or agreed, then what is only sought, or denied."""
        found = [line for line in self.lines if line.kind == "agreement"]
        return sorted(found, key=lambda line: line.event.modality != "reported")

    def _line(self, moment: MomentLine, ahead: Sequence[MomentLine]) -> LogLine:
        event = self._events[moment.id]
        mentions = [self._told[one.claim] for one in moment.event.evidence]
        kind = _kind(event)
        hosts = self._entities(event.hosts, mentions, lambda one: one.hosts)
        mediators = self._entities(event.mediators, mentions, lambda one: one.mediators)
        sources = self._entities(event.sources, mentions, lambda one: one.source)
        targets = self._entities(event.targets, mentions, lambda one: one.target)
        who = [actor.id for actor in moment.event.participants]
        sectors = self._sectors(mentions)
        parts: dict[str, Part] = {**dict.fromkeys(mediators, "mediator"), **dict.fromkeys(hosts, "host")}
        return LogLine(
            kind=kind,
            moment=moment,
            parties=tuple(
                self._party(one, parts.get(one), sectors.get(one), event)
                for one in dict.fromkeys((*who, *hosts, *mediators))
            ),
            sources=tuple(self._views.actors[one] for one in sources),
            targets=tuple(self._views.actors[one] for one in targets),
            places=tuple(self._place(place, mentions, event) for place in event.places),
            formats=_told_values(mention.format for mention in mentions),
            levels=_told_values(mention.level for mention in mentions),
            subjects=self._words((mention.subject, claim) for claim, mention in self._of(moment)),
            outcomes=self._words((mention.outcome, claim) for claim, mention in self._of(moment)),
            means=_told_values([event.means, *(mention.means for mention in mentions)]),
            harm=self._words((span, claim) for claim, mention in self._of(moment) for span in mention.harm),
            accounts=self._accounts(moment),
            status=event.status,
            clashes=event.clashes,
            history=event.history,
            follows=tuple(_following(moment, ahead)) if event.modality == "reported" else (),
        )

    def _of(self, moment: MomentLine) -> Iterator[tuple[str, EventMention]]:
        return ((one.claim, self._told[one.claim]) for one in moment.event.evidence)

    # Who ------------------------------------------------------------------------------------------

    def _entities(
        self,
        merged: Iterable[str],
        mentions: Iterable[EventMention],
        of: Callable[[EventMention], Iterable[Participant]],
    ) -> tuple[str, ...]:
        """Entities that the record gives an event; where it gives none, those of its mentions."""
        found = [one for one in merged if one in self._views.actors]
        if not found:
            found = [entity for one in mentions for who in of(one) if (entity := self._meant(one, who))]
        return tuple(dict.fromkeys(found))

    def _meant(self, mention: EventMention, who: Participant) -> str | None:
        return self._views.meanings[mention.trigger.report].get(who.entity or "")

    def _sectors(self, mentions: Iterable[EventMention]) -> dict[str, str]:
        found: dict[str, str] = {}
        for mention in mentions:
            by_text = dict(mention.sectors)
            for who in (*mention.source, *mention.target, *mention.participants):
                entity = self._meant(mention, who)
                if entity is not None and who.text in by_text:
                    found.setdefault(entity, by_text[who.text])
        return found

    def _party(self, entity: str, part: Part | None, sector: str | None, event: Event) -> PartyLine:
        actor = self._views.actors[entity]
        title, of = self._office(entity, event)
        office = ", ".join(filter(None, (title, shown_name(of) if of else ""))) or None
        return PartyLine(actor, part, office, self._body(actor, of), sector)

    def _office(self, entity: str, event: Event) -> tuple[str, str]:
        """The office that the reports of an event give somebody, and whose it is; where they do not say
        whose, what all reports that do agree on."""
        given = Counter(role for report in event.reports for role in self._roles.get((entity, report), ()))
        if not given:
            return "", ""
        title, of = min(given, key=lambda role: (role[1] == "", -given[role], role))
        if of:
            return title, of
        known = self._whose.get(entity, set())
        return title, next(iter(known)) if len(known) == 1 else ""

    def _body(self, actor: Actor, of: str) -> str | None:
        """For whom somebody acts: a person for the country or body whose office the reports give it."""
        if actor.kind != "person":
            return _side(actor.name)
        known = country_named(of) is not None or body_named(of) is not None or of in self._bodies
        return _side(of) if of and known else None

    @cached_property
    def _bodies(self) -> frozenset[str]:
        return frozenset(actor.name for actor in self._views.actors.values() if actor.kind == "body")

    @cached_property
    def _whose(self) -> Mapping[str, set[str]]:
        """The countries and bodies whose offices somebody holds, by the names that are shown."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for (entity, _), roles in self._roles.items():
            found[entity].update(_side(of) for _, of in roles if of)
        return found

    @cached_property
    def _roles(self) -> Mapping[tuple[str, ReportId], Sequence[tuple[str, str]]]:
        """The offices, each with whose it is, that a report gives somebody."""
        found: defaultdict[tuple[str, ReportId], list[tuple[str, str]]] = defaultdict(list)
        for one in queries.named(self._record):
            found[one.entity, one.report] += one.roles
        return found

    # Where ----------------------------------------------------------------------------------------

    @cached_property
    def _places(self) -> Places:
        return Places(self._views.texts, self._views.meanings, self._views.spellings())

    def _place(self, place: str, mentions: Iterable[EventMention], event: Event) -> PlaceLine:
        actor = self._views.actors[place]
        spans = [
            one.place.span
            for one in mentions
            if one.place is not None and self._meant(one, one.place) == place
        ]
        return PlaceLine(actor, self._places.point(place, actor.name, spans, event.reports))

    # In whose words -------------------------------------------------------------------------------

    def _words(self, spans: Iterable[tuple[Span | None, str]]) -> tuple[WordsLine, ...]:
        """Each wording once, at its first place."""
        found: dict[str, WordsLine] = {}
        for span, claim in spans:
            if span is not None:
                words = " ".join(self._views.texts[span.report].text[span.start : span.end].split())
                found.setdefault(words.casefold(), WordsLine(words, self._views.evidence(claim, span)))
        return tuple(found.values())

    def _accounts(self, moment: MomentLine) -> tuple[AccountLine, ...]:
        """The mentions by who says so, those with a source before those without."""
        groups: defaultdict[tuple[str, str, tuple[str, ...]], list[int]] = defaultdict(list)
        for number, (_, mention) in enumerate(self._of(moment)):
            meant = (self._meant(mention, who) or who.text for who in mention.source)
            names = (self._views.actors[one].name if one in self._views.actors else one for one in meant)
            by = mention.by or ""
            entity = self._views.meanings[mention.trigger.report].get(by)
            who = self._views.actors[entity].name if entity is not None else by
            groups[who, mention.status or "", tuple(dict.fromkeys(names))].append(number)
        evidence = moment.event.evidence
        lines = [
            AccountLine(who or None, status or None, sources, tuple(evidence[number] for number in numbers))
            for (who, status, sources), numbers in groups.items()
        ]
        return tuple(sorted(lines, key=lambda line: line.who is None))

    @cached_property
    def network(self) -> Network:
        """Which countries and bodies are reported to have met."""
        return network_of(self.meetings, self._views.actors.values())


def _kind(event: Event) -> LogKind:
    """Which log an event belongs to."""
    if event.incident:
        return "incident"
    if event.code == "CONSULT":
        return "meeting"
    if event.mode in table("log.toml")["agreements"].get(event.code, ()):
        return "agreement"
    return "other"


def _side(name: str) -> str:
    """A ministry, an army or the like stands for its country; all others for themselves."""
    known = body_named(name)
    if known is not None and known.kind in table("log.toml")["of_the_state"] and known.of is not None:
        return shown_name(known.of)
    return shown_name(name)


def _told_values(values: Iterable[str | None]) -> tuple[str, ...]:
    """The values that are told, the most often told first."""
    counts = Counter(value for value in values if value)
    return tuple(sorted(counts, key=lambda value: (-counts[value], value)))


def _following(moment: MomentLine, ahead: Iterable[MomentLine]) -> Iterator[MomentLine]:
    """Plans that the same reports tell of the same people or bodies, and that are not surely before it."""
    who = {actor.id for actor in moment.event.participants if actor.kind != "place"}
    reports = {one.report for one in moment.event.evidence}
    number = 0
    for plan in ahead:
        same = who & {actor.id for actor in plan.event.participants}
        told = reports & {one.report for one in plan.event.evidence}
        if plan.id != moment.id and same and told and plan.last >= moment.first:
            yield plan
            number += 1
            if number == _MOST:
                return
