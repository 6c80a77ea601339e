"""By what means, with what harm, and whether it is only held against somebody, or usual."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice

from spacy.tokens import Token

from truceline.extract import phrases
from truceline.extract.reading import Reading
from truceline.model.claims import Span
from truceline.resources import table

VIOLENT = frozenset({"ASSAULT", "FIGHT", "COERCE", "MOBILIZE"})
_NEAR = 50
"""Tokens of a clause that are looked at; only a broken parse has more."""
_PASSING = frozenset({"amod", "compound", "nmod", "prep", "pobj", "dobj", "agent", "prt", "acl", "npadvmod"})


@cache
def _means() -> Mapping[str, str]:
    return {word: means for means, listed in table("incidents.toml")["means"].items() for word in listed}


@cache
def listed(name: str, part: str) -> frozenset[str]:
    """A list of words of incidents.toml."""
    return frozenset(table("incidents.toml")[name][part])


def means(token: Token, verb: Token | None) -> str | None:
    """The weapon or means that the clause names, by the words nearest to the event."""
    found: dict[str, int] = {}
    for near in _around(token, verb):
        lemma = near.lemma_.lower()
        before = near.nbor(-1).lemma_.lower() if near.i else ""
        for words in (f"{before} {lemma}", lemma, near.lower_):
            if words in _means():
                distance = abs(near.i - token.i) - (100 if " " in words else 0)
                name = _means()[words]
                found[name] = min(found.get(name, distance), distance)
                break
    return min(found, key=lambda name: (found[name], name)) if found else None


def _around(token: Token, verb: Token | None) -> Iterator[Token]:
    """The word and its phrase, and the clause that it is told in, its subject and object among it."""
    yield token
    waiting = [*token.children]
    seen = 0
    while waiting and seen < _NEAR:
        below = waiting.pop(0)
        seen += 1
        if below.dep_ in _PASSING and not below.is_punct:
            yield below
            waiting += below.children
    if verb is not None and verb.i != token.i:
        yield verb
    if verb is not None:
        for below in phrases.children(verb, "nsubj", "agent", "dobj", "prt"):
            yield from islice((one for one in below.subtree if one.dep_ != "relcl"), 12)
        if token.i != verb.i:
            for below in phrases.children(verb, "prep"):
                yield from islice(below.subtree, 8)


def harm(reading: Reading, token: Token, verb: Token | None) -> tuple[Span, ...]:
    """The words for who was hurt and what was destroyed, in the order of the text."""
    found: list[Span] = []
    for doing in _harming(token, verb):
        lemma = doing.lemma_.lower()
        if lemma in listed("harm", "own"):
            hurt = phrases.children(doing, "nsubj")
        elif lemma in listed("harm", "leaving"):
            hurt = (one for one in phrases.children(doing, "dobj", "ccomp", "oprd") if _is_left(one))
        else:
            hurt = phrases.children(doing, "dobj", "nsubjpass")
        for noun in hurt:
            for one in phrases.conjuncts(noun):
                phrase = phrases.noun_phrase(one, without=("acl", "prep", "punct"))
                found.append(reading.span(phrase))
        found += _numbered(reading, doing)
    return tuple(sorted(dict.fromkeys(found)))


def _harming(token: Token, verb: Token | None) -> Iterator[Token]:
    """The verbs of harm that tell what an event did: itself, below it, or with it as their subject."""
    tops = [one for one in (token, verb) if one is not None]
    if token.dep_ == "nsubj":
        tops.append(token.head)
    for top in dict.fromkeys(tops):
        for one in (top, *top.children):
            if one.i != top.i and one.dep_ not in ("advcl", "acl", "conj", "xcomp", "relcl"):
                continue
            known = listed("harm", "verbs") | listed("harm", "own") | listed("harm", "leaving")
            if one.lemma_.lower() in known and one.tag_.startswith("VB"):
                yield one
                yield from (also for also in phrases.children(one, "conj") if also.lemma_.lower() in known)


def _is_left(noun: Token) -> bool:
    return any(one.lemma_.lower() in listed("harm", "left") for one in islice(noun.subtree, 12))


def _numbered(reading: Reading, verb: Token) -> Iterable[Span]:
    """ "Killed at least nine", which a parse may take for a preposition."""
    for below in phrases.children(verb, "prep"):
        if below.i == verb.i + 1 and below.lower_ in ("at", "up", "more", "over"):
            tokens = sorted(islice(below.subtree, 8), key=lambda one: one.i)
            if any(one.pos_ == "NUM" for one in tokens):
                yield reading.span(verb.doc[tokens[0].i : tokens[-1].i + 1])


def is_usual(token: Token, verb: Token | None) -> bool:
    """ "Near-daily attacks", "regularly shelled"."""
    before = verb.doc[max(token.left_edge.i, token.i - 6) : token.i].text.lower() if verb is not None else ""
    adjectives = {left.lower_ for left in token.lefts} if not token.tag_.startswith("VB") else set()
    if adjectives & listed("told", "usual") or ("daily" in before and "near" in before):
        return True
    if verb is None:
        return False
    subject = phrases.own_subject(verb)
    usual = {left.lower_ for left in subject.lefts} if subject is not None else set()
    beside = {one.lower_ for one in phrases.children(verb, "advmod")}
    instead = subject is not None and subject.lemma_.lower() in _means_or_attacks()
    return bool(beside & listed("told", "usually")) or (instead and bool(usual & listed("told", "usual")))


@cache
def _means_or_attacks() -> frozenset[str]:
    return frozenset(table("plover.toml")["sets"]["attack"]) | frozenset(_means())


def is_alleged(token: Token) -> bool:
    """ "The alleged attack": only held to have been."""
    return any(left.lower_ in listed("told", "alleged") for left in token.lefts)
