"""Deeds below other words: what somebody is accused of, attacks that are condemned, approvals awaited."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from truceline.extract import circumstances, parties, phrases
from truceline.extract.action_codes import Matches
from truceline.extract.action_matches import Match, fallen
from truceline.extract.action_sides import source_of, target_of
from truceline.extract.actors import Actors, Stage, actors, owners
from truceline.extract.incident_details import harm, listed, means
from truceline.model.claims import EventMention, Participant

_ATTACKS = frozenset({"ASSAULT", "FIGHT"})
_STEPS = 6


def alleged(stage: Stage, match: Match, found: Matches) -> EventMention | None:
    """The deed of "accused Peru of shelling the town": Peru's, as the accuser has it."""
    verb = match.token
    if match.frame.code not in (*_ATTACKS, "COERCE") or not verb.tag_.startswith("VB"):
        return None
    above = _accusing(verb, found)
    if above is None:
        return None
    accused = phrases.child(above, "dobj", "nsubjpass")
    accuser = source_of(stage, found[above.i])
    source = actors(stage, accused) if accused is not None else ()
    target = target_of(stage, match, source)
    if not any(one.entity for one in source) or not accuser or not target:
        return None
    return EventMention(
        match.frame.code,
        stage.reading.span(verb),
        match.frame.mode,
        source,
        target,
        parties.joined(source, target),
        circumstances.place(stage.reading, (verb,)),
        circumstances.time(stage.reading, verb, (verb,)),
        means=means(verb, verb),
        harm=harm(stage.reading, verb, verb),
        by=accuser[0].entity or accuser[0].text,
        status="alleged",
    )


def _accusing(verb: Token, found: Matches) -> Token | None:
    """The verb of accusing in front of "of" or "for" a deed, which may be one of several."""
    at = verb
    for _ in range(_STEPS):
        if at.dep_ != "conj":
            break
        at = at.head
    if at.dep_ != "pcomp" or at.head.lower_ not in ("of", "for", "with"):
        return None
    above = at.head.head
    known = above.lemma_.lower() in listed("told", "alleging") and above.i in found
    return above if known and not phrases.is_negated(above) else None


def regretted(stage: Stage, match: Match, found: Matches) -> EventMention | None:
    """The attack of "condemned Peru's strike on the town last month": told with its day, or a place and both
    sides, it is more than what the reproach is about."""
    noun = match.token
    if match.verb is not None or match.frame.code not in _ATTACKS or not _is_reproached(noun, found):
        return None
    doing = [one for one in phrases.children(noun, "acl") if one.tag_ == "VBG"]
    source = source_of(stage, match)
    hit: Actors = tuple(
        one for verb in doing for thing in phrases.children(verb, "dobj") for one in actors(stage, thing)
    )
    target = hit or target_of(stage, match, source)
    anchors = (noun, *doing)
    time = circumstances.time(stage.reading, noun, anchors)
    place = circumstances.place(stage.reading, anchors)
    if not any(one.entity for one in (*source, *target)) or (
        time is None and not (place and source and target)
    ):
        return None
    return EventMention(
        match.frame.code,
        stage.reading.span(noun),
        match.frame.mode,
        source,
        target,
        parties.joined(source, target),
        place,
        time,
        means=means(noun, None),
        harm=harm(stage.reading, noun, None),
    )


def _is_reproached(noun: Token, found: Matches) -> bool:
    """Whether a word of reproach is right above: what is reproached has happened."""
    at = noun
    for _ in range(_STEPS):
        if at.dep_ not in ("dobj", "pobj", "prep", "conj", "nsubjpass") or at.head.i == at.i:
            return False
        at = at.head
        if at.i in found:
            above = found[at.i]
            doubted = above.verb is not None and (
                phrases.is_negated(above.verb) or phrases.is_infinitive(above.verb)
            )
            return above.frame.code == "DISAPPROVE" and not doubted
    return False


def fall(stage: Stage, match: Match) -> EventMention | None:
    """ "The fall of the regime": nobody is said to have brought it about."""
    regime = fallen(match.token, match.frame)
    if regime is None or match.token.tag_ == "NNS":
        return None
    who = actors(stage, regime)
    named = owners(stage, regime) if not any(one.entity for one in who) else ()
    both = named or who
    noun = match.token
    if not any(one.entity for one in both) or not any(left.lower_ in ("the", "its") for left in noun.lefts):
        return None
    time = circumstances.time(stage.reading, noun, (noun,))
    return EventMention(
        match.frame.code,
        stage.reading.span(noun),
        match.frame.mode,
        (),
        both,
        both,
        None,
        time,
        circumstances.modality(None, noun),
    )


def awaited(stage: Stage) -> Iterator[EventMention]:
    """ "Awaiting Israeli approval to enter": a permission that is not given yet."""
    for verb in phrases.with_lemma(stage.reading.doc, {*listed("told", "awaiting"), "wait"}):
        thing = phrases.child(verb, "dobj", "pobj")
        if thing is None and verb.lemma_.lower() == "wait":
            thing = next(
                (
                    noun
                    for below in phrases.children(verb, "prep")
                    if below.lower_ == "for"
                    for noun in phrases.children(below, "pobj")
                ),
                None,
            )
        if thing is None or thing.lemma_.lower() not in listed("told", "waited") or phrases.is_negated(verb):
            continue
        source = owners(stage, thing)
        who = phrases.subject(verb)
        target = actors(stage, who) if who is not None else ()
        target = tuple(one for one in target if one.span not in {other.span for other in source})
        if not any(one.entity for one in source):
            continue
        yield EventMention(
            "RETREAT",
            stage.reading.span(thing),
            "access",
            source,
            target,
            parties.joined(source, target),
            _entered(stage, thing, verb),
            circumstances.time(stage.reading, thing, (thing, verb)),
            "awaited",
        )


def _entered(stage: Stage, thing: Token, verb: Token) -> Participant | None:
    """Where those who wait are to go."""
    for top in (thing, verb):
        for going in phrases.children(top, "acl", "xcomp", "advcl"):
            place = circumstances.place(stage.reading, (going,))
            for noun in phrases.children(going, "dobj"):
                place = place or parties.visited(stage.cast, noun)
            if place is not None:
                return place
    return None
