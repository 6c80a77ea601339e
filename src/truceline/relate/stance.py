"""Loaded words of a report: its own, or given to a source.

A word that is itself a verdict ("violation", "regime", "martyr"; `resources/loaded_terms.toml`) is
*attributed* where it stands in what somebody is said to say, *quoted* in marks of distance around a few
words, *hedged* behind a word such as "alleged", and else *asserted*: the report uses it as its own.
Headlines count as the report's own words. Nothing is said of whether the word fits.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from truceline.model.claims import Statement
from truceline.resources import any_of, table

Stance = Literal["asserted", "attributed", "quoted", "hedged"]
_BEFORE = 40
"""Characters before a term in which a hedge stands."""
_WORD = re.compile(r"\w+")
_LETTERS = 3
_SCARE = 6
"""Words between quotation marks that are marks of distance and no statement."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A loaded word at `[start, end)`; `term` is its entry, and `claim` the statement that it stands in."""

    start: int
    end: int
    term: str
    family: str
    stance: Stance
    claim: str | None = None


def loaded_words(
    text: str,
    statements: Iterable[tuple[str, Statement]],
    quotations: Sequence[tuple[int, int]] = (),
    names: Iterable[tuple[int, int]] = (),
) -> Iterator[Loaded]:
    """The loaded words of a text in its order, each with its stance. `quotations` are `(start, end)` of what
    stands in quotation marks, and `names` of names, whose words are nobody's choice."""
    inside = _Innermost(
        (one.start, one.end, (claim, said)) for claim, said in statements for one in said.content
    )
    marked = _Innermost((start, end, (start, end)) for start, end in quotations)
    named = _Innermost((start, end, None) for start, end in names)
    for start, end in _found(text):
        if named.has(start) or _is_name(text, start, end):
            continue
        term, family = _entry(text[start:end])
        said = inside.at(start)
        quote = marked.at(start)
        if said is not None:
            yield Loaded(start, end, term, family, "attributed", said[0])
        elif quote is not None:
            few = text.count(" ", *quote) < _SCARE
            yield Loaded(start, end, term, family, "quoted" if few else "attributed")
        elif _hedge(family).search(text[max(0, start - _BEFORE) : start]):
            yield Loaded(start, end, term, family, "hedged")
        else:
            yield Loaded(start, end, term, family, "asserted")


class _Innermost[T]:
    """Stretches of a text, each with what it stands for; looked up by place, the innermost first."""

    def __init__(self, stretches: Iterable[tuple[int, int, T]]) -> None:
        found = sorted(stretches, key=lambda one: (one[0], -one[1]))
        self._starts: list[int] = []
        self._held: list[tuple[int, T] | None] = []
        open_: list[tuple[int, T]] = []
        for start, end, what in found:
            self._close(open_, start)
            open_.append((end, what))
            self._note(start, open_)
        self._close(open_, None)

    def _close(self, open_: list[tuple[int, T]], at: int | None) -> None:
        """End the stretches that are over before a place; a stretch that another outlives ends with that."""
        while open_ and (at is None or open_[-1][0] <= at):
            end, _ = open_.pop()
            self._note(end, open_)

    def _note(self, at: int, open_: Sequence[tuple[int, T]]) -> None:
        if self._starts and self._starts[-1] > at:
            return
        self._starts.append(at)
        self._held.append(open_[-1] if open_ else None)

    def at(self, place: int) -> T | None:
        found = self._look(place)
        return found[1] if found is not None else None

    def has(self, place: int) -> bool:
        return self._look(place) is not None

    def _look(self, place: int) -> tuple[int, T] | None:
        i = bisect_right(self._starts, place) - 1
        found = self._held[i] if i >= 0 else None
        return found if found is not None and place < found[0] else None


def _found(text: str) -> Iterator[tuple[int, int]]:
    """Where terms stand. Most words are no term, so that the first letters of each are looked at first."""
    letters = _first_letters()
    end = 0
    for word in _WORD.finditer(text):
        if word.start() >= end and word.group()[:_LETTERS].lower() in letters:
            match = _pattern().match(text, word.start())
            if match is not None:
                end = match.end()
                yield match.span()


def _is_name(text: str, start: int, end: int) -> bool:
    """ "Genocide Convention", "counter-terrorism": part of a name or of what fights it."""
    before = text[max(0, start - 14) : start].casefold().rstrip(" -")
    behind = text[end : end + 16].casefold().lstrip(" -")
    known = table("loaded_terms.toml")["around"]["names"]
    return any(
        before.endswith(f"{word}") and not before[: -len(word)][-1:].isalpha() for word in known
    ) or any(behind.startswith(word) and not behind[len(word) : len(word) + 1].isalpha() for word in known)


@cache
def _terms() -> Mapping[str, str]:
    return {
        term: family for family, terms in table("loaded_terms.toml")["families"].items() for term in terms
    }


def _entry(found: str) -> tuple[str, str]:
    """The entry that words are of, and its family."""
    return _entry_of(" ".join(re.split(r"[\s-]+", found.casefold())))


@lru_cache(10_000)
def _entry_of(plain: str) -> tuple[str, str]:
    """The longest entry that fits."""
    fitting = [term for term in _terms() if re.fullmatch(_regex(term), plain)]
    term = max(fitting, key=len)
    return term.replace("*", "…"), _terms()[term]


def _regex(term: str) -> str:
    parts = [re.escape(part).replace(r"\*", r"\w*") for part in term.split()]
    return r"[\s-]+".join(parts)


@cache
def _first_letters() -> frozenset[str]:
    """The letters with which terms begin; a term with fewer of them would be missed."""
    return frozenset(term[:_LETTERS] for term in _terms())


@cache
def _pattern() -> re.Pattern[str]:
    terms = sorted(_terms(), key=lambda term: (-len(term), term))
    return re.compile(rf"\b(?:{'|'.join(map(_regex, terms))})\b", re.IGNORECASE)


@cache
def _hedge(family: str) -> re.Pattern[str]:
    around = table("loaded_terms.toml")["around"]
    hedges = [*around["hedges"], *(around["open"] if family in around["acts"] else [])]
    return re.compile(
        rf"\b(?:{any_of(hedges)})(?:\s+(?:an?|the|of|as|in|any|\w+ly|[A-Z]\w+|\w+)){{0,2}}\s+[\"“‘']?$",
        re.IGNORECASE,
    )
