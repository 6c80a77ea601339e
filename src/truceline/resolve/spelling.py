"""Whether two words of a name are one word in two spellings, and how far apart they are if not.

A word is folded to its sounds: one character a consonant or run of vowels. Two words are spelled alike if
they have as many sounds and each pair of sounds may stand for one letter of another script. Where vowels
stand counts, so "Mohammed" (m-h-m-d, a vowel between each) is not "Mahmoud"; which vowel, by its class.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from rapidfuzz.distance import OSA

from truceline.resources import table, words

Likeness = Literal["equal", "spelling", "variant", "loose", "nickname", "initial", "typo", "near", "other"]
"""`spelling`: the same sounds; `variant`: one line of a list; `loose`: sounds that are at times one
("Hamed", "Hamad"); `typo`: one edit in a word that is not short; `near`: one in a short word, or two in a
longer one."""

SURE: frozenset[str] = frozenset({"equal", "spelling", "variant"})

_CONSONANTS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        ("js$", "y"),
        ("(?<=..)[ea]h$", "a"),
        ("(?<=enk)a$", "o"),
        ("(?<=[aeiouy])j(?![aeiouy])", "y"),
        ("^x|^hs", "s"),
        ("x", "ks"),
        ("sch|sh", "S"),
        ("zh", "Z"),
        ("tch|tsch|cz|ch", "C"),
        ("q", "Q"),
        ("ck|kh", "k"),
        ("gh", "G"),
        ("dzh|dj", "j"),
        ("dh", "d"),
        ("th", "t"),
        ("ph", "f"),
        ("(?<![aeiou])ou(?=[aei])|w(?=[aei])|^w", "v"),
        ("(?<=[aeiou])w(?=[ou])", ""),
        ("w", "u"),
        (r"([bcdfghjklmnpqrstvzCGQSZ])\1+", r"\1"),
        ("(?<=[aeiouy])h$", ""),
        ("ee", "i"),
        ("oo|ou", "u"),
        ("o", "u"),
        ("^y(?=[aiu])", "Y"),
        ("y", "i"),
    )
)
_DOUBLED = re.compile(r"([^aeiou])\1+")
_VOWELS = re.compile("[aeiu]+")
_RUNS = {
    "ai": "1", "ae": "1", "ei": "2", "ie": "i", "ia": "3", "ea": "3", "au": "4", "ua": "5", "iu": "6",
    "ui": "7", "ue": "8", "eu": "9",
}  # fmt: skip
_FIRM = frozenset({"ck", "Gg", "GQ", "Qk", "12"})
_LOOSE = frozenset(
    {
        *("Cc", "Ck", "Cs", "CS", "Cj", "cs", "Ss", "sz", "Zz", "Zj", "jz", "dz", "dt", "fv", "bp"),
        *("Gk", "Qg", "gk", "gj", "Yj", "Yi", "ei", "ae", "1a", "1e", "1i", "2e", "2i", "35", "3a", "3e"),
        *("4u", "6u", "68", "7i", "9u", "9e"),
    }
)
"""Pairs of sounds, in the order of their characters, that always and at times are spellings of one."""
_SHORT, _MIDDLING, _LONG = 4, 6, 6
"""Letters, as in `names.py`: up to the first no vowel may differ; up to the second a is not e; from the last
on two edits may be a misprint or another way to spell it."""


@lru_cache(maxsize=65536)
def likeness(first: str, second: str) -> Likeness:
    """How two words in lower case Latin letters are alike. Symmetric; other than for one-letter
    initials the first rule of `Likeness` that holds."""
    if first == second:
        return "equal"
    if are_two_names(first, second):
        return "other"
    if len(first) == 1 or len(second) == 1:
        return "initial" if first[:1] == second[:1] else "other"
    if _variants().get(first, first) == _variants().get(second, second):
        return "variant"
    if (found := _sounds_alike(first, second)) != "other":
        return found
    if second in full_names(first) or first in full_names(second):
        return "nickname"
    apart, longer = edits(first, second), max(len(first), len(second))
    if apart == 1 and longer > _SHORT:
        return "typo"
    return "near" if (apart == 1 and longer > 2) or (apart == 2 and longer >= _LONG) else "other"


@lru_cache(maxsize=65536)
def edits(first: str, second: str) -> int:
    """Letters put in, left out, changed or swapped with their neighbour; by sound where that is nearer."""
    return min(OSA.distance(first, second), OSA.distance(sounds(first), sounds(second)) + (first != second))


@lru_cache(maxsize=65536)
def sounds(word: str) -> str:
    """A word as one character a sound: consonants by class, vowels by class and run."""
    for pattern, to in _CONSONANTS:
        word = pattern.sub(to, word)
    return _VOWELS.sub(_run, word)


def _run(found: re.Match[str]) -> str:
    ends = found[0][0] + found[0][-1]
    return ends[0] if ends[0] == ends[1] else _RUNS[ends]


@lru_cache(maxsize=65536)
def consonants(word: str) -> str:
    """The consonants of a word by class; its first letter if it has none."""
    return "".join(sound for sound in sounds(word) if sound not in "aeiu123456789h") or word[:1]


def _sounds_alike(first: str, second: str) -> Likeness:
    one, other = sounds(first), sounds(second)
    if len(one) != len(other):
        return "other"
    length = min(len(first), len(second))
    loose = False
    for place, (a, b) in enumerate(zip(one, other, strict=True)):
        if a == b:
            continue
        pair = a + b if a < b else b + a
        last = place == len(one) - 1
        if length <= _SHORT or not (pair in _FIRM or _open(pair, length, last)):
            if pair not in _FIRM and pair not in _LOOSE:
                return "other"
            loose = True
    strict = length > _SHORT or _plainly(first) == _plainly(second)
    return "spelling" if strict and not loose and length >= _SHORT else "loose"


def _plainly(word: str) -> str:
    """A short word with its doubled letters single: "Nouri" is "Nuri", and "Joan" is not "Juan"."""
    return _DOUBLED.sub(r"\1", word).replace("ou", "u").replace("oo", "u").replace("ee", "i")


def _open(pair: str, length: int, last: bool) -> bool:
    """Whether a and e may be one vowel: in long words, and not at the end (Diane, Diana)."""
    return pair == "ae" and length > _MIDDLING and not last


def spellings(word: str) -> tuple[str, ...]:
    """The word, and what a list gives as its other spellings."""
    return _spelled().get(_variants().get(word, ""), (word,))


def main_spelling(word: str) -> str:
    """The first of the spellings that a list gives for a word or one of the same sounds; else the word."""
    return _variants().get(word) or _by_sounds().get(sounds(word), word)


@cache
def _by_sounds() -> dict[str, str]:
    return {sounds(word): first for word, first in reversed(_variants().items()) if len(word) > _SHORT}


@cache
def _spelled() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word, first in _variants().items():
        found[first] = (*found.get(first, ()), word)
    return found


@cache
def _variants() -> dict[str, str]:
    lines = [line.split() for line in sorted(words("name_variants.txt"))]
    return {
        word: line[0] for line in [*lines, *table("name_parts.toml")["variants"]["lists"]] for word in line
    }


def are_two_names(first: str, second: str) -> bool:
    """Whether a list says that two words are two names though they look alike."""
    return (first, second) in _two_names()


@cache
def _two_names() -> frozenset[tuple[str, str]]:
    """Pairs of words that look alike and are two names, in all their variants."""
    groups = [[spellings(word) for word in line] for line in table("name_parts.toml")["apart"]["lists"]]
    return frozenset(
        (one, other)
        for group in groups
        for here in group
        for there in group
        if here is not there
        for one in here
        for other in there
        if _variants().get(one, one) != _variants().get(other, other)
    )


@lru_cache(maxsize=4096)
def full_names(word: str) -> frozenset[str]:
    """What a short name stands for, each in its variants too."""
    return frozenset(table("name_parts.toml")["nicknames"].get(word, ()))
