"""Reporting verbs that really report: who says it, to whom, and where the cue stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from truceline.extract import phrases
from truceline.resources import table, words

NOBODY = frozenset(
    {
        "i",
        "you",
        "we",
        "one",
        "nobody",
        "no",
        "none",
        "anyone",
        "anybody",
        "there",
        "what",
        "me",
        "this",
        "that",
        "those",
        "these",
    }
)
_CONDITIONS = frozenset({"if", "unless", "whether", "until", "lest"})
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "PART", "ADP", "NUM"})
_INNER = frozenset({"compound", "det", "amod", "nmod", "poss", "nummod"})
_LONGEST_NAME = 8
_CLAUSES_UP = 6
_FARTHEST_TOLD = 60
"""Tokens; what is farther away comes from a broken parse."""
_TIMES = frozenset({"DATE", "TIME", "ORDINAL"})
_UNSAID = frozenset({"of", "from", "without", "against"})
"""Prepositions of "stopped short of saying", "accused of saying"."""
_OCCASIONS = frozenset(
    {
        "interview",
        "statement",
        "conversation",
        "call",
        "email",
        "message",
        "letter",
        "remark",
        "comment",
        "phone",
    }
)


@dataclass(frozen=True, slots=True)
class Cue:
    """`verb` governs what is said and `source` heads the phrase of who says it; `tokens` is the cue
    as the reader sees it: "said", "pointed out", "according to"."""

    verb: Token
    tokens: Tokens
    source: Token
    takes: frozenset[str] = frozenset()
    guesses: bool = False
    phrase: Tokens | None = None
    """The whole phrase of the source, where it is not to be read from the parse."""

    @property
    def start(self) -> int:
        """The first token of cue and source, where they stand together."""
        return min(self.tokens.start, self.source_phrase.start)

    @property
    def end(self) -> int:
        return max(self.tokens.end, self.source_phrase.end)

    @property
    def source_phrase(self) -> Tokens:
        """The source with its apposition and all that is coordinated with it."""
        if self.phrase is not None:
            return self.phrase
        first = phrases.noun_phrase(self.source)
        if first.start <= self.source.i < self.verb.i < first.end:
            first = phrases.trim(self.source.doc, first.start, self.verb.i)
        *_, last = phrases.conjuncts(self.source)
        if last.i == self.source.i or self.source.i < self.verb.i < last.i:
            return first
        return phrases.trim(self.source.doc, first.start, max(first.end, phrases.noun_phrase(last).end))


def find_cues(doc: Doc, is_quoted: Callable[[Token], bool]) -> dict[int, Cue]:
    """The cues outside of quotation marks, by the place of their verb."""
    verbs = table("reporting_verbs.toml")["verbs"]
    found = {}
    for token in phrases.with_lemma(doc, {*verbs, "accord", "according"}):
        if token.lower_ == "according":
            cue = _according(token)
        elif token.tag_.startswith("VB") and token.lemma_.lower() in verbs:
            cue = _verb(token, verbs)
        else:
            continue
        if cue is not None and not is_quoted(token) and not is_quoted(cue.source):
            found[token.i] = cue
    return found


def _according(token: Token) -> Cue | None:
    preposition = phrases.child(token, "prep")
    source = phrases.child(preposition, "pobj") if preposition is not None else None
    if preposition is None or source is None or preposition.i != token.i + 1 or source.i < token.i:
        return None
    return Cue(token, token.doc[token.i : token.i + 2], source)


def _verb(verb: Token, verbs: dict[str, Any]) -> Cue | None:
    if verb.dep_ in ("amod", "compound", "aux", "auxpass") or not is_said(verb):
        return None
    source = _issuer(_source(verb, verbs))
    if source is None or source.i == verb.i or source.lower_ in NOBODY:
        return None
    if any(below.lower_ in ("no", "neither") for below in source.lefts):
        return None
    entry, end = verbs[verb.lemma_.lower()], verb.i + 1
    following = verb.nbor() if end < len(verb.doc) else verb
    longer = verbs.get(f"{verb.lemma_.lower()} {following.lower_}")
    if longer is not None and following.head.i == verb.i:
        entry, end = longer, end + 1
    elif any(phrases.children(verb, "prt")):
        return None  # "called off", "read out"
    guesses = entry["implies"] in ("guess", "finding", "fact", "claim", "wish", "doubt")
    cue = Cue(verb, verb.doc[verb.i : end], source, frozenset(entry["takes"]), guesses)
    return cue if can_speak(source, guesses) else None


def can_speak(source: Token, guesses: bool) -> bool:
    """Whether words can be the source's: "the deal suggests that" gives nobody's."""
    if source.lower_ == "it":
        return not guesses
    if source.ent_type_ in _TIMES and not source.lower_.endswith("old"):
        return False  # "Monday's attack"
    if source.pos_ in ("PROPN", "PRON") or (source.text.istitle() and not source.left_edge.is_sent_start):
        return True
    if source.ent_type_:
        return True
    noun = source.lemma_.lower()
    return (
        phrases.is_person_noun(source) or phrases.is_body_noun(source) or noun in words("document_nouns.txt")
    )


def is_said(verb: Token) -> bool:
    """Whether it was said: not denied, not only possible, not asked for."""
    if phrases.is_negated(verb) or (verb.dep_ == "pcomp" and verb.head.lower_ in _UNSAID):
        return False
    helpers = [below for below in verb.lefts if below.dep_ in ("aux", "auxpass")]
    if any(helper.tag_ == "MD" for helper in helpers):
        return False
    if any(below.dep_ == "mark" and below.lower_ in _CONDITIONS for below in verb.lefts):
        return False
    if any(helper.lower_ == "to" for helper in helpers):
        carrier = verb.head
        carries = carrier.lemma_ in table("reporting_verbs.toml")["carriers"]
        return verb.dep_ == "xcomp" and carries and is_said(carrier)
    subject = phrases.own_subject(verb)
    if verb.tag_ == "VB" and (not helpers or subject is None):
        return False
    asks = bool(helpers) and subject is not None and helpers[0].i < subject.i < verb.i
    return not (asks and helpers[0].lemma_ in ("do", "have", "be"))


def _issuer(source: Token | None) -> Token | None:
    """ "The ministry issued a statement saying": the ministry says it."""
    if source is None or source.dep_ != "dobj" or source.lemma_.lower() not in words("document_nouns.txt"):
        return source
    issued = source.head.lemma_ in table("reporting_verbs.toml")["issuing"]
    return (phrases.subject(source.head) if issued else None) or source


def _source(verb: Token, verbs: dict[str, Any]) -> Token | None:
    relay = _relay(verb)
    if relay is not None:
        return phrases.child(relay, "nsubjpass") or phrases.child(relay, "dobj")
    if any(phrases.children(verb, "auxpass", "nsubjpass")):
        agent = phrases.child(verb, "agent")
        return phrases.child(agent, "pobj") if agent is not None else None
    if verb.tag_ == "VBN" and not any(phrases.children(verb, "aux", "nsubj")):
        joined = verb.dep_ == "conj" and verb.head.tag_ in ("VBN", "VBD")
        if not joined or any(phrases.children(verb.head, "auxpass")):
            return None
    if verb.tag_ == "VBG" and phrases.own_subject(verb) is None and verb.i and verb.nbor(-1).text == ",":
        return _outer_subject(verb, verbs)
    return phrases.subject(verb)


def _relay(verb: Token) -> Token | None:
    """The verb by which somebody else passes the words on: "the agency quoted him as saying"."""
    above = verb.head.head
    is_relayed = verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.tag_ == "VBG"
    return above if is_relayed and above.lemma_ in table("reporting_verbs.toml")["relaying"] else None


def is_relayed(verb: Token) -> bool:
    """Whether its words are another's: "the agency quoted him as saying"."""
    return _relay(verb) is not None


def _outer_subject(verb: Token, verbs: dict[str, Any]) -> Token | None:
    """Of `Smith said the talks had failed, adding that ...`: Smith, not the talks."""
    at = phrases.clause_verb(verb.head) if verb.dep_ == "acl" else verb.head
    for _ in range(_CLAUSES_UP):
        if at is None or at.dep_ not in ("ccomp", "conj", "advcl", "xcomp") or at.head.i == at.i:
            break
        if at.dep_ == "ccomp" and at.head.lemma_.lower() not in verbs:
            break
        if at.dep_ != "ccomp" and phrases.own_subject(at) is not None:
            governing = next((up for up in at.ancestors if up.dep_ == "ccomp"), None)
            if governing is None or governing.head.lemma_.lower() not in verbs:
                break
        at = at.head
    return phrases.subject(at) if at is not None else None


def shallow_cue(doc: Doc, first: int, verb: Token) -> Cue | None:
    """The cue directly behind a quotation where the parse lost its subject: "Smith said", "said Smith"."""
    verbs = table("reporting_verbs.toml")["verbs"]
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or verb.lemma_.lower() not in verbs or not is_said(verb):
        return None
    if verb.i > first:
        source = verb.nbor(-1)
        nouns = all(doc[i].pos_ in _NOMINAL for i in range(first, verb.i))
    else:
        source = verb.nbor() if verb.i + 1 < len(doc) else verb
        while source.dep_ in _INNER and verb.i < source.head.i <= verb.i + _LONGEST_NAME:
            source = source.head
        nouns = source.i > verb.i
    if not nouns or source.pos_ not in ("NOUN", "PROPN", "PRON") or source.lower_ in NOBODY:
        return None
    return Cue(verb, doc[verb.i : verb.i + 1], source) if can_speak(source, False) else None


def told_to(cue: Cue) -> Token | None:
    """Who it was said to: "told AFP", "said in an interview with X"."""
    if "addressee" in cue.takes:
        told = object_of(cue.verb)
        if told is not None:
            return told
    for preposition in phrases.children(cue.verb, "prep"):
        noun = phrases.child(preposition, "pobj")
        if noun is None or not _same_line(cue.verb, noun):
            continue
        if preposition.lower_ == "to" and "clause" in cue.takes:
            return noun
        if preposition.lower_ in ("in", "during", "by", "on") and noun.lemma_ in _OCCASIONS:
            return next(_partners(noun), None)
    return None


def object_of(verb: Token) -> Token | None:
    """Who is told: behind the verb and in its paragraph, not the subject of what is said."""
    told = phrases.child(verb, "dative", "dobj")
    clause = phrases.child(verb, "ccomp")
    if told is None or told.i < verb.i or not _same_line(verb, told):
        return None
    return None if clause is not None and verb.i < clause.i < told.i else told


def _same_line(one: Token, other: Token) -> bool:
    first, last = min(one.i, other.i), max(one.i, other.i)
    return last - first < _FARTHEST_TOLD and "\n" not in one.doc[first:last].text


def _partners(noun: Token) -> Iterator[Token]:
    for preposition in phrases.children(noun, "prep"):
        if preposition.lower_ in ("with", "to"):
            yield from phrases.children(preposition, "pobj")
