"""Figures that count the same thing and differ: why, or that nothing says they are about the same."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.model.claims import Figure, Span
from truceline.model.record import Conflict, ConflictKind
from truceline.relate.figures import (
    AROUND,
    BESIDE,
    MOST,
    Counted,
    conflicts,
    is_whole,
    surroundings,
)

MONDAY, TUESDAY = "2031-03-03", "2031-03-04"
FRONT, ARMY = "entity front", "entity army"
MARKET = "market shelling dawn town"


def counted(
    claim: str,
    value: float,
    *,
    low: float | str | None = "exact",
    high: float | str | None = "exact",
    of: str | None = "people killed",
    unit: str | None = None,
    period: str | None = None,
    place: str | None = None,
    by: str | None = None,
    day: str | None = TUESDAY,
    report: str | None = None,
    at: int = 0,
    around: str = MARKET,
    kept_up: bool = True,
) -> Counted:
    """A figure on the shelling of a market, in a report of its own unless `report` names it."""
    ends = [value if isinstance(end, str) else end for end in (low, high)]
    vague = ends != [value, value]
    report = report or f"report {claim}"
    figure = Figure(
        span=Span(report, at, at + 2),
        text=f"{'about ' if vague else ''}{value:g}",
        value=value,
        low=ends[0],
        high=ends[1],
        approximate=vague,
        unit=unit,
        counted=of,
        place=place,
        period=period,
    )
    return Counted(claim, report, figure, by, day, report, frozenset(around.split()), kept_up)


def about(claim: str, value: float, by: str | None = None, day: str | None = TUESDAY) -> Counted:
    return counted(claim, value, low=value * 0.9, high=value * 1.1, by=by, day=day)


def at_least(claim: str, value: float, day: str | None = TUESDAY) -> Counted:
    return counted(claim, value, high=None, day=day)


def found(*figures: Counted) -> tuple[Conflict, ...]:
    return conflicts("story", figures)


def kind(*figures: Counted) -> ConflictKind | None:
    """What the one difference between two values is called; None where it is not set down."""
    kinds = [conflict.kind for conflict in found(*figures)]
    assert len(kinds) < 2
    return kinds[0] if kinds else None


# What a figure in a text is about ---------------------------------------------------------------


def in_text(text: str, number: str = "12", of: str = "people killed") -> tuple[str, Figure]:
    start = text.index(number)
    span = Span("0" * 16, start, start + len(number))
    return text, Figure(span, number, 12.0, 12.0, 12.0, False, None, of)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("12 people were killed.", True),
        ("In Solvane 12 people were killed.", True),
        ("Another 12 people were killed.", False),
        ("A further 12 people were killed.", False),
        ("Some other  12 people were killed.", False),
        ("There were 12 additional people.", True),
        ("12 of the people were killed.", False),
        ("Of them 12 people of their village were killed.", False),
        ("The mother 12 people mourn.", True),
    ],
)
def test_a_part_or_an_addition_is_no_whole(text: str, whole: bool) -> None:
    assert is_whole(*in_text(text)) == whole


def test_surroundings_are_the_content_words_on_both_sides() -> None:
    text = "Shells fell on the markets of Solvane. 12 people were killed there before dawn."
    assert surroundings(*in_text(text)) == {"shell", "fell", "market", "solvane", "dawn"}


def test_surroundings_end_with_the_paragraph_and_not_far_off() -> None:
    filler = "of the " * AROUND
    assert surroundings(*in_text("Harvest.\nShelling: 12 people\nGranary.")) == {"shelling"}
    assert surroundings(*in_text(f"harvest {filler} 12 {filler} granary")) == set()


# Contradictions ---------------------------------------------------------------------------------


def test_a_contradiction() -> None:
    (conflict,) = found(counted("a", 12, by=FRONT), counted("b", 15, by=ARMY))
    assert conflict.story == "story"
    assert conflict.kind == "contradiction"
    assert conflict.counted == "people killed"
    assert conflict.values == ("12", "15")
    assert conflict.evidence == ("a", "b")
    assert conflict.reasons == (f"two asserters give different exact numbers on one day, {TUESDAY}",)


@pytest.mark.parametrize(("apart", "expected"), [(BESIDE, "contradiction"), (BESIDE + 1, None)])
def test_one_report_may_tell_of_a_contradiction_side_by_side(
    apart: int, expected: ConflictKind | None
) -> None:
    told = [counted("a", 12, by=FRONT, report="wire"), counted("b", 15, by=ARMY, report="wire", at=apart)]
    assert kind(*told) == expected


@pytest.mark.parametrize(
    "other",
    [
        counted("b", 15),
        counted("b", 15, by=FRONT),
        counted("b", 15, by=ARMY, day="2031-03-05"),
        counted("b", 15, by=ARMY, day=MONDAY),
        counted("b", 15, by=ARMY, day=None),
        counted("b", 15, by=ARMY, high=None),
        counted("b", 15, by=ARMY, low=None),
        about("b", 15, by=ARMY),
        counted("b", 1_500, by=ARMY),
        counted("b", 0, by=ARMY),
        counted("b", 15, by=ARMY, place="Solvane"),
        counted("b", 15, by=ARMY, around="market bridge dusk"),
    ],
    ids=[
        "nobody said",
        "same asserter",
        "later",
        "earlier",
        "undated",
        "at least",
        "up to",
        "about",
        "far",
        "none",
        "elsewhere",
        "other surroundings",
    ],
)
def test_a_contradiction_needs_two_asserters_one_day_one_thing_and_exact_numbers(other: Counted) -> None:
    assert kind(counted("a", 12, by=FRONT, place="Tavrin"), other) != "contradiction"


def test_a_value_that_both_give_is_no_contradiction() -> None:
    told = [counted("a", 12, by=FRONT), counted("b", 15, by=ARMY), counted("c", 15, by=FRONT)]
    assert kind(*told) != "contradiction"


# Updates ----------------------------------------------------------------------------------------


def test_an_update_says_when() -> None:
    (conflict,) = found(counted("b", 12, by=FRONT, day=MONDAY), counted("a", 15, by=FRONT, day=TUESDAY))
    assert conflict.kind == "update"
    assert conflict.values == ("12", "15")
    assert conflict.reasons == (f"the higher figure is the later one: {MONDAY}, then {TUESDAY}",)


@pytest.mark.parametrize(("first", "second"), [(None, None), (FRONT, None), (None, ARMY)])
def test_where_not_both_say_who_counted_a_higher_toll_of_one_thing_is_an_update(
    first: str | None, second: str | None
) -> None:
    assert kind(counted("a", 12, by=first, day=MONDAY), counted("b", 15, by=second)) == "update"


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (counted("a", 12, by=FRONT, day=MONDAY), counted("b", 15, by=ARMY)),
        (counted("a", 15, by=FRONT, day=MONDAY), counted("b", 12, by=FRONT)),
        (counted("a", 12, day=MONDAY), counted("b", 15, around="ferry storm night")),
        (counted("a", 12, day=MONDAY, place="Tavrin"), counted("b", 15, place="Solvane")),
        (counted("a", 12, by=FRONT, day=MONDAY), counted("b", 150, by=FRONT)),
        (counted("a", 12, by=FRONT, day=None), counted("b", 15, by=FRONT)),
    ],
    ids=["another asserter", "lower", "other surroundings", "elsewhere", "far", "undated"],
)
def test_no_update(earlier: Counted, later: Counted) -> None:
    assert kind(earlier, later) is None


def test_the_daily_number_is_no_toll_that_is_updated() -> None:
    aid = [counted("a", 300, of="aid lorries", period="day", day=MONDAY, by=FRONT)]
    assert kind(*aid, counted("b", 600, of="aid lorries", period="day", by=FRONT)) is None


def test_a_toll_that_is_told_again_after_the_higher_one_is_no_update() -> None:
    lower = [counted("a", 12, day=MONDAY), counted("c", 12, day="2031-03-06")]
    assert kind(*lower, counted("b", 15, day=TUESDAY)) is None


def test_a_toll_of_at_least_so_many_is_updated_too() -> None:
    assert kind(at_least("a", 12, day=MONDAY), at_least("b", 15, day=TUESDAY)) == "update"


# Roundings --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (about("a", 500), counted("b", 480)),
        (counted("a", 480), about("b", 500)),
        (at_least("a", 300), counted("b", 342)),
        (about("a", 500, day=None), counted("b", 480)),
        (about("a", 500, by=FRONT), counted("b", 480, by=ARMY)),
    ],
)
def test_a_rounding(one: Counted, other: Counted) -> None:
    assert kind(one, other) == "rounding"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (about("a", 500), counted("b", 700)),
        (at_least("a", 300), counted("b", 3_000)),
        (at_least("a", 300), counted("b", 299)),
        (about("a", 500), counted("b", 0)),
        (counted("a", 12), counted("b", 13, low=10, high=None, place="Solvane")),
    ],
)
def test_no_rounding(one: Counted, other: Counted) -> None:
    tavrin = replace(one, figure=replace(one.figure, place="Tavrin"))
    assert kind(tavrin, other) != "rounding"


# What cannot be told ----------------------------------------------------------------------------


@pytest.mark.parametrize("around", [MARKET, "ferry storm night"])
def test_reports_of_one_day_that_do_not_both_say_who_counted(around: str) -> None:
    (conflict,) = found(counted("a", 12), counted("b", 15, by=ARMY, around=around))
    assert conflict.kind == "unsure"
    assert conflict.reasons == (f"reports of {TUESDAY} differ, but may count different things",)


@pytest.mark.parametrize(
    "other",
    [
        counted("b", 15, report="report a", at=999),
        counted("b", 15, by=FRONT),
        counted("b", 15, place="Solvane"),
        counted("b", 15, place="Solvane", day="2031-03-05"),
        counted("b", 150),
        counted("b", 15, day=None),
        at_least("b", 30),
    ],
    ids=["one report", "one asserter", "two places", "two places, later", "far", "undated", "at least"],
)
def test_what_may_well_be_of_something_else_is_left_out(other: Counted) -> None:
    assert found(counted("a", 12, by=FRONT, place="Tavrin"), other) == ()


def test_a_bare_kind_of_thing_is_not_enough_to_compare_by() -> None:
    assert found(counted("a", 12, of="people", around=""), counted("b", 15, of="people", around="")) == ()


def test_the_places_of_all_figures_with_a_value_count() -> None:
    twelve = [counted("a", 12), counted("b", 12, place="Tavrin")]
    assert found(*twelve, counted("c", 15, place="Solvane")) == ()


# What is compared at all ------------------------------------------------------------------------


def test_reports_with_one_value_differ_in_nothing() -> None:
    assert found(counted("a", 12), counted("b", 12), counted("c", 12.0)) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (counted("a", 12), counted("b", 15, of="people wounded")),
        (counted("a", 12), counted("b", 15, of=None)),
        (counted("a", 12, of=None), counted("b", 15, of=None)),
        (counted("a", 12), counted("b", 15, unit="USD")),
        (counted("a", 12), counted("b", 15, period="day")),
        (counted("a", 12, unit="%"), counted("b", 15, unit="%")),
    ],
)
def test_figures_of_different_things_are_not_compared(one: Counted, other: Counted) -> None:
    assert found(one, other) == ()


@pytest.mark.parametrize("of", ["killed people", "PEOPLE KILLED", "people, killed", "peoples killed"])
def test_the_order_and_number_of_the_words_do_not_count(of: str) -> None:
    assert len(found(counted("a", 12), counted("b", 15, of=of))) == 1


def test_each_pair_of_values_stands_once() -> None:
    values = found(counted("a", 12), counted("b", 15), counted("c", 18), counted("d", 15))
    assert sorted(conflict.values for conflict in values) == [("12", "15"), ("12", "18"), ("15", "18")]


def test_copies_are_no_further_evidence() -> None:
    wire = [counted(f"a{number}", 12, report="wire") for number in range(5)]
    (conflict,) = found(*wire, counted("b", 15), counted("c", 15))
    assert conflict.evidence == ("a0", "b", "c")


@pytest.mark.parametrize(("values", "number"), [(MOST, MOST * (MOST - 1) // 2), (MOST + 1, 0)])
def test_a_long_row_of_values_is_a_table(values: int, number: int) -> None:
    assert len(found(*(counted(f"{value:03}", value) for value in range(100, 100 + values)))) == number


MANY = range(10_000)


@pytest.mark.parametrize(
    "figures",
    [
        [counted(f"{number:05}", 12 + number % 2) for number in MANY],
        [counted(f"{number:05}", 12 + number % 2, around="") for number in MANY],
        [counted(f"{number:05}", 5_000 + number) for number in MANY],
        [
            counted(
                f"{number:05}",
                number,
                of=f"aid {number}".translate(str.maketrans("0123456789", "ghijklmnop")),
            )
            for number in MANY
        ],
    ],
    ids=["copies", "two numbers", "a table", "different things"],
)
def test_ten_thousand_figures_are_not_compared_pair_by_pair(figures: Sequence[Counted]) -> None:
    start = time.process_time()
    found(*figures)
    assert time.process_time() - start < 2


several = st.lists(
    st.builds(
        counted,
        st.just(""),
        st.sampled_from([10.0, 12.0, 15.0]),
        high=st.sampled_from(["exact", None]),
        of=st.sampled_from(["people killed", "lorries", None]),
        place=st.sampled_from([None, "Tavrin", "Solvane"]),
        by=st.sampled_from([None, FRONT, ARMY]),
        day=st.sampled_from([None, MONDAY, TUESDAY]),
        report=st.sampled_from(["wire", "voice"]),
        around=st.sampled_from([MARKET, ""]),
    ),
    max_size=8,
).map(lambda ones: [replace(one, claim=f"c{number}") for number, one in enumerate(ones)])


@given(several, st.randoms(use_true_random=False))
def test_the_order_of_the_figures_does_not_matter(figures: list[Counted], chance: random.Random) -> None:
    assert found(*chance.sample(figures, len(figures))) == found(*figures)


@given(several)
def test_a_contradiction_has_two_sides_and_one_day(figures: list[Counted]) -> None:
    for conflict in found(*figures):
        assert conflict.reasons
        if conflict.kind == "contradiction":
            of = [one for one in figures if one.figure.counted == conflict.counted]
            sides = [[one for one in of if one.figure.text == value] for value in conflict.values]
            sayers, days = (
                [{getattr(one, field) for one in side} - {None} for side in sides]
                for field in ("asserter", "day")
            )
            assert all(sayers)
            assert sayers[0].isdisjoint(sayers[1])
            assert days[0] & days[1]


@given(several)
def test_evidence_is_one_claim_an_origin_on_each_side(figures: list[Counted]) -> None:
    by_claim = {one.claim: one for one in figures}
    for conflict in found(*figures):
        evidence = [by_claim[claim] for claim in conflict.evidence]
        assert {one.figure.text for one in evidence} == set(conflict.values)
        assert len({(one.figure.text, one.origin) for one in evidence}) == len(evidence)
