"""Figures that count the same thing: as series, and why two of them differ."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.model.claims import Figure, Span
from truceline.model.record import Conflict, Series
from truceline.relate.counted import Counted, company, surroundings
from truceline.relate.figures import MOST, compare, explain_figures, promised
from truceline.relate.scenes import Scene

MONDAY, TUESDAY = "2031-03-03", "2031-03-04"
AT_MARKET = Scene(frozenset({"slvn"}), targets=frozenset({"market"}), means=frozenset({"fire"}))
MARKET = frozenset(["market", "shelling", "dawn", "town"])


def figure(value: float, *, report: str = "r", at: int = 0, text: str = "", **more: Any) -> Figure:
    given: dict[str, Any] = {"low": value, "high": value, "approximate": False, "unit": None} | more
    given = {"counted": "people killed", "thing": "people", "state": "killed"} | given
    return Figure(Span(report, at, at + 2), text or f"{value:g}", value, **given)


def counted(
    claim: str,
    value: float,
    *,
    by: str | None = None,
    day: str | None = TUESDAY,
    report: str | None = None,
    around: frozenset[str] = MARKET,
    kept_up: bool = False,
    origin: str | None = None,
    **more: Any,
) -> Counted:
    report = report or f"report {claim}"
    one = figure(value, report=report, asserted_by=by, **more)
    return Counted(
        claim,
        report,
        one,
        by,
        day,
        origin or report,
        around,
        kept_up,
        named=by,
        scene=replace(AT_MARKET, published=day),
    )


def found(*figures: Counted) -> tuple[Conflict, ...]:
    return compare("story", figures)[1]


def series(*figures: Counted) -> tuple[Series, ...]:
    return compare("story", figures)[0]


def kind(one: Counted, other: Counted) -> str:
    return explain_figures(one, other).kind


# Why two differ -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (counted("a", 342), counted("b", 300, high=None, modifier="more than"), "rounding"),
        (counted("a", 18), counted("b", 18, high=None, modifier="at least"), "same"),
        (counted("a", 18), counted("b", 18, high=None, modifier="more than"), "rounding"),
        (counted("a", 28_500), counted("b", 28_000), "rounding"),
        (counted("a", 40), counted("b", 24, high=96), "rounding"),
        (counted("a", 12, day=MONDAY), counted("b", 15), "update"),
        (counted("a", 12, by="Ministry"), counted("b", 15, by="Front"), "source"),
        (counted("a", 12, by="a monitor"), counted("b", 15, by="the Oru Observatory"), "update"),
        (counted("a", 12), counted("b", 15), "contradiction"),
        (counted("a", 15, day=MONDAY), counted("b", 12), "contradiction"),
        (counted("a", 15, kept_up=True), counted("b", 12), "unsure"),
        (counted("a", 15, day=None), counted("b", 12), "unsure"),
        (counted("a", 12, earlier=True, report="r"), counted("b", 15, report="r"), "update"),
        (counted("a", 4, part="part"), counted("b", 15), "scope"),
        (counted("a", 4, part="more"), counted("b", 15), "scope"),
        (counted("a", 12, place="Solvane"), counted("b", 15, place="Tavrin"), "scope"),
        (counted("a", 12, whom="children"), counted("b", 15), "scope"),
        (counted("a", 12, state="injured"), counted("b", 15), "scope"),
        (counted("a", 12, on=MONDAY), counted("b", 15, on=TUESDAY), "scope"),
        (counted("a", 12, on="XXXX-WXX-5"), counted("b", 15, on=TUESDAY), "scope"),
        (counted("a", 12, within="last 24 hours"), counted("b", 15, cumulative=True), "scope"),
        (counted("a", 600, told="promised"), counted("b", 200), "scope"),
        (counted("a", 12), counted("b", 15_000), "scope"),
    ],
)
def test_why_two_figures_differ(one: Counted, other: Counted, expected: str) -> None:
    assert kind(one, other) == expected
    assert explain_figures(one, other).reasons


def test_numbers_that_add_up_are_no_contradiction() -> None:
    one = replace(counted("a", 15, report="r"), beside=(6.0,))
    assert kind(one, counted("b", 21, report="r", at=90)) == "scope"


def test_two_exact_numbers_of_what_does_not_change_are_a_contradiction() -> None:
    aboard: dict[str, Any] = {"counted": "passengers aboard", "thing": "passengers", "state": None}
    one, other = counted("a", 162, by="Authority", **aboard), counted("b", 155, by="Airline", **aboard)
    assert kind(one, other) == "contradiction"
    assert explain_figures(one, other, one_thing=False).kind == "source"


def test_without_one_thing_a_contradiction_is_unsure() -> None:
    assert explain_figures(counted("a", 12), counted("b", 15), one_thing=False).kind == "unsure"


# A story ------------------------------------------------------------------------------------------------


def test_copies_of_one_wire_count_once() -> None:
    copies = [counted(f"c{number}", 12, origin="wire", report=f"r{number}") for number in range(500)]
    (one,) = series(*copies, counted("z", 15))
    assert [(point.value, point.origins, len(point.evidence)) for point in one.points] == [
        (12, 1, 1),
        (15, 1, 1),
    ]
    assert not series(*copies)


def test_a_series_says_where_it_falls_jumps_or_is_revised() -> None:
    days = [f"2031-03-0{number}" for number in range(1, 5)]
    values = (10, 40, 35, 36)
    told = [
        counted(f"c{place}", value, by="Ministry", day=day, earlier=place == 3)
        for place, (day, value) in enumerate(zip(days, values, strict=True))
    ]
    (one,) = series(*told)
    assert [(change.kind, change.earlier, change.later) for change in one.changes] == [
        ("jumps", 0, 1), ("falls", 1, 2), ("revised", 2, 3),
    ]  # fmt: skip


def test_a_value_that_is_kept_up_is_an_update_of_the_one_before_alone() -> None:
    told = [counted(f"c{day}", 10 + day, by="Ministry", day=f"2031-03-0{day}") for day in (1, 2, 3)]
    assert sorted(one.values for one in found(*told)) == [("11", "12"), ("12", "13")]


def test_a_promise_and_the_share_that_is_kept() -> None:
    owed = counted(
        "a", 600, told="promised", counted="aid trucks", thing="aid trucks", state=None, period="day"
    )
    kept = counted("b", 0.3333, unit="share", counted="aid trucks", share_of="aid trucks", report="report a")
    (one,) = promised("story", [owed], [kept])
    assert (one.kind, one.values) == ("scope", ("600", "0.3333"))
    assert found(owed, kept) == (one,)


@pytest.mark.parametrize(
    "other",
    [
        replace(counted("b", 15), scene=Scene(frozenset({"tvrn"}))),
        counted("b", 15, counted="lorries", thing="lorries", state=None),
        counted("b", 15, told="possible"),
        counted("b", 15, unit="%"),
    ],
)
def test_what_may_well_be_of_something_else_is_left_out(other: Counted) -> None:
    assert compare("story", [counted("a", 12), other]) == ((), ())


def test_a_long_row_of_values_is_a_table() -> None:
    rows = [counted(f"c{number}", 100 + number) for number in range(MOST + 1)]
    assert found(*rows) == ()


def test_ten_thousand_figures_are_not_compared_pair_by_pair() -> None:
    started = time.monotonic()
    compare(
        "story",
        [counted(f"c{number}", 100 + number % 50, report=f"r{number % 70}") for number in range(10_000)],
    )
    assert time.monotonic() - started < 5


def test_surroundings_are_the_content_words_on_both_sides() -> None:
    text = "Shells fell on the markets of Solvane. 12 people were killed there before dawn."
    one = replace(figure(12), span=Span("r", text.index("12"), text.index("12") + 2))
    assert surroundings(text, one) == {"shell", "fell", "market", "solvane", "dawn"}


_SOME = st.lists(
    st.builds(
        counted,
        st.uuids().map(str),
        st.integers(0, 60).map(float),
        by=st.sampled_from([None, "Ministry", "Front", "a monitor"]),
        day=st.sampled_from([None, MONDAY, TUESDAY]),
        report=st.sampled_from("abc"),
        kept_up=st.booleans(),
        part=st.sampled_from([None, "part", "more"]),
        place=st.sampled_from([None, "Solvane", "Tavrin"]),
    ),
    max_size=9,
    unique_by=lambda one: one.claim,
)


@given(_SOME, st.randoms())
def test_the_order_of_the_figures_does_not_matter(figures: list[Counted], chance: random.Random) -> None:
    before = compare("story", figures)
    chance.shuffle(figures)
    assert compare("story", figures) == before


@given(_SOME)
def test_every_disagreement_has_two_sides_and_a_reason(figures: list[Counted]) -> None:
    by_claim = {one.claim: one for one in figures}
    for one in found(*figures):
        assert len(one.evidence) > 1
        assert all(one.reasons)
        if one.kind == "contradiction":
            assert (
                len({by_claim[claim].day for claim in one.evidence}) == 1
                or len({by_claim[claim].report for claim in one.evidence}) == 1
            )


def test_what_is_counted_may_have_no_letter_of_ours() -> None:
    one, other = (
        counted(claim, value, counted="тонн", thing="тонн") for claim, value in (("a", 5), ("b", 7))
    )
    assert len(found(one, other)) <= 1


@pytest.mark.parametrize(
    "scene",
    [
        replace(AT_MARKET, day=TUESDAY, published=TUESDAY, besides=True),
        replace(AT_MARKET, published="2031-03-09"),
        replace(AT_MARKET, published=TUESDAY, means=frozenset({"arms"})),
        replace(AT_MARKET, published=TUESDAY, places=frozenset({"tvrn"})),
        replace(AT_MARKET, published=TUESDAY, places=frozenset(), aside=True),
        Scene(published=TUESDAY),
    ],
)
def test_what_may_be_another_incident_is_no_contradiction(scene: Scene) -> None:
    one, other = counted("a", 4), counted("b", 3)
    assert [told.kind for told in found(one, other)] == ["contradiction"]
    assert found(one, replace(other, scene=scene)) == ()


@pytest.mark.parametrize(
    "other",
    [
        counted("b", 3, place="Oru"),
        replace(counted("b", 3), others=frozenset({9.0})),
    ],
)
def test_what_may_count_a_part_is_no_contradiction(other: Counted) -> None:
    assert "contradiction" not in [told.kind for told in found(counted("a", 4), other)]


def test_a_number_and_one_beside_it_that_make_the_other_are_no_disagreement() -> None:
    assert found(counted("a", 19), replace(counted("b", 17), others=frozenset({2.0}))) == ()


def test_civilians_may_be_a_part_of_all() -> None:
    (one,) = found(counted("a", 20), counted("b", 13, whom="civilians"))
    assert (one.kind, one.reasons) == ("scope", ("“13” are civilians alone",))


def test_a_word_for_many_contradicts_nothing() -> None:
    assert found(counted("a", 200), counted("b", 24, high=96, by="Front")) == ()


def test_a_table_of_numbers_takes_linear_time() -> None:
    number = 20_000
    table = [figure(7, at=10 * place, counted="lorries", thing="lorries") for place in range(number)]
    assert max(map(len, company(table))) < 200
    assert [len(others) for others in company(table[:3])] == [3, 3, 3]
