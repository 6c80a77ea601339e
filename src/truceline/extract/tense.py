"""Whether the clause around a time speaks of what is past or to come."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from truceline.extract.reading import Reading
from truceline.extract.timex import Tense
from truceline.resources import table

_WORDS = table("calendar.toml")["tense"]
_AHEAD = frozenset(_WORDS["ahead"])
_PLANNING = frozenset(_WORDS["planning"])
_PLANNED = frozenset(_WORDS["planned"])
_FUTURATE = frozenset(_WORDS["futurate"])
_OPEN = frozenset(_WORDS["open"])
_SOON = frozenset(_WORDS["soon"])
_HAVE = frozenset(("have", "has", "had", "'ve", "’ve"))
_NOW = frozenset(("is", "are", "am", "'s", "’s", "'re", "’re", "has", "have"))
_STEPS = 8
"""A verb so many steps above a time says nothing about it."""


@dataclass(frozen=True, slots=True)
class _Place:
    """The verb that a time hangs on. A noun may stand between them ("welcomed Friday's vote"), or an open
    preposition, behind which the day may be to come although the clause is past ("ahead of Friday")."""

    verb: Token | None = None
    nominal: bool = False
    is_open: bool = False


def tokens_at(reading: Reading, start: int, end: int) -> Tokens:
    """The tokens that some characters of the parsed text are part of."""
    tokens = reading.doc.char_span(start, end, alignment_mode="expand")
    assert tokens is not None
    return tokens


def tense(tokens: Tokens, direct: bool = False) -> Tense:
    """The tense of the clause that a time stands in; None where it does not tell.

    With `direct`, only a time that hangs on the verb itself has the verb's tense.
    """
    if tokens.start > 3 and tokens.doc[tokens.start - 3 : tokens.start].text.lower() in _SOON:
        return "future"
    place = _place(tokens)
    if place.verb is None:
        return None
    found = _of_verb(place.verb)
    if place.verb.lemma_ in _PLANNED and place.is_open:
        return "future"  # "postponed the talks until Friday"
    if place.nominal and (direct or found == "future"):
        return None  # "will talk about Friday's vote"
    return None if place.is_open and found == "past" else found


def lean(tokens: Tokens) -> Tense:
    """The likelier of the two for a time whose clause does not tell: news is of what is past, but the present
    tense of some verbs ("leaves Friday") is of what is to come. None for plans and open prepositions."""
    place = _place(tokens)
    verb = place.verb
    if verb is not None and verb.tag_ in ("VBZ", "VBP") and verb.lemma_ in _FUTURATE:
        return "future"
    is_plan = verb is not None and verb.lemma_ in (_PLANNED | _PLANNING)
    return None if place.is_open or is_plan else "past"


def _place(tokens: Tokens) -> _Place:
    before = tokens[0].nbor(-1) if tokens.start else None
    if before is not None and before.tag_ in ("VBD", "VBN"):
        return _Place(before)  # "said Monday they will": closer than what the parse may say
    token, nominal, is_open = tokens.root, False, False
    for _ in range(_STEPS):
        if token.head == token:
            break
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return _Place(token, nominal, is_open)
        nominal = nominal or token.pos_ in ("NOUN", "PROPN")
        is_open = is_open or token.lower_ in _OPEN
    return _Place()


def _of_verb(verb: Token, steps: int = _STEPS) -> Tense:
    words = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if words & _AHEAD and verb.tag_ not in ("VBD", "VBZ"):
        return "past" if "have" in words else "future"
    if "to" in words:
        return "past" if "have" in words else _of_infinitive(verb, steps)
    if verb.lemma_ in _PLANNED:
        return "future" if verb.tag_ == "VBN" and verb.dep_ != "acl" and not words & _HAVE else None
    if verb.tag_ == "VBD" or words & {"was", "were", "did", "been"} or words & _HAVE:
        return "past"
    if verb.tag_ == "VBN" and not words:
        return "past"  # "a letter published Monday"
    if verb.tag_ in ("VBG", "VB") and not words:
        return _of_head(verb, steps)
    return None


def _of_infinitive(verb: Token, steps: int) -> Tense:
    """ "Plans to leave Friday" looks ahead; "met Friday to demand" has the tense of its verb."""
    head = verb.head
    if head.lemma_ in ("be", "go", "have") and head != verb:
        words = {head.lower_, *(child.lower_ for child in head.children if child.dep_ == "aux")}
        return "future" if words & _NOW else None  # "was to meet Friday", and perhaps did
    if head.lemma_ in _PLANNING:
        return "future"
    return _of_head(verb, steps) if verb.dep_ == "advcl" else None


def _of_head(verb: Token, steps: int) -> Tense:
    head = verb.head
    if head.pos_ in ("ADP", "SCONJ"):
        head = head.head
    return _of_verb(head, steps - 1) if steps and head != verb and head.pos_ in ("VERB", "AUX") else None
