"""The board of obligations in the terminal: each term with what is due and what each asserter says; alleged
violations; and what waits for somebody."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from truceline.errors import RecordError
from truceline.model.board import Account, Binding, Board, Reckoning, TermState, Violation, Wait
from truceline.present.board_picture import by_day_and_place
from truceline.present.terminal_lines import quoted
from truceline.present.views import Views, many
from truceline.run.board_decisions import CREDIBILITY, RELIABILITY

SCORES = {0: "not initiated", 1: "minimal", 2: "intermediate", 3: "full"}
_STYLES = {"disputed": "bold red", "overdue": "bold red", "fulfilled": "bold green", "partly": "bold yellow"}
_SENTENCES = 2
"""Sentences below a term of the list; a single term has all."""


def show_board(views: Views, item: str | None, most: int, console: Console, on: str | None = None) -> None:
    """Print the terms, or the one with the id `item`. Raises `RecordError` for no term."""
    board = views.board(on)
    if not board.terms:
        console.print(
            "The record knows of no agreement: truceline build --process FILE takes up a process file (see"
            " truceline process new)."
        )
        return
    console.print(
        Text(f"As of {board.on or 'no day that is known'}, by the words of those who say so", style="dim")
    )
    if item is not None:
        state = board.term(item)
        if state is None:
            raise RecordError(
                f"there is no term {item}; there are {', '.join(one.id for one in board.terms)}"
            )
        _term(views, board, state, console, whole=True)
        return
    for state in board.terms[:most] if most else board.terms:
        _term(views, board, state, console, whole=False)
    if most and len(board.terms) > most:
        console.print(f"… and {len(board.terms) - most:,} more: --limit 0 shows all", style="dim")


def _term(views: Views, board: Board, state: TermState, console: Console, whole: bool) -> None:
    owes = ", ".join(state.who)
    head = Text.assemble((f"{state.id}  ", "cyan"), (state.status, _STYLES.get(state.status, "bold")))
    head.append(f"  {owes}: {state.text}" + (f" ({state.phase})" if state.phase else ""))
    console.print(head)
    inner: list[Text] = [Text("; ".join(state.reasons), style="dim")] if state.reasons else []
    if state.score is not None:
        inner.append(Text(f"scored by a person: {state.score}, {SCORES[state.score]}", style="dim"))
    if state.due is not None:
        inner.append(Text(due_words(state)))
    figures = [one for one in state.reckonings if one.share is not None]
    inner += [Text(reckoned_words(one, state) + grade_of(board, one.named)) for one in figures]
    given = {one.binding for one in figures}
    inner += [
        Text(account_words(one) + counted_words(one) + grade_of(board, one.named))
        for one in state.accounts
        if not given & set(one.bindings) or _differs(one, state)
    ]
    alleged = [one for one in board.violations if one.term == state.id]
    if alleged:
        people = many(len({one.asserter for one in alleged}), "asserter")
        inner.append(Text(f"{many(len(alleged), 'alleged violation')} by {people}: show RECORD violations"))
    shown = [one for one in state.bindings if one.bears != "mentions" or whole]
    for one in shown if whole else shown[:_SENTENCES]:
        inner.append(_bound(views, one, whole))
    if len(shown) > _SENTENCES and not whole:
        inner.append(Text(f"… and {len(shown) - _SENTENCES} more: show RECORD board {state.id}", style="dim"))
    for part in inner:
        console.print(Padding(part, (0, 0, 0, 8), expand=False))
    console.print()


def _differs(account: Account, state: TermState) -> bool:
    """Whether an account says more than its figures."""
    figures = [one for one in state.reckonings if one.asserter == account.asserter]
    return account.status == "disputed" or not figures


def due_words(state: TermState) -> str:
    """What is due, in words: "due to date: 33,600 aid trucks (600 a day for 56 days from 12 October)"."""
    due = state.due
    if due is None:
        return ""
    counted = state.counted or ""
    if state.per is None:
        return f"due: {number(due.amount)} {counted} in all"
    rate = (
        f"{number(state.amount or 0)} a {state.per} from {due.start} to {due.until}, {many(due.days, 'day')}"
    )
    return f"due to date: {number(due.amount)} {counted} ({rate})"


def number(value: float) -> str:
    """A number as one reads it: no digits behind the point from 10 on."""
    return f"{value:,.0f}" if value >= 10 or float(value).is_integer() else f"{value:.1f}"


def reckoned_words(one: Reckoning, state: TermState) -> str:
    """What an asserter's figure comes to, and what it leaves out, before anything is said of a difference."""
    least = "at least " if one.low else ""
    whose = f"{one.named} ({one.channel})" if one.channel else one.named
    parts = [f"{whose}: “{one.text}”"]
    if one.total is not None and one.told != "total":
        parts.append(f"which is {least}{number(one.total)} to date")
    if one.rate is not None and one.told != "rate" and state.per:
        span = f" over {many(one.days, 'day')}" if one.days and one.told == "total" else ""
        parts.append(f"which is {least}{number(one.rate)} a day{span}")
    if one.share is not None:
        parts.append(f"{least}{one.share:.0%} of what is due")
    if one.gap is not None and one.gap > 0:
        parts.append(f"{number(one.gap)} less than due")
    words = ", ".join(parts)
    for scope in one.leaves_out:
        words += f". {scope.by} says that this leaves something out"
    return words


def grade_of(board: Board, named: str) -> str:
    """The reliability and credibility that a person gave a source, in the words of the trade; "" where none.
    What Truceline counts stands apart from it."""
    given = dict(board.grades)
    found = []
    for kind, names in (("reliability", RELIABILITY), ("credibility", CREDIBILITY)):
        grade = given.get(f"{kind} of {named}")
        if grade is not None:
            found.append(f"{kind} {grade}, {names[grade]}")
    return f" (graded by a person: {'; '.join(found)})" if found else ""


def account_words(one: Account) -> str:
    """What an asserter says, and since when."""
    changes = [f"{status} on {day}" for day, status in one.history]
    since = f" ({'; then '.join(changes)})" if len(changes) > 1 else ""
    return f"{one.named}: {one.status}, {'; '.join(one.reasons)}{since}"


def counted_words(one: Account) -> str:
    """What Truceline counts of an account."""
    return f"; {many(len(one.bindings), 'sentence')}, {many(one.origins, 'origin')}"


def _bound(views: Views, one: Binding, whole: bool) -> Text:
    evidence = views.evidence(one.claim or one.id, one.span)
    mark = f"{one.bears}{', unsure' if one.sure == 'unsure' else ''} "
    words = Text.assemble((f"{one.id[:6]} ", "cyan"), (mark, "italic"), quoted(evidence))
    if whole:
        words.append(f"\n    since {'; '.join(one.reasons)}", style="dim")
    return words


# Violations and what waits -----------------------------------------------------------------------


def show_violations(
    views: Views, item: str | None, most: int, console: Console, on: str | None = None
) -> None:
    """Print who accuses whom, by day; of one term where `item` is its id."""
    board = views.board(on)
    lines = [one for one in board.violations if item in (None, one.term)]
    if not lines:
        console.print("The record has no alleged violation of a term of its process file.")
    if item is None and len(lines) > 1:
        console.print(_tally(lines))
    found = {one.id: one for state in board.terms for one in state.bindings}
    for line in lines[:most] if most else lines:
        console.print(Text.assemble((f"{line.binding[:6]}  ", "cyan"), violation_words(views, line)))
        for name in (line.binding, *line.also[:1], *line.answers[:2]):
            if name in found:
                console.print(Padding(_bound(views, found[name], whole=False), (0, 0, 0, 8), expand=False))
        console.print()
    if most and len(lines) > most:
        console.print(f"… and {len(lines) - most:,} more: --limit 0 shows all", style="dim")


def _tally(lines: Iterable[Violation]) -> Table:
    """Alleged violations by day and place, with bars; those that are unsure stand hollow at the end."""
    shown = Table("day", "place", "alleged", "", box=None, header_style="dim")
    for row in by_day_and_place(lines):
        shown.add_row(
            row.day or "undated", Text(row.place or "not named"), str(row.number),
            Text("■" * (row.number - row.unsure) + "□" * row.unsure),
        )  # fmt: skip
    return shown


def violation_words(views: Views, line: Violation) -> str:
    """ "2031-05-02, Oru: by the words of the Front, Marok broke it (term fire; 2 origins); no answer …"."""
    where = f", {line.place}" if line.place else ""
    answer = "; an answer is below" if line.answers else "; no answer in the record"
    unsure = "unsure; " if line.unsure else ""
    return (
        f"{line.day or 'undated'}{where}: {alleged_words(views, line)} ({unsure}term {line.term};"
        f" {many(line.origins, 'origin')}, {many(line.asserters, 'asserter')}){answer}"
    )


def alleged_words(views: Views, line: Violation) -> str:
    """What is alleged, and by whom, in a sentence without its full stop."""
    whom = " and ".join(_names(views, line.accused))
    if line.what == "figure":
        by = f" by fire of {whom}" if whom else " by fire"
        return f"according to {line.named}, {line.counted or 'people harmed'}{by}"
    if line.what == "event":
        return f"{line.named} tells of fire by {whom or 'somebody not named'}"
    if not whom:
        return f"{line.named} speaks of a breach; by whom is not said"
    return f"according to {line.named}, {whom} broke it"


def show_waiting(views: Views, item: str | None, most: int, console: Console, on: str | None = None) -> None:
    """Print offers and requests that wait for somebody; of one term where `item` is its id."""
    lines = [one for one in views.board(on).waiting if item in (None, one.term)]
    if not lines:
        console.print("Nothing in the record waits for somebody's consent.")
    for line in lines[:most] if most else lines:
        console.print(Text.assemble((f"{line.id[:6]}  ", "cyan"), wait_words(views, line)))
        for span in line.spans[:3]:
            console.print(Padding(quoted(views.evidence(line.id, span)), (0, 0, 0, 8), expand=False))
        if line.outcome is not None:
            console.print(Padding(quoted(views.evidence(line.id, line.outcome)), (0, 0, 0, 8), expand=False))
        console.print()
    if most and len(lines) > most:
        console.print(f"… and {len(lines) - most:,} more: --limit 0 shows all", style="dim")


def wait_words(views: Views, line: Wait) -> str:
    """ "offer (term force) by Marok; Estmere must decide; told since 2031-05-02; no report of a decision"."""
    term = f" (term {line.term})" if line.term else ""
    by = " by " + ", ".join(_names(views, line.asks)) if line.asks else " by somebody not named"
    who = " and ".join(_names(views, line.decides)) or "who must decide is not told"
    must = f"{who} must decide" if line.decides else who
    since = f"told since {line.since}" if line.since else "in undated reports"
    came = "no report of a decision" if line.came == "not reported" else f"{line.came}, as a report tells it"
    kind = "waiting" if line.kind == "wait" else line.kind
    return f"{kind}{term}{by}; {must}; {since}; {came}"


def _names(views: Views, entities: Iterable[str]) -> list[str]:
    return [views.actors[one].name if one in views.actors else one for one in entities]
