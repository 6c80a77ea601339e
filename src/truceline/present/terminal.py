"""A record in the terminal: each line with the sentences it rests on, their outlet and date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from truceline.errors import RecordError
from truceline.folding import plain_words
from truceline.present.figure_notes import figure_notes
from truceline.present.lines import (
    ConflictLine,
    EntityLine,
    EventLine,
    Evidence,
    FigureLine,
    ReportLine,
    StatementLine,
    StoryLine,
)
from truceline.present.terminal_board import show_board, show_violations, show_waiting
from truceline.present.terminal_cast import cast_lines
from truceline.present.terminal_dates import dated, show_dates
from truceline.present.terminal_entities import entity, show_settled
from truceline.present.terminal_events import LOGS, show_log
from truceline.present.terminal_figures import (
    describe_figure,
    show_disagreements,
    show_series,
)
from truceline.present.terminal_lines import EVERYTHING, SHORT_ID, Choice, counted, quoted
from truceline.present.terminal_process import show_process
from truceline.present.terminal_said import show_disputes, show_speaker, show_stance, statement
from truceline.present.terminal_timeline import show_timeline
from truceline.present.tree import KINDS, lineage_tree, source
from truceline.present.views import Views, many

if TYPE_CHECKING:  # to show a record, spaCy need not be imported
    from truceline.run.pipeline import BuildSummary

_NAMED = 5
"""Lines named where an item may be several."""
_LISTED, _SINGLE = 2, 200
"""Sentences under a line of a list, and under a single item."""


def show(
    views: Views, what: str, item: str | None, most: int, console: Console, choice: Choice = EVERYTHING
) -> None:
    """Print one kind of lines, or the one item whose id begins with `item`; of the timeline and of
    statements, what is chosen. Raises `RecordError`."""
    if what == "timeline":
        show_timeline(views, item, most, console, choice)
        return
    if what in LOGS:
        show_log(views, what, item, most, console, choice)
        return
    if what == "series":
        show_series(views, item, most, console, choice.story)
        return
    if what == "disagreements":
        show_disagreements(views, item, most, console)
        return
    if what in _BOARD:
        _BOARD[what](views, item, most, console, choice.on)
        return
    if what == "process":
        show_process(views, most, console)
        return
    if what == "failures":
        _failures(views, console)
        return
    if what == "lineage":
        _lineage(views, item, most, console)
        return
    if what == "cast":
        if item is None:
            raise RecordError("name a story: truceline show RECORD stories lists them")
        story = _the_one(views.stories, item, "stories")
        console.print(*cast_lines(views, _id(story), most or None), sep="\n")
        return
    if what in ("doubts", "decisions"):
        show_settled(views, what, most, console)
        return
    if what == "dates":
        only = _id(_the_one(views.reports.values(), item, "reports")) if item is not None else None
        show_dates(
            [one for one in views.dates if only in (None, one.id)], views, most, console, only is not None
        )
        return
    if what == "stance":
        show_stance(views, most, console)
        return
    if what in _SAID and item is not None and not _is_id(views.statements, item):
        speaker = _the_one(_lines(views, "entities"), item, "entities")
        show_speaker(views, _id(speaker), choice, most, console, lambda line: _block(line, views, _LISTED))
        return
    lines = _lines(views, what)
    if what in _SAID:
        lines = [line for line in lines if isinstance(line, StatementLine) and choice.has(line)]
    if what == "figures" and choice.figures is not None:
        lines = views.chosen(choice.figures)
    if what == "statements" and item is None and choice == EVERYTHING:
        show_disputes(views.said.disputes, most, console)
    if item is not None:
        line = _the_one(lines, item, what)
        if isinstance(line, EntityLine):
            line = views.entity(line.actor.id)
        console.print(_block(line, views, _SINGLE))
        return
    if not lines:
        console.print(f"The record has no {what}.")
    for line in lines[:most] if most else lines:
        console.print(_block(line, views, _LISTED))
    if most and len(lines) > most:
        console.print(f"… and {len(lines) - most:,} more: --limit 0 shows all", style="dim")


_BOARD = {"board": show_board, "violations": show_violations, "waiting": show_waiting}


def _lineage(views: Views, item: str | None, most: int, console: Console) -> None:
    """The tree of one story with its passages, or the trees of all stories of several reports."""
    several = [story for story in views.stories if len(story.reports) > 1]
    shown = [_the_one(views.stories, item, "stories")] if item is not None else several
    if not shown:
        console.print("No story of the record has more than one report.")
    for story in shown[:most] if most and item is None else shown:
        if isinstance(story, StoryLine):
            head, details, _ = _story(story, views, 0)
            lines = lineage_tree(story.lineage, views, whole=item is not None)
            title = Text.assemble((_id(story)[:SHORT_ID] + "  ", "cyan"), head)
            inner = (Text(details[0], style="dim"), *lines)
            console.print(
                title, *(Padding(one, (0, 0, 0, SHORT_ID + 2), expand=False) for one in inner), "", sep="\n"
            )
    if most and item is None and len(shown) > most:
        console.print(f"… and {len(shown) - most:,} more: --limit 0 shows all", style="dim")


type Line = StoryLine | EntityLine | EventLine | StatementLine | FigureLine | ConflictLine | ReportLine


def _lines(views: Views, what: str) -> Sequence[Line]:
    kinds: dict[str, Callable[[], Sequence[Line]]] = {
        "stories": lambda: views.stories,
        "entities": views.entities,
        "events": lambda: views.events,
        "statements": lambda: views.statements,
        "promises": lambda: [line for line in views.statements if line.pledge == "promise"],
        "threats": lambda: [line for line in views.statements if line.pledge == "threat"],
        "figures": lambda: [*views.conflicts, *views.figures],
        "reports": lambda: list(views.reports.values()),
    }
    return kinds[what]()


_SAID = ("statements", "promises", "threats")


def _is_id(lines: Iterable[Line], item: str) -> bool:
    return any(_id(line).startswith(item) for line in lines)


def _id(line: Line) -> str:
    return line.actor.id if isinstance(line, EntityLine) else line.id


def _the_one(lines: Iterable[Line], item: str, what: str) -> Line:
    every = list(lines)
    found = [line for line in every if _id(line).startswith(item) or item in _names(line)]
    found = found or [line for line in every if _is_of(item, _names(line))]
    if len(found) == 1:
        return found[0]
    if not found:
        raise RecordError(f"the record has nothing with the id or name {item} among its {what}")
    several = ", ".join(" ".join([_id(line)[:SHORT_ID], *_names(line)[:1]]) for line in found[:_NAMED])
    raise RecordError(f"{item} may be {len(found)} of the {what}: {several}; give more of the id or name")


def _names(line: Line) -> tuple[str, ...]:
    if isinstance(line, EntityLine):
        return (line.actor.name, *(name for name, _ in line.spellings))
    return (line.name,) if isinstance(line, ReportLine) else ()


def _is_of(item: str, names: Iterable[str]) -> bool:
    """Whether the words of one of these names are all of an item: "kalin" of "Ibrahim Kalin"."""
    asked = set(plain_words(item).split())
    return bool(asked) and any(asked <= set(plain_words(name).split()) for name in names)


def _block(line: Line, views: Views, most: int) -> RenderableType:
    head, details, evidence = _described(line, views, most)
    title = Text.assemble((_id(line)[:SHORT_ID] + "  ", "cyan"), head)
    inner = [Text(one, style="dim") if isinstance(one, str) else one for one in details if one]
    sentences = [quoted(one) for one in evidence[:most]]
    if len(evidence) > most:
        sentences.append(Text(f"… and {len(evidence) - most} more", style="dim"))
    return Group(
        title, *(Padding(part, (0, 0, 0, SHORT_ID + 2), expand=False) for part in (*inner, *sentences)), ""
    )


def _described(line: Line, views: Views, most: int) -> tuple[Text, Sequence[Text | str], Sequence[Evidence]]:
    match line:
        case StoryLine():
            return _story(line, views, most)
        case EntityLine():
            return entity(line, most == _SINGLE)
        case EventLine():
            return _event(line, views.found_days)
        case StatementLine():
            return statement(line, most == _SINGLE)
        case FigureLine():
            return _figure(line)
        case ConflictLine():
            values = " / ".join(line.values)
            head = Text.assemble((line.kind, "bold red"), f"  {line.counted}: {values}")
            settled = (
                [f"settled by decision {line.settled.number}: {line.settled.reason}"] if line.settled else []
            )
            return head, [*line.reasons, *settled], line.evidence
        case ReportLine():
            return _report(line, views, most)


def _story(line: StoryLine, views: Views, most: int) -> tuple[Text, list[str], Sequence[Evidence]]:
    dates = " to ".join(dict.fromkeys(filter(None, (line.first, line.last)))) or "undated"
    head = Text.assemble((line.title, "bold"), f"  {dates}")
    known = [many(line.outlets, "outlet")] if line.outlets else []
    counts = ", ".join(
        (
            many(len(line.reports), "report"),
            *known,
            many(line.origins, "origin"),
            many(line.asserters, "asserter"),
        )
    )
    details = [counts, ", ".join(actor.name for actor in (*line.actors, *line.places))]
    details += [f"goes on from {one.story[:SHORT_ID]} {one.title} ({one.reason})" for one in line.follows]
    if most == _SINGLE:
        events = [event for event in views.events if event.story == line.id]
        details += [f"· {_event(event, views.found_days)[0].plain}" for event in events]
    shown = line.reports[:most]
    details += [f"– {source(report)}: {report.title}" for report in shown]
    if len(line.reports) > len(shown):
        details.append(f"… and {many(len(line.reports) - len(shown), 'more report')}")
    return head, details, ()


def _event(line: EventLine, found: Mapping[str, str]) -> tuple[Text, list[str], Sequence[Evidence]]:
    who = line.who or "participants not named"
    where = f" in {' or '.join(line.places)}" if line.places else ""
    mark = "" if line.modality == "reported" else f" ({line.modality})"
    date = line.date or found.get(line.id, "date unknown")
    head = Text.assemble((date, "bold"), f"  {line.name}{mark}: {who}{where}")
    return head, [counted(line)], line.evidence


def _figure(line: FigureLine) -> tuple[Text, list[str], Sequence[Evidence]]:
    head = Text.assemble((line.figure.text, "bold"), "  ", describe_figure(line.figure))
    beside = [line.beside.words] if line.beside is not None else []
    return head, [*figure_notes(line.figure), *beside, counted(line)], line.evidence


def _report(line: ReportLine, views: Views, most: int) -> tuple[Text, list[str], Sequence[Evidence]]:
    head = Text.assemble((line.title, "bold"), f"  {source(line)}")
    details = [describe_lineage(line, views), f"agency: {line.agency}" if line.agency else ""]
    if most == _SINGLE:
        report = views.texts[line.id]
        details += dated(line, views)
        details += [f"file: {report.path}", f"id: {line.id}", report.url or "", "", report.text]
    return head, details, ()


def describe_lineage(line: ReportLine, views: Views) -> str:
    """Where a report's text comes from, in words."""
    behind = f"; behind it: {line.wire}" if line.wire and line.wire != line.agency else ""
    if line.origin is None:
        return (
            "an original, as far as this record knows" if line.derived == "not" else "no origin seen"
        ) + behind
    origin = views.reports[line.origin]
    share = f"{line.share:.0%} of its words, outside quotations"
    said = f"{line.derived} derived, {KINDS[line.kind or 'copy']} {source(origin)}: {origin.title}"
    return f"{said} ({share}){behind}"


def _failures(views: Views, console: Console) -> None:
    if not views.failures:
        console.print("Nothing failed.")
        return
    table = Table("item", "code", "what to do", box=None)
    for failure in views.failures:
        table.add_row(Text(failure.item), failure.code, Text(failure.message))
    console.print(table)


def summarise(summary: BuildSummary, counts: dict[str, int]) -> Iterator[str]:
    """What a build did and what the record now holds, as lines of text."""
    if summary.changed:
        yield (
            f"{many(summary.added, 'report')} read, {len(summary.failures):,} failed, "
            f"{summary.known:,} already known."
        )
        if summary.reread:
            yield f"{many(summary.reread, 'report')} gone through again, since Truceline has learnt since."
    else:
        yield f"Nothing new: {summary.known:,} already known, {len(summary.failures):,} failed."
        yield "The record is as it was."
    yield f"The record {summary.record} holds:"
    yield (
        f"  {many(counts['reports'], 'report')} ({many(counts['originals'], 'original')}, "
        f"{counts['copies']:,} copied or rewritten, {counts['partly']:,} in part; "
        f"{counts['undated']:,} without a date)"
    )
    yield f"  {counts['stories']:,} {'story' if counts['stories'] == 1 else 'stories'}"
    yield f"  {counts['people']:,} people, {counts['bodies']:,} bodies, {counts['places']:,} places"
    yield "  " + ", ".join(many(counts[f"{word}s"], word) for word in ("meeting", "statement", "figure"))
    yield f"  {many(counts['disagreements'], 'disagreement')}"
    for failure in summary.failures[:5]:
        yield f"  not read: {failure.item}: {failure.message}"
    if len(summary.failures) > 5:
        yield f"  … and {len(summary.failures) - 5:,} more: truceline show {summary.record} failures"
