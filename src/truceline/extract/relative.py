"""Times told from the day of publication: "today", "last night", "this week", "over the weekend"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from truceline.extract import timex
from truceline.extract.reading import Reading
from truceline.extract.tense import tense, tokens_at
from truceline.extract.timex import Found, Timex
from truceline.resources import any_of, table

_CALENDAR = table("calendar.toml")
_PARTS: dict[str, str] = _CALENDAR["parts"]
_SEASONS: dict[str, str] = _CALENDAR["seasons"]
_PART = rf"(?:{any_of(_PARTS)})"
_DEICTIC = re.compile(
    rf"\b(?:the day (?P<far>before yesterday|after tomorrow)"
    rf"|(?P<day>today|yesterday|tomorrow)(?: (?P<part>{_PART}))?"
    rf"|(?P<tonight>tonight)|(?P<last>last night)|this (?P<this>{_PART})"
    r"|(?P<weekend>(?:the|this|last|next|past|the past|the coming) weekend)"
    rf"|(?<!the )(?<!these )(?P<which>last|this|next) "
    rf"(?P<unit>week|month|year|decade|quarter|century|{any_of(_SEASONS)}))\b"
)


def find_relative(reading: Reading, folded: str, published: date | None) -> Iterator[Found]:
    """The times of a text, given in lower case too, that are told from its publication."""
    for match in _DEICTIC.finditer(folded):
        if _is_title(reading, *match.span()):
            continue
        if match["unit"]:
            value = _relative_unit(match, published)
        elif match["weekend"]:
            value = _weekend(reading, match, published)
        else:
            value = _near_day(match, published)
        if value is not None:
            yield *match.span(), value


def _is_title(reading: Reading, start: int, end: int) -> bool:
    """Whether the words belong to a name: "USA TODAY", "Harbour Today"."""
    words = reading.clean.text[start:end]
    if not words[0].isupper():
        return False
    first = tokens_at(reading, start, end)[0]
    return words.isupper() or (first.i > 0 and not first.is_sent_start and first.nbor(-1).pos_ == "PROPN")


def _near_day(match: re.Match[str], published: date | None) -> Timex:
    if match["far"]:
        off = 2 if match["far"].startswith("after") else -2
        return timex.day(published + timedelta(days=off)) if published else Timex("DATE", "XXXX-XX-XX")
    off = {"yesterday": -1, "tomorrow": 1}.get(match["day"] or "", -1 if match["last"] else 0)
    part = "NI" if match["tonight"] or match["last"] else _PARTS.get(match["part"] or match["this"] or "")
    if published is None:
        reference = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[off]
        return Timex("TIME", f"XXXX-XX-XXT{part}") if part else Timex("DATE", reference)
    found = timex.day(published + timedelta(days=off))
    return timex.at(found, part) if part else found


def _weekend(reading: Reading, match: re.Match[str], published: date | None) -> Timex:
    which = match["weekend"].split()[-2]
    if which in ("next", "coming"):
        return (
            timex.weekend(published, "future")
            if published and published.isoweekday() < 6
            else timex.weekend(None, None)
        )
    when = tense(tokens_at(reading, *match.span()))
    if which == "this" and when is None:
        return timex.weekend(None, None)
    return timex.weekend(published, when if which not in ("last", "past") else "past")


def _relative_unit(match: re.Match[str], published: date | None) -> Timex | None:
    unit, off = match["unit"], {"last": -1, "this": 0, "next": 1}[match["which"]]
    if published is None:
        return Timex("DATE", {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[off])
    if unit == "week":
        return timex.week(published, off)
    if unit == "month":
        return timex.shifted_month(published, off)
    if unit == "year":
        return timex.year(published.year + off)
    if unit == "decade":
        return timex.decade((published.year // 10 + off) * 10)
    if unit == "quarter":
        quarter = (published.month - 1) // 3 + off
        year, number = published.year + quarter // 4, quarter % 4
        return timex.months(f"{year:04}-Q{number + 1}", year, 3 * number + 1, 3)
    if unit == "century":
        return timex.century((published.year - 1) // 100 + 1 + off)
    return timex.season(_SEASONS[unit], published, off)
