"""Figures: values, bounds, units, what is counted, where and how often."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from truceline.extract import Reading
from truceline.extract.asserted import with_asserters
from truceline.extract.figures import find_figures
from truceline.extract.numbers import fold, scan
from truceline.extract.numbers import read as number
from truceline.extract.quantities import find_quantities
from truceline.extract.times import find_times
from truceline.model.claims import Figure, Span, Statement

Read = Callable[..., Reading]


def figures(read: Read, text: str) -> tuple[Figure, ...]:
    reading = read(text, "2025-10-23")
    found = replace(reading.found, times=find_times(reading))
    return find_figures(read(text, "2025-10-23", found))


def one(read: Read, text: str) -> Figure:
    (figure,) = figures(read, text)
    return figure


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("1,250", 1250),
        ("10,00,000", 1_000_000),
        ("15.5 million", 15_500_000),
        ("two and a half million", 2_500_000),
        ("a million and a half", 1_500_000),
        ("half a million", 500_000),
        ("half a dozen", 6),
        ("a dozen", 12),
        ("a hundred and fifty", 150),
        ("twenty-five", 25),
        ("two million three hundred thousand", 2_300_000),
        ("1.5 lakh", 150_000),
        ("tens of thousands", 20_000),
    ],
)
def test_number_words(phrase: str, value: float) -> None:
    found = number(phrase)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    "text",
    [
        "10^400 men",
        f"{'9' * 400} men",
        "3,5 percent",
        "F-16s",
        "the G20",
        "16th",
        "10:35",
        "9/11",
        "twenty twenty-five",
        "-5 men",
        "2.0.1",
        "Covid-19",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert list(scan(fold(text))) == []


@pytest.mark.parametrize(
    ("text", "value", "low", "high", "unit"),
    [
        ("at least 342 men", 342, 342, None, None),
        ("more than 300", 300, 300, None, None),
        ("up to 5,000", 5000, None, 5000, None),
        ("about 300", 300, 270, 330, None),
        ("nearly 300", 300, 270, 300, None),
        ("300 or more", 300, 300, None, None),
        ("dozens", 24, 24, 96, None),
        ("between 10 and 15", 12.5, 10, 15, None),
        ("5 to 10 million", 7_500_000, 5_000_000, 10_000_000, None),
        ("$5-10 million", 7_500_000, 5_000_000, 10_000_000, "USD"),
        ("€3bn", 3e9, 3e9, 3e9, "EUR"),
        ("tens of millions of dollars", 2e7, 2e7, 99_999_999, "USD"),
        ("10 to 15 percent", 12.5, 10, 15, "%"),
        ("12km", 12, 12, 12, "km"),
        ("one in five", 0.2, 0.2, 0.2, "share"),
        ("1/3 of it", 0.3333, 0.3333, 0.3333, "share"),
        ("two-thirds of it", 0.6667, 0.6667, 0.6667, "share"),
    ],
)
def test_quantities(text: str, value: float, low: float | None, high: float | None, unit: str | None) -> None:
    (found,) = find_quantities(fold(text))
    assert (found.value, found.low, found.high, found.unit) == (value, low, high, unit)


@pytest.mark.parametrize("text", ["a 2-1 win", "voted 342 to 119", "555-12-34", "1/0 of it", "5m away"])
def test_scores_votes_and_codes_are_no_quantities(text: str) -> None:
    assert list(find_quantities(fold(text))) == []


@pytest.mark.parametrize(
    ("text", "value", "counted"),
    [
        ("At least 342 Rovians have been killed.", 342, "Rovians killed"),
        ("The raids killed at least 342 Rovians.", 342, "Rovians killed"),
        ("19 people were wounded in the raid.", 19, "people wounded"),
        ("The death toll rose to 19.", 19, "people killed"),
        ("The number of people killed has reached 1,200.", 1200, "people killed"),
        ("The blast left 19 dead.", 19, "people killed"),
        ("Dozens were killed in the raid.", 24, "people killed"),
        ("Hundreds of villagers fled.", 200, "villagers fled"),
        ("Norland sent 81 flood relief specialists.", 81, "flood relief specialists"),
        ("Only a third of the aid trucks came.", 0.3333, "aid trucks"),
        ("He led a 14-member delegation.", 14, "delegation members"),
        ("Norland cleared its $15.5 million debt.", 15_500_000, "debt"),
        ("They promised tens of millions of dollars in financial aid.", 20_000_000, "financial aid"),
        ("Norland sent another 4,000 troops.", 4000, "more troops"),
        (
            "Norland-backed groups have 900 Oriel-trained militia fighters.",
            900,
            "Oriel-trained militia fighters",
        ),
    ],
)
def test_what_is_counted(read: Read, text: str, value: float, counted: str) -> None:
    found = one(read, text)
    assert (found.value, found.counted) == (value, counted)
    assert found.asserted_by is None


@pytest.mark.parametrize(
    "text",
    [
        "The raid could have killed 300 people.",
        "The raid did not kill 300 people.",
        "Norland will kill 300 people if it must.",
        "If the raid killed 300 people, it was a crime.",
    ],
)
def test_nobody_is_dead_who_is_only_feared_to_be(read: Read, text: str) -> None:
    assert [figure.counted for figure in figures(read, text)] == ["people"]


def test_a_preposition_is_no_bound(read: Read) -> None:
    assert [figure.low for figure in figures(read, "They expressed concern about three envoys.")] == [3]
    assert [figure.high for figure in figures(read, "They expressed concern about three envoys.")] == [3]
    assert one(read, "About 30 envoys came.").high == 33


def test_killed_or_wounded_is_neither(read: Read) -> None:
    assert one(read, "At least 12 people were killed or wounded.").counted == "people"


def test_place_and_period(read: Read) -> None:
    killed = one(read, "At least 342 people were killed in Cairo.")
    assert killed.place == "Cairo"
    assert one(read, "600 aid trucks were to enter Cairo each day.").period == "day"
    assert one(read, "They sent 600 trucks a day.").period == "day"
    assert one(read, "They sent 600 trucks daily.").period == "day"
    assert one(read, "They sent 600 trucks.").period is None


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz, 35, was killed with a boy aged 12.",
        "A 35-year-old man and a woman of 40 years spoke.",
        "The two-state solution is the goal.",
        "One of the envoys left; no one came.",
        "The council passed Resolution 2803 and Article 5.",
        "Phase one and the second phase are over.",
        "The siege lasted two years, until 2014.",
        "The F-16 and the Boeing 737 landed at 10:35.",
        "The G20 met after 9/11 at No. 10 in 1987.",
        "The two leaders met.",
        "Photo 3 of 12: smoke over the town.",
        "There are two ways out.",
        "It is 1/0 of nothing.",
        "They signed a multi-million dollar contract.",
    ],
)
def test_what_is_no_figure(read: Read, text: str) -> None:
    assert figures(read, text) == ()


def test_every_figure_is_finite_and_lies_in_its_bounds(read: Read) -> None:
    text = "Up to 5,000 men, nearly half a million women, dozens of boys and 1e400 or 10^9 girls fled."
    for figure in figures(read, text):
        assert math.isfinite(figure.value)
        assert figure.low is None or figure.low <= figure.value
        assert figure.high is None or figure.value <= figure.high


@pytest.mark.parametrize(
    "piece", ["1-", "1,111", "1 to ", "half a ", "one hundred and ", "at least ", "1/3 of ", "$"]
)
def test_long_texts_take_no_longer_than_their_length(piece: str) -> None:
    begun = time.perf_counter()
    list(find_quantities(piece * 20_000))
    assert time.perf_counter() - begun < 5


def test_killed_and_injured_are_not_mixed_up_where_the_parse_does(read: Callable[..., Reading]) -> None:
    text = "It followed the attack by the bridge in June, which killed seven and injured dozens."
    counted = {figure.text: figure.counted for figure in find_figures(read(text))}
    assert counted.get("seven") in (None, "people killed")
    assert counted.get("dozens") in (None, "people injured")


# What a figure says besides its number ---------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 12 Marokian children were killed.", ("people", "Marokian children", "killed")),
        ("The shelling wounded 40 people.", ("people", None, "injured")),
        ("The army sent 600 aid trucks on Monday.", ("aid trucks", None, None)),
        ("The death toll in Oru tops 300.", ("people", None, "killed")),
        ("Twelve people were injured and five badly injured.", ("people", None, "injured")),
    ],
)
def test_thing_whom_and_state_are_apart(read: Read, text: str, expected: tuple[str | None, ...]) -> None:
    figure = figures(read, text)[0]
    assert (figure.thing, figure.whom, figure.state) == expected


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("More than 300 people were killed.", "modifier", "more than"),
        ("Some 300 or so people were killed.", "modifier", "some or so"),
        ("The death toll tops 300.", "modifier", "tops"),
        ("A third of the lorries were let through.", "share_of", "lorries"),
        ("Over 300 people have been killed since the truce began.", "since", "the truce began"),
        ("Attacks since then have killed 300 people.", "since", "then"),
        ("Over 300 people have been killed since 10 October.", "since_day", "2025-10-10"),
        ("In the past two weeks 200 civilians were killed.", "within", "the past two weeks"),
        ("Shells killed 15 people, including 4 children.", "part", None),
        ("Another 20 people were wounded.", "part", "more"),
        ("The ministry had earlier put the toll at 14.", "earlier", True),
        ("The Oru Observatory put the death toll at 58.", "asserted_by", "Oru Observatory"),
        ("Under the deal 600 lorries must enter the valley each day.", "told", "promised"),
        ("The deal could cost 600 people their homes.", "told", "possible"),
        ("The raid killed 15 people on Tuesday.", "on", "2025-10-21"),
        ("They sent 81 experts, stationed at the border, awaiting a permit.", "state", "waiting"),
        ("They sent 81 experts, stationed at the border, awaiting a permit.", "place", "the border"),
        ("So far 900 homes have been rebuilt.", "cumulative", True),
    ],
)
def test_what_else_its_sentence_says(read: Read, text: str, field: str, expected: object) -> None:
    assert getattr(figures(read, text)[0], field) == expected


def test_a_town_since_when_something_else_is_so(read: Read) -> None:
    text = "Oruhaven, a town of 20,000 people, has run on generators since January."
    assert figures(read, text)[0].since is None


@pytest.mark.parametrize(
    "text",
    [
        "They counted 1,2,3,4 people.",
        "10^400 people were killed.",
        f"{10**400} people were killed.",
        "They let in 1/0 of the lorries.",
        "There were -5 people killed.",
        "Mara Vell, 35, met the two-state committee on Oct. 10.",
        "Call 555-12-34 or fly the A-320 in 1998; they won 3-1.",
    ],
)
def test_what_is_no_count_is_no_entry(read: Read, text: str) -> None:
    assert figures(read, text) == ()


def test_digits_of_several_scripts_are_flagged(read: Read) -> None:
    found = figures(read, "At least 1٢ people were killed.")
    assert all("digits of several scripts" in figure.flags for figure in found)


def test_more_people_than_there_are_is_flagged(read: Read) -> None:
    assert one(read, "They displaced 90 billion people.").flags == ("more people than there are",)


def test_who_claims_responsibility_gives_no_toll(read: Read) -> None:
    reading = read("The Oru Front claimed responsibility for the raid that killed 30 people.")
    content = Span(reading.report.id, 22, len(reading.report.text))
    said = Statement((content,), "indirect", speaker="Oru Front")
    found = replace(reading.found, statements=(said,), figures=find_figures(reading))
    assert with_asserters(found, reading.report.text).figures[0].asserted_by is None


@pytest.mark.parametrize("told", ["are waiting for", "have demanded", "discussed"])
def test_a_figure_of_a_deed_that_is_only_waited_for_is_no_fact(read: Read, told: str) -> None:
    assert one(read, f"The rebels {told} the release of 5,000 prisoners.").told == "possible"
    assert one(read, "The rebels announced the release of 5,000 prisoners.").told == "fact"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("the attempted murder of two envoys", "possible"),
        ("a plot for the killing of two envoys", "possible"),
        ("the murder of two envoys", "fact"),
        ("two failed attacks", "fact"),
    ],
)
def test_what_did_not_succeed_has_killed_nobody(read: Read, words: str, told: str) -> None:
    assert one(read, f"The police told reporters of {words} in Lima.").told == told


@pytest.mark.parametrize(
    "text",
    ["The deaths of 40 people in Oru.", "Deaths of 40 people", "A raid, and the deaths of 40 people: Oru"],
)
def test_a_sentence_without_a_verb_is_read_to_its_end(read: Read, text: str) -> None:
    assert one(read, text).value == 40
