"""A time in years, months or days, and the pictures of a stretch of it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.model.when import Interval
from truceline.present.stretches import MOST, stretches


def on(*days: str) -> list[Interval]:
    return [Interval(one, one) for one in days]


def test_nothing_without_a_day() -> None:
    assert stretches([]) is None
    assert stretches([Interval()]) is None


def test_years_months_and_days() -> None:
    found = on("2029-03-04", "2031-05-02", "2031-05-09", "2032-01-01")
    years = stretches(found)
    assert years is not None
    assert years.unit == "year"
    assert [(one.words, one.number) for one in years.stretches] == [
        ("2029", 1), ("2030", 0), ("2031", 2), ("2032", 1),
    ]  # fmt: skip
    assert years.out is None
    months = stretches(found, "2031-01-01", "2031-12-31")
    assert months is not None
    assert months.unit == "month"
    assert [(one.words, one.number) for one in months.stretches if one.number] == [("May 2031", 2)]
    assert months.out is not None
    assert (months.out.since, months.out.until) == ("2029-03-04", "2032-01-01")
    days = stretches(found, "2031-05-01", "2031-05-31")
    assert days is not None
    assert days.unit == "day"
    assert [one.since for one in days.stretches if one.number] == ["2031-05-02", "2031-05-09"]
    assert days.out is not None
    assert days.out.words == "2031"
    assert days.before is not None
    assert (days.before.since, days.before.until) == ("2031-03-31", "2031-04-30")
    assert days.behind is not None
    assert days.behind.since == "2031-06-01"


def test_what_may_lie_in_several_is_counted_apart() -> None:
    found = [
        *on("2031-01-05", "2031-06-01"),
        Interval("2031-01-30", "2031-02-02"),
        Interval(None, "2031-03-01"),
        Interval(),
    ]
    months = stretches(found)
    assert months is not None
    assert months.wide == 2
    assert months.undated == 1
    assert sum(one.number for one in months.stretches) == 2


def test_a_time_given_the_wrong_way_round_is_turned() -> None:
    found = stretches(on("2031-05-02"), "2031-12-31", "2031-01-01")
    assert found is not None
    assert found.since < found.until


DAYS = st.dates().map(lambda one: one.isoformat())


@given(st.lists(DAYS, min_size=1, max_size=20), st.none() | DAYS, st.none() | DAYS)
def test_any_days_are_no_error(days: list[str], since: str | None, until: str | None) -> None:
    found = stretches(on(*days), since, until)
    assert found is not None
    assert 1 <= len(found.stretches) <= MOST
    assert all(one.since <= one.until for one in found.stretches)
    assert sum(one.number for one in found.stretches) <= len(days)


def test_all_times_are_quick() -> None:
    started = time.perf_counter()
    stretches(on("0001-01-01", "9999-12-31") * 5_000)
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize("unit", ["year", "month", "day"])
def test_stretches_follow_each_other(unit: str) -> None:
    ends = {"year": "2045-05-05", "month": "2032-03-01", "day": "2031-02-10"}[unit]
    found = stretches(on("2031-01-15", ends))
    assert found is not None
    assert found.unit == unit
    assert found.stretches[0].since == "2031-01-15"
    assert found.stretches[-1].until == ends
