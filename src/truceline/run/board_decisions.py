"""What a person decides on the board: that something bears on a term or does not, a score, and grades.

Decisions are kept for good, as those on names are; the newest on one subject is in force.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import msgspec

from truceline.errors import RecordError
from truceline.model.board import Binding
from truceline.model.claims import Span
from truceline.model.record import Decision
from truceline.model.report import content_id
from truceline.relate.board_sentences import Known, Told, sentences_of
from truceline.run.bonds import ON_THE_BOARD as ACTIONS
from truceline.store import Record, decisions, queries

SCORES = {0: "not initiated", 1: "minimal", 2: "intermediate", 3: "full"}
"""The scale of the Peace Accords Matrix (Kroc Institute)."""
RELIABILITY = {
    "A": "completely reliable", "B": "usually reliable", "C": "fairly reliable", "D": "not usually reliable",
    "E": "unreliable", "F": "reliability cannot be judged",
}  # fmt: skip
CREDIBILITY = {
    "1": "confirmed by other sources", "2": "probably true", "3": "possibly true", "4": "doubtful",
    "5": "improbable", "6": "truth cannot be judged",
}  # fmt: skip
"""The Admiralty system (STANAG 2511): a source's reliability and an item's credibility, kept apart."""


class Detail(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is decided. `places` are (report, start, end) of what is bound or not."""

    term: str | None = None
    places: tuple[tuple[str, int, int], ...] = ()
    score: int | None = None
    grade: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What is in force: places bound to a term, and kept from one; scores by term; grades by subject."""

    bound: tuple[tuple[str, tuple[str, int, int], Decision], ...] = ()
    unbound: frozenset[tuple[str, tuple[str, int, int]]] = frozenset()
    scores: dict[str, int] = field(default_factory=dict)
    grades: tuple[tuple[str, str], ...] = ()


def standing(made: Iterable[Decision]) -> Standing:
    """The decisions on the board that are in force. Raises `RecordError` for one that cannot be read."""
    undone: set[int] = set()
    kept = []
    for one in sorted(made, key=lambda one: one.number, reverse=True):
        if one.number in undone:
            continue
        if one.action == "undo":
            undone.add(int(one.subject))
        elif one.action in ACTIONS:
            kept.append(one)
    bound: dict[tuple[str, tuple[str, int, int]], Decision | None] = {}
    scores: dict[str, int] = {}
    grades: dict[str, str] = {}
    for one in reversed(kept):
        detail = _read(one)
        for place in detail.places:
            bound[detail.term or "", place] = one if one.action == "bind" else None
        if detail.score is not None:
            scores[detail.term or ""] = detail.score
        if detail.grade is not None:
            grades[one.subject] = detail.grade
    return Standing(
        tuple((term, place, one) for (term, place), one in bound.items() if one is not None),
        frozenset(key for key, one in bound.items() if one is None),
        scores,
        tuple(sorted(grades.items())),
    )


def _read(decision: Decision) -> Detail:
    try:
        return msgspec.json.decode(decision.detail, type=Detail)
    except msgspec.DecodeError as error:
        raise RecordError(f"decision {decision.number} cannot be read ({error})") from error


def apply(
    found: Sequence[Binding], decided: Standing, terms: set[str], told: Iterable[Told], known: Known
) -> list[Binding]:
    """Bindings as people left them: those parted from a term are gone, those bound by hand are there."""
    kept = [one for one in found if (one.term, _place(one.span)) not in decided.unbound]
    sure = {(term, place): decision for term, place, decision in decided.bound}
    kept = [
        replace(
            one, sure="decided", reasons=(*one.reasons, f"bound by {sure[one.term, _place(one.span)].by}")
        )
        if (one.term, _place(one.span)) in sure
        else one
        for one in kept
    ]
    there = {(one.term, _place(one.span)) for one in kept}
    reports = {one.report: one for one in told}
    for term, place, decision in decided.bound:
        if term in terms and (term, place) not in there and place[0] in reports:
            kept.append(_by_hand(term, place, decision, reports[place[0]], known))
    return kept


def _place(span: Span) -> tuple[str, int, int]:
    return span.report, span.start, span.end


def _by_hand(term: str, place: tuple[str, int, int], decision: Decision, told: Told, known: Known) -> Binding:
    span = Span(*place)
    claim, figure = next(((claim, one) for claim, one in told.figures if one.span == span), (None, None))
    speaker = None
    if figure is not None and figure.asserted_by:
        speaker = known.speaker(span.report, figure.asserted_by) or figure.asserted_by
    asserter, named, origin = known.vouches(span, speaker)
    name = content_id("binding", term, *place, "by hand")
    return Binding(
        name, term, "figure" if figure is not None else "sentence", claim, span,
        "reported" if figure is not None else "mentions", "decided", (f"bound by {decision.by}",),
        asserter, named, origin, told.day,
    )  # fmt: skip


# Deciding ----------------------------------------------------------------------------------------


def decide_binding(
    record: Record,
    action: Literal["bind", "unbind"],
    term: str,
    places: Sequence[Span],
    by: str,
    reason: str | None,
) -> Decision:
    """Keep that these places bear on a term, or do not."""
    detail = Detail(term=term, places=tuple(_place(one) for one in places), reason=reason)
    return decisions.append(record, action, term, msgspec.json.encode(detail).decode(), by)


def decide_score(record: Record, term: str, score: int, by: str, reason: str | None) -> Decision:
    """Keep the score of a term in the Kroc matrix. Raises `RecordError` for none of 0 to 3."""
    if score not in SCORES:
        scale = ", ".join(f"{number} {words}" for number, words in SCORES.items())
        raise RecordError(f"a score is one of {scale}; not {score}")
    detail = Detail(term=term, score=score, reason=reason)
    return decisions.append(record, "score", term, msgspec.json.encode(detail).decode(), by)


def decide_grade(record: Record, subject: str, grade: str, by: str, reason: str | None) -> Decision:
    """Keep a source's reliability (A to F) or an item's credibility (1 to 6). Raises `RecordError`."""
    plain = grade.strip().upper()
    if plain not in RELIABILITY and plain not in CREDIBILITY:
        raise RecordError(f"a grade is A to F for a source, or 1 to 6 for what it says; not {grade!r}")
    kind = "reliability" if plain in RELIABILITY else "credibility"
    detail = Detail(grade=plain, reason=reason)
    return decisions.append(record, "grade", f"{kind} of {subject}", msgspec.json.encode(detail).decode(), by)


def decide_note(record: Record, subject: str, by: str, words: str) -> Decision:
    """Keep a note on something, which changes nothing else. Raises `RecordError` for an empty one."""
    if not words.strip():
        raise RecordError("the note is empty")
    return decisions.append(record, "note", subject, msgspec.json.encode(Detail(reason=words)).decode(), by)


def undo(record: Record, number: int, by: str) -> Decision:
    """Take back a decision on the board. Raises `RecordError` where it is none, or is taken back already."""
    with record.transaction():
        made = {one.number: one for one in queries.decisions(record)}
        if number not in made or made[number].action not in ACTIONS:
            raise RecordError(
                f"decision {number} is none on the board; truceline show RECORD decisions lists all"
            )
        if any(one.action == "undo" and one.subject == str(number) for one in made.values()):
            raise RecordError(f"decision {number} was taken back already")
        return decisions.append(record, "undo", str(number), "{}", by)


def places_of(told: Iterable[Told], claim: str) -> Iterator[Span]:
    """Where a figure or statement with this id, or its beginning, stands."""
    for report in told:
        for name, figure in report.figures:
            if name.startswith(claim):
                yield figure.span
        for name, said in report.statements:
            if name.startswith(claim):
                for sentence in sentences_of(report):
                    if sentence.span.start <= said.content[0].start < sentence.span.end:
                        yield sentence.span
