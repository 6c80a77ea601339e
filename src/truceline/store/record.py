"""A record file: opened, written in whole transactions, and read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import batched
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, func, insert, literal, select
from sqlalchemy.exc import DBAPIError

from truceline.errors import Failure, RecordError
from truceline.model.digest import Digest, Traits
from truceline.model.report import Report, ReportId
from truceline.store import schema
from truceline.store.database import engine, storable, told
from truceline.store.rows import claim_rows, digest_row, name_rows, report_row, traits_of

_MANY = 500
"""Values in one IN (...): below SQLite's limit of variables in old builds (999)."""


class Record:
    """One record, on one connection that is open until `close`. Use `Record.open`; every method that
    writes is one transaction or part of one opened with `transaction`. Where the database refuses,
    every method raises `RecordError`."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self.path = path
        self._connection = engine.connect()
        self._inside = self._written = False

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Record:
        """Open a record, or make an empty one with `create`. Raises `RecordError`."""
        try:
            _look_for(path, create)
        except OSError as error:
            raise RecordError(f"{path} cannot be opened: {error.strerror}") from error
        with told(path):
            record = cls(engine(path), path)
            try:
                record._prepare(create)
            except BaseException:
                record._connection.close()
                raise
        return record

    def _prepare(self, create: bool) -> None:
        """Bring the file to this version; one of another program is left as it is."""
        version = self._version()
        if version is None and not create:
            raise self._no_record()
        self._connection.exec_driver_sql("PRAGMA journal_mode = WAL")  # readers need not wait
        if version == schema.VERSION:
            return
        with self.transaction() as connection:
            version = self._version()  # another may have been faster
            if version is None:
                schema.create(connection)
            else:
                schema.migrate(connection, version)

    def _version(self) -> int | None:
        """The schema of the file, None for an empty one."""
        there = set(self._connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars())
        if not there:
            return None
        if not {"meta", "reports", "claims"} <= there:
            raise self._no_record()
        version = self.note("schema")
        if version is None or not version.isdecimal():
            raise self._no_record()
        return int(version)

    def _no_record(self) -> RecordError:
        return RecordError(f"{self.path} is no record of Truceline")

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All or nothing: what is written inside is there as a whole, or not at all.

        It is the one writer from its beginning: one that began as a reader could not become it.
        """
        with told(self.path):
            if self._inside:
                yield self._connection
                return
            self._connection.exec_driver_sql("BEGIN IMMEDIATE")
            self._inside = self._written = True
            try:
                yield self._connection
                self._connection.exec_driver_sql("COMMIT")
            except BaseException:
                with suppress(DBAPIError):  # SQLite itself may have rolled back: a full disk
                    self._connection.exec_driver_sql("ROLLBACK")
                raise
            finally:
                self._inside = False

    def rows(self, statement: Any, parameters: Any = None) -> list[Any]:
        """All rows of a query, which waits for no writer."""
        with told(self.path):
            return list(self._connection.execute(statement, parameters or {}).all())

    def close(self) -> None:
        """Fold the write-ahead log into the file, so that the record is one file again."""
        if self._connection.closed:
            return
        with told(self.path):
            try:
                if self._written:
                    self._connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                self._connection.close()

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
        found = _claims_of(digests)
        with self.transaction() as connection:
            _insert(connection, schema.reports, [report_row(d.report) for d in digests])
            _insert(
                connection, schema.paths, [{"report": d.report.id, "path": d.report.path} for d in digests]
            )
            _insert_claims(connection, digests, found, extractor)

    def replace_claims(self, digests: Sequence[Digest], extractor: str) -> None:
        """Put newly extracted claims in the place of those that these reports have.

        Raises `EvidenceError` as `add` does; then nothing is replaced.
        """
        found = _claims_of(digests)
        with self.transaction() as connection:
            for batch in batched([d.report.id for d in digests], _MANY):
                for table in (schema.claims, schema.names, schema.digests):
                    connection.execute(delete(table).where(table.c.report.in_(batch)))
            _insert_claims(connection, digests, found, extractor)

    def add_paths(self, found: Mapping[ReportId, Iterable[str]]) -> None:
        """Note where known reports were found as well."""
        rows = [{"report": report, "path": path} for report, paths in found.items() for path in paths]
        with self.transaction() as connection:
            _insert(connection, schema.paths, rows, "OR IGNORE")

    def note_failures(self, failures: Iterable[Failure], mended: Iterable[str] = ()) -> None:
        """Keep what could not be read; forget the failures of items that now could."""
        with self.transaction() as connection:
            for batch in batched(map(storable, mended), _MANY):
                connection.execute(delete(schema.failures).where(schema.failures.c.item.in_(batch)))
            rows = [
                {"item": f.item, "stage": f.stage, "code": f.code, "message": f.message} for f in failures
            ]
            _insert(connection, schema.failures, rows, "OR REPLACE")

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
            _insert(connection, schema.meta, [{"key": key, "value": value}], "OR REPLACE")

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
            schema.digests.c.shingles if shingles else literal(b"").label("shingles"),
            schema.digests.c.terms,
            schema.digests.c.weekdays,
            schema.digests.c.quotations,
            schema.digests.c.credits,
            schema.digests.c.earliest,
            schema.digests.c.latest,
        ).join(schema.digests)
        return {row.id: traits_of(row) for row in self.rows_in(schema.reports.c.id, query, ids)}

    def outlets(self, ids: Iterable[ReportId]) -> dict[ReportId, str | None]:
        query = select(schema.reports.c.id, schema.reports.c.outlet)
        return {row.id: row.outlet for row in self.rows_in(schema.reports.c.id, query, ids)}

    def rows_in(self, column: Any, query: Any, values: Iterable[Any]) -> list[Any]:
        """All rows of a query in which the column has one of the values."""
        return [
            row
            for batch in batched(dict.fromkeys(values), _MANY)
            for row in self.rows(query.where(column.in_(batch)))
        ]


def _look_for(path: Path, create: bool) -> None:
    if path.is_dir():
        raise RecordError(f"{path} is a folder; name a record file")
    if not path.exists():
        if not create:
            raise RecordError(
                f"there is no record {path}; `truceline build REPORTS --record {path}` makes one"
            )
        if not path.parent.is_dir():
            raise RecordError(f"{path} cannot be made: there is no folder {path.parent}; make it first")


def _claims_of(digests: Sequence[Digest]) -> list[dict[str, Any]]:
    """All rows of claims, before anything is written: a bad one among them raises `EvidenceError`."""
    return [row for digest in digests for row in claim_rows(digest)]


def _insert_claims(
    connection: Connection, digests: Sequence[Digest], found: list[dict[str, Any]], extractor: str
) -> None:
    _insert(connection, schema.claims, found)
    _insert(connection, schema.names, [row for digest in digests for row in name_rows(digest)])
    _insert(connection, schema.digests, [digest_row(digest, extractor) for digest in digests])


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]], clash: str = "") -> None:
    """`clash` says what to do with a row that is there: "OR IGNORE", "OR REPLACE"; else it is an error."""
    if rows:
        statement = insert(table).prefix_with(clash) if clash else insert(table)
        connection.execute(statement, [{key: storable(row[key]) for key in row} for row in rows])
