"""Who met whom over time, as a picture: a row for each country or body, a column for each meeting, and a line
between those who met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from truceline.model.when import Interval
from truceline.present.log_lines import LogLine, Network
from truceline.present.words import fitted, short_day

ROWS = 16
"""Countries and bodies that are drawn: those that met most often."""
_WIDTHS = (("narrow", 324, 104, 18), ("wide", 680, 190, 18))
"""Name, width, room for the names, and the width of a column."""
_ROW, _HEAD = 26, 24
_LETTER = 6.9
_TICK, _TICK_WITH_YEAR = 50, 82


@dataclass(frozen=True, slots=True)
class Column:
    """A meeting at `x`: dots at the heights `dots`, and a line from the first to the last."""

    event: str
    x: float
    dots: tuple[int, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of one width; `rows` are (name as there is room for it, whole name, height)."""

    width: int
    height: int
    left: int
    step: float
    rows: tuple[tuple[str, str, int], ...]
    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The same for a small and for a wide screen; of `total` meetings each draws its newest."""

    charts: tuple[tuple[str, Chart], ...]
    total: int
    left_out: int


def picture(network: Network, since: str | None = None, until: str | None = None) -> Picture | None:
    """The meetings that surely lie between two days, both included, by default all. None where fewer than two
    have a day. Those of which no day is known are left to the table."""
    dated = [
        one
        for one in network.meetings
        if one[0].moment.when.days != Interval() and _lies(one[0].moment.when.days, since, until)
    ]
    asked = since is not None or until is not None
    times = Counter(name for _, who in dated for name in who)
    order = sorted(times, key=lambda name: (-times[name], name))
    nodes = order if asked else [node.name for node in network.nodes]
    names = nodes[:ROWS]
    shown = set(names)
    drawn = [(line, kept) for line, who in dated if len(kept := [one for one in who if one in shown]) > 1]
    if len(drawn) < 2:
        return None
    charts = tuple((name, _chart(drawn, names, *sizes)) for name, *sizes in _WIDTHS)
    return Picture(charts, len(dated) if asked else len(network.meetings), len(nodes) - len(names))


def _lies(days: Interval, since: str | None, until: str | None) -> bool:
    first, last = days.earliest or "", days.latest or "9999"
    return (since is None or first >= since) and (until is None or last <= until)


def _chart(
    drawn: Sequence[tuple[LogLine, Sequence[str]]], names: Sequence[str], width: int, label: int, column: int
) -> Chart:
    left = label + 10
    found = drawn[-((width - left - 6) // column) :]
    times = Counter(name for _, who in found for name in who)
    rows = [name for name in names if times[name]]
    height = {name: _HEAD + number * _ROW + _ROW // 2 for number, name in enumerate(rows)}
    step = min((width - left - 6) / len(found), 48.0)
    columns = tuple(
        Column(
            line.id,
            round(left + (number + 0.5) * step, 1),
            tuple(sorted(height[name] for name in who)),
            f"{line.what} {line.moment.on}: {', '.join(who)}",
        )
        for number, (line, who) in enumerate(found)
    )
    return Chart(
        width,
        _HEAD + len(rows) * _ROW + 6,
        left,
        round(step, 1),
        tuple((fitted(name, int(label / _LETTER)), name, height[name]) for name in rows),
        columns,
        tuple(_ticks(found, columns, width)),
    )


def _ticks(
    drawn: Sequence[tuple[LogLine, Sequence[str]]], columns: Sequence[Column], width: int
) -> Iterator[Tick]:
    """The day of as many columns as there is room for, each with its year where that is another one."""
    free, year = 0.0, ""
    for (line, _), column in zip(drawn, columns, strict=True):
        days = line.moment.when.days
        day = days.earliest or days.latest or ""
        words = short_day(day) if day[:4] != year else short_day(day).removesuffix(f" {int(day[:4])}")
        room = _TICK_WITH_YEAR if day[:4] != year else _TICK
        start = min(column.x - 6, float(width - room))
        if start >= free:
            free, year = start + room, day[:4]
            yield Tick(round(start, 1), words)
