"""What one report claims. Every claim points at the characters it rests on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from truceline.model.report import ReportId

Kind = Literal["person", "body", "place", "other"]
"""A body is whatever can act or speak and is no person: a government, a party, an agency."""

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
"""The types of TIMEX3 (TimeML 1.2.1)."""

Form = Literal["nominal", "pronoun"]
TimexMod = Literal[
    "START", "MID", "END", "APPROX", "MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS"
]
"""The modifiers of TIMEX3: early, mid, late; about, more than, less than, at least, at most."""

StatementKind = Literal["direct", "mixed", "indirect"]
HopRole = Literal["speaker", "channel", "relay", "agency", "outlet"]
"""Who says it; what it stands in ("a statement"); who passes it on; whose wire it is; who prints it."""
Act = Literal[
    "said", "denied", "doubted", "asked", "urged", "promised", "threatened", "warned", "praised", "blamed",
    "believed", "wished", "intended", "refused", "expected", "backed", "other",
]  # fmt: skip
"""What a source does with the words; from "believed" on it only holds or does something."""

SAID: frozenset[Act] = frozenset(
    {"said", "denied", "doubted", "asked", "urged", "promised", "threatened", "warned", "praised", "blamed"}
)
Modality = Literal["reported", "planned", "awaited", "denied", "negated", "conditional", "habitual"]
"""How a report tells of an event: as done, as meant, as waited for, as denied by somebody, as not done, as
only thought of, as happening again and again."""
Format = Literal["bilateral", "trilateral", "multilateral", "indirect", "closed door"]
ClaimStatus = Literal["reported", "alleged", "denied", "confirmed"]
"""Of an incident: told, held against somebody, denied, or owned to by the accused."""
EventTense = Literal["past", "future"]
Portion = Literal["part", "more"]
Telling = Literal["fact", "promised", "possible", "denied"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`[start, end)` in Unicode characters of `Report.text`; never empty."""

    report: ReportId
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span must not be empty: {self.start}:{self.end}")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text. `name` is the fullest form of it in this report, without titles:
    "Kalin" has the name "Ibrahim Kalin" where the report has both; "Ankara" that sends somebody has the
    name "Turkey". `titles` are the words before it ("Mr", "Sheikh"). `role` is the office that the text
    gives beside it ("intelligence chief"), and `of` is whose ("Turkey")."""

    span: Span
    text: str
    kind: Kind
    name: str
    titles: tuple[str, ...] = ()
    role: str | None = None
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that stand for one person or body without naming it: "the emir", "a Turkish official", "he".

    `name` is the name of this report that they stand for, None where that is not sure; `of` is whom an
    unnamed one speaks for ("Turkey"). `reasons` say in plain words why."""

    span: Span
    text: str
    form: Form
    kind: Kind
    several: bool
    name: str | None = None
    of: str | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Time:
    """A TIMEX3: `value` as ISO 8601 or with X for what is unknown ("XXXX-WXX-2", a Tuesday);
    `earliest` and `latest` are ISO dates, both included, or None where it cannot be placed. The value may be
    a likely day where the interval is None; only the interval is vouched for. `mod` is the modifier."""

    span: Span
    text: str
    type: TimexType
    value: str
    earliest: str | None = None
    latest: str | None = None
    mod: TimexMod | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """What the text says of a source that has no name of its own: "a Turkish official", "his office".

    `sort` is one of those of `resources/voices.toml` ("official", "source", "witness", "body"), `of` are
    those whom it speaks for, as names of the report ("Turkey"), and `several` says that it is more than
    one."""

    sort: str
    of: tuple[str, ...] = ()
    several: bool = False


@dataclass(frozen=True, slots=True)
class Hop:
    """One hand through which words went, or what they stood in: `name` is a name of the report or its words,
    and `span` is where the text says so."""

    role: HopRole
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Statement:
    """Words given to a source. `speaker` is a name of the report, or the words of the text for a
    source without a name ("a Turkish official"), which is then `anonymous`; None where unsure.

    `voice` types a source without a name, `chain` has the hops that the text tells, from the speaker on, and
    `reasons` say why the speaker is taken for this one, or why that is unsure.
    `negated`: the report says that it was not said; `conditional`: that it could, would or will be."""

    content: tuple[Span, ...]
    kind: StatementKind
    cue: Span | None = None
    source: Span | None = None
    speaker: str | None = None
    anonymous: bool = False
    told_to: str | None = None
    voice: Voice | None = None
    chain: tuple[Hop, ...] = ()
    reasons: tuple[str, ...] = ()
    act: Act = "said"
    negated: bool = False
    conditional: bool = False

    def __post_init__(self) -> None:
        if not self.content:
            raise ValueError("a statement needs the span of its content")

    @property
    def is_said(self) -> bool:
        """Whether the report tells it as said, and not as believed, planned, or not said at all."""
        return self.act in SAID and not self.negated and not self.conditional


@dataclass(frozen=True, slots=True)
class Participant:
    """Who took part, as the text has it; `entity` is a name of the report, or None."""

    span: Span
    text: str
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Offset:
    """So many days behind (before, where negative) the event whose trigger is `event`, by the words `cue`:
    "two days after". `days` holds the least and the most, both included; an open end is None ("before")."""

    cue: Span
    event: Span
    days: tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Leg:
    """A stay as part of a journey, by the words `cue`: its number among `legs` places ("the second leg of a
    three-country tour"), or the place that it follows ("arrived from Doha"). `next` says that it follows
    where the traveller is when the report tells it ("will next travel to")."""

    cue: Span
    number: int | None = None
    legs: int | None = None
    behind: Participant | None = None
    next: bool = False


AGREEMENTS = frozenset({"sign", "acquire", "ceasefire", "ceasefire_end"})
"""Modes of what the parties agree on."""


def is_talk(code: str, mode: str | None) -> bool:
    return code == "CONSULT" or mode in AGREEMENTS


@dataclass(frozen=True, slots=True)
class EventMention:
    """One passage that tells of an event. `code`, `mode`, `contexts` are PLOVER's (FIGHT, "firearms",
    "military"); `source` acted on or spoke to `target`; `participants` are all who took part, both included.
    `tense` says on which side of the writing its clause puts it, where it does.

    Of meetings: `format`; `level` of the highest who took part ("leaders", "ministers", "officials",
    "technical"); `subject` and `outcome` as the text has them; `hosts` and `mediators`, who are participants
    too. Of incidents: `means` ("drone", "shelling"); `harm`, the words for it; `status`; and of both `by`,
    who says so (a name of the report, or its words), None where the report itself tells it. `sectors` are
    (text of a participant, its sector)."""

    code: str
    trigger: Span
    mode: str | None = None
    source: tuple[Participant, ...] = ()
    target: tuple[Participant, ...] = ()
    participants: tuple[Participant, ...] = ()
    place: Participant | None = None
    time: Time | None = None
    modality: Modality = "reported"
    tense: EventTense | None = None
    offset: Offset | None = None
    leg: Leg | None = None
    contexts: tuple[str, ...] = ()
    format: Format | None = None
    level: str | None = None
    subject: Span | None = None
    outcome: Span | None = None
    hosts: tuple[Participant, ...] = ()
    mediators: tuple[Participant, ...] = ()
    means: str | None = None
    harm: tuple[Span, ...] = ()
    by: str | None = None
    status: ClaimStatus | None = None
    sectors: tuple[tuple[str, str], ...] = ()

    @property
    def is_talk(self) -> bool:
        """Whether it is a meeting, a call, a visit, a ceasefire, or something signed."""
        return is_talk(self.code, self.mode)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of something. `value` lies in `[low, high]`; an open end is None ("at least 342" has
    no high). `unit` is what it is measured in ("USD", "%", "km") and `counted` what there are so many of
    ("Palestinians killed"); `period` is the word for a rate ("day").

    What `counted` says in short is apart in `thing` ("people", "aid trucks"), `whom` ("Palestinians") and
    `state` ("killed"). `modifier` has the words of the bound as told ("at least"), `share_of` what a share is
    a share of. `since` has the words since when it is counted ("Oct. 10"), `since_day` the day where that is
    known, `within` the time it is counted for ("the last 24 hours"); a `cumulative` one goes on from earlier
    ones, an `earlier` one is told as superseded. A "part" is a part of another figure ("including four
    children"), a "more" is added to one. `told` says whether it is a fact for who tells it, and `flags` what
    is doubtful about it."""

    span: Span
    text: str
    value: float
    low: float | None
    high: float | None
    approximate: bool
    unit: str | None
    counted: str | None
    place: str | None = None
    period: str | None = None
    as_of: str | None = None
    asserted_by: str | None = None
    relayed_by: str | None = None
    modifier: str | None = None
    share_of: str | None = None
    thing: str | None = None
    whom: str | None = None
    state: str | None = None
    on: str | None = None
    since: str | None = None
    since_day: str | None = None
    within: str | None = None
    cumulative: bool = False
    part: Portion | None = None
    told: Telling = "fact"
    earlier: bool = False
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A promised quantity: the figure's span and the cue of obligation ("were to", "must")."""

    span: Span
    text: str
    cue: Span
    value: float
    counted: str | None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All claims of one report, each kind in the order of the text."""

    report: ReportId
    mentions: tuple[Mention, ...] = ()
    references: tuple[Reference, ...] = ()
    times: tuple[Time, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[EventMention, ...] = ()
    figures: tuple[Figure, ...] = ()
    terms: tuple[Term, ...] = ()


def changed[T](claim: T, **fields: Any) -> T:
    """The claim with these fields; itself where they are so already, which is most often and much faster."""
    if all(getattr(claim, name) == value for name, value in fields.items()):
        return claim
    return replace(claim, **fields)  # type: ignore[type-var]
