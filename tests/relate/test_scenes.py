"""Which incident a figure is of, by the words around it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.model.claims import Figure, Span
from truceline.relate.scenes import ONE, Scene, likeness, name_key, scene_of, sentence, wide_places

TUESDAY = "2031-03-04"


def scene(text: str, number: str = "12", published: str | None = TUESDAY, **kinds: str) -> Scene:
    at = text.index(number)
    figure = Figure(
        Span("r", at, at + len(number)), number, 12, 12, 12, False, None, "people killed", state="killed"
    )
    return scene_of(text, published, figure, kinds)


def test_where_when_and_by_what() -> None:
    one = scene("A car bomb killed 12 people at a market in Solvane on Monday.")
    assert one.places == {name_key("Solvane")}
    assert (set(one.targets), set(one.means), one.day) == ({"market"}, {"blast"}, "2031-03-03")
    assert one.lead
    assert not one.aside


def test_a_province_is_wide_and_a_people_no_place() -> None:
    one = scene("A raid on Veldenian-held Solvane in Oru province killed 12 people.", Solvane="place")
    assert (set(one.places), set(one.wide)) == ({name_key("Solvane")}, {name_key("Oru")})


def test_the_place_may_stand_in_the_sentence_before() -> None:
    one = scene("Jets raided the town of Solvane. The attack left 12 people dead.")
    assert one.places == {name_key("Solvane")}
    assert one.means == {"air"}


def test_a_clause_has_its_own_place() -> None:
    one = scene("Five died in a raid on Solvane while 12 people were killed in Tavrin.")
    assert one.places == {name_key("Tavrin")}
    one = scene("At least 12 people were killed in Tavrin hours after a blast in Solvane.")
    assert one.places == {name_key("Tavrin")}


def test_what_is_told_beside_the_matter() -> None:
    assert scene("Elsewhere, a raid killed 12 people.").aside
    assert scene("In another attack, 12 people were killed.").aside


def test_who_gives_a_figure_tells_nothing_of_the_place() -> None:
    text = "The Solvane Observatory said 12 people were killed."
    assert scene(text) == scene(text.replace("Solvane", "Tavrin"))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Qamishla", "al-Qameshlah"), ("Sheikhun", "Shaykhoun"), ("Deir Azor", "Deir al-Zor")],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_two_reports_of_one_incident() -> None:
    one = scene("A car bomb killed 12 people at a market in Solvane on Monday.")
    other = scene("At least 15 died when a bomb went off in the market of Solvane.", "15")
    assert (likeness(one, other) or 0) >= ONE
    assert likeness(one, other) == likeness(other, one)


@pytest.mark.parametrize(
    "text",
    [
        "At least 15 died when a bomb went off in the market of Tavrin.",
        "At least 15 died when gunmen stormed the market of Solvane.",
        "At least 15 died when a bomb went off in the market of Solvane on Sunday.",
        "At least 15 others died when a bomb went off in the market of Solvane.",
        "At least 15 died when a bomb went off in the market of Solvane in August.",
        "At least 15 died when a bomb went off in the market of Solvane in 2019.",
    ],
)
def test_what_tells_two_incidents_apart(text: str) -> None:
    one = scene("A car bomb killed 12 people at a market in Solvane on Monday.")
    assert likeness(one, scene(text, "15")) is None


def test_a_city_of_which_many_quarters_are_named_is_wide() -> None:
    scenes = [Scene(frozenset({"city", quarter})) for quarter in ("one", "two", "three")]
    assert wide_places(scenes) == {"city"}
    assert wide_places(scenes[:2]) == frozenset()


def test_an_initial_ends_no_sentence() -> None:
    text = "Lt. A. Halvany said 12 died. Nothing else."
    first, last = sentence(text, text.index("12"), text.index("12") + 2)
    assert text[first:last] == "Lt. A. Halvany said 12 died"


@given(st.text(max_size=300), st.text(max_size=300))
def test_whatever_the_text(before: str, behind: str) -> None:
    scene(f"{before.replace('12', '')} 12 {behind}")


def test_a_long_sentence_costs_little() -> None:
    started = time.monotonic()
    scene("Al " * 200_000 + "12 " + "Al-Oru " * 200_000)
    assert time.monotonic() - started < 2
