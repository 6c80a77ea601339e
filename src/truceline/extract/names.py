"""People, bodies and places named in a report: spaCy's entities, mended where news prose breaks them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from typing import cast

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from truceline.extract.reading import Reading
from truceline.model.claims import Kind, Mention
from truceline.plugins import Extractor
from truceline.resources import table, words

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
_LONGEST_SHORT = 5
"""Letters of a name in capitals that is rather an abbreviation than a person's."""
_SETTLED = 1000
_HARMLESS: tuple[Kind, ...] = ("place", "body", "other", "person")
_MARKS = "\"'“”‘’«»()[]{}.,;:*·•|_–—- \n\t"


def find_names(reading: Reading) -> tuple[Mention, ...]:
    """The names of a report in the order of the text. A name that the parser takes for a body here
    and for a place there is what it is taken for most often; the family name of a person named in full,
    taken for a body, is the person's."""
    short_for = dict(_abbreviations(reading.doc))
    found = []
    taken_for: defaultdict[str, Counter[Kind]] = defaultdict(Counter)
    for tokens, kind, weight in _entities(reading.doc):
        plain = _plain(tokens)
        name = short_for.get(plain, plain)
        found.append((tokens, name))
        taken_for[name][kind] += weight
    likely = {name: _likely(name, votes) for name, votes in taken_for.items()}
    family = {name.rpartition(" ")[2] for name, kind in likely.items() if kind == "person" and " " in name}
    kinds: dict[str, Kind] = {
        name: "person" if name in family and "place" not in taken_for[name] else kind
        for name, kind in likely.items()
    }
    return tuple(Mention(reading.span(tokens), tokens.text, kinds[name], name) for tokens, name in found)


def _entities(doc: Doc) -> Iterator[tuple[Tokens, Kind, int]]:
    """Each entity with what it is taken for, and how much that counts: a word beside it that settles
    its kind ("Mr", "the militant group") outweighs the parser."""
    groups = words("group_nouns.txt")
    for entity in doc.ents:
        kind = _KINDS.get(entity.label_)
        if kind is None or (kind == "other" and entity.root.pos_ == "ADJ"):
            continue  # "Turkish officials" names no group
        tokens, weight = _trimmed(entity), 1
        if tokens is None:
            continue
        before = doc[tokens.start - 1].lower_ if tokens.start else ""
        after = doc[tokens.end].lower_ if tokens.end < len(doc) else ""
        if _is_honorific(before) or _is_honorific(tokens[0].lower_):
            kind, weight = "person", _SETTLED
        elif before in groups or (after in groups and kind == "person"):
            kind, weight = "body", _SETTLED
        if kind == "person":
            tokens = _without_titles(tokens)
        if tokens is not None and _is_name(tokens, kind):
            yield tokens, kind, weight


def _is_honorific(word: str) -> bool:
    return word.rstrip(".") in words("honorifics.txt")


def _trimmed(tokens: Tokens) -> Tokens | None:
    """Without the article, marks, a hyphened prefix ("pro-Israel") and a possessive at its ends."""
    start, end, doc = tokens.start, tokens.end, tokens.doc
    while start < end and (
        not doc[start].text.strip(_MARKS)
        or doc[start].text in ("the", "a", "an", "A", "An", "pro", "anti", "non", "mid")
        or (doc[start].text == "The" and doc[start].is_sent_start)
    ):
        start += 1
    while end > start and (not doc[end - 1].text.strip(_MARKS) or doc[end - 1].lower_ in ("'s", "’s")):
        end -= 1
    return doc[start:end] if start < end else None


def _without_titles(tokens: Tokens) -> Tokens | None:
    """A person's name behind titles; None for titles alone and for a piece of an office ("Oruvian Interior"
    before "Minister")."""
    titles, doc = words("titles.txt"), tokens.doc
    if tokens[-1].lower_ in titles and tokens.end < len(doc) and doc[tokens.end].lower_ in titles:
        return None
    start = tokens.start
    while start < tokens.end and doc[start].lower_.strip(_MARKS) in titles:
        start += 1
    return doc[start : tokens.end] if start < tokens.end else None


def _is_name(tokens: Tokens, kind: Kind) -> bool:
    text = tokens.text
    if len(text) > _LONGEST or "\n" in text or "@" in text or "//" in text:
        return False
    letters = sum(character.isalpha() for character in text)
    if letters < 2 or not any(character.isupper() for character in text):
        return False
    return kind != "person" or not any(character.isdigit() for character in text)


def _plain(tokens: Tokens) -> str:
    """The name as one would file it: one blank between words, straight apostrophes, no shouting."""
    text = " ".join(tokens.text.split()).replace("’", "'").strip(_MARKS.replace(".", ""))
    text = text.removesuffix("'s")
    if text.isupper() and len(text) > 5:
        text = text.title()
    return text


def _abbreviations(doc: Doc) -> Iterator[tuple[str, str]]:
    """(short, long) for each "National Intelligence Organization (MIT)"."""
    entities = {entity.start: entity for entity in doc.ents}
    for entity in doc.ents:
        inner = entities.get(entity.end + 1)
        if (
            inner is not None
            and entity.label_ == "ORG"
            and doc[entity.end].text == "("
            and inner.end < len(doc)
            and doc[inner.end].text == ")"
            and len(inner) == 1
            and inner.text.isupper()
        ):
            long = _trimmed(entity)
            if long is not None:
                yield inner.text, _plain(long)


def _likely(name: str, votes: Counter[Kind]) -> Kind:
    """What a name most likely stands for; of equals, what harms least if wrong."""
    if max(votes.values()) < _SETTLED:
        known = _known().get(name.casefold())
        if known is not None:
            return known
        if "person" in votes and name.isupper() and " " not in name and len(name) <= _LONGEST_SHORT:
            return "body"
    return min(votes, key=lambda kind: (-votes[kind], _HARMLESS.index(kind)))


@cache
def _known() -> dict[str, Kind]:
    """The kind of the countries, bodies and agencies that the vocabularies know."""
    known: dict[str, Kind] = dict.fromkeys(words("bodies.txt"), "body")
    for agency in table("agencies.toml")["agency"]:
        known.update((name.casefold(), "body") for name in (agency["name"], *agency.get("aliases", ())))
    for kind, names in table("aliases.toml").items():
        for name, others in names.items():
            known.update(dict.fromkeys((other.casefold() for other in (name, *others)), cast(Kind, kind)))
    known.update(dict.fromkeys(words("countries.txt"), "place"))
    return known


extractor = Extractor(fills="mentions", find=find_names)
