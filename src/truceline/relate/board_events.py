"""Events whose code bears on a term."""

from __future__ import annotations

from collections.abc import Iterator

from truceline.model.board import Bears, Binding, Sureness
from truceline.model.record import Event
from truceline.relate.board_sentences import Known, Sentence, inside
from truceline.relate.board_speakers import binding_of
from truceline.relate.board_terms import FIRE, Sought, Treaty
from truceline.resources import table


def event_bindings(
    sentence: Sentence, treaty: Treaty, view: str, known: Known
) -> Iterator[tuple[Binding, Sought]]:
    """Events whose code bears on a term: by its mode, or as an incident between the parties."""
    for event, mention in sentence.events:
        if not inside(mention.trigger, sentence.span) or event.modality != "reported":
            continue
        for sought in treaty.terms:
            deed = table("obligations.toml")["deeds"][sought.term.what]
            who = set(event.sources or event.participants)
            breach = sought.term.what in FIRE and _breaks(event, sought, treaty, who)
            done = f"{event.code}:{event.mode}" in deed["codes"] and _about(sentence, sought)
            if not (breach or done) or not {*event.participants, *event.places} & treaty.about:
                continue
            if not _within(event, treaty.agreement.date, treaty.agreement.end):
                continue
            bears: Bears = "breach" if breach else "done"
            sure: Sureness = "unsure" if breach else "likely"  # nobody calls it a breach
            reasons = (f"its event is {event.mode or event.code.lower()}", view)
            accused = tuple(sorted(who & treaty.parties)) if breach else ()
            yield (
                binding_of(
                    sentence,
                    sought,
                    "event",
                    event.id,
                    mention.trigger,
                    bears,
                    sure,
                    reasons,
                    known,
                    None,
                    accused,
                ),
                sought,
            )


def _breaks(event: Event, sought: Sought, treaty: Treaty, who: set[str]) -> bool:
    """Whether an event is fire by one who owes to cease it: an incident of two parties, or one of weapons
    that are not used at home. What one party does to others is no matter of the agreement."""
    deed = table("obligations.toml")["deeds"][sought.term.what]
    own = {event.code, f"{event.code}:{event.mode}"}
    if not (event.incident and own & set(deed["breach"]) and who & (sought.who or treaty.parties)):
        return False
    parties = {*event.participants, *event.sources, *event.targets} & treaty.parties
    return len(parties) > 1 or event.mode in table("board.toml")["across"]


def _about(sentence: Sentence, sought: Sought) -> bool:
    """Whether a sentence has a word of what a term is about, where it is about anything but who and what."""
    return not sought.own or any(word.plain in sought.own for word in sentence.words)


def _within(event: Event, start: str | None, end: str | None) -> bool:
    """Whether an event surely fell into the time of an agreement: one of no known day may be older."""
    if not event.dates:
        return False
    first = min(one for one, _ in event.dates)
    last = max(one for _, one in event.dates)
    return (not start or first[: len(start)] >= start) and (not end or last[: len(end)] <= end)
