"""What a number counts, from the parse: "342 Palestinians have been killed" counts "Palestinians killed"."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from truceline.resources import table

_WORDS = table("quantities.toml")["counted"]
_DONE: dict[str, str] = _WORDS["done"]
_DOES: dict[str, str] = _WORDS["does"]
_STATE: dict[str, str] = _WORDS["state"]
_BEFALLS: dict[str, str] = _WORDS["befalls"]
_MAKES, _TAKES, _TOLD, _UNTOLD = (frozenset(_WORDS[key]) for key in ("makes", "takes", "told", "untold"))
_LIVES = frozenset(_WORDS["lives"])
_PEOPLE = frozenset(_WORDS["people"])
_LIGHT = frozenset(_WORDS["light"])
_MORE = frozenset(_WORDS["more"])
_BEFORE_NOUN = frozenset(
    ("nummod", "quantmod", "compound", "amod", "nmod", "det", "predet", "npadvmod", "advmod")
)
_MODIFIERS = frozenset(("compound", "amod", "nmod"))
_OF = frozenset(("of", "in", "worth"))
_FOREIGN = frozenset(("ADP", "PRON", "SCONJ"))
_FINITE = frozenset(("VB", "VBD", "VBZ", "VBP", "MD", ",", ":", ".", "-LRB-", "-RRB-"))
"""What does not stand between a number and its noun: the noun then stands in another phrase."""
_IDLE = frozenset(("DET", "ADV", "PART", "AUX", "X", "SYM"))
_QUOTES = "\"“”'‘’`"
_LONGEST = 6
_OPEN = frozenset(("if", "unless", "whether"))
_REACHING = frozenset(("to", "at", "of", "above", "past", "beyond", "over"))
_STEPS = 4


@dataclass(frozen=True, slots=True)
class Counted:
    """`noun` is what is counted and `verb` what governs it; `outcome` ("killed") is there only where the
    text says that it came about. `text` is the whole in short."""

    text: str | None
    noun: Token | None = None
    verb: Token | None = None
    outcome: str | None = None


def counted_by(number: Tokens, measured: bool) -> Counted:
    """What a number counts. With `measured`, its last tokens name a unit, and what it measures may follow."""
    if _is_broken(number):
        return Counted(None)
    noun = _noun(number, measured)
    if noun is None:
        return Counted(None) if measured else _bare(number)
    verb, outcome = _outcome(noun, number)
    outcome = outcome or _state_behind(noun, verb)
    if noun.lower_ == "others":
        return Counted(f"other people {outcome}" if outcome else None, noun, verb, outcome)
    text = _phrase(noun, number)
    if outcome is not None and outcome not in text.split():
        text = f"{text} {outcome}"
    if number.start and number[0].nbor(-1).lower_ in _MORE and not text.startswith("more "):
        text = f"more {text}"
    return Counted(text, noun, verb, outcome)


def _is_broken(number: Tokens) -> bool:
    """Whether the parse has taken "killed seven and injured dozens" for one phrase, "injured" for an
    adjective: who was killed and who injured is then anybody's guess."""
    doc = number.doc
    behind, before = doc[number.end : number.end + 3], doc[max(0, number.start - 2) : number.start]
    return any(
        len(words) >= 2
        and words[0].lower_ in ("and", "or")
        and words[1].lower_ in _STATE
        and words[1].pos_ == "ADJ"
        and (words == before or words[-1].is_alpha)
        for words in (behind, before)
    )


def _state_behind(noun: Token, verb: Token | None) -> str | None:
    """ "Killed" for "left 300 people dead"."""
    if noun.i + 1 == len(noun.doc) or (verb is not None and not is_fact(verb)):
        return None
    after = noun.nbor(1)
    return _STATE.get(after.lower_) if after.head in (noun, *itertools.islice(noun.ancestors, 3)) else None


def _noun(number: Tokens, measured: bool) -> Token | None:
    """The noun that a number stands before, or the one behind "of" ("dozens of people")."""
    heads = [token.head for token in number if token.head.i >= number.end and token.dep_ in _BEFORE_NOUN]
    head = heads[-1] if heads else None
    if head is not None and not measured and head.pos_ in ("NOUN", "PROPN", "ADJ"):
        is_name = head.tag_ == "NNP" and not head.lower_.endswith("s")  # "38 North", not "20 Houthis"
        return None if is_name or head.pos_ == "ADJ" else head
    of = number.doc[number.end] if number.end < len(number.doc) else None
    if of is not None and of.lower_ in (_OF if measured else ("of",)):
        behind = next((child for child in of.rights if child.dep_ == "pobj"), None)
        if (
            behind is not None
            and behind.pos_ in ("NOUN", "PROPN")
            and (of.lower_ != "in" or _is_kind(behind))
        ):
            is_half = behind.tag_ == "NNP" and any(child.dep_ == "conj" for child in behind.rights)
            return None if is_half else behind  # in "of Oriel and Tessa members", no Oriel is counted
    return head if measured and head is not None and head.pos_ == "NOUN" else None


def _is_kind(noun: Token) -> bool:
    """Whether money "in" it is money for it ("in aid"), not money kept there ("in its coffers")."""
    return not noun.ent_type_ and not any(left.dep_ in ("poss", "det", "nummod") for left in noun.lefts)


def _phrase(noun: Token, number: Tokens) -> str:
    """The noun with what stands between it and the number, or with its own modifiers."""
    text = _between(number.end + (number.doc[number.end].lower_ == "of"), noun)
    if noun.lemma_.lower() in _LIGHT:
        of = next((child for child in noun.rights if child.lower_ == "of"), None)
        inner = None if of is None else next((child for child in of.children if child.dep_ == "pobj"), None)
        if of is not None and inner is not None and inner.pos_ in ("NOUN", "PROPN"):
            text += " of " + _between(of.i + 1, inner)
    return text


def _between(start: int, noun: Token) -> str:
    """A noun with what stands before it from some place on; where that is not all its own, its modifiers."""
    between = list(noun.doc[start : noun.i]) if 0 <= noun.i - start <= _LONGEST else None
    if between is None or any(map(_is_foreign, between)):
        words = [child for child in noun.lefts if child.dep_ in _MODIFIERS and child.i >= start]
    else:
        first = max((place + 1 for place, token in enumerate(between) if _ends_another(token)), default=0)
        words = [token for token in between[first:] if token.pos_ not in _IDLE or _is_hyphened(token)]
    return _text([*words, noun])


def _is_foreign(token: Token) -> bool:
    """Whether a token between a number and a noun parts them. "Arab and foreign" does not."""
    if token.pos_ == "CCONJ":
        return not token.nbor(-1).pos_ == token.nbor(1).pos_ == "ADJ"
    return token.pos_ in _FOREIGN or token.tag_ in _FINITE


def _ends_another(token: Token) -> bool:
    """Whether what follows is a phrase of its own: behind "Rovia's", or the 300 of "two of the 300 men"."""
    return token.tag_ == "POS" or (token.tag_ == "CD" and not _is_hyphened(token))


def _is_hyphened(token: Token) -> bool:
    return token.nbor(1).tag_ == "HYPH"


def _text(words: list[Token]) -> str:
    spaced = (word.whitespace_ if word.text in _QUOTES else word.text_with_ws for word in words)
    return " ".join("".join(spaced).split())


def _outcome(noun: Token, number: Tokens) -> tuple[Token | None, str | None]:
    """The verb above a noun, and what it says has happened to what is counted."""
    for child in noun.rights:
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_ in _DONE and is_fact(child):
            return child, _DONE[child.lemma_]  # "300 people killed in the raid"
    whole = noun
    for _ in range(_STEPS):
        if noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN", "NUM"):
            noun = noun.head
        elif noun.dep_ == "pobj" and noun.head.lower_ == "including":
            noun = noun.head.head
        elif noun.dep_ == "pobj" and noun.head.head.i in range(number.start, number.end):
            noun = noun.head.head  # "hundreds of people"
        elif noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in _LIVES:
            noun = noun.head.head  # "cost the lives of 300 people"
        else:
            break
    if noun.dep_ == "pobj" and noun.head.lower_ in ("of", "to"):
        happening = noun.head.head
        if happening.pos_ == "NOUN" and (befallen := _BEFALLS.get(happening.lemma_)) is not None:
            return None, befallen if _is_told(happening) else None
    verb = noun.head
    if verb == noun or verb.pos_ not in ("VERB", "AUX"):
        return None, _doing(whole)
    return verb, _said(verb, noun) or _said_below(verb, noun) or _doing(whole)


def _doing(noun: Token) -> str | None:
    """ "3,000 people fleeing the raid"."""
    doing = (child for child in noun.rights if child.dep_ == "acl" and child.tag_ == "VBG")
    return next((_DOES[child.lemma_] for child in doing if child.lemma_ in _DOES), None)


def _is_told(happening: Token) -> bool:
    """Whether a noun tells of a fact: "led to the deaths of", not "no deaths of", "feared the deaths of"."""
    verb = happening.head
    while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
        verb = verb.head
    return not any(left.lower_ in ("no", "possible", "potential") for left in happening.lefts) and (
        verb.pos_ not in ("VERB", "AUX") or (is_fact(verb) and verb.lemma_ not in _UNTOLD)
    )


def _said_below(verb: Token, noun: Token) -> str | None:
    """What a verb below says of a noun: "forced 300 people to flee", "are believed to have fled", "were
    ambushed and killed"; and "lost 40 lives"."""
    if not is_fact(verb):
        return None
    if noun.dep_ == "dobj" and verb.lemma_ in _TAKES:
        return "killed" if noun.lemma_ in _LIVES else None
    passive = noun.dep_ == "nsubjpass"
    for below in verb.rights:
        if below.dep_ in ("xcomp", "ccomp") and noun.dep_ in ("dobj", "nsubj") and verb.lemma_ in _MAKES:
            return _DOES.get(below.lemma_)
        if below.dep_ == "xcomp" and passive and verb.lemma_ in _TOLD:
            helped = any(child.dep_ == "auxpass" for child in below.children)
            return (_DONE if helped else _DOES).get(below.lemma_)
        if below.dep_ == "conj" and passive and below.tag_ == "VBN" and is_fact(below):
            return _DONE.get(below.lemma_)
    if verb.dep_ == "ccomp" and verb.head.lemma_ in _MAKES and noun.dep_ == "nsubj" and is_fact(verb.head):
        return _DOES.get(verb.lemma_)  # a parse may make them the subject of what they are made to do
    return None


def _said(verb: Token, noun: Token) -> str | None:
    """What a verb says of its noun, if it tells of a fact."""
    active = noun.dep_ == "nsubj" and not (verb.tag_ == "VBN" and not _auxiliaries(verb))
    word = (_DOES if active else _DONE).get(verb.lemma_)
    if word is None or noun.dep_ not in ("nsubj", "nsubjpass", "dobj") or not is_fact(verb):
        return None
    return word


def is_fact(verb: Token) -> bool:
    """Whether a verb tells of what is or was, not of what is denied, to come, possible or demanded."""
    words = _auxiliaries(verb)
    if any(word.tag_ in ("MD", "TO") for word in words) or verb.tag_ == "VB":
        return False
    if any(child.dep_ == "neg" or (child.dep_ == "cc" and child.lower_ == "or") for child in verb.children):
        return False  # "killed or wounded" is neither for sure
    clauses = (verb, *itertools.islice(verb.ancestors, _STEPS))
    return not any(
        child.lower_ in _OPEN for clause in clauses for child in clause.lefts if child.dep_ == "mark"
    )


def _auxiliaries(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in ("aux", "auxpass")]


def _bare(number: Tokens) -> Counted:
    """A number without a noun: "19 were wounded", "left 19 dead", "the number of dead has reached 19"."""
    root = number.root
    following = number.doc[number.end] if number.end < len(number.doc) else None
    people = "people"
    if following is not None and following.lower_ in ("more", "others") and number.end + 1 < len(number.doc):
        following, people = following.nbor(1), "more people"  # "and hundreds more wounded"
    state = None if following is None else _STATE.get(following.lower_)
    is_told = root.head.pos_ not in ("VERB", "AUX") or root.head == following or is_fact(root.head)
    if following is not None and state and not (following.dep_ == "amod" and following.head.i > following.i):
        if not is_told:
            return Counted(None)
        return Counted(f"{people} {state}", None, root.head, state)
    if root.dep_ == "nsubj" and root.head.lemma_ == "be" and is_fact(root.head):
        for child in root.head.rights:
            if child.dep_ == "acomp" and child.lower_ in _STATE:
                return Counted(f"people {_STATE[child.lower_]}", None, root.head, _STATE[child.lower_])
    if (noun := _numbered(root)) is not None:
        return Counted(
            _phrase(noun, number) + (f" {said}" if (said := _outcome(noun, number)[1]) else ""), noun
        )
    if root.dep_ in ("nsubj", "nsubjpass", "dobj") and root.head.lemma_ in _PEOPLE:
        said = _said(root.head, root)
        if said is not None:
            return Counted(f"people {said}", None, root.head, said)
    return Counted(None)


def _told_of(root: Token) -> list[Token]:
    """The nouns whose new state a number may be ("the number" of "the number has reached 19")."""
    governor = root.head
    if root.dep_ == "pobj":
        if governor.lower_ not in _REACHING:
            return []
        governor = governor.head
    return [governor, *(child for child in governor.children if child.dep_ in ("nsubj", "dobj", "nsubjpass"))]


def _numbered(root: Token) -> Token | None:
    """ "People" for "the number of people killed has reached 1,200"."""
    for number in _told_of(root):
        if number.lower_ == "number" and number != root.head:
            for of in number.rights:
                if of.lower_ == "of":
                    return next((child for child in of.children if child.pos_ in ("NOUN", "PROPN")), None)
    return None
