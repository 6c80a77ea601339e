"""Words for one person or body without its name: "the Qatari emir", "a Turkish official", "he"."""

from __future__ import annotations

from collections.abc import Iterator, Set
from functools import cache

import numpy as np
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from truceline.extract import phrases
from truceline.extract.countries import country_in
from truceline.extract.described import sight
from truceline.extract.proper import people_nouns
from truceline.extract.reading import Reading
from truceline.model.claims import Kind, Reference
from truceline.model.described import Sighting
from truceline.plugins import Extractor
from truceline.resources import table, words

_NEAR = 2
"""Sentences, from the one with a family name on, in which a pronoun may mean its bearer."""
_LONGEST_OF = 8
"""Tokens from a noun to the one behind its "of"."""
_BESIDE = ("compound", "nmod", "amod", "npadvmod")


def find_references(reading: Reading) -> tuple[Reference, ...]:
    """The nominals for people and bodies, and "he" and "she" in all forms, in the order of the text.

    `name` is left open: who is meant takes the whole report. A title before a name ("President X") is part
    of the name's mention and no reference. A pronoun close behind a family name that is no mention is
    left out: it would be taken for somebody else.
    """
    return tuple(_references(reading))


def _references(reading: Reading) -> Iterator[Reference]:
    known = table("pronouns.toml")
    single = frozenset((*known["he"], *known["she"]))
    family = {one.name.rpartition(" ")[2] for one in reading.found.mentions if one.kind == "person"}
    missed = -_NEAR
    for token, sentence in _candidates(reading.doc, single, family):
        if token.text in family and reading.mention_at(token) is None:
            missed = sentence
        if token.pos_ == "PRON":
            if token.lower_ in single and sentence - missed >= _NEAR:
                yield Reference(reading.span(token), token.text, "pronoun", "person", several=False)
            continue
        kind = _kind(token) if token.pos_ in ("NOUN", "PROPN") else None
        if kind is None or reading.mention_at(token) is not None or _is_title(reading, token):
            continue
        tokens, several = _phrase(reading, token), token.tag_ in ("NNS", "NNPS")
        yield Reference(
            reading.span(tokens), tokens.text, "nominal", kind, several=several, of=_of(reading, token)
        )


def _candidates(doc: Doc, pronouns: Set[str], family: Set[str]) -> Iterator[tuple[Token, int]]:
    """The tokens that may be one of these words, or a noun for people or bodies, with their sentences; all at
    once, since asking each token takes longer than what is done with the few that are found."""
    strings = doc.vocab.strings
    found = doc.to_array(["LEMMA", "LOWER", "ORTH", "SENT_START"])
    at = (
        np.isin(found[:, 0], _noun_ids())
        | np.isin(found[:, 1], [strings[word] for word in (*pronouns, "side")])
        | np.isin(found[:, 2], [strings[name] for name in family])
    )
    sentences = np.cumsum(found[:, 3] == 1)
    return ((doc[int(i)], int(sentences[i])) for i in np.flatnonzero(at))


@cache
def _noun_ids() -> np.ndarray:
    """The ids of lemmas, which are hashes: the same in every vocabulary."""
    nouns = words("person_nouns.txt") | people_nouns() | words("body_nouns.txt")
    forms = {form(noun) for noun in nouns for form in (str.lower, str.capitalize, str.upper)}
    return np.array(sorted(map(get_string_id, forms)), dtype=np.uint64)


def _kind(token: Token) -> Kind | None:
    if phrases.is_person_noun(token) or token.lemma_.lower() in people_nouns():
        return "person"
    is_body = phrases.is_body_noun(token) or (token.lower_ == "side" and _is_acting(token))
    return "body" if is_body else None


def _is_acting(token: Token) -> bool:
    """ "The Turkish side said", not "on the other side"."""
    return token.dep_ in ("nsubj", "nsubjpass", "agent") and any(
        country_in(left.text) for left in token.lefts
    )


def _is_title(reading: Reading, token: Token) -> bool:
    """Whether a noun only leads to another: "President X", "government forces"."""
    if token.dep_ in ("compound", "nmod", "amod") and token.head.i > token.i:
        return True
    following = token.i + 1
    if following < len(reading.doc):
        mention = reading.mention_at(reading.doc[following])
        return mention is not None and mention.kind == "person"
    return False


def _phrase(reading: Reading, head: Token) -> Tokens:
    """The noun with what stands before it, and with "of" and whom it is of."""
    start = min(
        [
            head.i,
            *(left.left_edge.i for left in head.lefts if left.dep_ in (*_BESIDE, "det", "poss", "nummod")),
        ]
    )
    end = head.i + 1
    of = next((right for right in head.rights if right.dep_ == "prep" and right.lower_ == "of"), None)
    if of is not None and of.i == end:
        noun = next((right for right in of.rights if right.dep_ == "pobj"), None)
        if noun is not None and noun.i - head.i <= _LONGEST_OF:
            end = noun.i + 1
    while start < head.i and (reading.doc[start].is_punct or reading.doc[start].is_space):
        start += 1
    return reading.doc[start:end]


def _of(reading: Reading, head: Token) -> str | None:
    """Whom somebody without a name speaks for: the country or body that the phrase names. Allies and
    residents of a country do not speak for it."""
    if head.lemma_.lower() in words("beside_nouns.txt"):
        return None
    for noun in (head, *_owners(head)):
        if noun != head and (mention := reading.mention_at(noun)) is not None:
            if mention.kind in ("body", "place"):
                return mention.name
            continue
        for left in noun.lefts:
            if left.dep_ in (*_BESIDE, "poss") and (found := _named(reading, left)) is not None:
                return found
    return None


def _owners(head: Token) -> Iterator[Token]:
    for preposition in head.rights:
        if preposition.dep_ == "prep" and preposition.lower_ in ("of", "from"):
            yield from (noun for noun in preposition.rights if noun.dep_ == "pobj")


def _named(reading: Reading, word: Token) -> str | None:
    if word.i > 1 and word.nbor(-1).text == "-" and word.nbor(-2).lower_ in ("non", "anti", "pro", "ex"):
        return None
    mention = reading.mention_at(word)
    if mention is not None and _is_hyphened(word):
        return None  # "a London-based group", "a Tarn-backed militia"
    if mention is not None:
        return mention.name if mention.kind in ("body", "place") else None
    if word.pos_ not in ("ADJ", "PROPN"):
        return None
    both = (
        reading.doc[word.i - 1 : word.i + 1].text if word.i and reading.doc[word.i - 1].head == word else ""
    )
    return (country_in(both) if both else None) or country_in(word.text)


def _is_hyphened(word: Token) -> bool:
    return word.i + 1 < len(word.doc) and word.nbor().text == "-" and not word.whitespace_


def sight_found(reading: Reading) -> tuple[Sighting, ...]:
    """What each mention of the reading and then each reference shows, in their orders."""
    return sight(
        reading.doc,
        reading.clean.text,
        [(reading.tokens(one.span), one.kind) for one in reading.found.mentions],
        [(reading.tokens(one.span), one.kind) for one in reading.found.references],
    )


extractor = Extractor(fills="references", find=find_references, after=("mentions",))
