"""Keys under which names are filed, so that each is compared with few others."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from truceline.model.claims import Kind
from truceline.resolve.align import ARABIC_ARTICLE
from truceline.resolve.bodies import body_parts
from truceline.resolve.nameparts import Word, person_parts
from truceline.resolve.names import name_key
from truceline.resolve.spelling import consonants, main_spelling

_CODE = str.maketrans("pvfgGQczCjSZ", "bbbkkkssssss")
_MOST, _MOST_JOINED, _MOST_PLAIN, _MOST_PAIRS = 5, 12, 80, 5
"""Consonants of a word, and of all words, in a key; letters of a plain name; neighbouring words of a body."""
_WITH_ARTICLE = 5


@lru_cache(maxsize=65536)
def blocking_keys(name: str, kind: Kind) -> tuple[str, ...]:
    """Keys of a name, at most eleven. Two names that `compare_names` calls the same nearly always share one,
    as do most that it cannot tell.

    A person is filed under the family name with each of three given names, or the first consonant of one;
    under a given name with the first two of the family name; under two given names; and under all words in
    one. A body is filed under two neighbouring words, its initials and its main alias; a single word under
    itself alone.
    """
    words = (person_parts if kind == "person" else body_parts)(name).words
    if not words:
        return ()
    codes = [_code(word) for word in words if len(word.text) > 1] or [_code(word) for word in words]
    keys = list(_person_keys(codes) if kind == "person" else _body_keys(codes))
    keys.append("".join(codes)[:_MOST_JOINED])
    if kind != "person":
        keys.append(" ".join(name_key(name, "body").words)[:_MOST_PLAIN])
        keys.append("".join(word.text[:1] for word in words) if len(words) > 1 else words[0].text)
    return tuple(f"{kind} {key}" for key in dict.fromkeys(keys))


def _person_keys(codes: list[str]) -> Iterator[str]:
    *given, family = codes
    for one in given[:2]:
        yield f"{family} {one[:1]}"
        yield f"{one} {family[:2]}"
    for one, other in [(one, family) for one in given[:3]] + ([(given[0], given[1])] if given[1:] else []):
        yield " ".join(sorted((one, other)))


def _body_keys(codes: list[str]) -> Iterator[str]:
    for one, other in list(pairwise(codes))[:_MOST_PAIRS]:
        yield " ".join(sorted((one, other)))


def _code(word: Word) -> str:
    """The consonants of a word by rough class, as far as scripts without vowels have them."""
    text = word.text
    if word.vowels:
        text = text[2:] if text[:2] in {"al", "el"} and len(text) > _WITH_ARTICLE else text
        text = consonants(main_spelling(text))
    elif word.native.startswith(ARABIC_ARTICLE):
        text = text[1:]
    return (
        "".join(letter for letter in text if letter not in "aeiouwyhY").translate(_CODE)[:_MOST]
        or word.text[:2]
    )
