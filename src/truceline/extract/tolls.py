"""Tolls: "the death toll in Gaza has risen to 342" counts people killed.

Read from the words alone, since headlines have no grammar that a parser knows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from truceline.resources import any_of, table

_WORDS = table("tolls.toml")
_REACHING: dict[str, str | None] = {
    word: None if bound == "exactly" else bound
    for bound, words in _WORDS["reaching"].items()
    for word in words
}
_TOLL = re.compile(
    rf"(?<!\w)(?<!-)(?:(?P<other>{any_of(_WORDS['other'])})[ -])?(?:{any_of(_WORDS['nouns'])})"
    rf"(?!\w)(?!{any_of(_WORDS['behind'])})(?! on\b(?! (?:mon|tues|wednes|thurs|fri|satur|sun)day))"
)
_LAST = re.compile(rf"(?:(?<=\s)|^)(?P<word>{any_of(_REACHING)})\s*\Z")
_PARTING = re.compile(rf"\b(?:{any_of(_WORDS['parting'])})\b")
_OPEN = re.compile(rf"(?:\b|(?<=\w))(?:{any_of(_WORDS['open'])})\b")
_AGO = re.compile(
    r"\bon (?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|afternoon|evening|night))?\b|"
    r"\b(?:since|from|by|on|day|of|in) (?:(?:day|the) )?(?:[a-z]+\.? )?"
    r"\d[\d,.]*(?:st|nd|rd|th)?\b(?:,? \d{4}\b)?"
)
_END = re.compile(r"[\n!?;|]|(?:\A|\w{4})[.] ")
_REACH = 140
"""Characters between a toll and its number."""


@dataclass(frozen=True, slots=True)
class Toll:
    """The toll at `text[start:end]` of which a number tells, and what the `word` in front makes of the
    number:
    "tops 300" is 300 at least."""

    start: int
    end: int
    bound: str | None
    word: str | None = None


def toll_of(folded: str, number: int) -> Toll | None:
    """The toll that the number at a place of a text in lower case is; None where it is none, or where the
    text only fears or expects it."""
    before = folded[max(0, number - _REACH) : number]
    tolls = list(_TOLL.finditer(before))
    if not tolls or tolls[-1]["other"]:
        return None
    toll = tolls[-1]
    between = before[toll.end() :]
    last = _LAST.search(between)
    own = _AGO.sub("", between[: last.start()] if last else between)
    if last is None and own.strip():
        return None
    if _END.search(own) or _PARTING.search(own) or _OPEN.search(between) or any(map(str.isdigit, own)):
        return None
    start = number - len(before)
    return Toll(
        start + toll.start(),
        start + toll.end(),
        _REACHING[last["word"]] if last else None,
        last["word"] if last else None,
    )
