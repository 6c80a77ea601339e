"""What the text of a report says about when it was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from truceline.model.claims import Mention, Span, Time
from truceline.model.record import DateReason


@dataclass(frozen=True, slots=True)
class ToldTime:
    """A time expression of a report, with the tense of the verb that it hangs on."""

    time: Time
    tense: Literal["past", "future"] | None = None


@dataclass(frozen=True, slots=True)
class ToldPerson:
    """A person named in a report; `current` says that the sentence tells of days around the report's: it
    names a weekday without a date."""

    mention: Mention
    current: bool = False


@dataclass(frozen=True, slots=True)
class ToldWeekday:
    """A weekday without a date (Monday is 1). `lede` says that it is one of those that the beginning tells of
    as past: such a day is hardly longer ago than a few days."""

    span: Span
    weekday: int
    ahead: bool = False
    lede: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What the text of a report says about its own date, as it is read: times and people."""

    times: tuple[ToldTime, ...] = ()
    people: tuple[ToldPerson, ...] = ()
    weekdays: tuple[ToldWeekday, ...] = ()


@dataclass(frozen=True, slots=True)
class TextDates:
    """What is kept of that: the `reasons` that the text alone gives for its date, its `weekdays`, and the
    full dates (`days`, ISO) that it names and that are not to come."""

    reasons: tuple[DateReason, ...] = ()
    weekdays: tuple[ToldWeekday, ...] = ()
    days: tuple[str, ...] = ()


NOTHING = TextDates()
