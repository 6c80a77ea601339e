"""Offices with their terms by which undated reports are dated, beside those of the people that are known
beforehand: who holds one is nobody's identity, only a date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from truceline import known
from truceline.folding import plain_words
from truceline.model.claims import Mention
from truceline.resources import table


@dataclass(frozen=True, slots=True)
class Terms:
    """An office of one person with its terms. `looked_back_to` says that the person is long named with it."""

    name: str
    roles: frozenset[str]
    of: frozenset[str]
    offices: tuple[known.Office, ...]
    looked_back_to: bool


def terms_of(mention: Mention, role: str) -> Terms | None:
    """The office that the text gives beside a name, where exactly one of that person's is called so."""
    asked = plain_words(role)
    of = plain_words(known.shown_name(mention.of)) if mention.of else None
    fitting = [
        one
        for one in _by_name().get(plain_words(mention.name), ())
        if asked in one.roles and (of is None or of in one.of)
    ]
    return fitting[0] if len(fitting) == 1 else None


def names_later_holder(offices: Iterable[known.Office], names: Iterable[str]) -> bool:
    """Whether one of these names is of somebody who came to an office after it was left."""
    later = [
        name
        for office in offices
        for start, name in _holders().get((office.title, office.of), ())
        if office.end is not None and start[:7] >= office.end[:7]
    ]
    return bool(later) and not set(later).isdisjoint(map(plain_words, names))


@cache
def _holders() -> Mapping[tuple[str, str], tuple[tuple[str, str], ...]]:
    """{(title, of): (start, a name of who held it from then on)}"""
    found: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for person in known.people():
        for office in person.offices:
            for name in (person.name, *person.aliases) if office.start else ():
                found[office.title, office.of].append((office.start or "", plain_words(name)))
    for name, several in _by_name().items():
        for one in several:
            for office in one.offices:
                found[office.title, office.of].append((office.start or "", name))
    return {office: tuple(holders) for office, holders in found.items()}


@cache
def _by_name() -> Mapping[str, tuple[Terms, ...]]:
    found: defaultdict[str, list[Terms]] = defaultdict(list)
    for row in table("office_terms.toml")["offices"]:
        owners = [known.shown_name(of) for of in row["of"]]
        one = Terms(
            row["names"][0],
            frozenset(map(plain_words, row["roles"])),
            frozenset(map(plain_words, owners)),
            tuple(
                known.Office(row["roles"][0], owners[0], start, end or None) for start, end in row["terms"]
            ),
            row.get("looked_back_to", False),
        )
        for name in row["names"]:
            found[plain_words(name)].append(one)
    return {name: tuple(several) for name, several in found.items()}
