"""The lines of the logs: meetings, incidents and agreements, and who meets whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from truceline.known.points import Point, Unplaced
from truceline.model.report import ReportId
from truceline.present.faces import Actor
from truceline.present.lines import EventLine, Evidence
from truceline.present.moments import MomentLine

LogKind = Literal["meeting", "incident", "agreement", "other"]
Part = Literal["host", "mediator"]


@dataclass(frozen=True, slots=True)
class PartyLine:
    """Who took part: `part` says that the reports make it a host or a mediator, `office` is what they give a
    person ("foreign minister, Turkey"), `body` the country or body it speaks for, itself where it is one, and
    `sector` what it is ("government", "rebel"); each None where they do not say."""

    actor: Actor
    part: Part | None = None
    office: str | None = None
    body: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """Where it was, by the words of the record, and the point of it, or why there is none."""

    actor: Actor
    point: Point | Unplaced


@dataclass(frozen=True, slots=True)
class WordsLine:
    """Words of a report that say what it was about, what came of it, or what harm was done."""

    words: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One way in which it is told: `who` says so (None: no source is named), `status` as what
    ("alleged", "denied", "confirmed"; None: nothing is said of it), and `sources` did it according to
    that."""

    who: str | None
    status: str | None
    sources: tuple[str, ...]
    evidence: tuple[Evidence, ...]

    @property
    def reports(self) -> int:
        return len({one.report for one in self.evidence})


@dataclass(frozen=True, slots=True)
class LogLine:
    """An event as a desk logs it. `moment` has its days with their reasons; `sources` acted on `targets`,
    where the reports tell it so; what they tell differently has every variant, and `clashes` say what
    excludes what. `status` is that of the claim, never a verdict. `follows` are plans that the same story
    tells of the same people or bodies; `history` are the states in which it was told, (modality, claim)."""

    kind: LogKind
    moment: MomentLine
    parties: tuple[PartyLine, ...] = ()
    sources: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    places: tuple[PlaceLine, ...] = ()
    formats: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    subjects: tuple[WordsLine, ...] = ()
    outcomes: tuple[WordsLine, ...] = ()
    means: tuple[str, ...] = ()
    harm: tuple[WordsLine, ...] = ()
    accounts: tuple[AccountLine, ...] = ()
    status: str | None = None
    clashes: tuple[str, ...] = ()
    history: tuple[tuple[str, str], ...] = ()
    follows: tuple[MomentLine, ...] = ()

    @property
    def event(self) -> EventLine:
        return self.moment.event

    @property
    def id(self) -> str:
        return self.moment.event.id

    @property
    def story(self) -> ReportId:
        return self.moment.event.story

    @property
    def what(self) -> str:
        """What it is, in words."""
        return self.moment.what

    @property
    def state(self) -> str:
        """What is told of it: "reported", "planned, no report that it was done", "denied"; of what is usual,
        how often, by the words of the log: "habitual, alleged"."""
        told = self.status or self.moment.status
        if self.event.modality != "habitual" or told == "habitual":
            return told
        return "habitual" if told == "reported" else f"habitual, {told}"


@dataclass(frozen=True, slots=True)
class NodeLine:
    """A country, a body, or a person of whom no body is told; `actor` is it in the record, where it is
    there."""

    name: str
    actor: Actor | None


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two that are reported to have met, with the meetings in the order of the timeline."""

    one: NodeLine
    other: NodeLine
    meetings: tuple[LogLine, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """Who met whom: `pairs` with most meetings first, `nodes` with most meetings first, and each meeting
    with the names of its nodes, in the order of the timeline."""

    pairs: Sequence[PairLine]
    nodes: Sequence[NodeLine]
    meetings: Sequence[tuple[LogLine, tuple[str, ...]]]
