"""A disagreement that a person settles: kept for good, in force until its series has a new figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from truceline.errors import RecordError
from truceline.model.claims import Span
from truceline.model.record import Conflict, Decision, Series
from truceline.model.report import content_id
from truceline.run.bonds import Detail, Standing, standing
from truceline.run.deciding import Signature
from truceline.store import Record, decisions, queries

type Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Settled:
    """The decision that a disagreement was settled by; `holds` until its series has a figure that was not
    there then."""

    number: int
    holds: bool


def settle(record: Record, wanted: str, signed: Signature) -> Decision:
    """Settle the disagreement with this id, or with an id that begins so. Raises `RecordError`."""
    with record.transaction():
        conflicts = queries.conflicts(record)
        found = [one for one in conflicts if wanted and one.id.startswith(wanted)]
        if not found:
            raise RecordError(f"the record has no disagreement with the id {wanted}")
        if len(found) > 1:
            ids = ", ".join(one.id for one in found[:10])
            raise RecordError(f"{wanted} may be {len(found)} disagreements: {ids}; give more of the id")
        if not (signed.reason or "").strip():
            raise RecordError("say why, with --reason: a disagreement is settled by a reason")
        (one,) = found
        spans = places_of(record)
        before = settled(conflicts, queries.series(record), queries.decisions(record), spans)
        if one.id in before and before[one.id].holds:
            raise RecordError(f"decision {before[one.id].number} has settled it; undo that first")
        figures = _all_of(one, queries.series(record), spans)
        detail = Detail(reason=signed.reason, values=one.values, figures=tuple(sorted(figures)))
        subject = f"{one.counted}: {' / '.join(one.values)}"
        text = msgspec.json.encode(detail).decode()
        return decisions.append(record, "settle", subject, text, signed.by)


def settled(
    conflicts: Iterable[Conflict],
    series: Iterable[Series],
    made: Iterable[Decision],
    spans: Mapping[str, Place],
) -> dict[str, Settled]:
    """{disagreement: the last decision in force that is about it}. It is found again by its values and a
    figure that it rests on, whatever has become of its id."""
    in_force = [one for one in standing(made) if one.action == "settle"]
    if not in_force:
        return {}
    every = list(series)
    found = {}
    for conflict in conflicts:
        own = {spans[claim] for claim in conflict.evidence if claim in spans}
        for decision in reversed(in_force):
            if _is_about(decision, conflict, own):
                now = _all_of(conflict, every, spans)
                found[conflict.id] = Settled(decision.number, now <= set(decision.detail.figures))
                break
    return found


def _is_about(decision: Standing, conflict: Conflict, own: set[Place]) -> bool:
    return set(decision.detail.values) == set(conflict.values) and bool(own & set(decision.detail.figures))


def _all_of(conflict: Conflict, series: Iterable[Series], spans: Mapping[str, Place]) -> set[Place]:
    """The places of all figures of the series that a disagreement is in, and of its own."""
    own = set(conflict.evidence)
    claims = set(own)
    for one in series:
        if one.story == conflict.story:
            members = {claim for point in one.points for claim in point.evidence}
            if members & own:
                claims |= members
    return {spans[claim] for claim in claims if claim in spans}


def places_of(record: Record) -> dict[str, Place]:
    """Where each figure, and each mention of an event, stands: by the text, so that a copy has the place of
    what it is a copy of."""
    found: dict[str, Span] = {claim: one.span for claim, one in queries.claims(record, "figure")}
    found |= {claim: one.trigger for claim, one in queries.claims(record, "event")}
    texts = {report.id: content_id(report.text) for report in record.reports()}
    return {claim: (texts[span.report], span.start, span.end) for claim, span in found.items()}
