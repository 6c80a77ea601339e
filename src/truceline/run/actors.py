"""Whom a record knows beforehand: by its process file, and by what everybody knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import msgspec

from truceline.folding import plain_words
from truceline.known import Person, people, people_named
from truceline.model.claims import Kind
from truceline.process import KnownActor, Process
from truceline.store import Record


@dataclass(frozen=True)
class Actors:
    """The actors of the process file, and everybody else by `truceline.known`."""

    actors: Sequence[KnownActor] = ()

    @cached_property
    def aliases(self) -> Mapping[str, tuple[str, Kind]]:
        """{plain words: (main name, kind)} of the actors, with what is widely known of each."""
        own = {plain_words(name): (one.name, one.kind) for one in self.actors for name in _names(one)}
        more = {
            plain_words(name): (one.name, one.kind)
            for one in self.actors
            for person in _widely(one)
            for name in (person.name, *person.aliases)
            if plain_words(name) not in {plain_words(other) for other in one.never}
        }
        return more | own

    @cached_property
    def never(self) -> frozenset[str]:
        """The plain words of names that are kept from an actor."""
        return frozenset(plain_words(name) for one in self.actors for name in one.never)

    def named(self, main: str) -> KnownActor | None:
        """The actor with this main name."""
        return self._by_name.get(main)

    @cached_property
    def _by_name(self) -> Mapping[str, KnownActor]:
        return {one.name: one for one in self.actors}


def actors_of(record: Record) -> Actors:
    """The actors of the record's process file."""
    note = record.note("process")
    return Actors(msgspec.json.decode(note, type=Process).actors if note is not None else ())


def person_of(actor: KnownActor | None, main: str) -> Person | None:
    """What is widely known of an actor, or of whoever has this main name; None for namesakes."""
    found = tuple(_widely(actor)) if actor else people_named(main)
    return found[0] if len(found) == 1 else None


def _names(actor: KnownActor) -> tuple[str, ...]:
    return (actor.name, *actor.aliases)


def _widely(actor: KnownActor) -> Iterator[Person]:
    """The person of `truceline.known` that an actor is: with its id at Wikidata, or else one of its names."""
    if actor.kind != "person":
        return
    by_id = [one for one in people() if actor.wikidata and one.wikidata == actor.wikidata]
    named = [one for name in _names(actor) for one in people_named(name)]
    contrary = actor.wikidata is not None
    found = by_id or [one for one in named if not (contrary and one.wikidata)]
    yield from {one.name: one for one in found}.values()
