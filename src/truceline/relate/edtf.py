"""Days as Extended Date/Time Format values (EDTF, ISO 8601-2:2019, levels 0 to 2)."""

from __future__ import annotations

from datetime import date, timedelta

from truceline.model.when import Interval


def edtf(days: Interval, approximate: bool = False) -> str:
    """The value for an interval that one day lies in: "2025-10-21", "2025-10" or "2025" for a whole month or
    year, "202X" for a decade, "2025-10-21/2025-10-23", "../2024-07-31" where one end is open, "" for no day
    at all. `approximate` adds the tilde of "about"."""
    first, last = days.earliest, days.latest
    if first is None and last is None:
        return ""
    if first is None or last is None:
        return f"{first or '..'}/{last or '..'}"
    mark = "~" if approximate else ""
    return f"{_short(first, last)}{mark}" if "/" not in _short(first, last) else _both(first, last, mark)


def _both(first: str, last: str, mark: str) -> str:
    return f"{first}{mark}/{last}{mark}"


def _short(first: str, last: str) -> str:
    if first == last:
        return first
    if first[5:] == "01-01" and last[5:] == "12-31":
        if first[:4] == last[:4]:
            return first[:4]
        if first[:3] == last[:3] and first[3] == "0" and last[3] == "9":
            return f"{first[:3]}X"
    if first[:7] == last[:7] and first[8:] == "01" and _is_last(last):
        return first[:7]
    return f"{first}/{last}"


def _is_last(day: str) -> bool:
    if day[5:] == "12-31":
        return True
    return (date.fromisoformat(day) + timedelta(days=1)).day == 1


def unspecified(value: str) -> str:
    """A TIMEX3 value whose year is not known as EDTF: "XXXX-10-10"; "" where it says no day or month."""
    year, _, rest = value.partition("T")[0].partition("-")
    known = year == "XXXX" and len(rest) in (2, 5) and rest.replace("-", "").isdecimal()
    return f"{year}-{rest}" if known else ""
