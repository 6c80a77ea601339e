"""What the finders of dates share: patterns of the calendar, and what stands around a date."""

from __future__ import annotations

import re

from spacy.tokens import Span as Tokens

from truceline.extract.clocks import CLOCK
from truceline.extract.tense import tense
from truceline.extract.timex import Tense
from truceline.resources import any_of, table

_CALENDAR = table("calendar.toml")
WEEKDAYS: dict[str, int] = _CALENDAR["weekdays"]
FULL_MONTHS: dict[str, int] = _CALENDAR["months"]
MONTHS: dict[str, int] = {**FULL_MONTHS, **_CALENDAR["month_abbreviations"]}
PARTS: dict[str, str] = _CALENDAR["parts"]
_NAMES = frozenset(("PERSON", "ORG", "WORK_OF_ART", "EVENT", "FAC", "PRODUCT", "LAW", "NORP", "GPE", "LOC"))

DAY = r"(?:0?[1-9]|[12]\d|3[01])"
YEAR = r"(?:1[5-9]|20)\d\d"
WEEKDAY = rf"(?:{any_of(word.title() for word in WEEKDAYS)})"
_FULL = rf"(?:{any_of(word.title() for word in FULL_MONTHS)})\b"
MONTH = rf"(?:{_FULL}|(?:{any_of(word.title() for word in _CALENDAR['month_abbreviations'])})\b\.?)"
PART = rf"(?:{any_of(PARTS)})"
_BEFORE = re.compile(
    rf"(?:(?<![\w.,:/$-])(?P<clock>{CLOCK}) (?:on )?)?"
    r"(?:\b(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast|[Cc]oming) )?"
    r"(?:\b(?P<early>[Ll]ate|[Ee]arly|[Mm]id)(?: on )?[ -]?)?\Z"
)
"""What stands before a weekday, a month or a year, and belongs to it."""
_EVERY = re.compile(r"\b(?:[Ee]very|[Ee]ach) \Z")


def before(text: str, start: int) -> re.Match[str]:
    found = _BEFORE.search(text, max(0, start - 40), start)
    assert found is not None  # it may be empty
    return found


def tenses(tokens: Tokens) -> tuple[Tense, Tense]:
    """The tense of the verb that a time hangs on, and of its clause."""
    return tense(tokens, direct=True), tense(tokens)


def is_part_of_name(tokens: Tokens) -> bool:
    """Whether a longer name holds the tokens: "Sunday Beacon", "Theresa May"."""
    first, after = tokens[0], tokens.doc[tokens.end] if tokens.end < len(tokens.doc) else None
    if first.ent_type_ not in _NAMES:
        return False
    return first.ent_iob_ == "I" or (after is not None and after.ent_iob_ == "I")
