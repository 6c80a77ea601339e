"""What people decided on a record: added to, never changed."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import func, insert, select

from truceline.model.record import Decision
from truceline.store import schema
from truceline.store.database import storable
from truceline.store.record import Record


def append(
    record: Record, action: str, subject: str, detail: str, by: str, made: datetime | None = None
) -> Decision:
    """Add a decision with the next number, made now where not said otherwise."""
    when = (made or datetime.now(UTC)).isoformat(timespec="seconds")
    with record.transaction() as connection:
        (last,) = record.rows(select(func.max(schema.decisions.c.number).label("number")))
        decision = Decision((last.number or 0) + 1, when, storable(by), action, storable(subject), detail)
        connection.execute(
            insert(schema.decisions),
            {field: getattr(decision, field) for field in Decision.__dataclass_fields__},
        )
    return decision
