"""Breaches as sentences tell of them: where, who is said to have broken the agreement, and who says so."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from truceline.known import country_of_demonym
from truceline.model.claims import Span
from truceline.relate.board_sentences import Known, Sentence, entity_at
from truceline.relate.board_terms import Treaty
from truceline.relate.passages import phrases

NEAR, BESIDE = 12, 4
"""Words between an accusation and the breach, and between a party and what it did."""


def breach(sentence: Sentence) -> bool:
    return breach_at(sentence) is not None


def breach_at(sentence: Sentence) -> int | None:
    for first, _ in phrases("breach").find(sentence.words):
        before = sentence.words[max(0, first - 3) : first]
        behind = sentence.words[first + 1 : first + 4]
        long_ago = phrases("before").first(sentence.words[max(0, first - 12) : first])
        of_walls = phrases("breached_things").first(behind)
        if phrases("no_breach").first(before) is None and long_ago is None and of_walls is None:
            return first
    return None


def who_fired(sentence: Sentence, treaty: Treaty, known: Known) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whose attacks a sentence tells of: "Israeli attacks", "its attacks" of the party named before."""
    for first, _ in phrases("fire").find(sentence.words):
        before = sentence.words[max(0, first - BESIDE) : first]
        for word in reversed(before):
            named = entity_at(sentence, word, known)
            if named is not None and named in treaty.parties:
                return (named,), (f"“{word.lower}” stands before “{sentence.words[first].lower}”",)
        if any(word.lower in ("its", "their") for word in before):
            found = [
                name.entity
                for name in sentence.names
                if name.end <= sentence.words[first].start and name.entity in treaty.parties
            ]
            if found:
                return (found[-1],), ("“its” stands for the party named before",)
    return (), ()


def accused_of(
    sentence: Sentence, treaty: Treaty, known: Known, content: Span | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who is said to have broken it: who stands right before the breach, else the only party named before it.
    Of what somebody says, only the words that are said tell whom they mean."""
    at = breach_at(sentence)
    if at is None:
        return (), ()
    least = content.start if content is not None else sentence.span.start
    for number in range(at - 1, max(-1, at - BESIDE - 1), -1):
        word = sentence.words[number]
        named = entity_at(sentence, word, known) if word.start >= least else None
        if named is not None and named in treaty.parties and _does(sentence, number):
            return (named,), (f"“{sentence.told.text[word.start : word.end]}” stands before the breach",)
    start = sentence.words[at].start
    found = [
        name
        for name in sentence.names
        if least <= name.start and name.end <= start and name.entity in treaty.parties
    ]
    found = [name for name in found if _does(sentence, _number(sentence, name.start))]
    if found and len({name.entity for name in found}) == 1:
        words_there = sentence.told.text[found[-1].start : found[-1].end]
        return (found[-1].entity,), (f"{words_there} is the only party named before it",)
    return (), ()


def _number(sentence: Sentence, start: int) -> int:
    return max(0, bisect_right(sentence.words, start, key=lambda word: word.start) - 1)


def _does(sentence: Sentence, number: int) -> bool:
    """Whether a name does something, or has it: "Israel broke", "Israel's" and "Israeli violations"; not "to
    enter Israel is a breach"."""
    word = sentence.words[number]
    own = sentence.told.text[word.start : word.end]
    if own.endswith(("'s", "’s", "s'", "s’")) or country_of_demonym(own) is not None:
        return True
    before = sentence.words[max(0, number - 2) : number]
    return phrases("not_who").first(before) is None


@dataclass(frozen=True, slots=True)
class Accusation:
    """ "A accused B of breaking it", "accusations of A and B of breaking it": who accuses, and whom."""

    by: str | None
    accused: tuple[str, ...]


def accusation(sentence: Sentence) -> Accusation | None:
    """What a sentence tells of somebody accusing somebody of the breach."""
    at = breach_at(sentence)
    if at is None:
        return None
    for number in range(max(0, at - NEAR), at):
        word = sentence.words[number]
        if phrases("accuses").first((word,)) is None:
            continue
        between = tuple(
            name.entity for name in sentence.names if word.end <= name.start < sentence.words[at].start
        )
        if word.lower.startswith("accusation"):
            return Accusation(None, ())
        before = [name.entity for name in sentence.names if name.end <= word.start]
        return Accusation(before[-1] if before else None, between[:1])
    return None


def content_of_breach(sentence: Sentence) -> Span | None:
    """What somebody says that has the breach in it."""
    at = breach_at(sentence)
    place = sentence.words[at].start if at is not None else -1
    found = [
        one
        for _, said in sentence.statements
        for one in said.content
        if said.is_said and one.start <= place < one.end
    ]
    return min(found, key=lambda one: one.end - one.start, default=None)
