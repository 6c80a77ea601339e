"""Series of figures from outside, as they were brought in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import delete, insert, select

from truceline.store import schema
from truceline.store.database import storable
from truceline.store.record import Record

type Value = tuple[str, str, float]
"""(field, day, value)"""


def save(record: Record, feed: str, source: str, values: Iterable[Value]) -> None:
    """Put these values in the place of those that the feed has; those of other days stay."""
    rows = [
        {
            "feed": storable(feed),
            "value_of": storable(field),
            "day": day,
            "value": value,
            "source": storable(source),
        }
        for field, day, value in values
    ]
    with record.transaction() as connection:
        if rows:
            connection.execute(insert(schema.feeds).prefix_with("OR REPLACE"), rows)


def forget(record: Record, feed: str) -> int:
    """Take a feed out of the record; says how many values it had."""
    with record.transaction() as connection:
        return int(connection.execute(delete(schema.feeds).where(schema.feeds.c.feed == feed)).rowcount)


def values(record: Record) -> dict[tuple[str, str], dict[str, float]]:
    """{(feed, field): {day: value}}"""
    found: defaultdict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    table = schema.feeds.c
    query = select(table.feed, table.value_of, table.day, table.value)
    for row in record.rows(query.order_by(table.feed, table.value_of, table.day)):
        found[row.feed, row.value_of][row.day] = row.value
    return dict(found)
