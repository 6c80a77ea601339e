"""The ledger: figures as series, where they differ and which of that is open, and series from outside beside
them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from math import log2
from typing import TYPE_CHECKING

from truceline.model.claims import Figure, Span
from truceline.model.record import Series, SeriesChange
from truceline.model.report import ReportId
from truceline.present.faces import DecisionLine
from truceline.present.lines import ConflictLine, Evidence, FigureLine
from truceline.present.words import folded
from truceline.relate.official import Beside, Known, beside, best, is_of
from truceline.run.feeds import known_series
from truceline.run.settling import places_of, settled
from truceline.store import Record, queries

if TYPE_CHECKING:
    from truceline.present.views import Views

OPEN = ("contradiction", "source", "unsure")
"""Kinds of disagreement that nothing has explained away."""
_WEIGHT = {"contradiction": 1.0, "source": 0.8, "unsure": 0.5}
_STALE = 30
"""Days after which a disagreement is half as pressing."""


@dataclass(frozen=True, slots=True)
class PointLine:
    """One value of a series: what an asserter gives for a day; `asserter` is shown as the record names it."""

    day: str | None
    value: float
    low: float | None
    high: float | None
    text: str
    asserter: str | None
    origins: int
    evidence: tuple[Evidence, ...]
    earlier: bool
    promised: bool
    beside: Beside | None = None


@dataclass(frozen=True, slots=True)
class OfficialLine:
    """A series from outside that a series may be of, in the days around it."""

    source: str
    feed: str
    values: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """Figures that count one thing, in the order of time. `conflicts` are those between its points."""

    id: str
    story: ReportId
    title: str
    series: Series
    points: tuple[PointLine, ...]
    changes: tuple[SeriesChange, ...]
    conflicts: tuple[ConflictLine, ...]
    official: tuple[OfficialLine, ...]


class Ledger:
    """The figures of a record, set beside each other."""

    def __init__(self, views: Views, record: Record) -> None:
        self._views = views
        self._record = record

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """Each figure by its claim."""
        return dict(queries.claims(self._record, "figure"))

    @cached_property
    def lines(self) -> list[FigureLine]:
        """Figures that say the same of one thing in one story as one line, in the order of publication."""
        same: defaultdict[tuple[object, ...], list[tuple[str, Figure]]] = defaultdict(list)
        for claim, figure in self.figures.items():
            story = self._views._story_of[figure.span.report]
            key = (
                figure.value,
                figure.low,
                figure.high,
                figure.unit,
                folded(figure.counted or claim),
                figure.period,
            )
            same[story, key].append((claim, figure))
        lines = [self._figure_line(found) for found in same.values()]
        return sorted(lines, key=lambda line: self._views._place(line.evidence[0]))

    def _figure_line(self, found: list[tuple[str, Figure]]) -> FigureLine:
        claim, figure = min(
            found, key=lambda item: (self._views.texts[item[1].span.report].published or "9999", item[0])
        )
        voices = ((one.span, *self._views._speaker(one.span.report, one.asserted_by)) for _, one in found)
        return FigureLine(
            id=claim,
            story=self._views._story_of[figure.span.report],
            figure=figure,
            **self._views._support(voices),
            evidence=self._views._in_order((claim, one.span) for claim, one in found),
            beside=self.beside.get(claim),
        )

    def chosen(self, asked: Filter) -> list[FigureLine]:
        """The lines of the ledger that are asked for."""
        figures = self.figures
        found = []
        for line in self.lines:
            claims = (figures[one.claim] for one in line.evidence)
            names = {
                self._views._shown(one.span.report, one.asserted_by) for one in claims if one.asserted_by
            }
            if asked.has(line, names):
                found.append(line)
        return found

    @cached_property
    def _series(self) -> list[Series]:
        return queries.series(self._record)

    @cached_property
    def conflicts(self) -> list[ConflictLine]:
        """All disagreements, contradictions first, each with the decision that settled it."""
        spans: dict[str, Span] = {claim: one.span for claim, one in self.figures.items()}
        spans |= {claim: one.trigger for claim, one in self._views._told.items()}
        conflicts = queries.conflicts(self._record)
        made = queries.decisions(self._record)
        is_settled = any(one.action == "settle" for one in made)
        places = places_of(self._record) if is_settled else {}
        decided = settled(conflicts, self._series, made, places)
        by_number = {one.number: one for one in self._views.decisions} if decided else {}
        lines = []
        for conflict in conflicts:
            line = self._views.conflict_line(conflict, spans)
            if conflict.about == "event":
                line = replace(line, values=tuple(self._named(value) for value in line.values))
            if conflict.id in decided:
                found = decided[conflict.id]
                decision = by_number[found.number]
                line = replace(line, settled=decision) if found.holds else replace(line, reopened=decision)
            lines.append(line)
        return lines

    def _named(self, value: str) -> str:
        actor = self._views.actors.get(value)
        return actor.name if actor is not None else value

    @cached_property
    def open(self) -> list[ConflictLine]:
        """Disagreements that nothing explains and nobody has settled, the most important first: by the size
        of the gap, the number of origins, and how new they are."""
        found = [line for line in self.conflicts if line.kind in OPEN and line.settled is None]
        newest = max((line.last for line in found if line.last), default=None)
        return sorted(found, key=lambda line: (-importance(line, newest), line.id))

    @cached_property
    def settled(self) -> list[tuple[ConflictLine, DecisionLine]]:
        return [(line, line.settled) for line in self.conflicts if line.settled is not None]

    @cached_property
    def series(self) -> list[SeriesLine]:
        """The series, those with most points first."""
        of: defaultdict[str, list[ConflictLine]] = defaultdict(list)
        for line in self.conflicts:
            for one in line.evidence:
                of[one.claim].append(line)
        return [self._line(one, of) for one in self._series]

    def _line(self, one: Series, of: dict[str, list[ConflictLine]]) -> SeriesLine:
        points = []
        conflicts: dict[str, ConflictLine] = {}
        for point in one.points:
            for claim in point.evidence:
                conflicts |= {line.id: line for line in of.get(claim, ())}
            points.append(
                PointLine(
                    point.day,
                    point.value,
                    point.low,
                    point.high,
                    point.text,
                    self._asserter(point.asserter, point.named),
                    point.origins,
                    tuple(self._views.evidence(claim, self.figures[claim].span) for claim in point.evidence),
                    point.earlier,
                    point.promised,
                    next((self.beside[claim] for claim in point.evidence if claim in self.beside), None),
                )
            )
        return SeriesLine(
            one.id, one.story, heading(one), one, tuple(points), one.changes, tuple(conflicts.values()),
            self._official(one),
        )  # fmt: skip

    def _asserter(self, entity: str | None, named: str | None) -> str | None:
        actor = self._views.actors.get(entity or "")
        return actor.name if actor is not None else named or entity

    def _official(self, one: Series) -> tuple[OfficialLine, ...]:
        days = sorted(point.day for point in one.points if point.day)
        claims = [claim for point in one.points for claim in point.evidence]
        lines = []
        for known in self._known if days else ():
            if any(self._is_of(claim, known) for claim in claims):
                values = tuple(
                    (day, value)
                    for day, value in zip(known.days, known.values, strict=True)
                    if days[0] <= day <= days[-1]
                )
                lines.append(OfficialLine(known.source, known.feed, values))
        return tuple(lines)

    @cached_property
    def _known(self) -> list[Known]:
        return known_series(self._record)

    def _is_of(self, claim: str, known: Known) -> bool:
        figure = self.figures[claim]
        return is_of(figure, self._views.texts[figure.span.report].text, known.series)

    @cached_property
    def beside(self) -> dict[str, Beside]:
        """Each figure that may be one of a series from outside, as it stands to it."""
        found = {}
        for claim, figure in self.figures.items() if self._known else ():
            published = self._views.texts[figure.span.report].published
            day = figure.as_of or (published[:10] if published else None)
            if day is not None:
                sides = (beside(figure, day, one) for one in self._known if self._is_of(claim, one))
                one = best([side for side in sides if side is not None])
                if one is not None:
                    found[claim] = one
        return found


def importance(line: ConflictLine, newest: str | None) -> float:
    """How pressing a disagreement is: the gap (0 to 1), more with each doubling of the origins, half with
    every 30 days that it is older than the newest."""
    age = 0
    if newest and line.last:
        age = (date.fromisoformat(newest) - date.fromisoformat(line.last)).days
    fresh: float = 0.5 ** (age / _STALE)
    return _WEIGHT.get(line.kind, 0.1) * line.gap * (1 + log2(max(1, line.origins))) * fresh


def heading(one: Series) -> str:
    """What a series counts, in one phrase."""
    parts = [one.counted]
    if one.place and one.place not in one.counted:
        parts.append(f"in {one.place}")
    if one.period:
        parts.append(f"a {one.period}")
    if one.since:
        parts.append(f"since {one.since}")
    return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the ledger is asked for; words are compared without case."""

    counted: str | None = None
    asserter: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    story: str | None = None

    def has(self, line: FigureLine, asserters: Iterable[str]) -> bool:
        if self.story is not None and not line.story.startswith(self.story):
            return False
        if self.counted is not None and not _within(self.counted, line.figure.counted or ""):
            return False
        if self.asserter is not None and not any(_within(self.asserter, name) for name in asserters):
            return False
        if self.outlet is not None:
            outlets = {one.outlet or "" for one in line.evidence}
            if not any(_within(self.outlet, name) for name in outlets):
                return False
        days = [one.published[:10] for one in line.evidence if one.published]
        if self.since or self.until:
            return any((self.since or "") <= day <= (self.until or "9999") for day in days)
        return True


def _within(asked: str, name: str) -> bool:
    return set(folded(asked).split()) <= set(folded(name).split())
