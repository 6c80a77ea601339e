"""The months of other calendars, and holidays."""

from __future__ import annotations

from datetime import date

from truceline.resources import table


def test_every_month_has_a_name() -> None:
    known = table("calendars.toml")
    assert set(known["islamic"].values()) == set(range(1, 13))
    assert set(known["solar"].values()) == set(range(1, 13))
    assert set(known["hebrew"].values()) == set(range(1, 14))
    assert set(known["levantine"].values()) <= set(range(1, 13))
    assert set(known["known"]["months"]) <= set(known["islamic"])


def test_names_are_in_lower_case_and_stand_for_one_holiday() -> None:
    known = table("calendars.toml")
    holidays = [name for kind in ("fixed", "weekdays", "easter", "lunar", "jewish") for name in known[kind]]
    assert len(set(holidays)) == len(holidays)
    assert all(
        name == name.lower() for kind in known if kind not in ("known", "eras") for name in known[kind]
    )


def test_days_exist() -> None:
    known = table("calendars.toml")
    for month, day in known["fixed"].values():
        date(2025, month, day)
    for month, weekday, which in known["weekdays"].values():
        assert 1 <= month <= 12 and 1 <= weekday <= 7 and which in (-1, 1, 2, 3, 4)
