"""Whom "he", "the president" and "the movement" of a text stand for: somebody clearly meant, or nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from truceline.extract import Reading
from truceline.extract.references import find_references, sight_found
from truceline.resolve import resolve_within

type Read = Callable[..., Reading]


def meant(read: Read, text: str) -> dict[str, str | None]:
    """Whom each reference of a text stands for."""
    reading = read(text)
    reading = reading.having(replace(reading.found, references=find_references(reading)))
    found = resolve_within(reading.found, sight_found(reading))
    for one in found.references:
        assert (one.name is None) == (not one.reasons)
    return {one.text: one.name for one in found.references}


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Hakan Fidan left Cairo on Monday. He said nothing.", "He", "Hakan Fidan"),
        ("Hakan Fidan met Ibrahim Kalin on Monday. He said nothing.", "He", None),
        ("Hakan Fidan met an envoy on Monday. He said nothing.", "He", None),
        ("Hakan Fidan said that he would leave.", "he", "Hakan Fidan"),
        ("Mr. Hakan Fidan left. The office was closed. She said nothing.", "She", None),
        ('Hakan Fidan left. "Ask what he wants," a diplomat said.', "he", None),
        ("Mr. Fidan and Ms. Cengiz met. She left early.", "She", "Cengiz"),
        ("Nobody came on Monday. He said nothing.", "He", None),
        ('Hakan Fidan spoke. "Kalin wants to know," he said.', "he", "Hakan Fidan"),
    ],
)
def test_a_pronoun_is_who_alone_came_up_or_nobody(
    read: Read, text: str, words: str, name: str | None
) -> None:
    assert meant(read, text)[words] == name


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            "President Emmanuel Macron met envoys. The president then left.",
            "The president",
            "Emmanuel Macron",
        ),
        (
            "President Emmanuel Macron met President Joe Biden. The president then left.",
            "The president",
            None,
        ),
        (
            "Former President Joe Biden met envoys. On Monday the president left Washington.",
            "the president",
            None,
        ),
        ("Hakan Fidan met envoys. A president then left.", "A president", None),
        ("An official, Hakan Fidan, met envoys.", "An official", "Hakan Fidan"),
        ("Hamas rejected the plan. The movement gave no reasons.", "The movement", "Hamas"),
        ("Hamas and Hezbollah rejected the plan. The movement gave no reasons.", "The movement", None),
    ],
)
def test_a_nominal_is_who_alone_is_called_so_or_nobody(
    read: Read, text: str, words: str, name: str | None
) -> None:
    assert meant(read, text)[words] == name


def test_a_reference_has_the_full_name(read: Read) -> None:
    text = "Mr. Fidan said that he would leave. Envoys met Hakan Fidan."
    assert meant(read, text)["he"] == "Hakan Fidan"


def test_a_phrase_that_names_somebody_is_not_the_one_before_it(read: Read) -> None:
    text = (
        "It was shown to officials, including CIA chief Gina Haspel, Director of National Intelligence"
        " Dan Coats, and Gen. Joseph Dunford."
    )
    assert "Gina Haspel" not in meant(read, text).values()


def test_an_office_is_of_a_country_however_its_name_is_written(read: Read) -> None:
    text = "Türkiye's President Tayyip Erdogan met Egypt's President Sisi. The Turkish president left early."
    assert meant(read, text)["The Turkish president"] == "Tayyip Erdogan"
