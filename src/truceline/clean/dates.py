"""Publication dates as people and programs write them, as ISO 8601.

Only what is certain: `2/12/2015` may be a day of February or of December, and is no date here.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from email.utils import parsedate_to_datetime
from functools import cache
from typing import NamedTuple

from truceline import resources

_YEARS = range(1900, 2101)
"""Outside of these years a date is a slip of the pen or a program's placeholder."""
_MAX_LENGTH = 80
"""No way to write a date is longer."""


class FoundDate(NamedTuple):
    """`value` is an ISO date, or a date and time; None for what is no day, or may be one of two: `either`."""

    value: str | None
    end: int
    either: tuple[str, ...] = ()


class DayOfYear(NamedTuple):
    """A date that may lack its year ("May 3")."""

    day: int
    month: int
    year: int | None

    def iso(self, year: int | None = None) -> str | None:
        """The ISO date, in `year` if it has none of its own."""
        year = self.year or year
        return _valid(year, self.month, self.day) if year else None


def parse_date(text: str) -> str | None:
    """The ISO date, or date and time, that a field says; None for anything doubtful."""
    text = text.strip()
    if not text or len(text) > _MAX_LENGTH:
        return None
    if found := _iso(text) or _rfc2822(text):
        return found
    at = date_at(text, 0)
    return at.value if at and not text[at.end :].strip(" .,;|") else None


def date_at(text: str, start: int) -> FoundDate | None:
    """The full date that begins at `start`, with the time behind it."""
    match = _full_date().match(text, start, start + _MAX_LENGTH)
    if match is None:
        return None
    part = match.groupdict()
    if part["iso_year"]:
        day = _valid(int(part["iso_year"]), int(part["iso_month"]), int(part["iso_day"]))
        return FoundDate((day and _iso(day + "T" + (part["clock"] or "").strip(" tT"))) or day, match.end())
    if part["glued_day"]:
        day = _valid(int(part["glued_year"]), _months()[part["glued_month"].lower()], int(part["glued_day"]))
        return FoundDate(day, match.end())
    if part["first"]:
        if len(part["first"]) < len(part["second"]) and part["second"].startswith("0"):
            return FoundDate(None, match.end())  # "6-09-2031" has lost a figure
        days = _in_figures(int(part["first"]), int(part["second"]), int(part["year"]))
        return FoundDate(days[0] if len(days) == 1 else None, match.end(), days[: 2 * (len(days) > 1)])
    return FoundDate(_written(part).iso(), match.end())


def day_of_year(text: str) -> DayOfYear | None:
    """The date that a short text is, with or without a year ("May 3", "3 May 2031")."""
    match = _short_date().fullmatch(text.strip())
    return _written(match.groupdict()) if match else None


def date_in_address(url: str) -> str | None:
    """The date in the path of a web address: `/2031/05/04/` or `/2031/may/04/`."""
    match = _address_date().search(url, 0, 500)
    if match is None:
        return None
    year, month, day = match.groups()
    return _valid(int(year), _months().get(month.lower()) or int(month), int(day))


def _iso(text: str) -> str | None:
    try:
        moment = datetime.fromisoformat(text) if text.isascii() else None
    except ValueError:
        return None
    return _moment(moment) if moment else None


def _rfc2822(text: str) -> str | None:
    if not re.match(r"(?:[A-Za-z]{3},\s*)?\d{1,2} [A-Za-z]{3} \d{4} \d\d:\d\d", text):
        return None
    try:
        return _moment(parsedate_to_datetime(text))
    except (ValueError, OverflowError):
        return None


def _moment(moment: datetime) -> str | None:
    if moment.year not in _YEARS:
        return None
    if moment.tzinfo is None and moment.time() == time.min:
        # A date alone; and programs write midnight for a date whose time they do not know.
        return moment.date().isoformat()
    return moment.isoformat(timespec="seconds")


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if year in _YEARS else None
    except ValueError:
        return None


def _in_figures(first: int, second: int, year: int) -> tuple[str, ...]:
    """The days that two figures can be, of which either may be the month; the day first comes first."""
    days = (_valid(year, second, first), _valid(year, first, second))
    return tuple(dict.fromkeys(filter(None, days)))


def _written(part: dict[str, str | None]) -> DayOfYear:
    day, month, year = (part[f"{name}1"] or part[f"{name}2"] for name in ("day", "month", "year"))
    return DayOfYear(int(day or 0), _months()[(month or "").lower()], int(year) if year else None)


@cache
def _months() -> dict[str, int]:
    calendar = resources.table("calendar.toml")
    return {**calendar["months"], **calendar["month_abbreviations"]}


def _day_and_month(year: str) -> str:
    """Both orders of day and month, where `year` is a quantifier: none for a year that must be there."""
    month = resources.any_of(_months())
    return (
        rf"(?:(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<month1>{month})\b\.?(?:,?[\s-]+(?P<year1>\d{{4}}))"
        rf"{year}|(?P<month2>{month})\b\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year2>\d{{4}})){year})"
    )


@cache
def _short_date() -> re.Pattern[str]:
    return re.compile(_day_and_month("?"), re.IGNORECASE | re.ASCII)


@cache
def _full_date() -> re.Pattern[str]:
    days = "|".join(name[:3] for name in resources.table("calendar.toml")["weekdays"])
    zones = resources.any_of(resources.table("header_labels.toml")["zones"])
    return re.compile(
        rf"(?:(?P<iso_year>\d{{4}})(?P<sign>[-/.])(?P<iso_month>\d\d?)(?P=sign)(?P<iso_day>\d\d?)"
        rf"|(?:(?:{days})[a-z]{{0,6}}\.?,?\s+)?{_day_and_month('')}"
        rf"|(?P<glued_month>{resources.any_of(_months())})\.?\s+(?P<glued_day>\d{{1,2}}?)(?P<glued_year>(?:19|20)\d\d)"
        r"|(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4}))(?!\d)"
        r"(?P<clock>(?:t|,?\s+(?:at\s+)?)\d{1,2}:\d\d(?::\d\d(?:\.\d{1,9})?)?(?!\d)"
        rf"(?:\s?[ap]\.?m\b\.?)?(?:\s?(?:{zones})\b)?(?:\s?[+-]\d\d:?(?:\d\d)?(?!\d))?|\s+at\s+\d{{4}}\b)?",
        re.IGNORECASE | re.ASCII,
    )


@cache
def _address_date() -> re.Pattern[str]:
    return re.compile(
        rf"/(\d{{4}})[/-](\d\d?|{resources.any_of(_months())})[/-](\d\d?)(?![\d])",
        re.IGNORECASE | re.ASCII,
    )
