"""The names of all reports together, in blocks that are compared, and the entities they stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import batched
from typing import Any, Literal, Protocol

from sqlalchemy import delete, insert, select

from truceline.model.record import Entity
from truceline.model.report import ReportId
from truceline.store import schema
from truceline.store.record import Record


class Namer(Protocol):
    """What says in which block a name is compared."""

    def key(self, name: str, kind: Any) -> Any: ...


def count_names(
    record: Record, reports: Iterable[ReportId], namer: Namer, sign: Literal[1, -1] = 1
) -> set[str]:
    """Add the names of these reports to those of all (or take them off); gives the blocks they are in."""
    query = select(schema.names.c.name, schema.names.c.kind, schema.names.c.mentions)
    counts: defaultdict[tuple[str, str], int] = defaultdict(int)
    for row in record.rows_in(schema.names.c.report, query, reports):
        counts[row.name, row.kind] += sign * row.mentions
    rows = [(name, kind, namer.key(name, kind).block, times) for (name, kind), times in counts.items()]
    with record.transaction() as connection:
        if rows:
            connection.exec_driver_sql(
                "INSERT INTO spellings (name, kind, block, mentions) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (name, kind) DO UPDATE SET mentions = mentions + excluded.mentions",
                rows,
            )
            connection.execute(delete(schema.spellings).where(schema.spellings.c.mentions <= 0))
    return {block for _, _, block, _ in rows}


def block_names(record: Record, namer: Namer) -> set[str]:
    """Put all names into the blocks they now belong to; gives every block, old and new."""
    table = schema.spellings.c
    with record.transaction() as connection:
        rows = record.rows(select(table.name, table.kind, table.block))
        now = [(namer.key(row.name, row.kind).block, row.name, row.kind) for row in rows]
        if now:
            connection.exec_driver_sql("UPDATE spellings SET block = ? WHERE name = ? AND kind = ?", now)
    return {row.block for row in rows} | {block for block, _, _ in now}


def spellings(record: Record, blocks: Iterable[str]) -> dict[str, list[Any]]:
    """The names of each block: rows of name, kind, mentions and entity."""
    table = schema.spellings.c
    query = select(table.block, table.name, table.kind, table.mentions, table.entity)
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for row in record.rows_in(table.block, query, blocks):
        found[row.block].append(row)
    return found


def save_entities(
    record: Record,
    blocks: Iterable[str],
    entities: Mapping[str, Iterable[Entity]],
    entity_of: Mapping[tuple[str, str], str],
) -> None:
    """Put these entities in the place of those of their blocks, with what each (name, kind) stands for."""
    rows = [
        {"id": one.id, "block": block, "kind": one.kind, "name": one.name, "short": int(one.short)}
        for block, found in entities.items()
        for one in found
    ]
    with record.transaction() as connection:
        for batch in batched(blocks, 500):
            connection.execute(delete(schema.entities).where(schema.entities.c.block.in_(batch)))
        if rows:
            connection.execute(insert(schema.entities), rows)
        if entity_of:
            connection.exec_driver_sql(
                "UPDATE spellings SET entity = ? WHERE name = ? AND kind = ?",
                [(entity, name, kind) for (name, kind), entity in entity_of.items()],
            )


def reports_naming(record: Record, names: Iterable[tuple[str, str]]) -> set[ReportId]:
    """Every report with one of these (name, kind)."""
    wanted = set(names)
    query = select(schema.names.c.report, schema.names.c.name, schema.names.c.kind)
    rows = record.rows_in(schema.names.c.name, query, {name for name, _ in wanted})
    return {row.report for row in rows if (row.name, row.kind) in wanted}


def names_of(record: Record, reports: Iterable[ReportId]) -> list[Any]:
    """Rows of report, name, kind, mentions; `entity`, which the name is in all reports together, and
    `meaning`, which it is in this one."""
    of, every = schema.names.c, schema.spellings.c
    query = select(
        of.report,
        of.name,
        of.kind,
        of.mentions,
        of.entity.label("meaning"),
        every.entity,
    ).join(schema.spellings, (every.name == of.name) & (every.kind == of.kind))
    return record.rows_in(schema.names.c.report, query, reports)


def save_meanings(record: Record, meanings: Mapping[tuple[ReportId, str], str]) -> None:
    """Set which entity a name stands for in a report."""
    with record.transaction() as connection:
        if meanings:
            connection.exec_driver_sql(
                "UPDATE names SET entity = ? WHERE report = ? AND name = ?",
                [(entity, report, name) for (report, name), entity in meanings.items()],
            )


def copy_meanings(record: Record, twins: Mapping[ReportId, ReportId]) -> None:
    """Let the names of reports stand for what they do in the report whose very words they have; of names that
    these words do not have (in a title), for what they do in all reports."""
    with record.transaction() as connection:
        for batch in batched(sorted(twins.items()), 500):
            connection.exec_driver_sql(
                "UPDATE names SET entity = COALESCE("
                "(SELECT first.entity FROM names first WHERE first.report = ? AND first.name = names.name), "
                "(SELECT every.entity FROM spellings every WHERE every.name = names.name "
                "AND every.kind = names.kind)) WHERE report = ?",
                [(first, twin) for twin, first in batch],
            )


def nameless(record: Record) -> set[ReportId]:
    """The reports whose names stand for nothing yet: those that have no place among the others."""
    return {
        row.report
        for row in record.rows(select(schema.digests.c.report).where(schema.digests.c.related == 0))
    }
