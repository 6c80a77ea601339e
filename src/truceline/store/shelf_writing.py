"""Filling a shelf: all lines at once, into a new file that takes the old one's place when whole."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table

from truceline.store import shelf_tables as shelf
from truceline.store.database import engine, storable, told

_BATCH = 1000


def _insert(into: Table) -> str:
    """As plain SQL: for so many rows, SQLAlchemy takes longer than SQLite."""
    return f"INSERT OR IGNORE INTO {into.name} VALUES ({', '.join('?' * len(into.columns))})"


_LINES, _FACETS, _TEXTS = _insert(shelf.lines), _insert(shelf.facets), _insert(shelf.texts)
_EVIDENCE, _PAGES, _NOTES = _insert(shelf.evidence), _insert(shelf.pages), _insert(shelf.meta)
_WORDS = "INSERT INTO words(rowid, body) VALUES (?, ?)"
SUMS = tuple(
    statement.format(side=side, least=shelf.LEAST_SUMMED)
    for side in ("first", "last")
    for statement in (
        "INSERT INTO sums SELECT '', '', kind, '{side}', {side}, count(*) FROM lines GROUP BY kind, {side}",
        "INSERT INTO sums SELECT facet, value, kind, '{side}', {side}, count(*) FROM facets"
        " JOIN (SELECT facet, value, kind FROM facets GROUP BY facet, value, kind"
        " HAVING count(*) >= {least}) USING (facet, value, kind) GROUP BY facet, value, kind, {side}",
    )
)
"""Fill `sums` once all lines are there."""
_PLACE = tuple(column.name for column in shelf.evidence.columns)


class Writer:
    """What a shelf is filled with. Lines of one kind come in the order of their list."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._numbers: dict[str, int] = {}
        self._next: Counter[str] = Counter()
        self._waiting: dict[str, list[tuple[Any, ...]]] = {}

    def line(
        self, kind: str, item: str, data: bytes, *, days: tuple[str | None, str | None] = (None, None),
        rank: int = 0, facets: Iterable[tuple[str, str]] = (), words: Iterable[str] = (),
    ) -> None:  # fmt: skip
        """Add a line with its first and last day, how many reports tell it, and by what it is found."""
        number = self._numbers.setdefault(kind, len(self._numbers) + 1)
        place = number * shelf.RANGE + self._next[kind]
        self._next[kind] += 1
        first, last = sorted((days[0] or days[1] or "", days[1] or days[0] or ""))
        self._add(_LINES, (place, kind, item, first, last, rank, data))
        for facet, value in dict.fromkeys(facets):
            self._add(_FACETS, (facet, storable(value), kind, first, place, last, rank))
        found = " ".join(words)
        if found:
            self._add(_WORDS, (place, storable(found)))

    def text(self, report: str, words: str) -> None:
        self._add(_TEXTS, (report, storable(words)))

    def evidence(self, places: Iterable[shelf.Place]) -> None:
        for one in places:
            self._add(_EVIDENCE, tuple(storable(getattr(one, name)) for name in _PLACE))

    def page(self, name: str, data: bytes) -> None:
        self._add(_PAGES, (name, data))

    def note(self, key: str, value: str) -> None:
        self._add(_NOTES, (key, storable(value)))

    def _add(self, into: str, row: tuple[Any, ...]) -> None:
        waiting = self._waiting.setdefault(into, [])
        waiting.append(row)
        if len(waiting) >= _BATCH:
            self._write(into)

    def _write(self, into: str) -> None:
        waiting = self._waiting.pop(into, [])
        if waiting:
            self._connection.exec_driver_sql(into, waiting)

    def finish(self) -> None:
        for kind, number in self._numbers.items():
            self.note(f"kind {kind}", str(number))
        for into in list(self._waiting):
            self._write(into)
        for statement in SUMS:
            self._connection.exec_driver_sql(statement)


def part_of(path: Path) -> Path:
    """The file that this process fills in the place of a shelf."""
    return path.with_name(f"{path.name}.{os.getpid()}.part")


@contextmanager
def filling(path: Path, stamp: str) -> Iterator[Writer]:
    """A writer for a new shelf at `path`, which is there only if all went well. Raises `RecordError`."""
    part = part_of(path)
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
