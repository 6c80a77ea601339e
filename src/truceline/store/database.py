"""The SQLite file under a record: how it is opened, and its errors in words that help."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, ResourceClosedError
from sqlalchemy.pool import NullPool

from truceline.errors import RecordError

WAIT = 10_000
"""Milliseconds that a writer waits for another one to end."""

_REASONS = {
    sqlite3.SQLITE_BUSY: "is in use: another build is writing to it; try again when that has ended",
    sqlite3.SQLITE_LOCKED: "is in use: another build is writing to it; try again when that has ended",
    sqlite3.SQLITE_FULL: "could not be written, as the disk is full; make room and try again",
    sqlite3.SQLITE_IOERR: "could not be read or written; check the disk that it is on",
    sqlite3.SQLITE_READONLY: "may not be written to; check its permissions and those of its folder",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; check its permissions and those of its folder",
    sqlite3.SQLITE_NOTADB: "is no record of Truceline, or is damaged",
    sqlite3.SQLITE_CORRUPT: "is damaged, or is no record of Truceline; build it anew from its reports",
    sqlite3.SQLITE_CONSTRAINT: "refuses what would break one of its rules",
}
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def engine(path: Path) -> Engine:
    """SQLite on this file. Each statement is a transaction until one says BEGIN."""
    # A path in an URL as text would lose its "?" and "%"; an absolute one is never ":memory:".
    url = URL.create("sqlite", database=str(path.absolute()))
    made = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    event.listen(made, "connect", _set_up)
    return made


def _set_up(connection: Any, _: object) -> None:
    """Nothing here changes the file: it may be one of another program."""
    for pragma in ("foreign_keys = ON", "synchronous = NORMAL", f"busy_timeout = {WAIT}"):
        connection.execute(f"PRAGMA {pragma}")


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raise what goes wrong in the database as a `RecordError` that says what to do."""
    try:
        yield
    except DBAPIError as error:
        code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF  # the rest says which kind of it
        raise RecordError(f"{path} {_REASONS.get(code, 'cannot be used')} ({error.orig})") from error
    except ResourceClosedError as error:
        raise RecordError(f"{path} is closed") from error


def storable(value: Any) -> Any:
    """A text without lone surrogates, which no file can hold, and every other value as it is."""
    return _LONE_SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value
