"""Promises and threats: by what the extractors say of a statement, else by the verb of its cue."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from truceline.model.claims import Act, Statement
from truceline.resources import any_of, table

Pledge = Literal["promise", "threat"]
_ACTS: dict[Act, Pledge] = {"promised": "promise", "threatened": "threat"}
_TO_COME = re.compile(r"^to\s|\b(?:will|would|shall|won['’]t)\b|['’]ll\b")
_START = 120
"""Characters of what is said that tell what is promised."""


def pledge_of(said: Statement, cue: str, words: str) -> Pledge | None:
    """Whether a statement binds its speaker or threatens; None for all others.

    A promise to do harm is a threat: "vowed to retaliate".
    """
    found = _ACTS.get(said.act)
    if found is None and said.act in ("said", "warned"):
        plain = " ".join(cue.casefold().split())
        found = next((kind for kind, pattern in _cues().items() if pattern.search(plain)), None)
        if found is None and _phrase(tuple(table("pledges.toml")["assurance"])).search(plain):
            found = "promise" if _TO_COME.search(words) else None
    if found == "promise" and _harm().search(words[:_START].casefold()):
        return "threat"
    return found


@cache
def _cues() -> dict[Pledge, re.Pattern[str]]:
    kinds: tuple[Pledge, ...] = ("threat", "promise")
    return {kind: _phrase(tuple(table("pledges.toml")[kind])) for kind in kinds}


@cache
def _harm() -> re.Pattern[str]:
    harm = any_of(table("pledges.toml")["harm"])
    return re.compile(rf"^\W*(?:(?:to|will|would|we|he|she|it|they|that|the \w+)\s+){{0,4}}(?:{harm})\b")


@cache
def _phrase(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(phrases)})\b")
