"""Other calendars, against days that almanacs give."""

from __future__ import annotations

from datetime import date

import pytest

from truceline.extract import calendars


@pytest.mark.parametrize(
    ("year", "month", "day", "expected"),
    [
        (1447, 1, 1, "2025-06-27"),
        (1446, 9, 1, "2025-03-01"),
        (1390, 1, 1, "1970-03-09"),
        (1, 1, 1, "0622-07-19"),
    ],
)
def test_islamic(year: int, month: int, day: int, expected: str) -> None:
    assert calendars.islamic(year, month, day).isoformat() == expected


@pytest.mark.parametrize(
    ("year", "month", "day", "expected"),
    [
        (1404, 1, 1, "2025-03-21"),
        (1403, 1, 1, "2024-03-20"),
        (1403, 12, 30, "2025-03-20"),
        (1357, 11, 22, "1979-02-11"),
    ],
)
def test_solar(year: int, month: int, day: int, expected: str) -> None:
    assert calendars.solar(year, month, day).isoformat() == expected


@pytest.mark.parametrize(
    ("year", "month", "day", "expected"),
    [
        (5786, 1, 1, "2025-09-23"),
        (5784, 6, 14, "2024-03-24"),
        (5784, 13, 1, "2024-02-10"),
        (5785, 7, 15, "2025-04-13"),
        (5784, 11, 9, "2024-08-13"),
        (5734, 1, 10, "1973-10-06"),
    ],
)
def test_hebrew(year: int, month: int, day: int, expected: str) -> None:
    assert calendars.hebrew(year, month, day).isoformat() == expected


@pytest.mark.parametrize(
    ("year", "expected"),
    [(2000, "2000-04-23"), (2013, "2013-03-31"), (2025, "2025-04-20"), (2038, "2038-04-25")],
)
def test_easter(year: int, expected: str) -> None:
    assert calendars.easter(year).isoformat() == expected


def test_weekdays_of_a_month() -> None:
    assert calendars.weekday_of_month(1999, 11, 4, 4) == date(1999, 11, 25)
    assert calendars.weekday_of_month(2025, 5, 1, -1) == date(2025, 5, 26)
    assert calendars.weekday_of_month(2025, 12, 3, -1) == date(2025, 12, 31)


def test_what_a_calendar_has_not() -> None:
    for find, month in ((calendars.islamic, 13), (calendars.solar, 0), (calendars.hebrew, 14)):
        with pytest.raises(ValueError):
            find(1400, month, 1)
    with pytest.raises(ValueError):
        calendars.hebrew(5786, 13, 1)
