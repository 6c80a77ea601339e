"""Claims as rows and back. A row's `spans` are all the places it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from truceline.model.claims import (
    EventMention,
    Extraction,
    Figure,
    Mention,
    Reference,
    Span,
    Statement,
    Term,
    Time,
)
from truceline.model.report import ReportId, content_id
from truceline.store.database import storable

type Claim = Mention | Reference | Time | Statement | EventMention | Figure | Term

KINDS: dict[str, type[Any]] = {
    "mention": Mention,
    "reference": Reference,
    "time": Time,
    "statement": Statement,
    "event": EventMention,
    "figure": Figure,
    "term": Term,
}
_FIELDS = {
    "mention": "mentions",
    "reference": "references",
    "time": "times",
    "statement": "statements",
    "event": "events",
    "figure": "figures",
    "term": "terms",
}
_encoder = msgspec.json.Encoder()
_decoders: dict[str, msgspec.json.Decoder[Any]] = {
    kind: msgspec.json.Decoder(cls) for kind, cls in KINDS.items()
}


@dataclass(frozen=True, slots=True)
class Row:
    """One claim as it is stored: `start` and `end` are its first place."""

    id: str
    report: ReportId
    kind: str
    start: int
    end: int
    data: str
    spans: tuple[tuple[ReportId, int, int], ...]

    def columns(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "report": self.report,
            "kind": self.kind,
            "start": self.start,
            "end": self.end,
            "data": self.data,
        }


def rows_of(extraction: Extraction) -> Iterator[Row]:
    """The claims of a report as rows. The id is a hash of kind, place and content."""
    for kind, field in _FIELDS.items():
        seen: set[str] = set()
        for claim in getattr(extraction, field):
            data = encode(claim)
            claim_id = content_id(kind, data)
            if claim_id in seen:  # two plug-ins may find the same
                continue
            seen.add(claim_id)
            spans = tuple((span.report, span.start, span.end) for span in spans_of(claim))
            yield Row(claim_id, extraction.report, kind, spans[0][1], spans[0][2], data, spans)


def encode(value: Any) -> str:
    """A value as JSON, which has no place for lone surrogates."""
    try:
        return _encoder.encode(value).decode()
    except UnicodeEncodeError:
        return _encoder.encode(_mended(msgspec.to_builtins(value))).decode()


def _mended(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _mended(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_mended(inner) for inner in value]
    return storable(value)


def spans_of(claim: Claim) -> tuple[Span, ...]:
    """All places that a claim rests on, its own first."""
    match claim:
        case Statement():
            beside = (claim.cue, claim.source, *(hop.span for hop in claim.chain))
            return (*claim.content, *(span for span in beside if span))
        case EventMention():
            taking_part = (*claim.source, *claim.target, *claim.participants, *claim.hosts, *claim.mediators)
            words = (one for one in (claim.subject, claim.outcome, *claim.harm) if one)
            behind = claim.leg.behind if claim.leg else None
            others = (one.span for one in (*taking_part, claim.place, claim.time, behind) if one)
            told_by = (claim.offset.cue, claim.offset.event) if claim.offset else ()
            leg = (claim.leg.cue,) if claim.leg else ()
            return (claim.trigger, *others, *told_by, *leg, *words)
        case Term():
            return (claim.span, claim.cue)
        case _:
            return (claim.span,)


def decode(kind: str, data: str) -> Any:
    """The claim of a row."""
    return _decoders[kind].decode(data)


def extraction_of(report: ReportId, rows: list[tuple[str, str]]) -> Extraction:
    """The extraction whose rows these `(kind, data)` are, in the order of the text."""
    found: dict[str, list[Any]] = {field: [] for field in _FIELDS.values()}
    for kind, data in rows:
        found[_FIELDS[kind]].append(decode(kind, data))
    return Extraction(report, **{field: tuple(claims) for field, claims in found.items()})
