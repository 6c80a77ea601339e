"""What the record says over all reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from truceline.model.claims import ClaimStatus, Kind, Modality, Span, is_talk
from truceline.model.report import ReportId

Derived = Literal["wholly", "partly", "not"]
"""Whether a report's own words, quotations aside, come from elsewhere."""
LinkKind = Literal["identical", "copy", "edited", "excerpt", "rewrite", "passages", "credit"]
"""A report has the very words of another, its text but for slips, edited, a part of it, in other words,
or some passages of it; or it only credits an agency."""
PassageKind = Literal["verbatim", "edited", "rewritten", "quotation", "standing", "credited"]
"""A passage that several reports carry at different times is a standing one: a footer, a background."""
Confidence = Literal["certain", "likely", "unsure"]
DateKind = Literal[
    "date", "happening", "office", "former office", "death", "alive", "copy", "weekday", "count", "neighbours"
]
"""What a reason rests on: a date that the text names; a known happening that it speaks of as past; an office
that somebody holds, or held; a death; that somebody lives; a text shared with a dated report; a
weekday shared with one; a count that only grows, beside those of two; and the dates of the reports that are
most like it."""
Alike = Literal["same", "cut", "edited", "reworded", "translated", "unsure"]
"""How two statements are alike: the same words, the same cut short, with words changed, in other words, and
these though both stand in quotation marks."""
ConflictKind = Literal["update", "rounding", "scope", "source", "contradiction", "unsure"]


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, body or place. `spellings` are (name, mentions), the most frequent first.
    `short` says that only a family name or a single word is known of it, which may stand for
    several people."""

    id: str
    kind: Kind
    name: str
    spellings: tuple[tuple[str, int], ...]
    short: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage `here` that a report shares with its origin, `there`; None where the origin is an agency
    whose report is not in the record. `likeness` (0 to 1) is 1 where no word was changed."""

    kind: PassageKind
    here: Span
    there: Span | None = None
    likeness: float = 1.0


@dataclass(frozen=True, slots=True)
class Link:
    """What a report has from one origin: a report of the record, or an agency that is not seen in it.
    `share` is the part of the report's own words, quotations aside (0 to 1)."""

    kind: LinkKind
    origin: ReportId | None
    agency: str | None
    share: float
    confidence: Confidence
    reasons: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where the text of a report comes from: `share` of its own words are from the origins of all
    `links` together, of which the first has most."""

    report: ReportId
    derived: Derived
    share: float = 0.0
    links: tuple[Link, ...] = ()

    @property
    def origin(self) -> ReportId | None:
        """The report that most of the text is from, which may be a copy itself."""
        return next((link.origin for link in self.links if link.origin is not None), None)

    @property
    def twin(self) -> ReportId | None:
        """The report with the very same words."""
        return self.links[0].origin if self.links and self.links[0].kind == "identical" else None


@dataclass(frozen=True, slots=True)
class Wire:
    """The agency behind a text that several reports share, the members of the tree below `root`.
    `seen` is the agency's own report, None where it is not in the record."""

    root: ReportId
    agency: str
    seen: ReportId | None
    confidence: Confidence
    reason: str


@dataclass(frozen=True, slots=True)
class Story:
    """Reports on one course of events. `id` is that of its earliest report; `reports` are in the
    order of publication, those without a date at the end. `title` is one of theirs; `entities` are the
    main people and bodies. `origins` counts independent texts, and `asserters` all who vouch for what they
    tell: the sources that they name, and each origin for what it gives no source for."""

    id: ReportId
    reports: tuple[ReportId, ...]
    title: str
    first: str | None
    last: str | None
    entities: tuple[str, ...]
    places: tuple[str, ...]
    outlets: int
    origins: int
    asserters: int


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a story, told by the mentions with the ids `evidence`. A detail that the reports
    tell differently (`places`, `dates`) has every variant, the most frequent first. `reports` tell of it,
    with `origins` independent texts behind them and `asserters` who vouch for it.

    `incident`: it is what ceasefire monitors write down. `sources` acted on `targets`, `hosts` and
    `mediators` held it (entities); `by` are those who say so with the number of mentions, None where reports
    tell it themselves; `status` and `means` are of incidents. `clashes` say in plain words where details
    exclude each other. `history` has the modality and the claim wherever the modality changes, in the order
    of publication; empty where it never does."""

    id: str
    story: ReportId
    code: str
    mode: str | None
    participants: tuple[str, ...]
    places: tuple[str, ...]
    dates: tuple[tuple[str, str], ...]
    modality: Modality
    evidence: tuple[str, ...]
    reports: tuple[ReportId, ...]
    outlets: int
    origins: int
    asserters: int
    incident: bool = False
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    by: tuple[tuple[str | None, int], ...] = ()
    status: ClaimStatus | None = None
    means: str | None = None
    clashes: tuple[str, ...] = ()
    history: tuple[tuple[Modality, str], ...] = ()

    @property
    def is_talk(self) -> bool:
        """Whether it is a meeting, a call, a visit, a ceasefire, or something signed."""
        return is_talk(self.code, self.mode)


@dataclass(frozen=True, slots=True)
class Echo:
    """How a statement is like another: `kind`, how surely (0 to 1), and why. `claim` is the statement, or,
    where that is unsure, the utterance that it may be."""

    kind: Alike
    score: float
    reasons: tuple[str, ...] = ()
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody said once, as the statements `evidence` of one story give it; `head` is the one that has
    the words most exactly, and `echoes` say how each other one is like it. `speaker` is an entity, or None
    where the source has no name. `asserters` are those to whom it is given, `relays` those who pass it on.
    `maybe` are utterances of the story that may be the same."""

    id: str
    story: ReportId
    speaker: str | None
    head: str
    evidence: tuple[str, ...]
    echoes: tuple[Echo, ...]
    maybe: tuple[Echo, ...]
    reports: tuple[ReportId, ...]
    outlets: int
    origins: int
    asserters: int
    relays: int


@dataclass(frozen=True, slots=True)
class Dispute:
    """The same words given to two speakers by the statements `evidence`: a contradiction, or unsure where
    the two may be one, or one may speak for the other."""

    id: str
    story: ReportId
    kind: Literal["contradiction", "unsure"]
    evidence: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two groups of figures of one story that count the same thing and differ, or two mentions of one event
    that exclude each other (`about` says which; their values are entities, days or modalities). `values` are
    as written, the earlier first; `evidence` are claim ids, and `reasons` say in plain words why it is an
    update, a rounding, of another scope or source, a contradiction, or why that cannot be told. `gap` is how
    far the values are apart, as a share of the larger, and `last` the day of the newest."""

    id: str
    story: ReportId
    kind: ConflictKind
    counted: str
    values: tuple[str, ...]
    evidence: tuple[str, ...]
    reasons: tuple[str, ...]
    origins: int = 0
    gap: float = 0.0
    last: str | None = None
    about: Literal["figure", "event"] = "figure"


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """What one asserter gives for a day; `evidence` has one claim of each origin. `earlier` says that the
    text tells it as superseded, `promised` that it is owed, not told as done."""

    day: str | None
    value: float
    low: float | None
    high: float | None
    text: str
    asserter: str | None
    named: str | None
    evidence: tuple[str, ...]
    origins: int
    earlier: bool = False
    promised: bool = False


@dataclass(frozen=True, slots=True)
class SeriesChange:
    """What happens between two points of one asserter, by their place in the series."""

    kind: Literal["falls", "jumps", "revised"]
    earlier: int
    later: int
    reason: str


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of one story that count the same thing, in the order of time."""

    id: str
    story: ReportId
    counted: str
    thing: str | None
    state: str | None
    whom: str | None
    place: str | None
    unit: str | None
    period: str | None
    since: str | None
    since_day: str | None
    cumulative: bool
    points: tuple[SeriesPoint, ...]
    changes: tuple[SeriesChange, ...]
    origins: int


@dataclass(frozen=True, slots=True)
class DateReason:
    """One reason for the date of a report: not before `earliest`, not after `latest` (ISO dates, both
    included, None where it says nothing). `text` says why in plain words; it rests on a `span` of the
    report, on an `other` report, or on a `fact` known beforehand."""

    kind: DateKind
    earliest: str | None
    latest: str | None
    text: str
    span: Span | None = None
    other: ReportId | None = None
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class PlacedDay:
    """The day that words of a report without a date stand for ("on Tuesday"), once its interval is known."""

    span: Span
    day: str


@dataclass(frozen=True, slots=True)
class Dating:
    """The interval in which a report without a date was written: None for an end that nothing tells.
    `reasons` are those that made it, and others that agree; `contradictions` those that do not fit, left
    out. `days` are what its weekdays then mean. Of a report with a date there is one only where its text
    contradicts that: without an interval, and with what speaks against the date as `contradictions`."""

    report: ReportId
    earliest: str | None
    latest: str | None
    confidence: Confidence
    reasons: tuple[DateReason, ...] = ()
    contradictions: tuple[DateReason, ...] = ()
    days: tuple[PlacedDay, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided, with who and when; never changed, only followed by another."""

    number: int
    made: str
    by: str
    action: str
    subject: str
    detail: str
