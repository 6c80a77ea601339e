"""From the shelf to pages. Nothing here reads more of the record than a page shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from truceline.errors import Failure
from truceline.model.report import ReportId
from truceline.present.brief import Brief
from truceline.present.desk.lists import FEW, SIZE, Lists, step_of, when_of
from truceline.present.desk.pages import (
    AnyLine,
    Asking,
    BoardPage,
    Compare,
    Decisions,
    Failures,
    LinePage,
    MapPage,
    Person,
    ReportPage,
    Resting,
    SourceOf,
    StoryPage,
    Today,
    Together,
)
from truceline.present.desk.shapes import Entry
from truceline.present.faces import DecisionLine, DoubtLine, decision_lines
from truceline.present.lines import StoryLine
from truceline.store import Record, queries
from truceline.store.shelf import Asked, Place

_LINES = ("event", "statement", "figure", "series", "conflict", "term", "stance", "name")


class MissingError(LookupError):
    """There is no such thing in the record; the message says what was looked for."""


class Reader(Lists):
    """Makes pages of one shelf."""

    # Today ----------------------------------------------------------------------------------------

    def today(self) -> Today:
        opened = Asked((("state", "open"),))
        terms = self._shelves.chosen("term", Asked(), 200, order="order")
        moved = [one for one in terms if one.bound or one.state.status not in ("not due", "unknown")]
        return Today(
            self._shelves.page("brief", Brief),
            self._shelves.page("board day", str | None),  # type: ignore[arg-type]
            tuple(moved[:8]),
            tuple(one for one in self._shelves.chosen("wait", Asked(), 20) if one.came == "not reported")[:5],
            self._shelves.chosen("conflict", opened, 8, order="order"),
            self._shelf.count("conflict", opened),
            self._shelves.chosen("story", Asked(), 10),
            self._shelves.page("counts", dict[str, int]),
        )

    # Stories --------------------------------------------------------------------------------------

    def whole_story(self, story: ReportId) -> StoryLine:
        found = self._shelves.one("whole story", story)
        if found is None:
            raise MissingError(f"the record has no story with the id {story}")
        return found  # type: ignore[no-any-return]

    def story(self, story: ReportId) -> StoryPage:
        head = self._shelves.one("story", story)
        whole = self.whole_story(story)
        asked = Asked((("story", story),))
        logged = Asked((("story", story), ("log", "timeline")))
        copies = tuple(
            SourceOf(line.report, source)
            for line in whole.lineage
            for source in line.sources[:1]
            if line.report is not None and source.origin is not None
        )
        parts: dict[str, tuple[str, Asked]] = {
            "events": ("event", logged),
            "statements": ("statement", Asked((("story", story), ("said", "said")))),
            "figures": ("figure", asked),
            "series": ("series", asked),
            "conflicts": ("conflict", asked),
        }
        totals = {name: self._shelf.count(*part) for name, part in parts.items()}
        return StoryPage(
            head,
            whole.follows,
            tuple(sorted(self._shelves.chosen("event", logged, 40, order="oldest"), key=_dated_first)),
            self._shelves.chosen("statement", parts["statements"][1], FEW, order="most"),
            self._shelves.chosen("figure", asked, FEW, order="most"),
            self._shelves.chosen("series", asked, 4, order="order"),
            self._shelves.chosen("conflict", asked, FEW, order="order"),
            whole.reports[:40],
            copies[:SIZE],
            {**totals, "reports": len(whole.reports), "copies": len(copies)},
        )

    def map(self) -> MapPage:
        places = self._shelves.chosen("place", Asked(), 2_000, order="order")
        return MapPage(
            tuple(one for one in places if one.spot.latitude is not None),
            tuple(one for one in places if one.spot.latitude is None)[: 2 * SIZE],
        )

    # People ---------------------------------------------------------------------------------------

    def person(self, entity: str) -> Person:
        line = self._shelves.one("entity", entity)
        if line is None:
            raise MissingError(f"the record knows nobody and nothing with the id {entity}")
        asked = Asked((("entity", entity),))
        said = Asked((("said by", entity),))
        logged = Asked((("logged", entity),))
        return Person(
            line,
            self._shelves.chosen("statement", said, FEW),
            self._shelves.chosen("event", logged, FEW),
            self._together(entity),
            self._shelves.chosen("report", asked, FEW),
            {
                "statements": self._shelf.count("statement", said),
                "events": self._shelf.count("event", logged),
                "figures": self._shelf.count("figure", asked),
                "reports": self._shelf.count("report", asked),
            },
        )

    def _together(self, entity: str) -> tuple[Together, ...]:
        asked = Asked((("entity", entity), ("kind", "meeting"), ("modality", "reported")))
        times: Counter[str] = Counter()
        first: dict[str, Together] = {}
        for line in self._shelves.chosen("event", asked, 300):
            for actor in line.event.participants:
                if actor.id != entity and actor.kind in ("person", "body"):
                    times[actor.id] += 1
                    made = Together(actor.id, actor.kind, actor.name, 0, line.id, line.moment.on)
                    first.setdefault(actor.id, made)
        order = sorted(times, key=lambda one: (-times[one], first[one].name))[:20]
        return tuple(replace(first[one], meetings=times[one]) for one in order)

    # The board ------------------------------------------------------------------------------------

    def board(self, start: int) -> BoardPage:
        steps = tuple(step_of(one, number) for one, number in self._shelf.days("violation", Asked())[-60:])
        return BoardPage(
            self._shelves.page("board day", str | None),  # type: ignore[arg-type]
            self._shelves.chosen("term", Asked(), 200, order="order"),
            self._shelves.chosen("wait", Asked(), SIZE),
            self.listing("violation", "Alleged violations", Asking(), start),
            steps,
            self._shelves.page("grades", tuple[tuple[str, str], ...]),
        )

    # Reports and lines ----------------------------------------------------------------------------

    def report(self, report: ReportId, offset: int | None = None) -> ReportPage:
        full = self._shelves.one("full", report)
        if full is None:
            raise MissingError(f"the record has no report with the id {report}")
        places = self._shelf.evidence(report)
        rests = tuple(Resting(one.kind, one.line, one.claim, one.label, one.start, one.end) for one in places)
        if offset is None:
            return ReportPage(full, rests, None, None, ())
        here = [one for one in places if one.sentence_start <= offset < one.sentence_end]
        here = here or [one for one in places if one.start <= offset < one.end]
        start = min((one.sentence_start for one in here), default=0)
        end = max((one.sentence_end for one in here), default=0)
        sentence = " ".join(full.report.text[start:end].split()) if here else None
        return ReportPage(full, rests, offset, sentence, tuple(self._lines(here)))

    def places(self, report: ReportId) -> list[Place]:
        return self._shelf.evidence(report)

    def _lines(self, places: Sequence[Place]) -> list[AnyLine]:
        found = []
        order = {"loaded": "stance"}
        seen = dict.fromkeys((order.get(one.kind, one.kind), one.line) for one in places)
        for kind, item in sorted(seen, key=lambda one: _LINES.index(one[0])):
            line = self._shelves.one(kind, item)
            if line is not None:
                found.append(any_line(kind, item, line))
        return found

    def line(self, item: str) -> LinePage:
        found = self._shelf.line(item, _LINES[:-1])
        if found is None:
            place = self._shelf.claim(item)
            if place is not None and place.line != item and place.kind != "name":
                return self.line(place.line)
            raise MissingError(f"the record has no line with the id {item}")
        kind, data = found
        line = self._shelves.decoded(kind, data)
        story = self._shelves.one("story", line.story) if hasattr(line, "story") else None
        claims = [one.claim for one in getattr(line, "evidence", ())]
        conflicts: Mapping[str, None] = {}
        series = None
        if kind == "figure":
            series = next(iter(self._shelves.some("series of", claims)), None)
            if series is not None:
                whole = self._shelves.one("series", series)
                conflicts = {
                    one.id: None
                    for one in whole.conflicts
                    if {place.claim for place in one.evidence} & set(claims)
                }
        terms = self._shelves.page("terms", tuple[tuple[str, str], ...])
        return LinePage(
            any_line(kind, item, line), story, self._shelves.some("conflict", conflicts), series, terms
        )

    def claim(self, claim: str) -> Place:
        place = self._shelf.claim(claim)
        if place is None:
            raise MissingError(f"the record has no sentence for {claim}")
        return place

    def compare(self, one: ReportId, other: ReportId) -> Compare:
        first, second = self._shelves.one("full", one), self._shelves.one("full", other)
        for found, item in ((first, one), (second, other)):
            if found is None:
                raise MissingError(f"the record has no report with the id {item}")
        if not any(source.origin == other for source in first.sources) and any(
            source.origin == one for source in second.sources
        ):
            first, second = second, first
        source = next((one for one in first.sources if one.origin == second.line.id), None)
        return Compare(first.line, second.line, source, first.report.text, second.report.text)

    # The rest -------------------------------------------------------------------------------------

    def failures(self) -> Failures:
        return Failures(self._shelves.page("failures", tuple[Failure, ...]))

    def decisions(self) -> Decisions:
        """Decisions are read from the record itself, so that one is seen before the shelf has followed."""
        if self._shelves.record is None:
            made = self._shelves.page("decisions", tuple[DecisionLine, ...])
        else:
            with Record.open(self._shelves.record) as record:
                made = tuple(decision_lines(queries.decisions(record)))
        return Decisions(
            made[::-1],
            self._shelves.page("doubts", tuple[DoubtLine, ...])[:SIZE],
            self._shelves.chosen("conflict", Asked((("state", "open"),)), FEW, order="order"),
        )


def any_line(kind: str, item: str, line: Any) -> AnyLine:
    return AnyLine(kind, item, **{kind: line})


def _dated_first(line: Entry) -> bool:
    """Sorts what has no day behind what has one."""
    return not when_of(line)[0]
