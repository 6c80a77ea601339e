"""What the text says of a person beside the name: titles, an office, and whose office it is.

"Qatar's Emir Sheikh Tamim" has the titles "Emir" and "Sheikh", and the office "Emir" of Qatar;
"Ibrahim Kalin, head of the agency" and "the Emir of Qatar, Sheikh Tamim" say it behind and before a comma.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from truceline import known
from truceline.extract import phrases
from truceline.extract.entities import is_honorific
from truceline.resources import words

_REACH = 9
"""Tokens before a name that may belong to its office."""
_LONGEST = 60
"""Characters of an office; what is longer is a description."""
_OWNERS = ("of", "at", "for", "from", "with")
_NO_LONGER = ("former", "ex", "then", "late", "acting", "deputy")
_INNER = frozenset({"'s", "’s", "'", "’", "-", "–", "of", "for", "and"})

type Owner = Callable[[Token], str | None]
"""Whom the name or adjective at a token stands for, if it can have an office."""


@dataclass(frozen=True, slots=True)
class Office:
    """`titles` in the order of the text; `role` without its owner and without an article, `of` its owner."""

    titles: tuple[str, ...] = ()
    role: str | None = None
    of: str | None = None


NO_OFFICE = Office()


def office(name: Tokens, owner: Owner) -> Office:
    """The titles before a person's name, and the office that the text gives before or behind it."""
    titles, start = _titles(name)
    before = _before(name.doc, start, owner)
    if before is not None and before[0][0].isupper() and all(map(_is_title, _words(before[0]))):
        titles = (before[0], *titles)
    found = before or _behind(name, owner) or _before_comma(name.doc, start, name.end, owner)
    if found is None:
        return Office(titles)
    role, of = found
    if of is not None and known.country_named(of) is not None and not _represents(role):
        of = None  # a Palestinian analyst does not speak for Palestine
    return Office(titles, role, of)


def _words(role: str) -> list[str]:
    return role.lower().replace("-", " ").replace(" of ", " ").split()


def _represents(role: str) -> bool:
    nouns = words("office_nouns.txt") | words("guest_nouns.txt")
    return any(word in nouns for word in _words(role))


def _is_title(word: str) -> bool:
    return word.strip(".") in words("titles.txt")


def _titles(name: Tokens) -> tuple[tuple[str, ...], int]:
    """The honorifics and ranks before a name, and where they begin."""
    start, found = name.start, list[str]()
    while start > 0 and is_honorific(name.doc[start - 1].text):
        start -= 1
        found.insert(0, name.doc[start].text)
    return tuple(found), start


def _before(doc: Doc, end: int, owner: Owner) -> tuple[str, str | None] | None:
    """ "Turkish intelligence chief" and "US ambassador to Israel", right before a name."""
    if end == 0:
        return None
    last = doc[end - 1]
    if end > 2 and doc[end - 2].lower_ in ("of", "to") and _is_office(doc[end - 3]):
        place = owner(last)
        found = _split(doc, _first(doc, end - 3), end - 2, owner) if place or _is_office(last) else None
        if found is None:
            return None
        role, of = found
        if doc[end - 2].lower_ == "of" and place is not None:
            return role, of or place
        return f"{role} {doc[end - 2].lower_} {last.text}", of
    return _split(doc, _first(doc, end - 1), end, owner) if _is_office(last) else None


def _first(doc: Doc, head: int) -> int:
    """Where the words before the head of an office begin."""
    start = head
    while start > 0 and head - start < _REACH and _goes_on(doc[start - 1]):
        start -= 1
    return start


def _goes_on(token: Token) -> bool:
    if "\n" in token.text or token.is_sent_end:
        return False
    return token.text in ("'s", "’s", "'", "’", "-") or token.tag_ in (
        "NN",
        "NNP",
        "JJ",
        "NNPS",
        "VBN",
        "RB",
        "AFX",
    )


def _is_office(token: Token) -> bool:
    return token.tag_ in ("NN", "NNP", "JJ") and (
        phrases.is_person_noun(token) or (token.text[0].isupper() and _is_title(token.lower_))
    )


def _split(doc: Doc, start: int, end: int, owner: Owner) -> tuple[str, str | None] | None:
    """The words of an office at `doc[start:end]`, its head last, parted from its owner before them."""
    of, tense = None, ""
    for i in range(end - 1, start - 1, -1):
        if (found := owner(doc[i])) is not None:
            tense = next((f"{token.text} " for token in doc[start:i] if token.lower_ in _NO_LONGER), "")
            of, start = found, i + 1
            break
    while start < end and doc[start].text in _INNER:
        start += 1
    kept = doc[start:end].text.strip() if start < end else ""
    return (_line(tense + kept), of) if kept and len(kept) <= _LONGEST else None


def _behind(name: Tokens, owner: Owner) -> tuple[str, str | None] | None:
    """ ", head of Turkey's intelligence", behind a name."""
    doc, at = name.doc, name.end
    if at + 1 >= len(doc) or doc[at].text != ",":
        return None
    head = next((token for token in _opening(doc, at + 1) if _is_noun(token)), None)
    if head is None:
        return None
    if head.dep_ not in ("appos", "conj", "attr") and head.head.i != name.root.i:
        end = phrases.noun_phrase(head, without=("appos", "punct", "acl")).end
        if doc[at + 1].pos_ != "DET" or end >= len(doc) or doc[end].text != ",":
            return None  # "Moon, a spokesman for the ministry, said" is parsed as two subjects
    return _described(doc, at + 1, head, owner)


def _opening(doc: Doc, start: int) -> Iterator[Token]:
    """The words of a noun phrase up to its head, from where it begins."""
    for i in range(start, min(start + _REACH, len(doc))):
        token = doc[i]
        if token.is_punct and token.text != "-" and not token.is_quote:
            return
        if token.pos_ in ("VERB", "AUX", "ADP", "PRON", "SCONJ") and token.tag_ not in ("PRP$", "VBN"):
            return
        followed = i + 1 < len(doc) and doc[i + 1].pos_ in ("NOUN", "PROPN") and doc[i + 1].dep_ != "appos"
        if not followed or (i + 1 < len(doc) and doc[i + 1].ent_type_ == "PERSON"):
            yield token


def _is_noun(token: Token) -> bool:
    return token.tag_ in ("NN", "NNP") and phrases.is_person_noun(token)


def _before_comma(doc: Doc, start: int, end: int, owner: Owner) -> tuple[str, str | None] | None:
    """ "The Emir of Qatar, Sheikh Tamim": singular and definite, for "an envoy, Smith" may be a list."""
    comma = start - 1
    if comma < 1 or doc[comma].text != "," or (end < len(doc) and not doc[end].is_punct):
        return None
    for i in range(comma - 1, max(comma - _REACH, -1), -1):
        head = doc[i]
        if head.is_punct and head.text != "-":
            return None
        if _is_noun(head) and head.dep_ != "appos":
            phrase = phrases.noun_phrase(head, without=("appos", "punct", "acl"))
            definite = any(
                left.lower_ == "the" or left.dep_ == "poss" or left.tag_ == "NNP" for left in head.lefts
            )
            return _described(doc, phrase.start, head, owner) if definite and phrase.end == comma else None
    return None


def _described(doc: Doc, start: int, head: Token, owner: Owner) -> tuple[str, str | None] | None:
    """The office of a noun with what stands before it from `start` on, and with its "of"."""
    while start < head.i and (doc[start].pos_ == "DET" or doc[start].is_quote):
        start += 1
    found = _split(doc, start, head.i + 1, owner)
    if found is None:
        return None
    role, of = found
    at = head.i + 1
    if at + 1 < len(doc) and doc[at].pos_ == "ADP" and doc[at].lower_ in (*_OWNERS, "to"):
        thing = phrases.child(doc[at], "pobj")
        if thing is None:
            return role, of
        phrase = phrases.noun_phrase(thing, without=("appos", "punct", "acl", "prep", "relcl"))
        named = next((name for token in reversed(list(phrase)) if (name := owner(token)) is not None), None)
        if doc[at].lower_ == "to" or (named is None and doc[at].lower_ == "of"):
            role = f"{role} {doc[at].lower_} {phrases.without_article(phrase)}"
        elif owner(thing) is None and named is not None and doc[at].lower_ == "of":
            role = f"{role} of {_without_owner(phrase, owner)}"
        of = of or (named if doc[at].lower_ != "to" else None)
    return (_line(role), of) if len(role) <= _LONGEST else None


def _without_owner(phrase: Tokens, owner: Owner) -> str:
    """ "Consultative council" of "Hamas' consultative council"."""
    last = max((token.i for token in phrase if owner(token) is not None), default=phrase.start - 1)
    kept = [token for token in phrase if token.i > last and token.text not in _INNER and token.pos_ != "DET"]
    return " ".join(token.text for token in kept)


def _line(text: str) -> str:
    return " ".join(text.split())
