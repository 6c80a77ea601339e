"""What became of promised passages."""

from __future__ import annotations

import time

import pytest

from truceline.relate.outcomes import Passage, outcome, outcome_of, promised, skeleton
from truceline.resources import table


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some 300 people were evacuated from Oru on Monday.", "successful"),
        ("The passage failed: the road was shelled.", "failed"),
        (
            "The ministry said 300 people were evacuated. The mayor said that the passage was blocked.",
            "disputed",
        ),
        ("A passage from Oru to Velda will open on Monday.", "not told"),
        ("People will be evacuated from Oru on Monday.", "not told"),
        ("Nobody was evacuated from Oru.", "failed"),
        ("", "not told"),
    ],
)
def test_only_what_is_told_as_done_counts(text: str, expected: str) -> None:
    assert outcome(text) == expected


def test_the_routes_and_hours_of_a_promise_are_read() -> None:
    found = promised(
        "Buses go from Oru, Sill and Marok to Velda from 9 a.m. to 4 p.m., by way of Anset - Toral - Velda."
    )
    assert {("Oru", "Velda"), ("Sill", "Velda"), ("Marok", "Velda"), ("Toral", "Velda")} <= set(found.routes)
    assert found.hours


def test_an_accusation_alone_makes_it_disputed() -> None:
    assert outcome("The Front accused Marok of disrupting the passage from Oru.") == "disputed"


def test_a_passage_is_read_from_the_sentences_that_name_where_it_begins() -> None:
    text = "Some 300 people were evacuated from Oru. The convoy was unable to reach Velda from Anset."
    others = ("Oru", "Anset", "Sill")
    assert outcome(text, Passage("Oru"), others) == "successful"
    assert outcome(text, Passage("Anset"), others) == "failed"
    assert outcome(text, Passage("Sill"), others) == "not told"
    assert outcome("All corridors worked on Monday.", Passage("Sill"), others) == "successful"
    assert outcome("Similar attempts have failed.", Passage("Sill"), others) == "not told"


def test_other_reports_of_the_day_count_where_they_name_the_passage() -> None:
    plan, after = "A passage from Melitor will open.", "Some 40 people came to Velda; 12 came from Melytor."
    assert outcome_of(Passage("Melitor"), plan) == "not told"
    assert outcome_of(Passage("Melitor"), plan, [after]) == "successful"
    assert outcome_of(Passage("Anset"), plan, [after]) == "not told"


def test_spellings_of_a_name_in_latin_letters_share_a_skeleton() -> None:
    assert skeleton("Sievero") == skeleton("Severo")
    assert skeleton("Anset") != skeleton("Toral")
    assert skeleton("Ai") == "ai"
    assert skeleton("") == ""


def test_routes_are_read_from_links_and_from_where_people_come() -> None:
    found = promised(
        "Passages link Oru with Velda, Sill and Anset with Toral. People came to Marok from Bure."
    )
    assert {("Oru", "Velda"), ("Anset", "Toral"), ("Sill", "Toral"), ("Bure", "Marok")} <= set(found.routes)
    assert promised("Starting 10 a.m., buses leave.").hours == ("Starting 10 a.m.",)


def test_hostile_text_takes_time_in_proportion_to_its_length() -> None:
    began = time.monotonic()
    for text in (
        "from " * 40_000,
        "A-" * 80_000,
        "from A" * 30_000,
        "not evacuated " * 15_000,
        "link A with " * 20_000,
        "to A from " * 20_000,
        "(" * 80_000,
    ):
        outcome(text, Passage("A"), ("B",))
        promised(text)
    assert time.monotonic() - began < 10


def test_words_are_lower() -> None:
    for found in table("outcomes.toml").values():
        assert all(one == one.lower() for one in found)
