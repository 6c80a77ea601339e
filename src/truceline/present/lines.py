"""What is shown of a record: one frozen dataclass for each kind of line, the contract of every page,
terminal view and export that follows."""

from __future__ import annotations

from dataclasses import dataclass

from truceline.model.claims import Figure, Modality
from truceline.model.record import (
    ConflictKind,
    Derived,
    LinkKind,
)
from truceline.model.report import ReportId
from truceline.present.faces import Actor, DecisionLine, DoubtLine, KnownLine, RoleLine
from truceline.present.lineage import LineageLine


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of a report and, within it, what a line rests on: `[start, end)` and
    `[sentence_start, sentence_end)` in characters of the report's text."""

    claim: str
    report: ReportId
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    sentence: str
    outlet: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class ReportLine:
    """`name` is the id under which the sender knows the report. `share` is the part of its own words, outside
    quotations, that come from elsewhere, most of them from the report `origin`; `agency` is the agency that
    it credits as a whole, and `wire` the one behind its text, seen in the record or not. One without a
    date was written between `earliest` and `latest`, so far as these are known, and its date is then
    "inferred"; a `doubted` date is one that the text contradicts."""

    id: ReportId
    name: str
    title: str
    outlet: str | None
    agency: str | None
    published: str | None
    story: ReportId
    derived: Derived
    kind: LinkKind | None
    origin: ReportId | None
    share: float
    wire: str | None
    published_from: str | None = None
    earliest: str | None = None
    latest: str | None = None
    doubted: bool = False


@dataclass(frozen=True, slots=True)
class EventLine:
    """`date` is the day or the days as one would write them, "" where unknown; `places` and `dates`
    have every variant that the reports give."""

    id: str
    story: ReportId
    code: str
    what: str
    participants: tuple[Actor, ...]
    places: tuple[str, ...]
    date: str
    dates: tuple[tuple[str, str], ...]
    modality: Modality
    reports: int
    outlets: int
    origins: int
    asserters: int
    evidence: tuple[Evidence, ...]
    place_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementLine:
    """The same words given to the same speaker are one line, whatever reports carry them."""

    id: str
    story: ReportId
    speaker: str | None
    actor: Actor | None
    anonymous: bool
    kind: str
    words: str
    told_to: str | None
    reports: int
    outlets: int
    origins: int
    asserters: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class FigureLine:
    id: str
    story: ReportId
    figure: Figure
    reports: int
    outlets: int
    origins: int
    asserters: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ConflictLine:
    id: str
    story: ReportId
    kind: ConflictKind
    counted: str
    values: tuple[str, ...]
    reasons: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class EarlierLine:
    """An earlier story that a story goes on from, and why."""

    story: ReportId
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class StoryLine:
    """`lineage` is the tree of where its texts come from; `follows` are earlier stories of the process."""

    id: ReportId
    title: str
    first: str | None
    last: str | None
    reports: tuple[ReportLine, ...]
    outlets: int
    origins: int
    asserters: int
    actors: tuple[Actor, ...]
    places: tuple[Actor, ...]
    lineage: tuple[LineageLine, ...]
    follows: tuple[EarlierLine, ...]


@dataclass(frozen=True, slots=True)
class EntityLine:
    """`spellings` are (name, mentions), `titles` (title, reports), the most frequent first. `speaks_for` are
    those whose offices it has. `known` is what is known beforehand. `references` are words that
    mean it without naming it; only `Views.entity` gives them."""

    actor: Actor
    short: bool
    mentions: int
    spellings: tuple[tuple[str, int], ...]
    titles: tuple[tuple[str, int], ...]
    roles: tuple[RoleLine, ...]
    speaks_for: tuple[str, ...]
    known: KnownLine | None
    reports: int
    doubts: tuple[DoubtLine, ...]
    decisions: tuple[DecisionLine, ...]
    evidence: tuple[Evidence, ...]
    references: tuple[Evidence, ...]
