"""The lines of one record, made from what it holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from truceline.errors import Failure
from truceline.known import shown_name
from truceline.model.board import Board
from truceline.model.claims import EventMention, Span
from truceline.model.record import (
    Conflict,
    Dating,
    Entity,
    Event,
    Lineage,
    Story,
    Wire,
)
from truceline.model.report import Report, ReportId
from truceline.model.timeline import Timeline
from truceline.present.dates import INFERRED, DateLine, date_line
from truceline.present.evidence import sentence_around
from truceline.present.faces import (
    Actor,
    DecisionLine,
    DoubtLine,
)
from truceline.present.ledger import Filter, Ledger
from truceline.present.lineage import lineage_lines
from truceline.present.lines import (
    ConflictLine,
    EarlierLine,
    EntityLine,
    EventLine,
    Evidence,
    FigureLine,
    ReportLine,
    StatementLine,
    StoryLine,
)
from truceline.present.log import Log
from truceline.present.moments import JourneyLine, MomentLine, journey_line, moment_line, on
from truceline.present.people import People
from truceline.present.said import Said
from truceline.process import Process
from truceline.relate.chapters import earlier_stories
from truceline.relate.origins import AGENCY, Origins
from truceline.run.board import Sources, board, named_by_process, process_of
from truceline.run.likely_dates import likely_datings
from truceline.run.timeline import timeline
from truceline.store import Record, datings, queries

if TYPE_CHECKING:  # to show a record, spaCy need not be imported
    from truceline.run.cast import CastMember


class Views:
    """The lines of one record. What several views need is read once."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._boards: dict[str | None, Board] = {}

    @property
    def path(self) -> Path:
        """The file of the record."""
        return self._record.path

    @cached_property
    def counts(self) -> dict[str, int]:
        return queries.counts(self._record)

    @cached_property
    def failures(self) -> list[Failure]:
        return queries.failures(self._record)

    # Reports and stories ------------------------------------------------------------------------

    @cached_property
    def texts(self) -> dict[ReportId, Report]:
        """Every report in the order of publication."""
        return {report.id: report for report in self._record.reports()}

    @cached_property
    def reports(self) -> dict[ReportId, ReportLine]:
        return {report.id: self._report_line(report) for report in self.texts.values()}

    def _report_line(self, report: Report) -> ReportLine:
        lineage, root = self.lineages[report.id]
        text = next((link for link in lineage.links if link.origin is not None), None)
        wire = self.wires.get(root)
        dating = self.datings.get(report.id)
        inferred = report.published is None and dating and (dating.earliest or dating.latest)
        return ReportLine(
            id=report.id,
            name=report.name,
            title=report.title or _first_words(report.text[report.body :]),
            outlet=report.outlet,
            agency=report.agency,
            published=report.published,
            story=self._story_of[report.id],
            derived=lineage.derived,
            kind=text.kind if text else None,
            origin=text.origin if text else None,
            share=lineage.share,
            wire=wire.agency if wire and self.origins.of(report.id) == AGENCY + wire.agency else None,
            published_from=report.published_from or (INFERRED if inferred else None),
            earliest=dating.earliest if dating else None,
            latest=dating.latest if dating else None,
            doubted=dating is not None and report.published is not None,
        )

    @cached_property
    def datings(self) -> dict[ReportId, Dating]:
        """The interval of each report without a date, and what speaks against the dates of others."""
        return likely_datings(self._record, datings.datings(self._record))

    @cached_property
    def dates(self) -> list[DateLine]:
        """Reports without a date, and those whose date their text contradicts, with the reasons."""
        return [date_line(one, self.reports[one.report], self.evidence) for one in self.datings.values()]

    @cached_property
    def stories(self) -> list[StoryLine]:
        follows = earlier_stories(self._stories, {one.id for one in self._entities if one.kind != "place"})
        return [
            StoryLine(
                id=story.id,
                title=story.title,
                first=story.first,
                last=story.last,
                reports=tuple(self.reports[report] for report in story.reports),
                outlets=story.outlets,
                origins=story.origins,
                asserters=story.asserters,
                actors=tuple(self.actors[entity] for entity in story.entities),
                places=tuple(self.actors[entity] for entity in story.places),
                lineage=lineage_lines(story.reports, self.lineages, self.wires, self.origins.of),
                follows=tuple(
                    EarlierLine(earlier.id, earlier.title, reason) for earlier, reason in follows[story.id]
                ),
            )
            for story in self._stories
        ]

    def cast(self, story: ReportId) -> tuple[CastMember, ...]:
        """Whom and what a story is about, and in which words. Found anew from the kept parses, some 40 ms a
        report. Raises `ValueError` for no story."""
        from truceline.run.cast import cast  # noqa: PLC0415 - spaCy need not be imported for all else

        (reports,) = (one.reports for one in self._stories if one.id == story)
        return cast(self._record, reports, self.meanings)

    @cached_property
    def _stories(self) -> list[Story]:
        return queries.stories(self._record)

    @cached_property
    def _story_of(self) -> dict[ReportId, ReportId]:
        return {report: story.id for story in self._stories for report in story.reports}

    @cached_property
    def lineages(self) -> dict[ReportId, tuple[Lineage, ReportId]]:
        """Where each report's text comes from, and the first report of the tree that it is in."""
        return queries.lineages(self._record)

    @cached_property
    def wires(self) -> dict[ReportId, Wire]:
        """The agency behind each tree of texts, by the first report of the tree."""
        return queries.wires(self._record)

    @cached_property
    def origins(self) -> Origins:
        lineages = {report: lineage for report, (lineage, _) in self.lineages.items()}
        roots = {report: root for report, (_, root) in self.lineages.items()}
        outlets = {report.id: report.outlet for report in self.texts.values()}
        return Origins(lineages, roots, self.wires, outlets)

    def _outlets(self, reports: Iterable[ReportId]) -> int:
        return len({self.texts[report].outlet for report in reports} - {None})

    def _support(self, voices: Iterable[tuple[Span, str | None, bool]]) -> dict[str, int]:
        """How many reports, outlets, origins and asserters: given where each says it, the speaker as an
        entity or as the text has it, and whether that is no name."""
        voices = list(voices)
        reports = {place.report for place, _, _ in voices}
        return {
            "reports": len(reports),
            "outlets": self._outlets(reports),
            "origins": len({self.origins.counted(self.origins.at(place)) for place, _, _ in voices}),
            "asserters": len({self.origins.asserter(*voice) for voice in voices}),
        }

    def _speaker(
        self, report: ReportId, name: str | None, anonymous: bool = False
    ) -> tuple[str | None, bool]:
        entity = self.meanings[report].get(name or "")
        return entity or name, anonymous or entity is None

    # People, bodies and places ------------------------------------------------------------------

    @cached_property
    def _entities(self) -> list[Entity]:
        return queries.entities(self._record)

    @cached_property
    def actors(self) -> dict[str, Actor]:
        return {one.id: Actor(one.id, one.kind, one.name) for one in self._entities}

    @cached_property
    def meanings(self) -> dict[ReportId, dict[str, str]]:
        return queries.meanings(self._record)

    def entities(self, most: int | None = None) -> list[EntityLine]:
        """Who and what is named, the most often named first, each with its first mention."""
        return self._people.lines(most)

    def entity(self, entity: str) -> EntityLine:
        """One entity with all places that name it. Raises `KeyError`."""
        return self._people.line(entity)

    @property
    def doubts(self) -> list[DoubtLine]:
        """Who may be one with whom, the likeliest first, as long as nobody decided."""
        return self._people.doubts

    @property
    def decisions(self) -> list[DecisionLine]:
        """What people decided, in the order in which they did."""
        return self._people.decisions

    @cached_property
    def _people(self) -> People:
        return People(self, self._record)

    def _shown(self, report: ReportId, name: str) -> str:
        """The name that the record shows for whom a name of a report stands for."""
        entity = self.meanings[report].get(name)
        return self.actors[entity].name if entity is not None and entity in self.actors else shown_name(name)

    # Claims -------------------------------------------------------------------------------------

    def evidence(self, claim: str, span: Span) -> Evidence:
        """Where a claim stands."""
        report = self.texts[span.report]
        start, end = sentence_around(report.text, span)
        sentence = " ".join(report.text[start:end].split())
        return Evidence(
            claim, report.id, span.start, span.end, start, end, sentence, report.outlet, report.published
        )

    @cached_property
    def events(self) -> list[EventLine]:
        """Talks, agreements and incidents."""
        return [event for event in self.deeds if event.is_talk or event.incident]

    @cached_property
    def deeds(self) -> list[EventLine]:
        """Events of every kind: who demanded, promised or refused what is too often read wrongly to be listed
        unasked."""
        return [self._event_line(event, self._told) for event in self._events]

    @cached_property
    def _told(self) -> dict[str, EventMention]:
        return dict(queries.claims(self._record, "event"))

    @cached_property
    def _events(self) -> list[Event]:
        return queries.events(self._record)

    def _event_line(self, event: Event, told: Mapping[str, EventMention]) -> EventLine:
        return EventLine(
            id=event.id,
            story=event.story,
            code=event.code,
            what=event.mode or event.code.lower(),
            participants=tuple(self.actors[entity] for entity in self._in_text_order(event, told)),
            places=tuple(self.actors[place].name for place in event.places),
            place_ids=event.places,
            date=_days(event.dates),
            dates=event.dates,
            modality=event.modality,
            reports=len(event.reports),
            outlets=event.outlets,
            origins=event.origins,
            asserters=event.asserters,
            evidence=self._in_order((claim, told[claim].trigger) for claim in event.evidence),
            sources=tuple(self.actors[one] for one in event.sources if one in self.actors),
            targets=tuple(self.actors[one] for one in event.targets if one in self.actors),
            is_talk=event.is_talk,
            incident=event.incident,
            mediators=tuple(self.actors[one] for one in event.mediators if one in self.actors),
        )

    def _in_text_order(self, event: Event, told: Mapping[str, EventMention]) -> list[str]:
        """Who took part, as the earliest report names them; a visited place is not one of them."""
        mentions = sorted((told[claim] for claim in event.evidence), key=self._mention_place)
        named = (
            self.meanings[mention.trigger.report].get(one.entity or "")
            for mention in mentions
            for one in mention.participants
        )
        first = {entity: number for number, entity in reversed(list(enumerate(named)))}
        who = [one for one in event.participants if event.mode != "visit" or one not in event.places]
        return sorted(who, key=lambda entity: first.get(entity, len(first)))

    def _mention_place(self, mention: EventMention) -> tuple[int, int]:
        return self._number[mention.trigger.report], mention.trigger.start

    @cached_property
    def _number(self) -> dict[ReportId, int]:
        return {report: number for number, report in enumerate(self.texts)}

    def _in_order(self, claims: Iterable[tuple[str, Span]]) -> tuple[Evidence, ...]:
        """Evidence in the order of publication, then of the text."""
        ordered = sorted(claims, key=lambda item: (self._number[item[1].report], item[1].start))
        return tuple(self.evidence(claim, span) for claim, span in ordered)

    @cached_property
    def said(self) -> Said:
        """What was said, by whom, through whom."""
        return Said(self, self._record)

    @cached_property
    def log(self) -> Log:
        """What happened as a desk logs it: meetings, incidents, agreements, who met whom."""
        return Log(self, self._record)

    @property
    def statements(self) -> list[StatementLine]:
        """What is told as said."""
        return self.said.statements

    @cached_property
    def held(self) -> list[StatementLine]:
        """What somebody is told to believe, want, plan or do, and what was not said or only may be."""
        return self.said.held

    def _place(self, evidence: Evidence) -> tuple[str, str, int]:
        return self.texts[evidence.report].published or "9999", evidence.report, evidence.start

    @property
    def figures(self) -> list[FigureLine]:
        return self.ledger.lines

    def chosen(self, asked: Filter) -> list[FigureLine]:
        """The lines of the ledger that are asked for."""
        return self.ledger.chosen(asked)

    @cached_property
    def conflicts(self) -> list[ConflictLine]:
        return self.ledger.conflicts

    def conflict_line(self, conflict: Conflict, spans: Mapping[str, Span]) -> ConflictLine:
        return ConflictLine(
            id=conflict.id,
            story=conflict.story,
            kind=conflict.kind,
            counted=conflict.counted,
            values=conflict.values,
            reasons=conflict.reasons,
            evidence=tuple(self.evidence(claim, spans[claim]) for claim in conflict.evidence),
            about=conflict.about,
            origins=conflict.origins,
            gap=conflict.gap,
            last=conflict.last,
        )

    @cached_property
    def ledger(self) -> Ledger:
        """The figures as series, where they differ, and outside series beside them."""
        return Ledger(self, self._record)

    @cached_property
    def timeline(self) -> list[MomentLine]:
        """Talks, agreements and incidents with their days and reasons, in order as far as there is one."""
        return [one for one in self.moments if one.event.is_talk or one.event.incident]

    @cached_property
    def moments(self) -> list[MomentLine]:
        """Every event with its days and their reasons, in order as far as there is one."""
        lines = {event.id: event for event in self.deeds}
        return [moment_line(moment, lines[moment.event.id]) for moment in self.chronology.moments]

    @cached_property
    def found_days(self) -> dict[str, str]:
        """The days of events as the timeline has found them, in words, where any are known; what follows from
        other days is marked as likely."""
        return {
            one.event.id: words if one.when.certain else f"{words} (likely)"
            for one in self.chronology.moments
            if one.when.edtf and (words := on(one.when, short=True))
        }

    @cached_property
    def journeys(self) -> list[JourneyLine]:
        """Who went where, and in what order."""
        return [journey_line(journey, self.actors) for journey in self.chronology.journeys]

    @cached_property
    def chronology(self) -> Timeline:
        homes = {entity: face.speaks_for for entity, face in self._people.faces.items()}
        sure = datings.datings(self._record)
        return timeline(self._events, self._told, self.texts, self.meanings, self._entities, homes, sure)

    def board(self, on: str | None = None) -> Board:
        """The obligations of the process file on a day, by default that of the newest report."""
        if on not in self._boards:
            self._boards[on] = board(self._record, self.sources, on)
        return self._boards[on]

    @cached_property
    def present_board(self) -> Board:
        """The board on the day of the newest report."""
        return self.board()

    @cached_property
    def process(self) -> Process | None:
        """The process file that the record keeps."""
        return process_of(self._record)

    @cached_property
    def of_the_process(self) -> Mapping[str, int]:
        """Those whom the process file names, parties with 3, all others with 1."""
        return named_by_process(self._record, self.sources)

    @cached_property
    def sources(self) -> Sources:
        """What the board is made from."""
        return Sources(
            self.texts, self.meanings, self._entities, self.datings, self.origins, self._events, self._told
        )

    def spellings(self) -> dict[str, tuple[str, ...]]:
        """The names by which each entity is known."""
        return {one.id: (one.name, *(name for name, _ in one.spellings)) for one in self._entities}

    @cached_property
    def meetings(self) -> list[tuple[Actor, Actor, list[EventLine]]]:
        """Who met whom: pairs of people and bodies, with the meetings reported, most often first."""
        pairs: defaultdict[tuple[str, str], list[EventLine]] = defaultdict(list)
        for event in self.events:
            if event.modality != "reported" or event.code != "CONSULT":
                continue
            actors = sorted({actor.id for actor in event.participants if actor.kind in ("person", "body")})
            for number, one in enumerate(actors):
                for other in actors[number + 1 :]:
                    pairs[one, other].append(event)
        found = [(self.actors[one], self.actors[other], events) for (one, other), events in pairs.items()]
        return sorted(found, key=lambda pair: (-len(pair[2]), pair[0].name, pair[1].name))


def many(number: int, word: str) -> str:
    """A number of things: "1 story", "2 stories"."""
    plural = word[:-1] + "ies" if word.endswith("y") and word[-2] not in "aeiou" else word + "s"
    return f"{number:,} {word if number == 1 else plural}"


def _first_words(text: str, most: int = 90) -> str:
    words = " ".join(text[: most * 3].split())
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"


def _days(dates: tuple[tuple[str, str], ...]) -> str:
    """The most often told date: "2025-10-21", or "2025-10-18 to 2025-10-19"."""
    if not dates:
        return ""
    first, last = dates[0]
    return first if first == last else f"{first} to {last}"


def by_story[L: (EventLine, StatementLine, FigureLine, ConflictLine)](
    lines: Iterable[L],
) -> dict[ReportId, list[L]]:
    """Lines by the story they are part of."""
    found: defaultdict[ReportId, list[L]] = defaultdict(list)
    for line in lines:
        found[line.story].append(line)
    return found
