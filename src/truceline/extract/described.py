"""What mentions show: head, words, number, gender, roles, country, and what the sentence says they are."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from truceline.extract.countries import countries
from truceline.extract.equated import act, equals
from truceline.extract.proper import is_coordinated, lemma, people_nouns, proper_name, roles
from truceline.model.claims import Kind
from truceline.model.described import Described, Gender, Shape, Sighting, Sort
from truceline.resources import table, words

_SORTS: dict[str, Sort] = {
    "PERSON": "person",
    "ORG": "body",
    "NORP": "body",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "DATE": "time",
    "TIME": "time",
}
_DESCRIBING = frozenset({"compound", "amod", "nmod", "poss", "nummod"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_QUOTE = re.compile("[“”\"\n]|``|''")
_REACH = 20
"""Tokens before and behind the head that describe it."""
_LISTED = 5
"""Members of a list that are looked through for the first."""


def describe(doc: Doc, mentions: Sequence[Tokens], document: str) -> tuple[Described, ...]:
    """One description a mention, in the order given. Mentions are spans of `doc`, and may hold each other."""
    heads = [_head(tokens) for tokens in mentions]
    sentences, quoted = _sentences(doc, heads), _quoted(doc.text, heads)
    found = [
        _described(*one, document=document) for one in zip(mentions, heads, sentences, quoted, strict=True)
    ]
    at = _by_head(heads)
    return tuple(
        replace(one, states=_states(i, head, at, is_person=one.sort == "person", is_name=one.shape == "name"))
        for i, (one, head) in enumerate(zip(found, heads, strict=True))
    )


def sight(
    doc: Doc, text: str, names: Sequence[tuple[Tokens, Kind]], others: Sequence[tuple[Tokens, Kind]]
) -> tuple[Sighting, ...]:
    """What tells whom each of these mentions means: first those that are names, then those that are none. Of
    places and other things only where they stand. `text` is that of `doc`."""
    mentions = (*names, *others)
    heads = [_head(tokens) if kind in ("person", "body") else tokens[0] for tokens, kind in mentions]
    at = _by_head(heads)
    found = []
    for i, ((tokens, kind), head, sentence, quoted) in enumerate(
        zip(mentions, heads, _sentences(doc, heads), _quoted(text, heads), strict=True)
    ):
        if kind in ("person", "body"):
            several, gender, subject = _is_several(head, tokens), _gender(tokens, head), _is_subject(head)
            states = _states(i, head, at, is_person=kind == "person", is_name=i < len(names))
            describes = head.dep_ in ("compound", "nmod", "amod") and head.head.i >= tokens.end
            found.append(
                Sighting(
                    tokens.start_char,
                    sentence,
                    lemma(head),
                    several,
                    gender,
                    subject,
                    quoted,
                    states,
                    describes,
                )
            )
        else:
            found.append(Sighting(tokens.start_char, sentence, "", False, None, False, quoted, ()))
    return tuple(found)


def as_mentions(doc: Doc, spans: Iterable[tuple[int, int]]) -> list[Tokens]:
    """The tokens at places `(start, end)` of the parsed text, a token cut in two taken whole.

    Raises `ValueError` for a place outside the text.
    """
    found = [doc.char_span(start, end, alignment_mode="expand") for start, end in spans]
    if any(tokens is None for tokens in found):
        raise ValueError("a mention lies outside the text that was parsed")
    return [tokens for tokens in found if tokens is not None]


def _by_head(heads: Sequence[Token]) -> dict[int, int]:
    """{token: the first mention with this head}"""
    at: dict[int, int] = {}
    for i, head in enumerate(heads):
        at.setdefault(head.i, i)
    return at


def _states(i: int, head: Token, at: Mapping[int, int], *, is_person: bool, is_name: bool) -> tuple[int, ...]:
    same = equals(head, is_person=is_person, is_name=is_name)
    return tuple(sorted({at[token.i] for token in same if token.i in at} - {i}))


def _sentences(doc: Doc, heads: Sequence[Token]) -> list[int]:
    """The number of the sentence of each token."""
    starts = doc.to_array("SENT_START") == 1
    starts[:1] = False
    numbers = np.cumsum(starts)
    return [int(numbers[head.i]) for head in heads]


def _quoted(text: str, heads: Sequence[Token]) -> list[bool]:
    """Whether each token stands between quotation marks; a paragraph ends every quotation."""
    ends, states, inside = [0], [False], False
    for mark in _QUOTE.finditer(text):
        sign = mark.group()
        inside = sign == "“" or (sign not in ("\n", "”") and not inside)
        ends.append(mark.start())
        states.append(inside)
    return [states[bisect(ends, head.idx) - 1] for head in heads]


def _head(tokens: Tokens) -> Token:
    """The head of a phrase; of "in the Gulf" the noun."""
    head = tokens.root
    if head.pos_ in ("ADP", "SCONJ") or head.tag_ in ("IN", "TO"):
        below = (right for right in head.rights if right.dep_ in ("pobj", "pcomp") and right.i < tokens.end)
        head = next(below, head)
    if head.pos_ in ("PUNCT", "DET", "PART", "SPACE", "CCONJ") and len(tokens) > 1:
        nouns = [token for token in tokens if token.pos_ in ("NOUN", "PROPN", "VERB")]
        head = nouns[-1] if nouns else head
    return head


def _described(tokens: Tokens, head: Token, sentence: int, quoted: bool, document: str) -> Described:
    name = proper_name(tokens, head)
    shape = _shape(head, name)
    called = tuple(roles(tokens, head, name))
    around = _around(tokens, head)
    of, country, seat = countries(around, head, name)
    if is_coordinated(head, tokens):
        of = country = seat = None
    return Described(
        document=document,
        sentence=sentence,
        start=tokens.start_char,
        end=tokens.end_char,
        text=tokens.text,
        shape=shape,
        sort=_sort(head, shape, name, called),
        head=lemma(head),
        words=tuple(_content(around, head)) or (lemma(head),),
        several=_is_several(head, tokens),
        gender=_gender(tokens, head),
        name=" ".join(name.text.split()).replace("’", "'") if name is not None else None,
        of=of,
        country=country,
        seat=seat,
        roles=called,
        subject=_is_subject(head),
        definite=any(left.dep_ == "poss" or left.lower_ in _DEFINITE for left in head.lefts),
        quoted=quoted,
        act=act(head),
    )


def _is_subject(head: Token) -> bool:
    first = head
    for _ in range(_LISTED):
        if first.dep_ != "conj":
            break
        first = first.head
    return first.dep_ in ("nsubj", "nsubjpass")


def _around(tokens: Tokens, head: Token) -> Tokens:
    """The mention with the words that describe its head; a corpus may mark the noun alone."""
    before = (left.left_edge.i for left in head.lefts if left.dep_ in _DESCRIBING)
    behind = (
        right.right_edge.i + 1 for right in head.rights if right.dep_ == "prep" and right.lower_ == "of"
    )
    start, end = min(before, default=head.i), max(behind, default=head.i + 1)
    return tokens.doc[
        max(min(tokens.start, start), head.i - _REACH) : min(max(tokens.end, end), head.i + _REACH)
    ]


def _content(around: Tokens, head: Token) -> Iterator[str]:
    for token in around:
        if (
            token.pos_ == "PROPN"
            or token == head
            or (token.pos_ in ("NOUN", "ADJ", "VERB", "NUM") and not token.is_stop)
        ):
            yield lemma(token)


def _shape(head: Token, name: Tokens | None) -> Shape:
    if head.pos_ == "PRON" or head.tag_ in ("PRP", "PRP$", "WP", "WDT", "WP$"):
        return "pronoun"
    if name is not None and name.start <= head.i < name.end:
        return "name"
    return "clause" if head.pos_ in ("VERB", "AUX") else "nominal"


def _sort(head: Token, shape: Shape, name: Tokens | None, called: tuple[str, ...]) -> Sort:
    noun = lemma(head)
    if shape == "pronoun":
        return "person" if head.lower_ in table("pronouns.toml")["person"] else "other"
    if shape == "clause":
        return "other"
    if shape == "name" and head.ent_type_ in _SORTS:
        return _SORTS[head.ent_type_]
    if noun in people_nouns():
        return "person"
    if noun in words("body_nouns.txt"):
        return "body"
    if noun in words("place_nouns.txt"):
        return "place"
    if head.ent_type_ in ("DATE", "TIME") or noun in table("calendar_nouns.toml")["nouns"]:
        return "time"
    if shape == "name" and called:
        return "person"
    labels = (token.ent_type_ for token in name or () if token.ent_type_)
    return _SORTS.get(next(labels, ""), "other")


def _is_several(head: Token, tokens: Tokens) -> bool:
    several = head.lower_ in table("pronouns.toml")["several"]
    return several or head.tag_ in ("NNS", "NNPS") or is_coordinated(head, tokens)


def _gender(tokens: Tokens, head: Token) -> Gender | None:
    """By the head, or by a title before it."""
    known = table("pronouns.toml")
    before = (token.lower_.rstrip(".") for token in tokens[:4] if token.i < head.i and head.pos_ != "PRON")
    for word in (head.lower_.rstrip("."), *(word for word in before if word in known["titles"])):
        if word in known["male"]:
            return "male"
        if word in known["female"]:
            return "female"
    return "thing" if head.lower_ in known["thing"] else None
