"""The timeline in the terminal: what happened when, in what order as far as it is known, and what was
planned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from truceline.errors import RecordError
from truceline.present.moments import OUTCOMES, JourneyLine, MomentLine, asked, chosen, on_days
from truceline.present.terminal_lines import SHORT_ID, Choice, counted, quoted
from truceline.present.views import Views, many

_REASONS, _SENTENCES = 3, 2
"""Reasons and sentences below a line of the list; a single event has all."""

_STEPS = (
    "[1] to [{}]: a lower number is surely before a higher one; "
    "events that share a number are in no order that is known."
)


def show_timeline(views: Views, item: str | None, most: int, console: Console, choice: Choice) -> None:
    """Print the events that are asked for, or the one whose id begins with `item`, and the journeys."""
    steps = max((line.last for line in views.timeline), default=-1) + 1
    if item is not None:
        found = [line for line in views.timeline if line.id.startswith(item)]
        if len(found) != 1:
            several = f"may be {len(found)}" if found else "is none"
            raise RecordError(f"{item} {several} of the events of the record; give more of the id")
        _print(found[0], steps, console, whole=True)
        return
    found_by = asked(choice.actors, views.actors, views.spellings())
    lines = list(chosen(views.timeline, choice.since, choice.until, choice.actors, found_by))
    if not lines:
        console.print("The record has no such event." if views.timeline else "The record has no timeline.")
        return
    console.print(_STEPS.format(steps), style="dim", markup=False)
    for line in lines[:most] if most else lines:
        _print(line, steps, console, whole=False)
    if most and len(lines) > most:
        console.print(f"… and {len(lines) - most:,} more: --limit 0 shows all", style="dim")
    _journeys(views, lines, console)


def _print(line: MomentLine, steps: int, console: Console, whole: bool) -> None:
    event = line.event
    who = event.who or "participants not named"
    where = f" in {' or '.join(event.places)}" if event.places else ""
    place = f"[{line.first + 1}]" if line.first == line.last else f"[{line.first + 1}–{line.last + 1}]"
    mark = "" if event.modality == "reported" else f" ({event.modality})"
    head = Text.assemble(
        (line.id[:SHORT_ID] + "  ", "cyan"),
        (f"{place} ", "dim"),
        (line.on, "bold"),
        f"  {line.what}{mark}: {who}{where}",
    )
    inner = [Text(counted(event), style="dim"), *_why(line, whole)]
    shown = event.evidence if whole else event.evidence[:_SENTENCES]
    inner += [quoted(one) for one in shown]
    if len(event.evidence) > len(shown):
        left = f"… and {len(event.evidence) - len(shown)} more: truceline show RECORD timeline "
        inner.append(Text(left + line.id[:SHORT_ID], style="dim"))
    console.print(
        head, *(Padding(part, (0, 0, 0, SHORT_ID + 2), expand=False) for part in inner), "", sep="\n"
    )


def _why(line: MomentLine, whole: bool) -> Iterable[Text]:
    reasons = [reason.words for reason in line.when.reasons]
    if reasons:
        shown = reasons if whole else reasons[:_REASONS]
        more = f"; and {many(len(reasons) - len(shown), 'more reason')}" if len(reasons) > len(shown) else ""
        yield Text(f"day: {'; '.join(shown)}{more}", style="dim")
    if line.when.others:
        others = " or ".join(on_days(other) for other in line.when.others)
        yield Text(f"told otherwise: {others}", style="yellow")
    if line.plan is not None:
        by = f" ({line.plan.event[:SHORT_ID]})" if line.plan.event else ""
        why = "; ".join(reason.words for reason in line.plan.reasons)
        yield Text(f"the plan: {OUTCOMES[line.plan.outcome]}{by}: {why}", style="dim")


def _journeys(views: Views, lines: Sequence[MomentLine], console: Console) -> None:
    """The journeys that have an event among those shown."""
    shown = {line.id for line in lines}
    for line in views.journeys:
        if shown.isdisjoint(event for stay, _ in line.stays for event in stay.events):
            continue
        console.print(_head(line))
        for stay, when in line.stays:
            marks = [*(["planned"] if stay.planned else []), *([] if stay.certain else ["likely"])]
            mark = f" ({', '.join(marks)})" if marks else ""
            text = Text.assemble(f"{stay.number}. {stay.place}{mark}, {when}")
            why = "; ".join(reason.words for reason in stay.reasons)
            console.print(Padding(text, (0, 0, 0, SHORT_ID + 2), expand=False))
            if why:
                console.print(Padding(Text(why, style="dim"), (0, 0, 0, SHORT_ID + 5), expand=False))
        console.print("")


def _head(line: JourneyLine) -> Text:
    told = f", told as one of {line.journey.legs} places" if line.journey.legs else ""
    return Text.assemble(
        (line.journey.id[:SHORT_ID] + "  ", "cyan"), ("Journey", "bold"), f" of {line.traveller.name}{told}"
    )
