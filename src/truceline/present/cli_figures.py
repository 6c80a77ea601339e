"""The commands on the ledger of figures: series from outside, and what a person settles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from truceline.run.deciding import Signature

_record = click.argument("record", type=click.Path(path_type=Path))
_by = click.option("--by", help="Who decides; by default the user's login.")


@click.group()
def figures() -> None:
    """Bring in series of figures from outside, and settle disagreements."""


@figures.command("import")
@_record
@click.argument("table", type=click.Path(path_type=Path))
@click.option("--feed", help="Which feed of the process file the table is, where it describes several.")
@click.option("--process", type=click.Path(path_type=Path), help="A process file to take up first.")
def import_(record: Path, table: Path, feed: str | None, process: Path | None) -> None:
    """Bring in TABLE, a CSV or JSON file, by the mapping of the process file.

    Each figure of the reports then stands beside the series of its day. Rows that cannot be used are named,
    and the exit code is then 1.
    """
    from truceline.process import Process
    from truceline.run import feeds, relating
    from truceline.store import Record

    known = Process.load(process) if process is not None else None
    with Record.open(record) as opened:
        if known is not None:
            relating.adopt(opened, known)
        done = feeds.import_figures(opened, table, feed)
    click.echo(f"{done.values:,} values of {done.days:,} days are in the record as {done.feed}.")
    for failure in done.failures[:20]:
        click.echo(f"not read: {failure.item}: {failure.message} [{failure.code}]", err=True)
    if len(done.failures) > 20:
        click.echo(f"… and {len(done.failures) - 20:,} more", err=True)
    if done.failures:
        raise SystemExit(1)


@figures.command()
@_record
@click.argument("disagreement")
@_by
@click.option("--reason", required=True, help="Why, in your words; it is kept with the decision.")
def settle(record: Path, disagreement: str, by: str | None, reason: str) -> None:
    """Settle the DISAGREEMENT with this id, or its beginning.

    It stays settled until its series has a new figure.
    """
    from truceline.run import settling
    from truceline.store import Record

    with Record.open(record) as opened:
        made = settling.settle(opened, disagreement, _signed(by, reason))
    click.echo(f"Decision {made.number}: {made.action} {made.subject}")
    click.echo(f"To take it back: truceline figures undo {record} {made.number}")


@figures.command()
@_record
@click.argument("number", type=int)
@_by
@click.option("--reason", help="Why, in your words; it is kept with the decision.")
def undo(record: Path, number: int, by: str | None, reason: str | None) -> None:
    """Take back the decision with this NUMBER; it stays in the list."""
    from truceline.run import deciding
    from truceline.store import Record

    with Record.open(record) as opened:
        made = deciding.undo(opened, number, _signed(by, reason))
    click.echo(f"Decision {made.number}: {made.action} {made.subject}")


def _signed(by: str | None, reason: str | None) -> Signature:
    from getpass import getuser

    from truceline.run.deciding import Signature

    return Signature(by or getuser(), reason)
