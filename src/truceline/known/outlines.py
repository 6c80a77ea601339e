"""The outlines of land and the lines between countries, read once from `resources/outlines.json.gz`.

They are Natural Earth's (public domain), which draws borders as they are held and not as they are claimed;
`tools/make_outlines.py` says how they are made. Degrees, WGS 84."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from truceline.resources import content

type Place = tuple[float, float]
"""Longitude and latitude."""
_GRAIN = 100
"""Parts of a degree in which the file has its points."""


@dataclass(frozen=True, slots=True)
class Line:
    """Points of a line or a ring, with the box around them: west, south, east, north."""

    points: tuple[Place, ...]
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Outlines:
    """`land` are rings, of which those within another are water; `borders` are lines. One that crosses the
    180th meridian goes on beyond 180 degrees."""

    land: Sequence[Line]
    borders: Sequence[Line]


@cache
def outlines() -> Outlines:
    """All outlines of the world."""
    found = json.loads(gzip.decompress(content("outlines.json.gz")))
    arcs = [_points(steps) for steps in found["arcs"]]
    rings = (
        [point for arc in ring for point in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])]
        for ring in found["land"]
    )
    return Outlines(
        [_line(_closed(_unrolled(ring))) for ring in rings],
        [_line(_unrolled(arcs[arc])) for arc in found["borders"]],
    )


def _unrolled(points: Sequence[Place]) -> list[Place]:
    """The same without steps around the world: from 179 to 181 degrees, and not to -179."""
    turn, last = 0, points[0][0]
    result = []
    for x, y in points:
        turn += 360 if last - x > 180 else -360 if x - last > 180 else 0
        last = x
        result.append((x + turn, y))
    return result


def _closed(ring: list[Place]) -> list[Place]:
    """A ring around the south pole is closed along it."""
    if abs(ring[-1][0] - ring[0][0]) > 180:
        return [*ring, (ring[-1][0], -90.0), (ring[0][0], -90.0)]
    return ring


def _points(steps: Sequence[int]) -> list[Place]:
    across, up = accumulate(steps[::2]), accumulate(steps[1::2])
    return [(x / _GRAIN, y / _GRAIN) for x, y in zip(across, up, strict=True)]


def _line(points: Sequence[Place]) -> Line:
    across, up = [x for x, _ in points], [y for _, y in points]
    return Line(tuple(points), (min(across), min(up), max(across), max(up)))
