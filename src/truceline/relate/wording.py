"""The words of a text as they are compared: case, marks and accents folded, each with its place.

What stands between quotation marks is known as such: two reports on one speech share its words
without copying each other. A sentence ends at a full stop with a space behind it, or with its line.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from truceline.resources import words as resource

_WORD = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…][.!?…]*[\"”’)\]]*(?=\s|$)|\n")
_ABBREVIATED = re.compile(r"mr|mrs|ms|dr|gen|col|maj|lt|capt|sgt|sen|rep|gov|st|jr|sr|no|vs|[a-z]")
_POSTED = re.compile(r"[—–-]{1,2} [^\n(]{1,60} \(@\w{1,30}\)")
"""The signature of a post that a page embeds: what stands before it in its paragraph is its words."""
_ENDINGS = ("ings", "ing", "ies", "ied", "ers", "ed", "es", "s", "er", "e", "y")


@dataclass(frozen=True)
class Wording:
    """The words of a text: `words[i]` stands at `[starts[i], ends[i])` of the text, in sentence
    `sentence_of[i]`, and is somebody's quoted words where `quoted[i]`."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quoted: tuple[bool, ...]
    sentence_of: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)

    def characters(self, first: int, last: int) -> tuple[int, int]:
        """The characters of the words `[first, last)`."""
        return self.starts[first], self.ends[last - 1]

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """`(first, last)` of the words of each sentence, last excluded."""
        found: list[tuple[int, int]] = []
        first = 0
        for place in range(1, len(self.words) + 1):
            if place == len(self.words) or self.sentence_of[place] != self.sentence_of[first]:
                found.append((first, place))
                first = place
        return tuple(found)

    @cached_property
    def own(self) -> int:
        """How many words are the report's own: not quoted."""
        return self.quoted.count(False)

    @cached_property
    def told(self) -> tuple[frozenset[str], ...]:
        """The content words of each sentence, what is quoted left out."""
        return tuple(
            content(
                word for word, quoted in zip(self.words[a:b], self.quoted[a:b], strict=True) if not quoted
            )
            for a, b in self.sentences
        )

    def own_between(self, first: int, last: int) -> int:
        return self.quoted[first:last].count(False)

    def own_in(self, start: int, end: int) -> int:
        """How many own words stand in the characters `[start, end)`."""
        return self.own_between(bisect_left(self.starts, start), bisect_left(self.starts, end))


def wording(text: str, start: int = 0, quotations: Iterable[tuple[int, int]] = ()) -> Wording:
    """The words of a text from `start` on, in time that is linear in its length; `quotations` are the
    `(start, end)` of what stands in quotation marks, in the order of the text."""
    found = list(_WORD.finditer(text, start))
    words = tuple([_folded(match.group()) for match in found])
    starts = tuple([match.start() for match in found])
    sentence_of: list[int] = []
    for number, end in enumerate((*_sentence_ends(text, start, words, starts), len(words))):
        sentence_of += [number] * (end - len(sentence_of))
    quoted = bytearray(len(words))
    for first, last in (*quotations, *_posts(text, start)):
        here, there = bisect_left(starts, first), bisect_left(starts, last)
        quoted[here:there] = b"\1" * (there - here)
    ends = tuple([match.end() for match in found])
    return Wording(words, starts, ends, tuple(map(bool, quoted)), tuple(sentence_of))


def _sentence_ends(text: str, start: int, words: Sequence[str], starts: Sequence[int]) -> Iterator[int]:
    """The number of words before each end of a sentence that has any."""
    before = 0
    for match in _SENTENCE_END.finditer(text, start):
        place = bisect_left(starts, match.start(), before)
        line_ends = match.group()[0] == "\n"
        if place > before and (line_ends or not _ABBREVIATED.fullmatch(words[place - 1])):
            before = place
            yield place


def _posts(text: str, start: int) -> Iterator[tuple[int, int]]:
    for match in _POSTED.finditer(text, start):
        yield max(start, text.rfind("\n", start, match.start()) + 1), match.end()


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a short text as they are compared, without their places."""
    return tuple([_folded(word) for word in _WORD.findall(text)])


@lru_cache(100_000)
def _folded(word: str) -> str:
    return word.casefold().replace("’", "'").removesuffix("'s")


@lru_cache(100_000)
def stem(word: str) -> str:
    """The word without its most common endings; enough to join "talk", "talks" and "talked"."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def content(words: Iterable[str]) -> frozenset[str]:
    """The stems of the words that tell what a passage is about; numbers are among them."""
    return frozenset(filter(None, map(_telling, words)))


@lru_cache(100_000)
def _telling(word: str) -> str:
    """The stem of a word, "" for one that tells nothing."""
    if word in resource("stop_words.txt") or not (len(word) > 3 or word[:1].isdigit()):
        return ""
    return stem(word)
