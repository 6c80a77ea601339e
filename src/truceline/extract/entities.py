"""The parser's entities, mended: without titles, articles and possessives, and with names that it missed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from truceline import known
from truceline.model.claims import Kind
from truceline.resources import words

_KINDS: dict[str, Kind] = {
    "PERSON": "person",
    "ORG": "body",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "other",
}
_LONGEST = 100
"""Characters; a longer run of capitals is a list or a banner, no name."""
_ABBREVIATED = 5
"""Letters of what may be an abbreviation."""
_LONGEST_RUN = 6
"""Words of a known name that the parser missed."""
SETTLED = 1000
"""The weight of a word beside a name that settles what it is: "Mr", "the militant group"."""
MARKS = "\"'“”‘’«»()[]{}.,;:*·•|/_–—- \n\t"
_ARTICLES = frozenset({"the", "a", "an", "A", "An", "pro", "anti", "non", "mid", "every"})


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the text, as one would file it; `weight` says how sure its `kind` is."""

    tokens: Tokens
    name: str
    kind: Kind
    weight: int = 1


def names_in(doc: Doc) -> Iterator[Named]:
    """Every name of the text, in its order: those of the parser, and known ones that it missed."""
    found = [*_parsed(doc), *(name for run in _runs(doc) for name in _of_run(run))]
    return iter(sorted(found, key=lambda one: one.tokens.start))


def _parsed(doc: Doc) -> Iterator[Named]:
    for entity in doc.ents:
        kind = _KINDS.get(entity.label_)
        if kind is None or (kind in ("other", "place") and _is_adjective(entity)) or _is_pair(entity):
            continue  # "Turkish officials" names no group, "Middle Eastern history" no place
        if entity.label_ == "FAC" and any(token.lower_ in words("body_nouns.txt") for token in entity):
            kind = "body"  # "the Brookings Institution"
        tokens = trimmed(entity)
        if tokens is not None and (named := _named(tokens, kind)) is not None:
            yield named


def _is_pair(entity: Tokens) -> bool:
    """ "U.S.-South Korea" is no name."""
    one, mark, other = entity.text.partition("-")
    return bool(mark) and all(known.country_named(part) or known.body_named(part) for part in (one, other))


def _is_adjective(entity: Tokens) -> bool:
    last = entity[-1]
    return entity.root.pos_ == "ADJ" or (
        last.lower_ in words("region_adjectives.txt") and last.dep_ != "pobj"
    )


def _named(tokens: Tokens, kind: Kind) -> Named | None:
    weight, doc, groups = 1, tokens.doc, words("group_nouns.txt")
    before = doc[tokens.start - 1].lower_ if tokens.start else ""
    after = doc[tokens.end].lower_ if tokens.end < len(doc) else ""
    if is_honorific(before) or is_honorific(tokens[0].text):
        kind, weight = "person", SETTLED
    elif len(tokens) == 1 and kind == "body" and after in words("rulers_nouns.txt"):
        kind = "person"  # "the Assad regime"
    elif before in groups or (kind == "person" and (after in groups or tokens[-1].lower_ in groups)):
        kind, weight = "body", SETTLED
    elif kind in ("person", "body") and _is_among_places(tokens):
        kind, weight = "place", SETTLED
    elif kind == "body" and len(tokens) == 1 and is_family_name(tokens.text):
        kind = "person"
    whole: Tokens | None = tokens
    if kind == "person":
        whole = _without_titles(tokens)
    elif kind == "body" and _is_common(tokens):
        whole = _with_adjective(tokens)
    if whole is None or not _is_name(whole, kind):
        return None
    return Named(whole, plain(whole), kind, weight)


def _is_among_places(tokens: Tokens) -> bool:
    """ "The town of X", "X province"."""
    doc, places = tokens.doc, words("settlement_nouns.txt")
    if tokens.end < len(doc) and doc[tokens.end].lower_ in places:
        return True
    return (
        tokens.start > 1 and doc[tokens.start - 1].lower_ == "of" and doc[tokens.start - 2].lower_ in places
    )


@lru_cache(maxsize=65536)
def is_family_name(word: str) -> bool:
    """Whether it is the family name of somebody known beforehand, and the name of no country or body."""
    if known.body_named(word) is not None or known.country_named(word) is not None:
        return False
    return any(one.name.rpartition(" ")[2].rpartition("-")[2] == word for one in known.people_with(word))


def is_honorific(word: str) -> bool:
    return word.lower().rstrip(".") in words("honorifics.txt")


def is_institution(one: Named) -> bool:
    """Whether many countries have one of this name: "Foreign Ministry", "Supreme Court"."""
    return known.body_named(one.name) is None and _is_common(one.tokens)


def _is_common(tokens: Tokens) -> bool:
    ordinary = words("institution_words.txt")
    return all(token.lower_ in ordinary for token in tokens)


def _with_adjective(tokens: Tokens) -> Tokens:
    """ "Turkish Foreign Ministry", where the parser has the adjective as a name of its own."""
    doc, start = tokens.doc, tokens.start
    if start and doc[start - 1].ent_type_ == "NORP" and known.country_of_demonym(doc[start - 1].text):
        return doc[start - 1 : tokens.end]
    return tokens


def trimmed(tokens: Tokens) -> Tokens | None:
    """Without the article, marks, a hyphened prefix ("pro-Israel") and a possessive at its ends."""
    start, end, doc = tokens.start, tokens.end, tokens.doc
    while start < end and (
        not doc[start].text.strip(MARKS)
        or doc[start].text in _ARTICLES
        or (doc[start].text == "The" and doc[start].is_sent_start)
    ):
        start += 1
    while end > start and (not doc[end - 1].text.strip(MARKS) or doc[end - 1].lower_ in ("'s", "’s")):
        end -= 1
    return doc[start:end] if start < end else None


def _without_titles(tokens: Tokens) -> Tokens | None:
    """A person's name behind titles; None for titles alone and for a piece of an office ("Oruvian Interior"
    before "Minister")."""
    titles, doc = words("titles.txt"), tokens.doc
    if tokens[-1].lower_ in titles and tokens.end < len(doc) and doc[tokens.end].lower_ in titles:
        return None
    start = tokens.start
    while start < tokens.end and (doc[start].lower_.strip(MARKS) in titles or is_honorific(doc[start].text)):
        start += 1
    return doc[start : tokens.end] if start < tokens.end else None


def _is_name(tokens: Tokens, kind: Kind) -> bool:
    text = tokens.text
    if len(text) > _LONGEST or "\n" in text or "@" in text or "//" in text:
        return False
    if kind == "body" and len(tokens) == 1 and text.lower() in words("titles.txt"):
        return False  # the State of "Secretary of State"
    if sum(map(str.isalpha, text)) < 2 or not any(map(str.isupper, text)):
        return False
    return kind != "person" or not any(map(str.isdigit, text))


def plain(tokens: Tokens) -> str:
    """The name as one would file it: one blank between words, straight apostrophes, no shouting."""
    text = " ".join(tokens.text.split()).replace("’", "'").strip(MARKS.replace(".", ""))
    text = text.removesuffix("'s")
    if text.endswith(".") and "." not in text[:-1] and len(text) > _ABBREVIATED:
        text = text[:-1]  # the end of a sentence
    return text.title() if text.isupper() and len(text) > _ABBREVIATED and _is_shouted(tokens) else text


def _is_shouted(tokens: Tokens) -> bool:
    """Whether the words beside a name are in capitals too."""
    doc = tokens.doc
    beside = (doc[i] for i in (tokens.start - 1, tokens.end) if 0 <= i < len(doc))
    return any(token.is_alpha and token.is_upper and len(token) > 1 for token in beside)


def _runs(doc: Doc) -> Iterator[Tokens]:
    """What is written like names and is no entity."""
    table, proper = doc.to_array(["POS", "ENT_TYPE"]), doc.vocab.strings["PROPN"]
    start = end = -1
    for i in map(int, np.flatnonzero((table[:, 0] == proper) & (table[:, 1] == 0))):
        if i != end or end - start == _LONGEST_RUN or not doc[i].text[0].isupper():
            if start >= 0:
                yield doc[start:end]
            start = i if doc[i].text[0].isupper() else -1
        end = i + 1
    if start >= 0:
        yield doc[start:end]


def _is_called(run: Tokens) -> bool:
    """ "President Trump" and "Trump said", where the parser sees no name; "Prime Minister" is none."""
    titles = words("titles.txt")
    if run[0].dep_ == "nsubj" and run[0].head.pos_ == "VERB" and is_family_name(run.text):
        return True
    before = run.doc[run.start - 1] if run.start else None
    if before is None or run[0].lower_ in titles or not before.text[0].isupper():
        return False
    return is_honorific(before.text) or (before.lower_ in titles and is_family_name(run.text))


def _of_run(run: Tokens) -> Iterator[Named]:
    if any(character.islower() for character in run.sent.text):  # no headline in capitals
        name = plain(run)
        if known.body_named(name) is not None:
            yield Named(run, name, "body")
        elif known.people_named(name) if len(run) > 1 else _is_called(run):
            yield Named(run, name, "person")
        elif known.country_named(name) is not None:
            yield Named(run, name, "place")
        elif run.start and run[0].is_upper and len(run) == 1 and len(run[0]) > 1 and not is_honorific(name):
            before = run.doc[run.start - 1]
            if before.pos_ == "NOUN" and before.lower_ in words("group_nouns.txt"):
                yield Named(run, name, "body", SETTLED)
