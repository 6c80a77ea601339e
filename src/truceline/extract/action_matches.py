"""Which words of a report are of the vocabulary of political events, and whether their frames hold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice

from spacy.tokens import Token

from truceline.extract import phrases
from truceline.extract.action_frames import Frame, behind, is_passive, kind, listed, nouns, object_of, verbs
from truceline.extract.actors import Stage, actors, sector_of
from truceline.resources import table

_CROWDS = frozenset(
    {"crowd", "civilian", "labor", "education", "opposition", "religious", "refugee", "party", "NGO"}
)
_OFFICIALS = frozenset({"government", "IGO", "legislative", "party", "rebel", "opposition", "military"})
_ARMED = frozenset(
    {"military", "rebel", "government", "police", "IGO", "opposition", "intelligence", "criminal", "crowd"}
)
_NEAR = 60
"""Tokens of a clause that are looked at; only a broken parse has more."""


@dataclass(frozen=True, slots=True)
class Match:
    """A word of the vocabulary where its frame holds. `light` is the verb of a noun: "launched an attack"."""

    frame: Frame
    token: Token
    object: Token | None
    last: Token
    light: Token | None = None

    @property
    def verb(self) -> Token | None:
        """The verb that tells it, None for a noun on its own."""
        return self.light or (self.token if self.token.tag_.startswith("VB") else None)


def matches(stage: Stage) -> dict[int, Match]:
    found: dict[int, Match] = {}
    for token in phrases.with_lemma(stage.reading.doc, {*verbs(), *nouns(), *listed("saying"), "rap"}):
        match = _matched(stage, token)
        if match is not None:
            found[token.i] = match
    for i, match in list(found.items()):  # "launched an attack": the noun is the event
        if match.verb is None and not match.frame.of:
            light = _light(match.token)
            if light is not None and light.i not in found:
                found[i] = replace(match, light=light)
            elif not match.frame.alone:
                del found[i]
    for i, match in list(found.items()):
        if match.token.lemma_.lower() in listed("sending"):  # "sent a team to investigate"
            for purpose in phrases.children(match.token, "advcl", "xcomp"):
                deed = found.get(purpose.i)
                if (
                    deed is not None
                    and kind(deed.frame.code) != "conflict"
                    and phrases.is_infinitive(purpose)
                ):
                    found[i] = replace(match, frame=deed.frame, object=deed.object)
    return found


def _light(noun: Token) -> Token | None:
    at = noun
    if at.dep_ == "pobj" and at.head.lower_ == "of":
        at = at.head.head
    if at.dep_ in ("dobj", "nsubjpass") and at.head.lemma_.lower() in listed("light"):
        return at.head
    if (
        at.dep_ == "pobj"
        and at.head.lower_ in ("out", "in", "up")
        and at.head.head.lemma_.lower() in listed("light")
    ):
        return at.head.head
    return None


def _matched(stage: Stage, token: Token) -> Match | None:
    lemma = table("plover.toml")["lemmas"].get(token.lower_, token.lemma_.lower())
    if token.tag_.startswith("VB") and token.dep_ not in ("amod", "compound", "aux", "auxpass"):
        demand = _demanded(stage, token) if lemma in listed("saying") else None
        if demand is not None:
            return demand
        return next(
            (match for frame in verbs().get(lemma, ()) if (match := _holds(stage, token, frame)) is not None),
            None,
        )
    if token.tag_.startswith("NN") and token.dep_ != "compound" and lemma in nouns():  # "sanctions relief"
        frame = nouns()[lemma]
        return Match(frame, token, None, token) if not frame.of or fallen(token, frame) is not None else None
    return None


def fallen(noun: Token, frame: Frame) -> Token | None:
    """The regime of "the fall of the regime"."""
    for below in phrases.children(noun, "prep"):
        for other in phrases.children(below, "pobj") if below.lower_ == "of" else ():
            if other.lemma_.lower() in frame.of:
                return other
    return None


def _demanded(stage: Stage, verb: Token) -> Match | None:
    """ "Said that the army must leave" is a demand on the army."""
    clause = phrases.child(verb, "ccomp")
    doer = phrases.own_subject(clause) if clause is not None else None
    if clause is None or doer is None or (doer.pos_ == "PRON" and doer.lower_ != "it"):
        return None
    helpers = [one.lower_ for one in phrases.children(clause, "aux")]
    obliged = any(one in listed("obliged") for one in helpers) or (
        clause.lemma_ in listed("obliging")
        and any(phrases.is_infinitive(one) for one in phrases.children(clause, "xcomp"))
    )
    if verb.lemma_.lower() in listed("musing") and "must" not in helpers:
        return None
    if not obliged or not actors(stage, doer):
        return None
    return Match(Frame("REQUEST", None, attitude=True), verb, None, verb)


def _holds(stage: Stage, verb: Token, frame: Frame) -> Match | None:
    last = behind(verb, frame.rest)
    if last is None:
        return None
    thing = object_of(verb, last)
    if frame.nouns and (thing is None or not _is_one(thing, frame.nouns)):
        return None
    if frame.actor and last.pos_ not in ("NOUN", "PROPN") and (thing is None or not actors(stage, thing)):
        return None
    if frame.clause and not _has_clause(verb, frame):
        return None
    if frame.code in ("ASSAULT", "FIGHT") and _is_of_paper(verb, thing):
        return None
    if frame.own:
        clause = phrases.child(verb, "ccomp")
        who = phrases.own_subject(clause) if clause is not None else None
        if who is None or who.pos_ != "PRON":
            return None
    if frame.intransitive and not frame.rest and any(phrases.children(verb, "dobj", "nsubjpass")):
        return None
    plain = not frame.rest and not frame.nouns
    if plain and any(phrases.children(verb, "prt")):
        return None
    if (
        last.pos_ == "ADP"
        and thing is not None
        and last.i != verb.i
        and stage.reading.time_at(thing) is not None
    ):
        return None
    if frame.armed and is_passive(verb) and doer(verb) is None:
        return Match(frame, verb, thing, last) if is_armed(verb) else None
    if frame.subject or frame.crowd or frame.official or frame.armed:
        who = doer(verb)
        if who is None or (frame.subject and not _is_one(who, frame.subject)):
            return None
        says = verb.lemma_.lower() == "protest" and any(phrases.children(verb, "ccomp"))
        if frame.crowd and (says or not _is_of(stage, who, _CROWDS)):
            return None
        if frame.armed and not _is_of(stage, who, _ARMED) and who.lemma_.lower() not in listed("instruments"):
            return None
        if frame.official and not _is_of(stage, who, _OFFICIALS):
            return None
    return Match(frame, verb, thing, last)


def _is_of_paper(verb: Token, thing: Token | None) -> bool:
    """ "Struck a deal", "was hit by sanctions"."""
    sets = table("plover.toml")["sets"]
    paper = {*sets["agreement"], *sets["sanction"]}
    by = doer(verb)
    return any(one is not None and one.lemma_.lower() in paper for one in (thing, by))


def _has_clause(verb: Token, frame: Frame) -> bool:
    """Whether it governs what is to be done; one asks another: "asked them to go", not "asked to go"."""
    for one in phrases.children(verb, "ccomp", "xcomp", "advcl"):
        infinitive = phrases.is_infinitive(one)
        bare = one.dep_ == "ccomp" and _is_bare(one) and not any(phrases.children(one, "aux"))
        if one.i > verb.i and (infinitive or bare):
            other = phrases.own_subject(one) is not None or any(
                phrases.children(verb, "dobj", "dative", "nsubjpass")
            )
            return other or frame.code != "REQUEST" or any(phrases.children(verb, "prep"))
    return False


def _is_bare(verb: Token) -> bool:
    """ "That Peru withdraw", which a parse may take for a plural."""
    who = phrases.own_subject(verb)
    return verb.tag_ == "VB" or (verb.tag_ == "VBP" and who is not None and who.tag_ in ("NN", "NNP"))


def _is_of(stage: Stage, doer: Token, sectors: frozenset[str | None]) -> bool:
    return any(sector_of(stage, one) in sectors for one in actors(stage, doer))


def _is_one(noun: Token, words: frozenset[str]) -> bool:
    waiting = [(noun, 0)]
    while waiting:
        one, depth = waiting.pop()
        if one.lemma_.lower() in words or one.lower_ in words:
            return True
        for below in one.children:
            if below.dep_ in ("compound", "amod", "nmod", "conj") and below.i != one.i:
                waiting.append((below, depth))
            elif below.dep_ == "prep" and below.lower_ == "of" and depth < 2 and _is_amount(one):
                waiting += [(counted, depth + 1) for counted in phrases.children(below, "pobj")]
    return False


def _is_amount(noun: Token) -> bool:
    return noun.pos_ == "NUM" or noun.lemma_.lower() in listed("quantities")


def doer(verb: Token) -> Token | None:
    if not is_passive(verb):
        return phrases.subject(verb)
    agent = phrases.child(verb, "agent")
    return phrases.child(agent, "pobj") if agent is not None else None


def is_armed(verb: Token) -> bool:
    sets = table("plover.toml")["sets"]
    arms = {*sets["attack"], *sets["bomb"], *sets["weapon"]}
    return any(token.lemma_.lower() in arms for token in islice(verb.subtree, _NEAR))
