"""The record as a value for programs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from truceline.present.views import Views
from truceline.store import Record


@contextmanager
def open_record(path: str | Path) -> Iterator[Views]:
    """The lines of a record: `stories`, `events`, `statements`, `figures`, `conflicts`, `timeline`,
    `reports`, `failures` and `entities()`, each a frozen dataclass of `truceline.present.lines`.

    Raises `RecordError` where there is no record, or none that this version can read.
    """
    with Record.open(Path(path)) as record:
        yield Views(record)
