"""Reports by what they share: shingles of their text, terms of what they are about. Nothing here
looks at all reports; each query is bounded by what is asked."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from sqlalchemy import Connection, text

from truceline.model.report import ReportId
from truceline.store.record import Record

SHINGLES, TERMS = 1, 2
"""The spaces of postings."""
_ID = 16


def post(record: Record, space: int, keys: Mapping[str, Iterable[int]]) -> None:
    """Enter reports, given as {sort key: keys}, so that `neighbours` finds them."""
    rows = [(space, key, order) for order, of in keys.items() for key in of]
    with record.transaction() as connection:
        if rows:
            connection.exec_driver_sql(
                "INSERT OR IGNORE INTO postings (space, key, sort_key) VALUES (?, ?, ?)", rows
            )


def forget_postings(record: Record, space: int, keys: Mapping[str, Iterable[int]]) -> None:
    """Take out what `post` entered."""
    rows = [(space, key, order) for order, of in keys.items() for key in of]
    with record.transaction() as connection:
        if rows:
            connection.exec_driver_sql(
                "DELETE FROM postings WHERE space = ? AND key = ? AND sort_key = ?", rows
            )


def neighbours(
    record: Record,
    space: int,
    keys: Mapping[str, Iterable[int]],
    side: Literal["before", "behind", "first"],
    count: int = 1,
) -> dict[ReportId, set[ReportId]]:
    """For each report, given as {sort key: keys}, the `count` nearest on one side under each key, or the
    "first" of all that come before it."""
    if side == "first":
        columns = (
            "(SELECT q.sort_key FROM postings q WHERE q.space = :space AND q.key = p.key "
            "AND q.sort_key < p.sort_key ORDER BY q.sort_key LIMIT 1)"
        )
    else:
        comes, order = ("<", "DESC") if side == "before" else (">", "ASC")
        columns = ", ".join(
            "(SELECT q.sort_key FROM postings q WHERE q.space = :space AND q.key = p.key "
            f"AND q.sort_key {comes} p.sort_key ORDER BY q.sort_key {order} LIMIT 1 OFFSET {offset})"
            for offset in range(count)
        )
    found: defaultdict[ReportId, set[ReportId]] = defaultdict(set)
    for own, *others in _probe(record, space, keys, columns):
        found[own[-_ID:]].update(other[-_ID:] for other in others if other is not None)
    return found


def nearest(
    record: Record, space: int, keys: Mapping[str, Iterable[int]], count: int
) -> dict[ReportId, dict[int, tuple[str, ...]]]:
    """For each report, given as {sort key: keys}, the sort keys of the `count` nearest before it by key."""
    columns = ", ".join(
        "(SELECT q.sort_key FROM postings q WHERE q.space = :space AND q.key = p.key "
        f"AND q.sort_key < p.sort_key ORDER BY q.sort_key DESC LIMIT 1 OFFSET {offset})"
        for offset in range(count)
    )
    found: defaultdict[ReportId, dict[int, tuple[str, ...]]] = defaultdict(dict)
    for own, key, *others in _probe(record, space, keys, f"p.key, {columns}"):
        if others[-1] is not None or any(others):
            found[own[-_ID:]][key] = tuple(other for other in others if other is not None)
    return found


def counted(
    record: Record, space: int, keys: Mapping[str, Iterable[int]], most: int
) -> dict[ReportId, dict[int, int]]:
    """For each report, given as {sort key: keys}, how many earlier ones each key has, `most` at most."""
    column = (
        "p.key, (SELECT COUNT(*) FROM (SELECT 1 FROM postings q WHERE q.space = :space AND q.key = p.key "
        f"AND q.sort_key < p.sort_key LIMIT {most}))"
    )
    found: defaultdict[ReportId, dict[int, int]] = defaultdict(dict)
    for own, key, times in _probe(record, space, keys, column):
        found[own[-_ID:]][key] = times
    return found


def followers(record: Record, space: int, keys: Mapping[str, Iterable[int]]) -> set[ReportId]:
    """All later reports under the keys of which one of these reports, given as {sort key: keys}, is the
    first."""
    with record.transaction() as connection:
        _fill_probe(connection, keys)
        rows = connection.execute(
            text(
                "SELECT DISTINCT q.sort_key FROM probe p JOIN postings q ON q.space = :space "
                "AND q.key = p.key AND q.sort_key > p.sort_key WHERE NOT EXISTS (SELECT 1 FROM postings e "
                "WHERE e.space = :space AND e.key = p.key AND e.sort_key < p.sort_key)"
            ),
            {"space": space},
        )
        return {row.sort_key[-_ID:] for row in rows}


def later(record: Record, space: int, keys: Mapping[int, str], most: int) -> dict[int, tuple[int, list[str]]]:
    """For each key, given as {key: sort key}, how many come before that sort key, and those behind it in
    order, as far as they are among the first `most` under the key; keys with none behind are left out."""
    query = (
        "SELECT sort_key FROM postings WHERE space = ? AND key = ? AND sort_key {} ? "
        "ORDER BY sort_key LIMIT ?"
    )
    found = {}
    driver = _driver(record)
    for key, own in keys.items():
        if not driver.execute(query.format(">"), (space, key, own, 1)).fetchone():
            continue
        before = len(driver.execute(query.format("<"), (space, key, own, most)).fetchall())
        rows = driver.execute(query.format(">"), (space, key, own, most - before)).fetchall()
        if rows:
            found[key] = before, [order for (order,) in rows]
    return found


def having(record: Record, space: int, keys: Iterable[int], most: int) -> dict[int, list[str]]:
    """The sort keys of the reports under each key, wherever they stand; keys that more than `most` have are
    left out."""
    query = "SELECT sort_key FROM postings WHERE space = ? AND key = ? LIMIT ?"
    driver = _driver(record)
    found = {key: driver.execute(query, (space, key, most + 1)).fetchall() for key in keys}
    return {key: [order for (order,) in rows] for key, rows in found.items() if len(rows) <= most}


def _probe(record: Record, space: int, keys: Mapping[str, Iterable[int]], columns: str) -> list[Any]:
    """(sort key, *columns) for each key of each report; `p` is the row asked about, `q` what is posted."""
    with record.transaction() as connection:
        _fill_probe(connection, keys)
        query = f"SELECT p.sort_key, {columns} FROM probe p"
        return _driver(record).execute(query, {"space": space}).fetchall()


def _driver(record: Record) -> sqlite3.Connection:
    """The connection itself: for many small rows, SQLAlchemy takes longer than the search."""
    with record.transaction() as connection:
        driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def _fill_probe(connection: Connection, keys: Mapping[str, Iterable[int]]) -> None:
    connection.exec_driver_sql("CREATE TEMP TABLE IF NOT EXISTS probe (key INTEGER, sort_key TEXT)")
    connection.exec_driver_sql("DELETE FROM probe")
    rows = [(key, order) for order, of in keys.items() for key in of]
    if rows:
        connection.exec_driver_sql("INSERT INTO probe VALUES (?, ?)", rows)
