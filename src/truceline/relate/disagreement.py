"""Why two claims on one thing differ: one mechanism for figures, and for claims of place, day, who took part
and whether it happened at all.

The caller says how the values stand to each other (`Relation`) and what differs in what they are about
(`scopes`). What remains is the same for all: what came later, who says so, and whether anything but a
contradiction is left. A contradiction is called one only where none of it explains the difference.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from truceline.model.record import ConflictKind
from truceline.model.report import ReportId
from truceline.resources import table

_SOURCES = table("figure_sources.toml")
_KIND_OF = {word: kind for kind, found in _SOURCES["kinds"].items() for word in found}
_EMPTY = frozenset(_SOURCES["words"]["empty"])
_FIELDS = frozenset(("health",))
"""Empty words that yet tell one ministry from another."""
_WORD = re.compile(r"[\w-]+")

Relation = Literal["same", "loose", "rises", "falls", "compatible", "apart"]
"""The other value is the same; can be the same told less exactly; is higher, lower; does not exclude the
one, or excludes it."""
Who = Literal["same", "other", "open"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim of one report: `day` is that of which it speaks, or of its report; `asserter` an entity or
    words, None where the report tells it in its own name. An `earlier` one is told as superseded, one that is
    `kept_up` as going on from an earlier one. One that is `fresh` speaks of the day of its report: it may
    change within the day. What is `fixed` does not change at all, as the number of those who were on
    board."""

    claim: str
    report: ReportId
    day: str | None
    asserter: str | None
    origin: str
    about: frozenset[str] = frozenset()
    earlier: bool = False
    kept_up: bool = False
    fresh: bool = False
    fixed: bool = False
    named: str | None = None
    """The words by which the asserter is called."""
    voice: frozenset[str] = frozenset()
    """Words that stand beside the asserter's name: whom a person speaks for."""


@dataclass(frozen=True, slots=True)
class Explained:
    kind: ConflictKind | Literal["same"]
    reasons: tuple[str, ...]


SHARED = 4
"""Content words around two claims by which they are taken to be about one thing."""


def explain(
    one: Entry, other: Entry, relation: Relation, scopes: Sequence[str] = (), one_thing: bool = True
) -> Explained:
    """Why two claims differ, with the reasons. `scopes` say in words what differs in what they are about;
    without `one_thing`, nothing shows that they are about the same, and a contradiction is unsure."""
    if scopes:
        return Explained("scope", tuple(scopes))
    if relation == "same":
        return Explained("same", ("both give the same",))
    if relation == "loose":
        return Explained("rounding", ("one can be the other, told less exactly",))
    who = same_source(one, other)
    if one.earlier != other.earlier and who != "other":
        return Explained("update", ("the text says that one of them is an earlier one",))
    if (one.day is None) != (other.day is None) and one.report != other.report:
        return Explained("unsure", ("of one of them it is not known what day it is of",))
    if who == "other":
        if one.fixed and other.fixed and one_thing:
            reason = f"{one.named} and {other.named} give two exact numbers of what does not change"
            return Explained("contradiction", (reason,))
        return Explained("source", (f"{one.named} and {other.named} each give their own",))
    first, last = _in_order(one, other)
    rises = relation == ("rises" if first is one else "falls")
    alone = (one.named is None) != (other.named is None)
    if _days(one, other):
        if rises:
            return Explained("update", (f"the higher one is the later one: {first.day}, then {last.day}",))
        if alone:
            return Explained("source", (f"one is given to {one.named or other.named}, the other is not",))
        if relation in ("rises", "falls"):
            return _contradiction(
                f"the later one is the lower one: {first.day}, then {last.day}", who, one_thing, relation
            )
    if one.report == other.report:
        if alone:
            named = one.named or other.named
            return Explained("source", (f"one is given to {named}, the other is the report's own",))
        return _contradiction(
            "one report gives both, and does not say why they differ", who, one_thing, relation
        )
    if who == "same" and one.named is not None:
        return Explained("update", (f"{one.named} gives both within a day: a count that is kept up",))
    if alone and one.origin != other.origin:
        return Explained("source", (f"one is given to {one.named or other.named}, the other is not",))
    if (one.kept_up or other.kept_up or one.fresh or other.fresh) and not (one.fixed and other.fixed):
        return Explained("unsure", ("a count of the day may have been told at two times of it",))
    day = one.day or other.day or "no day"
    return _contradiction(f"two reports of {day} exclude each other", who, one_thing, relation)


def _contradiction(reason: str, who: Who, one_thing: bool, relation: Relation) -> Explained:
    if not one_thing or relation == "compatible":
        return Explained("unsure", (reason, "but nothing shows that they count one thing at one time"))
    return Explained("contradiction", (reason,))


def _in_order(one: Entry, other: Entry) -> tuple[Entry, Entry]:
    return (other, one) if (other.day or "") < (one.day or "") and other.day else (one, other)


def _days(one: Entry, other: Entry) -> int:
    """Days between two claims; 0 where one has none."""
    if one.day is None or other.day is None:
        return 0
    return abs((date.fromisoformat(one.day) - date.fromisoformat(other.day)).days)


def same_source(one: Entry, other: Entry) -> Who:
    """Whether two claims are given to one source: "open" where one has none, or may be any of its kind."""
    if one.asserter is None or other.asserter is None:
        return "open"
    if one.asserter == other.asserter:
        return "same"
    here, there = _words(one.named or one.asserter), _words(other.named or other.asserter)
    if _speaks_for(one, other) or _speaks_for(other, one):
        return "same"
    own, others = here - _KIND_OF.keys(), there - _KIND_OF.keys()
    if own & others:
        return "same"
    kinds, other_kinds = ({_KIND_OF[word] for word in found & _KIND_OF.keys()} for found in (here, there))
    if kinds & other_kinds:
        return "other" if own and others else "same"
    return "other"


def _words(name: str) -> frozenset[str]:
    found = "".join(char if char.isalnum() or char == "-" else " " for char in name.casefold()).split()
    return frozenset(found) - _EMPTY


_BESIDE, _TIMES = 70, 3
"""Characters on each side of a name, where it stands first, that say whom somebody speaks for."""
_ARTICLES = frozenset(("a", "an", "the", "of", "for"))


def voice_of(text: str, name: str | None) -> frozenset[str]:
    """The words beside a name in a text: "Halvany, who heads the Oru Observatory"."""
    found: set[str] = set()
    at = -1
    for _ in range(_TIMES if name else 0):
        at = text.find(name or "", at + 1)
        if at < 0:
            break
        end = at + len(name or "")
        left = text[max(0, at - _BESIDE) : at].replace("\n", ". ").rpartition(". ")[2]
        right = text[end : end + _BESIDE].replace("\n", ". ").partition(". ")[0]
        found.update(_WORD.findall(f"{left} {right}".casefold()))
    return frozenset(found)


def _speaks_for(one: Entry, other: Entry) -> bool:
    """Whether the words beside the one's name are the name of the other, or the kind of an unnamed other."""
    whole = frozenset(_WORD.findall((other.named or "").casefold())) - _ARTICLES
    if not one.voice or not whole:
        return False
    if len(whole) > 1 and whole <= one.voice:
        return True
    if whole <= _KIND_OF.keys() | (_EMPTY - _FIELDS):
        kinds = {_KIND_OF[word] for word in whole & _KIND_OF.keys()}
        return bool(kinds & {_KIND_OF[word] for word in one.voice & _KIND_OF.keys()})
    return False
