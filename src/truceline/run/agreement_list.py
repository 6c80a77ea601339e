"""A list of agreements that a user has, such as that of PA-X: a file of JSON Lines or CSV, never shipped."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from truceline.errors import ConfigError
from truceline.relate.agreements import KnownAgreement

_LONGEST = 100_000
"""Agreements of a file: more is no list of agreements."""


def agreement_list(path: Path) -> tuple[KnownAgreement, ...]:
    """The agreements of a file with the columns of PA-X: `AgtId`, `Agt` (title), `Dat` (day), and where it
    has them `Con` (countries), `PPName` (process) and `Part` (who signed). Raises `ConfigError`, which names
    the line."""
    found = []
    for number, row in enumerate(_rows(path), 1):
        if number > _LONGEST:
            raise ConfigError(f"{path}: more than {_LONGEST:,} agreements")
        missing = [key for key in ("AgtId", "Agt") if not str(row.get(key) or "").strip()]
        if missing:
            raise ConfigError(f"{path} agreement {number}: {missing[0]} is missing")
        about = tuple(str(row[key]) for key in ("Con", "PPName") if row.get(key))
        parties = (str(row["Part"])[:2000],) if row.get("Part") else ()
        date = str(row.get("Dat") or "")[:10] or None
        found.append(KnownAgreement(str(row["AgtId"]), (str(row["Agt"])[:1000],), date, None, parties, about))
    return tuple(found)


def _rows(path: Path) -> Iterator[dict[str, object]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from error
    if path.suffix.lower() == ".csv":
        yield from csv.DictReader(text.splitlines(keepends=True))
        return
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ConfigError(f"{path} line {number}: {error}") from error
        if not isinstance(row, dict):
            raise ConfigError(f"{path} line {number}: an agreement is an object")
        yield row
