"""The ledger in the terminal: figures, series of them, and what is open between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from truceline.errors import RecordError
from truceline.model.claims import Figure
from truceline.present.ledger import PointLine, SeriesLine
from truceline.present.lines import ConflictLine
from truceline.present.terminal_lines import SHORT_ID, quoted
from truceline.present.words import number

if TYPE_CHECKING:
    from truceline.present.views import Views

_LISTED, _SINGLE = 8, 200
"""Points of a series in a list, and of one alone."""


def describe_figure(figure: Figure) -> str:
    """What is counted, where, how often, since when, and by whom, in one phrase."""
    parts = [figure.counted or "what is counted is unsure"]
    if figure.period:
        parts.append(f"a {figure.period}")
    if figure.place:
        parts.append(f"at {figure.place}" if figure.place.startswith("the ") else f"in {figure.place}")
    if figure.since:
        parts.append(f"since {figure.since}")
    if figure.within:
        parts.append(f"in {figure.within}" if figure.within.startswith("the") else f"in the {figure.within}")
    if figure.asserted_by:
        parts.append(f"according to {figure.asserted_by}")
    return " ".join(parts)


def show_series(views: Views, item: str | None, most: int, console: Console, story: str | None) -> None:
    """Print the series, or the one whose id begins with `item`. Raises `RecordError`."""
    lines = [one for one in views.ledger.series if story is None or one.story.startswith(story)]
    if item is not None:
        lines = [one for one in lines if one.id.startswith(item)]
        if len(lines) != 1:
            raise RecordError(
                f"{item} may be {len(lines)} of the series; give more of the id"
                if lines
                else f"the record has nothing with the id or name {item} among its series"
            )
    if not lines:
        console.print("The record has no series of figures.")
    for line in lines[:most] if most else lines:
        console.print(_series(line, _LISTED if item is None else _SINGLE))
    _more(len(lines), most, console)


def _series(line: SeriesLine, most: int) -> RenderableType:
    title = Text.assemble((line.id[:SHORT_ID] + "  ", "cyan"), (line.title, "bold"))
    inner: list[RenderableType] = []
    changes = {change.later: change for change in line.changes}
    for place, point in enumerate(line.points[:most]):
        inner.append(_point(point))
        if place in changes:
            inner.append(Text(f"  {changes[place].kind}: {changes[place].reason}", style="bold"))
        if most == _SINGLE:
            inner += [quoted(one) for one in point.evidence]
    if len(line.points) > most:
        inner.append(Text(f"… and {len(line.points) - most} more points", style="dim"))
    for official in line.official:
        if official.values:
            (first, low), (last, high) = official.values[0], official.values[-1]
            inner.append(
                Text(f"{official.source}: {number(low)} on {first}, {number(high)} on {last}", style="dim")
            )
    for conflict in line.conflicts[:most]:
        inner.append(
            Text(f"{conflict.kind}: {' / '.join(conflict.values)} ({conflict.reasons[0]})", style="dim")
        )
    return Group(title, *(Padding(one, (0, 0, 0, SHORT_ID + 2), expand=False) for one in inner), "")


def _point(point: PointLine) -> Text:
    marks = [" (promised)"] if point.promised else []
    marks += [" (superseded)"] if point.earlier else []
    origins = f", {point.origins} origins" if point.origins > 1 else ""
    text = Text.assemble(
        (point.day or "undated", "dim"),
        "  ",
        (point.text, "bold"),
        f"  {point.asserter or 'the report'}{origins}",
        *marks,
    )
    if point.beside is not None:
        text.append(f"  [{point.beside.words}]", style="dim")
    return text


def show_disagreements(views: Views, item: str | None, most: int, console: Console) -> None:
    """Print what is open, the most important first, then what is settled. Raises `RecordError`."""
    if item is not None:
        found = [one for one in views.conflicts if one.id.startswith(item)]
        if len(found) != 1:
            raise RecordError(
                f"{item} may be {len(found)} of the disagreements; give more of the id"
                if found
                else f"the record has nothing with the id or name {item} among its disagreements"
            )
        console.print(conflict_block(found[0], _SINGLE))
        return
    lines = views.ledger.open
    if not lines:
        console.print("No disagreement is open.")
    for line in lines[:most] if most else lines:
        console.print(conflict_block(line, 2))
    _more(len(lines), most, console)
    for line, _ in views.ledger.settled:
        console.print(conflict_block(line, 0))


def conflict_block(line: ConflictLine, most: int) -> RenderableType:
    """A disagreement with its reasons, what was decided, and its sentences."""
    title = Text.assemble(
        (line.id[:SHORT_ID] + "  ", "cyan"),
        (line.kind, "bold red"),
        f"  {line.counted}: {' / '.join(line.values)}",
    )
    notes = [*line.reasons]
    if line.settled is not None:
        notes.append(f"settled by decision {line.settled.number}: {line.settled.reason}")
    if line.reopened is not None:
        notes.append(f"was settled by decision {line.reopened.number}; a new figure has reopened it")
    inner: list[RenderableType] = [Text(note, style="dim") for note in notes]
    inner += [quoted(one) for one in line.evidence[:most]]
    if most and len(line.evidence) > most:
        inner.append(Text(f"… and {len(line.evidence) - most} more", style="dim"))
    return Group(title, *(Padding(one, (0, 0, 0, SHORT_ID + 2), expand=False) for one in inner), "")


def _more(number: int, most: int, console: Console) -> None:
    if most and number > most:
        console.print(f"… and {number - most:,} more: --limit 0 shows all", style="dim")
