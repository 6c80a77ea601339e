"""A record file: opened, written in whole transactions, and read."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import batched
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import (
    Connection,
    Engine,
    Table,
    create_engine,
    delete,
    event,
    func,
    insert,
    inspect,
    literal,
    select,
)
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from truceline.errors import EvidenceError, Failure, RecordError
from truceline.model.digest import Digest, Traits, sort_key
from truceline.model.report import Report, ReportId
from truceline.store import schema
from truceline.store.claims import Row, rows_of

_MANY = 500
"""Values in one IN (...): below SQLite's limit of variables in old builds (999)."""


class Record:
    """One record. Use `Record.open`; every method that writes is one transaction or part of one
    opened with `transaction`."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self.path = path
        self._open: Connection | None = None

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Record:
        """Open a record, or make an empty one with `create`. Raises `RecordError`."""
        if not path.exists() and not create:
            raise RecordError(
                f"there is no record {path}; `truceline build REPORTS --record {path}` makes one"
            )
        if path.is_dir():
            raise RecordError(f"{path} is a folder; name a record file")
        engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
        event.listen(engine, "connect", _set_up)
        event.listen(engine, "begin", _begin)
        record = cls(engine, path)
        try:
            record._prepare(create)
        except DatabaseError as error:
            raise RecordError(f"{path} is no record of Truceline, or is damaged: {error.orig}") from error
        return record

    def _prepare(self, create: bool) -> None:
        with self.transaction() as connection:
            tables = inspect(connection).get_table_names()
            if not tables and create:
                schema.create(connection)
                return
            if "meta" not in tables:
                raise RecordError(f"{self.path} is no record of Truceline")
            found = connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == "schema"))
            schema.migrate(connection, int(found or 0))

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All or nothing: what is written inside is there as a whole, or not at all."""
        if self._open is not None:
            yield self._open
            return
        with self._engine.begin() as connection:
            self._open = connection
            try:
                yield connection
            finally:
                self._open = None

    def rows(self, statement: Any, parameters: Any = None) -> list[Any]:
        """All rows of a query."""
        with self.transaction() as connection:
            return list(connection.execute(statement, parameters or {}))

    def close(self) -> None:
        """Fold the write-ahead log into the file, so that the record is one file again."""
        with self._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        self._engine.dispose()

    def __enter__(self) -> Record:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # What came in -------------------------------------------------------------------------------

    def known(self, ids: Iterable[ReportId]) -> set[ReportId]:
        """Which of these reports the record has."""
        return {row.id for row in self.rows_in(schema.reports.c.id, select(schema.reports.c.id), ids)}

    def add(self, digests: Sequence[Digest], extractor: str) -> None:
        """Store new reports with their claims; `extractor` says which extractors found these.

        Raises `EvidenceError` for a claim whose span is not in its report; then nothing is stored.
        """
        with self.transaction() as connection:
            _insert(connection, schema.reports, [_report_row(d.report) for d in digests])
            _insert(
                connection, schema.paths, [{"report": d.report.id, "path": d.report.path} for d in digests]
            )
            self._insert_claims(connection, digests, extractor)

    def replace_claims(self, digests: Sequence[Digest], extractor: str) -> None:
        """Put newly extracted claims in the place of those that these reports have."""
        with self.transaction() as connection:
            for batch in batched([d.report.id for d in digests], _MANY):
                for table in (schema.claims, schema.names, schema.digests):
                    connection.execute(delete(table).where(table.c.report.in_(batch)))
            self._insert_claims(connection, digests, extractor)

    def _insert_claims(self, connection: Connection, digests: Sequence[Digest], extractor: str) -> None:
        rows = [row for digest in digests for row in rows_of(digest.extraction)]
        lengths = {digest.report.id: len(digest.report.text) for digest in digests}
        for row in rows:
            _check_evidence(row, lengths)
        _insert(connection, schema.claims, [row.columns() for row in rows])
        counts: dict[tuple[str, str], dict[str, Any]] = {}
        for digest in digests:
            for mention in digest.extraction.mentions:
                name = {"report": digest.report.id, "name": mention.name, "kind": mention.kind, "mentions": 0}
                counts.setdefault((digest.report.id, mention.name), name)["mentions"] += 1
        _insert(connection, schema.names, list(counts.values()))
        _insert(connection, schema.digests, [_digest_row(digest, extractor) for digest in digests])

    def add_paths(self, found: Mapping[ReportId, Iterable[str]]) -> None:
        """Note where known reports were found as well."""
        rows = [{"report": report, "path": path} for report, paths in found.items() for path in paths]
        with self.transaction() as connection:
            if rows:
                connection.execute(insert(schema.paths).prefix_with("OR IGNORE"), rows)

    def note_failures(self, failures: Iterable[Failure], mended: Iterable[str] = ()) -> None:
        """Keep what could not be read; forget the failures of items that now could."""
        with self.transaction() as connection:
            for batch in batched(mended, _MANY):
                connection.execute(delete(schema.failures).where(schema.failures.c.item.in_(batch)))
            rows = [
                {"item": f.item, "stage": f.stage, "code": f.code, "message": f.message} for f in failures
            ]
            if rows:
                connection.execute(insert(schema.failures).prefix_with("OR REPLACE"), rows)

    def outdated(self, extractor: str) -> list[ReportId]:
        """Reports whose claims were found by other extractors than these."""
        found = select(schema.digests.c.report).where(schema.digests.c.extractor != extractor)
        return [row.report for row in self.rows(found.order_by(schema.digests.c.report))]

    def parses(self, ids: Sequence[ReportId]) -> Iterator[tuple[Report, str, bytes]]:
        """(report, pipeline, packed parse) of each report."""
        for batch in batched(ids, 50):
            found = select(schema.digests.c.report, schema.digests.c.pipeline, schema.digests.c.parse)
            kept = {row.report: row for row in self.rows(found.where(schema.digests.c.report.in_(batch)))}
            for report in self.reports(batch):
                yield report, kept[report.id].pipeline, kept[report.id].parse

    def note(self, key: str) -> str | None:
        """What was set under a key, for example the process file."""
        found = self.rows(select(schema.meta.c.value).where(schema.meta.c.key == key))
        return str(found[0].value) if found else None

    def set_note(self, key: str, value: str) -> None:
        with self.transaction() as connection:
            connection.execute(insert(schema.meta).prefix_with("OR REPLACE"), {"key": key, "value": value})

    # What is asked of it ------------------------------------------------------------------------

    def reports(self, ids: Iterable[ReportId] | None = None) -> list[Report]:
        """Reports in the order of publication; all of them without `ids`."""
        paths = (
            select(func.min(schema.paths.c.path))
            .where(schema.paths.c.report == schema.reports.c.id)
            .scalar_subquery()
        )
        query = select(schema.reports, paths.label("path"))
        rows = self.rows(query) if ids is None else self.rows_in(schema.reports.c.id, query, ids)
        rows.sort(key=lambda row: row.sort_key)
        names = list(Report.__dataclass_fields__)
        return [Report(**{name: getattr(row, name) for name in names}) for row in rows]

    def traits(self, ids: Iterable[ReportId], *, shingles: bool = True) -> dict[ReportId, Traits]:
        """What these reports are compared by, if need be without the shingles, which are most of it."""
        query = select(
            schema.reports.c.id,
            schema.reports.c.sort_key,
            schema.reports.c.published,
            schema.reports.c.agency,
            schema.digests.c.shingles if shingles else literal(b"").label("shingles"),
            schema.digests.c.features,
            schema.digests.c.weekdays,
        ).join(schema.digests)
        return {
            row.id: Traits(
                row.id,
                row.sort_key,
                row.published,
                row.agency,
                tuple(array("q", row.shingles)),
                _FEATURES.decode(row.features),
                row.weekdays,
            )
            for row in self.rows_in(schema.reports.c.id, query, ids)
        }

    def rows_in(self, column: Any, query: Any, values: Iterable[Any]) -> list[Any]:
        """All rows of a query in which the column has one of the values."""
        return [
            row
            for batch in batched(dict.fromkeys(values), _MANY)
            for row in self.rows(query.where(column.in_(batch)))
        ]


_FEATURES = msgspec.json.Decoder(tuple[tuple[str, float], ...])


def _set_up(connection: Any, _: object) -> None:
    """SQLite's driver begins transactions by itself, and too late; SQLAlchemy says when (see `_begin`)."""
    connection.isolation_level = None
    for pragma in ("foreign_keys = ON", "journal_mode = WAL", "synchronous = NORMAL", "busy_timeout = 10000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _check_evidence(row: Row, lengths: Mapping[ReportId, int]) -> None:
    for report, start, end in row.spans:
        if report != row.report or not 0 <= start < end <= lengths[row.report]:
            raise EvidenceError(
                f"the {row.kind} at {row.start} of report {row.report} rests on no text: {start}:{end}"
            )


def _report_row(report: Report) -> dict[str, Any]:
    row = {name: getattr(report, name) for name in Report.__dataclass_fields__ if name != "path"}
    return {**row, "sort_key": sort_key(report)}


def _digest_row(digest: Digest, extractor: str) -> dict[str, Any]:
    return {
        "report": digest.report.id,
        "extractor": extractor,
        "pipeline": digest.pipeline,
        "parse": digest.parse,
        "shingles": array("q", digest.traits.shingles).tobytes(),
        "features": msgspec.json.encode(digest.traits.features).decode(),
        "weekdays": digest.traits.weekdays,
        "related": 0,
    }
