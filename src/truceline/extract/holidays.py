"""Holidays ("Thanksgiving", "Eid al-Fitr") and days and months of other calendars ("10 Muharram 1447",
"during Ramadan"), as Gregorian days.

A day of a calendar that goes by the moon, or begins in the evening, has an interval with a day more on both
sides: where it begins depends on who saw the moon.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from truceline.extract import calendars, timex
from truceline.extract.reading import Reading
from truceline.extract.tense import tense, tokens_at
from truceline.extract.timex import Found, Timex
from truceline.resources import any_of, table

type _Day = Callable[[int, int, int], date]

_TABLE = table("calendars.toml")
_DAY = timedelta(days=1)
_KINDS: dict[str, tuple[_Day, int]] = {
    "islamic": (calendars.islamic, 579),
    "solar": (calendars.solar, 621),
    "hebrew": (calendars.hebrew, -3761),
}
"""The arithmetic of a calendar, and the Gregorian year less its year, about. The Islamic year is shorter:
see `_year_of`."""
_KNOWN = frozenset(_TABLE["known"]["months"])
_HOLIDAYS = ("fixed", "weekdays", "easter", "lunar", "jewish")


def _plain(words: str) -> str:
    return words.replace("-", " ").replace("’", "'").replace("ʿ", "'").replace("`", "'")


_MONTHS: dict[str, list[tuple[str, int]]] = {}
for _kind in (*_KINDS, "levantine"):
    for _name, _number in _TABLE[_kind].items():
        _MONTHS.setdefault(_plain(_name), []).append((_kind, _number))
_DAYS = {_plain(name): (kind, rule) for kind in _HOLIDAYS for name, rule in _TABLE[kind].items()}


def _any_spelled(names: list[str]) -> str:
    """A pattern for names that `_plain` wrote, in any of their spellings."""
    longest = sorted(names, key=len, reverse=True)
    return "|".join(re.escape(name).replace("\\ ", "[ -]").replace("'", "['’ʿ`]") for name in longest)


_ERAS = any_of(_TABLE["eras"]["names"]).lower()
_MONTH = re.compile(
    rf"(?<![\w-])(?:(?P<d>[12]?\d|30|31)(?:st|nd|rd|th)?(?: of)? )?(?P<m>{_any_spelled(list(_MONTHS))})"
    r"(?: (?P<d2>[12]?\d|30|31)(?:st|nd|rd|th)?\b(?!\d))?"
    rf"(?:,? (?P<y>1[2-5]\d\d|5[78]\d\d|19\d\d|20\d\d)\b(?: (?:{_ERAS})(?!\w))?)?"
    r"(?![\w-])"
)
_HOLIDAY = re.compile(
    rf"(?<![\w-])(?:(?P<which>last|this|next|coming) )?(?P<h>{_any_spelled(list(_DAYS))})"
    r"(?:,? (?P<y>(?:19|20)\d\d)\b)?(?![\w-])"
)
_WORD = re.compile(r"\w+")
_STARTS = frozenset(_WORD.search(name).group() for name in (*_MONTHS, *_DAYS))  # type: ignore[union-attr]
"""The first word of each name: most texts have none, and are done with quickly."""
_BEFORE = re.compile(r"\b(?:in|during|of|since|before|after|until|by|for|throughout|month of) (?:the )?\Z")


def find_holidays(reading: Reading, folded: str, published: date | None) -> Iterator[Found]:
    """The holidays and the days and months of other calendars of a text, given in lower case too."""
    text = reading.clean.text
    if _STARTS.isdisjoint(_WORD.findall(_plain(folded))):
        return
    for match in _HOLIDAY.finditer(folded):
        if text[match.start("h")].isupper() and not _is_compound(reading, match):
            yield *match.span(), _holiday(reading, match, published)
    for match in _MONTH.finditer(folded):
        if not text[match.start("m")].isupper():
            continue
        try:
            value = _month(reading, folded, match, published)
        except (ValueError, OverflowError):
            continue  # no such day
        if value is not None:
            yield *match.span(), value


def _is_compound(reading: Reading, match: re.Match[str]) -> bool:
    """Whether the holiday only tells what kind of thing is meant: "a Christmas tree"."""
    token = tokens_at(reading, match.start("h"), match.end("h")).root
    return not match["y"] and token.dep_ == "compound" and token.head.i > token.i


def _holiday(reading: Reading, match: re.Match[str], published: date | None) -> Timex:
    kind, rule = _DAYS[_plain(match["h"])]
    if match["y"]:
        found = _of_year(kind, rule, int(match["y"]))
        return _loose(kind, timex.day(found[0])) if found else Timex("DATE", match["y"])
    if published is None:
        return Timex("DATE", f"XXXX-{rule[0]:02}-{rule[1]:02}" if kind == "fixed" else "XXXX-XX-XX")
    days = [day for off in (-1, 0, 1) for day in _of_year(kind, rule, published.year + off)]
    if match["which"] in ("last", "next"):
        ahead = match["which"] == "next"
        days = [day for day in days if (day > published if ahead else day < published)]
        chosen = (min(days) if ahead else max(days)) if days else None
        return _loose(kind, timex.day(chosen)) if chosen else Timex("DATE", "XXXX-XX-XX")
    tokens = tokens_at(reading, *match.span())
    value = timex.nearest(days, published, tense(tokens, direct=True), tense(tokens))
    return _loose(kind, value) if value else Timex("DATE", "XXXX-XX-XX")


def _of_year(kind: str, rule: list[int] | int, year: int) -> list[date]:
    """The days of a Gregorian year on which a holiday falls: with the moon, none or two are possible."""
    if isinstance(rule, int):
        return [calendars.easter(year) + rule * _DAY]
    if kind == "fixed":
        return [date(year, *rule)]
    if kind == "weekdays":
        return [calendars.weekday_of_month(year, *rule)]
    calendar = "islamic" if kind == "lunar" else "hebrew"
    middle = _year_of(calendar, year)
    days = [_KINDS[calendar][0](middle + off, *rule) for off in (-1, 0, 1)]
    return [day for day in days if day.year == year]


def _year_of(kind: str, year: int) -> int:
    """A year of another calendar that begins in or before a Gregorian one."""
    return (year - 622) * 33 // 32 + 1 if kind == "islamic" else year - _KINDS[kind][1]


def _loose(kind: str, value: Timex) -> Timex:
    """With a day more on both sides for what goes by the moon."""
    if kind not in ("lunar", "jewish", "islamic", "hebrew") or not value.earliest or not value.latest:
        return value
    first, last = date.fromisoformat(value.earliest) - _DAY, date.fromisoformat(value.latest) + _DAY
    return timex.interval(value.value, first, last)


def _month(reading: Reading, folded: str, match: re.Match[str], published: date | None) -> Timex | None:
    name, day = _plain(match["m"]), int(match["d"] or match["d2"] or 0)
    year = int(match["y"] or 0)
    readings = [(kind, number) for kind, number in _MONTHS[name] if _fits(kind, year)]
    if not readings:
        return None
    kind, number = readings[0]
    if kind == "levantine":
        return timex.day(date(year, number, day)) if day else timex.month(year, number)
    if year:
        return _placed(kind, year, number, day)
    if len(readings) > 1 or name not in _KNOWN:
        return None  # "Nisan", "Tir", "Asad" are names too
    tokens = tokens_at(reading, *match.span("m"))
    if not day and (
        not _BEFORE.search(folded, max(0, match.start() - 16), match.start())
        or any(token.ent_type_ == "PERSON" for token in tokens)
    ):
        return None
    if published is None:
        return Timex("DATE", "XXXX-XX-XX" if day else "XXXX-XX")
    middle = _year_of(kind, published.year)
    values = [_placed(kind, middle + off, number, day) for off in (-1, 0, 1, 2)]
    days = {date.fromisoformat(value.earliest): value for value in values if value.earliest}
    chosen = timex.nearest(list(days), published, tense(tokens, direct=True), tense(tokens))
    if chosen is None:
        return None
    value = days[date.fromisoformat(chosen.value)]
    return value if chosen.earliest else Timex("DATE", value.value)


def _fits(kind: str, year: int) -> bool:
    if not year:
        return kind != "levantine"
    if kind == "levantine":
        return 1900 <= year < 2100
    return 5700 <= year < 5900 if kind == "hebrew" else 1200 <= year < 1600


def _placed(kind: str, year: int, number: int, day: int) -> Timex:
    """A day, or with 0 the month, as a Gregorian one: of a month, the value is that of its middle."""
    find = _KINDS[kind][0]
    if day:
        return _loose(kind, timex.day(find(year, number, day)))
    first = find(year, number, 1)
    length = 31 if kind == "solar" and number < 7 else 30
    middle = first + 14 * _DAY
    value = timex.interval(f"{middle.year:04}-{middle.month:02}", first, first + (length - 1) * _DAY)
    return _loose(kind, value)
