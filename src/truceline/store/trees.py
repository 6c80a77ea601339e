"""Where texts come from, as trees of reports, and the agencies behind the trees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import batched

import msgspec
from sqlalchemy import bindparam, delete, insert, select, update

from truceline.model.digest import Credit
from truceline.model.record import Derived, Lineage, Wire
from truceline.model.report import ReportId
from truceline.store import schema
from truceline.store.record import Record
from truceline.store.rows import credits_of

_lineage = msgspec.json.Decoder(Lineage).decode
_wire = msgspec.json.Decoder(Wire).decode


def save_lineages(record: Record, lineages: Iterable[Lineage]) -> tuple[set[ReportId], set[ReportId]]:
    """Set where these reports' texts come from, and bring the roots of all below them up to date. Gives
    the reports whose lineage changed with all below them, and the roots of the trees that they are and were
    in."""
    rows = {
        one.report: {
            "report": one.report,
            "derived": one.derived,
            "origin": one.origin,
            "twin": one.twin,
            "data": msgspec.json.encode(one).decode(),
        }
        for one in lineages
    }
    table = schema.lineage
    there = {row.report: row._asdict() for row in record.rows_in(table.c.report, select(table), rows)}
    before: dict[ReportId, ReportId | None] = {node: row.pop("root") for node, row in there.items()}
    new = {node: row for node, row in rows.items() if there.get(node) != row}
    with record.transaction() as connection:
        for batch in batched(new, 500):
            connection.execute(delete(table).where(table.c.report.in_(batch)))
        if new:
            connection.execute(
                insert(table), [{**row, "root": before.get(node) or ""} for node, row in new.items()]
            )
        above: dict[ReportId, ReportId | None] = {node: row["origin"] for node, row in new.items()}
        level = list(above)
        while level:
            query = select(table.c.report, table.c.origin, table.c.root)
            below = [row for row in record.rows_in(table.c.origin, query, level) if row.report not in above]
            above.update({row.report: row.origin for row in below})
            before.update({row.report: row.root for row in below})
            level = [row.report for row in below]
        after = _tops(above, roots(record, {up for up in above.values() if up and up not in above}))
        changed = [node for node in above if before.get(node) != after[node]]
        if changed:
            statement = update(table).where(table.c.report == bindparam("node")).values(root=bindparam("top"))
            connection.execute(statement, [{"node": node, "top": after[node]} for node in changed])
    trees = {before.get(node) for node in (*new, *changed)} | {after.get(node) for node in (*new, *changed)}
    return {*above}, {root for root in trees if root}


def lineages(record: Record, reports: Iterable[ReportId]) -> dict[ReportId, tuple[Lineage, ReportId]]:
    """The lineage of each of these reports, and the root of its tree."""
    table = schema.lineage.c
    query = select(table.report, table.root, table.data)
    return {
        row.report: (_lineage(row.data), row.root) for row in record.rows_in(table.report, query, reports)
    }


def origins(record: Record, reports: Iterable[ReportId]) -> dict[ReportId, ReportId | None]:
    """The report that most of each of these texts is from."""
    table = schema.lineage.c
    query = select(table.report, table.origin)
    return {row.report: row.origin for row in record.rows_in(table.report, query, reports)}


def twins(record: Record, reports: Iterable[ReportId]) -> dict[ReportId, ReportId]:
    """For each of these reports that has the very words of another, the first with these words."""
    table = schema.lineage.c
    query = select(table.report, table.twin).where(table.twin.is_not(None))
    wanted = set(reports)
    above: dict[ReportId, ReportId] = {}
    level = wanted
    while level:
        found = {row.report: row.twin for row in record.rows_in(table.report, query, level)}
        above |= found
        level = set(found.values()) - above.keys()
    return {report: _last(above, report) for report in wanted & above.keys()}


def _last(above: Mapping[ReportId, ReportId], report: ReportId) -> ReportId:
    while report in above:
        report = above[report]
    return report


def roots(record: Record, reports: Iterable[ReportId]) -> dict[ReportId, ReportId]:
    """The root of the tree that each report's text is in."""
    query = select(schema.lineage.c.report, schema.lineage.c.root)
    return {row.report: row.root for row in record.rows_in(schema.lineage.c.report, query, reports)}


def credits_of_trees(
    record: Record, roots: Iterable[ReportId]
) -> dict[ReportId, list[tuple[ReportId, Derived, tuple[Credit, ...]]]]:
    """(report, derived, credits) of the members of each tree, in the order of publication."""
    query = (
        select(
            schema.lineage.c.root, schema.lineage.c.report, schema.lineage.c.derived, schema.digests.c.credits
        )
        .join(schema.digests, schema.digests.c.report == schema.lineage.c.report)
        .join(schema.reports, schema.reports.c.id == schema.lineage.c.report)
        .order_by(schema.reports.c.sort_key)
    )
    found: defaultdict[ReportId, list[tuple[ReportId, Derived, tuple[Credit, ...]]]] = defaultdict(list)
    for row in record.rows_in(schema.lineage.c.root, query, roots):
        credited = () if row.credits == "[]" else credits_of(row.credits)
        found[row.root].append((row.report, row.derived, credited))
    return found


def save_wires(record: Record, wires: Mapping[ReportId, Wire | None]) -> set[ReportId]:
    """Set the agency behind each of these trees, None for none; gives the roots of those that changed."""
    before = wires_of(record, wires)
    changed = {root for root, wire in wires.items() if before.get(root) != wire}
    rows = [
        {"root": root, "data": msgspec.json.encode(wire).decode()}
        for root in sorted(changed)
        if (wire := wires[root]) is not None
    ]
    with record.transaction() as connection:
        for batch in batched(changed, 500):
            connection.execute(delete(schema.wires).where(schema.wires.c.root.in_(batch)))
        if rows:
            connection.execute(insert(schema.wires), rows)
    return changed


def wires_of(record: Record, roots: Iterable[ReportId]) -> dict[ReportId, Wire]:
    query = select(schema.wires.c.root, schema.wires.c.data)
    return {row.root: _wire(row.data) for row in record.rows_in(schema.wires.c.root, query, roots)}


def members_of_trees(record: Record, roots: Iterable[ReportId]) -> set[ReportId]:
    query = select(schema.lineage.c.report)
    return {row.report for row in record.rows_in(schema.lineage.c.root, query, roots)}


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
