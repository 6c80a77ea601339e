"""Countries and the places that reports treat as one, with what stands for their governments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from truceline.known.index import entries, look_up
from truceline.resources import table


@dataclass(frozen=True, slots=True)
class Country:
    """A country, a territory, or a place without a code that reports treat as one ("Gaza", "Taiwan").

    `name` is the newspaper's. `capitals` are other names and cities that stand for the government; `demonyms`
    are adjectives and nouns in the singular; `seats` are buildings that stand for the government ("Kremlin");
    `within` is the country that most states count a place to."""

    name: str
    official: str | None = None
    alpha3: str | None = None
    capital: str | None = None
    capitals: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    within: str | None = None


@cache
def countries() -> tuple[Country, ...]:
    """All of them: those with a code first."""
    packaged, by_hand = table("countries.toml"), table("places.toml")
    codes = tuple(_country(code, row, by_hand.get(code, {})) for code, row in packaged.items())
    rest = {key: row for key, row in by_hand.items() if key not in packaged and key != "cities"}
    return codes + tuple(_country(None, {}, row) for row in rest.values())


def country_named(name: str) -> Country | None:
    """The country with this name: "Türkiye", "the Republic of Turkey"."""
    return look_up(_by_name(), name)


def country_of_demonym(word: str) -> Country | None:
    """The country of an adjective or noun: "Turkish", "a Turk" and "Turks" without article.

    None for what belongs to several ("Korean", "Guianese")."""
    found = look_up(_by_demonym(), word)
    if found is None and word[-1:] in "sS":
        return look_up(_by_demonym(), word[:-1])
    return found


def country_of_capital(name: str) -> Country | None:
    """The country whose government this city stands for: "Ankara", "Kiev", "Tel Aviv"."""
    return look_up(_by_capital(), name)


def country_of_seat(name: str) -> Country | None:
    """The country whose government this building or street stands for: "Kremlin", "10 Downing Street"."""
    return look_up(_by_seat(), name)


def cities() -> Mapping[str, tuple[str, ...]]:
    """{name as shown: other spellings} of towns that are spelt in several ways."""
    return {name: tuple(others) for name, others in table("places.toml")["cities"].items()}


def _country(code: str | None, packaged: Mapping[str, Any], by_hand: Mapping[str, Any]) -> Country:
    name = by_hand.get("name", packaged.get("name"))
    official = by_hand.get("official", packaged.get("official"))
    wrong = by_hand.get("wrong", ())
    demonyms = [word for word in packaged.get("demonyms", ()) if word not in wrong]
    aliases = [packaged.get("name"), packaged.get("official"), *packaged.get("aliases", ())]
    aliases += by_hand.get("aliases", ())
    return Country(
        name=name,
        official=official,
        alpha3=code,
        capital=by_hand.get("capital", packaged.get("capital")) or None,
        capitals=tuple(by_hand.get("capitals", ())),
        demonyms=tuple(dict.fromkeys([*demonyms, *by_hand.get("demonyms", ())])),
        aliases=tuple(dict.fromkeys(one for one in aliases if one and one not in (name, official))),
        seats=tuple(by_hand.get("seats", ())),
        within=by_hand.get("within"),
    )


def _names(country: Country) -> Iterator[str]:
    yield from filter(None, (country.name, country.official, *country.aliases))


@cache
def _by_name() -> Mapping[str, Country]:
    return entries((name, one) for one in countries() for name in _names(one))


@cache
def _by_demonym() -> Mapping[str, Country]:
    return entries((word, one) for one in countries() for word in one.demonyms)


@cache
def _by_capital() -> Mapping[str, Country]:
    return entries((name, one) for one in countries() for name in (one.capital, *one.capitals) if name)


@cache
def _by_seat() -> Mapping[str, Country]:
    return entries((name, one) for one in countries() for name in one.seats)
