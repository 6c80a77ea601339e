"""Lines as the shelf keeps them, where they are not those of `present.lines`: what is found with the whole
record at hand is written out, so that a line is shown without it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from truceline.known.points import Point
from truceline.model.board import TermState
from truceline.model.report import Report, ReportId
from truceline.model.when import Interval
from truceline.present.dates import DateLine
from truceline.present.faces import Actor
from truceline.present.lineage import SourceLine
from truceline.present.lines import EventLine, Evidence, ReportLine, StoryLine
from truceline.present.log_lines import AccountLine, LogKind, LogLine, PartyLine, PlaceLine, WordsLine
from truceline.present.moments import MomentLine
from truceline.store.shelf import Place


@dataclass(frozen=True, slots=True)
class Spot:
    """Where it was: the point of a place in degrees (WGS 84) with its precision (see
    `known.points.PRECISION`); without one, `why` says why not, and `candidates` what it may be."""

    actor: Actor
    latitude: float | None
    longitude: float | None
    precision: int | None
    country: str | None
    why: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with all that a desk logs of it; see `present.log_lines.LogLine`. `what` and `state` are its
    words."""

    id: str
    story: ReportId
    kind: LogKind
    what: str
    state: str
    moment: MomentLine
    parties: tuple[PartyLine, ...]
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    places: tuple[Spot, ...]
    formats: tuple[str, ...]
    levels: tuple[str, ...]
    subjects: tuple[WordsLine, ...]
    outcomes: tuple[WordsLine, ...]
    means: tuple[str, ...]
    harm: tuple[WordsLine, ...]
    accounts: tuple[AccountLine, ...]
    status: str | None
    clashes: tuple[str, ...]
    follows: tuple[MomentLine, ...]

    @property
    def event(self) -> EventLine:
        return self.moment.event


def entry(line: LogLine) -> Entry:
    moment = line.moment if line.event.is_talk else replace(line.moment, what=line.what)
    return Entry(
        line.id,
        line.story,
        line.kind,
        line.what,
        line.state,
        moment,
        line.parties,
        line.sources,
        line.targets,
        tuple(spot(one) for one in line.places),
        line.formats,
        line.levels,
        line.subjects,
        line.outcomes,
        line.means,
        line.harm,
        line.accounts,
        line.status,
        line.clashes,
        line.follows,
    )


def spot(line: PlaceLine) -> Spot:
    point = line.point
    if isinstance(point, Point):
        return Spot(
            line.actor, point.latitude, point.longitude, point.precision, point.country, point.why
        )  # fmt: skip
    return Spot(line.actor, None, None, None, None, point.why, point.candidates)


@dataclass(frozen=True, slots=True)
class StoryHead:
    """A story in a list; `reports` is how many it has, `copies` how many of them are no text of their own."""

    id: ReportId
    title: str
    first: str | None
    last: str | None
    reports: int
    outlets: int
    origins: int
    asserters: int
    copies: int
    actors: tuple[Actor, ...]
    places: tuple[Actor, ...]


def story_head(line: StoryLine) -> StoryHead:
    copies = sum(one.derived == "wholly" for one in line.reports)
    return StoryHead(
        line.id, line.title, line.first, line.last, len(line.reports), line.outlets, line.origins,
        line.asserters, copies, line.actors, line.places,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class FullReport:
    """A report as it is read: its line, where its text comes from, its date with the reasons, and what it is
    part of. `unseen` says that it has the text of an agency whose own report is not in the record."""

    line: ReportLine
    report: Report
    sources: tuple[SourceLine, ...]
    date: DateLine | None
    story: StoryHead
    unseen: bool


@dataclass(frozen=True, slots=True)
class Bound:
    """What is bound to a term: see `model.board.Binding`."""

    id: str
    bears: str
    sure: str
    named: str
    reasons: tuple[str, ...]
    day: str | None
    evidence: Evidence
    grade: str | None = None


@dataclass(frozen=True, slots=True)
class TermLine:
    """A term of the board: its state, what is bound to it, and the sentences by which figures leave something
    out, by asserter."""

    state: TermState
    alleged: int
    bound: tuple[Bound, ...]
    leaves_out: tuple[Evidence, ...]

    @property
    def id(self) -> str:
        return self.state.id


@dataclass(frozen=True, slots=True)
class Alleged:
    """An alleged violation of a term, in words and by whom, with the sentences of it and of an answer."""

    id: str
    term: str
    day: str | None
    words: str
    named: str
    accused: tuple[Actor, ...]
    evidence: tuple[Evidence, ...]
    answers: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """An offer or a request that waits for somebody, in words."""

    id: str
    term: str | None
    came: str
    words: str
    evidence: tuple[Evidence, ...]
    outcome: Evidence | None


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting told as held, as the network has it: `names` are the countries and bodies that met."""

    event: str
    what: str
    on: str
    days: Interval
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceHead:
    """A place with the events that are told of it: where it lies, if that is known, and how many."""

    spot: Spot
    events: int
    incidents: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something in a list."""

    id: str
    kind: str
    name: str
    mentions: int
    reports: int
    spellings: int
    offices: tuple[str, ...]
    doubts: int


def places_of(entries: Iterable[Entry]) -> list[PlaceHead]:
    """The places of events, those of most events first. A place has the point of most of them."""
    found: dict[str, list[tuple[Spot, Entry]]] = {}
    for line in entries:
        for one in line.places:
            found.setdefault(one.actor.id, []).append((one, line))
    heads = []
    for pairs in found.values():
        placed = [one for one, _ in pairs if one.latitude is not None]
        best = max(placed, key=placed.count) if placed and len(placed) < 200 else (placed or [pairs[0][0]])[0]
        days = sorted(
            day
            for _, line in pairs
            if (day := line.moment.when.days.earliest or line.moment.when.days.latest)
        )
        incidents = sum(line.kind == "incident" for _, line in pairs)
        heads.append(
            PlaceHead(
                best, len(pairs), incidents, days[0] if days else None, days[-1] if days else None
            )
        )  # fmt: skip
    return sorted(heads, key=lambda head: (-head.events, head.spot.actor.name, head.spot.actor.id))


def rests(kind: str, line: str, label: str, evidence: Iterable[Evidence]) -> list[Place]:
    """Where a line rests on its sentences, as the shelf has it."""
    return [
        Place(
            one.report, one.start, one.end, one.sentence_start, one.sentence_end, one.claim, kind, line, label
        )
        for one in evidence
    ]  # fmt: skip
