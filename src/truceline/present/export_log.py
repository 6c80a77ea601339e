"""The log of what happened, and who met whom, as the export has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from truceline.known.points import PRECISION, Point
from truceline.model.report import ReportId
from truceline.present.log_lines import LogLine, NodeLine, PairLine, PlaceLine, WordsLine


def exported_log(line: LogLine, names: Mapping[ReportId, str]) -> dict[str, Any]:
    """An event as a desk logs it. `names` are the ids by which the export calls reports."""
    return {
        "event": line.id,
        "kind": line.kind,
        "parties": [
            {
                "entity": one.actor.id,
                "part": one.part,
                "office": one.office,
                "body": one.body,
                "sector": one.sector,
            }
            for one in line.parties
        ],
        "sources": [one.id for one in line.sources],
        "targets": [one.id for one in line.targets],
        "places": [_place(one) for one in line.places],
        "formats": list(line.formats),
        "levels": list(line.levels),
        "subjects": [_words(one, names) for one in line.subjects],
        "outcomes": [_words(one, names) for one in line.outcomes],
        "means": list(line.means),
        "harm": [_words(one, names) for one in line.harm],
        "accounts": [
            {
                "who": one.who,
                "status": one.status,
                "sources": list(one.sources),
                "mentions": [evidence.claim for evidence in one.evidence],
            }
            for one in line.accounts
        ],
        "status": line.status,
        "clashes": list(line.clashes),
        "history": [{"modality": modality, "mention": claim} for modality, claim in line.history],
        "follows": [one.id for one in line.follows],
        "sentences": [
            {"report": names[one.report], "start": one.sentence_start, "end": one.sentence_end}
            for one in line.event.evidence
        ],
    }


def _place(line: PlaceLine) -> dict[str, Any]:
    point = line.point
    if isinstance(point, Point):
        return {
            "entity": line.actor.id,
            "latitude": point.latitude,
            "longitude": point.longitude,
            "where_prec": point.precision,
            "precision": PRECISION[point.precision],
            "place": point.place,
            "province": point.province,
            "country": point.country,
            "reason": point.why,
            "candidates": [],
        }
    fields = ("latitude", "longitude", "where_prec", "precision", "place", "province", "country")
    return {
        "entity": line.actor.id,
        **dict.fromkeys(fields),
        "reason": point.why,
        "candidates": list(point.candidates),
    }


def _words(line: WordsLine, names: Mapping[ReportId, str]) -> dict[str, Any]:
    one = line.evidence
    return {
        "words": line.words,
        "mention": one.claim,
        "report": names[one.report],
        "start": one.start,
        "end": one.end,
    }


def exported_pair(pair: PairLine) -> dict[str, Any]:
    """Two that met, with the ids of the events."""
    return {
        "one": _node(pair.one),
        "other": _node(pair.other),
        "events": [line.id for line in pair.meetings],
    }


def _node(node: NodeLine) -> dict[str, Any]:
    return {"name": node.name, "entity": node.actor.id if node.actor else None}
