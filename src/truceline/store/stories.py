"""Which report is of which story, by what they are alike, and what is made anew with a story: its events
and conflicts."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from itertools import batched
from typing import Any

import msgspec
from sqlalchemy import delete, insert, select, update

from truceline.model.claims import EventMention, Figure, Statement
from truceline.model.digest import Vector
from truceline.model.record import Conflict, Event, Series, Story
from truceline.model.report import ReportId
from truceline.store import schema
from truceline.store.claims import decode
from truceline.store.record import Record

_RELATED = ("postings", "vectors", "edges", "lineage", "wires", "members", "stories", "events", "conflicts",
            "series",            "datings", "utterances", "disputes",
            "spellings", "faces", "forms", "form_keys", "likenesses", "entities")  # fmt: skip


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


def unrelate_all(record: Record) -> None:
    """Forget what was found of reports together: all of them are then related anew."""
    with record.transaction() as connection:
        for table in _RELATED:
            connection.exec_driver_sql(f"DELETE FROM {table}")
        connection.execute(update(schema.digests).values(related=0))
        connection.execute(update(schema.names).values(entity=None))


# Likeness ---------------------------------------------------------------------------------------


def save_vectors(record: Record, vectors: Iterable[Vector]) -> None:
    rows = [
        {
            "report": one.report,
            "sort_key": one.order,
            "published": one.published,
            "weekdays": one.weekdays,
            "earliest": one.earliest,
            "latest": one.latest,
            "keys": array("q", one.weights).tobytes(),
            "weights": array("d", one.weights.values()).tobytes(),
        }
        for one in vectors
    ]
    with record.transaction() as connection:
        if rows:
            connection.execute(insert(schema.vectors).prefix_with("OR REPLACE"), rows)


def vectors(record: Record, reports: Iterable[ReportId]) -> dict[ReportId, Vector]:
    """The vectors of those of these reports that have one."""
    rows = record.rows_in(schema.vectors.c.report, select(schema.vectors), reports)
    return {row.report: _vector(row) for row in rows}


def _vector(row: Any) -> Vector:
    by_key = dict(zip(array("q", row._mapping["keys"]), array("d", row.weights), strict=True))
    return Vector(row.report, row.sort_key, row.published, row.weekdays, by_key, row.earliest, row.latest)


def forget_vectors(record: Record, reports: Iterable[ReportId]) -> None:
    with record.transaction() as connection:
        for batch in batched(reports, 500):
            connection.execute(delete(schema.vectors).where(schema.vectors.c.report.in_(batch)))


def with_vectors(record: Record, reports: Iterable[ReportId]) -> set[ReportId]:
    query = select(schema.vectors.c.report)
    return {row.report for row in record.rows_in(schema.vectors.c.report, query, reports)}


type Edges = dict[tuple[ReportId, ReportId], float]
"""{(later, earlier): likeness}"""


def save_edges(record: Record, later: Iterable[ReportId], edges: Edges) -> set[ReportId]:
    """Put these edges in the place of those that lead from `later` reports to earlier ones; gives the
    reports at the ends of those that changed."""
    before = edges_back(record, later)
    gone = [pair for pair, likeness in before.items() if edges.get(pair) != likeness]
    new = [pair for pair, likeness in edges.items() if before.get(pair) != likeness]
    with record.transaction() as connection:
        if gone:
            connection.exec_driver_sql("DELETE FROM edges WHERE later = ? AND earlier = ?", gone)
        if new:
            connection.execute(
                insert(schema.edges),
                [
                    {"later": later, "earlier": earlier, "likeness": edges[later, earlier]}
                    for later, earlier in new
                ],
            )
    return {end for pair in (*gone, *new) for end in pair}


def edges_back(record: Record, reports: Iterable[ReportId]) -> Edges:
    """The edges from these reports to earlier ones."""
    rows = record.rows_in(schema.edges.c.later, select(schema.edges), reports)
    return {(row.later, row.earlier): row.likeness for row in rows}


def edges_of(record: Record, reports: Iterable[ReportId]) -> Edges:
    """All edges at these reports."""
    reports = list(reports)
    found = edges_back(record, reports)
    rows = record.rows_in(schema.edges.c.earlier, select(schema.edges), reports)
    return found | {(row.later, row.earlier): row.likeness for row in rows}


# Membership -------------------------------------------------------------------------------------


def members_by_report(
    record: Record, reports: Iterable[ReportId]
) -> dict[ReportId, tuple[ReportId, ReportId]]:
    """(anchor, story) of each of these reports."""
    table = schema.members.c
    return {
        row.report: (row.anchor, row.story)
        for row in record.rows_in(table.report, select(schema.members), reports)
    }


def anchored(record: Record, anchors: Iterable[ReportId]) -> set[ReportId]:
    """The reports that go with these."""
    query = select(schema.members.c.report)
    return {row.report for row in record.rows_in(schema.members.c.anchor, query, anchors)}


def save_members(record: Record, members: Mapping[ReportId, tuple[ReportId, ReportId]]) -> set[ReportId]:
    """Set the (anchor, story) of reports; gives the stories, old and new, of those that changed."""
    before = members_by_report(record, members)
    changed = {report: new for report, new in members.items() if before.get(report) != new}
    rows = [
        {"report": report, "anchor": anchor, "story": story} for report, (anchor, story) in changed.items()
    ]
    with record.transaction() as connection:
        if rows:
            connection.execute(insert(schema.members).prefix_with("OR REPLACE"), rows)
    return {story for _, story in changed.values()} | {
        before[report][1] for report in changed if report in before
    }


def stories_of(record: Record, reports: Iterable[ReportId]) -> set[ReportId]:
    return {story for _, story in members_by_report(record, reports).values()}


def members(record: Record, stories: Iterable[ReportId]) -> dict[ReportId, list[ReportId]]:
    """The reports of each story in the order of publication; an ended story has none."""
    query = select(schema.members.c.story, schema.members.c.report).join(schema.reports)
    found: dict[ReportId, list[ReportId]] = {story: [] for story in stories}
    for row in record.rows_in(schema.members.c.story, query.order_by(schema.reports.c.sort_key), found):
        found[row.story].append(row.report)
    return found


# Stories, events and conflicts ------------------------------------------------------------------


def compared_claims(
    record: Record, reports: Iterable[ReportId]
) -> tuple[list[tuple[str, EventMention]], list[tuple[str, Figure]], list[tuple[str, Statement]]]:
    """The claims with their ids that are compared within a story: events, figures and statements."""
    query = select(schema.claims.c.id, schema.claims.c.kind, schema.claims.c.data).where(
        schema.claims.c.kind.in_(("event", "figure", "statement"))
    )
    rows = record.rows_in(schema.claims.c.report, query, reports)
    return (
        [(row.id, decode("event", row.data)) for row in rows if row.kind == "event"],
        [(row.id, decode("figure", row.data)) for row in rows if row.kind == "figure"],
        [(row.id, decode("statement", row.data)) for row in rows if row.kind == "statement"],
    )


def save_stories(
    record: Record,
    gone: Iterable[ReportId],
    stories: Iterable[Story],
    events: Iterable[Event],
    conflicts: Iterable[Conflict],
    series: Iterable[Series] = (),
) -> None:
    """Put these stories, with their events, series and conflicts, in the place of `gone`."""
    with record.transaction() as connection:
        for batch in batched(gone, 500):
            connection.execute(delete(schema.stories).where(schema.stories.c.id.in_(batch)))
            for table in (schema.events, schema.conflicts, schema.series):
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
            (schema.series, [{"id": s.id, "story": s.story, "data": encode(s).decode()} for s in series]),
        ):
            if rows:
                connection.execute(insert(table), rows)
