"""The part of the world that a map shows, and where a point of it stands on the map.

The projection is the equidistant cylindrical one (Snyder 1987, Map Projections: A Working Manual, p. 90)
with the middle of the map as its standard parallel: simple, true there in both directions, and fit for any
extent."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

LEAST = 5.0
"""Degrees of latitude that a map shows at least: some 550 km."""
_MARGIN = 0.14
"""Part of the extent that is left free on each side."""
_KILOMETRES = 111.2
"""Of a degree of latitude (a mean)."""
_TOP, _BOTTOM = 84.0, -60.0
_MOST_STRETCHED = 60.0
"""The latitude from which on the standard parallel goes no further."""
_FLAT, _TALL = 0.5, 0.85
"""Height of a map as a part of its width: between these."""

type Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """West, south, east, north in degrees, where west and east may lie beyond 180, with the size in
    pixels."""

    box: Box
    width: int
    height: int

    @property
    def scale(self) -> float:
        """Pixels of a degree of latitude."""
        return self.height / (self.box[3] - self.box[1])

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        west, south, east, north = self.box
        across = self.width / (east - west)
        return (longitude - west) * across, (north - latitude) * self.height / (north - south)

    def near(self, longitude: float) -> float:
        """The longitude, turned so that it lies within the map if it does at all."""
        middle = (self.box[0] + self.box[2]) / 2
        return longitude + 360 * round((middle - longitude) / 360)

    @property
    def bar(self) -> tuple[int, float]:
        """A round number of kilometres and its length in pixels, at the middle of the map."""
        pixel = _KILOMETRES / self.scale
        most = self.width * 0.28 * pixel
        size = 10 ** math.floor(math.log10(most))
        round_one = next(step * size for step in (5, 2, 1) if step * size <= most)
        return int(round_one) or 1, round((int(round_one) or 1) / pixel, 1)


def framed(points: Sequence[tuple[float, float]], width: int) -> Frame:
    """The map around points of (longitude, latitude), which must not be none."""
    west, east = _across(sorted(longitude % 360 for longitude, _ in points))
    south, north = min(y for _, y in points), max(y for _, y in points)
    middle = (south + north) / 2
    shrink = math.cos(math.radians(min(abs(middle), _MOST_STRETCHED)))
    high = max((north - south) * (1 + 2 * _MARGIN), LEAST)
    wide = max((east - west) * (1 + 2 * _MARGIN), LEAST / shrink)
    share = min(max(high / (wide * shrink), _FLAT), _TALL)
    # The map grows in the direction in which there is more room than asked for.
    high, wide = max(high, wide * shrink * share), max(wide, high / share / shrink)
    if wide > 360:
        high, wide = high * 360 / wide, 360.0
    south, north = _cut(middle - high / 2, middle + high / 2, south, north)
    centre = (west + east) / 2
    if centre + wide / 2 > 360 and centre - wide / 2 > 0:
        centre -= 360
    height = round(width * (north - south) / (wide * shrink))
    return Frame((centre - wide / 2, south, centre + wide / 2, north), width, height)


def _across(found: Sequence[float]) -> tuple[float, float]:
    """West and east of the narrowest stretch with all of these longitudes in it."""
    gaps = [(after - before, place) for place, (before, after) in enumerate(pairwise(found))]
    widest, place = max(gaps, default=(0.0, 0))
    if 360 - (found[-1] - found[0]) >= widest:
        return found[0], found[-1]
    return found[place + 1], found[place] + 360


def _cut(south: float, north: float, lowest: float, highest: float) -> tuple[float, float]:
    """The stretch without the ice at its ends, unless a place lies there."""
    return max(south, min(_BOTTOM, lowest - 1), -90.0), min(north, max(_TOP, highest + 1), 90.0)


def clipped(ring: Sequence[tuple[float, float]], width: float, height: float) -> list[tuple[float, float]]:
    """The part of a ring within the map, in pixels (Sutherland and Hodgman 1974)."""
    found = list(ring)
    for axis, limit, sign in ((0, 0.0, 1), (0, width, -1), (1, 0.0, 1), (1, height, -1)):
        if not found:
            return []
        kept: list[tuple[float, float]] = []
        last = found[-1]
        for point in found:
            inside, was = sign * (point[axis] - limit) >= 0, sign * (last[axis] - limit) >= 0
            if inside != was:
                part = (limit - last[axis]) / (point[axis] - last[axis])
                other = last[1 - axis] + part * (point[1 - axis] - last[1 - axis])
                kept.append((limit, other) if axis == 0 else (other, limit))
            if inside:
                kept.append(point)
            last = point
        found = kept
    return found
