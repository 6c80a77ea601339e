"""Tables of figures: CSV with a header, or JSON, an array of objects. Each row with the line it stands in."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from truceline.errors import InputError

_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,9})?|\d{1,3}(?:,\d{3}){1,4}")
LARGEST = 64 * 1024 * 1024
"""Bytes of a table; a larger one is not read."""
DEEPEST = 5
"""Levels of a key such as "a.b"."""


def rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """(line, row) of a table; of JSON, the number of the object. Raises `InputError` for what is no table."""
    try:
        if path.stat().st_size > LARGEST:
            raise InputError("too-large", f"the table is larger than {LARGEST // 2**20} MiB")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError("unreadable", f"it cannot be opened: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError("encoding", "it is no UTF-8 text; save it as UTF-8") from error
    if path.suffix.lower() == ".json":
        yield from _json(text)
    elif path.suffix.lower() == ".csv":
        yield from _csv(text)
    else:
        raise InputError("unknown-format", "a table of figures is a .csv or .json file")


def _json(text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise InputError("bad-json", f"line {line}: it is no JSON ({str(error)[:120]})") from error
    if not isinstance(found, list):
        raise InputError("bad-table", "the JSON is no array of objects")
    for number, row in enumerate(found, 1):
        yield number, row if isinstance(row, dict) else {}


def _csv(text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, None)
        if not header or len(set(header)) < len(header):
            raise InputError("bad-table", "line 1: a header is needed, with no name twice")
        for row in reader:
            if row:
                yield reader.line_num, dict(zip(header, row, strict=False))
    except csv.Error as error:
        raise InputError("bad-table", f"line {reader.line_num}: {error}") from error


def value(row: Mapping[str, Any], key: str) -> Any:
    """What stands under a key; "a.b" is b within a, where there is no "a.b" itself. None for nothing."""
    if key in row:
        return row[key]
    at: Any = row
    for part in key.split(".")[:DEEPEST]:
        at = at.get(part) if isinstance(at, Mapping) else None
    return at


def day(given: Any, field: str) -> str:
    """A day as ISO has it. Raises `InputError`."""
    try:
        return date.fromisoformat(str(given)[:10]).isoformat()
    except ValueError as error:
        raise InputError("bad-date", f"{field} is no day as 2031-05-02: {_cut(given)}") from error


def number(given: Any, field: str) -> float:
    """A count. Raises `InputError`."""
    text = str(given).strip()
    if isinstance(given, bool) or not _NUMBER.fullmatch(text) or not text.isascii():
        raise InputError("bad-number", f"{field} is no number: {_cut(given)}")
    found = float(text.replace(",", ""))
    if not math.isfinite(found) or found < 0:
        raise InputError("bad-number", f"{field} cannot be a count: {_cut(given)}")
    return found


def _cut(given: Any) -> str:
    text = repr(given)
    return text if len(text) <= 60 else text[:60] + " …"
