"""Quarters and halves of a year, seasons, centuries, and times that have no bounds ("now", "the future")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from truceline.extract import timex
from truceline.extract.numbers import read
from truceline.extract.reading import Reading
from truceline.extract.tense import tense, tokens_at
from truceline.extract.timex import Found, Timex
from truceline.resources import any_of, table

_CALENDAR = table("calendar.toml")
_ORDINALS: dict[str, int] = _CALENDAR["ordinals"]
_SEASONS: dict[str, str] = _CALENDAR["seasons"]
_REFERENCES: dict[str, str] = _CALENDAR["references"]
_YEAR = r"(?:1[5-9]|20)\d\d"
_OF_YEAR = rf"(?:(?:,? of|,|) (?P<y>{_YEAR})\b|(?: of)? (?P<which>last|this|next|the) year\b)"
_MOD = r"(?:\b(?:early|late|mid)[ -])?"
_QUARTER = re.compile(rf"\b(?:the )?(?P<ord>{any_of(_ORDINALS)})[ -](?P<unit>quarter|half)\b{_OF_YEAR}?")
_SHORT_QUARTER = re.compile(
    rf"\bq(?P<q>[1-4])(?: |-| of )(?P<y>{_YEAR})\b|\b(?P<y2>{_YEAR})[ -]q(?P<q2>[1-4])\b"
)
_SEASON = re.compile(
    rf"(?:\bthe )?{_MOD}\b(?P<season>{any_of(_SEASONS)})\b{_OF_YEAR}?"
    rf"|\b(?:fiscal|financial) (?:year )?(?P<fiscal>{_YEAR})\b"
)
_CENTURY = re.compile(
    rf"(?:\bthe )?{_MOD}\b(?:(?P<digits>\d\d?)(?:st|nd|rd|th)"
    r"|(?P<word>[a-z]{4,12}th|twenty[ -]first|first|second|third))"
    r"[ -]century\b"
)
_REFERENCE = re.compile(rf"\b(?:{any_of(_REFERENCES)})\b(?![-’'])")
_BEFORE_SEASON = re.compile(r"\b(?:in|during|since|by|until|through|before|after|of|over|throughout) \Z")
_ENDS = re.compile(r"\s?(?:[.,;:)]|\Z)")
_TIES = re.compile(r"\A(?:twenty|thirty)[ -]")


def find_periods(reading: Reading, folded: str, published: date | None) -> Iterator[Found]:
    """The quarters, seasons, centuries and references of a text, given in lower case too.

    A pattern that begins with what any word may be is tried only where its noun is in the text."""
    for match in _QUARTER.finditer(folded) if "quarter" in folded or "half" in folded else ():
        value = _quarter(reading, match, published)
        if value is not None:
            yield *match.span(), value
    for match in _SHORT_QUARTER.finditer(folded):
        year, number = int(match["y"] or match["y2"]), int(match["q"] or match["q2"])
        yield *match.span(), timex.months(f"{year:04}-Q{number}", year, 3 * number - 2, 3)
    for match in _SEASON.finditer(folded):
        if match["fiscal"]:
            yield *match.span(), Timex("DATE", f"FY{match['fiscal']}")
        elif (value := _season(reading, folded, match, published)) is not None:
            yield *match.span(), value
    for match in _CENTURY.finditer(folded) if "century" in folded else ():
        century = _century(match)
        if century is not None:
            yield *match.span(), timex.century(century)
    yield from _references(reading, folded)


def _references(reading: Reading, folded: str) -> Iterator[Found]:
    text = reading.clean.text
    for match in _REFERENCE.finditer(folded):
        words = match.group()
        if folded.endswith(("most ", "more "), 0, match.start()) or text[match.start() :].startswith("Now"):
            continue  # "most recently last May"; "Now, they ..." goes on with a story
        if text[match.start() : match.end()].isupper() or (
            text[match.start()].isupper() and not tokens_at(reading, *match.span())[0].is_sent_start
        ):
            continue  # a name
        if words == "the past" and not _ENDS.match(folded, match.end()):
            continue  # "the past three years"
        yield *match.span(), Timex("DATE", _REFERENCES[words])


def _quarter(reading: Reading, match: re.Match[str], published: date | None) -> Timex | None:
    size = 3 if match["unit"] == "quarter" else 6
    number = _ORDINALS[match["ord"]]
    if number * size > 12 or (size == 6 and not match["y"] and not match["which"]):
        return None  # a match has halves too
    year = _year_meant(match, published)
    letter = "Q" if size == 3 else "H"
    if year is not None:
        return timex.months(f"{year:04}-{letter}{number}", year, (number - 1) * size + 1, size)
    if published is None:
        return Timex("DATE", f"XXXX-{letter}{number}")
    begun = published.month > (number - 1) * size
    tokens = tokens_at(reading, *match.span())
    ahead = tense(tokens) == "future" and published.month > number * size
    year = published.year + ahead - (not begun and tense(tokens) != "future")
    return Timex("DATE", f"{year:04}-{letter}{number}")


def _season(reading: Reading, folded: str, match: re.Match[str], published: date | None) -> Timex | None:
    season = tokens_at(reading, *match.span("season"))
    if season.root.pos_ not in ("NOUN", "PROPN"):
        return None
    if not match["y"] and not match["which"]:
        if match.start() == match.start("season") or season.root.dep_ == "compound":
            return None  # "a spring", "summer camps"
        if not _BEFORE_SEASON.search(folded, max(0, match.start() - 12), match.start()):
            return None
    elif season.root.text[0].isupper() and season.root.nbor(-1).text[:1].isupper() and season.start:
        return None  # "Arab Spring of 2011"
    code = _SEASONS[match["season"]]
    year = _year_meant(match, published)
    if year is not None:
        return Timex("DATE", f"{year:04}-{code}")
    if published is None:
        return Timex("DATE", f"XXXX-{code}")
    return timex.season(code, published, 1 if tense(season) == "future" else -1)


def _year_meant(match: re.Match[str], published: date | None) -> int | None:
    if match["y"]:
        return int(match["y"])
    if match["which"] and published is not None:
        return published.year + {"last": -1, "this": 0, "the": 0, "next": 1}[match["which"]]
    return None


def _century(match: re.Match[str]) -> int | None:
    if match["digits"]:
        number = int(match["digits"])
    else:
        tens = _TIES.match(match["word"])
        rest = match["word"][tens.end() :] if tens else match["word"]
        number = _ORDINALS.get(rest) or _cardinal(rest) or 0
        if tens and number:
            number += 20 if match["word"].startswith("twenty") else 30
    return number if 1 <= number <= 30 else None


def _cardinal(ordinal: str) -> int | None:
    stem = ordinal.removesuffix("th")
    for word in (stem, stem + "e", stem + "t", stem.removesuffix("f") + "ve", stem.removesuffix("ie") + "y"):
        if (number := read(word)) is not None:
            return int(number.value)
    return None
