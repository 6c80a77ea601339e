"""Dates of publication."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.clean.dates import DayOfYear, date_at, date_in_address, day_of_year, parse_date


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2031-05-04", "2031-05-04"),
        (" 2031-5-4 ", "2031-05-04"),
        ("20310504", "2031-05-04"),
        ("2031/05/04", "2031-05-04"),
        ("2031.05.04", "2031-05-04"),
        ("2031-05-04T10:00:00Z", "2031-05-04T10:00:00+00:00"),
        ("2031-05-04T10:00:00.123+0300", "2031-05-04T10:00:00+03:00"),
        ("2031-05-04 10:00", "2031-05-04T10:00:00"),
        ("2031-05-04 00:00:00", "2031-05-04"),
        ("2031-05-04T25:00", "2031-05-04"),
        ("2031-05-04 10:00 EST", "2031-05-04"),
        ("Sun, 04 May 2031 10:00:00 GMT", "2031-05-04T10:00:00+00:00"),
        ("04 May 2031 10:00:00 +0300", "2031-05-04T10:00:00+03:00"),
        ("3 May 2031", "2031-05-03"),
        ("3rd of May, 2031", "2031-05-03"),
        ("3-May-2031", "2031-05-03"),
        ("May 3, 2031", "2031-05-03"),
        ("MAY 3 2031 10:32 PM EDT", "2031-05-03"),
        ("Saturday, May 3rd, 2031 at 4:05 p.m.", "2031-05-03"),
        ("Sat 3 May 2031 at 1514", "2031-05-03"),
        ("Sept. 3, 2031", "2031-09-03"),
        ("27/7/2031", "2031-07-27"),
        ("7/27/2031", "2031-07-27"),
        ("28.05.2031", "2031-05-28"),
        ("7/7/2031", "2031-07-07"),
    ],
)
def test_dates_of_many_shapes(text: str, value: str) -> None:
    assert parse_date(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "May 3",
        "2031",
        "2031-05",
        "2/12/2031",
        "05.02.2031",
        "3/5/31",
        "2031-13-45",
        "31 February 2031",
        "0000-01-01",
        "9999-12-31",
        "9999-12-31T10:00:00Z",
        "1412345678",
        "٢٠٣١-٠٥-٠٤",
        "4 October 2031 1200 people",
        "2031-05-04 and 2031-05-05",
        "Thu, 99 May 2031 10:00:00 GMT",
        "2" * 100,
        "nan",
    ],
)
def test_what_is_doubtful_or_impossible_is_no_date(text: str) -> None:
    assert parse_date(text) is None


def test_the_place_of_a_name_behind_a_date_is_no_zone() -> None:
    text = "2031-05-04 10:00 DOHA: Talks"
    found = date_at(text, 0)
    assert found is not None
    assert (found.value, text[found.end :]) == ("2031-05-04T10:00:00", " DOHA: Talks")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("May 3", DayOfYear(3, 5, None)),
        ("3 May", DayOfYear(3, 5, None)),
        ("Oct. 10", DayOfYear(10, 10, None)),
        ("May 3, 2031", DayOfYear(3, 5, 2031)),
        ("3 of them", None),
        ("Sunday", None),
        ("May", None),
    ],
)
def test_a_day_may_lack_its_year(text: str, day: DayOfYear | None) -> None:
    assert day_of_year(text) == day


def test_a_day_without_a_year_is_no_date_until_it_has_one() -> None:
    day = DayOfYear(29, 2, None)
    assert (day.iso(), day.iso(2032), day.iso(2031)) == (None, "2032-02-29", None)
    assert DayOfYear(3, 5, 2031).iso(1999) == "2031-05-03"


@pytest.mark.parametrize(
    ("url", "date"),
    [
        ("https://a.example/2031/05/04/talks", "2031-05-04"),
        ("https://a.example/world/2031/may/4/talks", "2031-05-04"),
        ("https://a.example/2031-05-04-talks", "2031-05-04"),
        ("https://a.example/2031/05/talks", None),
        ("https://a.example/2031/13/04/", None),
        ("https://a.example/12031/05/041", None),
        ("", None),
    ],
)
def test_a_date_in_an_address(url: str, date: str | None) -> None:
    assert date_in_address(url) == date


@given(
    st.text(max_size=90)
    | st.from_regex(r"\d{1,4}[-/. ]\d{1,2}[-/. ](\d{1,4}|May)[T ]?[\d:+. -]{0,12}", fullmatch=True)
)
def test_no_text_breaks_it(text: str) -> None:
    value = parse_date(text)
    assert value is None or parse_date(value) == value
