"""Web pages: one report a file; what the page says of itself is left to the stage `clean`."""

from __future__ import annotations

from collections.abc import Iterator

from truceline.errors import Failure
from truceline.model.report import RawReport
from truceline.plugins import Reader


def _read(origin: str, data: bytes) -> Iterator[RawReport | Failure]:
    yield RawReport(origin, "html", data)


reader = Reader((".html", ".htm", ".xhtml"), _read)
