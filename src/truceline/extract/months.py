"""Months, years and decades, without a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from spacy.tokens import Span as Tokens

from truceline.extract import timex
from truceline.extract.antecedents import yearless
from truceline.extract.patterns import FULL_MONTHS, MONTH, MONTHS, YEAR, before, is_part_of_name, tenses
from truceline.extract.reading import Reading
from truceline.extract.tense import tokens_at
from truceline.extract.timex import Found

_COUNTS = frozenset(("CARDINAL", "QUANTITY", "MONEY", "PERCENT", "LAW", "PRODUCT", "ORDINAL", "TIME", "FAC"))

_IN_MONTH = re.compile(
    rf"\b(?P<m>{MONTH})(?:(?:,? of|,)? (?P<y>{YEAR})\b(?![-/,.]\d)"
    r"| (?P<which>this|last|next) year\b|(?! \d))"
)
_IN_YEAR = re.compile(
    rf"(?<![\w.,:/#$€£+@])(?<!\d-)(?<!\d–)(?P<y>{YEAR})(?P<s>['’]?s\b)?(?!\w|[.,:/]\d|[%-]\w|–\d\d\b(?!\d))"
)
_YEARS = re.compile(rf"(?<![\w.,:/#$€£+@-])(?P<y>{YEAR})[-–](?P<last>{YEAR})(?!\w|[.,:/-]\d)")
_EIGHTIES = re.compile(r"(?<=\bthe )['’`]?(?P<s>[2-9]0)s\b|(?<![\w'’])['’`](?P<s2>[2-9]0)s\b")
_BEFORE_MONTH = re.compile(
    r"\b(?:in|since|by|until|till|through|during|before|after|from|of|for|and|or|to|between|around|about"
    r"|the|late|early|mid|last|next|this)[ -]\Z"
)
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|through|during|between|before|after|around|early|late|post|pre)[ -]"
    r"|\b(?:1[5-9]|20)\d\d(?: (?:and|or|to) |[-–])|\()\Z"
)


def find_months(reading: Reading, text: str, published: date | None) -> Iterator[Found]:
    for match in _IN_MONTH.finditer(text):
        number, left = MONTHS[match["m"].lower().rstrip(".")], before(text, match.start())
        span = left.start(), match.end()
        if match["y"]:
            yield *span, timex.month(int(match["y"]), number)
            continue
        tokens = tokens_at(reading, *match.span())
        if not _is_month(text, match, left, tokens):
            continue
        which = (left["which"] or "").lower()
        if match["which"] and published is not None:
            year = published.year + {"last": -1, "this": 0, "next": 1}[match["which"]]
            value = timex.month(year, number)
        elif which in ("last", "next"):
            value = timex.named_month(number, published, 1 if which == "next" else -1)
        elif which == "this" and published is not None:
            value = timex.month(published.year, number)
        else:
            value = yearless(timex.month_of_year(number, published, *tenses(tokens)))
        yield *span, value


def _is_month(text: str, match: re.Match[str], left: re.Match[str], tokens: Tokens) -> bool:
    """Whether a month without a day or a year is one, and no name, verb or abbreviation."""
    if match["m"].lower() not in FULL_MONTHS or is_part_of_name(tokens):
        return False
    if left["which"] or left["early"] or match["which"]:
        return True
    found = _BEFORE_MONTH.search(text[max(0, match.start() - 9) : match.start()].lower())
    if found is None:
        return False
    if match["m"] in ("May", "March"):  # a verb, a protest, a surname
        return tokens.root.pos_ == "PROPN" and found.group()[:-1] not in (
            "and",
            "or",
            "to",
            "for",
            "after",
            "before",
        )
    return True


def find_years(reading: Reading, text: str, published: date | None) -> Iterator[Found]:
    for match in _YEARS.finditer(text):
        if int(match["y"]) < int(match["last"]):
            for group in ("y", "last"):
                yield *match.span(group), timex.year(int(match[group]))
    for match in _EIGHTIES.finditer(text):
        yield *match.span(), timex.decade(1900 + int(match["s"] or match["s2"]))
    for match in _IN_YEAR.finditer(text):
        number, start = int(match["y"]), before(text, match.start()).start("early")
        start = match.start() if start < 0 else start
        if match["s"]:
            if number % 10 == 0:
                yield start, match.end(), timex.decade(number)
            continue
        token = tokens_at(reading, *match.span("y"))[0]
        preposition = _BEFORE_YEAR.search(text[max(0, match.start() - 12) : match.start()].lower())
        is_count = token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ in ("NNS", "NNPS")
        if token.ent_type_ in _COUNTS and (preposition is None or is_count):
            continue
        if preposition is not None or token.ent_type_ in ("DATE", "EVENT"):
            yield start, match.end(), timex.year(number)
