"""What a report speaks of: names with their titles, and plain noun phrases, as coreference takes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from truceline.extract.described import describe
from truceline.extract.reading import Reading
from truceline.known import country_named
from truceline.model.claims import Mention, Reference, Span
from truceline.model.described import Described

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


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a report speaks of: the place in the report, the description, and the name of the report that is
    already known to be meant, with the reason where other words stand for it. Several people, and bodies
    without a name, stand for whom they are of: "Turkish officials" for Turkey."""

    span: Span
    shown: Described
    name: str | None = None
    why: str | None = None


def spoken_of(reading: Reading) -> tuple[Spoken, ...]:
    """All that a report speaks of by name or noun, in the order of the text; `reading.found` has its mentions
    and references."""
    marked = mark(reading)
    references = {reading.tokens(one.span).root.i: one for one in reading.found.references}
    found = []
    for tokens, shown in zip(marked, describe(reading.doc, marked, reading.report.id), strict=True):
        mention, reference = reading.mention_at(tokens.root), references.get(tokens.root.i)
        name, why = mention.name if mention else None, None
        if mention is None and reference is not None:
            name, why = _meant(reference)
        found.append(Spoken(reading.span(tokens), shown, name, why))
    return tuple(found)


def _meant(reference: Reference) -> tuple[str | None, str | None]:
    if reference.name is not None:
        return reference.name, reference.reasons[0] if reference.reasons else None
    if reference.of is not None and (reference.several or reference.kind == "body"):
        place = country_named(reference.of)
        if place is None or place.alpha3 is not None:  # a "Gaza task force" is in Gaza, not of it
            return reference.of, f"they are of {reference.of}"
    return None, None


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
