"""What the record knows of reports together, as the relating stages need it: neighbours, trees,
names and stories. Nothing here looks at all reports; each query is bounded by what is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import batched
from typing import Any, Literal, Protocol

import msgspec
from sqlalchemy import Table, bindparam, delete, insert, select, text, update

from truceline.model.claims import EventMention, Figure
from truceline.model.record import Conflict, Entity, Event, Link, Story
from truceline.model.report import ReportId
from truceline.store import schema
from truceline.store.claims import decode
from truceline.store.record import Record


class Namer(Protocol):
    """What says in which block a name is compared."""

    def key(self, name: str, kind: Any) -> Any: ...


SHINGLES, FEATURES = 1, 2
"""The spaces of postings."""
_ID = 16


def unrelated(record: Record, most: int) -> list[ReportId]:
    """Reports that have no place among the others yet, at most so many, in order of publication."""
    query = (
        select(schema.digests.c.report)
        .join(schema.reports)
        .where(schema.digests.c.related == 0)
        .order_by(schema.reports.c.sort_key)
        .limit(most)
    )
    return [row.report for row in record.rows(query)]


def mark_related(record: Record, reports: Iterable[ReportId]) -> None:
    with record.transaction() as connection:
        for batch in batched(reports, 500):
            connection.execute(
                update(schema.digests).where(schema.digests.c.report.in_(batch)).values(related=1)
            )


# Neighbours -------------------------------------------------------------------------------------


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
    side: Literal["before", "behind"],
    count: int,
) -> dict[ReportId, set[ReportId]]:
    """For each report, given as {sort key: keys}, the `count` nearest on one side under each key."""
    comes, order = ("<", "DESC") if side == "before" else (">", "ASC")
    columns = ", ".join(
        "(SELECT q.sort_key FROM postings q WHERE q.space = :space AND q.key = p.key "
        f"AND q.sort_key {comes} p.sort_key ORDER BY q.sort_key {order} LIMIT 1 OFFSET {offset})"
        for offset in range(count)
    )
    found: defaultdict[ReportId, set[ReportId]] = defaultdict(set)
    with record.transaction() as connection:
        connection.exec_driver_sql("CREATE TEMP TABLE IF NOT EXISTS probe (key INTEGER, sort_key TEXT)")
        connection.exec_driver_sql("DELETE FROM probe")
        rows = [(key, order) for order, of in keys.items() for key in of]
        if rows:
            connection.exec_driver_sql("INSERT INTO probe VALUES (?, ?)", rows)
        for own, *others in connection.execute(
            text(f"SELECT p.sort_key, {columns} FROM probe p"), {"space": space}
        ):
            found[own[-_ID:]].update(other[-_ID:] for other in others if other is not None)
    return found


# Trees: who derives from whom, who joined whose story -------------------------------------------


def save_links(record: Record, links: Iterable[Link]) -> dict[ReportId, ReportId | None]:
    """Set where these reports' texts come from; gives {report whose root changed: its root before}."""
    rows = {
        link.report: {
            "report": link.report,
            "kind": link.kind,
            "origin": link.origin,
            "share": link.share,
            "agency": link.agency,
        }
        for link in links
    }
    return _save_tree(record, schema.lineage, "origin", "root", rows)


def save_parents(
    record: Record, parents: Mapping[ReportId, ReportId | None]
) -> dict[ReportId, ReportId | None]:
    """Set whose story these reports join; gives {report whose story changed: its story before}."""
    rows = {report: {"report": report, "parent": parent} for report, parent in parents.items()}
    return _save_tree(record, schema.members, "parent", "story", rows)


def parents(record: Record, reports: Iterable[ReportId]) -> dict[ReportId, ReportId | None]:
    """The report whose story each of these joined, None where it opened one."""
    table = schema.members.c
    query = select(table.report, table.parent)
    return {row.report: row.parent for row in record.rows_in(table.report, query, reports)}


def _roots(record: Record, table: Table, root: str, reports: Iterable[ReportId]) -> dict[ReportId, ReportId]:
    query = select(table.c.report, table.c[root].label("root"))
    return {row.report: row.root for row in record.rows_in(table.c.report, query, reports)}


def _save_tree(
    record: Record, table: Table, up: str, root: str, rows: Mapping[ReportId, dict[str, Any]]
) -> dict[ReportId, ReportId | None]:
    """Write nodes and bring the root of each, and of all below it, up to date; gives the old root of
    each node whose root changed, None for a new one."""
    there = {row.report: row._asdict() for row in record.rows_in(table.c.report, select(table), rows)}
    before: dict[ReportId, ReportId | None] = {node: row.pop(root) for node, row in there.items()}
    new = {node: row for node, row in rows.items() if there.get(node) != row}
    with record.transaction() as connection:
        for batch in batched(new, 500):
            connection.execute(delete(table).where(table.c.report.in_(batch)))
        if new:
            connection.execute(
                insert(table), [{**row, root: before.get(node) or ""} for node, row in new.items()]
            )
        above: dict[ReportId, ReportId | None] = {node: row[up] for node, row in new.items()}
        level = list(above)
        while level:
            query = select(table.c.report, table.c[up].label("up"), table.c[root].label("root"))
            below = [row for row in record.rows_in(table.c[up], query, level) if row.report not in above]
            above.update({row.report: row.up for row in below})
            before.update({row.report: row.root for row in below})
            level = [row.report for row in below]
        outside = {higher for higher in above.values() if higher and higher not in above}
        after = _tops(above, _roots(record, table, root, outside))
        changed = {node: before.get(node) for node in above if before.get(node) != after[node]}
        statement = update(table).where(table.c.report == bindparam("node")).values({root: bindparam("top")})
        if changed:
            connection.execute(statement, [{"node": node, "top": after[node]} for node in changed])
    return changed


def _tops(
    above: Mapping[ReportId, ReportId | None], known: Mapping[ReportId, ReportId]
) -> dict[ReportId, ReportId]:
    """The root of every node, given the node above each and the roots of those outside."""
    tops: dict[ReportId, ReportId] = {}
    for node in above:
        path, at = [], node
        while at in above and at not in tops and (higher := above[at]) is not None:
            path.append(at)
            at = higher
        tops.update(dict.fromkeys([*path, *([at] if at in above else [])], tops.get(at) or known.get(at, at)))
    return tops


# Names ------------------------------------------------------------------------------------------


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


# Stories ----------------------------------------------------------------------------------------


def stories_of(record: Record, reports: Iterable[ReportId]) -> set[ReportId]:
    return set(_roots(record, schema.members, "story", reports).values())


def members(record: Record, stories: Iterable[ReportId]) -> dict[ReportId, list[ReportId]]:
    """The reports of each story in the order of publication; an ended story has none."""
    query = select(schema.members.c.story, schema.members.c.report).join(schema.reports)
    found: dict[ReportId, list[ReportId]] = {story: [] for story in stories}
    for row in record.rows_in(schema.members.c.story, query.order_by(schema.reports.c.sort_key), found):
        found[row.story].append(row.report)
    return found


def roots_of_text(record: Record, reports: Iterable[ReportId]) -> dict[ReportId, ReportId]:
    """The original that each report's text goes back to."""
    return _roots(record, schema.lineage, "root", reports)


def copied_from(record: Record, reports: Iterable[ReportId]) -> dict[ReportId, ReportId]:
    """For each of these reports that is a copy or an excerpt, the report it is taken from."""
    table = schema.lineage.c
    query = select(table.report, table.origin).where(table.kind.in_(("copy", "excerpt")))
    return {row.report: row.origin for row in record.rows_in(table.report, query, reports)}


def events_and_figures(
    record: Record, reports: Iterable[ReportId]
) -> tuple[list[tuple[str, EventMention]], list[tuple[str, Figure]]]:
    """The claims with their ids that are compared within a story."""
    query = select(schema.claims.c.id, schema.claims.c.kind, schema.claims.c.data).where(
        schema.claims.c.kind.in_(("event", "figure"))
    )
    rows = record.rows_in(schema.claims.c.report, query, reports)
    return (
        [(row.id, decode("event", row.data)) for row in rows if row.kind == "event"],
        [(row.id, decode("figure", row.data)) for row in rows if row.kind == "figure"],
    )


def save_stories(
    record: Record,
    gone: Iterable[ReportId],
    stories: Iterable[Story],
    events: Iterable[Event],
    conflicts: Iterable[Conflict],
) -> None:
    """Put these stories, with their events and conflicts, in the place of `gone`."""
    with record.transaction() as connection:
        for batch in batched(gone, 500):
            connection.execute(delete(schema.stories).where(schema.stories.c.id.in_(batch)))
            for table in (schema.events, schema.conflicts):
                connection.execute(delete(table).where(table.c.story.in_(batch)))
        encode = msgspec.json.encode
        for table, rows in (
            (
                schema.stories,
                [{"id": s.id, "first": s.first, "last": s.last, "data": encode(s).decode()} for s in stories],
            ),
            (
                schema.events,
                [
                    {
                        "id": e.id,
                        "story": e.story,
                        "first": min(e.dates)[0] if e.dates else None,
                        "data": encode(e).decode(),
                    }
                    for e in events
                ],
            ),
            (
                schema.conflicts,
                [
                    {"id": c.id, "story": c.story, "kind": c.kind, "data": encode(c).decode()}
                    for c in conflicts
                ],
            ),
        ):
            if rows:
                connection.execute(insert(table), rows)
