"""Digests as rows of the tables `reports`, `claims`, `names` and `digests`."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import msgspec

from truceline.errors import EvidenceError
from truceline.model.claims import Mention
from truceline.model.dating import NOTHING
from truceline.model.digest import Credit, Digest, Traits, sort_key
from truceline.model.report import Report
from truceline.store.claims import encode, rows_of

_terms = msgspec.json.Decoder(tuple[tuple[str, float], ...])
credits_of = msgspec.json.Decoder(tuple[Credit, ...]).decode


def report_row(report: Report) -> dict[str, Any]:
    row = {name: getattr(report, name) for name in Report.__dataclass_fields__ if name != "path"}
    return {**row, "sort_key": sort_key(report)}


def claim_rows(digest: Digest) -> Iterator[dict[str, Any]]:
    """Raises `EvidenceError` for a claim that rests on anything but characters of its report."""
    report, length = digest.report.id, len(digest.report.text)
    if digest.extraction.report != report:
        raise EvidenceError(f"the claims of report {digest.extraction.report} came with report {report}")
    for row in rows_of(digest.extraction):
        for of, start, end in row.spans:
            if of != report or not 0 <= start < end <= length:
                raise EvidenceError(
                    f"the {row.kind} at {row.start} of report {report} rests on no text: {start}:{end}"
                )
        yield row.columns()


def name_rows(digest: Digest) -> list[dict[str, Any]]:
    """Each name of a report with the number of its mentions, and the titles and offices that it has there."""
    report = digest.report.id
    named: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in digest.extraction.mentions:
        named[mention.name].append(mention)
    return [
        {
            "report": report,
            "name": name,
            "kind": mentions[0].kind,
            "mentions": len(mentions),
            "titles": encode(sorted({title for one in mentions for title in one.titles})),
            "roles": encode(sorted({(one.role, one.of or "") for one in mentions if one.role})),
        }
        for name, mentions in named.items()
    ]


def digest_row(digest: Digest, extractor: str) -> dict[str, Any]:
    return {
        "report": digest.report.id,
        "extractor": extractor,
        "pipeline": digest.pipeline,
        "parse": digest.parse,
        "shingles": array("q", digest.traits.shingles).tobytes(),
        "terms": encode(digest.traits.terms),
        "weekdays": digest.traits.weekdays,
        "quotations": array("i", [at for pair in digest.traits.quotations for at in pair]).tobytes(),
        "credits": encode(digest.traits.credits),
        "earliest": digest.traits.earliest,
        "latest": digest.traits.latest,
        "dates": encode(digest.dates) if digest.dates != NOTHING else None,
        "related": 0,
    }


def traits_of(row: Any) -> Traits:
    """The traits of a row of `reports` joined with `digests`."""
    return Traits(
        row.id,
        row.sort_key,
        row.published,
        tuple(array("q", row.shingles)),
        _terms.decode(row.terms),
        row.weekdays,
        quotations_of(row.quotations),
        credits_of(row.credits),
        row.earliest,
        row.latest,
    )


def quotations_of(packed: bytes) -> tuple[tuple[int, int], ...]:
    ends = iter(array("i", packed))
    return tuple(zip(ends, ends, strict=True))
