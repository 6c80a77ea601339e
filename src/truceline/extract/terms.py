"""Terms: figures that somebody promised or is bound to ("600 trucks were to enter each day")."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from truceline.extract.counted import is_fact
from truceline.extract.reading import Reading
from truceline.model.claims import Figure, Term
from truceline.plugins import Extractor
from truceline.resources import table

_WORDS = table("obligation.toml")
_AUXILIARIES = frozenset(_WORDS["auxiliaries"])
_OWING = frozenset(_WORDS["owing"])
_AIMS = frozenset(_WORDS["aims"])
_PROMISES = frozenset(_WORDS["promises"])
_BOUND = frozenset(_WORDS["bound"])
_INSTRUMENTS = frozenset(_WORDS["instruments"])
_STIPULATIONS = frozenset(_WORDS["stipulations"])
_OWED = frozenset(_WORDS["owed"])
_PREPOSITIONS = frozenset(_WORDS["prepositions"])
_TOTALS = frozenset(_WORDS["totals"])
_DIRECT = frozenset(("nsubj", "nsubjpass", "dobj", "attr", "dative", "oprd"))
_STEPS = 6


def find_terms(reading: Reading) -> tuple[Term, ...]:
    """The terms of a report, in the order of the text."""
    return tuple(term for figure in reading.found.figures if (term := _term(reading, figure)) is not None)


def _term(reading: Reading, figure: Figure) -> Term | None:
    verb = governor(reading.tokens(figure.span).root)
    cue = None if verb is None else obligation(verb)
    if cue is None:
        return None
    return Term(figure.span, figure.text, reading.span(cue), figure.value, figure.counted, figure.period)


def governor(token: Token) -> Token | None:
    """The verb whose subject or object a figure is, or that has it behind a preposition of its own."""
    for _ in range(_STEPS):
        head = token.head
        if head == token:
            return None
        if head.pos_ in ("VERB", "AUX"):
            return head if token.dep_ in _DIRECT else None
        if head.pos_ == "ADP" and head.head.pos_ in ("VERB", "AUX"):
            return head.head if head.lower_ in _PREPOSITIONS else None
        if head.pos_ == "ADP" and not (head.lower_ == "of" and head.head.lemma_.lower() in _TOTALS):
            return None
        token = head
    return None


def obligation(verb: Token) -> Tokens | None:
    """The words that make a clause one of obligation; None also where it is denied or conditional."""
    chain = list(_chain(verb))
    if any(
        child.dep_ in ("neg", "mark") and child.lower_ != "that" for link in chain for child in link.children
    ):
        return None
    below: Token | None = None
    for link in chain:
        cue = _auxiliary(link) or _under(link)
        if cue is None and (below is None or below.dep_ != "conj"):
            cue = _owing(link) or _promise(link) or _stipulation(link)
        if cue is not None:
            return cue
        below = link
    return None


def _chain(verb: Token) -> Iterator[Token]:
    """A verb, and those whose infinitive or complement it is ("agreed to let 600 trucks enter")."""
    for _ in range(_STEPS):
        yield verb
        head = verb.head
        if verb.dep_ == "pcomp" and head.lower_ in ("to", "on"):
            head = head.head  # "committed to sending"
        elif verb.dep_ not in ("xcomp", "ccomp", "conj") or verb.tag_ not in ("VB", "VBP", "VBN"):
            return
        if head == verb or head.pos_ not in ("VERB", "AUX", "ADJ"):
            return
        verb = head


def _auxiliary(verb: Token) -> Tokens | None:
    """ "Must", but not "must have"."""
    words = [child for child in verb.children if child.dep_ == "aux"]
    found = next((word for word in words if word.lower_ in _AUXILIARIES), None)
    return None if found is None or any(word.lower_ == "have" for word in words) else _from(found, found)


def _owing(verb: Token) -> Tokens | None:
    """ "Were to", "has to"."""
    to = _to_behind(verb)
    if verb.lemma_ not in _OWING or to is None or not is_fact(verb):
        return None
    subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.i > verb.i or subject.lemma_.lower() in _AIMS:
        return None  # "were they to kill", "the aim is to"
    return _from(verb, to)


def _promise(verb: Token) -> Tokens | None:
    """ "Agreed to", "pledged", "is required to"."""
    is_passive = any(child.dep_ == "auxpass" for child in verb.children)
    if not is_fact(verb) or verb.lemma_ not in (_BOUND if is_passive else _PROMISES):
        return None
    to = _to_behind(verb)
    return None if is_passive and to is None else _from(verb, to or verb)


def _stipulation(verb: Token) -> Tokens | None:
    """ "Requires", said of a deal."""
    if verb.lemma_ not in _STIPULATIONS or not is_fact(verb):
        return None
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    return _from(verb, verb) if subject is not None and _is_instrument(subject) else None


def _under(verb: Token) -> Tokens | None:
    """ "Under the deal", where the clause says what is owed."""
    if not any(child.dep_ == "aux" and child.lower_ in _OWED for child in verb.children):
        return None
    for under in verb.children:
        if under.lower_ == "under":
            for noun in under.children:
                if noun.dep_ == "pobj" and _is_instrument(noun):
                    return _from(under, noun)
    return None


def _is_instrument(noun: Token) -> bool:
    if noun.lemma_.lower() in _INSTRUMENTS:
        return True
    return noun.lower_ == "fire" and noun.i > 1 and noun.nbor(-2).lower_ == "cease"  # "cease-fire"


def _to_behind(verb: Token) -> Token | None:
    """The "to" of the infinitive directly behind a verb, an adverb between them or none."""
    for word in verb.doc[verb.i + 1 : verb.i + 3]:
        if word.lower_ == "to" and word.dep_ in ("aux", "prep"):
            return word
        if word.pos_ not in ("ADV", "PART"):
            return None
    return None


def _from(first: Token, last: Token) -> Tokens:
    return first.doc[first.i : last.i + 1]


extractor = Extractor(fills="terms", find=find_terms, after=("figures",))
