"""What a report speaks of, in spans of one kind: names with their titles, and plain noun phrases."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from truceline.extract.reading import Reading
from truceline.model.claims import Mention

_BEFORE = ("compound", "amod", "nmod")
_NO_MENTIONS = frozenset(
    {
        "DATE",
        "TIME",
        "MONEY",
        "CARDINAL",
        "PERCENT",
        "ORDINAL",
        "QUANTITY",
        "WORK_OF_ART",
        "EVENT",
        "LANGUAGE",
    }
)


def mark(reading: Reading) -> tuple[Tokens, ...]:
    """The names of the reading and its noun phrases, in the order of the text.

    A person's name comes with titles and offices before it ("former FBI director X"), "the Russians" and
    "the North" with the article, a country without. A name that only describes a noun ("the Iran deal") is
    part of the noun's phrase; one that has something ("X's trip") is a mention of its own.
    """
    found: set[tuple[int, int]] = set()
    named: set[int] = set()
    for mention in reading.found.mentions:
        tokens = reading.tokens(mention.span)
        if not _describes(tokens, mention):
            wide = _widened(reading, tokens, mention)
            found.add((wide.start, wide.end))
            named.update(range(tokens.start, tokens.end))
    found.update((tokens.start, tokens.end) for tokens in _phrases(reading, named))
    return tuple(reading.doc[start:end] for start, end in sorted(found))


def _describes(tokens: Tokens, mention: Mention) -> bool:
    root = tokens.root
    if mention.kind == "person":
        return root.dep_ in ("compound", "nmod") and root.head.pos_ == "NOUN"
    return root.dep_ in _BEFORE and root.head.i >= tokens.end


def _widened(reading: Reading, tokens: Tokens, mention: Mention) -> Tokens:
    doc, start = reading.doc, tokens.start
    if mention.kind == "person":
        first = tokens.root.left_edge.i
        while start > first and _leads_to(doc[start - 1], start):
            start -= 1
        return doc[
            start if doc[start].is_alpha or doc[start].text.endswith(".") else tokens.start : tokens.end
        ]
    label = tokens.root.ent_type_
    if label in ("NORP", "LOC") and start and doc[start - 1].lower_ == "the":
        return doc[start - 1 : tokens.end]
    if label == "GPE" and tokens[0].lower_ == "the" and len(tokens) > 1:
        return doc[start + 1 : tokens.end]
    return tokens


def _leads_to(token: Token, name: int) -> bool:
    noun = token.pos_ in ("PROPN", "NOUN", "ADJ") and token.dep_ in _BEFORE and token.head.i >= name
    return noun or token.lower_ in ("mr.", "mrs.", "ms.", "president")


def _phrases(reading: Reading, named: set[int]) -> Iterator[Tokens]:
    for phrase in reading.doc.noun_chunks:
        root, end = phrase.root, phrase.end
        if root.pos_ == "PRON" or root.i in named or root.ent_type_ in _NO_MENTIONS:
            continue
        while end > phrase.start and reading.doc[end - 1].lower_ in ("'s", "’s"):
            end -= 1
        if end > phrase.start:
            yield reading.doc[phrase.start : end]
