"""Which earlier story of the process a story goes on from."""

from __future__ import annotations

import random

import pytest

from truceline.model.record import Story
from truceline.relate.chapters import FAR_DAYS, earlier_stories

HALVANY, ORRELAN, VOSSE, TAVRIN = "halvany", "orrelan", "vosse", "tavrin"
ACTORS = frozenset({HALVANY, ORRELAN, VOSSE})
ROUND = "Second round of talks in Tavrin"


def story(
    name: str,
    first: str | None,
    *main: str,
    title: str = ROUND,
    last: str | None = None,
) -> Story:
    return Story(name, (name,), title, first, last or first, main, (), 1, 1, 1)


def follows(*stories: Story) -> dict[str, list[str]]:
    """{story: those it goes on from}, where there is any."""
    found = earlier_stories(stories, ACTORS)
    assert found.keys() == {one.id for one in stories}
    return {name: [one.id for one, _ in earlier] for name, earlier in found.items() if earlier}


FIRST = story("a", "2031-03-04", HALVANY, ORRELAN, title="First talks end")


def test_the_next_round_goes_on_from_the_last_one() -> None:
    second = story("b", "2031-03-14", ORRELAN, HALVANY, VOSSE)
    assert follows(second, FIRST) == {"b": ["a"]}
    ((earlier, reason),) = earlier_stories([second, FIRST], ACTORS)["b"]
    assert earlier == FIRST
    assert reason == "2 main people and bodies in common, 10 days before"


def test_the_reason_of_the_next_day() -> None:
    ((_, reason),) = earlier_stories([FIRST, story("b", "2031-03-05", *ACTORS)], ACTORS)["b"]
    assert reason.endswith("1 day before")


def test_one_person_in_common_is_not_enough() -> None:
    assert follows(FIRST, story("b", "2031-03-14", ORRELAN, VOSSE)) == {}


def test_places_do_not_count() -> None:
    first = story("a", "2031-03-04", HALVANY, TAVRIN)
    assert follows(first, story("b", "2031-03-14", HALVANY, TAVRIN)) == {}


def test_titles_must_have_a_word_in_common() -> None:
    assert follows(FIRST, story("b", "2031-03-14", HALVANY, ORRELAN, title="Harvest festival")) == {}


@pytest.mark.parametrize(
    ("day", "found"), [("2031-03-04", {}), ("2031-03-05", {"b": ["a"]}), ("2031-03-03", {"a": ["b"]})]
)
def test_the_earlier_one_ends_before_the_later_begins(day: str, found: dict[str, list[str]]) -> None:
    assert follows(FIRST, story("b", day, HALVANY, ORRELAN)) == found


def test_a_story_that_still_goes_on_is_no_earlier_one() -> None:
    going_on = story("a", "2031-03-04", HALVANY, ORRELAN, last="2031-03-08")
    assert follows(going_on, story("b", "2031-03-06", HALVANY, ORRELAN)) == {}


@pytest.mark.parametrize(("day", "found"), [("2031-05-03", {"b": ["a"]}), ("2031-05-04", {})])
def test_the_same_people_two_months_on_are_on_another_matter(day: str, found: dict[str, list[str]]) -> None:
    assert FAR_DAYS == 60
    assert follows(FIRST, story("b", day, HALVANY, ORRELAN)) == found


@pytest.mark.parametrize("undated", ["a", "b"])
def test_stories_without_a_date_go_on_from_none(undated: str) -> None:
    days = {"a": "2031-03-04", "b": "2031-03-14"} | {undated: None}
    assert follows(*(story(name, day, HALVANY, ORRELAN) for name, day in days.items())) == {}


def test_the_nearest_two_are_named_in_whatever_order_stories_come() -> None:
    rounds = [story(f"{day:02}", f"2031-03-{day:02}", HALVANY, ORRELAN) for day in range(1, 25, 3)]
    expected = follows(*rounds)
    assert expected["22"] == ["19", "16"]
    assert expected["04"] == ["01"]
    chance = random.Random(7)
    for _ in range(5):
        assert follows(*chance.sample(rounds, len(rounds))) == expected
