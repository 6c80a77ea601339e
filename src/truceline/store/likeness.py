"""Forms of names that may be one: the keys by which they find each other, and what speaks for and against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import batched
from typing import Any

import msgspec
from sqlalchemy import delete, insert, or_, select, text

from truceline.store import schema
from truceline.store.record import Record


def forms(record: Record, wanted: Iterable[str]) -> dict[str, str]:
    """The name by which each of these forms is compared."""
    table = schema.forms.c
    return {row.form: row.name for row in record.rows_in(table.form, select(table.form, table.name), wanted)}


def save_forms(record: Record, names: Mapping[str, str | None]) -> None:
    """Set by which name each form is compared; None forgets it."""
    with record.transaction() as connection:
        for batch in batched(names, 500):
            connection.execute(delete(schema.forms).where(schema.forms.c.form.in_(batch)))
        rows = [{"form": form, "name": name} for form, name in names.items() if name is not None]
        if rows:
            connection.execute(insert(schema.forms), rows)


def keys_of(record: Record, wanted: Iterable[str]) -> dict[str, set[str]]:
    """The blocking keys of each form."""
    table = schema.form_keys.c
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in record.rows_in(table.form, select(table.form, table.key), wanted):
        found[row.form].add(row.key)
    return found


def save_keys(record: Record, keys: Mapping[str, Iterable[str]]) -> None:
    """Set the blocking keys of each of these forms."""
    with record.transaction() as connection:
        for batch in batched(keys, 500):
            connection.execute(delete(schema.form_keys).where(schema.form_keys.c.form.in_(batch)))
        rows = [{"key": key, "form": form} for form, own in keys.items() for key in sorted(own)]
        if rows:
            connection.execute(insert(schema.form_keys), rows)


def key_sizes(record: Record, keys: Iterable[str], most: int) -> dict[str, int]:
    """How many forms have each of these keys, counted up to `most`."""
    found: dict[str, int] = {}
    query = text(
        "SELECT wanted.value AS key, (SELECT COUNT(*) FROM (SELECT 1 FROM form_keys "
        "WHERE form_keys.key = wanted.value LIMIT :most)) AS size FROM json_each(:keys) wanted"
    )
    for batch in batched(dict.fromkeys(keys), 5000):
        parameters = {"keys": msgspec.json.encode(batch).decode(), "most": most}
        found |= {row.key: row.size for row in record.rows(query, parameters) if row.size}
    return found


def sharing(record: Record, keys: Iterable[str]) -> dict[str, list[str]]:
    """The forms under each of these keys."""
    table = schema.form_keys.c
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in record.rows_in(table.key, select(table.key, table.form), keys):
        found[row.key].append(row.form)
    return found


def pairs_of(record: Record, wanted: Iterable[str], verdict: str | None = None) -> list[Any]:
    """Rows of form, other, named, verdict, score and data: all pairs with one of these forms."""
    table = schema.likenesses.c
    query = select(schema.likenesses)
    if verdict is not None:
        query = query.where(table.verdict == verdict)
    found: dict[tuple[str, str], Any] = {}
    for batch in batched(dict.fromkeys(wanted), 400):
        for side in (table.form, table.other):
            found |= {(row.form, row.other): row for row in record.rows(query.where(side.in_(batch)))}
    return [found[pair] for pair in sorted(found)]


def replace_pairs(record: Record, wanted: Iterable[str], rows: list[dict[str, Any]]) -> None:
    """Put these rows in the place of all pairs with one of these forms."""
    table = schema.likenesses.c
    with record.transaction() as connection:
        for batch in batched(dict.fromkeys(wanted), 400):
            where = or_(table.form.in_(batch), table.other.in_(batch))
            connection.execute(delete(schema.likenesses).where(where))
        if rows:
            connection.execute(insert(schema.likenesses), rows)


def delete_pairs(record: Record, pairs: Iterable[tuple[str, str]]) -> None:
    """Take out these pairs (form, other)."""
    rows = list(pairs)
    with record.transaction() as connection:
        if rows:
            connection.exec_driver_sql("DELETE FROM likenesses WHERE form = ? AND other = ?", rows)


def judge_pairs(record: Record, verdicts: Iterable[tuple[str, float, str, str, str]]) -> None:
    """Set (verdict, score, data) of the pair (form, other)."""
    rows = list(verdicts)
    with record.transaction() as connection:
        if rows:
            connection.exec_driver_sql(
                "UPDATE likenesses SET verdict = ?, score = ?, data = ? WHERE form = ? AND other = ?", rows
            )


def doubts(record: Record, forms: Iterable[str] | None = None) -> list[Any]:
    """Pairs, with one of these forms if any are given, whose forms stand for two entities: rows of form,
    other, verdict, score, data, and `one` and `two`, the entities."""
    pair = schema.likenesses.c
    here, there = schema.spellings.alias("here"), schema.spellings.alias("there")
    query = (
        select(
            pair.form,
            pair.other,
            pair.verdict,
            pair.score,
            pair.data,
            here.c.entity.label("one"),
            there.c.entity.label("two"),
        )
        .join(here, here.c.form == pair.form)
        .join(there, there.c.form == pair.other)
        .where(here.c.entity != there.c.entity, pair.verdict != "different")
        .distinct()
        .order_by(pair.score.desc(), pair.form, pair.other)
    )
    if forms is None:
        return record.rows(query)
    return [row for side in (pair.form, pair.other) for row in record.rows_in(side, query, forms)]
