"""Durations ("two years", "a 14-day visit"), sets ("every day", "600 trucks a day") and days counted back
from the publication ("three weeks ago"). Each is found at its unit of time and read to the left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from truceline.extract import timex
from truceline.extract.antecedents import shifted, unsettled
from truceline.extract.numbers import has_number, read
from truceline.extract.reading import Reading
from truceline.extract.tense import tokens_at
from truceline.extract.timex import Found, Shift, Timex
from truceline.resources import any_of, table

_CALENDAR = table("calendar.toml")
_UNITS: dict[str, tuple[str, int, str]] = _CALENDAR["units"]
_PLURALS = {**{f"{unit}s": unit for unit in _UNITS}, "centuries": "century"}
_FREQUENCIES: dict[str, str] = _CALENDAR["frequencies"]
_VAGUE = frozenset(_CALENDAR["amounts"]["vague"])
_BEFORE_ONE = frozenset(_CALENDAR["amounts"]["before_one"])
_BEFORE_PLURAL = frozenset(_CALENDAR["amounts"]["before_plural"])
_HALVES = {"H": "30M", "D": "T12H", "Y": "6M"}
_UNIT = re.compile(
    rf"\b(?P<unit>{any_of([*_UNITS, *_PLURALS])})(?P<half> and a half)?"
    r"(?P<ago> ago)?(?P<now> from (?:now|today))?\b"
    r"(?P<age>[ -]olds?\b| of age\b|-end\b)?(?P<long>[ -]?long\b)?"
    r"(?P<after>,? (?:or (?:so|two|more)|(?P<shift>later|earlier)|before|after|since)\b)?"
)
_LEFT = re.compile(r"(?:[a-z0-9½,./]+[ -]){1,7}\Z")
_EACH = re.compile(r"\b(?:each|every|per)(?P<other> other)?(?: (?P<count>[a-z0-9-]+))? \Z")
_ARTICLE = re.compile(r"\ban? \Z")
_PIECE = re.compile(r"[a-z0-9½,./]+")
_FREQUENCY = re.compile(rf"\b(?:{any_of(_FREQUENCIES)})\b")
_PARTS: dict[str, str] = _CALENDAR["parts"]
_SEASONS: dict[str, str] = _CALENDAR["seasons"]
_EVERY = re.compile(
    rf"\b(?:every|each) (?:(?P<part>{any_of(_PARTS)})|(?P<season>{any_of(_SEASONS)})|weekend)\b|\bweekends\b"
)
_FILLERS = frozenset(("more", "full", "straight", "consecutive", "whole", "long", "additional"))
_BOUNDS = re.compile(r"\b(?:more than|less than|at least|at most|over|(?P<near>almost|nearly)) \Z")
_PAST = re.compile(r"\b(?:the )?(?:last|past|next|coming|previous|first|final) \Z")
_SET_HOURS = frozenset(("the", "early", "late", "small", "working", "opening"))
"""In front of "hours of": no length of time."""
_LONGEST = 1e12


@dataclass(frozen=True, slots=True)
class _Amount:
    """So many units, written from `start` on; None for a number that is not told."""

    start: int
    number: float | None


def find_durations(reading: Reading, folded: str, published: date | None) -> Iterator[Found]:
    """Durations, sets and "ago" of a text, given in lower case too."""
    for match in _FREQUENCY.finditer(folded):
        if reading.clean.text[match.start()].islower():  # "the Daily Beacon" is a paper
            yield match.start(), match.end(), Timex("SET", _FREQUENCIES[match.group()])
    for match in _EVERY.finditer(folded):
        value = f"XXXX-{_SEASONS[match['season']]}" if match["season"] else "XXXX-WXX-WE"
        yield *match.span(), Timex("SET", f"XXXX-XX-XXT{_PARTS[match['part']]}" if match["part"] else value)
    for match in _UNIT.finditer(folded):
        if match["age"] or _is_name(reading, match.start()):
            continue  # an age; "60 Minutes", a programme
        unit = _UNITS[_PLURALS.get(match["unit"], match["unit"])]
        found = _set(reading, folded, match, unit) or _duration(folded, match, unit, published)
        if found is not None:
            yield found


def _is_name(reading: Reading, start: int) -> bool:
    return reading.clean.text[start].isupper() and not tokens_at(reading, start, start + 1)[0].is_sent_start


def _set(reading: Reading, folded: str, match: re.Match[str], unit: tuple[str, int, str]) -> Found | None:
    if match["ago"] or match["after"] or match["long"]:
        return None
    window = max(0, match.start() - 24), match.start()
    count: float | None = None
    if each := _EACH.search(folded, *window):
        start, count = each.start(), 2 if each["other"] else 1
        if each["count"]:
            number = read(each["count"])
            count = None if number is None else number.value
    elif article := _ARTICLE.search(folded, *window):
        start = article.start()
        count = 1 if _is_rate(reading, folded, start, match.end()) else None
    value = _value(count, unit) if count else None
    return None if value is None else (start, match.end("unit"), Timex("SET", value))


def _is_rate(reading: Reading, folded: str, start: int, end: int) -> bool:
    """Whether "a day" stands behind what is counted ("600 trucks a day", "twice a year")."""
    left = folded[max(0, start - 60) : start]
    if not has_number(left) and not left.endswith(("once ", "twice ", "times ")):
        return False
    tokens = tokens_at(reading, start, end)
    before = tokens[0].nbor(-1) if tokens.start else None
    return (
        before is not None
        and tokens.root.dep_ in ("npadvmod", "dobj", "appos", "nmod")
        and (
            before.pos_ in ("NOUN", "PROPN", "NUM", "SYM")
            or before.lower_ in ("once", "twice", "%", "more", "so")
        )
    )


def _duration(
    folded: str, match: re.Match[str], unit: tuple[str, int, str], published: date | None
) -> Found | None:
    amount = _amount(folded, match)
    if amount is None:
        return None
    end = match.end("ago") if match["ago"] else match.end("half") if match["half"] else match.end("unit")
    if match["long"]:
        end = match.end("long")
    number = amount.number
    if number is not None:
        number += 0.5 if match["half"] else 0
        if not 0 < number <= _LONGEST:
            return None
    start, bounded = _extended(folded, amount.start, bool(match["ago"]))
    if match["ago"]:
        return start, end, _ago(number, unit, published, bounded)
    if match["now"]:
        return start, match.end("now"), _ahead(number, unit, published)
    if match["shift"] and number == round(number or 0.5) and not unit[0] and number < 10_000:
        off = round(number) * unit[1] * (1 if match["shift"] == "later" else -1)
        return start, match.end("shift"), unsettled(Shift(unit[2], off))
    value = _value(number, unit)
    return None if value is None else (start, end, Timex("DURATION", value))


def _extended(folded: str, start: int, ago: bool) -> tuple[int, bool]:
    """The start with "past" and "more than" before it, and whether they bound the amount."""
    if past := _PAST.search(folded, max(0, start - 16), start):
        return past.start(), False  # "over the past year" bounds nothing
    bound = _BOUNDS.search(folded, max(0, start - 12), start)
    if bound and (ago or not bound["near"]):
        return bound.start(), True
    return start, False


def _amount(folded: str, match: re.Match[str]) -> _Amount | None:
    """The number to the left of a unit."""
    left = _LEFT.search(folded, max(0, match.start() - 48), match.start())
    pieces = [] if left is None else list(_PIECE.finditer(folded, left.start(), left.end()))
    if match["long"] and not pieces:
        return _Amount(match.start(), 1 if match["unit"] in _UNITS else None)
    while len(pieces) > 1 and pieces[-1].group() in _FILLERS:
        pieces.pop()
    end = pieces[-1].end() if pieces else 0
    hyphen = folded[match.start() - 1] == "-" if match.start() else False
    if match["unit"] == "second" and not hyphen:
        return None  # an ordinal
    for piece in pieces:
        phrase = folded[piece.start() : end]
        number = read(phrase)
        if number is not None and not number.suffix:
            if number.value == 1 and number.spelled:
                return _one(folded, match, piece.start(), hyphen)
            return _Amount(piece.start(), number.value if number.low == number.high else None)
        if phrase in _VAGUE and not folded.endswith("as ", 0, piece.start()):  # "twice in as many days"
            return _Amount(piece.start(), None)
        if phrase in ("a", "an", "half an", "half a"):
            return _one(folded, match, piece.start(), hyphen, 0.5 if phrase.startswith("half") else 1)
    last = [piece.group() for piece in pieces[-2:]]
    if (
        last
        and match["unit"] in ("hour", "week", "month", "year", "decade", "century")
        and (last[-1] == "past" or last == ["the", "last"])
    ):
        return _Amount(match.start(), 1)
    return _plural(folded, match, last[-1] if last else "")


def _one(folded: str, match: re.Match[str], start: int, hyphen: bool, number: float = 1) -> _Amount | None:
    """ "A day" and "one day" are durations only where a preposition or "later" makes them so."""
    before = folded[max(0, start - 14) : start].rstrip().rpartition(" ")[2]
    if hyphen or match["ago"] or match["after"] or match["half"] or number != 1 or before in _BEFORE_ONE:
        return _Amount(start, number)
    return None


def _plural(folded: str, match: re.Match[str], before: str) -> _Amount | None:
    """ "For weeks", "months of siege", "years ago": so many that nobody counts them."""
    if match["unit"] not in _PLURALS:
        return _Amount(match.start(), 1) if match["long"] else None
    if match["ago"] or match["after"] or match["long"]:
        return _Amount(match.start(), None)
    if before in ("recent", "coming"):
        start = match.start() - len(before) - 1
        return _Amount(start - 4 if folded.endswith("the ", 0, start) else start, None)
    if before in _BEFORE_PLURAL or (before not in _SET_HOURS and folded.startswith(" of ", match.end())):
        return _Amount(match.start(), None)
    return None


def _ago(number: float | None, unit: tuple[str, int, str], published: date | None, bounded: bool) -> Timex:
    short, factor, letter = unit
    if number is None or short:
        return Timex("TIME" if short else "DATE", "PAST_REF")
    found = timex.ago(number * factor, letter, published, factor)
    return Timex(found.type, found.value) if bounded else found


def _ahead(number: float | None, unit: tuple[str, int, str], published: date | None) -> Timex:
    short, factor, letter = unit
    if number is None or short or published is None or number != int(number) or number > 500:
        return Timex("TIME" if short else "DATE", "FUTURE_REF")
    return Timex("DATE", shifted(Shift(letter, int(number) * factor), published).value)


def _value(number: float | None, unit: tuple[str, int, str]) -> str | None:
    """A TIMEX3 value; None for a fraction that it cannot write."""
    short, factor, letter = unit
    if number is None:
        return f"P{short}X{letter}"
    count = number * factor
    if count == int(count):
        return f"P{short}{int(count)}{letter}"
    if count - int(count) != 0.5 or letter not in _HALVES:
        return None
    whole = f"{int(count)}{letter}" if int(count) else ""
    return f"P{short}{whole}{_HALVES[letter]}"
