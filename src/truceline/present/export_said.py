"""Utterances, disputes over who said them, and loaded words, as the export has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from truceline.model.report import ReportId
from truceline.present.lines import DisputeLine, Evidence, HopLine, StanceLine, StatementLine


def exported_utterance(line: StatementLine, names: Mapping[ReportId, str]) -> dict[str, Any]:
    """What somebody said once, with its wordings and the chain of each statement."""
    return {
        "id": line.id,
        "story": names[line.story],
        "entity": line.actor.id if line.actor else None,
        "speaker": line.speaker,
        "anonymous": line.anonymous,
        "office": line.office,
        "words": line.words,
        "day": line.day,
        "pledge": line.pledge,
        "statements": [one.claim for one in line.evidence],
        "chains": [[_hop(hop) for hop in hops] for hops in line.chains],
        "variants": [
            {
                "statements": [one.claim for one in variant.evidence],
                "kind": variant.kind,
                "score": variant.score,
                "reasons": list(variant.reasons),
                "words": variant.words,
                "changes": [{"kind": piece.kind, "words": piece.words} for piece in variant.changes],
            }
            for variant in line.variants
        ],
        "maybe": [
            {"utterance": echo.claim, "score": echo.score, "reasons": list(echo.reasons)}
            for echo in line.maybe
        ],
        "reports": line.reports,
        "outlets": line.outlets,
        "origins": line.origins,
        "asserters": line.asserters,
        "relays": line.relays,
    }


def _hop(hop: HopLine) -> dict[str, Any]:
    return {
        "role": hop.role,
        "name": hop.name,
        "entity": hop.actor.id if hop.actor else None,
        "span": {"start": hop.span.start, "end": hop.span.end} if hop.span else None,
        "rests_on": hop.rests_on,
    }


def exported_dispute(line: DisputeLine, names: Mapping[ReportId, str]) -> dict[str, Any]:
    """The same words given to two."""
    return {
        "id": line.id,
        "story": names[line.story],
        "kind": line.kind,
        "sides": [
            {
                "statement": side.evidence.claim,
                "speaker": side.speaker,
                "entity": side.actor.id if side.actor else None,
            }
            for side in line.sides
        ],
        "reasons": list(line.reasons),
    }


def exported_stance(line: StanceLine, names: Mapping[ReportId, str]) -> dict[str, Any]:
    """A loaded word with all its uses."""
    return {
        "term": line.term,
        "family": line.family,
        "uses": [
            {
                "stance": use.stance,
                **_place(use.evidence, names),
                "speaker": use.speaker,
                "entity": use.actor.id if use.actor else None,
            }
            for use in line.uses
        ],
    }


def _place(one: Evidence, names: Mapping[ReportId, str]) -> dict[str, Any]:
    return {"report": names[one.report], "start": one.start, "end": one.end}
