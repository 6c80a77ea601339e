"""Points of places: what the gazetteer says with what the reports tell, and nothing made up."""

from __future__ import annotations

import pytest

from truceline.known import gazetteer
from truceline.known.coordinates import locate
from truceline.known.points import PRECISION, Point, Unplaced, country_code


def placed(name: str, *around: str, beside: tuple[str, ...] = ()) -> tuple[str, str | None, int]:
    found = locate(name, (), beside, around)
    assert isinstance(found, Point), found
    assert found.why
    return found.place, found.country, found.precision


@pytest.mark.parametrize(
    ("name", "around", "place", "country", "precision"),
    [
        ("Doha", (), "Doha", "Qatar", 1),
        ("Istanbul", (), "Istanbul", "Turkey", 1),
        ("Ankara", ("Iran",), "Ankara", "Turkey", 1),
        ("Kuwait", (), "Kuwait", "Kuwait", 6),
        ("Kuwait City", (), "Kuwait City", "Kuwait", 1),
        ("Gaza Strip", (), "Gaza Strip", "Palestine", 4),
        ("Gaza", ("Israel", "United States"), "Gaza Strip", "Palestine", 4),
        ("Gaza City", ("Gaza",), "Gaza", "Palestine", 1),
        ("West Bank", (), "West Bank", "Palestine", 4),
        ("Khan Younis", ("Gaza",), "Khān Yūnis", "Palestine", 1),
        ("Geneva", ("United States",), "Geneva", "Switzerland", 1),
        ("Anbar Province", ("Iraq",), "Al Anbar", "Iraq", 4),
        ("Kharkiv region", ("Ukraine",), "Kharkivs’ka Oblast’", "Ukraine", 4),
        ("Oklahoma", ("United States",), "Oklahoma", "United States", 4),
        ("Donbas", (), "Ukraine", "Ukraine", 6),
        ("Paris", (), "Paris", "France", 1),
    ],
)
def test_a_place_is_found_by_what_is_told(
    name: str, around: tuple[str, ...], place: str, country: str, precision: int
) -> None:
    assert placed(name, *around) == (place, country, precision)


def test_a_name_that_two_towns_have_is_settled_by_the_country_that_the_reports_name() -> None:
    assert placed("Rafah", "Gaza", "Israel")[1] == "Palestine"
    assert placed("Rafah", "Egypt")[1] == "Egypt"
    unsure = locate("Rafah", (), (), ("Gaza", "Egypt"))
    assert isinstance(unsure, Unplaced)
    assert len(unsure.candidates) == 2
    assert unsure.why == "several places have this name"


def test_what_stands_beside_the_name_counts_first() -> None:
    assert placed("Paris", "France", beside=("Texas",))[1] == "United States"
    assert placed("Paris, Texas", "France")[1] == "United States"
    assert placed("Tripoli", "Libya", beside=("Lebanon",))[1] == "Lebanon"
    assert placed("Riyadh", beside=("Saudi Arabia",)) == ("Riyadh", "Saudi Arabia", 1)
    assert placed("Doha", beside=("Iraq",)) == ("Doha", "Qatar", 1)  # a list of places: no Doha lies there


@pytest.mark.parametrize("name", ["Georgia", "Springfield", "Tripoli"])
def test_a_name_that_nothing_settles_has_no_point_but_its_candidates(name: str) -> None:
    found = locate(name, (), (), ("Lebanon", "Russia"))
    assert isinstance(found, Unplaced)
    assert found.candidates


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        ",",
        "Qqqqzz",
        "Gulf",
        "Atlantic",
        "Central America",
        "Middle East",
        "<b>Doha</b>",
        "\u202eahoD",
        "x" * 9000,
        "north " * 5000,
        "a, " * 5000,
        "province of " * 5000,
    ],
)
def test_what_is_no_place_of_the_gazetteer_has_no_point(name: str) -> None:
    assert isinstance(locate(name, (), (), ("United States", "Qatar", "Iran", "Iraq")), Unplaced)


def test_a_small_town_needs_more_than_a_country_that_is_named_somewhere() -> None:
    several = "United States", "Iran", "Iraq", "Syria"
    assert isinstance(locate("Aspen", (), (), several), Unplaced)
    assert placed("Aspen", *several, beside=("Colorado",))[0] == "Aspen"


def test_a_part_of_a_place_has_the_point_of_the_whole() -> None:
    whole, part = locate("Gaza"), locate("northern Gaza")
    assert isinstance(whole, Point)
    assert isinstance(part, Point)
    assert (whole.latitude, whole.longitude) == (part.latitude, part.longitude)
    assert placed("eastern Ukraine") == ("Ukraine", "Ukraine", 6)
    assert placed("eastern Aleppo", "Syria") == ("Aleppo", "Syria", 2)
    assert placed("Mosul airport", "Iraq")[2] == 2


def test_a_town_that_several_states_claim_has_a_point_and_no_country() -> None:
    for name in ("Jerusalem", "East Jerusalem"):
        found = locate(name, (), (), ("Israel",))
        assert isinstance(found, Point)
        assert found.country is None
        assert found.province is None


def test_other_spellings_are_tried() -> None:
    assert placed("Hodeidah", "Yemen")[0] == "Al Ḩudaydah"
    found = locate("Kobanê the brave", ("Kobani",), (), ("Syria",))
    assert isinstance(found, Point)


def test_codes_of_countries_and_of_what_is_counted_to_them() -> None:
    assert country_code("Turkey") == "TUR"
    assert country_code("West Bank") == "PSE"
    assert country_code("Kashmir") is None
    assert country_code("Ada Borel") is None


def test_every_point_is_on_the_earth_and_has_a_precision_in_words() -> None:
    lines, index = gazetteer._read()
    for line in lines:
        spot = gazetteer._spot(line)
        assert -90 <= spot.latitude <= 90
        assert -180 <= spot.longitude <= 180
        assert spot.name or spot.sort == "country"
    assert all(len(places) == 1 for places in index["country"].values())
    assert set(PRECISION) == {1, 2, 3, 4, 6}
