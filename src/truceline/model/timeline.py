"""What the timeline says beside the events: what became of plans, and the stays of a journey."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from truceline.model.record import Event
from truceline.model.when import Interval, Reason, When

Outcome = Literal["happened", "perhaps happened", "called off", "not reported", "too early to tell"]
"""What became of a plan: a later report tells it as done, one may tell it, one denies it or says that it was
called off, none does, or no report is new enough."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What became of a planned event; `event` is the one that tells it."""

    outcome: Outcome
    event: str | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Stay:
    """A place of a journey: `number` counts from 1; stays with one number are in no order that is known.
    `certain` says that the reports tell it as a part of the journey; else it follows from what else they
    tell."""

    place: str
    number: int
    events: tuple[str, ...]
    days: Interval
    edtf: str
    planned: bool
    certain: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Journey:
    """One journey of one person: its stays, in order where that is told. `legs` is how many places the
    reports give it."""

    id: str
    traveller: str
    legs: int | None
    stays: tuple[Stay, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """An event on the timeline. It stands in the layers `first` to `last` of what is surely before what; what
    shares a layer is in no order that is known."""

    event: Event
    when: When
    first: int
    last: int
    plan: Plan | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """All events, as a list would show them, and the journeys. `newest` is the day of the newest report."""

    moments: tuple[Moment, ...]
    journeys: tuple[Journey, ...]
    newest: str | None
