"""Who took part in events, by the references of the report, and who says that they happened."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from truceline.model.claims import ClaimStatus, EventMention, Extraction, Participant, Reference, Statement
from truceline.resources import words

_VIOLENT = frozenset({"ASSAULT", "FIGHT", "COERCE", "MOBILIZE"})


def with_actors(extraction: Extraction) -> tuple[EventMention, ...]:
    """The events: participants without a name get that of the reference that they are ("the emir", "he"), and
    each has who says so and, of violence, the status of the claim."""
    named = [one for one in extraction.references if one.name is not None and not one.several]
    named.sort(key=lambda one: one.span)
    starts = [one.span.start for one in named]
    told = sorted(
        (span.start, span.end, number)
        for number, one in enumerate(extraction.statements)
        if one.is_said and one.speaker
        for span in one.content
    )

    def participant(one: Participant) -> Participant:
        if one.entity is not None:
            return one
        at = bisect_right(starts, one.span.end - 1)
        for reference in named[max(0, at - 2) : at]:
            if _is_whole(reference, one):
                return replace(one, entity=reference.name)
        return one

    def participants(found: Sequence[Participant]) -> tuple[Participant, ...]:
        seen: dict[object, Participant] = {}
        for one in found:
            new = participant(one)
            seen.setdefault(new.entity or new.span, new)
        return tuple(seen.values())

    events = []
    for one in extraction.events:
        one = replace(
            one,
            source=participants(one.source),
            target=participants(one.target),
            participants=participants(one.participants),
            hosts=participants(one.hosts),
            mediators=participants(one.mediators),
        )
        events.append(_vouched(one, _saying(told, extraction.statements, one)))
    return tuple(events)


def _is_whole(reference: Reference, one: Participant) -> bool:
    """Whether a participant is what a reference is, and not somebody else of whom it says something."""
    inside = one.span.start <= reference.span.start and reference.span.end <= one.span.end
    around = reference.span.start <= one.span.start and one.span.end <= reference.span.end
    if (inside and reference.span.end == one.span.end) or around:
        return True
    if not inside or reference.span.start != one.span.start:
        return False
    if reference.form == "pronoun":  # "his delegation" acts for him
        return one.text.split()[-1].lower() in words("crowd_nouns.txt")
    rest = one.text[reference.span.end - reference.span.start :]  # a phrase that runs on into the next one
    return reference.kind == "person" and rest.startswith((" the ", " that ", ", "))


def _saying(
    told: Sequence[tuple[int, int, int]], statements: Sequence[Statement], event: EventMention
) -> Statement | None:
    """The statement whose words tell the event: the innermost of the last few that begin before it."""
    at = bisect_right(told, (event.trigger.start, 1 << 60, 0)) - 1
    for start, end, number in reversed(told[max(0, at - 3) : at + 1]):
        if start <= event.trigger.start < end:
            return statements[number]
    return None


def _vouched(event: EventMention, said: Statement | None) -> EventMention:
    by = event.by or (said.speaker if said is not None else None)
    return replace(event, by=by, status=_status(event, by, said) if event.code in _VIOLENT else None)


def _status(event: EventMention, by: str | None, said: Statement | None) -> ClaimStatus | None:
    """The accused side's own word, what is held against it, or plain telling; none for plans."""
    if event.status is not None:
        return event.status
    accused = {one.entity for one in event.source} - {None}
    own = by is not None and (by in accused or (said is not None and _speaks_for(said, accused)))
    if event.modality == "denied":
        return "denied"
    if event.modality not in ("reported", "habitual"):
        return None
    if own:
        return "denied" if said is not None and said.act == "denied" else "confirmed"
    if said is not None and said.act == "blamed":
        return "alleged"
    return "reported"


def _speaks_for(said: Statement, accused: set[str | None]) -> bool:
    return said.voice is not None and bool(accused & set(said.voice.of))
