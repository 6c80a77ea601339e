"""Names beside dots, none over another: the greedy way of Christensen, Marks and Shieber (1995), "An
empirical study of algorithms for point-feature label placement", with the more important first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from truceline.present.words import fitted

HEIGHT = 14
"""Pixels of a line of words."""
LETTER = 7.2
"""Pixels of a letter (a mean)."""
_GAP = 3.0
_CELL = 40
"""Pixels of the grid by which what is near is found."""

Anchor = Literal["start", "middle", "end"]
type Area = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words at (x, y), the baseline."""

    x: float
    y: float
    anchor: Anchor
    words: str


class _Taken:
    """Areas that are taken, found by the cells of a grid."""

    def __init__(self) -> None:
        self._cells: defaultdict[tuple[int, int], list[Area]] = defaultdict(list)

    def add(self, area: Area) -> None:
        for cell in self._of(area):
            self._cells[cell].append(area)

    def is_free(self, area: Area, but: Area) -> bool:
        return not any(
            one != but and one[0] < area[2] and area[0] < one[2] and one[1] < area[3] and area[1] < one[3]
            for cell in self._of(area)
            for one in self._cells.get(cell, ())
        )

    def _of(self, area: Area) -> Iterator[tuple[int, int]]:
        left, top, right, bottom = (int(one // _CELL) for one in area)
        return ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))


def labels(
    dots: Sequence[tuple[float, float, float, str]], width: int, height: int, most: int, kept_free: Area
) -> Iterator[Label]:
    """The names of (x, y, radius, name) in the order of their importance, as far as there is room within the
    picture and not more than `most`; a name covers no dot, no other name and nothing of what is
    `kept_free`."""
    taken = _Taken()
    taken.add(kept_free)
    circles = [(x - r, y - r, x + r, y + r) for x, y, r, _ in dots]
    for circle in circles:
        taken.add(circle)
    written = 0
    for (x, y, radius, name), circle in zip(dots, circles, strict=True):
        if written == most:
            return
        for label, area in _ways(x, y, radius, name):
            inside = area[0] >= 0 and area[1] >= 0 and area[2] <= width and area[3] <= height
            if inside and taken.is_free(area, circle):
                taken.add(area)
                written += 1
                yield label
                break


def _ways(x: float, y: float, radius: float, name: str) -> Iterator[tuple[Label, Area]]:
    """Where a name may stand: to the right of its dot, to the left, above, below."""
    long = LETTER * _letters(name)
    away = radius + _GAP
    for anchor, left, line, at in (
        ("start", x + away, y + 4, x + away),
        ("end", x - away - long, y + 4, x - away),
        ("middle", x - long / 2, y - away - 1, x),
        ("middle", x - long / 2, y + away + 10, x),
    ):
        side: Anchor = "start" if anchor == "start" else "end" if anchor == "end" else "middle"
        area = (left, line - HEIGHT + 3, left + long, line + 3)
        yield Label(round(at, 1), round(line, 1), side, name), area


def _letters(name: str) -> int:
    """Letters of a name, of which wide ones count twice."""
    return next(room for room in range(len(name), 2 * len(name) + 1) if fitted(name, room) == name)
