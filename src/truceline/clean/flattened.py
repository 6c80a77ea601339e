"""A header that was flattened into the first line, where a copy of a page has lost its line breaks.

    Talks open in Port Selva MPA Sunday 4 May 2031 Delegates of ...
    Last updated at May 42031 PORT SELVA Delegates of ...

Only what a sentence would hardly hold counts: a label before the date, or the right weekday before it and
no word of a sentence before that. The body stays where it begins: what stands before such a date may be news.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache

from truceline import resources
from truceline.clean.agencies import known_agency
from truceline.clean.dates import FoundDate, date_at
from truceline.clean.header import Head, begins_news, labels_of

_LOOKED_AT = 400
"""Characters of a text in which its header may stand."""
_LEDE = 700
_MOST_WORDS_OF_AGENCY = 3
_LONGEST_AGO = 3
"""Days between a report and the first weekday that it tells of: a day less than what nearly all keep to, so
that one of two days is more often told from the other."""
_BY = re.compile(r"[ \t]+by[ \t]+[^\W\d_a-z]")
_NOT_LAST = re.compile(r"\b(?:next|every|each|coming|following|previous|until|by)\s+\Z", re.IGNORECASE)


def with_flattened_date(text: str, head: Head) -> Head:
    """The head with the date of its text's first lines, if it has none."""
    if head.published is not None or (head.day is not None and head.day.year is not None):
        return head
    return _labelled(text, head) or _behind_weekday(text, head) or _by_weekday(text, head) or head


def _labelled(text: str, head: Head) -> Head | None:
    for label in _published_labels().finditer(text, 0, _LOOKED_AT):
        found = date_at(text, label.end())
        if found is not None and found.value and (_ends(text, found) or _BY.match(text, found.end)):
            return replace(head, published=found.value)
    return None


def _behind_weekday(text: str, head: Head) -> Head | None:
    """The date whose weekday stands before it and is right, behind an agency or the end of a headline."""
    for weekday in _weekdays().finditer(text, 0, _LOOKED_AT):
        found = date_at(text, weekday.start())
        if found is None or not found.value or _number(weekday["name"]) != _isoweekday(found.value):
            continue
        before = text[max(0, weekday.start() - 60) : weekday.start()]
        agency = _agency_at_end(before)
        if agency or (_is_apart(before) and not _is_lower(before) and _ends(text, found)):
            return replace(head, published=found.value, agency=head.agency or agency)
    return None


def _by_weekday(text: str, head: Head) -> Head | None:
    """The date of the header that may be one of two days, where the first weekday of the news fits one."""
    if not head.either:
        return None
    for weekday in _weekdays().finditer(text, head.body, head.body + _LEDE):
        if _NOT_LAST.search(text, max(0, weekday.start() - 12), weekday.start()):
            continue
        number = _number(weekday["name"])
        fitting = [day for day in head.either if _ago(day, number) <= _LONGEST_AGO]
        return replace(head, published=fitting[0]) if len(fitting) == 1 else None
    return None


def _ends(text: str, found: FoundDate) -> bool:
    return begins_news(text, found.end) and not text.startswith(",", found.end)


def _agency_at_end(before: str) -> str | None:
    """The agency that the last words before a date name, unless a sentence leads to it ("told Reuters")."""
    pieces = before.split()
    for count in range(1, min(_MOST_WORDS_OF_AGENCY, len(pieces)) + 1):
        agency = known_agency(" ".join(pieces[-count:]))
        if agency:
            return agency if _is_apart(" ".join(pieces[:-count])) else None
    return None


def _is_apart(before: str) -> bool:
    """Whether a headline or a standfirst may end here: behind none of the words that lead on into a date or
    the name of an agency."""
    last = before.split()[-1:]
    if not last or not last[0][-1].isalnum():
        return not before.rstrip().endswith(",")
    return last[0].isupper() or last[0].lower() not in resources.table("header_labels.toml")["leading"]


def _is_lower(before: str) -> bool:
    return any(word.islower() for word in before.split()[-1:])


def _isoweekday(day: str) -> int:
    return date.fromisoformat(day[:10]).isoweekday()


def _ago(day: str, weekday: int) -> int:
    """Days since the last day of this name."""
    return (_isoweekday(day) - weekday) % 7


def _number(name: str) -> int:
    days: dict[str, int] = resources.table("calendar.toml")["weekdays"]
    return next(number for day, number in days.items() if day.startswith(name.lower()[:3]))


@cache
def _weekdays() -> re.Pattern[str]:
    days = "|".join(f"{day[:3]}(?:{day[3:]})?" for day in resources.table("calendar.toml")["weekdays"])
    return re.compile(rf"\b(?P<name>{days})\b", re.IGNORECASE)


@cache
def _published_labels() -> re.Pattern[str]:
    """Labels of a date as a page writes them, with a capital letter."""
    capital = [label[0].upper() + label[1:] for label in labels_of("published")]
    longest_first = "|".join(sorted(map(re.escape, capital), key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?:{longest_first})\b[ \t]*:?[ \t]*")
