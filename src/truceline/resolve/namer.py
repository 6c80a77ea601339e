"""Which names differ in nothing that tells names apart, and whom they are known to name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from functools import lru_cache

from anyascii import anyascii

from truceline.folding import plain_words
from truceline.known import main_name
from truceline.model.claims import Kind
from truceline.resolve.names import NameKey, name_key, person_words

type Main = tuple[str, Kind]
"""The name and kind that a person, body or place is shown with."""

_WORD = re.compile("[a-z0-9]+")

OWN = "\x1f"
"""Stands in a form before the one name that has it."""


class Namer:
    """Forms of names, where `aliases` gives the main (name, kind) of some names (see `plain_words`), which go
    before what everybody knows of countries, bodies and people.

    The names in `never`, by their plain words, are no others than themselves. The (name, whether of a person)
    in `own` have forms of their own: somebody parted them from names that are equal to them.
    """

    def __init__(
        self,
        aliases: Mapping[str, Main] | None = None,
        never: Set[str] = frozenset(),
        own: Set[tuple[str, bool]] = frozenset(),
    ) -> None:
        self._aliases = aliases or {}
        self._given = frozenset(self._aliases.values())
        self._never = never
        self._own = own

    def key(self, name: str, kind: Kind) -> NameKey:
        """The key of a name, or that of the main name it is an alias of."""
        return name_key(*(self.main(name, kind) or (name, kind)))

    def form(self, name: str, kind: Kind) -> str:
        """The same for names of people that are equal but for case, accents and marks, for other names that
        have one key, and for all names of one that is known; else different."""
        own = OWN + name if (name, kind == "person") in self._own else ""
        name, kind = self.main(name, kind) or (name, kind)
        if kind == "person":
            return f"person {_plain(name)}{own}"
        return " ".join(("name", *name_key(name, kind).words)) + own

    def main(self, name: str, kind: Kind) -> Main | None:
        """The main name and its kind, if this is one or an alias of one."""
        if (name, kind == "person") in self._own:
            return None
        plain = plain_words(name)
        if (found := self._aliases.get(plain)) is not None or plain in self._never:
            return found
        found = _known(name)
        if found is None or (found[1] == "person") == (kind == "person"):
            return found
        return found if found[1] == "person" and " " in plain else None

    def is_given(self, main: Main) -> bool:
        """Whether a main name and its kind are as somebody gave them, and not only widely known."""
        return main in self._given


@lru_cache(maxsize=65536)
def _known(name: str) -> Main | None:
    return main_name(name)


@lru_cache(maxsize=65536)
def _plain(name: str) -> str:
    return " ".join(_WORD.findall(anyascii(name).lower())) or name.strip()


def words_of(form: str) -> tuple[str, ...]:
    """The folded words of a form, without particles and initials where others remain."""
    kind, _, name = form.split(OWN, maxsplit=1)[0].partition(" ")
    return person_words(name) if kind == "person" else tuple(name.split(" "))


def is_person(form: str) -> bool:
    return form.startswith("person ")
