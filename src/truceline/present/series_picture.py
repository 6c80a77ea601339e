"""A series of figures as a picture: values over days, each with its range, asserter by asserter; a series
from outside as a line; marks where two values disagree. Drawn by us, as SVG without any script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import floor, log10

from truceline.present.ledger import OPEN, PointLine, SeriesLine
from truceline.present.words import day as long_day
from truceline.present.words import fitted, number, short_day

SHAPES = 4
"""Asserters that have a sign of their own; further ones share the last."""
_NARROW, _WIDE = 324, 680
_TOP, _BOTTOM, _LEFT, _RIGHT = 14, 26, 58, 44
_HEIGHT = 190
_TICKS = 4
_TICK = 84
"""Room for a day below the axis."""
_APART, _ALONE = 11, 56
"""Points of one day stand so far apart, and where there is no other day, so far at most."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A value at (x, y), with the range from `low` to `high` as heights; `open_up` says that it has no upper
    end. `shape` is the number of its asserter's sign."""

    x: float
    y: float
    low: float | None
    high: float | None
    open_up: bool
    shape: int
    label: str
    claim: str
    disputed: bool
    promised: bool


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    words: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Chart:
    width: int
    height: int
    dots: tuple[Dot, ...]
    lines: tuple[str, ...]
    """Points of each asserter's line, as SVG has them."""
    official: tuple[str, ...]
    days: tuple[Tick, ...]
    values: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    charts: tuple[tuple[str, Chart], ...]
    asserters: tuple[tuple[int, str], ...]
    official: tuple[str, ...]
    undated: int
    disputed: bool
    promised: bool


def picture(line: SeriesLine) -> Picture | None:
    """None where fewer than two points have a day."""
    dated = [point for point in line.points if point.day]
    if len(dated) < 2:
        return None
    names = list(dict.fromkeys(point.asserter or "the reports" for point in dated))
    shapes = {name: min(place, SHAPES - 1) for place, name in enumerate(names)}
    disputed = {
        one.claim
        for conflict in line.conflicts
        if conflict.kind in OPEN and conflict.settled is None
        for one in conflict.evidence
    }
    charts = tuple(
        (name, _chart(line, dated, width, shapes, disputed))
        for name, width in (("narrow", _NARROW), ("wide", _WIDE))
    )
    return Picture(
        charts,
        tuple((shapes[name], name) for name in names),
        tuple(dict.fromkeys(one.source for one in line.official if one.values)),
        len(line.points) - len(dated),
        any(dot.disputed for dot in charts[0][1].dots),
        any(point.promised for point in dated),
    )


def _chart(
    line: SeriesLine, dated: Sequence[PointLine], width: int, shapes: dict[str, int], disputed: set[str]
) -> Chart:
    days = sorted({_number(point.day) for point in dated} | {
        _number(day) for official in line.official for day, _ in official.values
    })  # fmt: skip
    ends = [end for point in dated for end in (point.value, point.low, point.high) if end is not None]
    ends += [value for official in line.official for _, value in official.values]
    scale = _Scale(
        days[0], days[-1], 0.0 if min(ends) < 0.6 * max(ends) else min(ends) * 0.96, max(ends), width
    )
    dots = []
    taken: dict[int, int] = {}
    apart = scale.apart(len(dated))
    for point in dated:
        at = _number(point.day)
        beside = taken.get(at, 0)
        taken[at] = beside + 1
        dots.append(_dot(point, scale, beside * apart, shapes, disputed))
    lines = []
    for name in shapes:
        own = {
            point.day: dot  # of one day the last: what two reports say of a day is no course of time
            for dot, point in zip(dots, dated, strict=True)
            if (point.asserter or "the reports") == name and not point.promised
        }
        if len(own) > 1:
            lines.append(" ".join(f"{dot.x},{dot.y}" for dot in own.values()))
    official = tuple(
        " ".join(f"{scale.x(_number(day))},{scale.y(value)}" for day, value in one.values)
        for one in line.official
        if len(one.values) > 1
    )
    return Chart(
        width, _HEIGHT, tuple(dots), tuple(lines), official, tuple(_days(scale, days)), tuple(_values(scale))
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    first: int
    last: int
    least: float
    most: float
    width: int

    def x(self, day: int) -> float:
        left, right = _LEFT + 10, self.width - _RIGHT - 10
        if self.first == self.last:
            return left
        return round(left + (right - left) * (day - self.first) / (self.last - self.first), 1)

    def apart(self, count: int) -> float:
        """How far points of one day stand apart, of so many in all."""
        if self.first != self.last or count < 2:
            return _APART
        return min(_ALONE, (self.width - _RIGHT - 10 - self.x(self.first)) / (count - 1))

    def y(self, value: float) -> float:
        top, bottom = _TOP + 6, _HEIGHT - _BOTTOM
        if self.most == self.least:
            return round((top + bottom) / 2, 1)
        return round(bottom - (bottom - top) * (value - self.least) / (self.most - self.least), 1)


def _dot(point: PointLine, scale: _Scale, aside: float, shapes: dict[str, int], disputed: set[str]) -> Dot:
    is_range = point.low != point.high or point.low is None
    name = point.asserter or "the reports"
    x = scale.x(_number(point.day)) + aside
    return Dot(
        x=round(min(x, scale.width - 12.0), 1),
        y=scale.y(point.value),
        low=scale.y(point.low if point.low is not None else scale.least) if is_range else None,
        high=scale.y(point.high) if is_range and point.high is not None else None,
        open_up=is_range and point.high is None,
        shape=shapes[name],
        label=f"{long_day(point.day)}: {point.text}, {name}",
        claim=point.evidence[0].claim,
        disputed=any(one.claim in disputed for one in point.evidence),
        promised=point.promised,
    )


def _number(day: str | None) -> int:
    return date.fromisoformat((day or "")[:10]).toordinal()


def _days(scale: _Scale, days: Sequence[int]) -> Iterator[Tick]:
    free = -1e9
    for one in days:
        x = scale.x(one)
        start = max(0.0, min(x - _TICK / 2, scale.width - _TICK))
        if start >= free:
            free = start + _TICK
            side = "end" if x + _TICK / 2 > scale.width else "start" if x < _TICK / 2 else "middle"
            yield Tick(x, short_day(date.fromordinal(one).isoformat()), side)


def _values(scale: _Scale) -> Iterator[Tick]:
    """Round numbers beside the axis."""
    span = scale.most - scale.least
    if span <= 0:
        yield Tick(scale.y(scale.most), fitted(number(scale.most), 9))
        return
    rough = span / _TICKS
    unit = 10 ** floor(log10(rough))
    step = next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= rough)
    if scale.most >= 10 or span >= 1:
        step = max(step, 1)
    at = floor(scale.least / step) * step
    while at <= scale.most + step / 1000:
        if at >= scale.least:
            yield Tick(scale.y(at), _short(at))
        at += step


def _short(value: float) -> str:
    """A number for the axis: "1.2 m"."""
    for size, word in ((1e9, "bn"), (1e6, "m")):
        if value >= size:
            return f"{number(round(value / size, 2))} {word}"
    return number(round(value, 2))
