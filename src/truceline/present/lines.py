"""What is shown of a record: one frozen dataclass for each kind of line, the contract of every page,
terminal view and export that follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from truceline.model.claims import Act, Figure, HopRole, Modality, Span, Voice
from truceline.model.record import (
    Alike,
    ConflictKind,
    Derived,
    Echo,
    LinkKind,
)
from truceline.model.report import ReportId
from truceline.present.differences import Piece
from truceline.present.faces import Actor, DecisionLine, DoubtLine, KnownLine, RoleLine
from truceline.present.lineage import LineageLine
from truceline.relate.official import Beside
from truceline.relate.pledges import Pledge
from truceline.relate.stance import Stance
from truceline.resources import table


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
    sources: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    is_talk: bool = True
    incident: bool = False
    mediators: tuple[Actor, ...] = ()

    @property
    def name(self) -> str:
        """What it is called: talks by their mode ("meet"), all else in words ("Disapproval")."""
        named = table("log.toml")["what"].get(self.code, {})
        words: str = self.what if self.is_talk else named.get(self.what, named.get("", self.what))
        return words

    @property
    def who(self) -> str:
        """Who took part; of what is no talk, who did it to whom: the one to whom it was done is never
        shown as the one who did it, nor a mediator as one of the parties."""
        if self.is_talk or not (self.sources or self.targets):
            parties = [one for one in self.participants if one not in self.mediators]
            by = f"mediated by {_names(self.mediators)}" if self.mediators else ""
            return "; ".join(filter(None, (_names(parties), by)))
        sources, targets = _names(self.sources), _names(self.targets)
        return f"{sources or 'not named'} → {targets}" if targets else sources


def _names(actors: Iterable[Actor]) -> str:
    return ", ".join(actor.name for actor in actors)


@dataclass(frozen=True, slots=True)
class HopLine:
    """One hand of a chain; `actor` is who it is in the record, and `rests_on` says what vouches for it where
    no words of the text do."""

    role: HopRole
    name: str
    actor: Actor | None
    span: Span | None
    rests_on: str


@dataclass(frozen=True, slots=True)
class Variant:
    """Another wording of what somebody said, with how it is like the one shown, and the words that changed;
    of one in other words there is nothing to compare word by word."""

    words: str
    kind: Alike
    score: float
    reasons: tuple[str, ...]
    changes: tuple[Piece, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of those to whom the same words are given."""

    speaker: str | None
    actor: Actor | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class DisputeLine:
    """The same words given to two speakers."""

    id: str
    story: ReportId
    kind: str
    sides: tuple[Side, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """A loaded word in one report: as its own, or whose it is there."""

    stance: Stance
    speaker: str | None
    actor: Actor | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class StanceLine:
    """A loaded word with everybody who uses it; `reports` counts, by stance, the reports that do."""

    id: str
    term: str
    family: str
    reports: Mapping[Stance, int]
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class TopicLine[L]:
    """Lines that have a word in common, in the form in which most have it; None for those that share none."""

    word: str | None
    lines: tuple[L, ...]


@dataclass(frozen=True, slots=True)
class StatementLine:
    """What somebody said once is one line, whatever reports carry it, in whatever words: `words` are those
    of the report that has them most exactly, `variants` the others. `evidence` and `chains`, one each, are
    in the order of publication. `office` is what the reports give the speaker, `relays` counts those who
    pass it on, and `maybe` are lines that may be the same, with how sure that is and why. `is_said` tells it
    from what is only believed, wanted or planned, and `act` is what the speaker does with the words."""

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
    relays: int = 0
    office: str | None = None
    voice: Voice | None = None
    reasons: tuple[str, ...] = ()
    act: Act = "said"
    is_said: bool = True
    pledge: Pledge | None = None
    chains: tuple[tuple[HopLine, ...], ...] = ()
    variants: tuple[Variant, ...] = ()
    maybe: tuple[Echo, ...] = ()

    @property
    def how(self) -> str | None:
        """What is done with the words, where they are not plainly said: "denied", "urged", "promise"."""
        return self.pledge or (self.act if self.act not in ("said", "other") else None)

    @property
    def day(self) -> str | None:
        """The day of the first report that has it; None without a date."""
        return next((one.published[:10] for one in self.evidence if one.published), None)


@dataclass(frozen=True, slots=True)
class FigureLine:
    """An entry of the ledger; `beside` says how it stands to a series from outside."""

    id: str
    story: ReportId
    figure: Figure
    reports: int
    outlets: int
    origins: int
    asserters: int
    evidence: tuple[Evidence, ...]
    beside: Beside | None = None


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """Two values for one thing. `about` says whether they are figures, or claims on an event that exclude
    each other; `gap` is how far they are apart, as a share of the larger, `last` the day of the newest. One
    that is `settled` was so by the decision of that number, as long as its series has no new figure."""

    id: str
    story: ReportId
    kind: ConflictKind
    counted: str
    values: tuple[str, ...]
    reasons: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    about: str = "figure"
    origins: int = 0
    gap: float = 0.0
    last: str | None = None
    settled: DecisionLine | None = None
    reopened: DecisionLine | None = None


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
