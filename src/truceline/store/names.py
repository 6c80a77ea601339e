"""The names of all reports together, by form, and the entities they stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import batched
from typing import Any, Protocol

import msgspec
from sqlalchemy import delete, func, insert, select

from truceline.model.record import Entity
from truceline.model.report import ReportId
from truceline.store import schema
from truceline.store.record import Record

_titles = msgspec.json.Decoder(list[str]).decode
_roles = msgspec.json.Decoder(list[tuple[str, str]]).decode

type Spelled = tuple[str, str]
"""A name and its kind."""
type Trait = tuple[str, str, str]
"""What reports say of a name: ("title", title, "") or ("role", office, of whom)."""


class Namer(Protocol):
    """What says which names differ in nothing that tells names apart: they have one form."""

    def form(self, name: str, kind: Any) -> str: ...


@dataclass(frozen=True, slots=True)
class Counted:
    """The forms of names that were counted: those with a name that the record did not have, and those of
    which something new is said. The names in `again` only are more frequent."""

    new: set[str]
    said: set[str]
    again: set[str]


def count_names(record: Record, reports: Iterable[ReportId], namer: Namer) -> Counted:
    """Add the names of these reports to those of all."""
    table = schema.names.c
    query = select(table.name, table.kind, table.mentions, table.titles, table.roles)
    counts: defaultdict[Spelled, int] = defaultdict(int)
    said: defaultdict[Spelled, set[Trait]] = defaultdict(set)
    for row in record.rows_in(table.report, query, reports):
        counts[row.name, row.kind] += row.mentions
        if row.titles != "[]":
            said[row.name, row.kind].update(("title", title, "") for title in _titles(row.titles))
        if row.roles != "[]":
            said[row.name, row.kind].update(("role", *role) for role in _roles(row.roles))
    form_of = {one: namer.form(*one) for one in counts}
    there = {(row.name, row.kind) for row in spelled(record, {name for name, _ in counts})}
    before = traits(record, said)
    more = {one: found - before.get(one, set()) for one, found in said.items()}
    with record.transaction() as connection:
        if counts:
            connection.exec_driver_sql(
                "INSERT INTO spellings (name, kind, form, mentions) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (name, kind) DO UPDATE SET mentions = mentions + excluded.mentions",
                [(name, kind, form_of[name, kind], times) for (name, kind), times in counts.items()],
            )
        rows = [(*one, *trait) for one, found in more.items() for trait in sorted(found)]
        if rows:
            connection.exec_driver_sql(
                'INSERT INTO faces (name, kind, what, value, "of") VALUES (?, ?, ?, ?, ?)', rows
            )
    new = {form for one, form in form_of.items() if one not in there}
    told = {form_of[one] for one, found in more.items() if found}
    return Counted(new, told, {one[0] for one, form in form_of.items() if form not in new | told})


def traits(record: Record, names: Iterable[Spelled]) -> dict[Spelled, set[Trait]]:
    """The titles and offices that any report gives these names."""
    wanted = set(names)
    table = schema.faces.c
    query = select(table.name, table.kind, table.what, table.value, table.of)
    found: defaultdict[Spelled, set[Trait]] = defaultdict(set)
    for row in record.rows_in(table.name, query, {name for name, _ in wanted}):
        if (row.name, row.kind) in wanted:
            found[row.name, row.kind].add((row.what, row.value, row.of))
    return found


def form_names(record: Record, namer: Namer, names: Collection[str] | None = None) -> set[str]:
    """Give these names, or all, the forms that they now have; gives every form, old and new, that any of them
    has."""
    table = schema.spellings.c
    query = select(table.name, table.kind, table.form)
    with record.transaction() as connection:
        rows = record.rows(query) if names is None else record.rows_in(table.name, query, names)
        now = [(namer.form(row.name, row.kind), row.name, row.kind) for row in rows]
        moved = [to for to, row in zip(now, rows, strict=True) if to[0] != row.form]
        if moved:
            connection.exec_driver_sql("UPDATE spellings SET form = ? WHERE name = ? AND kind = ?", moved)
    return {row.form for row in rows} | {form for form, _, _ in now}


def spellings(record: Record, forms: Iterable[str]) -> dict[str, list[Any]]:
    """The names of each form: rows of name, kind, mentions and entity."""
    table = schema.spellings.c
    query = select(table.form, table.name, table.kind, table.mentions, table.entity)
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for row in record.rows_in(table.form, query, forms):
        found[row.form].append(row)
    return found


def spelled(record: Record, names: Iterable[str]) -> list[Any]:
    """Rows of name, kind, form, mentions and entity of these names, as far as the record has them."""
    table = schema.spellings.c
    query = select(table.name, table.kind, table.form, table.mentions, table.entity)
    return record.rows_in(table.name, query, names)


def forms_of_entities(record: Record, entities: Iterable[str]) -> set[str]:
    """The forms of all names that stand for these entities in all reports together."""
    table = schema.spellings.c
    return {row.form for row in record.rows_in(table.entity, select(table.form), entities)}


def overtaken(record: Record, names: Iterable[str]) -> dict[str, dict[str, list[Any]]]:
    """The entities of which one of these names is now as frequent as the one they are shown with, or that are
    taken for another kind under one of them: {entity: {form: rows}}, rows as `spellings` has them."""
    table, entity = schema.spellings.c, schema.entities.c
    other = schema.spellings.alias("shown")
    shown = other.c
    query = (
        select(table.entity)
        .join(schema.entities, entity.id == table.entity)
        .outerjoin(other, (shown.name == entity.name) & (shown.entity == entity.id))
        .where(
            ((table.name != entity.name) & (table.mentions >= shown.mentions)) | (table.kind != entity.kind)
        )
        .distinct()
    )
    entities = {row.entity for row in record.rows_in(table.name, query, names)}
    query = select(table.form, table.name, table.kind, table.mentions, table.entity)
    found: defaultdict[str, dict[str, list[Any]]] = defaultdict(dict)
    for row in record.rows_in(table.entity, query, entities):
        found[row.entity].setdefault(row.form, []).append(row)
    return found


def names_of_entity(record: Record, entity: str) -> list[Any]:
    """Rows of name, kind, form and mentions of the names that stand for an entity in all reports together,
    the most frequent first."""
    table = schema.spellings.c
    query = select(table.name, table.kind, table.form, table.mentions).where(table.entity == entity)
    return record.rows(query.order_by(table.mentions.desc(), table.name, table.kind))


def save_entities(
    record: Record,
    gone: Iterable[str],
    entities: Collection[tuple[Entity, str | None]],
    entity_of: Mapping[Spelled, str],
) -> None:
    """Put these entities, each with the main name of whom it is known to be, in the place of those `gone`,
    with what each (name, kind) stands for."""
    rows = [
        {"id": one.id, "kind": one.kind, "name": one.name, "short": int(one.short), "known": known}
        for one, known in entities
    ]
    with record.transaction() as connection:
        for batch in batched({*gone, *(row["id"] for row in rows)}, 500):
            connection.execute(delete(schema.entities).where(schema.entities.c.id.in_(batch)))
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
    """Rows of report, name, kind, mentions; `entity`, which the name is in all reports together, `short` if
    that is known by a single word, and `meaning`, which it is in this one."""
    of, every = schema.names.c, schema.spellings.c
    query = (
        select(
            of.report,
            of.name,
            of.kind,
            of.mentions,
            of.entity.label("meaning"),
            every.entity,
            func.coalesce(schema.entities.c.short, 0).label("short"),
        )
        .join(schema.spellings, (every.name == of.name) & (every.kind == of.kind))
        .outerjoin(schema.entities, schema.entities.c.id == every.entity)
    )
    return record.rows_in(schema.names.c.report, query, reports)


def where_named(record: Record, entities: Iterable[str]) -> Iterator[tuple[str, ReportId, str | None]]:
    """(entity, report, published) for each report that names one of these entities."""
    table = schema.names.c
    query = select(table.entity, table.report, schema.reports.c.published).join(schema.reports).distinct()
    for row in record.rows_in(table.entity, query, entities):
        yield row.entity, row.report, row.published


def named_often(record: Record, entities: Iterable[str], most: int) -> set[str]:
    """Those of these entities that more reports than `most` name."""
    table = schema.names.c
    reports = func.count(table.report.distinct())
    query = select(table.entity).group_by(table.entity).having(reports > most)
    return {row.entity for row in record.rows_in(table.entity, query, entities)}


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
