"""The documents of the process in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from truceline.present.lines import Evidence
from truceline.present.log_lines import LogLine
from truceline.present.process_view import Document, ProcessView, process_view
from truceline.present.terminal_lines import SHORT_ID, quoted
from truceline.present.views import Views, many

_MOST = 8
"""Columns of the table of who was at which round."""


def show_process(views: Views, most: int, console: Console) -> None:
    """Print the agreements of the process file, who was at which round, and what was signed by the way."""
    found = process_view(views)
    if found is None:
        console.print("The record keeps no process file: truceline build --process FILE takes one up.")
        return
    console.print(Text(found.name, style="bold"))
    for document in found.documents:
        _document(document, console)
    if found.rounds:
        console.print(Text("Who was at which round, as reports tell it", style="bold underline"))
        console.print(_attendance(found))
        for line in found.rounds[:most] if most else found.rounds:
            _line(line, line.event.evidence[:1], (), console)
    for actor, part, number in found.mediated:
        console.print(Text(f"{actor.name}: told as {part} of {many(number, 'meeting')}"))
    if found.signed:
        console.print(Text("Agreements by the way, as reports tell them", style="bold underline"))
    for one in found.signed[:most] if most else found.signed:
        _line(one.line, one.line.event.evidence[:1], one.means, console)


def _document(document: Document, console: Console) -> None:
    one = document.agreement
    where = f", {one.place}" if one.place else ""
    until = f" to {one.end}" if one.end else ""
    head = Text.assemble((one.id, "cyan"), f"  {one.name}  {one.date or 'undated'}{until}{where}")
    console.print(head)
    for role, names in document.roles:
        console.print(Padding(Text(f"{role}: {', '.join(names)}"), (0, 0, 0, SHORT_ID + 2), expand=False))
    terms = f"{many(document.terms, 'term')}: show RECORD board" if document.terms else "no term"
    console.print(Padding(Text(terms, style="dim"), (0, 0, 0, SHORT_ID + 2), expand=False))


def _attendance(found: ProcessView) -> Table:
    """A row for each who took part, a column for each of the newest rounds."""
    rounds = found.rounds[-_MOST:]
    table = Table("", *(line.id[:SHORT_ID] for line in rounds), "all", box=None, header_style="cyan")
    for actor, number in found.attended:
        there = ("■" if actor in {p.actor for p in line.parties} else "" for line in rounds)
        table.add_row(Text(actor.name), *there, str(number))
    return table


def _line(line: LogLine, evidence: Sequence[Evidence], means: tuple[str, ...], console: Console) -> None:
    who = line.event.who
    console.print(Text.assemble((line.id[:SHORT_ID] + "  ", "cyan"), f"{line.moment.on}: {line.what}, {who}"))
    for words in means:
        console.print(Padding(Text(words, style="dim"), (0, 0, 0, SHORT_ID + 2), expand=False))
    for one in evidence:
        console.print(Padding(quoted(one), (0, 0, 0, SHORT_ID + 2), expand=False))
