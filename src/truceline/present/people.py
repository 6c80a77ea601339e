"""The people, bodies and places of a record: their faces, where they are named, what is unsure of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from truceline.model.claims import Mention, Reference, Span
from truceline.model.record import Entity
from truceline.present.faces import (
    DecisionLine,
    DoubtLine,
    Face,
    decision_lines,
    doubt_lines,
    faces_of,
    known_line,
)
from truceline.present.lines import EntityLine
from truceline.run.actors import Actors, actors_of
from truceline.run.doubts import doubts
from truceline.store import Record, queries

if TYPE_CHECKING:
    from truceline.present.views import Views


class People:
    """Part of the views of one record."""

    def __init__(self, views: Views, record: Record) -> None:
        self._views = views
        self._record = record

    def lines(self, most: int | None = None) -> list[EntityLine]:
        """Who and what is named, the most often named first, each with its first mention."""
        first: dict[str, tuple[str, Span]] = {}
        mentions = queries.claims(self._record, "mention")
        for claim, mention in sorted(mentions, key=lambda item: self._views._number[item[1].span.report]):
            entity = self._views.meanings[mention.span.report].get(mention.name)
            if entity is not None:
                first.setdefault(entity, (claim, mention.span))
        return [self._line(one, [first[one.id]]) for one in self._views._entities[:most]]

    def line(self, entity: str) -> EntityLine:
        """One entity with all places that name it. Raises `KeyError`."""
        one = next(one for one in self._views._entities if one.id == self._views.actors[entity].id)
        found = queries.mentions(self._record, entity, self._views.meanings, Mention)
        meant = queries.mentions(self._record, entity, self._views.meanings, Reference)
        return self._line(one, _spans(found), _spans(meant))

    def _line(
        self, one: Entity, found: Iterable[tuple[str, Span]], meant: Iterable[tuple[str, Span]] = ()
    ) -> EntityLine:
        face, main = self.faces[one.id], self._main_names.get(one.id)
        return EntityLine(
            actor=self._views.actors[one.id],
            short=one.short,
            mentions=sum(times for _, times in one.spellings),
            spellings=one.spellings,
            titles=face.titles,
            roles=face.roles,
            speaks_for=face.speaks_for,
            known=known_line(main, one.kind, self._known_actors) if main else None,
            reports=face.reports,
            doubts=tuple(self._doubts_of[one.id]),
            decisions=tuple(self._decisions_of[one.id]),
            evidence=self._views._in_order(found),
            references=self._views._in_order(meant),
        )

    @cached_property
    def doubts(self) -> list[DoubtLine]:
        """Who may be one with whom, the likeliest first, as long as nobody decided."""
        return doubt_lines(doubts(self._record), self._views.actors)

    @cached_property
    def decisions(self) -> list[DecisionLine]:
        """What people decided, in the order in which they did."""
        return decision_lines(queries.decisions(self._record))

    @cached_property
    def faces(self) -> dict[str, Face]:
        return faces_of(queries.named(self._record), self._views._shown)

    @cached_property
    def _main_names(self) -> dict[str, str]:
        return queries.main_names(self._record)

    @cached_property
    def _known_actors(self) -> Actors:
        return actors_of(self._record)

    @cached_property
    def _doubts_of(self) -> defaultdict[str, list[DoubtLine]]:
        found: defaultdict[str, list[DoubtLine]] = defaultdict(list)
        for doubt in self.doubts:
            found[doubt.one.id].append(doubt)
            found[doubt.other.id].append(doubt)
        return found

    @cached_property
    def _decisions_of(self) -> defaultdict[str, list[DecisionLine]]:
        holders: defaultdict[str, set[str]] = defaultdict(set)
        for one in self._views._entities:
            for name, _ in one.spellings:
                holders[name].add(one.id)
        found: defaultdict[str, list[DecisionLine]] = defaultdict(list)
        for decision in self.decisions:
            for entity in {holder for name in decision.names for holder in holders[name]}:
                found[entity].append(decision)
        return found


def _spans[C: (Mention, Reference)](found: Iterable[tuple[str, C]]) -> list[tuple[str, Span]]:
    return [(claim, one.span) for claim, one in found]
