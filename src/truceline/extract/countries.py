"""The country that words name: by its name, its people, the seat of its government, or what belongs to it."""

from __future__ import annotations

from functools import cache, lru_cache

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from truceline import known
from truceline.folding import plain_words
from truceline.known import body_named
from truceline.resources import table

_WHERE = frozenset(
    {"in", "at", "to", "from", "near", "outside", "around", "into", "through", "via", "inside"}
)


_NO_STATE = frozenset({"media", "news agency"})
"""Kinds of bodies that do not act for the country they are of."""


@lru_cache(maxsize=65536)
def country_in(words: str) -> str | None:
    """The country that these words name as such or as its people: "Turkey", "Turkish", "Turks"."""
    plain = _bare(words)
    found = known.country_named(plain) or known.country_of_demonym(plain)
    return found.name if found is not None else None


@lru_cache(maxsize=65536)
def government_in(words: str) -> str | None:
    """The country whose capital or seat of government this is: "Ankara", "the Kremlin"."""
    plain = _bare(words)
    found = known.country_of_seat(plain) or known.country_of_capital(plain)
    return found.name if found is not None else None


@lru_cache(maxsize=65536)
def country_behind(words: str) -> str | None:
    """The country that a body or an office of this name is of: "FBI", "the Knesset"."""
    plain = _bare(words)
    body = body_named(plain)
    if body is not None and body.kind not in _NO_STATE and body.of is not None:
        return country_in(body.of)
    return _national().get(plain_words(plain))


def _bare(words: str) -> str:
    return words.removesuffix("'s").removesuffix("’s").removeprefix("the ").removeprefix("The ")


@cache
def _national() -> dict[str, str]:
    return {
        plain_words(name): country
        for country, names in table("national_bodies.toml").items()
        for name in names
    }


def is_where(token: Token) -> bool:
    """Whether it tells where something is: "in Ankara" is no government."""
    return token.dep_ == "pobj" and token.head.lower_ in _WHERE


def countries(around: Tokens, head: Token, name: Tokens | None) -> tuple[str | None, str | None, str | None]:
    """(the country that a mention names, the one that it is, the one whose seat of government it is)."""
    doc = around.doc
    named = name.text if name is not None and name.start <= head.i < name.end else head.text
    if head.pos_ in ("PROPN", "ADJ", "NOUN") or named != head.text:
        whole = country_in(named)
        if whole is not None:
            return whole, whole, None
        seat = government_in(named)
        if seat is not None and not is_where(head):
            return seat, None, seat
    if named[:1].isupper() and (behind := country_behind(named)) is not None:
        return behind, None, None
    for look_up in (country_in, country_behind):
        for i in range(around.start, around.end):
            if i != head.i and doc[i].pos_ in ("PROPN", "ADJ", "NOUN"):
                for end in range(min(i + 3, around.end), i, -1):
                    found = look_up(doc[i:end].text) if not i < head.i < end else None
                    if found is not None:
                        return found, None, None
    return None, None, None
