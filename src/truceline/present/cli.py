"""The command `truceline`."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from truceline import Config, TrucelineError, __version__
from truceline.present.cli_board import board, brief
from truceline.present.cli_entities import entities
from truceline.present.cli_figures import figures
from truceline.present.cli_open import open_
from truceline.present.cli_process import process_file

PATIENCE = 2.0
"""Seconds before a progress bar appears."""
_UNCUT = 100_000
"""Columns of an output that is piped, so that no sentence is cut."""


class _Main(click.Group):
    """Errors of ours are a sentence and exit code 1, never a traceback."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except TrucelineError as error:
            raise click.ClickException(str(error)) from error
        except BrokenPipeError:
            sys.stderr.close()
            raise SystemExit(1) from None


@click.group(cls=_Main, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="truceline")
@click.pass_context
def main(context: click.Context) -> None:
    """Keep one record of many reports; every line leads back to the sentence it rests on."""
    context.obj = _progress


main.add_command(entities)
main.add_command(process_file)
main.add_command(figures)
main.add_command(board)
main.add_command(brief)
main.add_command(open_)

_record = click.argument("record", type=click.Path(path_type=Path))
_config = click.option(
    "--config", "config_file", type=click.Path(path_type=Path), help="Settings as a TOML file (see the docs)."
)


@main.command()
@click.argument("reports", nargs=-1, required=True)
@click.option(
    "--record", type=click.Path(path_type=Path), default=Path("record.truceline"), show_default=True,
    help="The record to make or to add to.",
)  # fmt: skip
@click.option(
    "--process", type=click.Path(path_type=Path), help="What is known of the process, as a YAML file."
)
@_config
def build(reports: tuple[str, ...], record: Path, process: Path | None, config_file: Path | None) -> None:
    """Read REPORTS (files, folders, globs: .txt, .html, .json, .jsonl) into a record.

    Reports that the record has are not read again; running it twice changes nothing.
    """
    _build(reports, record, process, config_file)


def _build(reports: tuple[str, ...], record: Path, process: Path | None, config_file: Path | None) -> None:
    from truceline.present.terminal import summarise
    from truceline.run.pipeline import build
    from truceline.store import Record, queries

    config = Config.load(config_file) if config_file else Config()
    with _progress() as progress:
        summary = build(reports, record, process=process, config=config, progress=progress)
    with Record.open(record) as opened:
        counts = queries.counts(opened)
    for line in summarise(summary, counts):
        click.echo(line)
    if not summary.added and not summary.known:
        raise click.ClickException("no report could be read")


_SHOWN = (
    "board",
    "violations",
    "waiting",
    "process",
    "stories",
    "lineage",
    "cast",
    "entities",
    "events",
    "meetings",
    "incidents",
    "agreements",
    "network",
    "statements",
    "promises",
    "threats",
    "stance",
    "figures",
    "series",
    "disagreements",
    "timeline",
    "dates",
    "reports",
    "failures",
    "doubts",
    "decisions",
)


@main.command()
@_record
@click.argument("what", type=click.Choice(_SHOWN), default="stories")
@click.argument("item", required=False)
@click.option("--limit", default=40, show_default=True, help="Lines to show; 0 shows all.")
@click.option("--counted", help="Of figures: where what is counted has these words (killed).")
@click.option("--asserter", help="Of figures: given by the one with these words in the name.")
@click.option("--outlet", help="Of figures: in this outlet.")
@click.option(
    "--on", help="Of the board: the day on which it is to stand; by default that of the newest report."
)
@click.option(
    "--known", type=click.Path(path_type=Path),
    help="Of agreements: a list of agreements, such as that of PA-X, in which to look up which one is meant.",
)  # fmt: skip
@click.option(
    "--from",
    "since",
    help="Of the timeline, logs, statements, figures: from this day on (2031-05-02).",
)
@click.option("--to", "until", help="Of the timeline, logs, statements, figures: until this day.")
@click.option("--story", help="Of logs, statements, figures: in the story with this id, or its beginning.")
@click.option(
    "--actor", "--with", "actors", multiple=True,
    help="Of the timeline and the logs: where this person, body or place took part.",
)  # fmt: skip
def show(
    record: Path, what: str, item: str | None, limit: int, since: str | None, until: str | None,
    story: str | None, actors: tuple[str, ...], counted: str | None, asserter: str | None,
    outlet: str | None, on: str | None, known: Path | None,
) -> None:  # fmt: skip
    """Print what the record holds, each line with the sentence it rests on.

    ITEM is the beginning of an id as shown in the list; of the board, the id of a term; of a story, where
    WHAT is "lineage" or "cast". A name
    will do for an entity, and for a speaker, where WHAT is "statements", "promises" or "threats".
    """
    from truceline import open_record
    from truceline.present.ledger import Filter
    from truceline.present.terminal import show
    from truceline.present.terminal_lines import Choice

    spoken, logs = ("statements", "promises", "threats"), ("meetings", "incidents", "agreements", "network")
    if (since or until) and what not in ("timeline", "figures", *spoken, *logs):
        raise click.UsageError(
            "--from and --to are for the timeline, the logs, for figures and for what was said"
        )
    if on and what not in ("board", "violations", "waiting"):
        raise click.UsageError("--on is for the board, violations and what waits")
    if (counted or asserter or outlet) and what != "figures":
        raise click.UsageError("--counted, --asserter and --outlet are for figures")
    if actors and what not in ("timeline", *logs):
        raise click.UsageError("--actor is for the timeline and the logs")
    if story and what not in ("figures", "series", *spoken, *logs):
        raise click.UsageError("--story is for the logs, for figures and for what was said")
    if known and what != "agreements":
        raise click.UsageError("--known is for agreements")
    first, last = _day(since), _day(until)
    asked = Filter(counted, asserter, outlet, first, last, story)
    figures = asked if what == "figures" and asked != Filter() else None
    with open_record(record) as views:
        show(
            views, what, item, limit, console(), Choice(first, last, actors, story, figures, _day(on), known)
        )


def _day(given: str | None) -> str | None:
    """A day as the record writes it. Raises `BadParameter` for what is none."""
    try:
        return date.fromisoformat(given).isoformat() if given is not None else None
    except ValueError as error:
        raise click.BadParameter(f"{given!r} is no day; write it as 2031-05-02") from error


def console() -> Console:
    """Where lines are printed: as wide as the terminal, and uncut where there is none."""
    return Console(width=None if sys.stdout.isatty() else _UNCUT, highlight=False)


@main.command()
@click.argument("reports", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(["jsonl"]), default="jsonl", show_default=True)
@_config
def extract(reports: tuple[str, ...], form: str, config_file: Path | None) -> None:
    """Print the claims of each of REPORTS as JSON Lines, without any record.

    What cannot be read is named on standard error, and the exit code is then 1.
    """
    import msgspec

    from truceline import Failure
    from truceline.present.export import extraction
    from truceline.run.pipeline import extract

    failed = False
    for found in extract(reports, config=Config.load(config_file) if config_file else Config()):
        if isinstance(found, Failure):
            click.echo(f"not read: {found.item}: {found.message} [{found.code}]", err=True)
            failed = True
        else:
            click.echo(msgspec.json.encode(extraction(*found)))
    if failed:
        raise SystemExit(1)


@main.command()
@_record
@click.option(
    "--format", "form", default="json", show_default=True, help="An exporter: json, or one of a plug-in."
)
@click.option("--to", type=click.Path(path_type=Path), help="A file; standard output without it.")
def export(record: Path, form: str, to: Path | None) -> None:
    """Write the whole record as one JSON object."""
    from truceline import plugins
    from truceline.present import export as exporting
    from truceline.store import Record

    exporters = plugins.load(plugins.Exporter)
    if form not in exporters:
        raise click.BadParameter(f"{form!r} is not among {', '.join(exporters)}", param_hint="--format")
    with Record.open(record) as opened:
        write(exporters[form].write(exporting.record(opened)), to)


@main.command()
@_record
@click.option("--to", type=click.Path(path_type=Path), help="By default the record's name with .html.")
@click.option(
    "--folder", type=click.Path(path_type=Path), help="Write the pages of the desk into this folder."
)
@click.option("--most", type=click.IntRange(1), default=20_000, show_default=True,
              help="With --folder, the pages that are written at most.")  # fmt: skip
def report(record: Path, to: Path | None, folder: Path | None, most: int) -> None:
    """Write the record as one HTML page that opens from disk.

    With --folder, as the pages that `truceline open` shows, without search and decisions: a folder for any
    host of files, or to open from disk.
    """
    if folder is None:
        _report(record, to or record.with_suffix(".html"))
    elif to is not None:
        raise click.UsageError("Give either --to or --folder.")
    else:
        _folder(record, folder, most)


def _folder(record: Path, folder: Path, most: int) -> None:
    from truceline.present.desk.folder import write_folder
    from truceline.present.desk.keeping import Keeper

    keeper = Keeper(record)
    try:
        with _progress() as progress:
            keeper.open(progress)
            written = write_folder(keeper, folder, most, progress)
    finally:
        keeper.close()
    click.echo(f"{written.pages:,} pages are in {folder}; open {folder / 'index.html'}.")
    if written.left_out:
        click.echo(f"{written.left_out:,} more are not linked; --most takes in more.")


def _report(record: Path, to: Path) -> None:
    from truceline import open_record
    from truceline.present.page import write_page

    with open_record(record) as views:
        write(write_page(views, record.stem), to)
    click.echo(f"The page is {to}.")


@main.command()
@click.option(
    "--folder", type=click.Path(path_type=Path), default=Path("truceline-demo"), show_default=True,
    help="Where to put the record and the page.",
)  # fmt: skip
def demo(folder: Path) -> None:
    """Build the record of the sample that comes with Truceline, and its page."""
    from importlib.resources import as_file, files

    folder.mkdir(parents=True, exist_ok=True)
    record = folder / "sample.truceline"
    with as_file(files("truceline.resources") / "sample") as sample:
        _build((str(sample),), record, None, None)
    _report(record, folder / "sample.html")
    click.echo(f"Open it in a browser, or read on: truceline show {record} events")


def write(pieces: Iterator[str], to: Path | None) -> None:
    """To a file, which is there as a whole or not at all, or to standard output."""
    if to is None:
        for piece in pieces:
            click.echo(piece, nl=False)
        return
    part = to.with_name(to.name + ".part")
    try:
        file = part.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.ClickException(f"cannot write {to}: {error.strerror}") from error
    try:
        with file:
            file.writelines(pieces)
        part.replace(to)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """A bar on standard error, once the work has taken longer than `PATIENCE`."""
    began = time.monotonic()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    tasks: dict[str, Any] = {}

    def report(what: str, done: int, total: int) -> None:
        if time.monotonic() - began < PATIENCE:
            return
        if what not in tasks:
            bar.start()
            tasks[what] = bar.add_task(what)
        bar.update(tasks[what], completed=done, total=total)

    try:
        yield report
    finally:
        bar.stop()
