"""The proper name inside a mention, and the offices and trades that the mention gives beside it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from truceline.extract import phrases
from truceline.resources import words

_NOT_NAMES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"})
_IN_NAMES = frozenset({"of", "the", "for", "and", "-", "de", "al", "bin", "'s", "’s", "&"})
_REACH = 12
"""Tokens before a name in which its roles stand."""


def lemma(token: Token) -> str:
    """The lemma in lower case; of a name in the plural the singular."""
    found = token.lemma_.lower() or token.lower_
    if token.tag_ == "NNPS" and len(found) > 3 and not found.endswith("ss"):
        return found.removesuffix("s")
    return found


def is_coordinated(head: Token, tokens: Tokens) -> bool:
    """Whether a mention is a list: "Egypt and India"."""
    return any(child.dep_ == "conj" and child.i < tokens.end for child in head.rights)


@cache
def people_nouns() -> frozenset[str]:
    """All nouns for people that the vocabularies have."""
    return words("person_nouns.txt") | words("people_nouns.txt") | words("office_nouns.txt")


def proper_name(tokens: Tokens, head: Token) -> Tokens | None:
    """The name that a mention is, or that it holds in apposition to a noun for people, without titles.

    None for a list, a date, and a title or noun in capitals ("Surgeon General", "Driver").
    """
    if head.pos_ == "PRON" or head.ent_type_ in _NOT_NAMES or is_coordinated(head, tokens):
        return None
    if head.pos_ == "PROPN" or (
        head.ent_type_ and head.pos_ in ("NOUN", "ADJ", "X") and not head.text.islower()
    ):
        return _run(tokens, head)
    if head.pos_ == "NOUN" and lemma(head) in people_nouns():
        for below in phrases.children(head, "appos"):
            if below.ent_type_ == "PERSON" and below.i < tokens.end:
                return _run(tokens.doc[below.left_edge.i : below.i + 1], below)
    return None


def _run(tokens: Tokens, head: Token) -> Tokens | None:
    doc, start, end = tokens.doc, head.i, head.i + 1
    while start > tokens.start and _go_on(doc[start - 1], doc[start]):
        start -= 1
    while end < tokens.end and (_go_on(doc[end - 1], doc[end]) or _bridges(doc, end, tokens.end)):
        end += 1
    titles = words("titles.txt")
    while (
        start < end - 1
        and _bare(doc[start]) in titles
        and not (end - start == 2 and doc[start].ent_type_ == "ORG")
    ):
        start += 1
    while start < end and (doc[start].is_punct or doc[start].lower_ in ("the", "'s")):
        start += 1
    while end > start and (doc[end - 1].is_punct or doc[end - 1].lower_ in ("'s", "’s", "of", "the")):
        end -= 1
    if all(_bare(token) in titles or token.lower_ in people_nouns() for token in doc[start:end]):
        return None
    if end - start == 1 and lemma(doc[start]) in words("body_nouns.txt") and not doc[start].ent_type_:
        return None
    return doc[start:end]


def _bare(token: Token) -> str:
    return token.lower_.rstrip(".")


def _bridges(doc: Doc, at: int, end: int) -> bool:
    """Whether a small word stands within a name: "Gulf of Aden"."""
    small = doc[at].lower_ in _IN_NAMES and doc[at].ent_type_ != ""
    return small and at + 1 < end and _go_on(doc[at], doc[at + 1])


def _go_on(token: Token, following: Token) -> bool:
    """Whether two neighbours belong to one name."""
    if token.ent_type_ and token.ent_type_ == following.ent_type_:
        return following.ent_iob_ != "B"
    if token.ent_type_ and following.ent_type_:
        return False
    return token.pos_ == following.pos_ == "PROPN"


def roles(tokens: Tokens, head: Token, name: Tokens | None) -> Iterator[str]:
    """The nouns for people at the head of a mention and before its name: "president", "lineman"."""
    nouns, doc = people_nouns(), tokens.doc
    end = name.start if name is not None else head.i + 1
    for token in doc[max(tokens.start, end - _REACH) : end]:
        if lemma(token) in nouns and token.dep_ != "poss":
            yield lemma(token)
    if name is not None and tokens.start:
        before = doc[tokens.start - 1]
        if lemma(before) in nouns and before.dep_ in ("compound", "nmod", "amod", "appos"):
            yield lemma(before)
