"""Events in order as far as their days tell it: a partial order in layers, with ties and unknowns left as
such.

"Surely before" between intervals is an interval order (Fishburn, 1970): one lies before another where it ends
before the other begins. What can follow what at the earliest, and what must be left behind it, are its
heights from below and from above, both found by one sweep over the sorted ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from truceline.model.when import Interval


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event stands among `layers` of what is surely before what (from 0): in one layer, where
    `first` and `last` are the same; else it may be in any of them. Events that share a layer are in no sure
    order."""

    first: int
    last: int


def order(days: Sequence[Interval]) -> tuple[Place, ...]:
    """The place of each interval, in the order given; in O(n log n)."""
    ends = [(_number(one.earliest, 0), _number(one.latest, _NEVER)) for one in days]
    below = _heights(ends)
    above = _heights([(-last, -first) for first, last in ends])
    tallest = max(below, default=0)
    return tuple(Place(low, tallest - high) for low, high in zip(below, above, strict=True))


_NEVER = 99_999_999


def _number(day: str | None, without: int) -> int:
    return int(day.replace("-", "")) if day is not None else without


def _heights(ends: Sequence[tuple[int, int]]) -> list[int]:
    """For each interval the length of the longest chain of intervals before it."""
    ending = sorted(range(len(ends)), key=lambda number: ends[number][1])
    heights = [0] * len(ends)
    done, tallest = 0, -1
    for number in sorted(range(len(ends)), key=lambda number: ends[number][0]):
        first = ends[number][0]
        while done < len(ending) and ends[ending[done]][1] < first:
            tallest = max(tallest, heights[ending[done]])
            done += 1
        heights[number] = tallest + 1
    return heights


def in_order(days: Sequence[Interval]) -> list[int]:
    """The numbers of the intervals as a list would show them: by layers, then by their ends. Where neither is
    surely before the other, this is no claim. An open end stands beside its other end."""

    def key(number: int) -> tuple[str, str, int]:
        one = days[number]
        return one.earliest or one.latest or "9999-99", one.latest or one.earliest or "9999-99", number

    return sorted(range(len(days)), key=key)
