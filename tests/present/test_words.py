from __future__ import annotations

import pytest

from truceline.model.claims import Figure, Span
from truceline.present.words import anchor, day, days, fitted, percent, reading, safe_url, short_day


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//no.example", "http://[", ""])
def test_other_addresses_than_of_the_web_are_none(url: str) -> None:
    assert safe_url(url) is None


def test_ids_are_hexadecimal_whatever_they_are_made_of() -> None:
    assert anchor("0af", "r") == "r-0af"
    assert set(anchor('"><b>', "r")[2:]) <= set("0123456789abcdef")


@pytest.mark.parametrize(
    ("text", "value", "low", "high", "expected"),
    [
        ("1,200", 1200, 1200, 1200, ""),
        ("twelve", 12, 12, 12, "12"),
        ("at least 342", 342, 342, None, "342 or more"),
        ("fewer than 100", 100, None, 100, "100 or fewer"),
        ("dozens", 50, 24, 99, "24 to 99"),
        ("many", 10, None, None, "about 10"),
    ],
)
def test_how_a_figure_is_understood(
    text: str, value: float, low: float | None, high: float | None, expected: str
) -> None:
    assert reading(Figure(Span("a", 0, 1), text, value, low, high, False, None, None)) == expected


def test_dates_in_words() -> None:
    assert day("2031-05-02T16:40:00Z") == "2 May 2031"
    assert day(None) == "undated"
    assert day("soon") == "soon"
    assert short_day("2031-09-02") == "2 Sep 2031"
    assert short_day("soon") == "soon"
    assert days(("2031-05-02", "2031-05-04")) == "2 to 4 May 2031"


def test_shares_and_words_that_fit() -> None:
    assert percent(0.194) == "19\N{NO-BREAK SPACE}%"
    assert fitted("Lorn Gazette", 12) == "Lorn Gazette"
    assert fitted("Lorn Gazette", 8) == "Lorn Ga…"
    assert fitted("日本日本", 6) == "日本…"
