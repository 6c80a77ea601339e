"""People who matter in the peace processes of the last ten years, their offices and life spans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from truceline.folding import plain_words
from truceline.known.bodies import body_named
from truceline.known.offices import Office, read_title, same_office, shown_name
from truceline.resources import table


@dataclass(frozen=True, slots=True)
class Person:
    """`aliases` are other spellings and full names. Dates are YYYY, YYYY-MM or YYYY-MM-DD, as far as known;
    `died` is None where the person was alive when it was written down."""

    name: str
    aliases: tuple[str, ...] = ()
    born: str | None = None
    died: str | None = None
    wikidata: str | None = None
    offices: tuple[Office, ...] = ()


@cache
def people() -> tuple[Person, ...]:
    """All of them."""
    return tuple(
        Person(
            row["name"],
            tuple(row.get("aliases", ())),
            row.get("born"),
            row.get("died"),
            row.get("wikidata"),
            tuple(
                Office(title, of, start or None, end or None)
                for title, of, start, end in row.get("offices", ())
            ),
        )
        for row in table("people.toml")["people"]
    )


def known_until() -> str:
    """The month (YYYY-MM) in which the people were written down; what came later is not known."""
    return str(table("people.toml")["as_of"])


def people_named(name: str) -> tuple[Person, ...]:
    """Those with this full name or alias, compared without case and accents; namesakes are several."""
    return _by_name().get(plain_words(name), ())


def people_with(word: str) -> tuple[Person, ...]:
    """Those of whose name this is a word, which may be any part of it: "Kalin", "Mohammed"."""
    return _by_word().get(plain_words(word), ())


@lru_cache(maxsize=4096)
def holders(title: str, of: str | None = None, on: str | None = None) -> tuple[Person, ...]:
    """Who may have held an office on a date (YYYY, YYYY-MM or YYYY-MM-DD), or ever where it is None.

    `of` is a country or body by any of its names; the title may say it too ("Turkish president", "head of
    the Mossad"), and what it says counts first. Where the start or the end of an office is not known, it
    counts as held; after `known_until` that may have changed. Several are given for offices that several
    hold, and for dates that are not exact enough."""
    asked = read_title(title)
    wanted = asked.of or (shown_name(of) if of else asked.about)
    if wanted is None:
        return ()
    return tuple(
        person
        for person in people()
        if any(
            _near(wanted, office.of) and held_on(office, on) and same_office(title, wanted, office)
            for office in person.offices
        )
        and (on is None or alive(person, on))
    )


def held_on(office: Office, on: str | None) -> bool:
    """Whether an office may have been held on a date; dates are compared as far as both are given."""
    return on is None or (_not_after(office.start, on) and _not_after(on, office.end))


def alive(person: Person, on: str) -> bool:
    """Whether a person may have been alive on a date."""
    return _not_after(person.born, on) and _not_after(on, person.died)


def _not_after(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return True
    shared = min(len(one), len(other))
    return one[:shared] <= other[:shared]


def _near(of: str, held: str) -> bool:
    """Whether an office of `held` can be one of `of`: the same, or that of a country's body."""
    return of == held or _owner(held) == of


@cache
def _owner(name: str) -> str | None:
    body = body_named(name)
    return body.of if body is not None else None


@cache
def _by_name() -> Mapping[str, tuple[Person, ...]]:
    found: dict[str, dict[str, Person]] = {}
    for person in people():
        for name in (person.name, *person.aliases):
            found.setdefault(plain_words(name), {})[person.name] = person
    return {name: tuple(ones.values()) for name, ones in found.items()}


@cache
def _by_word() -> Mapping[str, tuple[Person, ...]]:
    found: dict[str, dict[str, Person]] = {}
    for person in people():
        for name in (person.name, *person.aliases):
            for word in plain_words(name).split():
                found.setdefault(word, {})[person.name] = person
    return {word: tuple(ones.values()) for word, ones in found.items()}
