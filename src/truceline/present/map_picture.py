"""The places of events as a map: outlines of Natural Earth, a dot for each place, names as far as there is
room. The same as a list, for those who do not see the picture or look for a place without a point."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from truceline.known.outlines import Line, outlines
from truceline.known.points import PRECISION, Point, Unplaced
from truceline.present.log_lines import LogLine
from truceline.present.map_frame import Box, Frame, clipped, framed
from truceline.present.map_labels import Label, labels
from truceline.present.words import fitted

LINKS = 60
"""Dots that lead to their place in the list; the others only say what they are."""
MAIN = 0.8
"""Part of the events that the nearer map shows at least."""
_NEARER = 3.0
"""How many times smaller its extent must be, to be worth a map of its own."""
_WIDTHS = (("narrow", 324, 12), ("wide", 680, 40))
"""Name, width, and the most names that are written."""
_NAME = 22
"""Letters of a name on the map."""
_LEAST, _GROWTH, _LARGEST, _SMALLEST = 3.5, 1.6, 14.0, 1.8
_ROOM = 600
"""Square pixels for each dot, below which dots are drawn smaller."""
_STEP = 1.3
"""Pixels between two points of an outline, and the extent of the smallest island."""
_SURE = 3
"""The last precision that is drawn as a place of its own; what is less precise is drawn hollow."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of so many events, in degrees (WGS 84); `precision` is a key of `known.points.PRECISION`, and
    `parts` of the events are told of a part of it, or near it."""

    id: str
    name: str
    country: str | None
    latitude: float
    longitude: float
    precision: int
    events: int
    parts: int = 0

    @property
    def is_exact(self) -> bool:
        """Whether the point is that of the place, and not the middle of a wider one."""
        return self.precision <= _SURE

    @property
    def exactly(self) -> str:
        """How exact the point is, "" where it is that of the place itself."""
        if self.precision == 1:
            return f"{self.parts:,} of them near it, or in a part of it" if self.parts else ""
        return PRECISION.get(self.precision, "precision not known")

    @property
    def words(self) -> str:
        events = "1 event" if self.events == 1 else f"{self.events:,} events"
        return f"{self.name}: {events}" + (f" ({self.exactly})" if self.exactly else "")


@dataclass(frozen=True, slots=True)
class Missing:
    """A place of so many events without a point, and why."""

    id: str
    name: str
    why: str
    candidates: tuple[str, ...]
    events: int


@dataclass(frozen=True, slots=True)
class Dot:
    """A place at (x, y); `is_linked` says that it is one of the `LINKS` that lead to the list."""

    place: Place
    x: float
    y: float
    radius: float
    is_linked: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """A map of one width. `land` and `borders` are paths of SVG; `bar` is (kilometres, pixels)."""

    width: int
    height: int
    land: str
    borders: str
    dots: tuple[Dot, ...]
    labels: tuple[Label, ...]
    bar: tuple[int, float]


@dataclass(frozen=True, slots=True)
class Picture:
    """The same map for a small and for a wide screen. `places` are all, those with most events first;
    `outside` are those that the nearer map leaves out."""

    charts: tuple[tuple[str, Chart], ...]
    places: tuple[Place, ...]
    outside: tuple[Place, ...]


def places(lines: Iterable[LogLine]) -> tuple[list[Place], list[Missing]]:
    """The places of events with and without a point, those of most events first. An event with several places
    counts for each; one name that is told in two countries is two places."""
    points: defaultdict[tuple[str, float, float, bool], list[Point]] = defaultdict(list)
    unplaced: Counter[tuple[str, Unplaced]] = Counter()
    names: dict[str, str] = {}
    for place in (place for line in lines for place in line.places):
        one, point = place.actor.id, place.point
        names[one] = place.actor.name
        if isinstance(point, Point):
            points[one, point.latitude, point.longitude, point.precision <= _SURE].append(point)
        else:
            unplaced[one, point] += 1
    with_point = [_place(key[0], names[key[0]], found) for key, found in points.items()]
    without = [
        Missing(one, names[one], point.why, point.candidates, events)
        for (one, point), events in unplaced.items()
    ]
    return (
        sorted(with_point, key=_rank),
        sorted(without, key=lambda one: (-one.events, one.name, one.id, one.why)),
    )


def _place(one: str, name: str, points: Sequence[Point]) -> Place:
    best = min(points, key=lambda point: point.precision)
    parts = sum(point.precision > best.precision for point in points)
    return Place(
        one, name, best.country, best.latitude, best.longitude, best.precision, len(points), parts
    )  # fmt: skip


def _rank(one: Place) -> tuple[int, str, str, int]:
    return -one.events, one.name, one.id, one.precision


def picture(found: Iterable[Place], nearer: bool = False) -> Picture | None:
    """The map of all places or, with `nearer`, of where most events are; None where there is no place."""
    ranked = sorted(found, key=_rank)
    if not ranked:
        return None
    shown = main_places(ranked) if nearer else ranked
    inside = set(shown)
    charts = tuple((name, _chart(shown, width, most)) for name, width, most in _WIDTHS)
    return Picture(charts, tuple(ranked), tuple(one for one in ranked if one not in inside))


def has_nearer(found: Sequence[Place]) -> bool:
    """Whether most events lie so much closer together than all that a nearer map shows more."""
    return bool(found) and len(main_places(found)) < len(found)


def main_places(found: Sequence[Place]) -> list[Place]:
    """The places around the middle of the events that have `MAIN` of them and lie much closer together than
    all, with the others that lie on the same map; else all."""
    exact = [one for one in found if one.is_exact]
    if len(exact) < 2:
        return list(found)
    middle = min(exact, key=lambda one: (sum(_apart(one, two) * two.events for two in exact[:50]), one.id))
    near = sorted(exact, key=lambda one: (_apart(one, middle), one.id))
    wanted, kept = MAIN * sum(one.events for one in exact), list[Place]()
    for one in near:
        if wanted <= 0:
            break
        kept.append(one)
        wanted -= one.events
    width = _WIDTHS[-1][1]
    whole, part = framed([_at(one) for one in found], width), framed([_at(one) for one in kept], width)
    if part.scale < _NEARER * whole.scale:
        return list(found)
    west, south, east, north = part.box
    return [
        one for one in found if west <= part.near(one.longitude) <= east and south <= one.latitude <= north
    ]


def _at(one: Place) -> tuple[float, float]:
    return one.longitude, one.latitude


def _apart(one: Place, other: Place) -> float:
    """Degrees between two places, near enough to tell what is close."""
    across = abs((one.longitude - other.longitude + 180) % 360 - 180)
    shrink = math.cos(math.radians((one.latitude + other.latitude) / 2))
    return math.hypot(across * shrink, one.latitude - other.latitude)


def _chart(found: Sequence[Place], width: int, most: int) -> Chart:
    frame = framed([_at(one) for one in found], width)
    room = math.sqrt(frame.width * frame.height / (len(found) * _ROOM))
    dots = [_dot(one, frame, number < LINKS, min(room, 1.0)) for number, one in enumerate(found)]
    written = labels(
        [(dot.x, dot.y, dot.radius, fitted(dot.place.name, _NAME)) for dot in dots],
        frame.width, frame.height, most, (0.0, frame.height - 22.0, frame.bar[1] + 80.0, float(frame.height)),
    )  # fmt: skip
    world = outlines()
    return Chart(
        frame.width,
        frame.height,
        "".join(_rings(world.land, frame)),
        "".join(_lines(world.borders, frame)),
        tuple(sorted(dots, key=lambda dot: -dot.radius)),
        tuple(written),
        frame.bar,
    )


def _dot(one: Place, frame: Frame, is_linked: bool, scale: float) -> Dot:
    x, y = frame.at(frame.near(one.longitude), one.latitude)
    radius = max(_SMALLEST, min(_LEAST + _GROWTH * math.sqrt(one.events - 1), _LARGEST) * scale)
    return Dot(one, round(x, 1), round(y, 1), round(radius, 1), is_linked)


# Outlines ----------------------------------------------------------------------------------------


def _turned(lines: Iterable[Line], box: Box) -> Iterator[tuple[Line, int]]:
    """Each line as often as it is on the map, with the degrees by which it is turned there."""
    west, south, east, north = box
    for line in lines:
        left, bottom, right, top = line.box
        if top < south or bottom > north:
            continue
        for turn in (-360, 0, 360):
            if right + turn >= west and left + turn <= east:
                yield line, turn


def _rings(lines: Iterable[Line], frame: Frame) -> Iterator[str]:
    for line, turn in _turned(lines, frame.box):
        ring = clipped([frame.at(x + turn, y) for x, y in line.points], frame.width, frame.height)
        kept = list(_thinned(ring))
        if len(kept) > 2 and _extent(kept) >= _STEP:
            yield _path(kept) + "z"


def _extent(points: Sequence[tuple[float, float]]) -> float:
    across, down = [x for x, _ in points], [y for _, y in points]
    return max(max(across) - min(across), max(down) - min(down))


def _lines(lines: Iterable[Line], frame: Frame) -> Iterator[str]:
    """The pieces of lines that may be on the map."""
    for line, turn in _turned(lines, frame.box):
        piece: list[tuple[float, float]] = []
        last = line.points[0]
        for point in line.points[1:]:
            ends = frame.at(last[0] + turn, last[1]), frame.at(point[0] + turn, point[1])
            if _meets(*ends, frame):
                piece += [ends[1]] if piece else ends
            else:
                yield from _piece(piece)
                piece = []
            last = point
        yield from _piece(piece)


def _piece(points: Sequence[tuple[float, float]]) -> Iterator[str]:
    kept = list(_thinned(points))
    if len(kept) > 1:
        yield _path(kept)


def _meets(one: tuple[float, float], other: tuple[float, float], frame: Frame) -> bool:
    across = max(one[0], other[0]) >= 0 and min(one[0], other[0]) <= frame.width
    return across and max(one[1], other[1]) >= 0 and min(one[1], other[1]) <= frame.height


def _thinned(points: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """The points that can be told apart, with both ends."""
    last = None
    for number, point in enumerate(points):
        is_end = number in (0, len(points) - 1)
        if is_end or last is None or math.dist(point, last) >= _STEP:
            yield point
            last = point


def _path(points: Sequence[tuple[float, float]]) -> str:
    """A path in halves of a pixel, in steps from point to point."""
    found: list[str] = []
    last = (0, 0)
    for x, y in points:
        now = round(x * 2), round(y * 2)
        if now != last or not found:
            found.append(f"{(now[0] - last[0]) / 2:g} {(now[1] - last[1]) / 2:g}")
        last = now
    return f"M{found[0]}l" + " ".join(found[1:] or ("0 0",))
