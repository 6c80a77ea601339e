"""The order of reports: by publication, the longer of one day first, those without a date last."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.model.digest import sort_key
from truceline.model.report import Report, content_id


def report(published: str | None, length: int = 10, number: int = 0) -> Report:
    return Report(content_id(published, length, number), "a.txt", "x" * length, published=published)


EARLIER_FIRST = [
    (report("2031-03-04"), report("2031-03-05")),
    (report("2031-03-04", length=5), report("2031-03-05", length=900)),
    (report("2031-03-04", length=900), report("2031-03-04", length=5)),
    (report("2031-03-04", length=10_000), report("2031-03-04", length=9_999)),
    (report("2031-03-04T08:30"), report("2031-03-04T09:15", length=900)),
    (report("2031-03-04T23:59"), report("2031-03-05")),
    (report("2031-12-31"), report(None)),
    (report(None, length=900), report(None, length=5)),
]


@pytest.mark.parametrize(("earlier", "later"), EARLIER_FIRST)
def test_the_earlier_report_comes_first(earlier: Report, later: Report) -> None:
    assert sort_key(earlier) < sort_key(later)


published = (
    st.none() | st.dates().map(str) | st.datetimes().map(lambda time: time.isoformat(timespec="minutes"))
)


@given(published, st.integers(1, 2000))
def test_the_key_ends_with_the_id(published: str | None, length: int) -> None:
    one = report(published, length)
    assert sort_key(one).endswith(" " + one.id)


@given(published, st.integers(1, 2000))
def test_no_two_reports_have_one_place(published: str | None, length: int) -> None:
    assert sort_key(report(published, length, 1)) != sort_key(report(published, length, 2))
