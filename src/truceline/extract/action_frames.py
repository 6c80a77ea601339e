"""The vocabulary of political events: which words tell of one, and what must stand with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from spacy.tokens import Token

from truceline.extract import phrases
from truceline.resources import table

_LINKS = (
    "prt",
    "prep",
    "advmod",
    "dobj",
    "pobj",
    "acomp",
    "dative",
    "amod",
    "compound",
    "oprd",
    "agent",
    "pcomp",
    "neg",
    "npadvmod",
)


_FLAGS = (
    "actor",
    "attitude",
    "joint",
    "crowd",
    "official",
    "armed",
    "clause",
    "intransitive",
    "own",
    "alone",
)


@dataclass(frozen=True, slots=True)
class Frame:
    """`rest` must stand behind the verb; `nouns` are what its object must be; `subject` what its subject."""

    code: str
    mode: str | None
    rest: tuple[str, ...] = ()
    nouns: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    actor: bool = False
    attitude: bool = False
    joint: bool = False
    crowd: bool = False
    official: bool = False
    armed: bool = False
    clause: bool = False
    intransitive: bool = False
    own: bool = False
    alone: bool = True
    about: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()

    @property
    def rank(self) -> tuple[int, int, bool, bool]:
        """Frames that ask for more are tried first."""
        return (
            -len(self.rest),
            -bool(self.subject) - bool(self.nouns),
            not (self.crowd or self.armed),
            not self.actor,
        )


@cache
def verbs() -> Mapping[str, tuple[Frame, ...]]:
    """The frames of each verb by its lemma, those that ask for most first."""
    found: dict[str, list[Frame]] = {}
    for entry in table("plover.toml")["verb"]:
        for words in entry["words"]:
            lemma, *rest = words.split()
            found.setdefault(lemma, []).append(_frame(entry, tuple(rest)))
    return {lemma: tuple(sorted(frames, key=lambda one: one.rank)) for lemma, frames in found.items()}


@cache
def nouns() -> Mapping[str, Frame]:
    """The frame of each noun that is an event itself."""
    return {
        word: _frame(entry, ()) for entry in reversed(table("plover.toml")["noun"]) for word in entry["words"]
    }


def _frame(entry: Mapping[str, Any], rest: tuple[str, ...]) -> Frame:
    return Frame(
        code=entry["code"],
        mode=entry.get("mode"),
        rest=rest,
        nouns=frozenset(_spelled(entry.get("nouns", ()))),
        subject=frozenset(entry.get("subject", ())),
        about=frozenset(entry.get("about", ())),
        of=frozenset(entry.get("of", ())),
        **{key: entry[key] for key in _FLAGS if key in entry},
    )


def _spelled(words: Any) -> list[str]:
    sets = table("plover.toml")["sets"]
    return [noun for word in words for noun in (sets[word[1:]] if word.startswith("@") else (word,))]


@cache
def listed(name: str) -> frozenset[str]:
    """A list of helping words: `light`, `transparent`, `intent` ..."""
    return frozenset(table("plover.toml")["words"][name])


def kind(code: str) -> str:
    """ "cooperate", "conflict" or "neutral"."""
    return str(table("plover.toml")["codes"][code]["kind"])


def owner_first(code: str) -> bool:
    return bool(table("plover.toml")["codes"][code].get("owner", False))


_SIDES = (
    *(
        "against",
        "on",
        "upon",
        "to",
        "toward",
        "towards",
        "with",
        "at",
        "from",
        "of",
        "for",
        "over",
        "between",
    ),
    *("into", "among", "in", "near", "outside", "about"),
)


def sides(code: str) -> tuple[str, ...]:
    """The prepositions in front of the other side, the likeliest first."""
    return tuple(table("plover.toml")["codes"][code].get("sides", _SIDES))


def is_given(code: str) -> bool:
    """Whether who gets or faces what is sent is the other side, before what is sent."""
    return bool(table("plover.toml")["codes"][code].get("given", False))


def behind(verb: Token, rest: tuple[str, ...]) -> Token | None:
    """The last of the words that a frame asks for behind its verb: the "on" of "open fire on"."""
    found: dict[str, Token] = {}
    tops = [verb]
    while len(found) < len(rest):
        below = next(
            (
                (word, one)
                for word in rest
                if word not in found
                for top in tops
                for one in top.children
                if one.i > verb.i and one.dep_ in _LINKS and word in (one.lower_, one.lemma_.lower())
            ),
            None,
        )
        if below is None:
            return None
        found[below[0]] = below[1]
        tops.append(below[1])
    return found[rest[-1]] if rest else verb


def object_of(verb: Token, last: Token) -> Token | None:
    """What a verb acts on: its object, what is behind its last preposition, or the subject of a passive."""
    if last.i != verb.i and last.pos_ == "ADP" and last.dep_ in ("prep", "agent"):
        return phrases.child(last, "pobj", "pcomp")
    passive = phrases.child(verb, "nsubjpass")
    if passive is not None:
        return _meant(passive, verb)
    found = next((one for one in phrases.children(verb, "dobj") if one.i != last.i or last.i == verb.i), None)
    if found is None and is_reduced_passive(verb):
        return verb.head
    if found is None:  # "kidnapped up to 16 of them", "killed at least nine"
        near = (top for top in phrases.children(verb, "prep") if top.i <= verb.i + 2)
        found = next((one for top in near for one in _numbered(top)), None)
    if (
        found is None
        and (clause := phrases.child(verb, "ccomp")) is not None
        and phrases.is_infinitive(clause)
    ):
        return phrases.child(clause, "nsubj")  # "allowed inspectors to return"
    return found


def _meant(passive: Token, verb: Token) -> Token:
    if passive.tag_ in ("WDT", "WP"):
        return phrases.subject(verb) or passive
    return passive


def is_reduced_passive(verb: Token) -> bool:
    """ "The houses seized by the army"."""
    return verb.dep_ == "acl" and verb.tag_ == "VBN" and not any(phrases.children(verb, "dobj", "aux"))


def is_passive(verb: Token) -> bool:
    return any(phrases.children(verb, "auxpass", "nsubjpass")) or is_reduced_passive(verb)


def _numbered(top: Token) -> list[Token]:
    """What is counted behind "up to", "more than", "at least", which a parse takes for prepositions."""
    at: Token | None = top
    for _ in range(2):
        below = phrases.child(at, "prep", "pobj") if at is not None else None
        if below is not None and below.dep_ == "pobj":
            return (
                [below]
                if any(phrases.children(below, "nummod"))
                and top.lower_ in ("up", "to", "at", "more", "over", "about")
                else []
            )
        at = below
    return []
