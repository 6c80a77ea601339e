"""Writes `resources/outlines.json.gz` from npm's world-atlas: `uv run tools/make_outlines.py`.

The lines are Natural Earth's (public domain) in 1:50,000,000, as world-atlas (ISC) has them in TopoJSON
(https://github.com/topojson/topojson-specification). Every line is simplified as its own by Visvalingam and
Whyatt (1993), with the area of a triangle in square degrees at its latitude, and rounded to hundredths of a
degree. Islands smaller than that are left out."""

from __future__ import annotations

import gzip
import heapq
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from vendor_assets import archive, content, packages, sha256

TARGET = Path(__file__).parents[1] / "src/truceline/resources/outlines.json.gz"
GRAIN = 100
"""Parts of a degree in which points are kept."""
LEAST = 0.0025
"""Square degrees of the smallest triangle that is kept; twice so many make the smallest island."""

Place = tuple[float, float]


def made(topology: dict[str, Any]) -> bytes:
    """The content of the file: `arcs` as whole hundredths of a degree, the first point and then steps;
    `land`, the rings by the numbers of their arcs (`~n`: backwards); `borders`, the arcs between two
    countries."""
    arcs = [_simplified(line) for line in _arcs(topology)]
    countries = topology["objects"]["countries"]["geometries"]
    uses = Counter(
        number for one in countries for number in {_own(arc) for ring in _rings(one) for arc in ring}
    )
    rings = [ring for one in topology["objects"]["land"]["geometries"] for ring in _rings(one)]
    land = [ring for ring in rings if _area([p for arc in ring for p in _way(arcs, arc)]) > 2 * LEAST]
    borders = sorted(number for number, times in uses.items() if times > 1)
    kept = {
        number: place
        for place, number in enumerate(sorted({_own(a) for r in land for a in r} | set(borders)))
    }
    value = {
        "arcs": [_steps(arcs[number]) for number in kept],
        "land": [[kept[a] if a >= 0 else ~kept[~a] for a in ring] for ring in land],
        "borders": [kept[number] for number in borders],
    }
    return gzip.compress(json.dumps(value, separators=(",", ":")).encode(), 9, mtime=0)


def _own(arc: int) -> int:
    return arc if arc >= 0 else ~arc


def _way(arcs: Sequence[Sequence[Place]], arc: int) -> Sequence[Place]:
    return arcs[arc] if arc >= 0 else arcs[~arc][::-1]


def _rings(geometry: dict[str, Any]) -> Iterator[list[int]]:
    if geometry["type"] == "Polygon":
        yield from geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon
    elif geometry["type"] == "GeometryCollection":
        for one in geometry["geometries"]:
            yield from _rings(one)


def _arcs(topology: dict[str, Any]) -> Iterator[list[Place]]:
    (scale_x, scale_y), (left, bottom) = (topology["transform"][key] for key in ("scale", "translate"))
    for steps in topology["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            line.append((x * scale_x + left, y * scale_y + bottom))
        yield line


def _simplified(line: Sequence[Place]) -> list[Place]:
    """The line without the points whose triangle with their neighbours is small; both ends stay, and of a
    line that closes a further point or two."""
    before = list(range(-1, len(line) - 1))
    behind = list(range(1, len(line) + 1))
    heap = [(_triangle(line, n - 1, n, n + 1), n) for n in range(1, len(line) - 1)]
    heapq.heapify(heap)
    area = {n: size for size, n in heap}
    left = len(line)
    least = 4 if line[0] == line[-1] else 2
    while heap and heap[0][0] < LEAST and left > least:
        size, number = heapq.heappop(heap)
        if area.get(number) != size:
            continue
        del area[number]
        left -= 1
        one, other = before[number], behind[number]
        behind[one], before[other] = other, one
        for near in (one, other):
            if near in area:
                area[near] = max(size, _triangle(line, before[near], near, behind[near]))
                heapq.heappush(heap, (area[near], near))
    inner = [point for number, point in enumerate(line) if number in area]
    return [line[0], *inner, line[-1]]


def _triangle(line: Sequence[Place], one: int, two: int, three: int) -> float:
    (ax, ay), (bx, by), (cx, cy) = line[one], line[two], line[three]
    return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2 * math.cos(math.radians(by))


def _area(ring: Sequence[Place]) -> float:
    middle = sum(y for _, y in ring) / len(ring)
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2 * math.cos(math.radians(middle))


def _steps(line: Iterable[Place]) -> list[int]:
    found: list[int] = []
    last = (0, 0)
    for x, y in line:
        now = (round(x * GRAIN), round(y * GRAIN))
        if found and now == last:
            continue
        found += (now[0] - last[0], now[1] - last[1])
        last = now
    return found


def main() -> None:
    package = next(one for one in packages() if one["name"] == "world-atlas")
    packed = archive(package)
    if sha256(packed) != package["archive"]:
        raise SystemExit("world-atlas is not what vendored.toml says")
    TARGET.write_bytes(made(json.loads(content(packed, "countries-50m.json"))))


if __name__ == "__main__":
    main()
