"""The board of obligations: what is owed, what is reported of it, and by whom. It has no verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from truceline.model.claims import Span

What = Literal["figure", "event", "statement", "sentence"]
Bears = Literal[
    "owed", "reported", "done", "not done", "breach", "denied", "waiting", "offer", "commits", "planned",
    "mentions",
]  # fmt: skip
"""What something says of a term: what is due; how much was done; that it was done, not done, or broken; that
it was not broken; that it waits for somebody, or is offered; that somebody stands by it; that it is meant; or
no more than that it is there."""
Sureness = Literal["decided", "likely", "unsure"]
TermStatus = Literal["not due", "not started", "partly", "fulfilled", "overdue", "disputed", "unknown"]


@dataclass(frozen=True, slots=True)
class Binding:
    """A figure, event, statement or sentence bound to a term, with the reasons. `claim` is the claim that it
    is, None of a sentence; `asserter` is who says so, `named` how that one is shown; `channel` what it stands
    in ("data"). `accused` are entities."""

    id: str
    term: str
    what: What
    claim: str | None
    span: Span
    bears: Bears
    sure: Sureness
    reasons: tuple[str, ...]
    asserter: str
    named: str
    origin: str
    day: str | None
    channel: str | None = None
    accused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """Somebody says that the figures of `about` are of less than the whole."""

    about: str
    by: str
    span: Span


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What one asserter's figure comes to, beside what is due to date. `rate` is per day, `total` to date,
    `days` what it is counted over; `told` says which of the two is given, the other is reckoned from it.
    `low` says that it is the least that is said ("more than 600")."""

    binding: str
    asserter: str
    named: str
    channel: str | None
    text: str
    told: Literal["rate", "total", "share"]
    rate: float | None
    total: float | None
    days: int | None
    share: float | None
    gap: float | None
    low: bool
    day: str | None
    leaves_out: tuple[Scope, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """What one asserter says of a term, with the days on which that changed."""

    asserter: str
    named: str
    status: TermStatus
    reasons: tuple[str, ...]
    bindings: tuple[str, ...]
    origins: int
    history: tuple[tuple[str, TermStatus], ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """What is due from `start` to `until`, both included, `days` long."""

    start: str
    until: str
    days: int
    amount: float


@dataclass(frozen=True, slots=True)
class Violation:
    """An alleged violation: who accuses whom, or counts whom fire harmed (a figure), and how the accused
    answered. `accused` are entities; it is `unsure` where nothing that is bound to it is sure;
    `counted` has the words of a figure."""

    term: str
    binding: str
    what: What
    day: str | None
    place: str | None
    asserter: str
    named: str
    accused: tuple[str, ...]
    origins: int
    asserters: int
    also: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    unsure: bool = False
    counted: str | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """An offer or a request that waits for somebody. `asks` and `decides` are entities; `came` says what came
    of it, with the span that tells it. `term` is None where it is of no term of the process file."""

    id: str
    kind: Literal["offer", "request", "wait"]
    term: str | None
    asks: tuple[str, ...]
    decides: tuple[str, ...]
    since: str | None
    spans: tuple[Span, ...]
    came: Literal["granted", "refused", "not reported"]
    outcome: Span | None = None


@dataclass(frozen=True, slots=True)
class TermState:
    """A term as it stands on a day; `ends` is its last day. `score` is what a person gave it in the Kroc
    matrix (0 to 3)."""

    id: str
    agreement: str
    phase: str | None
    who: tuple[str, ...]
    deed: str
    text: str
    counted: str | None
    amount: float | None
    per: str | None
    status: TermStatus
    reasons: tuple[str, ...]
    due: Due | None
    accounts: tuple[Account, ...]
    reckonings: tuple[Reckoning, ...]
    bindings: tuple[Binding, ...]
    ends: str | None = None
    score: int | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """The terms of a process file in its order, on a day. `violations` are alleged."""

    on: str | None
    terms: tuple[TermState, ...]
    violations: tuple[Violation, ...] = ()
    waiting: tuple[Wait, ...] = ()
    grades: tuple[tuple[str, str], ...] = ()

    def term(self, name: str) -> TermState | None:
        return next((one for one in self.terms if one.id == name), None)
