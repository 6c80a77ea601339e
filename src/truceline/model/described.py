"""What the words of one mention show, as plain values: what coreference is decided on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Shape = Literal["name", "nominal", "pronoun", "clause"]
"""A clause is what a corpus marks and is no noun phrase: "secretly met with the leader"."""

Sort = Literal["person", "body", "place", "time", "other"]
Gender = Literal["male", "female", "thing"]


@dataclass(frozen=True, slots=True)
class Sighting:
    """The little of a mention that tells whom it means within one report; fields are those of `Described`.
    `describes` says that it only describes another noun ("the Obama strategy")."""

    start: int
    sentence: int
    head: str
    several: bool
    gender: Gender | None
    subject: bool
    quoted: bool
    states: tuple[int, ...]
    describes: bool = False


@dataclass(frozen=True, slots=True)
class Described:
    """One mention with what its words show.

    `start` and `end` count characters of the text that was parsed, `sentence` its sentences from 0. `head` is
    the lemma of the head in lower case, `words` are the content lemmas of the phrase in order, head included,
    and `name` is the proper name in it, without titles. `of` is the country that its words name ("Turkey" for
    "Turkish officials"), `country` the one that the mention as a whole is ("Turkey", "the Turks"), and
    `seat` the one whose government sits there ("Ankara", where it is no mere place). `roles` are the nouns
    for people at its head and before its name ("president"). `states` are the places, in the list that the
    mention is part of, of those that the sentence itself says are the same: an apposition, a title, the noun
    before a relative pronoun. `definite` says that it is spoken of as known
    ("the deal", "his deal"), `quoted` that it stands in quotation marks, and `act` what the verb does
    with it: "of arrest" for who is arrested, "by arrest" for who arrests. `entity` is whom the record
    already takes it for, and `why`.
    """

    document: str
    sentence: int
    start: int
    end: int
    text: str
    shape: Shape
    sort: Sort
    head: str
    words: tuple[str, ...]
    several: bool = False
    gender: Gender | None = None
    name: str | None = None
    of: str | None = None
    country: str | None = None
    seat: str | None = None
    roles: tuple[str, ...] = ()
    states: tuple[int, ...] = ()
    subject: bool = False
    definite: bool = False
    quoted: bool = False
    act: str | None = None
    entity: str | None = None
    why: str | None = None
