"""The timeline as a picture: a row for each event, in lanes by kind; dots for days, bars for the days between
which something was, and hollow signs for what was only planned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from truceline.model.when import Interval
from truceline.present.moments import OUTCOMES, MomentLine, chosen
from truceline.present.words import fitted, short_day

ROWS = 40
"""Events that are drawn: those that most reports tell."""
_NARROW, _WIDE = 324, 680
"""The width that a small screen has, and a wide one."""
_LABEL = 300
"""Room for what an event is, beside its row; on a small screen it stands above."""
_EDGE = 14
_OPEN = 34
"""The length of a bar that is open at an end."""
_LEAST = 14
"""The length of the shortest bar: two days look unlike one."""
_BREAKS = 6
"""Breaks that are drawn; where there are more, the legend says it."""
_FAR = 7
"""Days without any event that are drawn to scale; more are drawn as many, with a break."""
_TICK, _TICK_WITH_YEAR = 52, 84
_LETTER = 6.7
_HEAD, _LANE = 26, 26
_LANES = (
    ("Ceasefires", ("ceasefire", "ceasefire_end")),
    ("Signed", ("sign", "acquire")),
    ("Meetings and calls", ("meet", "call")),
    ("Visits", ("visit",)),
)
_OTHERS = "Other events"


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign from `left` to `right` (the same for a day) at height `y`; `before` and `behind` say that it is
    open there."""

    left: float
    right: float
    y: int
    before: bool
    behind: bool


@dataclass(frozen=True, slots=True)
class Row:
    event: str
    y: int
    name: str
    label: str
    modality: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of one width; `lanes` are (name, y), `breaks` the places where days are left out."""

    width: int
    height: int
    row: int
    left: float
    lanes: tuple[tuple[str, int], ...]
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    breaks: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The same picture for a small and for a wide screen. `total` events have a day, of which `drawn` are
    drawn; `modalities` are those that are. `cut` says that some go on beyond the time that is drawn."""

    charts: tuple[tuple[str, Chart], ...]
    lines: tuple[MomentLine, ...]
    drawn: int
    total: int
    modalities: tuple[str, ...]
    imprecise: bool
    shortened: bool
    cut: bool = False


def picture(
    lines: Iterable[MomentLine], since: str | None = None, until: str | None = None
) -> Picture | None:
    """What may lie between two days, both included, by default at any time; of what goes on
    beyond them, that part is drawn. None where fewer than two events have a day; of a stretch of time, where
    none has."""
    if since is not None and until is not None and since > until:
        since, until = until, since
    found = chosen(lines, since, until)
    dated = [line for line in found if line.when.days != Interval()]
    if len(dated) < (2 if since is None and until is None else 1):
        return None
    ranked = sorted(range(len(dated)), key=lambda number: (-dated[number].event.reports, number))[:ROWS]
    shown = [dated[number] for number in sorted(ranked)]
    drawn = [_cut(line, since, until) for line in shown]
    charts = tuple((name, _chart(drawn, width, label)) for name, width, label in (
        ("narrow", _NARROW, 0), ("wide", _WIDE, _LABEL)
    ))  # fmt: skip
    modalities = {line.event.modality for line in shown}
    return Picture(
        charts,
        tuple(shown),
        len(shown),
        len(dated),
        tuple(one for one in ("reported", "planned", "conditional", "denied") if one in modalities),
        any(not line.when.days.is_day for line in shown),
        _shortened(drawn),
        drawn != shown,
    )


def _cut(line: MomentLine, since: str | None, until: str | None) -> MomentLine:
    """The event with its days as far as they lie between two others."""
    first, last = line.when.days.earliest, line.when.days.latest
    if since is not None and first is not None and first < since:
        first = since
    if until is not None and last is not None and last > until:
        last = until
    return replace(line, when=replace(line.when, days=Interval(first, last)))


def _chart(shown: Sequence[MomentLine], width: int, label: int) -> Chart:
    left = float(label + _EDGE)
    places, breaks = _scale(shown, left, float(width - _EDGE))
    row = 26 if label else 44
    lanes: list[tuple[str, int]] = []
    rows: list[Row] = []
    y = _HEAD
    for name, found in _in_lanes(shown):
        lanes.append((name, y + 18))
        y += _LANE
        for line in found:
            rows.append(_row(line, y, label, row, places, width))
            y += row
    ticks = tuple(_ticks(places, width))
    return Chart(
        width,
        y + 6,
        row,
        left,
        tuple(lanes),
        tuple(rows),
        ticks,
        tuple(breaks if len(breaks) <= _BREAKS else ()),
    )


def _in_lanes(shown: Sequence[MomentLine]) -> Iterator[tuple[str, list[MomentLine]]]:
    lane_of = {mode: name for name, modes in _LANES for mode in modes}
    for name in (*(name for name, _ in _LANES), _OTHERS):
        found = [line for line in shown if lane_of.get(line.event.what, _OTHERS) == name]
        if found:
            yield name, found


def _scale(shown: Sequence[MomentLine], left: float, right: float) -> tuple[dict[str, float], list[float]]:
    """Where each day stands; long times without events are shortened, and their middle is a break."""
    ends = {
        end for line in shown for end in (line.when.days.earliest, line.when.days.latest) if end is not None
    }
    days = sorted(ends)
    gaps = [(date.fromisoformat(after) - date.fromisoformat(before)).days for before, after in pairwise(days)]
    total = sum(min(gap, _FAR) for gap in gaps)
    is_open = any(None in (line.when.days.earliest, line.when.days.latest) for line in shown)
    inset = float(_OPEN if is_open else 10)
    if not total:
        return {days[0]: (left + right) / 2}, []
    step = (right - left - 2 * inset) / total
    places, breaks = {days[0]: left + inset}, []
    for (before, after), gap in zip(pairwise(days), gaps, strict=True):
        places[after] = places[before] + min(gap, _FAR) * step
        if gap > _FAR:
            breaks.append(round((places[before] + places[after]) / 2, 1))
    return places, breaks


def _shortened(shown: Sequence[MomentLine]) -> bool:
    return bool(_scale(shown, 0.0, 1.0)[1])


def _row(line: MomentLine, y: int, label: int, height: int, places: Mapping[str, float], width: int) -> Row:
    days = line.when.days
    first, last = days.earliest or days.latest or "", days.latest or days.earliest or ""
    middle = y + (height // 2 if label else 30)
    left, right = places[first], places[last]
    if days.earliest is None:
        left = max(float(label + 6), right - _OPEN)
    if days.latest is None:
        right = min(float(width - 6), left + _OPEN)
    if left != right and right - left < _LEAST:
        left, right = (left + right - _LEAST) / 2, (left + right + _LEAST) / 2
    mark = Mark(round(left, 1), round(right, 1), middle, days.earliest is None, days.latest is None)
    who = ", ".join(actor.name for actor in line.event.participants)
    where = f" in {line.event.places[0]}" if line.event.places else ""
    words = f"{line.what}: {who}{where}" if who else f"{line.what}{where}"
    plan = f", {OUTCOMES[line.plan.outcome]}" if line.plan is not None else ""
    state = "" if line.event.modality == "reported" else f", {line.event.modality}{plan}"
    room = int(((label or width) - 8) / _LETTER)
    return Row(line.id, y, fitted(words, room), f"{words}, {line.on}{state}", line.event.modality, mark)


def _ticks(places: Mapping[str, float], width: int) -> Iterator[Tick]:
    """As many days as there is room for, each with its year where that is another one."""
    free, year = -1e9, ""
    for day, x in places.items():
        words = short_day(day) if day[:4] != year else short_day(day).removesuffix(f" {int(day[:4])}")
        room = _TICK_WITH_YEAR if day[:4] != year else _TICK
        start = max(0.0, min(x - room / 2, float(width - room)))
        if start >= free:
            free, year = start + room, day[:4]
            side = "end" if x + room / 2 > width else "start" if x < room / 2 else "middle"
            yield Tick(round(x, 1), words, side)
