"""What somebody says that another's figures leave out: "the United Nations counts only its own channels"."""

from __future__ import annotations

from collections.abc import Iterable

from truceline.model.board import Scope
from truceline.model.claims import Span
from truceline.relate.board_sentences import Known, Told
from truceline.relate.passages import phrases, sentences, words_at

_BESIDE = 40
"""Characters between a name and the words on what its figures leave out."""


def scopes(told: Iterable[Told], known: Known) -> tuple[Scope, ...]:
    """All of them, by the asserter whose figures they are about."""
    found: dict[tuple[str, str], Scope] = {}
    for report in told:
        for start, end in sentences(report.text, report.body):
            words = words_at(report.text, start, end)
            for first, _ in phrases("scope").find(words):
                at = words[first].start
                near = [one for one in report.names if start <= one.start and 0 <= at - one.end <= _BESIDE]
                if not near:
                    continue
                place = Span(report.report, at, words[first].end)
                by = _speaker(report, place, known)
                if by is None or by == near[-1].entity:
                    continue
                _, named, _ = known.vouches(place, by)
                found.setdefault(
                    (near[-1].entity, named), Scope(near[-1].entity, named, Span(report.report, start, end))
                )
    return tuple(found.values())


def _speaker(report: Told, place: Span, known: Known) -> str | None:
    for _, said in report.statements:
        if any(one.start <= place.start < one.end for one in said.content) and said.speaker:
            return known.speaker(report.report, said.speaker) or said.speaker
    return None
