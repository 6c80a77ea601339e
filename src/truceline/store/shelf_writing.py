"""Filling a shelf: all lines at once, into a new file that takes the old one's place when whole."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert, text

from truceline.store import shelf
from truceline.store.database import engine, storable, told

_BATCH = 1000


class Writer:
    """What a shelf is filled with. Lines of one kind come in the order of their list."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._numbers: dict[str, int] = {}
        self._next: Counter[str] = Counter()
        self._waiting: dict[Table, list[dict[str, Any]]] = {}
        self._words: list[dict[str, Any]] = []

    def line(
        self, kind: str, item: str, data: bytes, *, days: tuple[str | None, str | None] = (None, None),
        rank: int = 0, facets: Iterable[tuple[str, str]] = (), words: Iterable[str] = (),
    ) -> None:  # fmt: skip
        """Add a line with its first and last day, how many reports tell it, and by what it is found."""
        number = self._numbers.setdefault(kind, len(self._numbers) + 1)
        place = number * shelf.RANGE + self._next[kind]
        self._next[kind] += 1
        first, last = days[0] or days[1] or "", days[1] or days[0] or ""
        when = {"first": first, "last": last, "rank": rank, "place": place, "kind": kind}
        self._add(shelf.lines, {**when, "id": item, "data": data})
        for facet, value in dict.fromkeys(facets):
            self._add(shelf.facets, {**when, "facet": facet, "value": storable(value)})
        found = " ".join(words)
        if found:
            self._words.append({"place": place, "words": storable(found)})

    def text(self, report: str, words: str) -> None:
        self._add(shelf.texts, {"report": report, "text": storable(words)})

    def evidence(self, places: Iterable[shelf.Place]) -> None:
        for one in places:
            self._add(shelf.evidence, {name: storable(value) for name, value in asdict(one).items()})

    def page(self, name: str, data: bytes) -> None:
        self._add(shelf.pages, {"name": name, "data": data})

    def note(self, key: str, value: str) -> None:
        self._add(shelf.meta, {"key": key, "value": storable(value)})

    def _add(self, table: Table, row: dict[str, Any]) -> None:
        waiting = self._waiting.setdefault(table, [])
        waiting.append(row)
        if len(waiting) >= _BATCH:
            self._write(table)

    def _write(self, table: Table) -> None:
        waiting = self._waiting.pop(table, [])
        if waiting:
            self._connection.execute(insert(table).prefix_with("OR IGNORE"), waiting)
        if self._words:
            self._connection.execute(
                text("INSERT INTO words(rowid, body) VALUES (:place, :words)"), self._words
            )
            self._words = []

    def finish(self) -> None:
        for kind, number in self._numbers.items():
            self.note(f"kind {kind}", str(number))
        for table in list(self._waiting):
            self._write(table)


@contextmanager
def filling(path: Path, stamp: str) -> Iterator[Writer]:
    """A writer for a new shelf at `path`, which is there only if all went well. Raises `RecordError`."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    try:
        with told(part), engine(part).connect() as connection:
            # nobody else sees the file before it is whole
            connection.exec_driver_sql("PRAGMA journal_mode = OFF")
            connection.exec_driver_sql("PRAGMA synchronous = OFF")
            connection.exec_driver_sql("BEGIN")
            shelf.metadata.create_all(connection)
            connection.exec_driver_sql(shelf.WORDS)
            writer = Writer(connection)
            yield writer
            writer.note("stamp", stamp)
            writer.note("shape", str(shelf.VERSION))
            writer.finish()
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA optimize")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
