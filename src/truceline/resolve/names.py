"""When two spellings are one name: keys that make them equal, and blocks in which to compare.

A key folds what transliterations vary in (vowels of one class, doubled consonants, a few letter
pairs) and keeps what tells people apart: "Mohammed" and "Muhammad" are equal, "Mahmoud" is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from anyascii import anyascii

from truceline.folding import plain_words
from truceline.known import main_name
from truceline.model.claims import Kind
from truceline.resources import words

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_DOUBLED = re.compile(r"([^aeiou])\1+")
_FOLDS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        ("[-'`]", ""),
        ("(?<=..[a-z]{3})eh$", "a"),
        ("h$", ""),
        ("ou|oo|u|o|w(?=[bcdfgklmnprst])", "u"),
        ("ee|ei|ey|ay|ai|iy|ie|ii|i|y", "i"),
        ("kh|q|ck|k|c(?=[aur]|$)", "k"),
        ("sh|sch", "s"),
        ("dj|j", "j"),
        ("dh|d", "d"),
        ("ph", "f"),
        (r"(.)\1+", r"\1"),
    )
)
_OPEN_VOWELS = re.compile("aa|a|e(?!$)")
_SHORT, _MIDDLING = 4, 5
"""Letters. In words up to the first a vowel tells people apart (Joan and Juan, Jan and Jon); in words
up to the second, a and e do (Saleh and Salah, Hamed and Hamad). A final e does in all (Diane, Diana)."""


@dataclass(frozen=True, slots=True)
class NameKey:
    """`block` is what names must share to be compared at all; `words` are the folded words."""

    block: str
    words: tuple[str, ...]


@lru_cache(maxsize=65536)
def name_key(name: str, kind: Kind) -> NameKey:
    """The key of a name: folded words for a person, the plain ones of the main alias for others."""
    if kind == "person":
        parts = person_words(name) or tuple(filter(None, [name.strip()]))
        return NameKey(f"person {parts[0]} {parts[-1]}", parts) if parts else NameKey("person ", ())
    known = main_name(name) or main_name(name.upper())  # what is a name is one in any case: "aa" for "AA"
    shown = known[0] if known is not None and known[1] != "person" else name
    plain = plain_words(shown) or name.strip().casefold()
    return NameKey(f"name {plain}", tuple(plain.split() or filter(None, [plain])))


@lru_cache(maxsize=65536)
def person_words(name: str) -> tuple[str, ...]:
    """The folded words of a person's name, particles and initials left out where others remain."""
    found = _WORD.findall(anyascii(name).lower().replace("-", " "))
    particles = words("particles.txt")
    full = [word for word in found if word not in particles and len(word) > 1]
    return tuple(_fold(word) for word in full or found)


def _fold(word: str) -> str:
    word = _variants().get(word, word)
    single = _DOUBLED.sub(r"\1", word)
    if len(single) <= _SHORT:
        return single
    folded = single
    for pattern, to in _FOLDS:
        folded = pattern.sub(to, folded)
    return _OPEN_VOWELS.sub("a", folded) if len(single) > _MIDDLING else folded


@cache
def _variants() -> dict[str, str]:
    lines = (line.split() for line in words("name_variants.txt"))
    return {variant: line[0] for line in lines for variant in line}
