"""What each asserter reports of a term beside what is due, as bars."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from truceline.model.board import TermState, Violation

WIDTH, ROW, _LABEL = 320, 40, 16
"""The width of the picture, which fits a small screen, and the height of a row with its words."""
_MOST, _BAR = 12, 160


@dataclass(frozen=True, slots=True)
class Bar:
    """One asserter's figure: a bar from 0 to `width`, `share` of what is due; open where it is the least."""

    y: int
    width: float
    label: str
    words: str
    low: bool


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars of one term; the line of what is due stands at `due`."""

    height: int
    due: float
    bars: tuple[Bar, ...]


def bars(state: TermState) -> Bars | None:
    """None where no figure can be set beside what is due."""
    found = [one for one in state.reckonings if one.share is not None][:_MOST]
    if not found:
        return None
    most = max(1.0, *(min(one.share or 0, 3) for one in found))
    scale = (WIDTH - 20) / most
    rows = tuple(
        Bar(
            number * ROW + _LABEL,
            round(max(1.0, min(one.share or 0, 3) * scale), 1),
            f"{one.named} ({one.channel})" if one.channel else one.named,
            f"{'at least ' if one.low else ''}{one.share or 0:.0%}",
            one.low,
        )
        for number, one in enumerate(found)
    )
    return Bars(len(rows) * ROW + 6, round(scale, 1), rows)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many violations are alleged of a day and place; `unsure` of them rest on nothing sure. `width` is
    that of a bar."""

    day: str | None
    place: str | None
    number: int
    unsure: int
    width: float


def by_day_and_place(lines: Iterable[Violation], most: int = 60) -> list[Tally]:
    """Alleged violations by day and place, the newest days; those without a day come last."""
    found: defaultdict[tuple[str, str], list[Violation]] = defaultdict(list)
    for one in lines:
        found[(one.day or "")[:10], one.place or ""].append(one)
    top = max((len(own) for own in found.values()), default=1)
    rows = [
        Tally(
            day or None, place or None, len(own), sum(one.unsure for one in own),
            round(len(own) / top * _BAR, 1),
        )
        for (day, place), own in sorted(found.items(), key=lambda item: (item[0][0] or "9999", item[0][1]))
    ]  # fmt: skip
    return rows[-most:]
