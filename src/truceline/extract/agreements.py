"""Ceasefires that are agreed, take effect or end. The words are in agreements.toml."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from truceline.extract import circumstances, parties, phrases
from truceline.extract.frames import Parties
from truceline.extract.parties import Cast
from truceline.extract.signings import signings
from truceline.known import country_named
from truceline.model.claims import EventMention, Participant
from truceline.resources import table

_BESIDE = ("compound", "nmod", "amod", "poss")


@dataclass(frozen=True, slots=True)
class _Phase:
    code: str
    mode: str
    role: str
    needs: frozenset[str]
    prepositions: frozenset[str]


@cache
def _phases() -> dict[tuple[str, str], _Phase]:
    """What a verb says of a ceasefire, by the verb and the role that the ceasefire has at it."""
    found = {}
    for phase in table("agreements.toml")["truces"]["phase"]:
        for role in ("subject_of", "done_to", "object_of"):
            for verb in phase.get(role, ()):
                needs, between = (frozenset(phase.get(key, ())) for key in ("needs", "prepositions"))
                found[verb, role] = _Phase(phase["code"], phase["mode"], role, needs, between)
    return found


_BACK = 60
"""Tokens before a sentence in which "the two countries" are looked for."""


def agreements(cast: Cast) -> Iterator[EventMention]:
    """Ceasefires and signings, each kind in the order of the text."""
    yield from _truces(cast)
    yield from signings(cast)


# Ceasefires --------------------------------------------------------------------------------------


def _truces(cast: Cast) -> Iterator[EventMention]:
    doc = cast.reading.doc
    nouns = phrases.with_lemma(doc, table("agreements.toml")["truces"]["nouns"])
    spelt = {noun.i for noun in nouns if _is_noun(noun)} | {mark.i + 1 for mark in _hyphenated(cast)}
    if not spelt:
        return
    heads = sorted({doc[i].head.i if doc[i].dep_ in _BESIDE else i for i in spelt})
    known = [sides for i in heads if (sides := _bound(cast, doc[i]))]
    places = {_canonical(one.entity) for sides in known for one in sides} - {None}
    near = {doc[i].sent.start for i in spelt} | {doc[i].sent.end for i in spelt}
    told: set[int] = set()
    over = frozenset(table("agreements.toml")["truces"]["over"])
    for noun in _candidates(cast, spelt):
        bound = _bound(cast, noun)
        if not any(token.i in spelt for token in (noun, *noun.lefts)):
            here = noun.sent.start in near and _is_bare(cast, noun)
            if not bound or not (here or _named(bound) & places):
                continue
        if (dated := _dated_truce(cast, noun, bound)) is not None:
            yield dated
            continue
        only = () if bound or not _is_definite(noun) else _only(known)
        for verb, role in _verbs(noun):
            phase = _phases().get((verb.lemma_.lower(), role))
            if phase is None or verb.i in told:
                continue
            beside = {token.lower_ for token in phrases.clause(verb)}
            if (phase.needs and not beside & phase.needs) or beside & over:
                continue  # "declared the truce over"
            for found in _truce(cast, noun, verb, phase, bound, only):
                told.add(verb.i)
                yield found


def _dated_truce(cast: Cast, noun: Token, bound: Parties) -> EventMention | None:
    """ "The Oct. 10 truce between A and B"."""
    time = next((found for left in noun.lefts if (found := cast.reading.time_at(left)) is not None), None)
    both = tuple(one for one in bound if one.entity)
    if time is None or time.type != "DATE" or len(both) < 2 or noun.dep_ == "nsubj":
        return None
    return EventMention("AGREE", cast.reading.span(noun), "ceasefire", both, (), both, time=time)


def _is_definite(noun: Token) -> bool:
    return any(left.lower_ in ("the", "this") for left in noun.lefts)


def _is_bare(cast: Cast, noun: Token) -> bool:
    """Whether nothing but a name stands before a deal: "the Gaza deal", not "the Gaza trade deal"."""
    return _is_definite(noun) and all(
        left.dep_ == "det" or cast.reading.mention_at(left) is not None for left in noun.lefts
    )


def _named(bound: Parties) -> set[str | None]:
    return {_canonical(one.entity) for one in bound}


def _only(known: list[Parties]) -> Parties:
    """Whose ceasefire it is, where the report tells of one alone; said most fully."""
    fullest = max(known, key=lambda sides: (len(_named(sides)), -sides[0].span.start), default=())
    return fullest if all(_named(sides) <= _named(fullest) for sides in known) else ()


def _hyphenated(cast: Cast) -> Iterator[Token]:
    """The first token of "cease-fire", which the parser takes for three words."""
    for token in phrases.with_lemma(cast.reading.doc, ["cease"]):
        if (
            token.i + 2 < len(token.doc)
            and token.nbor().text == "-"
            and token.nbor(2).lower_.startswith("fire")
        ):
            yield token.nbor()


def _is_noun(token: Token) -> bool:
    return token.tag_.startswith("NN")


def _candidates(cast: Cast, spelt: set[int]) -> Iterator[Token]:
    """Nouns that may stand for a ceasefire: the word itself, or a deal."""
    deals = table("agreements.toml")["truces"]["deals"]
    heads = {
        cast.reading.doc[i].i for i in spelt if cast.reading.doc[i].dep_ not in ("compound", "amod", "nmod")
    }
    heads |= {noun.i for noun in phrases.with_lemma(cast.reading.doc, deals) if _is_noun(noun)}
    return (cast.reading.doc[i] for i in sorted(heads))


def _bound(cast: Cast, noun: Token) -> Parties:
    """Whose ceasefire it is, or where: "between A and B", "in Gaza", "the Gaza truce", "A's truce with B"."""
    found: list[Participant] = []
    for below in noun.lefts:
        mention = cast.reading.mention_at(below)
        made_by = below.nbor().tag_ == "VBN" or below.nbor().text == "-"  # "a US-brokered truce"
        if mention is not None and mention.kind != "other" and below.dep_ in _BESIDE and not made_by:
            found.append(Participant(mention.span, mention.text, mention.name))
    for preposition in phrases.children(noun, "prep"):
        if preposition.lower_ in ("between", "with", "in", "for", "among"):
            for other in phrases.children(preposition, "pobj"):
                if cast.reading.time_at(other) is None:
                    found += [one for one in parties.parties(cast, other) if one.entity]
    return parties.joined(found)


def _canonical(name: str | None) -> str | None:
    country = country_named(name) if name else None
    return country.name if country is not None else name


def _verbs(noun: Token) -> Iterator[tuple[Token, str]]:
    """The verbs that say something of a noun, and what it is to them."""
    head = noun.head
    if noun.dep_ == "nsubj":
        yield head, "subject_of"
        if head.lemma_ in table("agreements.toml")["truces"]["ahead"]:
            yield from ((below, "subject_of") for below in phrases.children(head, "xcomp"))
    elif noun.dep_ == "nsubjpass":
        yield head, "done_to"
    elif noun.dep_ == "dobj":
        yield head, "object_of"
    elif noun.dep_ == "pobj" and head.lower_ in ("to", "on") and head.head.lemma_ in ("agree", "accept"):
        yield head.head, "object_of"
    for clause in noun.rights:
        if clause.dep_ == "relcl":
            subject = phrases.own_subject(clause)
            if subject is not None and subject.tag_ in ("WDT", "WP"):
                yield clause, "done_to" if subject.dep_ == "nsubjpass" else "subject_of"
        elif clause.dep_ == "acl" and clause.tag_ == "VBN":
            yield clause, "done_to"
    yield from ((verb, "done_to") for verb in _loose(noun))


def _loose(noun: Token) -> Iterator[Token]:
    """ "A truce between A and B, announced on Sunday", where the parse hangs the participle on the verb."""
    end = noun.right_edge.i + 1
    doc = noun.doc
    if end + 1 < len(doc) and doc[end].text == ",":
        after = doc[end + 1]
        if after.tag_ in ("VBN", "VBD") and phrases.own_subject(after) is None:
            yield after


def _truce(
    cast: Cast, noun: Token, verb: Token, phase: _Phase, bound: Parties, only: Parties
) -> Iterator[EventMention]:
    """`only` are the sides of the one ceasefire that the report tells of: enough where the day is told."""
    reading = cast.reading
    places = {mention.span for mention in reading.found.mentions if mention.kind == "place"}
    place = next((one for one in bound if one.span in places), None)
    time = circumstances.time(reading, verb, (verb,)) or circumstances.time(reading, noun, (noun,))
    if time is not None and not bound:
        bound = only
        place = next((one for one in bound if one.span in places), None)
    actor = phrases.subject(verb) if phase.role == "object_of" else phrases.child(verb, "agent")
    if actor is not None and actor.dep_ == "agent":
        actor = phrases.child(actor, "pobj")
    source = parties.parties(cast, actor) if actor is not None else ()
    between = (bool(only) and bound == only) or any(
        child.lower_ in ("between", "with", "among") for child in noun.children
    )
    sides = bound if between else tuple(one for one in bound if one.span not in places)
    mediators = _mediators(cast, noun)
    everybody = parties.joined(source, sides, mediators)
    modality = circumstances.modality(verb)
    if modality in ("planned", "conditional") and time is None:
        return  # efforts to reach one are no plan
    place = place if place is not None or between else circumstances.place(reading, (verb,))
    named = sum(one.entity is not None for one in everybody)
    if not bound and place is None and named < (2 if time is None else 1):
        return
    yield EventMention(
        phase.code,
        reading.span(verb),
        phase.mode,
        source or sides,
        sides if source else (),
        everybody,
        None if between else place,
        time,
        modality,
        circumstances.tense(verb, None, modality),
        mediators=mediators,
    )


def _mediators(cast: Cast, noun: Token) -> Parties:
    """ "A and B mediated a ceasefire": also as "the two countries" that the text has just named."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_.lower() not in table("meetings.toml")["held"]["mediating"]:
        return ()
    subject = phrases.subject(verb)
    if subject is None:
        return ()
    if subject.lemma_.lower() in ("country", "nation", "state") and "two" in {
        left.lower_ for left in subject.lefts
    }:
        first = subject.sent.start
        named: dict[str, Participant] = {}
        for token in noun.doc[max(0, first - _BACK) : first]:
            mention = cast.reading.mention_at(token)
            country = country_named(mention.name) if mention is not None else None
            if token.is_sent_start and token.i < first - 1 and _is_last_sentence(token, first):
                named.clear()
            if (
                mention is not None
                and country is not None
                and token.dep_ in ("nsubj", "dobj", "nsubjpass", "conj")
            ):
                named.setdefault(country.name, Participant(mention.span, mention.text, mention.name))
        return tuple(named.values()) if len(named) == 2 else ()
    return tuple(one for one in parties.parties(cast, subject) if one.entity)


def _is_last_sentence(token: Token, first: int) -> bool:
    return token.sent.end >= first
