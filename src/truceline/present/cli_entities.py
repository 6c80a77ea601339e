"""The commands by which a person says who is who."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from truceline.model.record import Decision
    from truceline.run.deciding import Signature
    from truceline.store import Record

_record = click.argument("record", type=click.Path(path_type=Path))
_by = click.option("--by", help="Who decides; by default the user's login.")
_reason = click.option("--reason", help="Why, in your words; it is kept with the decision.")


@click.group()
def entities() -> None:
    """Say who is who among the people, bodies and places of a record.

    Each decision is kept for good, takes effect at once and outlives new reports. ENTITY is an id, or its
    beginning, as `truceline show RECORD entities` prints it, or an exact name.
    """


def _decide(
    record: Path,
    by: str | None,
    reason: str | None,
    act: Callable[[Record, Signature], Decision],
) -> None:
    from getpass import getuser

    from truceline.run.deciding import Signature
    from truceline.store import Record

    with Record.open(record) as opened:
        made = act(opened, Signature(by or getuser(), reason))
    click.echo(f"Decision {made.number}: {made.action} {made.subject}")
    click.echo(f"To take it back: truceline entities undo {record} {made.number}")


@entities.command()
@_record
@click.argument("entities", nargs=-1, required=True, metavar="ENTITY ENTITY...")
@_by
@_reason
def merge(record: Path, entities: tuple[str, ...], by: str | None, reason: str | None) -> None:
    """Say that two or more entities are one."""
    from truceline.run import deciding

    if len(entities) < 2:
        raise click.UsageError("name at least two entities to merge")
    _decide(record, by, reason, lambda opened, signed: deciding.merge(opened, entities, signed))


@entities.command()
@_record
@click.argument("entity")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@_by
@_reason
def split(record: Path, entity: str, names: tuple[str, ...], by: str | None, reason: str | None) -> None:
    """Say that some NAMEs of an entity are somebody else's.

    They become one entity of their own. A NAME of another entity that may be this one is kept apart from it
    for good.
    """
    from truceline.run import deciding

    _decide(record, by, reason, lambda opened, signed: deciding.split(opened, entity, names, signed))


@entities.command()
@_record
@click.argument("entity")
@click.argument("new_name")
@_by
@_reason
def rename(record: Path, entity: str, new_name: str, by: str | None, reason: str | None) -> None:
    """Show an entity by the name NEW_NAME."""
    from truceline.run import deciding

    _decide(record, by, reason, lambda opened, signed: deciding.rename(opened, entity, new_name, signed))


@entities.command()
@_record
@click.argument("number", type=int)
@_by
@_reason
def undo(record: Path, number: int, by: str | None, reason: str | None) -> None:
    """Take back the decision with this NUMBER; it stays in the list."""
    from truceline.run import deciding

    _decide(record, by, reason, lambda opened, signed: deciding.undo(opened, number, signed))


@entities.command()
@_record
@click.option("--limit", default=40, show_default=True, help="Pairs to show; 0 shows all.")
def doubts(record: Path, limit: int) -> None:
    """Print who may be one with whom, why that is unsure, and the commands that settle it."""
    _show(record, "doubts", limit)


@entities.command()
@_record
@click.option("--to", type=click.Path(path_type=Path), required=True, help="The process file to write.")
def learn(record: Path, to: Path) -> None:
    """Write the people and bodies that were found as a process file, for you to edit.

    It has their names, the offices that reports give them, and what is decided; the sides in the process are
    yours to fill in. `truceline build REPORTS --process FILE` takes it up.
    """
    from truceline.present.cli import write
    from truceline.run.learning import learn
    from truceline.store import Record

    with Record.open(record) as opened:
        process, notes = learn(opened, record.stem)
    write(iter([process.dump(notes)]), to)
    click.echo(f"{len(process.actors):,} actors are in {to}.")


def _show(record: Path, what: str, limit: int) -> Any:
    from truceline import open_record
    from truceline.present.cli import console
    from truceline.present.terminal import show

    with open_record(record) as views:
        show(views, what, None, limit, console())
