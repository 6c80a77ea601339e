"""Reports without a date, and dates that a text contradicts, in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from truceline.present.dates import DateLine, ReasonLine, headed, reason_words
from truceline.present.lines import ReportLine
from truceline.present.tree import source
from truceline.present.views import Views

SHORT_ID = 6
"""Digits of an id that are shown."""
_LISTED = 3
"""Reasons in a list; those that make the interval stand first."""


def show_dates(
    lines: Sequence[DateLine], views: Views, most: int, console: Console, whole: bool = False
) -> None:
    """Print each report with its interval, or its date, and the reasons: each with its sentence."""
    if not lines:
        console.print("There is nothing to say: a date is given, and the text does not contradict it.")
    for line in lines[:most] if most else lines:
        head = f"{source(line.report)}: {line.report.title}"
        console.print(Text.assemble((line.id[:SHORT_ID] + "  ", "cyan"), head))
        for note, style in _notes(line, views, whole):
            indent = SHORT_ID + (4 if note.startswith(_MARKS) else 2)
            console.print(Padding(Text(note, style=style), (0, 0, 0, indent), expand=False))
        console.print()
    if most and len(lines) > most:
        console.print(f"… and {len(lines) - most:,} more: --limit 0 shows all", style="dim")


_MARKS = ("│", "–")


def _notes(line: DateLine, views: Views, whole: bool) -> Iterator[tuple[str, str]]:
    """The notes below a line, each with its style."""
    for heading, reasons in headed(line):
        yield heading, "dim"
        shown = reasons if whole else reasons[:_LISTED]
        for one in shown:
            yield f"– {reason_words(one)}", ""
            yield from _behind(one, views)
        if len(reasons) > len(shown):
            yield f"– … and {len(reasons) - len(shown)} more", "dim"
    if whole and line.days:
        yield "so its words mean", "dim"
        for evidence, day in line.days:
            words = views.texts[evidence.report].text[evidence.start : evidence.end]
            yield f"– {day}: “{words}” in: {evidence.sentence}", ""
    if not line.reasons and not line.against:
        yield "nothing in the record says when it was written", "dim"


def _behind(reason: ReasonLine, views: Views) -> Iterator[tuple[str, str]]:
    """What a reason rests on: the sentence, and the other report."""
    if reason.evidence is not None:
        yield f"│ {reason.evidence.sentence}", "green"
    if reason.other is not None:
        other = views.reports[reason.other]
        yield f"│ {reason.other[:SHORT_ID]}  {source(other)}: {other.title}", "green"


def dated(line: ReportLine, views: Views) -> Iterator[str]:
    """The date of one report as it is shown with all else of it."""
    if line.published is not None:
        yield f"published: {line.published} ({line.published_from})"
    else:
        yield source(line).partition(", ")[2]
    for one in views.dates:
        if one.id == line.id:
            for heading, reasons in headed(one):
                yield heading
                yield from (f"– {reason_words(reason)}" for reason in reasons)
