"""Of which sector somebody is: government, military, rebel, IGO, NGO, media, crowd ..."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from truceline.known import body_named, country_named, people_named
from truceline.resources import table


def sector(head: str, others: Iterable[str] = (), name: str | None = None) -> str | None:
    """By what is known of `name`, else by the head of a phrase, else by the last of its other words that does
    (lemmas in the order of the text, lower case); a country is its government. None where nothing does."""
    if name is not None:
        body = body_named(name)
        if body is not None:
            found: str | None = table("sectors.toml")["kinds"].get(body.kind)
            return found
        if country_named(name) is not None and country_named(head) is not None:
            return "government"
    by_word = _by_word()
    said = by_word.get(head)
    if said in (None, "civilian", "crowd"):
        said = next((by_word[word] for word in reversed(list(others)) if word in by_word), said)
    if said is None and name is not None:
        listed = table("sectors.toml")["names"]
        parts = {word.lower() for word in name.split()}
        said = next((kind for kind in listed if parts & set(listed[kind])), None)
    if (
        said is None
        and name is not None
        and (country_named(name) is not None or (" " in name and people_named(name)))
    ):
        return "government"
    return said


def is_actor_noun(lemma: str) -> bool:
    """Whether the noun is for people or bodies that can act: "rebel", "ministry", "protester"."""
    return lemma in _by_word()


@cache
def _by_word() -> Mapping[str, str]:
    listed = table("sectors.toml")["words"]
    return {word: name for name in reversed(listed) for word in listed[name]}
