"""The pages of the desk: a frozen dataclass each, which is what both the HTML and the JSON of it show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from truceline.errors import Failure
from truceline.model.report import ReportId
from truceline.present.brief import Brief
from truceline.present.desk.shapes import (
    Alleged,
    Entry,
    FullReport,
    Named,
    PlaceHead,
    StoryHead,
    TermLine,
    Waiting,
)
from truceline.present.faces import DecisionLine, DoubtLine
from truceline.present.ledger import SeriesLine
from truceline.present.lineage import SourceLine
from truceline.present.lines import (
    ConflictLine,
    DisputeLine,
    EarlierLine,
    EntityLine,
    FigureLine,
    ReportLine,
    StanceLine,
    StatementLine,
)
from truceline.present.moments import JourneyLine


@dataclass(frozen=True, slots=True)
class Asking:
    """What of a list is asked for; None where nothing is. `person` is the id of a person, body or place;
    `since` and `until` are days, both included."""

    person: str | None = None
    person_name: str | None = None
    outlet: str | None = None
    story: str | None = None
    kind: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Listing[L]:
    """`lines` are `total` at most, from number `start` on (from 0), `size` of them on a page."""

    title: str
    total: int
    start: int
    size: int
    asked: Asking
    kinds: tuple[str, ...]
    outlets: tuple[str, ...]
    lines: tuple[L, ...]

    @property
    def is_filtered(self) -> bool:
        return self.asked != Asking()


@dataclass(frozen=True, slots=True)
class Today:
    """What to see first: the brief, what moved on the board, open disagreements, the newest stories."""

    brief: Brief
    board_day: str | None
    terms: tuple[TermLine, ...]
    waiting: tuple[Waiting, ...]
    open: tuple[ConflictLine, ...]
    open_total: int
    stories: tuple[StoryHead, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class StoryPage:
    """A story with the first of each kind of its lines; `totals` says how many there are."""

    story: StoryHead
    follows: tuple[EarlierLine, ...]
    events: tuple[Entry, ...]
    statements: tuple[StatementLine, ...]
    figures: tuple[FigureLine, ...]
    series: tuple[SeriesLine, ...]
    conflicts: tuple[ConflictLine, ...]
    reports: tuple[ReportLine, ...]
    copies: tuple[SourceOf, ...]
    totals: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SourceOf:
    """Where the text of a report comes from."""

    report: ReportId
    source: SourceLine


@dataclass(frozen=True, slots=True)
class Step:
    """A year, month or day of the timeline, with how many events begin in it."""

    first: str
    last: str
    words: str
    events: int


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """The events of a time; `steps` divide it, from coarse to fine."""

    listing: Listing[Entry]
    steps: tuple[Step, ...]
    journeys: tuple[JourneyLine, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """A person, body or place: what is known of it, what it said, where it was, whom it met, which reports
    name it."""

    line: EntityLine
    statements: tuple[StatementLine, ...]
    events: tuple[Entry, ...]
    met: tuple[Together, ...]
    reports: tuple[ReportLine, ...]
    totals: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Together:
    """With whom somebody took part in meetings that are told as held, with the newest of them."""

    id: str
    kind: str
    name: str
    meetings: int
    newest: str
    on: str


@dataclass(frozen=True, slots=True)
class Statements:
    listing: Listing[StatementLine]
    disputes: tuple[DisputeLine, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    listing: Listing[FigureLine]
    series: tuple[SeriesLine, ...]
    series_total: int


@dataclass(frozen=True, slots=True)
class BoardPage:
    """The board of obligations on a day."""

    day: str | None
    terms: tuple[TermLine, ...]
    waiting: tuple[Waiting, ...]
    violations: Listing[Alleged]
    by_day: tuple[Step, ...]
    grades: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MapPage:
    """Places with the events that are told of them."""

    places: tuple[PlaceHead, ...]
    unplaced: tuple[PlaceHead, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two that are reported to have met, how often, and the newest meeting; ids where they are known."""

    one: str
    one_id: str | None
    other: str
    other_id: str | None
    meetings: int
    newest: str
    on: str


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """Who met whom between two days."""

    since: str | None
    until: str | None
    meetings: int
    pairs: tuple[Pair, ...]
    events: tuple[Entry, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Resting:
    """A line that rests on a place of a report's text: `[start, end)` in characters."""

    kind: str
    line: str
    claim: str
    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report with what rests on it, and with the lines of the sentence at `offset`, where one is asked
    for."""

    report: FullReport
    rests: tuple[Resting, ...]
    offset: int | None
    sentence: str | None
    lines: tuple[AnyLine, ...]


@dataclass(frozen=True, slots=True)
class AnyLine:
    """A line of any kind: exactly one field behind `id` is not None."""

    kind: str
    id: str
    event: Entry | None = None
    statement: StatementLine | None = None
    figure: FigureLine | None = None
    series: SeriesLine | None = None
    conflict: ConflictLine | None = None
    term: TermLine | None = None
    stance: StanceLine | None = None
    name: Named | None = None


@dataclass(frozen=True, slots=True)
class LinePage:
    """One line, the disagreements that it is in, and the series that it is a point of."""

    line: AnyLine
    story: StoryHead | None
    conflicts: tuple[ConflictLine, ...]
    series: str | None
    terms: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Compare:
    """Two reports side by side: what the first has from the other, if anything."""

    one: ReportLine
    other: ReportLine
    source: SourceLine | None
    one_text: str
    other_text: str


@dataclass(frozen=True, slots=True)
class Found:
    """Results of one kind; `total` is counted up to `store.shelf.MANY`."""

    kind: str
    total: int
    stories: tuple[StoryHead, ...] = ()
    names: tuple[Named, ...] = ()
    events: tuple[Entry, ...] = ()
    statements: tuple[StatementLine, ...] = ()
    figures: tuple[FigureLine, ...] = ()
    reports: tuple[ReportLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Search:
    """What is found for words: `asked` and `place` are what was understood of them."""

    words: str
    asked: Asking
    place: Named | None
    found: tuple[Found, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failures:
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people decided, the newest first, and what waits for a decision."""

    decisions: tuple[DecisionLine, ...]
    doubts: tuple[DoubtLine, ...]
    open: tuple[ConflictLine, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A page that there is not, or an action that was refused: the status of HTTP, and why."""

    status: int
    title: str
    message: str
