"""The commands by which a person decides on the board of obligations, and the morning brief."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from truceline.errors import RecordError

if TYPE_CHECKING:
    from truceline.model.record import Decision
    from truceline.store import Record

_record = click.argument("record", type=click.Path(path_type=Path))
_by = click.option("--by", help="Who decides; by default the user's login.")
_reason = click.option("--reason", help="Why, in your words; it is kept with the decision.")


@click.group()
def board() -> None:
    """Decide on the board: what bears on a term, how far it is carried out, how good a source is.

    Each decision is kept for good and takes effect at once. TERM is the id of a term of the process file.
    """


def _decide(record: Path, by: str | None, act: Callable[[Record, str], Decision]) -> None:
    from getpass import getuser

    from truceline.store import Record

    with Record.open(record) as opened:
        made = act(opened, by or getuser())
    click.echo(f"Decision {made.number}: {made.action} {made.subject}")
    click.echo(f"To take it back: truceline board undo {record} {made.number}")


def _refuse_unknown(record: Record, term: str) -> None:
    from truceline.run.board import process_of

    process = process_of(record)
    known = [one.id for agreement in (process.agreements if process else ()) for one in agreement.terms]
    if term not in known:
        raise RecordError(f"there is no term {term}; there are {', '.join(known) or 'none'}")


@board.command()
@_record
@click.argument("term")
@click.argument("claim")
@_by
@_reason
def bind(record: Path, term: str, claim: str, by: str | None, reason: str | None) -> None:
    """Say that a figure or statement, by the beginning of its id CLAIM, bears on TERM."""
    from truceline.present.views import Views
    from truceline.run.board import told_of
    from truceline.run.board_decisions import decide_binding, places_of

    def act(opened: Record, who: str) -> Decision:
        _refuse_unknown(opened, term)
        places = list(places_of(told_of(opened, Views(opened).sources), claim))
        if len(places) != 1:
            raise RecordError(
                f"{claim} may be {len(places)} of the figures and statements; give more of the id"
            )
        return decide_binding(opened, "bind", term, places, who, reason)

    _decide(record, by, act)


@board.command()
@_record
@click.argument("term")
@click.argument("binding")
@_by
@_reason
def unbind(record: Path, term: str, binding: str, by: str | None, reason: str | None) -> None:
    """Say that what is bound to TERM, by the beginning of its id BINDING, does not bear on it."""
    from truceline.present.views import Views
    from truceline.run.board_decisions import decide_binding

    def act(opened: Record, who: str) -> Decision:
        _refuse_unknown(opened, term)
        state = Views(opened).board().term(term)
        found = [one for one in (state.bindings if state else ()) if one.id.startswith(binding)]
        if len(found) != 1:
            raise RecordError(
                f"{binding} is {len(found)} of what is bound to {term}; give the beginning of one id"
            )
        return decide_binding(opened, "unbind", term, [found[0].span], who, reason)

    _decide(record, by, act)


@board.command()
@_record
@click.argument("term")
@click.argument("score", type=int)
@_by
@_reason
def score(record: Path, term: str, score: int, by: str | None, reason: str | None) -> None:
    """Give TERM a SCORE as the Kroc matrix does: 0 not initiated, 1 minimal, 2 intermediate, 3 full."""
    from truceline.run.board_decisions import decide_score

    def act(opened: Record, who: str) -> Decision:
        _refuse_unknown(opened, term)
        return decide_score(opened, term, score, who, reason)

    _decide(record, by, act)


@board.command()
@_record
@click.argument("subject")
@click.argument("grade")
@_by
@_reason
def grade(record: Path, subject: str, grade: str, by: str | None, reason: str | None) -> None:
    """Grade a source A to F, or what is said, by the id of what is bound, 1 to 6 (the Admiralty system)."""
    from truceline.run.board_decisions import decide_grade

    _decide(record, by, lambda opened, who: decide_grade(opened, subject, grade, who, reason))


@board.command()
@_record
@click.argument("number", type=int)
@_by
def undo(record: Path, number: int, by: str | None) -> None:
    """Take back the decision with this NUMBER; it stays in the list."""
    from truceline.run import board_decisions

    _decide(record, by, lambda opened, who: board_decisions.undo(opened, number, who))


@click.command()
@_record
@click.option("--since", help="From this day on (2031-05-02), or so many days back (2d).", default="2d")
@click.option("--words", default=400, show_default=True, help="Words of the brief, without its notes.")
@click.option(
    "--format", "form", type=click.Choice(["markdown", "html", "json"]), default="markdown", show_default=True
)
def brief(record: Path, since: str, words: int, form: str) -> None:
    """Print what is new since a day: what moved on the board, new disagreements, what to watch."""
    from truceline import open_record
    from truceline.present.brief import brief_of
    from truceline.present.brief_formats import FORMATS

    with open_record(record) as views:
        click.echo(FORMATS[form](brief_of(views, since, words)), nl=False)
