"""Series from outside come into a record, and stand beside the figures that reports give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from truceline.errors import ConfigError, Failure, InputError
from truceline.process import Feed, Process
from truceline.read import tables
from truceline.relate.official import Known, known
from truceline.store import Record, feeds


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: values brought in, days they are of, and rows that could not be used."""

    feed: str
    values: int
    days: int
    failures: tuple[Failure, ...]


def process_of(record: Record) -> Process | None:
    """The process file that the record keeps."""
    kept = record.note("process")
    return msgspec.json.decode(kept, type=Process) if kept else None


def import_figures(record: Record, path: Path, name: str | None = None) -> Imported:
    """Bring in a table by the mapping of the process file. A row that cannot be used becomes a `Failure`, of
    the summary and of the record; the others come in. Raises `ConfigError` where no feed is described."""
    feed = _feed(process_of(record), name)
    values: list[feeds.Value] = []
    failures: list[Failure] = []
    try:
        for line, row in tables.rows(path):
            try:
                values += _values(feed, row)
            except InputError as error:
                failures.append(error.failure("read", f"{path}#{line}"))
    except InputError as error:
        failures.append(error.failure("read", str(path)))
    with record.transaction():
        feeds.save(record, feed.name, feed.source, values)
        record.note_failures(failures)
    return Imported(feed.name, len(values), len({day for _, day, _ in values}), tuple(failures))


def _feed(process: Process | None, name: str | None) -> Feed:
    described = process.figures if process is not None else ()
    if not described:
        raise ConfigError(
            "the record's process file describes no feed of figures: add `figures:` to it, and give it"
            " with --process"
        )
    if name is None and len(described) == 1:
        return described[0]
    for feed in described:
        if feed.name == name:
            return feed
    names = ", ".join(feed.name for feed in described)
    raise ConfigError(f"name one of the feeds of the process file with --feed: {names}")


def _values(feed: Feed, row: Mapping[str, Any]) -> Iterator[feeds.Value]:
    day = tables.day(tables.value(row, feed.date), feed.date)
    found = []
    for series in feed.series:
        given = tables.value(row, series.field)
        if given is None or given == "":
            continue  # a day without this value
        found.append((series.field, day, tables.number(given, series.field)))
    return iter(found)


def known_series(record: Record) -> list[Known]:
    """The series from outside that the record has, as the process file describes them now."""
    process = process_of(record)
    values = feeds.values(record)
    if process is None or not values:
        return []
    return [
        known(feed.name, feed.source, series, values[feed.name, series.field])
        for feed in process.figures
        for series in feed.series
        if (feed.name, series.field) in values
    ]
