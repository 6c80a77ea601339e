"""Days that are not known exactly: their relations, order and EDTF values."""

from __future__ import annotations

import time
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.model.when import Interval, Relation
from truceline.relate.edtf import edtf, unspecified
from truceline.relate.intervals import agree, holds, hull, intersection, interval, relation, shifted
from truceline.relate.order import Place, in_order, order

FIRST = date(2031, 5, 1)


def days(first: int | None, last: int | None) -> Interval:
    def iso(number: int | None) -> str | None:
        return (FIRST + timedelta(days=number)).isoformat() if number is not None else None

    return Interval(iso(first), iso(last))


END = st.one_of(st.none(), st.integers(0, 12))
INTERVALS = st.tuples(END, END).map(
    lambda pair: days(*(sorted(pair) if None not in pair else pair))  # type: ignore[type-var]
)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (days(1, 1), days(2, 2), "before"),
        (days(3, 4), days(1, 2), "after"),
        (days(1, 1), days(1, 1), "same"),
        (days(1, 3), days(1, 3), "overlaps"),
        (days(1, 3), days(2, 4), "possibly before"),
        (days(2, 4), days(1, 3), "possibly after"),
        (days(1, 9), days(3, 4), "overlaps"),
        (days(None, 3), days(4, None), "before"),
        (days(None, 3), days(3, 3), "possibly before"),
        (days(None, None), days(3, 3), "unknown"),
    ],
)
def test_how_two_days_stand_to_each_other(one: Interval, other: Interval, expected: Relation) -> None:
    assert relation(one, other) == expected
    turned = {"before": "after", "possibly before": "possibly after"}
    back = turned | {after: before for before, after in turned.items()}
    assert relation(other, one) == back.get(expected, expected)


def choices(one: Interval) -> list[int]:
    """All days from 0 to 12 that it holds."""
    return [number for number in range(-1, 14) if holds(one, days(number, number))]


@given(INTERVALS, INTERVALS)
def test_what_is_sure_holds_for_every_choice(one: Interval, other: Interval) -> None:
    pairs = list(product(choices(one), choices(other)))
    if relation(one, other) == "before":
        assert all(here < there for here, there in pairs)
    assert agree(one, other) == any(here == there for here, there in pairs)
    both = intersection(one, other)
    assert set(choices(both) if both else []) == set(choices(one)) & set(choices(other))
    assert set(choices(hull([one, other]))) >= set(choices(one)) | set(choices(other))


@given(st.lists(INTERVALS, max_size=12))
def test_layers_are_those_of_the_longest_chains(found: list[Interval]) -> None:
    before = [[relation(other, one) == "before" for other in found] for one in found]

    def height(number: int) -> int:
        return max(
            (height(other) + 1 for other, is_before in enumerate(before[number]) if is_before), default=0
        )

    places = order(found)
    assert [place.first for place in places] == [height(number) for number in range(len(found))]
    assert all(place.first <= place.last for place in places)
    for here, there in product(range(len(found)), repeat=2):
        if before[there][here]:
            assert places[here].last < places[there].last
    assert sorted(in_order(found)) == list(range(len(found)))


def test_ties_and_unknowns_share_layers() -> None:
    found = [days(1, 1), days(1, 1), days(None, 3), days(2, 2), days(4, 4), days(None, None)]
    assert order(found) == (Place(0, 0), Place(0, 0), Place(0, 1), Place(1, 1), Place(2, 2), Place(0, 2))
    assert order([]) == ()


def test_fifty_thousand_events_of_one_day_are_one_layer() -> None:
    began = time.perf_counter()
    assert set(order([days(1, 1)] * 50_000)) == {Place(0, 0)}
    many = [days(number % 900, number % 900 + number % 7) for number in range(50_000)]
    assert max(place.last for place in order(many)) == 899
    assert time.perf_counter() - began < 10


def test_reversed_ends_and_the_ends_of_the_calendar() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        Interval("2031-05-02", "2031-05-01")
    assert interval("2031-05-02", "2031-05-01") == Interval("2031-05-01", "2031-05-02")
    assert interval("2031-05-02T10:00", "soon") == Interval("2031-05-02", None)
    assert shifted(Interval("9999-12-30", "9999-12-31"), 5, 5) == Interval()
    assert shifted(Interval("0001-01-01", "0001-01-01"), -1, 1) == Interval(None, "0001-01-02")
    assert order([Interval("9999-12-31", None), Interval(None, "0001-01-01")])[1] == Place(0, 0)


VALUES = [
    (Interval("2025-10-21", "2025-10-21"), "2025-10-21"),
    (Interval("2025-10-21", "2025-10-23"), "2025-10-21/2025-10-23"),
    (Interval("2025-10-01", "2025-10-31"), "2025-10"),
    (Interval("2024-02-01", "2024-02-29"), "2024-02"),
    (Interval("2025-01-01", "2025-12-31"), "2025"),
    (Interval("2020-01-01", "2029-12-31"), "202X"),
    (Interval(None, "2024-07-31"), "../2024-07-31"),
    (Interval("2025-10-22", None), "2025-10-22/.."),
    (Interval("0001-01-01", "0001-01-01"), "0001-01-01"),
    (Interval("9999-12-01", "9999-12-31"), "9999-12"),
]


@pytest.mark.parametrize(("found", "value"), VALUES)
def test_days_in_edtf(found: Interval, value: str) -> None:
    assert edtf(found) == value


def test_rough_and_unknown_days_in_edtf() -> None:
    assert edtf(Interval()) == ""
    assert edtf(Interval("2025-10-01", "2025-10-31"), approximate=True) == "2025-10~"
    assert edtf(Interval("2025-10-01", "2025-10-03"), approximate=True) == "2025-10-01~/2025-10-03~"
    assert unspecified("XXXX-10-10") == "XXXX-10-10"
    assert unspecified("XXXX-10") == "XXXX-10"
    assert unspecified("XXXX-WXX-2") == unspecified("2025-10-10") == ""


def test_the_values_are_those_that_another_parser_reads() -> None:
    parser = pytest.importorskip("edtf", reason="the group benchmarks is not installed")
    for found, value in VALUES:
        read = parser.parse_edtf(value)
        first, last = read.lower_strict(), read.upper_strict()
        for end, told in ((found.earliest, first), (found.latest, last)):
            if end is not None:
                assert tuple(told[:3]) == tuple(int(part) for part in end.split("-")), value
    for value in ("2025-10~", "2025-10-01~/2025-10-03~", "XXXX-10-10", "XXXX-10"):
        parser.parse_edtf(value)
