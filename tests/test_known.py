"""What is known beforehand: countries, bodies, people and who held which office when."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.known import (
    alive,
    body_named,
    country_named,
    country_of_capital,
    country_of_demonym,
    country_of_seat,
    holders,
    main_name,
    people_named,
    people_with,
    read_title,
)


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Türkiye", "Turkey"),
        ("the Republic of Turkey", "Turkey"),
        ("TURKEY", "Turkey"),
        ("U.S.", "United States"),
        ("US", "United States"),
        ("United Arab Emirates", "United Arab Emirates"),
        ("UAE", "United Arab Emirates"),
        ("Cote d'Ivoire", "Ivory Coast"),
        ("Gaza Strip", "Gaza"),
        ("Iraqi Kurdistan", "Kurdistan Region"),
        ("Artsakh", "Nagorno-Karabakh"),
        ("DR Congo", "Democratic Republic of the Congo"),
        ("Viet Nam", "Vietnam"),
    ],
)
def test_countries_are_known_by_all_their_names(name: str, country: str) -> None:
    found = country_named(name)
    assert found is not None
    assert found.name == country


@pytest.mark.parametrize("name", ["us", "Us", "who", "Ankara", "", "...", "Turkeys", "Turkish"])
def test_what_is_no_name_of_a_country_is_none(name: str) -> None:
    assert country_named(name) is None


def test_a_short_form_that_is_a_word_needs_its_capitals() -> None:
    assert body_named("Who") is None
    assert body_named("WHO") is not None
    assert body_named("nato") == body_named("Nato") == body_named("NATO") is not None


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("Turkish", "Turkey"),
        ("Turk", "Turkey"),
        ("Turks", "Turkey"),
        ("Qatari", "Qatar"),
        ("Israelis", "Israel"),
        ("Emirati", "United Arab Emirates"),
        ("U.S.", "United States"),
        ("Swiss", "Switzerland"),
        ("French", "France"),
        ("Nigerien", "Niger"),
        ("Nigerian", "Nigeria"),
        ("Palestinian", "Palestine"),
        ("Congolese", "Democratic Republic of the Congo"),
        ("Indian", "India"),
    ],
)
def test_demonyms_are_adjectives_and_nouns(word: str, country: str) -> None:
    found = country_of_demonym(word)
    assert found is not None
    assert found.name == country


@pytest.mark.parametrize("word", ["Korean", "Kurdish", "Arab", "European", "s", ""])
def test_what_belongs_to_several_is_nobodys_demonym(word: str) -> None:
    assert country_of_demonym(word) is None


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Ankara", "Turkey"),
        ("Kiev", "Ukraine"),
        ("Washington, D.C.", "United States"),
        ("Tel Aviv", "Israel"),
        ("Ramallah", "Palestine"),
        ("Brasilia", "Brazil"),
        ("Erbil", "Kurdistan Region"),
        ("Kingston", "Jamaica"),
    ],
)
def test_capitals_lead_to_their_country(name: str, country: str) -> None:
    found = country_of_capital(name)
    assert found is not None
    assert found.name == country


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("the Kremlin", "Russia"),
        ("White House", "United States"),
        ("10 Downing Street", "United Kingdom"),
        ("Elysee", "France"),
        ("Blue House", "South Korea"),
    ],
)
def test_seats_lead_to_their_country(name: str, country: str) -> None:
    found = country_of_seat(name)
    assert found is not None
    assert found.name == country


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Harakat al-Muqawama al-Islamiya", "Hamas"),
        ("MIT", "National Intelligence Organization"),
        ("MİT", "National Intelligence Organization"),
        ("Islamic Revolutionary Guard Corps", "IRGC"),
        ("Ansar Allah", "Houthis"),
        ("the R.S.F.", "Rapid Support Forces"),
        ("People's Protection Units", "YPG"),
        ("AU", "African Union"),
    ],
)
def test_bodies_are_known_by_all_their_names(name: str, body: str) -> None:
    found = body_named(name)
    assert found is not None
    assert found.name == body


@pytest.mark.parametrize(
    ("title", "of", "on", "names"),
    [
        ("president", "Turkey", "2025-10-10", {"Recep Tayyip Erdogan"}),
        ("President", "Türkiye", None, {"Recep Tayyip Erdogan"}),
        ("spy chief", "Turkey", "2025-10-10", {"Ibrahim Kalin"}),
        ("intelligence chief", "Turkey", "2020", {"Hakan Fidan"}),
        ("head", "National Intelligence Organization", "2020", {"Hakan Fidan"}),
        ("director", "MIT", "2024-01", {"Ibrahim Kalin"}),
        ("spy chief", "Israel", "2024-01-01", {"David Barnea", "Ronen Bar"}),
        ("army chief", "Israel", "2024-01-01", {"Herzi Halevi"}),
        ("foreign minister", "Turkey", "2024", {"Hakan Fidan"}),
        ("minister", "Turkey", "2024", set()),
        ("deputy foreign minister", "Turkey", "2024", set()),
        ("top diplomat", "US", "2022", {"Antony Blinken"}),
        ("emir", "Qatar", "2025-10-10", {"Tamim bin Hamad Al Thani"}),
        ("prime minister", "Qatar", "2025-10-10", {"Mohammed bin Abdulrahman Al Thani"}),
        ("prime minister", "Qatar", "2021", {"Khalid bin Khalifa Al Thani"}),
        ("chief", "Hamas", "2022", {"Ismail Haniyeh"}),
        ("leader", "PKK", "2025", {"Abdullah Ocalan"}),
        ("UN chief", "UN", "2020", {"Antonio Guterres"}),
        ("UN chief", None, "2020", {"Antonio Guterres"}),
        ("UN Yemen envoy", None, "2023", {"Hans Grundberg"}),
        ("head of the National Intelligence Organization", "Turkey", "2025-10-10", {"Ibrahim Kalin"}),
        ("head of the National Intelligence Organization", None, "2020", {"Hakan Fidan"}),
        ("Turkish president", None, "2025", {"Recep Tayyip Erdogan"}),
        ("Turkey's spy chief", "Turkey", "2025", {"Ibrahim Kalin"}),
        ("Turkey's spy chief", None, "2025", {"Ibrahim Kalin"}),
        ("Mossad chief", None, "2025", {"David Barnea"}),
        ("emir of Qatar", None, "2025", {"Tamim bin Hamad Al Thani"}),
        ("president of the United States", None, "2022", {"Joe Biden"}),
        ("spy chief", None, "2022", set()),
        ("secretary-general", "U.N.", "2016-06", {"Ban Ki-moon"}),
        ("envoy for Yemen", "United Nations", "2023", {"Hans Grundberg"}),
        ("Yemen envoy", "United Nations", "2023", {"Hans Grundberg"}),
        ("Syria envoy", "United Nations", "2023", {"Geir Pedersen"}),
        ("interim president", "Syria", "2025-06-01", {"Ahmed al-Sharaa"}),
        ("former president", "Syria", "2025-06-01", set()),
        ("president", "Syria", "2024-12-20", set()),
        ("president", "Nowhere", "2024", set()),
        ("", "Turkey", "2024", set()),
        ("x" * 10_000, "y" * 10_000, "2024", set()),
    ],
)
def test_who_held_an_office(title: str, of: str | None, on: str | None, names: set[str]) -> None:
    assert {person.name for person in holders(title, of, on)} == names


def test_a_year_is_all_who_held_the_office_in_it() -> None:
    assert {person.name for person in holders("director", "CIA", "2025")} == {
        "William Burns",
        "John Ratcliffe",
    }


def test_the_dead_hold_no_office() -> None:
    (haniyeh,) = people_named("Ismail Haniya")
    assert alive(haniyeh, "2024-07-31")
    assert alive(haniyeh, "2024")
    assert not alive(haniyeh, "2024-08-01")
    assert haniyeh not in holders("leader", "Hamas", "2024-09")


def test_people_are_known_by_other_spellings() -> None:
    (kalin,) = people_named("İbrahim Kalın")
    assert kalin.name == "Ibrahim Kalin"
    assert people_named("ibrahim kalin") == (kalin,)
    assert people_named("Nobody At All") == ()


def test_people_are_found_by_one_word_of_their_name() -> None:
    assert {person.name for person in people_with("Barzani")} >= {"Masoud Barzani", "Masrour Barzani"}
    assert people_with("") == ()


@pytest.mark.parametrize(
    ("title", "words", "about", "vacant"),
    [
        ("the acting Prime Minister", "prime minister", None, False),
        ("ex-president", "president", None, True),
        ("President-elect", "president elect", None, True),
        ("special envoy to the Middle East", "special envoy", "middle east", False),
        ("Middle East envoy", "envoy", "middle east", False),
        ("Sudanese envoy", "envoy", "Sudan", False),
        ("Secretary of State", "secretary of state", None, False),
        ("keeper of the seal", "keeper of the seal", None, False),
    ],
)
def test_titles_are_read(title: str, words: str, about: str | None, vacant: bool) -> None:
    found = read_title(title)
    assert (found.words, found.about, found.vacant) == (words, about, vacant)


@pytest.mark.parametrize(
    ("name", "main"),
    [
        ("Türkiye", ("Turkey", "place")),
        ("Kiev", ("Kyiv", "place")),
        ("ISIS", ("Islamic State", "body")),
        ("Hemedti", ("Mohamed Hamdan Dagalo", "person")),
        ("Nobody", None),
    ],
)
def test_the_main_name_comes_with_its_kind(name: str, main: tuple[str, str] | None) -> None:
    assert main_name(name) == main


@given(st.text(max_size=40))
def test_no_text_makes_a_look_up_fail(text: str) -> None:
    main_name(text)
    country_of_demonym(text)
    country_of_capital(text)
    country_of_seat(text)
    holders(text, text, "2024")


def test_a_name_of_ten_thousand_characters_is_nobodys() -> None:
    for text in ("محمد " * 2000, "a" * 10_000, "\u202eTurkey" * 1500):
        assert main_name(text) is None
