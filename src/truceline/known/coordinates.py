"""The point of a place that reports name, with how exact it is; or why it has none.

Nothing is made up: a name that the gazetteer lacks has no point, and one that several places have is
settled by what the reports tell of the country, or stays unsure with its candidates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from truceline.folding import plain_words
from truceline.known import gazetteer
from truceline.known.countries import Country, country_named, country_of_capital
from truceline.known.gazetteer import Spot
from truceline.known.points import (
    LARGE,
    TIMES,
    Point,
    Unplaced,
    chosen,
    codes,
    country_code,
    country_name,
    described,
    is_in,
    largest,
    part_of,
    point,
)
from truceline.resources import table, words

_UNKNOWN = Unplaced("no place of this name in the gazetteer")


def locate(
    name: str, others: Iterable[str] = (), beside: Iterable[str] = (), around: Iterable[str] = ()
) -> Point | Unplaced:
    """The point of a place. `others` are its other spellings; `beside` are names of countries or provinces
    that stand right behind its name ("Tarn, Syria"), `around` those that the same reports name."""
    near, told = codes(beside), codes(around)
    unplaced: Unplaced | None = None
    for spelling in dict.fromkeys((name, *others, *_spelt(name))):
        found = _whole(spelling, near, told)
        if isinstance(found, Point):
            return found
        if unplaced is None or (found.candidates and not unplaced.candidates):
            unplaced = found
    return unplaced or _UNKNOWN


# How a name is read ------------------------------------------------------------------------------


def _whole(name: str, near: frozenset[str], told: frozenset[str]) -> Point | Unplaced:
    """A name as it stands, or without the word for a part of it; behind a comma stands what it lies in."""
    head, comma, tail = name.partition(",")
    if comma:
        near = codes([tail.strip()])
        if not near:
            return _UNKNOWN
    plain = plain_words(head)
    found = _read(head, plain, near, told)
    if found is not None:
        return found
    for word in _parts():
        if plain.startswith(f"{word} "):
            rest = plain.removeprefix(f"{word} ")
            inner = _read(rest, rest, near, told)
            return part_of(inner) if isinstance(inner, Point) else inner or _UNKNOWN
    return _UNKNOWN


def _read(name: str, plain: str, near: frozenset[str], told: frozenset[str]) -> Point | Unplaced | None:
    """A name with or without the noun for what it is; None where nothing has it."""
    if plain in words("region_nouns.txt") or plain in table("place_points.toml")["wide"]["names"]:
        return Unplaced("a sea, or a region of several countries")
    found = _country(name, plain) or _named(plain, near, told)
    if found is not None:
        return found
    for kind, rest in _without_noun(plain):
        found = _of_kind(kind, rest, near, told)
        if found is not None:
            return found
    return None


def _without_noun(plain: str) -> Iterator[tuple[str, str]]:
    for kind, nouns in table("place_points.toml")["nouns"].items():
        for noun in nouns:
            if plain.endswith(f" {noun}"):
                yield kind, plain.removesuffix(f" {noun}")
            elif plain.startswith(f"{noun} of "):
                yield kind, plain.removeprefix(f"{noun} of ")


def _of_kind(kind: str, plain: str, near: frozenset[str], told: frozenset[str]) -> Point | Unplaced | None:
    found: Point | Unplaced | None
    if kind == "province":
        found = chosen(gazetteer.provinces(plain), near, told, large=LARGE * TIMES)
        return found or _province_of(_named(plain, near, told))
    found = _named(plain, near, told)
    if not isinstance(found, Point) or kind == "town":
        return found
    return replace(found, precision=max(found.precision, 3 if kind == "district" else 2))


def _province_of(town: Point | Unplaced | None) -> Point | None:
    """The province in which a town of its name lies: provinces are often called by their main town."""
    if not isinstance(town, Point) or town.province is None or town.country is None:
        return None
    code = country_code(town.country)
    found = [one for one in gazetteer.provinces(plain_words(town.province)) if one.country == code]
    return point(found[0], "the province of the town of that name") if found else None


# What it may be ----------------------------------------------------------------------------------


def _country(name: str, plain: str) -> Point | Unplaced | None:
    known = country_named(name)
    if known is None:
        return None
    if known.alpha3 is None:
        return _territory(known)
    spot = gazetteer.country(known.alpha3)
    if spot is None:
        return None
    rivals = [one for one in gazetteer.provinces(plain) if one.people >= spot.people]
    rivals = [one for one in rivals if one.country != spot.country]
    if rivals:
        names = known.name, *(described(one) for one in rivals)
        return Unplaced("several places have this name", names)
    at = spot.latitude, spot.longitude
    return Point(*at, 6, known.name, None, known.name, "a country")


def _territory(known: Country) -> Point | None:
    """A place without a code of its own: the province of that name ("Gaza Strip"), else the country that most
    states count it to, of which it is a part. A place of which that is the dispute has no point."""
    within = country_code(known.name)
    for name in (known.name, *known.aliases):
        for spot in gazetteer.provinces(plain_words(name)):
            if spot.country == within:
                return point(spot, "known beforehand as a place by itself")
    town = next(iter(gazetteer.towns(plain_words(known.name))), None)
    if town is not None and town.country == within:
        return None
    whole = gazetteer.country(within) if within is not None else None
    if whole is None:
        return None
    at = whole.latitude, whole.longitude
    return Point(
        *at, 6, country_name(whole.country), None, country_name(whole.country), "a part of this country"
    )


def _named(plain: str, near: frozenset[str], told: frozenset[str]) -> Point | Unplaced | None:
    """A town, else a province; None where neither has this name."""
    found = gazetteer.towns(plain)
    if near:
        inside = [one for one in _towns_or_provinces(plain, found) if is_in(one, near)]
        if inside:  # else it is a list of places: "Tarn, Syria and Iraq"
            return largest(inside, inside, "its country or province stands beside it")
    code = _alone().get(plain)
    if code is not None:
        own = [one for one in found if one.country == code][:1]
        return largest(own, own, "newspapers mean this town when they name no country")
    capital = country_of_capital(plain)
    if capital is not None and capital.alpha3 is not None:
        own = [one for one in found if one.country == capital.alpha3][:1]
        rivals = [one for one in found if one.country in told and one.country != capital.alpha3]
        rivals = [one for one in rivals if own and one.people * TIMES * 2 >= own[0].people]
        if own and (capital.alpha3 in told or not rivals):
            return point(own[0], f"a seat of the government of {capital.name}")
    return chosen([*_towns_or_provinces(plain, found)], near, told, LARGE)


def _towns_or_provinces(plain: str, towns: Sequence[Spot]) -> Iterator[Spot]:
    """A town stands for the province that is called as it is ("Aleppo"); but a town that has the name of its
    province only among others is not meant ("Oklahoma")."""
    provinces = gazetteer.provinces(plain)
    own = {(one.country, one.province) for one in provinces}
    main = {(one.country, one.province) for one in towns if gazetteer.is_called(one, plain)}
    for one in towns:
        if (one.country, one.province) not in own or (one.country, one.province) in main:
            yield one
    for one in provinces:
        if (one.country, one.province) not in main:
            yield one


def _spelt(name: str) -> tuple[str, ...]:
    """Other spellings of a town that are known beforehand."""
    cities: Mapping[str, Sequence[str]] = table("places.toml")["cities"]
    plain = plain_words(name)
    for shown, spellings in cities.items():
        every = (shown, *spellings)
        if plain in map(plain_words, every):
            return every
    return ()


@cache
def _parts() -> Sequence[str]:
    """Words for a part, the longest first."""
    return sorted(table("place_points.toml")["parts"]["words"], key=lambda word: (-len(word), word))


@cache
def _alone() -> Mapping[str, str]:
    return {name: code for code, names in table("place_points.toml")["alone"].items() for name in names}
