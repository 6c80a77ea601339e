"""Who did it and to whom: the source and the target of a political event."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Token

from truceline.extract import phrases
from truceline.extract.action_frames import is_given, listed, owner_first, sides
from truceline.extract.action_matches import Match, doer
from truceline.extract.actors import Actors, Stage, actors, owners
from truceline.known import country_named
from truceline.model.claims import Participant, Span
from truceline.resources import table

_FAR = 60
"""Tokens that are looked at for an actor further away."""
_PLACES_OF_ACTORS = frozenset({"pobj", "dobj", "nsubj", "nsubjpass", "dative"})
_VIOLENT = frozenset({"ASSAULT", "FIGHT", "COERCE"})
_OWN = frozenset({"RETREAT", "MOBILIZE", "AID", "SANCTION"})
"""What is done with one's own: "the troops of Peru were withdrawn"."""


def source_of(stage: Stage, match: Match) -> Actors:
    """Who did it, or whose thing did: "Israeli tanks". Nobody where the text does not say."""
    if match.verb is None:
        return _source_of_noun(stage, match.token)
    who = doer(match.verb)
    if who is None:
        patient = phrases.child(match.verb, "nsubjpass")
        if match.frame.code in _VIOLENT and (found := _attackers(stage, match.verb)):
            return found
        own = match.frame.code in _OWN and match.frame.mode != "release"
        return owners(stage, patient) if own and patient is not None else ()
    if who.i == match.token.i:
        return ()
    found = actors(stage, who)
    if not found and (match.frame.code not in _VIOLENT or who.lemma_.lower() in listed("instruments")):
        found = owners(stage, who)
    return found


def _attackers(stage: Stage, verb: Token) -> Actors:
    """ "Were killed in Peruvian raids": whose the raids are."""
    arms = table("plover.toml")["sets"]["attack"]
    for below in phrases.children(verb, "prep"):
        if below.lower_ in ("in", "during", "by", "from"):
            for noun in phrases.children(below, "pobj"):
                if noun.lemma_.lower() in arms and (found := owners(stage, noun, of=False)):
                    return found
                for by in phrases.children(noun, "prep", "agent") if noun.lemma_.lower() in arms else ():
                    for doing in phrases.children(by, "pobj") if by.lower_ == "by" else ():
                        return actors(stage, doing)
    return ()


def _source_of_noun(stage: Stage, noun: Token) -> Actors:
    owner = phrases.child(noun, "poss")
    if owner is not None and (found := actors(stage, owner)):
        return found
    below = list(phrases.children(noun, "prep", "agent"))
    if noun.dep_ == "nsubj":  # "fighting broke out between Peru and Chile"
        below += [one for one in phrases.children(noun.head, "prep") if one.lower_ == "between"]
    for preposition in below:
        both = [one for other in phrases.children(preposition, "pobj") for one in actors(stage, other)]
        if preposition.lower_ == "by" and both:
            return tuple(both)
        if preposition.lower_ == "between" and len(both) > 1:
            return tuple(both[:1])
    return owners(stage, noun, of=False)


def target_of(stage: Stage, match: Match, source: Actors) -> Actors:
    """To whom it was done: the object, who is to do what is asked, whose thing it is, or who stands behind
    a preposition."""
    taken = {one.span for one in source}
    for found in _candidates(stage, match):
        fresh = tuple(one for one in found if one.span not in taken)
        if fresh:
            return fresh
    if match.verb is None or match.frame.code == "CONSULT" or (match.frame.joint and len(source) > 1):
        return ()
    if match.object is not None and match.object.pos_ == "PRON" and match.object.lower_ != "it":
        return ()  # "is recruiting fighters, training them": told, but not who further on
    return _further(stage, match.verb, taken, attitude=match.frame.attitude)


def _candidates(stage: Stage, match: Match) -> Iterator[Actors]:
    """Those who may be the other side, the likeliest first."""
    thing, token = match.object, match.token
    clauses = list(phrases.children(token, "ccomp", "xcomp", "pcomp"))
    clauses += [one for one in phrases.children(token, "advcl") if phrases.is_infinitive(one)]
    above = token.head if match.verb is None and token.dep_ == "nsubj" else None
    tops = [top for top in (token, match.light, thing, above) if top is not None]
    below = [one for clause in clauses for one in phrases.children(clause, "nsubj", "nsubjpass", "dobj")]
    tops += [*clauses, *below]
    tops += [one for one in phrases.children(token, "dobj", "dative", "oprd") if one not in tops]
    if is_given(match.frame.code):
        yield from _behind(stage, tops, ("to", "with", "against", "along", "near"))
    if thing is not None:
        yield actors(stage, thing)
    for one in below:
        yield actors(stage, one)
    if thing is not None and owner_first(match.frame.code):
        yield owners(stage, thing)
    yield from _behind(stage, tops, sides(match.frame.code))
    for top in tops:
        if top.pos_ in ("NOUN", "PROPN"):
            yield actors(stage, top)
            if owner_first(match.frame.code) or not match.frame.attitude:
                yield owners(stage, top)


def _behind(stage: Stage, tops: Sequence[Token], words: Sequence[str]) -> Iterator[Actors]:
    """Those behind the prepositions of some words, or whose that is: "along the border with Chile"."""
    for word in words:
        for top in tops:
            for preposition in phrases.children(top, "prep", "dative"):
                if preposition.lower_ == word:
                    for noun in phrases.children(preposition, "pobj"):
                        yield actors(stage, noun)
                        yield owners(stage, noun)


def _further(stage: Stage, top: Token, taken: Collection[Span], attitude: bool) -> Actors:
    """The first actor further away in the same clause: "struck to demand that the king leave". A town is the
    other side of a deed alone, and a sea of none."""
    waiting, seen = [top], 0
    while waiting and seen < _FAR:
        token = waiting.pop(0)
        seen += 1
        for below in token.rights:
            if below.dep_ == "relcl" or (below.dep_ == "advcl" and phrases.own_subject(below) is not None):
                continue
            if below.dep_ in _PLACES_OF_ACTORS and stage.reading.time_at(below) is None:
                found = actors(stage, below) or (() if attitude else owners(stage, below))
                fresh = tuple(
                    one for one in found if one.span not in taken and not _is_mere_place(stage, one, attitude)
                )
                if fresh:
                    return fresh
            waiting.append(below)
    return ()


def _is_mere_place(stage: Stage, one: Participant, attitude: bool) -> bool:
    mention = stage.reading.mention_at(stage.reading.tokens(one.span).root)
    if mention is None or mention.kind != "place":
        return False
    if {word.lower() for word in mention.name.split()} & listed("waters"):
        return True
    return attitude and country_named(mention.name) is None
