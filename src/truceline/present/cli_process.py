"""The commands around the process file."""

from __future__ import annotations

from pathlib import Path

import click

from truceline.errors import ConfigError
from truceline.process import Process
from truceline.resources import table, text


@click.group("process")
def process_file() -> None:
    """Make and check the process file: what a desk knows of the process beforehand."""


@process_file.command()
@click.argument("file", type=click.Path(path_type=Path), default=Path("process.yaml"))
def new(file: Path) -> None:
    """Write a commented process file to begin with. A file that exists is left as it is."""
    try:
        with file.open("x", encoding="utf-8") as opened:
            opened.write(text("process_template.yaml"))
    except FileExistsError as error:
        raise ConfigError(f"{file} exists, and is left as it is") from error
    except OSError as error:
        raise ConfigError(f"{file}: {error.strerror}") from error
    click.echo(f"Wrote {file}. Change it to your process, then: truceline process check {file}")


@process_file.command()
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> None:
    """Say what FILE has, or where it is wrong."""
    found = Process.load(file)
    terms = sum(len(one.terms) for one in found.agreements)
    click.echo(f"{found.name}: {len(found.actors)} actors, {len(found.agreements)} agreements, {terms} terms")


@process_file.command()
@click.argument("record", type=click.Path(path_type=Path))
@click.option("--to", type=click.Path(path_type=Path), help="A file; standard output without it.")
def suggest(record: Path, to: Path | None) -> None:
    """Write the terms that the reports of RECORD tell of, each with its sentence, for you to accept.

    Take over what is right into your process file, and say there who owes it.
    """
    from truceline.present.cli import write
    from truceline.present.views import Views
    from truceline.run.suggesting import commented, suggest
    from truceline.store import Record

    with Record.open(record) as opened:
        views = Views(opened)
        process, found = suggest(opened, views.sources, record.stem)
        notes = {}
        for key, one in found.items():
            named = ", ".join(views.actors[entity].name for entity in one.who)
            sentence = views.evidence(key, one.span).sentence
            notes[key] = f"{one.why}: “{sentence}”" + (f" It names {named}." if named else "")
    write(iter([commented(process, notes)]), to)


@process_file.command()
def deeds() -> None:
    """List what a term may oblige somebody to (`what`)."""
    for key, deed in table("obligations.toml")["deeds"].items():
        click.echo(f"{key:14} {deed['name']}")
