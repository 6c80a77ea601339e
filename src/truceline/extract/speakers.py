"""Who a source is: its name, its words where it has none, or nobody where that is not sure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from truceline.extract import phrases
from truceline.extract.reading import Reading
from truceline.resources import words

Sort = Literal["person", "body", "unnamed", "pronoun", "group", "unsure"]
"""`pronoun` is "he" or "she", `group` is "they"."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """`name` as `Statement.speaker` has it; `noun` is the head of a source without a name."""

    sort: Sort
    name: str | None = None
    noun: str | None = None

    @property
    def anonymous(self) -> bool:
        return self.sort == "unnamed"


NOBODY = Speaker("unsure")


def speaker(reading: Reading, source: Token, people: Mapping[str, str]) -> Speaker:
    """The speaker that the source's own words tell; a pronoun is left to the caller.

    `people` are the family names of the report with whose they are, for those that the parser misses
    here and there.
    """
    if _is_several(source):
        return _several(source)
    if source.lower_ in ("he", "she"):
        return Speaker("pronoun")
    if source.lower_ == "they":
        return Speaker("group")
    if source.tag_ in ("WP", "WDT") and (whom := _related(source)) is not None:
        return speaker(reading, whom, people)
    if source.pos_ == "PRON":
        return NOBODY
    mention = phrases.head_mention(reading, source)
    if mention is not None and mention.kind == "person":
        return Speaker("person", people.get(mention.name, mention.name))
    if mention is not None:
        return Speaker("body", _whole_body(source) or mention.name)
    if source.text in people and not any(left.dep_ == "det" for left in source.lefts):
        return Speaker("person", people[source.text])
    if phrases.is_person_noun(source):
        return _unnamed(source)
    if phrases.is_body_noun(source):
        return _body(source)
    return NOBODY


def _related(pronoun: Token) -> Token | None:
    """Whom a relative clause is about: the delegation of "the delegation, which said"."""
    clause = pronoun.head
    noun = clause.head
    is_subject = pronoun.dep_ in ("nsubj", "nsubjpass") and clause.dep_ == "relcl"
    return noun if is_subject and noun.i < pronoun.i and noun.pos_ in ("NOUN", "PROPN") else None


def _is_several(source: Token) -> bool:
    """Coordinated; but "Smith, a Republican and a member of the House" is one person."""
    whole = source.doc[source.left_edge.i : source.right_edge.i + 1].text
    if ";" in whole and ";" in phrases.noun_phrase(source).text:
        return True
    described = phrases.child(source, "appos")
    for other in phrases.children(source, "conj"):
        if described is None or not (other.tag_ == "NN" and phrases.child(other, "det") is not None):
            return True
    return False


def _whole_body(source: Token) -> str | None:
    """ "Turkish Foreign Ministry", where only "Foreign Ministry" counts as the name."""
    if not phrases.is_body_noun(source) or any(left.tag_ == "PRP$" for left in source.lefts):
        return None
    phrase = phrases.noun_phrase(source, without=("acl", "prep"))
    plain = all(token.text[0].isupper() or token.pos_ in ("PART", "DET", "ADP", "CCONJ") for token in phrase)
    return phrases.without_article(phrase) if plain else None


def _several(source: Token) -> Speaker:
    """Many people without names speak as one source; of two with names none is the speaker."""
    nouns = list(phrases.conjuncts(source))
    if all(phrases.is_person_noun(noun) and noun.pos_ == "NOUN" for noun in nouns):
        end = phrases.noun_phrase(nouns[-1]).end
        start = phrases.noun_phrase(source).start
        return Speaker("unnamed", _line(source.doc[start:end].text), source.lemma_)
    return NOBODY


def _unnamed(source: Token) -> Speaker:
    """ "A Turkish official"; but "the minister" is somebody named elsewhere, and we do not know who."""
    phrase = phrases.noun_phrase(source, without=("acl",))
    lefts = list(source.lefts)
    determiner = next((left.lower_ for left in lefts if left.dep_ in ("det", "poss")), "")
    definite = determiner in ("the", "this", "that") or any(left.dep_ == "poss" for left in lefts)
    if determiner in ("his", "her", "its", "their", "our", "my"):
        return NOBODY
    if definite and source.tag_ in ("NN", "NNP"):
        if source.lemma_.lower() in words("office_nouns.txt"):
            described = len(lefts) > 1 or phrase.end > source.i + 1
            return Speaker("body", phrases.without_article(phrase)) if described else NOBODY
        if determiner in ("the", "this", "that"):
            return Speaker("unsure", None, source.lemma_)
    if source.tag_ == "NN" and not determiner and not any(left.pos_ == "NUM" for left in lefts):
        return NOBODY  # no prose: a headline, or a broken parse
    if source.pos_ == "PROPN" and source.tag_ == "NNP":
        return NOBODY  # a title whose name the parser lost
    return Speaker("unnamed", _line(phrase.text), source.lemma_)


def _body(source: Token) -> Speaker:
    lefts = list(source.lefts)
    bare_definite = len(lefts) == 1 and lefts[0].lower_ in ("the", "this", "that")
    if bare_definite or any(left.tag_ == "PRP$" for left in lefts):
        return NOBODY
    return Speaker("body", phrases.without_article(phrases.noun_phrase(source, without=("acl",))))


def addressee(reading: Reading, told: Token | None) -> str | None:
    """The name, or the words, of who was told; None for a pronoun."""
    if told is None or told.pos_ not in ("NOUN", "PROPN"):
        return None
    if any(phrases.children(told, "conj")):
        first, *_, last = phrases.conjuncts(told)
        start, end = phrases.noun_phrase(first).start, phrases.noun_phrase(last).end
        return phrases.without_article(told.doc[start:end]) if start < end else None
    if any(left.dep_ == "det" and left.i > told.left_edge.i for left in told.lefts):
        return None  # two phrases that the parser took for one
    mention = phrases.head_mention(reading, told)
    if mention is not None:
        return mention.name
    known = phrases.is_person_noun(told) or phrases.is_body_noun(told)
    plain = phrases.noun_phrase(told, without=("prep", "acl", "appos", "punct"))
    return phrases.without_article(plain) if known or told.tag_ in ("NNS", "NNPS") else None


def _line(text: str) -> str:
    return " ".join(text.split())
