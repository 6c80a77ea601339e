"""The gazetteer: countries, provinces and towns with their points, read once from
`resources/gazetteer.tsv.gz`.

The data are GeoNames' (CC BY 4.0); `tools/make_gazetteer.py` says what is from where.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from truceline.folding import plain_words
from truceline.resources import content, table

Sort = Literal["country", "province", "town"]


@dataclass(frozen=True, slots=True)
class Spot:
    """A line of the gazetteer: `country` is an ISO 3166 code, `people` the inhabitants of the towns that it
    has; the point is in degrees (WGS 84)."""

    sort: Sort
    country: str
    province: str
    name: str
    latitude: float
    longitude: float
    people: int


def towns(key: str) -> Sequence[Spot]:
    """The towns with this name, the largest first; `key` is a name without case and accents."""
    lines, index = _read()
    return sorted((_spot(lines[place]) for place in index["town"].get(key, ())), key=lambda one: -one.people)


def provinces(key: str) -> Sequence[Spot]:
    """The first-order divisions with this name."""
    lines, index = _read()
    return [_spot(lines[place]) for place in index["province"].get(key, ())]


def is_called(spot: Spot, key: str) -> bool:
    """Whether this is the main name of a place, with or without its article; else it has it among others."""
    return key in keys_of(spot.name)


def country(code: str) -> Spot | None:
    """The country with this ISO 3166 code."""
    lines, index = _read()
    return next((_spot(lines[place]) for place in index["country"].get(code, ())), None)


@cache
def _read() -> tuple[Sequence[str], Mapping[str, Mapping[str, Sequence[int]]]]:
    """All lines, and for each sort {key of a name: places in the lines}. A line is only taken apart when it
    is asked for: most never are."""
    lines = gzip.decompress(content("gazetteer.tsv.gz")).decode("utf-8").splitlines()
    index: dict[str, defaultdict[str, list[int]]] = {
        sort: defaultdict(list) for sort in ("country", "province", "town")
    }
    for place, line in enumerate(lines):
        found = index[line[: line.index("\t")]]
        for key in line[line.rindex("\t") + 1 :].split("|"):
            found[key].append(place)
    return lines, index


def keys_of(name: str) -> tuple[str, ...]:
    """A name without case and accents; and, where it has them, without its article and the noun that says
    what it is: "al anbar governorate" and "anbar"."""
    plain = plain_words(name)
    first, _, rest = plain.partition(" ")
    bare = rest if rest and first in _articles() else plain
    start, _, last = bare.rpartition(" ")
    bare = start if start and last in _nouns() else bare
    return tuple(dict.fromkeys((plain, bare)))


@cache
def _articles() -> frozenset[str]:
    return frozenset(table("place_points.toml")["articles"]["words"])


@cache
def _nouns() -> frozenset[str]:
    return frozenset(table("place_points.toml")["nouns"]["province"])


def _spot(line: str) -> Spot:
    sort, code, province, name, latitude, longitude, people, _ = line.split("\t")
    found: Sort = "country" if sort == "country" else "province" if sort == "province" else "town"
    return Spot(found, code, province, name or province, float(latitude), float(longitude), int(people))
