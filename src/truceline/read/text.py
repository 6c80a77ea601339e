"""Plain text: one report a file, its encoding still unknown."""

from __future__ import annotations

from collections.abc import Iterator

from truceline.errors import Failure
from truceline.model.report import RawReport
from truceline.plugins import Reader


def _read(origin: str, data: bytes) -> Iterator[RawReport | Failure]:
    yield RawReport(origin, "text", data)


reader = Reader((".txt",), _read)
