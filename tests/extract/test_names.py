"""Names, and what stands for what: titles, offices, capitals, institutions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from truceline.extract import Reading
from truceline.extract.names import _said_once
from truceline.model.claims import Mention

Read = Callable[..., Reading]


def named(read: Read, text: str) -> dict[str, Mention]:
    """{text: mention}."""
    return {one.text: one for one in read(text).found.mentions}


@pytest.mark.parametrize(
    ("text", "name", "titles", "role", "of"),
    [
        ("Qatar's Emir Sheikh Tamim bin Hamad Al Thani met Hamas.", "Tamim bin Hamad Al Thani",
         ("Emir", "Sheikh"), "Emir", "Qatar"),
        ("Turkish intelligence chief Ibrahim Kalin flew to Doha.", "Ibrahim Kalin",
         (), "intelligence chief", "Turkey"),
        ("Ibrahim Kalin, head of Turkey's National Intelligence Organization, met them.", "Ibrahim Kalin",
         (), "head", "National Intelligence Organization"),
        ("Turkey's ambassador to Qatar, Mustafa Goksu, spoke to reporters.", "Mustafa Goksu",
         (), "ambassador to Qatar", "Turkey"),
        ("US Secretary of State Marco Rubio arrived in Cairo.", "Marco Rubio",
         ("Secretary of State",), "Secretary of State", "US"),
        ("Former US ambassador to Israel Martin Indyk said so.", "Martin Indyk",
         (), "Former ambassador to Israel", "US"),
        ("Gen. John Nicholson visited Kabul.", "John Nicholson", ("Gen.",), None, None),
        ("The ministry told Mr Erdogan that it was ready.", "Erdogan", ("Mr",), None, None),
        ("Palestinian analyst Ahmad al-Heela said it was vital.", "Ahmad al-Heela", (), "analyst", None),
    ],
)  # fmt: skip
def test_titles_and_offices(
    read: Read, text: str, name: str, titles: tuple[str, ...], role: str | None, of: str | None
) -> None:
    (person,) = [one for one in named(read, text).values() if one.kind == "person"]
    assert (person.name, person.titles, person.role, person.of) == (name, titles, role, of)


def test_an_office_of_somebody_else_is_not_taken(read: Read) -> None:
    text = "If it goes to the president, Abdul Mahdi's government will remain in Iraq."
    assert named(read, text)["Abdul Mahdi"].role is None


@pytest.mark.parametrize(
    "text",
    [
        "Ankara has sent 81 specialists to the border.",
        "Ankara heavily criticised Israel for its strike.",
        "The plan would balance Ankara's pro-Israel stance.",
        "Ankara is willing to mediate between the sides.",
    ],
)
def test_a_capital_that_acts_is_the_government(read: Read, text: str) -> None:
    ankara = named(read, text)["Ankara"]
    assert (ankara.kind, ankara.name) == ("body", "Turkey")


@pytest.mark.parametrize(
    "text",
    [
        "The minister arrived in Ankara on Tuesday.",
        "Ankara was hit by a snowstorm.",
        "The airport of Ankara is closed.",
        "The talks in Ankara ended.",
        "Ankara's airport was closed on Monday.",
    ],
)
def test_a_capital_where_something_is_is_a_place(read: Read, text: str) -> None:
    ankara = named(read, text)["Ankara"]
    assert (ankara.kind, ankara.name) == ("place", "Ankara")


def test_a_government_has_the_name_that_the_report_gives_its_country(read: Read) -> None:
    found = named(read, "Türkiye and Qatar mediate. Ankara has sent an envoy to Doha.")
    assert found["Ankara"].name == "Türkiye"


@pytest.mark.parametrize(
    "text", ["The Turkish Foreign Ministry confirmed it.", "Turkey's Foreign Ministry confirmed it."]
)
def test_an_institution_is_named_with_its_country(read: Read, text: str) -> None:
    names = {one.name for one in named(read, text).values()}
    assert "Turkish Foreign Ministry" in names


def test_an_institution_alone_is_the_one_that_the_report_names_in_full(read: Read) -> None:
    found = named(read, "The Turkish Foreign Ministry confirmed it. The Foreign Ministry gave no details.")
    assert found["Foreign Ministry"].name == "Turkish Foreign Ministry"


def test_the_family_name_before_regime_is_a_person(read: Read) -> None:
    assert (
        named(read, "Much has changed since the fall of the Assad regime last year.")["Assad"].kind
        == "person"
    )


def test_what_follows_a_noun_for_bodies_in_capitals_is_one(read: Read) -> None:
    assert named(read, "They were holding talks, Turkish broadcaster TRT reported.")["TRT"].kind == "body"


def test_an_abbreviation_stands_for_what_it_follows(read: Read) -> None:
    found = named(read, "He leads Turkey's National Intelligence Organization (MIT), officials said.")
    assert found["MIT"].name == "National Intelligence Organization"


def test_adjectives_and_states_of_offices_are_no_places_and_bodies(read: Read) -> None:
    text = "It was one of the worst crises in Middle Eastern history, Secretary of State John Kerry said."
    assert set(named(read, text)) == {"John Kerry"}


def test_what_is_in_capitals_alone_is_no_shouting(read: Read) -> None:
    assert "UNICEF" in {one.name for one in named(read, "Aid came from UNICEF and others.").values()}


@pytest.mark.parametrize("text", ["The town of Sarab was shelled on Monday.", "They fled Sarab province."])
def test_what_a_place_noun_stands_beside_is_a_place(read: Read, text: str) -> None:
    assert [one.kind for one in named(read, text).values()] == ["place"]


def test_two_countries_with_a_hyphen_are_no_name(read: Read) -> None:
    assert "U.S.-South Korea" not in named(read, "It was the end of the U.S.-South Korea drills.")


def test_the_family_name_of_a_known_person_is_a_person(read: Read) -> None:
    found = named(read, "However, Trump said he was ready. President Trump will travel on Monday.")
    assert {one.kind for one in found.values()} == {"person"}


def test_a_name_into_which_a_caption_runs_is_said_once() -> None:
    names = {"Sela Marok", "Sela Marok Sela"}
    assert _said_once("Sela Marok Sela", names) == "Sela Marok"
    assert _said_once("Marok Sela Marok", names) == "Sela Marok"
    assert _said_once("Boutros Boutros Ghali", names) == "Boutros Boutros Ghali"
