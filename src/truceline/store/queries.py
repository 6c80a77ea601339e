"""What views and exports ask of a record. Everything comes in an order that the content decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import func, select, text

from truceline.errors import Failure
from truceline.model.claims import Mention, Reference
from truceline.model.record import Conflict, Decision, Entity, Event, Lineage, Series, Story, Wire
from truceline.model.report import ReportId
from truceline.store import schema
from truceline.store.claims import decode
from truceline.store.database import storable
from truceline.store.record import Record

_titles = msgspec.json.Decoder(tuple[str, ...]).decode
_roles = msgspec.json.Decoder(tuple[tuple[str, str], ...]).decode
_story = msgspec.json.Decoder(Story).decode
_event = msgspec.json.Decoder(Event).decode
_conflict = msgspec.json.Decoder(Conflict).decode
_series = msgspec.json.Decoder(Series).decode
_lineage = msgspec.json.Decoder(Lineage).decode
_wire = msgspec.json.Decoder(Wire).decode


def counts(record: Record) -> dict[str, int]:
    """How much there is of each thing at one moment, without reading it."""

    def number(table: Any, *where: Any) -> Any:
        return select(func.count()).select_from(table).where(*where).scalar_subquery()

    used = schema.entities.c.id.in_(select(schema.names.c.entity).distinct())
    wanted = {
        "reports": number(schema.reports),
        "undated": number(schema.reports, schema.reports.c.published.is_(None)),
        "originals": number(schema.lineage, schema.lineage.c.derived == "not"),
        "partly": number(schema.lineage, schema.lineage.c.derived == "partly"),
        "copies": number(schema.lineage, schema.lineage.c.derived == "wholly"),
        "stories": number(schema.stories),
        "people": number(schema.entities, used, schema.entities.c.kind == "person"),
        "bodies": number(schema.entities, used, schema.entities.c.kind == "body"),
        "places": number(schema.entities, used, schema.entities.c.kind == "place"),
        "meetings": number(schema.events, func.json_extract(schema.events.c.data, "$.code") == "CONSULT"),
        "statements": number(schema.claims, schema.claims.c.kind == "statement"),
        "figures": number(schema.claims, schema.claims.c.kind == "figure"),
        "disagreements": number(schema.conflicts, schema.conflicts.c.kind.not_in(("rounding", "scope"))),
        "failures": number(schema.failures),
    }
    (found,) = record.rows(select(*(query.label(name) for name, query in wanted.items())))
    return {name: int(getattr(found, name)) for name in wanted}


def lineages(record: Record) -> dict[ReportId, tuple[Lineage, ReportId]]:
    """Where each report's text comes from, and the first report of the tree of texts that it is in."""
    table = schema.lineage.c
    rows = record.rows(select(table.report, table.root, table.data).order_by(table.report))
    return {row.report: (_lineage(row.data), row.root) for row in rows}


def wires(record: Record) -> dict[ReportId, Wire]:
    """The agency behind each tree of texts, by the first report of the tree."""
    return {row.root: _wire(row.data) for row in record.rows(select(schema.wires))}


def stories(record: Record, ids: Iterable[ReportId] | None = None) -> list[Story]:
    """Stories, the latest first; those without a date at the end."""
    table = schema.stories.c
    rows = (
        record.rows(select(table.data)) if ids is None else record.rows_in(table.id, select(table.data), ids)
    )
    found = [_story(row.data) for row in rows]
    found.sort(key=lambda story: story.id)
    return sorted(found, key=lambda story: (story.last or "", len(story.reports)), reverse=True)


def events(record: Record, stories: Iterable[ReportId] | None = None) -> list[Event]:
    """Events by the earliest of their dates, those without one at the end."""
    table = schema.events.c
    rows = (
        record.rows(select(table.data))
        if stories is None
        else record.rows_in(table.story, select(table.data), stories)
    )
    found = [_event(row.data) for row in rows]
    return sorted(found, key=lambda event: (min(event.dates, default=("9999", "")), event.id))


def conflicts(record: Record) -> list[Conflict]:
    """Contradictions first, then what is unsure, other sources, updates, other scopes and roundings."""
    order = {"contradiction": 0, "unsure": 1, "source": 2, "update": 3, "scope": 4, "rounding": 5}
    found = [_conflict(row.data) for row in record.rows(select(schema.conflicts.c.data))]
    return sorted(found, key=lambda conflict: (order[conflict.kind], conflict.story, conflict.id))


def series(record: Record) -> list[Series]:
    """Series of figures, those with most points first."""
    found = [_series(row.data) for row in record.rows(select(schema.series.c.data))]
    return sorted(found, key=lambda one: (-len(one.points), one.story, one.id))


def claims(record: Record, kind: str, ids: Iterable[str] | None = None) -> list[tuple[str, Any]]:
    """(id, claim) of one kind, by report and place in the text."""
    table = schema.claims.c
    query = select(table.id, table.report, table.start, table.end, table.data)
    if ids is None:
        order = table.report, table.start, table.end, table.id
        rows = record.rows(query.where(table.kind == kind).order_by(*order))
    else:
        rows = record.rows_in(table.id, query, ids)
        rows.sort(key=lambda row: (row.report, row.start, row.end, row.id))
    return [(row.id, decode(kind, row.data)) for row in rows]


def claims_of(record: Record, report: ReportId) -> list[tuple[str, str, Any]]:
    """(id, kind, claim) of one report, in the order of the text."""
    table = schema.claims.c
    query = select(table.id, table.kind, table.data).where(table.report == report)
    rows = record.rows(query.order_by(table.start, table.end, table.id))
    return [(row.id, row.kind, decode(row.kind, row.data)) for row in rows]


def meanings(record: Record) -> dict[ReportId, dict[str, str]]:
    """{report: {name: entity}}."""
    found: defaultdict[ReportId, dict[str, str]] = defaultdict(dict)
    table = schema.names.c
    for row in record.rows(select(table.report, table.name, table.entity)):
        if row.entity is not None:
            found[row.report][row.name] = row.entity
    return found


@dataclass(frozen=True, slots=True)
class Named:
    """What one report says of an entity by one name: titles, and (office, of whom or "")."""

    entity: str
    report: ReportId
    published: str | None
    titles: tuple[str, ...]
    roles: tuple[tuple[str, str], ...]


def named(record: Record) -> list[Named]:
    """Where entities are named, and with what titles and offices."""
    table = schema.names.c
    query = select(table.entity, table.report, table.titles, table.roles, schema.reports.c.published)
    rows = record.rows(
        query.join(schema.reports).where(table.entity.is_not(None)).order_by(table.report, table.name)
    )
    return [
        Named(row.entity, row.report, row.published, _titles(row.titles), _roles(row.roles)) for row in rows
    ]


def main_names(record: Record) -> dict[str, str]:
    """The main names by which some entities are known beforehand."""
    table = schema.entities.c
    return {row.id: row.known for row in record.rows(select(table.id, table.known)) if row.known is not None}


def entities_of(record: Record, ids: Iterable[str]) -> list[Any]:
    """Rows of id and name of these entities."""
    table = schema.entities.c
    return record.rows_in(table.id, select(table.id, table.name), ids)


def entities(record: Record) -> list[Entity]:
    """Who and what is named, with the spellings of each; the most often named first."""
    table = schema.names.c
    query = select(table.entity, table.name, func.sum(table.mentions).label("times")).group_by(
        table.entity, table.name
    )
    written: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in record.rows(query):
        written[row.entity].append((row.name, int(row.times)))
    found = [
        Entity(row.id, row.kind, row.name, tuple(sorted(written[row.id], key=_by_times)), bool(row.short))
        for row in record.rows(select(schema.entities))
        if row.id in written
    ]
    return sorted(found, key=lambda one: (-sum(times for _, times in one.spellings), one.name, one.id))


def _by_times(spelling: tuple[str, int]) -> tuple[int, str]:
    return -spelling[1], spelling[0]


def mentions[C: (Mention, Reference)](
    record: Record, entity: str, of: dict[ReportId, dict[str, str]], kind: type[C]
) -> list[tuple[str, C]]:
    """Where an entity is named (`Mention`), or meant without a name (`Reference`); `of` is what `meanings`
    gives."""
    reports = [report for report, names in of.items() if entity in names.values()]
    table = schema.claims.c
    claim = "mention" if kind is Mention else "reference"
    query = select(table.id, table.report, table.start, table.data).where(table.kind == claim)
    rows = sorted(
        record.rows_in(table.report, query, reports), key=lambda row: (row.report, row.start, row.id)
    )
    found = [(row.id, decode(claim, row.data)) for row in rows]
    return [(claim_id, one) for claim_id, one in found if of[one.span.report].get(one.name or "") == entity]


def failures(record: Record) -> list[Failure]:
    rows = record.rows(select(schema.failures).order_by(schema.failures.c.item))
    return [Failure(row.stage, row.item, row.code, row.message) for row in rows]


def decisions(record: Record) -> list[Decision]:
    rows = record.rows(select(schema.decisions).order_by(schema.decisions.c.number))
    return [Decision(row.number, row.made, row.by, row.action, row.subject, row.detail) for row in rows]


def paths(record: Record) -> dict[ReportId, tuple[str, ...]]:
    """Where each report was found."""
    found: defaultdict[ReportId, tuple[str, ...]] = defaultdict(tuple)
    for row in record.rows(select(schema.paths).order_by(schema.paths.c.report, schema.paths.c.path)):
        found[row.report] += (row.path,)
    return found


def search(record: Record, words: str, most: int = 20) -> list[ReportId]:
    """Reports whose title or text has all of these words, the best match first."""
    seen = storable(words).translate({ord("\0"): " ", ord('"'): None})
    query = " ".join(f'"{word}"' for word in seen.split())
    if not query:
        return []
    statement = text(
        "SELECT reports.id FROM search JOIN reports ON reports.rowid = search.rowid "
        "WHERE search MATCH :query ORDER BY rank, reports.id LIMIT :most"
    )
    return [row.id for row in record.rows(statement, {"query": query, "most": most})]
