"""The vocabulary of events: which words tell of one, and what must stand with them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from spacy.tokens import Token

from truceline.model.claims import Participant
from truceline.resources import table

type Parties = tuple[Participant, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What a word of the vocabulary stands for, and what must stand with it."""

    code: str
    mode: str
    frames: frozenset[str]
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """A word of the vocabulary with its two sides, before time and place are looked for."""

    frame: Frame
    trigger: Token
    verb: Token | None
    source: Parties
    target: Parties
    anchors: tuple[Token, ...]


@cache
def vocabulary() -> tuple[dict[str, Frame], dict[str, Frame]]:
    """The frames of verbs and of nouns, by lemma."""
    verbs, nouns = {}, {}
    for event in table("events.toml")["event"]:
        needs = frozenset(event.get("noun_needs", ()))
        for noun in event.get("nouns", ()):
            nouns[noun] = Frame(event["code"], event["mode"], frozenset(), needs)
        for verb in event.get("verb", ()):
            frame = Frame(
                event["code"], event["mode"], frozenset(verb["frames"]), frozenset(verb.get("needs", ()))
            )
            verbs.update(dict.fromkeys(verb["lemmas"], frame))
    return verbs, nouns


def listed(name: str) -> Any:
    """A list of helping words: `holding`, `planning`, `denying` ..."""
    return table("events.toml")["words"][name]
