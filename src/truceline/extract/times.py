"""Time expressions, as TIMEX3.

A time that the report does not fix has no interval; its value is the likeliest day, or has X for what is
unknown. What is a name ("the Sunday Beacon", "Lord May") or a mere number is no time, and neither is an age.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from truceline.extract import timex
from truceline.extract.antecedents import find_told, settle, yearless
from truceline.extract.clocks import find_clocks, hour
from truceline.extract.durations import find_durations
from truceline.extract.holidays import find_holidays
from truceline.extract.modifiers import joined, modified
from truceline.extract.months import find_months, find_years
from truceline.extract.numbers import fold
from truceline.extract.patterns import (
    DAY,
    MONTH,
    MONTHS,
    PART,
    PARTS,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    before,
    is_part_of_name,
    tenses,
)
from truceline.extract.periods import find_periods
from truceline.extract.reading import Reading
from truceline.extract.relative import find_relative
from truceline.extract.tense import lean, tense, tokens_at
from truceline.extract.timex import Found, Timex
from truceline.model.claims import Time
from truceline.plugins import Extractor

_DATE = re.compile(
    rf"(?<![\w./-])(?:(?P<wd>{WEEKDAY}),? )?(?:"
    rf"(?P<m>{MONTH}) (?P<d>{DAY})(?:st|nd|rd|th)?"
    rf"(?P<more> ?[-–] ?{DAY}| and {DAY}(?= ?[.,;:)]))?(?:,? (?P<y>{YEAR}))?"
    rf"|(?:(?P<first>{DAY})(?:st|nd|rd|th)?(?: ?[-–] ?| to | and ))?"
    rf"(?P<d2>{DAY})(?:st|nd|rd|th)?(?: of)? (?P<m2>{MONTH})(?:,? (?P<y2>{YEAR}))?"
    rf"|(?P<iso>{YEAR}-[01]\d-[0-3]\d)"
    rf"|(?P<d3>\d{{1,2}})(?P<sep>[./])(?P<m3>\d{{1,2}})(?P=sep)(?P<y3>{YEAR})"
    r")(?!\w|[:/-]?\d|[.,]\d)"
)
_ON_WEEKDAY = re.compile(rf"\b(?P<wd>{WEEKDAY})(?P<s>s)?(?: (?P<part>{PART})s?)?\b")
_DAY_OF_LIST = re.compile(rf" {DAY}(?:,| and| or| to) {WEEKDAY}")
_SAME_DAY = re.compile(
    r"(?P<far>\b(?:minute|hour|day|week|month|year)s? )?\b(?:[Ll]ater|[Ee]arlier)(?: on)? \Z"
)
_EVERY = re.compile(r"\b(?:[Ee]very|[Ee]ach) \Z")


def find_times(reading: Reading) -> tuple[Time, ...]:
    """The time expressions of a report, in the order of the text; where two overlap, the longer one."""
    text, published = reading.clean.text, _published(reading)
    folded = fold(text)
    found: list[Found] = []
    for find in (_dates, find_months, find_years, _weekdays):
        found += find(reading, text, published)
    found += find_clocks(text)
    found += find_relative(reading, folded, published)
    found += find_durations(reading, folded, published)
    found += find_periods(reading, folded, published)
    found += find_holidays(reading, folded, published)
    found += find_told(folded)
    settled = settle(reading, joined(folded, _longest(found)), published)
    return tuple(_time(reading, *one) for one in modified(folded, settled, published))


def _published(reading: Reading) -> date | None:
    try:
        found = date.fromisoformat((reading.report.published or "")[:10])
    except ValueError:
        return None
    return found if 1500 <= found.year < 2200 else None


def _longest(found: list[Found]) -> Iterator[Found]:
    kept: Found | None = None
    for one in sorted(found, key=lambda one: one[:2]):
        if kept is None or one[1] - one[0] > kept[1] - kept[0] or one[0] >= kept[1]:
            if kept is not None and one[0] >= kept[1]:
                yield kept
            kept = one
    if kept is not None:
        yield kept


def _time(reading: Reading, start: int, end: int, value: Timex) -> Time:
    span = reading.chars(start, end)
    return Time(span, reading.text(span), value.type, value.value, value.earliest, value.latest, value.mod)


def _dates(reading: Reading, text: str, published: date | None) -> Iterator[Found]:
    for match in _DATE.finditer(text):
        try:
            yield from _date(reading, match, published)
        except ValueError:
            continue  # no such day


def _date(reading: Reading, match: re.Match[str], published: date | None) -> Iterator[Found]:
    if match["iso"]:
        yield *match.span(), timex.day(date.fromisoformat(match["iso"]))
        return
    if match["d3"]:
        first, second, year = int(match["d3"]), int(match["m3"]), int(match["y3"])
        if match["sep"] == "." or first == second or first > 12:
            yield *match.span(), timex.day(date(year, second, first))
        elif second > 12:
            yield *match.span(), timex.day(date(year, first, second))
        return  # else: 5/6/2020 is in May or in June
    month = MONTHS[(match["m"] or match["m2"]).lower().rstrip(".")]
    days, year_ = [int(match["d"] or match["d2"])], match["y"] or match["y2"]
    if match["more"]:
        days.append(int(re.sub(r"\D", "", match["more"])))
    if not year_ and match["m"] and _counts_people(reading, match):
        return
    direct, around = (None, None) if year_ else tenses(tokens_at(reading, *match.span()))
    ends = [match.end("d"), match.end()] if match["more"] else [match.end()]
    start = match.start()
    if match["first"]:
        days.insert(0, int(match["first"]))
        ends.insert(0, match.end("first"))
    weekday = WEEKDAYS[match["wd"].lower()] if match["wd"] else 0
    for number, end in zip(days, ends, strict=True):
        value = (
            timex.day(date(int(year_), month, number))
            if year_
            else yearless(timex.day_of_month(month, number, published, direct, around, weekday))
        )
        yield start, end, value
        start = match.start("d2") if match["first"] else match.end() - len(str(days[-1]))


def _counts_people(reading: Reading, match: re.Match[str]) -> bool:
    """ "In May 20 people were killed": the number belongs to the people."""
    number = tokens_at(reading, *match.span("d")).root
    return (
        number.dep_ == "nummod"
        and number.head.i > number.i
        and number.head.tag_ in ("NNS", "NNPS")
        and (number.i > 1 and number.nbor(-2).lower_ in ("in", "since"))
    )


def _weekdays(reading: Reading, text: str, published: date | None) -> Iterator[Found]:
    for match in _ON_WEEKDAY.finditer(text):
        number, left = WEEKDAYS[match["wd"].lower()], before(text, match.start())
        tokens = tokens_at(reading, left.start(), match.end())
        if is_part_of_name(tokens):
            continue
        if _DATE.match(text, match.start()):
            continue  # "Tuesday, May 5", which `_dates` finds
        if match["s"]:
            yield *match.span(), Timex("SET", f"XXXX-WXX-{number}")
            continue
        if every := _EVERY.search(text, max(0, match.start() - 6), match.start()):
            yield every.start(), match.end("wd"), Timex("SET", f"XXXX-WXX-{number}")
            continue
        which = (left["which"] or "").lower()
        if _DAY_OF_LIST.match(text, match.end()):
            value = timex.weekday(number, None, None)  # "Sunday 4 and Monday 5 March"
        elif which in ("last", "past", "next"):
            value = timex.named_weekday(number, published, 1 if which == "next" else -1)
        else:
            when = "future" if which == "coming" else tense(tokens)
            value = timex.weekday(number, published, when, lean(tokens))
            same = _SAME_DAY.search(text, max(0, left.start() - 24), left.start())
            if published and same and not same["far"]:
                value = timex.near_weekday(number, published, value)
        if match["part"] or left["clock"]:
            value = timex.at(value, PARTS[match["part"]] if match["part"] else hour(left["clock"]))
        yield left.start(), match.end(), value


extractor = Extractor(fills="times", find=find_times)
