"""What a record says that was said: statements, disputes over who said it, loaded words, topics."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from truceline.model.claims import Mention, Span, Statement
from truceline.model.record import Utterance
from truceline.model.report import ReportId, content_id
from truceline.present import sayings
from truceline.present.lines import DisputeLine, HopLine, Side, StanceLine, StatementLine, TopicLine, Use
from truceline.present.words import folded
from truceline.relate.origins import AGENCY
from truceline.relate.pledges import Pledge
from truceline.relate.sameness import words_of
from truceline.relate.stance import Loaded
from truceline.store import Record, queries, utterances

if TYPE_CHECKING:
    from truceline.present.views import Views


class Said:
    """Part of the views of one record."""

    def __init__(self, views: Views, record: Record) -> None:
        self._views = views
        self._record = record

    @cached_property
    def statements(self) -> list[StatementLine]:
        """What is told as said."""
        return [line for line in self.lines if line.is_said]

    @cached_property
    def held(self) -> list[StatementLine]:
        """What is only believed, wanted, planned, not said, or may be said, where the act is known."""
        return [line for line in self.lines if not line.is_said and line.act != "other"]

    @cached_property
    def lines(self) -> list[StatementLine]:
        """Said or held, one line each."""
        claims = self._claims
        lines = [
            self._statement_line(utterance, own, claims)
            for utterance, own in sayings.grouped(claims, self._utterances, self._said_key)
        ]
        return sorted(lines, key=lambda line: self._views._place(line.evidence[0]))

    @cached_property
    def _claims(self) -> dict[str, Statement]:
        return dict(queries.claims(self._record, "statement"))

    @cached_property
    def _utterances(self) -> list[Utterance]:
        return utterances.utterances(self._record)

    @cached_property
    def utterance_of(self) -> dict[str, str]:
        """{statement: its utterance}"""
        return {one.claim: line.id for line in self.lines for one in line.evidence}

    @cached_property
    def relays_of(self) -> dict[str, int]:
        """{statement: how many pass its utterance on}"""
        return {one.claim: line.relays for line in self.lines for one in line.evidence}

    @cached_property
    def pledge_of(self) -> dict[str, Pledge | None]:
        """{statement: whether it is a promise or a threat}"""
        texts = self._views.texts
        return {
            one: sayings.pledge(texts[said.content[0].report], said) for one, said in self._claims.items()
        }

    def _said_key(self, _: str, said: Statement) -> tuple[object, ...]:
        """What statements with the very words of one speaker in one story have in common."""
        report = said.content[0].report
        speaker = self._views.meanings[report].get(said.speaker or "") or folded(said.speaker or "")
        return self._views._story_of[report], speaker, folded(self._words(said)), said.is_said

    def _words(self, statement: Statement) -> str:
        return sayings.said_words(self._views.texts[statement.content[0].report], statement)

    def _statement_line(
        self, utterance: Utterance | None, own: Sequence[str], claims: Mapping[str, Statement]
    ) -> StatementLine:
        claim = utterance.head if utterance is not None else own[0]
        statement = claims[claim]
        report = statement.content[0].report
        entity = utterance.speaker if utterance is not None else None
        entity = entity or (
            self._views.meanings[report].get(statement.speaker or "") if not statement.anonymous else None
        )
        places = [claims[one].content[0] for one in own]
        voices = (
            (place, *self._views._speaker(place.report, claims[one].speaker, claims[one].anonymous))
            for one, place in zip(own, places, strict=True)
        )
        evidence = self._views._in_order(zip(own, places, strict=True))
        words = self._words(statement)
        wordings = [(one.claim, self._words(claims[one.claim]), one) for one in evidence]
        return StatementLine(
            id=utterance.id if utterance is not None else claim,
            story=self._views._story_of[report],
            speaker=statement.speaker,
            actor=self._views.actors.get(entity) if entity else None,
            anonymous=statement.anonymous,
            kind=statement.kind,
            words=words,
            told_to=statement.told_to,
            **self._views._support(voices),
            evidence=evidence,
            relays=utterance.relays if utterance is not None else 1,
            office=self._office(entity, report) if entity else None,
            voice=statement.voice,
            reasons=statement.reasons,
            act=statement.act,
            is_said=statement.is_said,
            pledge=sayings.pledge(self._views.texts[report], statement),
            chains=tuple(self._chain(claims[one.claim]) for one in evidence),
            variants=sayings.variants(words, wordings, utterance.echoes if utterance is not None else ()),
            maybe=utterance.maybe if utterance is not None else (),
        )

    def _chain(self, said: Statement) -> tuple[HopLine, ...]:
        report = said.content[0].report
        _, root = self._views.lineages[report]
        wire = self._views.wires.get(root)
        credited = wire if wire and self._views.origins.of(report) == AGENCY + wire.agency else None
        return sayings.chain(
            self._views.texts[report], said, self._views.meanings[report], self._views.actors, credited
        )

    @cached_property
    def _offices(self) -> dict[tuple[str, ReportId], str]:
        """The office that a report gives somebody."""
        found: dict[tuple[str, ReportId], str] = {}
        for one in queries.named(self._record):
            for title, of in one.roles:
                whose = f" of {self._views._shown(one.report, of)}" if of else ""
                plain = re.sub(r"^(?:its|his|her|their) ", "", title)
                found.setdefault((one.entity, one.report), f"{plain}{whose}")
        return found

    def _office(self, entity: str, report: ReportId) -> str | None:
        """The office that the report gives, else the one that most reports of the record give."""
        if (entity, report) in self._offices:
            return self._offices[entity, report]
        face = self._views._people.faces.get(entity)
        role = face.roles[0] if face and face.roles else None
        return f"{role.title} of {role.of}" if role and role.of else role.title if role else None

    @cached_property
    def disputes(self) -> list[DisputeLine]:
        """The same words given to two speakers, contradictions first."""
        claims = self._claims

        def side(claim: str) -> Side:
            said = claims[claim]
            place = said.content[0]
            entity = (
                self._views.meanings[place.report].get(said.speaker or "") if not said.anonymous else None
            )
            return Side(
                said.speaker, self._views.actors.get(entity or ""), self._views.evidence(claim, place)
            )

        return [sayings.dispute_line(one, side) for one in utterances.disputes(self._record)]

    @cached_property
    def stance(self) -> list[StanceLine]:
        """Loaded words: who uses them as their own, and who gives them to a source."""
        return sayings.stance_lines(self._uses())

    def _uses(self) -> Iterator[tuple[Loaded, Use]]:
        said: defaultdict[ReportId, list[tuple[str, Statement]]] = defaultdict(list)
        for claim, statement in self._claims.items():
            said[statement.content[0].report].append((claim, statement))
        named: defaultdict[ReportId, list[Mention]] = defaultdict(list)
        for _, mention in queries.claims(self._record, "mention"):
            named[mention.span.report].append(mention)
        traits = self._record.traits(self._views.texts, shingles=False)
        for report in self._views.texts.values():
            claims = dict(said[report.id])
            for one in sayings.loaded(
                report, said[report.id], named[report.id], traits[report.id].quotations
            ):
                by = claims[one.claim] if one.claim else None
                speaker = by.speaker if by else None
                entity = (
                    self._views.meanings[report.id].get(speaker or "") if by and not by.anonymous else None
                )
                name = content_id("loaded", report.id, one.start)
                evidence = self._views.evidence(name, Span(report.id, one.start, one.end))
                yield one, Use(one.stance, speaker, self._views.actors.get(entity or ""), evidence)

    def by(self, entity: str) -> list[StatementLine]:
        """What somebody said, in the order of the record."""
        return [line for line in self.statements if line.actor is not None and line.actor.id == entity]

    @cached_property
    def _often(self) -> Counter[str]:
        """In how many statements of the record each stem is."""
        return Counter(stem for line in self.statements for stem in words_of(line.words).telling)

    def topics(self, lines: Sequence[StatementLine]) -> list[TopicLine[StatementLine]]:
        """Statements by what they are about."""
        return sayings.by_topic(lines, lambda line: line.words, self._often, len(self.statements))
