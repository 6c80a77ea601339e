"""Reports as sentences, and the words of sentences as they are compared: without case, marks and endings, in
the American spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from truceline.resources import table

LONGEST = 1200
"""Characters of a sentence; a longer one is cut, so that hostile text costs no time."""
_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[A-Z0-9])|\n+")
_NOT_AN_END = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Maj|Lt|Capt|Sgt|Sen|Rep|Gov|St|Prof|Rev|Jr|Sr|No|vs|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z])\.[\"'”’»)\]]*\s+\Z"
)
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_AMERICAN = re.compile(r"is(?=ation|ing\Z|ed\Z|e\Z|es\Z)")
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Word:
    """A word at `[start, end)` of the text, lower and plain."""

    start: int
    end: int
    lower: str
    plain: str


def sentences(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Where each sentence of a text begins and ends, blanks left out."""
    for found in _END.finditer(text, start):
        before = text[max(start, found.start() - 12) : found.end()]
        if "\n" not in found.group() and _NOT_AN_END.search(before):
            continue
        yield from _trimmed(text, start, found.end())
        start = found.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    for at in range(start, end, LONGEST):
        yield at, min(end, at + LONGEST)


def words_at(text: str, start: int, end: int) -> tuple[Word, ...]:
    """The words of a stretch of text."""
    found = _WORD.finditer(text, start, end)
    return tuple(Word(one.start(), one.end(), one.group().casefold(), plain(one.group())) for one in found)


@cache
def plain(word: str) -> str:
    """A word as it is compared: "Cease-fires" and "ceasefire", "stabilisation" and "stabilization"."""
    bare = re.sub(r"['’]s?\Z", "", word.casefold()).replace("-", "").replace("’", "'")
    if len(bare) > 6:
        bare = _AMERICAN.sub("iz", bare)
    if len(bare) > 4 and bare.endswith("ies"):
        return bare[:-3] + "y"
    return (
        bare[:-1] if len(bare) > 3 and bare.endswith("s") and not bare.endswith(("ss", "us", "is")) else bare
    )


@cache
def past_forms(lemma: str) -> frozenset[str]:
    """The plain past forms of a verb."""
    irregular = table("board.toml")["irregular"].get(lemma)
    if irregular is not None:
        return frozenset(plain(one) for one in irregular)
    if lemma.endswith("e"):
        return frozenset({plain(lemma + "d")})
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return frozenset({plain(lemma[:-1] + "ied")})
    return frozenset({plain(lemma + "ed")})


@cache
def forms(lemma: str) -> frozenset[str]:
    """All plain forms of a verb."""
    stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) else lemma
    own = {plain(lemma), plain(stem + "ing"), plain(lemma + "s")}
    return frozenset(own | past_forms(lemma))


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases that are looked for among words."""

    heads: dict[str, tuple[tuple[str, ...], ...]]
    starts: tuple[str, ...]

    def find(self, words: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
        """The first and the last word of each place where one of the phrases is, by their number."""
        for number, word in enumerate(words):
            for phrase in self.heads.get(word.lower, ()):
                last = number + len(phrase)
                if tuple(one.lower for one in words[number:last]) == phrase:
                    yield number, last - 1
            if self.starts and word.lower.startswith(self.starts):
                yield number, number

    def first(self, words: tuple[Word, ...]) -> tuple[int, int] | None:
        return next(self.find(words), None)


@cache
def phrases(key: str) -> Phrases:
    """The phrases under a key of board.toml."""
    return phrases_of(tuple(table("board.toml")[key]))


@cache
def phrases_of(given: Iterable[str]) -> Phrases:
    heads: dict[str, tuple[tuple[str, ...], ...]] = {}
    starts = []
    for one in given:
        if one.endswith("*") and " " not in one:
            starts.append(one[:-1])
        else:
            parts = tuple(one.replace("*", "").split())
            heads[parts[0]] = (*heads.get(parts[0], ()), parts)
    return Phrases(heads, tuple(starts))


def find_plain(words: tuple[Word, ...], phrase: tuple[str, ...]) -> int | None:
    """The number of the first word where a phrase of plain words stands."""
    for number in range(len(words) - len(phrase) + 1):
        if all(words[number + place].plain == one for place, one in enumerate(phrase)):
            return number
    return None
