"""The dateline: where a report was written, when, and by which agency.

    PORT SELVA, May 3 (MPA) — The talks ...
    place       day    credit sign

Places in capitals need a sign behind them; places of any other spelling need an agency or a day as well.
What is left in doubt ("Port Selva — where the talks ...") is no dateline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from truceline import resources
from truceline.clean.agencies import agency_in_dateline, known_agency
from truceline.clean.dates import DayOfYear, day_of_year

_LONGEST = 140
_SIGN = re.compile(r"\s*(?:--+|[—―])\s*|\s*–\s+|\s+[-_]\s+|:\s+|(?<=\w)-(?=[A-Z“\"])")
_CREDIT = re.compile(r"\((?P<inside>[^()\n]{2,40})\)|\.?\s?/(?P<slashes>[A-Z-]{2,9})/\.?")
_SIGN_BEHIND_CREDIT = re.compile(r"\s*(?:--+|[—―–:_-])?\s*")
_WEEKDAY = re.compile(r",?\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
_PLACE = re.compile(r"[^\W\d_][^\W\d_.,/'’ -]*(?:[.,/'’ -]+[^\W\d_][^\W\d_.,/'’ -]*)*\.?")
_MOST_PARTS = 6
_MOST_WORDS = 7
_MOST_WORDS_BEFORE_COLON = 4
_LEAST_NEWS = 40
_SPEAKER = re.compile(r"^[ \t]*[A-Z][A-Z.'’ -]{2,40}:\s", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Dateline:
    """`place` is as written; `end` is where the news begins. `sure` unless a colon alone says so."""

    place: str | None
    agency: str | None
    day: DayOfYear | None
    end: int
    sure: bool = True


class _Left(NamedTuple):
    """What stands before the credit or the sign."""

    place: str
    agency: str | None
    day: DayOfYear | None
    capitals: bool


def find_dateline(text: str, start: int, outlet: str | None = None) -> Dateline | None:
    """The dateline that begins at `start`. An outlet's own credit ("WASHINGTON (CNN)") names no agency."""
    line = text[start : start + _LONGEST].split("\n", 1)[0]
    found = _with_credit(line, outlet or "") or _with_sign(line)
    if found is None:
        return None
    certain = found.agency is not None or found.day is not None
    news = text[start + found.end : start + _LONGEST] if certain else line[found.end :]
    if not news.strip():
        return None  # Places alone on a line are a headline, unless an agency or a day stands with them.
    if not found.sure and len(_SPEAKER.findall(text, 0, 20_000)) > 1:
        return None  # A lone colon may also follow a speaker, and a speaker speaks more than once.
    return replace(found, end=start + found.end)


def _with_credit(line: str, outlet: str) -> Dateline | None:
    """PLACE, day (AGENCY) sign; the place may be missing, and the sign for what is well known."""
    credit = next(
        (found for found in _CREDIT.finditer(line) if found["inside"] or known_agency(found["slashes"])), None
    )
    left = _read_left(line[: credit.start()]) if credit else None
    if credit is None or left is None:
        return None
    name = credit["inside"] or credit["slashes"]
    agency = agency_in_dateline(name)
    known = known_agency(name) is not None
    own = not known and _is_own(name, outlet)
    agency = None if own else agency
    behind = _SIGN_BEHIND_CREDIT.match(line, credit.end())
    end = behind.end() if behind else credit.end()
    sign = bool(behind and behind.group().strip()) or credit["slashes"] is not None
    if not (known or own) and (not sign or not left.place or _initials(left.place) == name):
        return None
    if agency is None and not own and not left.capitals:
        return None
    if not sign and (not _begins_sentence(line, end) or not (left.place or own)):
        return None
    return Dateline(left.place or None, agency, left.day, end)


def _with_sign(line: str) -> Dateline | None:
    """PLACE, day sign; or PLACE, AGENCY sign."""
    for sign in _SIGN.finditer(line):
        left = _read_left(line[: sign.start()])
        if left is None or not left.place:
            return None
        if left.agency or (left.day and sign.group() != "-"):
            return Dateline(left.place, left.agency, left.day, sign.end())
        if sign.group() == "-":
            continue
        if not left.capitals or not _begins_sentence(line, sign.end()):
            return None
        colon = sign.group().startswith(":")
        if colon and not _may_have_colon(left.place, line[sign.end() :]):
            return None
        return Dateline(left.place, None, None, sign.end(), sure=not colon)
    return None


def _may_have_colon(place: str, news: str) -> bool:
    few = len(place.split()) <= _MOST_WORDS_BEFORE_COLON
    return few and len(news) >= _LEAST_NEWS and not news[:_LEAST_NEWS].isupper()


def _read_left(left: str) -> _Left | None:
    """Places, day and agency; None for what cannot be the beginning of a dateline."""
    left = left.strip().rstrip(",")
    agency = day = None
    before, comma, last = left.rpartition(",")
    if comma and (agency := known_agency(last)):
        left = before
    left = _WEEKDAY.sub("", left)
    for words in (3, 2):
        pieces = left.rsplit(None, words)
        if len(pieces) > words and (day := day_of_year(" ".join(pieces[1:]).strip(",. "))):
            left = pieces[0]
            break
    place = " ".join(left.strip(" ,").split())
    if "," not in place:
        place = place.rstrip(".")  # "MOSCOW. May 3", but "LEXINGTON, Va."
    if not place:
        return _Left("", agency, day, capitals=False)
    parts = [part.strip() for part in re.split("[,/]", place)]
    if not _PLACE.fullmatch(place) or len(parts) > _MOST_PARTS or not all(map(_is_name, parts)):
        return None
    if _is_no_place(parts[0]):
        return None
    capitals = parts[0].isupper() and sum(map(str.isalpha, parts[0])) > 2
    return _Left(place, agency, day, capitals)


def _is_name(part: str) -> bool:
    """Capitalised words, with short ones between them ("Rio de Janeiro")."""
    words = part.split()
    if not 0 < len(words) <= _MOST_WORDS or not (words[0][0].isupper() and words[-1][0].isupper()):
        return False
    return all(word[0].isupper() or len(word) <= 3 for word in words)


def _is_no_place(part: str) -> bool:
    weekdays = resources.table("calendar.toml")["weekdays"]
    return part.upper() in resources.words("not_places.txt") or part.casefold() in weekdays


def _begins_sentence(line: str, start: int) -> bool:
    return (
        re.match(r"[\"“‘'(\[$€£]*[^\W_a-z]", line[start : start + 5]) is not None
        and not line[start].islower()
    )


def _is_own(name: str, outlet: str) -> bool:
    letters = re.sub(r"\W+|\.com\b", "", name.casefold())
    return len(letters) > 1 and letters in re.sub(r"\W+", "", outlet.casefold())


def _initials(place: str) -> str:
    return "".join(word[0] for word in re.split(r"[\s-]+", place) if word[:1].isupper())
