"""What was said, over all reports: utterances, and disputes over who said it. Both are made anew with a
story."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import batched

import msgspec
from sqlalchemy import delete, insert, select

from truceline.model.record import Dispute, Utterance
from truceline.model.report import ReportId
from truceline.store import schema
from truceline.store.claims import encode
from truceline.store.record import Record

_utterance = msgspec.json.Decoder(Utterance).decode
_dispute = msgspec.json.Decoder(Dispute).decode


def save_utterances(
    record: Record,
    gone: Iterable[ReportId],
    utterances: Iterable[Utterance],
    disputes: Iterable[Dispute],
) -> None:
    """Put these utterances and disputes in the place of those of the stories `gone`."""
    with record.transaction() as connection:
        for batch in batched(gone, 500):
            for table in (schema.utterances, schema.disputes):
                connection.execute(delete(table).where(table.c.story.in_(batch)))
        for table, found in ((schema.utterances, utterances), (schema.disputes, disputes)):
            rows = [{"id": one.id, "story": one.story, "data": encode(one)} for one in found]
            if rows:
                connection.execute(insert(table), rows)


def utterances(record: Record) -> list[Utterance]:
    """Utterances by story and id."""
    found = [_utterance(row.data) for row in record.rows(select(schema.utterances.c.data))]
    return sorted(found, key=lambda one: (one.story, one.id))


def disputes(record: Record) -> list[Dispute]:
    """Disputes: contradictions first."""
    found = [_dispute(row.data) for row in record.rows(select(schema.disputes.c.data))]
    return sorted(found, key=lambda one: (one.kind, one.story, one.id))
