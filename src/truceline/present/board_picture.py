"""What each asserter reports of a term beside what is due, as bars."""

from __future__ import annotations

from dataclasses import dataclass

from truceline.model.board import Board, TermState

WIDTH, ROW, _LABEL = 320, 40, 16
"""The width of the picture, which fits a small screen, and the height of a row with its words."""
_MOST = 12


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


def by_day(board: Board, most: int = 60) -> list[tuple[str, int]]:
    """Alleged violations by day, where they have one."""
    found: dict[str, int] = {}
    for one in board.violations:
        if one.day:
            found[one.day[:10]] = found.get(one.day[:10], 0) + 1
    return sorted(found.items())[-most:]
