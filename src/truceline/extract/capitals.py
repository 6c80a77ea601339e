"""Capitals that stand for governments: "Ankara has sent specialists" is no place, "in Ankara" is.

Metonymy of this kind is told from the grammar around the name (Markert and Nissim, SemEval-2007 task 8): who
acts, takes a stance or has a policy is a government. Where that is not sure, it is the place.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from truceline.extract import phrases
from truceline.resources import table


def acts(name: Token) -> bool:
    """Whether the capital named at a token acts, or is spoken of as a government is."""
    at = name
    while at.dep_ == "conj" and at.head.i < at.i and at.head.ent_type_ in ("GPE", "ORG", "NORP"):
        at = at.head
    if at.dep_ == "nsubj":
        return _does(at.head)
    if at.dep_ == "agent" or (at.dep_ == "pobj" and at.head.dep_ == "agent"):
        return at.head.head.lemma_ in _table("verbs")
    if at.dep_ == "poss":
        return at.head.lemma_.lower() in _table("nouns")
    if at.dep_ == "pobj" and at.head.lower_ == "between":
        return any(other.dep_ == "conj" for other in at.rights) and at.head.head.lemma_.lower() in _table(
            "nouns"
        )
    if at.dep_ == "dobj":
        return at.head.lemma_ in _table("verbs_done_to")
    return False


def _does(verb: Token) -> bool:
    if verb.lemma_ in ("be", "seem", "remain", "appear"):
        return any(
            below.lemma_.lower() in _table("attitudes") for below in phrases.children(verb, "acomp", "oprd")
        )
    if verb.lemma_ == "have" or verb.tag_ == "VBN":
        things = phrases.children(verb, "dobj")
        if any(thing.lemma_.lower() in _table("nouns") for thing in things):
            return True
    return verb.lemma_ in _table("verbs")


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(table("government_acts.toml")[name])
