"""What is signed, with whom and on what, and what one state seeks to have from another. The words are in
agreements.toml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from spacy.tokens import Token

from truceline.extract import circumstances, parties, phrases
from truceline.extract.meeting_details import passage
from truceline.extract.parties import Cast
from truceline.model.claims import EventMention, Modality, Participant, Span
from truceline.resources import table

_NOMINAL = frozenset({"ADJ", "DET", "NOUN", "NUM", "PROPN"})
_REACH = 8
"""Tokens behind the head of what is sought in which its owner is looked for."""


def signings(cast: Cast) -> Iterator[EventMention]:
    """The verbs, then the nouns, then what is only sought, each in the order of the text."""
    known: dict[str, Any] = table("agreements.toml")["signings"]
    yield from _signed(cast, known)
    yield from _signing(cast, known)
    yield from _sought(cast)


def _signed(cast: Cast, known: dict[str, Any]) -> Iterator[EventMention]:
    """ "A signed agreements on trade with B"."""
    for verb in phrases.with_lemma(cast.reading.doc, known["verbs"]):
        thing = phrases.child(verb, "dobj")
        if not verb.tag_.startswith("VB") or thing is None:
            continue
        papers = [noun for noun in phrases.conjuncts(thing) if noun.lemma_.lower() in known["things"]]
        if not papers:
            continue
        subject = phrases.subject(verb)
        source = parties.parties(cast, subject) if subject is not None else ()
        target = _behind(cast, verb, "with")
        if not source or not parties.are_two(parties.joined(source, target)):
            continue
        on = _subject(cast, verb, papers[0])
        yield _mention(cast, verb, (verb, thing), "sign", source, target, on, circumstances.modality(verb))


def _signing(cast: Cast, known: dict[str, Any]) -> Iterator[EventMention]:
    """ "The signing of agreements between A and B"."""
    for noun in phrases.with_lemma(cast.reading.doc, ["signing"]):
        if not noun.tag_.startswith("NN"):
            continue
        found: list[Participant] = []
        paper = None
        for below in phrases.children(noun, "prep"):
            for thing in phrases.children(below, "pobj"):
                paper = paper or (thing if thing.lemma_.lower() in known["things"] else None)
                for between in (below, *phrases.children(thing, "prep")):
                    if between.lower_ in ("between", "with", "by"):
                        for other in phrases.children(between, "pobj"):
                            found += parties.parties(cast, other)
        both = parties.joined(found)
        if paper is None or not parties.are_two(both):
            continue
        modality = circumstances.modality(phrases.clause_verb(noun), noun)
        on = _subject(cast, noun, paper)
        yield _mention(cast, noun, (noun,), "sign", both[:1], both[1:], on, modality)


def _sought(cast: Cast) -> Iterator[EventMention]:
    """ "A is seeking to acquire some of B's jets": what two have not agreed on yet."""
    known: dict[str, Any] = table("agreements.toml")["sought"]
    for verb in phrases.with_lemma(cast.reading.doc, known["verbs"]):
        wish = verb.head
        if verb.dep_ != "xcomp" or wish.lemma_.lower() not in known["wishes"]:
            continue
        thing, wisher = phrases.child(verb, "dobj"), phrases.subject(wish)
        if thing is None or wisher is None or phrases.is_negated(wish):
            continue
        source = parties.parties(cast, wisher)
        target = parties.joined(_owners(cast, verb, thing), _behind(cast, verb, "from"))
        sides = parties.joined(source, target)
        if source and target and all(one.entity is not None for one in sides) and len(sides) > 1:
            on = _wanted(cast, thing)
            yield _mention(cast, verb, (verb, wish), "acquire", source, target, on, "planned")


def _owners(cast: Cast, verb: Token, thing: Token) -> tuple[Participant, ...]:
    """B of "some of B's jets", where B is a country or a body. The parse often ends at the possessive."""
    found = []
    for mark in thing.doc[verb.i + 1 : min(thing.i + _REACH, thing.sent.end)]:
        mention = cast.reading.mention_at(mark.nbor(-1)) if mark.tag_ == "POS" else None
        if mention is not None and mention.kind in ("body", "place"):
            found.append(parties.participant(cast, cast.reading.tokens(mention.span), mention.name))
    return tuple(found)


def _wanted(cast: Cast, thing: Token) -> Span:
    """The words for what is sought, up to the end of the noun phrase."""
    end = thing.i + 1
    while end < min(thing.i + 2 * _REACH, thing.sent.end) and _goes_on(thing.doc[end]):
        end += 1
    return cast.reading.span(phrases.trim(thing.doc, thing.left_edge.i, end))


def _goes_on(token: Token) -> bool:
    used = token.tag_ in ("VBN", "VBD") and token.nbor(-1).tag_ in ("POS", "IN")
    return used or token.lower_ == "of" or token.tag_ == "POS" or token.pos_ in _NOMINAL


def _behind(cast: Cast, verb: Token, word: str) -> tuple[Participant, ...]:
    """Who stands behind a preposition in the clause of a verb."""
    return parties.joined(
        one
        for top in phrases.clause(verb)
        for preposition in top.children
        if preposition.dep_ == "prep" and preposition.lower_ == word
        for noun in phrases.children(preposition, "pobj")
        for one in parties.parties(cast, noun)
    )


def _subject(cast: Cast, trigger: Token, paper: Token) -> Span | None:
    """What an agreement is on: "on maritime transport", or the nouns in front of it."""
    on = table("agreements.toml")["signings"]["on"]
    for below in (right for top in (paper, trigger) for right in top.rights if right.i > paper.i):
        if below.dep_ == "prep" and below.lower_ in on and cast.reading.time_at(below) is None:
            for noun in phrases.children(below, "pobj"):
                if cast.reading.time_at(noun) is None and cast.reading.mention_at(noun) is None:
                    return _without_sides(cast, noun)
    before = [
        left for left in paper.lefts if left.dep_ == "compound" and cast.reading.mention_at(left) is None
    ]
    return cast.reading.span(cast.reading.doc[before[0].left_edge.i : paper.i]) if before else None


def _without_sides(cast: Cast, noun: Token) -> Span | None:
    """The passage up to "with" or "between" and whom it is agreed with."""
    for below in noun.subtree:
        sides = phrases.children(below, "pobj") if below.lower_ in ("with", "between") else ()
        if below.i > noun.i and any(cast.reading.mention_at(one) is not None for one in sides):
            return cast.reading.span(phrases.trim(noun.doc, noun.left_edge.i, below.i))
    return passage(cast.reading, noun)


def _mention(
    cast: Cast,
    trigger: Token,
    around: tuple[Token, ...],
    mode: str,
    source: tuple[Participant, ...],
    target: tuple[Participant, ...],
    subject: Span | None,
    modality: Modality,
) -> EventMention:
    verb = trigger if trigger.tag_.startswith("VB") else phrases.clause_verb(trigger)
    noun = None if verb is not None and verb.i == trigger.i else trigger
    return EventMention(
        "COOPERATE",
        cast.reading.span(trigger),
        mode,
        source,
        target,
        parties.joined(source, target),
        circumstances.place(cast.reading, around),
        circumstances.time(cast.reading, trigger, around),
        modality,
        circumstances.tense(verb, noun, modality),
        subject=subject,
    )
