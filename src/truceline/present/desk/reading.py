"""From the shelf to pages. Nothing here reads more of the record than a page shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

from truceline.errors import Failure
from truceline.model.report import ReportId
from truceline.present.brief import Brief
from truceline.present.desk.pages import (
    AnyLine,
    Asking,
    BoardPage,
    Compare,
    Decisions,
    Failures,
    Ledger,
    LinePage,
    Listing,
    MapPage,
    NetworkPage,
    Pair,
    Person,
    ReportPage,
    Resting,
    SourceOf,
    Statements,
    Step,
    StoryPage,
    TimelinePage,
    Today,
    Together,
)
from truceline.present.desk.shapes import Entry, Met
from truceline.present.desk.shelves import Shelves
from truceline.present.faces import DecisionLine, DoubtLine
from truceline.present.lines import DisputeLine, StoryLine
from truceline.present.moments import JourneyLine
from truceline.present.words import day, short_day
from truceline.store.shelf import Asked, Place

SIZE = 50
"""Lines of a page."""
FEW = 12
"""Lines of each kind on a page that shows several kinds."""
_MEETINGS = 5_000
"""Meetings, the newest, from which the network of a time is made."""
_DRAWN = 60
"""Meetings that its picture may draw."""
_STEPS = 31
"""Years, months or days that a time is divided into."""
_LINES = ("event", "statement", "figure", "series", "conflict", "term", "stance", "name")


class MissingError(LookupError):
    """There is no such thing in the record; the message says what was looked for."""


def asked_of(asking: Asking, *more: tuple[str, str]) -> Asked:
    """What a list is asked for, as the shelf has it; the narrowest first."""
    facets = [
        (name, value)
        for name, value in (
            ("story", asking.story), ("entity", asking.person), ("outlet", asking.outlet),
            ("kind", asking.kind),
        )
        if value
    ]  # fmt: skip
    return Asked((*facets, *more), asking.since, asking.until)


class Reader:
    """Makes pages of one shelf."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._shelf = shelves.shelf

    # Lists ----------------------------------------------------------------------------------------

    def listing(
        self, kind: str, title: str, asking: Asking, start: int, *more: tuple[str, str],
        order: str = "newest", kinds: Sequence[str] = (),
    ) -> Listing[Any]:  # fmt: skip
        asked = asked_of(asking, *more)
        if asking.person and asking.person_name is None:
            named = self._shelves.one("name", asking.person)
            asking = replace(asking, person_name=named.name if named else asking.person)
        return Listing(
            title, self._shelf.count(kind, asked), start, SIZE, asking, tuple(kinds),
            self._shelves.outlets(kind),
            self._shelves.chosen(kind, asked, SIZE, start, order),
        )  # fmt: skip

    def statements(self, asking: Asking, start: int) -> Statements:
        said = () if asking.kind else (("said", "said"),)
        kinds = ("direct", "indirect", "mixed", "promise", "threat")
        listing = self.listing("statement", "Statements", asking, start, *said, kinds=kinds)
        disputes = self._shelves.page("disputes", tuple[DisputeLine, ...])
        own = tuple(one for one in disputes if asking.story in (None, one.story))
        return Statements(listing, own[:FEW] if not start and not asking.person else ())

    def figures(self, asking: Asking, start: int) -> Ledger:
        asked = asked_of(asking)
        return Ledger(
            self.listing("figure", "Figures", asking, start),
            self._shelves.chosen("series", asked, FEW, order="order") if not start else (),
            self._shelf.count("series", asked),
        )

    def log(self, kind: str, title: str, asking: Asking, start: int) -> Listing[Entry]:
        return self.listing("event", title, replace(asking, kind=None), start, ("kind", kind))

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

    # The timeline, meetings and the network -------------------------------------------------------

    def timeline(self, asking: Asking, start: int) -> TimelinePage:
        timed = ("log", "timeline")
        listing = self.listing("event", "Timeline", asking, start, timed, order="oldest")
        if not asking.since and not asking.until:  # what has no day comes behind what has one
            listing = replace(listing, lines=self._behind(asking, start, timed))
        whole = not asked_of(asking).facets and not asking.since and not asking.until and not start
        return TimelinePage(
            listing,
            self.steps("event", asking, timed),
            self._shelves.page("journeys", tuple[JourneyLine, ...])[:FEW] if whole else (),
        )

    def _behind(self, asking: Asking, start: int, timed: tuple[str, str]) -> tuple[Entry, ...]:
        known = replace(asked_of(asking, timed), undated=False)
        unknown = replace(asked_of(asking, timed), undated=True)
        number = self._shelf.count("event", known)
        found = self._shelves.chosen("event", known, SIZE, start, "oldest")
        room = SIZE - len(found)
        more = self._shelves.chosen("event", unknown, room, max(0, start - number)) if room else ()
        return (*found, *more)

    def most_told(self, asking: Asking, most: int = 40) -> tuple[Entry, ...]:
        """The events of the timeline that most reports tell, in the order of time."""
        found = self._shelves.chosen("event", asked_of(asking, ("log", "timeline")), most, order="most")
        return tuple(sorted(found, key=_when))

    def steps(self, kind: str, asking: Asking, *more: tuple[str, str]) -> tuple[Step, ...]:
        """Years, months or days, whichever there are few of."""
        asked = asked_of(asking, *more)
        days = [one for one in self._shelf.days(kind, asked) if one[0] >= (asking.since or "")]
        found: Counter[str] = Counter()
        for letters in (10, 7, 4):
            found = Counter()
            for first, number in days:
                found[first[:letters]] += number
            if len(found) <= _STEPS:
                break
        return tuple(_step(start, found[start]) for start in sorted(found)[-_STEPS:])

    def network(self, asking: Asking) -> NetworkPage:
        asked = Asked((), asking.since, asking.until)
        mets: tuple[Met, ...] = self._shelves.chosen("met", asked, _MEETINGS)
        nodes = self._shelves.page("nodes", dict[str, str])
        times: Counter[tuple[str, str]] = Counter()
        newest: dict[tuple[str, str], Met] = {}
        for met in mets:
            for pair in combinations(sorted(met.names), 2):
                times[pair] += 1
                newest.setdefault(pair, met)
        order = sorted(times, key=lambda pair: (-times[pair], pair))[: 2 * SIZE]
        pairs = tuple(
            Pair(one, nodes.get(one), other, nodes.get(other), times[one, other], met.event, met.on)
            for one, other in order
            for met in (newest[one, other],)
        )
        drawn = self._shelves.some("event", [met.event for met in mets[:FEW]])
        steps = self.steps("met", replace(asking, person=None, outlet=None, story=None, kind=None))
        return NetworkPage(asking.since, asking.until, self._shelf.count("met", asked), pairs, drawn, steps)

    def mets(self, asking: Asking) -> tuple[Met, ...]:
        """The newest meetings between two days, in the order of time."""
        return self._shelves.chosen("met", Asked((), asking.since, asking.until), _DRAWN)[::-1]

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
        said = Asked((("entity", entity), ("said", "said")))
        logged = Asked((("entity", entity), ("log", "timeline")))
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
        steps = tuple(_step(one, number) for one, number in self._shelf.days("violation", Asked())[-60:])
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
            known = self._shelves.page("series of", dict[str, str])
            series = next((known[claim] for claim in claims if claim in known), None)
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
        return Decisions(
            self._shelves.page("decisions", tuple[DecisionLine, ...])[::-1],
            self._shelves.page("doubts", tuple[DoubtLine, ...])[:SIZE],
            self._shelves.chosen("conflict", Asked((("state", "open"),)), FEW, order="order"),
        )


def any_line(kind: str, item: str, line: Any) -> AnyLine:
    return AnyLine(kind, item, **{kind: line})


def _dated_first(line: Entry) -> bool:
    """Sorts what has no day behind what has one."""
    return not _when(line)[0]


def _when(line: Entry) -> tuple[str, str]:
    days = line.moment.when.days
    return days.earliest or days.latest or "", line.id


def _step(start: str, number: int) -> Step:
    """A year ("2031"), month ("2031-05") or day, with its first and last day."""
    if len(start) == 4:
        return Step(f"{start}-01-01", f"{start}-12-31", start, number)
    if len(start) == 7:
        year, month = int(start[:4]), int(start[5:])
        after = date(year + month // 12, month % 12 + 1, 1)
        last = date.fromordinal(after.toordinal() - 1)
        return Step(f"{start}-01", last.isoformat(), day(f"{start}-01").split(" ", 1)[1], number)
    return Step(start, start, short_day(start), number)
