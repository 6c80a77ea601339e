"""Words for people and bodies without their names, and what mentions show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from truceline.extract import Reading
from truceline.extract.described import as_mentions, describe
from truceline.extract.marked import mark
from truceline.extract.references import find_references, sight_found
from truceline.model.claims import Reference
from truceline.model.described import Described

type Read = Callable[..., Reading]


def found(read: Read, text: str) -> dict[str, Reference]:
    return {one.text: one for one in find_references(read(text))}


def described(read: Read, text: str, *mentions: str) -> list[Described]:
    doc = read(text).doc
    places = [(text.index(mention), text.index(mention) + len(mention)) for mention in mentions]
    return list(describe(doc, as_mentions(doc, places), "d"))


@pytest.mark.parametrize(
    ("text", "words", "kind", "several", "of"),
    [
        ("A Turkish official met the envoys on Monday.", "A Turkish official", "person", False, "Turkey"),
        ("Turkish officials met the envoys on Monday.", "Turkish officials", "person", True, "Turkey"),
        ("The Qatari emir arrived on Monday.", "The Qatari emir", "person", False, "Qatar"),
        ("The movement rejected the plan.", "The movement", "body", False, None),
        ("The Turkey-backed militia rejected the plan.", "The Turkey-backed militia", "body", False, None),
        ("The Turkish side rejected the plan.", "The Turkish side", "body", False, "Turkey"),
    ],
)
def test_nominals(read: Read, text: str, words: str, kind: str, several: bool, of: str | None) -> None:
    one = found(read, text)[words]
    assert (one.form, one.kind, one.several, one.of, one.name) == ("nominal", kind, several, of, None)


def test_somebody_of_a_body_speaks_for_it(read: Read) -> None:
    assert found(read, "Senior Hamas officials left Cairo.")["Senior Hamas officials"].of == "Hamas"


def test_the_other_side_of_a_road_is_nobody(read: Read) -> None:
    assert found(read, "They stood on the other side of the road.") == {}


def test_he_and_she_in_all_their_forms(read: Read) -> None:
    pronouns = list(find_references(read("She told him that he saw her brother himself.")))
    assert [one.text for one in pronouns if one.form == "pronoun"] == ["She", "him", "he", "her", "himself"]


def test_a_title_before_a_name_is_part_of_the_name(read: Read) -> None:
    assert "President" not in found(read, "President Emmanuel Macron left on Monday.")


def test_the_place_is_that_of_the_words(read: Read) -> None:
    reading = read("On Monday the Qatari emir left.")
    (one,) = find_references(reading)
    assert reading.text(one.span) == one.text == "the Qatari emir"


@pytest.mark.parametrize("text", ["", "\u200f", "…", "he " * 300, "the minister of " * 300, "习近平 مرحبا"])
def test_odd_texts(read: Read, text: str) -> None:
    reading = read(text)
    reading = reading.having(replace(reading.found, references=find_references(reading)))
    count = len(reading.found.mentions) + len(reading.found.references)
    assert len(sight_found(reading)) == count


def test_what_a_name_shows(read: Read) -> None:
    text = "The talks were led by Mr. Hakan Fidan, the Turkish foreign minister, in Ankara."
    name, role = described(read, text, "Mr. Hakan Fidan", "the Turkish foreign minister")
    assert (name.shape, name.sort, name.name, name.gender) == ("name", "person", "Hakan Fidan", "male")
    assert (role.shape, role.sort, role.head, role.of) == ("nominal", "person", "minister", "Turkey")
    assert role.states == (0,)


def test_a_country_and_the_seat_of_its_government(read: Read) -> None:
    text = "Turkey said on Monday that Moscow had agreed, and envoys flew to Moscow."
    country, seat = described(read, text, "Turkey", "Moscow")
    assert (country.country, country.seat) == ("Turkey", None)
    assert (seat.country, seat.seat) == (None, "Russia")
    doc = read(text).doc
    (place,) = describe(doc, as_mentions(doc, [(text.rindex("Moscow"), len(text) - 1)]), "d")
    assert (place.country, place.seat) == (None, None)


def test_what_is_quoted_and_what_is_done(read: Read) -> None:
    text = 'Police arrested a man. "The suspect fled," they said.'
    man, suspect = described(read, text, "a man", "The suspect")
    assert (man.act, man.quoted, suspect.quoted) == ("of arrest", False, True)


def test_a_place_outside_the_text(read: Read) -> None:
    with pytest.raises(ValueError, match="outside"):
        as_mentions(read("Short.").doc, [(3, 400)])


def test_marked_are_names_with_titles_and_noun_phrases(read: Read) -> None:
    reading = read("President Emmanuel Macron defended the Iran deal. Macron's trip ended.")
    texts = [tokens.text for tokens in mark(reading)]
    assert "President Emmanuel Macron" in texts
    assert "the Iran deal" in texts
    assert "Iran" not in texts
    assert "Macron" in texts
