"""Which word of one name answers to which of another, and how they are alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from rapidfuzz.distance import OSA

from truceline.resolve.nameparts import Word
from truceline.resolve.spelling import SURE, Likeness, are_two_names, consonants, edits, likeness, spellings

_ORDER: dict[Likeness, int] = {
    "equal": 0,
    "spelling": 1,
    "variant": 1,
    "loose": 2,
    "nickname": 3,
    "typo": 3,
    "initial": 4,
    "near": 5,
    "other": 6,
}
_MOST_JOINED, _LEAST_JOINED = 4, 5
"""Words that may be one in the other name ("Plat Ono Vich"), and the letters which that has."""
TWO_NAMES, LOOSE = 3.0, 0.5
"""Edits that words are apart at least which a list calls two names, and at most which are perhaps one."""
_ROUGH = str.maketrans("pvfgGQczsCSZ", "bbbkkkssssss")
ARABIC_ARTICLE = "ال"
_SAME_LETTERS = str.maketrans("یىکةأإآ", "ييكهااا")
"""Letters of Persian and Arabic that are written for each other."""


class Pair(NamedTuple):
    """Two words of two names, their places, and how they are alike; `apart` is in edits."""

    places: tuple[int, int]
    first: Word
    second: Word
    likeness: Likeness
    apart: float


class Alignment(NamedTuple):
    """`pairs` in the order of the first name, those of unlike words ("other") among them; `left` and `right`
    are the places of words that have no counterpart; `turned`: the words stand in another order."""

    first: tuple[Word, ...]
    second: tuple[Word, ...]
    pairs: tuple[Pair, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    turned: bool

    def flipped(self) -> Alignment:
        """The same with the second name first."""
        pairs = [Pair((b, a), two, one, alike, apart) for (a, b), one, two, alike, apart in self.pairs]
        pairs.sort(key=itemgetter(0))
        return Alignment(self.second, self.first, tuple(pairs), self.right, self.left, self.turned)


def align(first: tuple[Word, ...], second: tuple[Word, ...]) -> Alignment:
    """The best one-to-one pairs of words, the surest first, then the nearest in place."""
    first, second = _joined(first, second), _joined(second, first)
    shift = len(second) - len(first)
    options = []
    for a, one in enumerate(first):
        for b, other in enumerate(second):
            alike, apart = word_likeness(one, other)
            off = abs(a - b) if not shift else min(abs(a - b), abs(a + shift - b))
            by_place = alike == "other" and not shift
            options.append((_ORDER[alike], off if by_place else apart, apart if by_place else off, a, b))
    options.sort()
    rows, columns = dict(enumerate(first)), dict(enumerate(second))
    pairs = []
    for *_, a, b in options:
        if a in rows and b in columns:
            one, other = rows.pop(a), columns.pop(b)
            pairs.append(Pair((a, b), one, other, *word_likeness(one, other)))
            if not rows or not columns:
                break
    pairs.sort(key=itemgetter(0))
    places = [pair.places[1] for pair in pairs if pair.likeness != "other"]
    turned = places != sorted(places)
    return Alignment(first, second, tuple(pairs), tuple(rows), tuple(columns), turned)


def word_likeness(first: Word, second: Word) -> tuple[Likeness, float]:
    """How two words are alike, and how many edits apart."""
    if first.text == second.text:
        return ("equal", 0.0) if first.vowels or _letters(first) == _letters(second) else ("typo", 1.0)
    if first.vowels != second.vowels:
        return _without_vowels(first, second)
    alike, apart = _latin_likeness(first.text, second.text)
    if apart > 1 and first.native and second.native and first.vowels:
        apart = min(apart, OSA.distance(first.native, second.native))
    return alike, apart


@lru_cache(maxsize=131072)
def _latin_likeness(first: str, second: str) -> tuple[Likeness, float]:
    if _but_for_article(first, second) or _but_for_article(second, first):
        return "spelling", 0.0
    if first == "abd" + second or second == "abd" + first:
        return "near", 2.0
    alike, apart = likeness(first, second), float(edits(first, second))
    if alike in SURE:
        return alike, 0.0
    if alike == "other" and are_two_names(first, second):
        return alike, max(apart, TWO_NAMES)
    return alike, min(apart, LOOSE) if alike == "loose" else apart


def _but_for_article(word: str, other: str) -> bool:
    return len(word) > 5 and word[:2] in {"al", "el"} and likeness(word[2:], other) in SURE


@lru_cache(maxsize=65536)
def _without_vowels(first: Word, second: Word) -> tuple[Likeness, float]:
    """Where one script writes no vowels, only consonants can be compared, and prove less."""
    bare, full = (first, second) if second.vowels else (second, first)
    one = _bare(bare.text)
    ones = {one, one[1:]} if bare.native.startswith(ARABIC_ARTICLE) and len(one) > 2 else {one}
    others = [_bare(consonants(text)) for text in spellings(full.text)]
    if not ones.isdisjoint(others):
        return ("loose" if len(one) > 1 else "initial"), LOOSE
    other = others[0]
    apart = OSA.distance(one, other)
    return ("typo" if apart == 1 and min(len(one), len(other)) > 3 else "other"), apart + 1.0


def _letters(word: Word) -> str:
    return word.native.translate(_SAME_LETTERS)


def _bare(text: str) -> str:
    return "".join(letter for letter in text if letter not in "aeiouwyhY").translate(_ROUGH)


def _joined(words: tuple[Word, ...], others: Sequence[Word]) -> tuple[Word, ...]:
    """Words of a name put together where the other name has them in one ("Pat rushev")."""
    texts = {word.text for word in words}
    wholes = [word.text for word in others if len(word.text) >= _LEAST_JOINED and word.text not in texts]
    longest = max(map(len, wholes), default=0) + 1
    made, place = [], 0
    while place < len(words):
        count = 1
        for more in range(2, min(_MOST_JOINED, len(words) - place) + 1):
            text = "".join([word.text for word in words[place : place + more]])
            if len(text) > longest:
                break
            if any(_one_word(text, whole) for whole in wholes):
                count = more
        word = words[place]
        if count > 1:
            word = replace(word, text="".join(one.text for one in words[place : place + count]), native="")
        made.append(word)
        place += count
    return tuple(made)


@lru_cache(maxsize=65536)
def _one_word(text: str, whole: str) -> bool:
    if text == whole:
        return True
    return (
        len(text) > 5
        and abs(len(text) - len(whole)) < 2
        and likeness(text, whole) in {"spelling", "variant", "typo"}
    )
