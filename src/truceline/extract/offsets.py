"""Events told from other events: "two days after the talks", "a day before she met him", "ahead of the
visit"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from truceline.extract import phrases
from truceline.extract.reading import Reading
from truceline.model.claims import EventMention, Offset
from truceline.resources import table

_DAYS = re.compile(r"P(\d{1,3})([DW])")
_LONGEST_SENTENCE = 150
_NEAR = 6
"""Tokens behind "before" in which the other event stands."""


def with_offsets(reading: Reading, events: Sequence[EventMention]) -> tuple[EventMention, ...]:
    """The same events, each with how far it is from another of its sentence, or that it was before or after
    it.

    Only whole days and weeks count; a week is taken for seven days, give or take one.
    """
    roots = {reading.tokens(event.trigger).root.i: number for number, event in enumerate(events)}
    found = list(events)
    signs: Mapping[str, int] = table("calendar.toml")["distances"]
    for word in phrases.with_lemma(reading.doc, signs) if len(events) > 1 else ():
        if len(word.sent) > _LONGEST_SENTENCE:
            continue
        days, start = _days(reading, word)
        above, below = _ends(word)
        here = _event(above, roots, up=True) if above is not None else None
        there = _event(below, roots, up=False) if below is not None else None
        if days is not None and start > 1 and reading.doc[start - 1].text == ",":
            here = here if here is not None else _nearest(range(start - 1, word.sent.start - 1, -1), roots)
            last = min(word.i + _NEAR, word.sent.end)
            there = there if there is not None else _nearest(range(word.i + 1, last), roots)
        if here is None or there is None or here == there or found[here].offset is not None:
            continue
        sign = signs[word.lower_]
        if days is not None:
            ends: tuple[int | None, int | None] = (
                min(sign * one for one in days),
                max(sign * one for one in days),
            )
        elif found[here].modality == found[there].modality == "reported":
            ends = (0, None) if sign > 0 else (None, 0)
        else:
            continue  # "will travel to Rome after talks in Oslo": a plan's order may change
        cue = reading.span(reading.doc[start : word.i + 1])
        found[here] = replace(found[here], offset=Offset(cue, found[there].trigger, ends))
    return tuple(found)


def _days(reading: Reading, word: Token) -> tuple[tuple[int, int] | None, int]:
    """The days that stand right before "after", and where they begin; None where they are not counted."""
    if word.i == 0 or (time := reading.time_at(word.nbor(-1))) is None:
        return None, word.i
    match = _DAYS.fullmatch(time.value) if time.type == "DURATION" and time.mod is None else None
    tokens = reading.tokens(time.span)
    if match is None or tokens.end != word.i:
        return None, word.i
    number = int(match[1])
    return ((number, number) if match[2] == "D" else (7 * number - 1, 7 * number + 1)), tokens.start


def _ends(word: Token) -> tuple[Token | None, Token | None]:
    """What is so far from what: "A came two days after B"."""
    if word.lower_ == "ahead":
        of = phrases.child(word, "prep")
        return word.head, phrases.child(of, "pobj") if of is not None else None
    if word.dep_ == "prep":
        below = phrases.child(word, "pobj", "pcomp")
        return word.head, below
    if word.dep_ == "mark" and word.head.dep_ == "advcl":
        return word.head.head, word.head
    return None, None


def _nearest(places: range, roots: Mapping[int, int]) -> int | None:
    """ "Met her on Tuesday, a day before talks": beside the comma, whatever the parse makes of it."""
    return next((roots[i] for i in places if i in roots), None)


def _event(at: Token, roots: Mapping[int, int], up: bool) -> int | None:
    """The event that a token tells of; above, also the subject of "came" or "took place"."""
    if at.i in roots:
        return roots[at.i]
    if up:
        passing = table("calendar.toml")["happening"]["verbs"]
        subject = phrases.own_subject(at) if at.lemma_ in passing else None
        return roots.get(subject.i) if subject is not None else None
    return None
