"""What texts say about their own dates, and when reports without a date were written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import batched

import msgspec
from sqlalchemy import delete, func, insert, select

from truceline.model.dating import TextDates
from truceline.model.record import Dating
from truceline.model.report import ReportId
from truceline.store import schema
from truceline.store.record import Record

_text_dates = msgspec.json.Decoder(TextDates).decode
_dating = msgspec.json.Decoder(Dating).decode


def text_dates(record: Record, reports: Iterable[ReportId]) -> dict[ReportId, TextDates]:
    """What the texts of those of these reports say whose text says anything."""
    table = schema.digests.c
    query = select(table.report, table.dates).where(table.dates.is_not(None))
    return {row.report: _text_dates(row.dates) for row in record.rows_in(table.report, query, reports)}


def undated(record: Record, reports: Iterable[ReportId]) -> set[ReportId]:
    """Which of these reports have no date."""
    table = schema.reports.c
    query = select(table.id).where(table.published.is_(None))
    return {row.id for row in record.rows_in(table.id, query, reports)}


def days(record: Record, reports: Iterable[ReportId]) -> dict[ReportId, date]:
    """The days on which those of these reports were published that have a date."""
    table = schema.reports.c
    query = select(table.id, table.published).where(table.published.is_not(None))
    rows = record.rows_in(table.id, query, reports)
    return {row.id: date.fromisoformat(row.published[:10]) for row in rows}


def dated(record: Record) -> dict[ReportId, date]:
    """The day of every report that has a date."""
    table = schema.reports.c
    rows = record.rows(select(table.id, table.published).where(table.published.is_not(None)))
    return {row.id: date.fromisoformat(row.published[:10]) for row in rows}


def names_of(record: Record, reports: Iterable[ReportId]) -> dict[ReportId, dict[str, int]]:
    """The names of each of these reports with the number of their mentions."""
    table = schema.names.c
    found: dict[ReportId, dict[str, int]] = {report: {} for report in reports}
    query = select(table.report, table.name, table.mentions)
    rows = record.rows_in(table.report, query.order_by(table.report, table.name), found)
    for row in rows:
        found[row.report][row.name] = row.mentions
    return found


def having_name(record: Record, names: Iterable[str]) -> dict[str, int]:
    """How many reports have each of these names."""
    table = schema.names.c
    query = select(table.name, func.count().label("reports")).group_by(table.name)
    return {row.name: row.reports for row in record.rows_in(table.name, query, names)}


def datings(record: Record, reports: Iterable[ReportId] | None = None) -> dict[ReportId, Dating]:
    """The interval of each report without a date, and what speaks against the date of others; in the order of
    publication."""
    query = select(schema.datings.c.report, schema.datings.c.data, schema.reports.c.sort_key).join(
        schema.reports
    )
    rows = record.rows(query) if reports is None else record.rows_in(schema.datings.c.report, query, reports)
    return {row.report: _dating(row.data) for row in sorted(rows, key=lambda row: row.sort_key)}


def save_datings(record: Record, gone: Iterable[ReportId], found: dict[ReportId, list[Dating]]) -> None:
    """Put the datings `found`, by story, in the place of those of the stories `gone`."""
    rows = [
        {"report": one.report, "story": story, "data": msgspec.json.encode(one).decode()}
        for story, members in found.items()
        for one in members
    ]
    with record.transaction() as connection:
        for batch in batched(gone, 500):
            connection.execute(delete(schema.datings).where(schema.datings.c.story.in_(batch)))
        if rows:
            connection.execute(insert(schema.datings).prefix_with("OR REPLACE"), rows)
