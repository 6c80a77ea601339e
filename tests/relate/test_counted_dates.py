"""Counts that only grow, as reasons for the date of a report."""

from __future__ import annotations

import random
import time

import pytest

from truceline.model.claims import Figure, Span
from truceline.relate.counted import Counted
from truceline.relate.counted_dates import LAG, from_figures
from truceline.relate.growing import Growing, growing

SINCE = Growing(frozenset(("truce", "began", "march")))


def counted(
    report: str,
    value: float,
    day: str | None = None,
    *,
    low: float | None = None,
    high: float | None = None,
    of: str = "people killed",
    place: str | None = "Selva",
    by: str | None = None,
    how: Growing | None = SINCE,
    approximate: bool = False,
) -> Counted:
    exact = low is None and high is None
    figure = Figure(
        Span(report, 0, 3),
        f"{value:g}",
        value,
        value if exact else low,
        value if exact else high,
        approximate,
        None,
        of,
        place,
    )
    around = frozenset(("council", "river", "bridge", "truce"))
    return Counted(f"claim {report}", report, figure, by, day, report, around, True, how)


LESS, MORE = counted("a", 320, "2031-05-02"), counted("b", 360, "2031-05-12")


def ends(own: Counted, *dated: Counted) -> tuple[str | None, str | None]:
    reasons = from_figures([own], dated)
    assert all(one.kind == "count" and one.span == own.figure.span and one.other for one in reasons)
    earliest = [one.earliest for one in reasons if one.earliest]
    latest = [one.latest for one in reasons if one.latest]
    return (earliest[0] if earliest else None), (latest[0] if latest else None)


def test_a_count_lies_between_the_one_before_it_and_the_one_behind_it() -> None:
    assert LAG == 3
    first = counted("c", 300, "2031-04-20")
    last = counted("d", 400, "2031-06-01")
    assert ends(counted("u", 342), first, LESS, MORE, last) == ("2031-04-29", "2031-05-15")
    reasons = from_figures([counted("u", 342)], [LESS, MORE])
    assert [one.other for one in reasons] == ["a", "b"]
    assert "more than the “320” of 2031-05-02" in reasons[0].text


def test_at_least_so_many_has_no_end_above() -> None:
    assert ends(counted("u", 342, low=342), LESS, MORE) == ("2031-04-29", None)


def test_a_rounded_count_is_an_interval() -> None:
    about = counted("u", 340, approximate=True)
    assert ends(about, counted("a", 330, "2031-05-02"), MORE) == (None, "2031-05-15")


@pytest.mark.parametrize(
    "other",
    [
        counted("a", 320, "2031-05-02", of="people wounded"),
        counted("a", 320, "2031-05-02", place="Oster"),
        counted("a", 320, "2031-05-02", how=None),
        counted("a", 320, "2031-05-02", how=Growing(frozenset(("siege", "winter")))),
        counted("a", 320, "2031-05-02", how=Growing(frozenset(("truce", "2029")))),
        counted("a", 20, "2031-05-02"),
        counted("a", 320, None),
        counted("u", 320, "2031-05-02"),
    ],
)
def test_another_count_says_nothing(other: Counted) -> None:
    own = counted("u", 342, how=Growing(frozenset(("truce", "2030"))))
    assert ends(own, other) == (None, None)


def test_two_asserters_have_two_counts() -> None:
    assert ends(counted("u", 342, by="front"), counted("a", 320, "2031-05-02", by="army")) == (None, None)
    toll = Growing(frozenset())
    own = counted("u", 342, by="front", how=toll, place=None)
    assert ends(own, counted("a", 320, "2031-05-02", by="front", how=toll, place=None))[0] == "2031-04-29"
    assert ends(own, counted("a", 320, "2031-05-02", how=toll, place=None)) == (None, None)


def test_a_series_that_falls_says_nothing() -> None:
    fallen = counted("c", 310, "2031-05-20")
    assert ends(counted("u", 342), LESS, fallen, MORE) == (None, None)


def test_the_order_makes_no_difference() -> None:
    dated = [counted(f"r{day}", 300 + 4 * day, f"2031-05-{day:02}") for day in range(1, 29)]
    own = [counted("u", 342), counted("u", 351)]
    wanted = from_figures(own, dated)
    for seed in range(5):
        random.Random(seed).shuffle(dated)
        assert from_figures(own[::-1], dated) == wanted


def test_many_figures_take_time_in_proportion() -> None:
    dated = [counted(f"r{number}", 1000 + number, "2031-05-02") for number in range(20_000)]
    begun = time.perf_counter()
    from_figures([counted("u", 2000)], dated)
    assert time.perf_counter() - begun < 2


@pytest.mark.parametrize(
    ("before", "after", "since"),
    [
        ("The death toll in Selva rose to ", " on both banks.", set()),
        ("The ministry says ", " people have been killed since the truce began in March 2031.", None),
        ("So far ", " people were killed.", set()),
        ("", " people were killed. It was quiet since the truce.", "no"),
        ("On Monday ", " people were killed.", "no"),
        ("The toll may have risen to ", " people.", "no"),
        ("They killed ", " people in the deadliest attack since 2029.", "no"),
        ("The toll of the past 24 hours is ", " people.", "no"),
    ],
)
def test_what_tells_that_a_count_only_grows(before: str, after: str, since: object) -> None:
    start = len(before)
    figure = Figure(Span("r", start, start + 3), "342", 342, 342, 342, False, None, "people killed")
    found = growing(f"{before}342{after}", figure)
    if since == "no":
        assert found is None
    elif since is None:
        assert found == Growing(frozenset(("truce", "began", "march", "2031")))
    else:
        assert found == Growing(frozenset())
