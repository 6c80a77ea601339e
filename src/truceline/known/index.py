"""Look-ups by name: without case, accents, full stops and a leading "the"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from truceline.folding import plain_words

_SHORT = 3
"""Letters. Up to so many, capitals tell a name from a word: "US" is no "us", and "WHO" no "who"."""


class Named(Protocol):
    @property
    def name(self) -> str: ...


def entries[T: Named](pairs: Iterable[tuple[str, T]]) -> Mapping[str, T]:
    """{key of a name: what it stands for}. A name that stands for two is left out."""
    found: dict[str, T] = {}
    twice: set[str] = set()
    for name, one in pairs:
        key = _key(name)
        if found.setdefault(key, one).name != one.name:
            twice.add(key)
    return {key: one for key, one in found.items() if key not in twice}


def look_up[T](index: Mapping[str, T], text: str) -> T | None:
    """What stands under this name."""
    plain = plain_words(text)
    found = index.get(plain)
    bare = text.strip()
    bare = bare[4:] if bare[:4].casefold() == "the " else bare
    if found is None and bare.isupper():
        return index.get(plain.upper())
    return found


def _key(name: str) -> str:
    plain = plain_words(name)
    short = len(plain) <= _SHORT and name.isupper()
    return plain.upper() if short else plain
