"""What the record says over all reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from truceline.model.claims import Kind, Modality
from truceline.model.report import ReportId

LinkKind = Literal["original", "copy", "rewrite", "excerpt"]
ConflictKind = Literal["update", "rounding", "contradiction", "unsure"]


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
class Link:
    """Where the text of a report comes from. `origin` is the earlier report that it shares most
    with, which may be a copy itself, None for an original; `share` is the part of this report's
    five-word shingles that the origin has too (containment, 0 to 1); `agency` is the wire that the
    text credits."""

    report: ReportId
    kind: LinkKind
    origin: ReportId | None = None
    share: float = 0.0
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """Reports on one course of events. `id` is that of its earliest report; `reports` are in the
    order of publication, those without a date at the end."""

    id: ReportId
    reports: tuple[ReportId, ...]
    title: str
    first: str | None
    last: str | None
    entities: tuple[str, ...]
    origins: int


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a story, told by the mentions with the ids `evidence`. A detail that the reports
    tell differently (`places`, `dates`) has every variant, the most frequent first."""

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
    origins: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two groups of figures of one story that count the same thing and differ. `values` are as
    written, the earlier first; `evidence` are claim ids, and `reasons` say in plain words why it is an
    update, a rounding or a contradiction, or why that cannot be told."""

    id: str
    story: ReportId
    kind: ConflictKind
    counted: str
    values: tuple[str, ...]
    evidence: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided, with who and when; never changed, only followed by another."""

    number: int
    made: str
    by: str
    action: str
    subject: str
    detail: str
