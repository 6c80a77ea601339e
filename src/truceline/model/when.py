"""When something was: an interval of days, which may be open on either side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Relation = Literal["before", "after", "same", "possibly before", "possibly after", "overlaps", "unknown"]
"""How two imprecise days stand to each other; see `relate.intervals.relation`."""


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """Days between which something lies, both included, as ISO dates; None is an open end.

    Raises `ValueError` where the last is before the first."""

    earliest: str | None = None
    latest: str | None = None

    def __post_init__(self) -> None:
        if self.earliest is not None and self.latest is not None and self.latest < self.earliest:
            raise ValueError(f"an interval ends before it begins: {self.earliest} to {self.latest}")

    @property
    def is_day(self) -> bool:
        """Whether it is one day."""
        return self.earliest is not None and self.earliest == self.latest

    @property
    def is_closed(self) -> bool:
        return self.earliest is not None and self.latest is not None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something stands where it does, in plain words; `claim` is the passage that says so, if one
    does."""

    words: str
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class When:
    """The days between which an event lies, the same in EDTF (ISO 8601-2), and the reasons. `certain` says
    that the reports tell the day; else it follows from other days. `others` are days that contradict it."""

    days: Interval
    edtf: str
    certain: bool
    reasons: tuple[Reason, ...] = ()
    others: tuple[Interval, ...] = ()
