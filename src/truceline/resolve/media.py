"""Whether a name is that of a news outlet or agency."""

from __future__ import annotations

from functools import cache
from typing import Any

from truceline.folding import plain_words
from truceline.known import body_named
from truceline.resources import table, words


@cache
def is_media(name: str) -> bool:
    """By the lists of agencies and bodies, else by a word of the name: "Channel Oru News".

    Ask it of names of bodies only: a person may be called "Daily"."""
    plain = plain_words(name)
    if plain in _agencies() or plain in _outlets():
        return True
    body = body_named(name)
    if body is not None:
        return body.kind == "media"
    parts = plain.split()
    kinds = words("media_nouns.txt")
    starts, ends = parts[:1], parts[-2:] if parts[-1:] in (["agency"], ["service"]) else parts[-1:]
    return len(parts) > 1 and bool(kinds.intersection((*starts, *ends)))


@cache
def _outlets() -> frozenset[str]:
    return frozenset(map(plain_words, words("outlets.txt")))


@cache
def _agencies() -> frozenset[str]:
    agencies: list[dict[str, Any]] = table("agencies.toml")["agency"]
    return frozenset(
        plain_words(name) for agency in agencies for name in (agency["name"], *agency.get("aliases", ()))
    )
