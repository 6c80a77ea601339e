"""Points of places with their precision, and how one of several places of a name is chosen.

The precision is `where_prec` of UCDP GED (Högbladh, UCDP GED Codebook 23.1)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from truceline.folding import plain_words
from truceline.known import gazetteer
from truceline.known.countries import countries, country_named
from truceline.known.gazetteer import Spot
from truceline.resources import table

PRECISION = {
    1: "the place itself",
    2: "near the place, or a part of it",
    3: "the district of the place",
    4: "the province, or a part of it",
    6: "the country, or a part of it",
}
"""What the numbers say; 5 and 7 are not given."""
TIMES = 5
"""A place so many times as large as all others of its name is meant, unless the reports speak against it."""
LARGE = 200_000
"""Inhabitants from which on a town is known without its country."""
_SMALL, _FEW = 15_000, 3
"""A town with fewer inhabitants is meant only where at most so many countries are told of, or its own is
beside."""
_NAMED = 5
"""Candidates that a reason names."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point in degrees (WGS 84) and the place of the gazetteer that has it. `precision` is a key of
    `PRECISION`, `country` the name of a country, None where several claim the place, and `why` says in
    plain words why this place is meant."""

    latitude: float
    longitude: float
    precision: int
    place: str
    province: str | None
    country: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """No point, and why; `candidates` are places that it may be, the largest first."""

    why: str
    candidates: tuple[str, ...] = ()


def country_code(name: str) -> str | None:
    """The ISO 3166 code of a country, or of that to which most states count a place ("West Bank")."""
    found = country_named(name)
    if found is not None and found.alpha3 is None and found.within is not None:
        found = country_named(found.within)
    return found.alpha3 if found is not None else None


def codes(names: Iterable[str]) -> frozenset[str]:
    """Countries as codes, and provinces as "SYR/idlib" where one country alone has them."""
    found = set()
    for name in names:
        code = country_code(name)
        if code is not None:
            found.add(code)
            continue
        spots = gazetteer.provinces(plain_words(name))
        if len(spots) == 1:
            found.add(f"{spots[0].country}/{plain_words(spots[0].province)}")
    return frozenset(found)


def part_of(of: Point) -> Point:
    """The point of a part of a place, or of what is near it: that of the whole, and less exact."""
    return replace(of, precision=max(of.precision, 2), why=f"{of.why}; a part of it has no point of its own")


def chosen(
    found: Sequence[Spot], near: frozenset[str], told: frozenset[str], large: int
) -> Point | Unplaced | None:
    """One of several of one name: the one in a country that is told, and else one so large that it is
    meant."""
    if not found:
        return None
    inside = [one for one in found if is_in(one, near)] if near else []
    if inside:
        return largest(inside, inside, "its country stands beside it")
    few = len(told) <= _FEW
    named = [one for one in found if one.country in told and (few or one.people >= _SMALL)]
    outside = [one for one in found if one.country not in told]
    if named:
        larger = [one for one in outside if one.people > TIMES * max(two.people for two in named)]
        return largest(
            named, [*named, *larger], "the only one of its name in a country that the reports name"
        )
    if max(one.people for one in found) >= large:
        return largest(found, found, "by far the largest of its name")
    return Unplaced("the reports do not tell its country", _candidates(found))


def largest(own: Sequence[Spot], among: Sequence[Spot], why: str) -> Point | Unplaced | None:
    """The largest of `own`, if it is by far the largest of all."""
    if not own:
        return None
    first = max(own, key=lambda one: one.people)
    if any(one is not first and one.people * TIMES > first.people for one in among):
        return Unplaced("several places have this name", _candidates(among))
    return point(first, why)


def point(spot: Spot, why: str) -> Point:
    disputed = plain_words(spot.name) in table("place_points.toml")["disputed"]["towns"]
    country = None if disputed else country_name(spot.country)
    precision = 1 if spot.sort == "town" else 4
    province = None if disputed else spot.province or None
    return Point(spot.latitude, spot.longitude, precision, spot.name, province, country, why)


def _candidates(found: Sequence[Spot]) -> tuple[str, ...]:
    ordered = sorted(found, key=lambda one: -one.people)
    return tuple(dict.fromkeys(described(one) for one in ordered))[:_NAMED]


def described(spot: Spot) -> str:
    where = (
        [spot.province, country_name(spot.country)] if spot.sort == "town" else [country_name(spot.country)]
    )
    return ", ".join([spot.name, *filter(None, where)])


def is_in(spot: Spot, codes: Collection[str]) -> bool:
    return spot.country in codes or f"{spot.country}/{plain_words(spot.province)}" in codes


@cache
def _country_names() -> Mapping[str, str]:
    return {one.alpha3: one.name for one in countries() if one.alpha3 is not None}


def country_name(code: str) -> str:
    return _country_names().get(code, code)
