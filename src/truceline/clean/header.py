"""The fields that crawlers, archives and editors write above the news, one step at a time.

date 2031-05-04 PORT SELVA: ...      Published: 3 May 2031      By Jane Doe      Source: MPA
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from truceline import resources
from truceline.clean.agencies import agency_in_byline, known_agency
from truceline.clean.dates import DayOfYear, FoundDate, date_at
from truceline.clean.lines import begins_line, line_at, next_line, skip_blank

_LONGEST_FIELD = 120
_LONGEST_CAPTION = 400
_NO_FIELDS = ("zones", "leading")
_MOST_WORDS_OF_AGENCY = 3
_SEPARATORS = re.compile(r"[ \t|;–—-]*")
_UPDATED = re.compile(r"[ \t]*(?:\((?P<label>[a-z]+(?: [a-z]+)?)\b[^()\n]{0,40})?\)", re.IGNORECASE)
"""A bracket behind a date that says when the text was changed; a copy may have lost its beginning."""
_BEGINS_NEWS = re.compile(r"[\"“‘'(\[]?(?:[^\W_a-z]|$)", re.MULTILINE)
_END_OF_SENTENCE = re.compile(r"[.!?…][\"”’'»)\]]*$")
_FULL_STOP = re.compile(r"[.…][\"”’'»)\]]*$")
_CREDIT_AT_END = re.compile(r"\((?P<inside>[^()]{2,60})\)$")
_BYLINE = re.compile(r"by[ :]\s*(?P<names>\S.*)", re.IGNORECASE)
_NAME_WORD = re.compile(
    r"[^\W\d_a-z].*|and|with|of|in|for|at|the|da|de|del|della|den|der|di|dos|du|la|le|van|von|bin|ibn|bint|(?:al|el)-.*"
    r"|[&|,/;•·–—-]"
)
_TIME_OF_EDITION = re.compile(r"(?:at|on)\b|\d")


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a text says. `body` is where the news begins, `day` may lack its year, and `either`
    are the two days that a date in figures can be."""

    body: int = 0
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    agency: str | None = None
    dateline: str | None = None
    published: str | None = None
    day: DayOfYear | None = None
    either: tuple[str, ...] = ()


def next_field(text: str, head: Head) -> Head | None:
    """The head with the field that stands at `head.body`, which moves behind it; None if there is none."""
    if not begins_line(text, head.body):
        return _agency_and_date(text, head)
    return (
        _labelled(text, head) or bare_date(text, head) or _byline(text, head) or _agency_and_date(text, head)
    )


def is_caption(line: str) -> bool:
    """Whether a line describes a picture: it has the marks or the credit of one, and is no prose."""
    if len(line) > _LONGEST_CAPTION or _FULL_STOP.search(line):
        return False
    credit = _CREDIT_AT_END.search(line)
    if credit and any(map(known_agency, re.split("[/,]", credit["inside"]))):
        return True
    return any(mark in line for mark in resources.words("caption_marks.txt"))


def _labelled(text: str, head: Head) -> Head | None:
    label = _labels().match(text, head.body)
    if label is None:
        return None
    field, value = _field_of()[label["label"].lower()], line_at(text, label.end())
    if field == "published":
        date = date_at(text, label.end())
        if date is not None and begins_news(text, date.end):
            return _with_date(text, head, date)
        if (
            _TIME_OF_EDITION.match(value)
            and len(value) <= _LONGEST_FIELD // 2
            and not _END_OF_SENTENCE.search(value)
        ):
            return replace(head, body=next_line(text, label.end()))
        return None
    if not label["colon"] or not value or len(value) > _LONGEST_FIELD:
        return None
    if _END_OF_SENTENCE.search(value) and not known_agency(value):
        return None
    if field == "byline" and not _are_names(value):
        return None
    agency = (
        agency_in_byline(value) if field == "byline" else known_agency(value) if field == "outlet" else None
    )
    head = replace(head, agency=head.agency or agency, body=next_line(text, label.end()))
    if field == "byline":
        return replace(head, byline=head.byline or value)
    if field == "outlet":
        return replace(head, outlet=head.outlet or value)
    return replace(head, title=head.title or value)


def bare_date(text: str, head: Head) -> Head | None:
    """A date that is a line of its own, or stands before the news without being part of its sentence."""
    date = date_at(text, head.body)
    if date is None or text.startswith(",", date.end) or not begins_news(text, date.end):
        return None
    return _with_date(text, head, date)


def _agency_and_date(text: str, head: Head) -> Head | None:
    """An agency before a date ("AFP Sunday 5 Jun 2031"), as old pages print it under the headline."""
    start = head.body
    for _ in range(_MOST_WORDS_OF_AGENCY):
        start = text.find(" ", start, start + 20) + 1
        if not start:
            return None
        agency = known_agency(text[head.body : start])
        date = date_at(text, start) if agency else None
        if date is not None and begins_news(text, date.end):
            return _with_date(text, replace(head, agency=head.agency or agency), date)
    return None


def _byline(text: str, head: Head) -> Head | None:
    """A line with nothing but writers or an agency on it."""
    line = line_at(text, head.body)
    if len(line) > _LONGEST_FIELD or _END_OF_SENTENCE.search(line):
        return None
    by = _BYLINE.fullmatch(line)
    names = by["names"] if by else line
    last = re.split(r"[,|]", names)[-1]
    if not known_agency(last if "," in names or "|" in names else names) and not by:
        return None
    if not _are_names(names):
        return None
    agency = head.agency or agency_in_byline(names)
    return replace(head, byline=head.byline or names, agency=agency, body=next_line(text, head.body))


def _are_names(words: str) -> bool:
    return all(map(_NAME_WORD.fullmatch, words.split()))


def _with_date(text: str, head: Head, date: FoundDate) -> Head:
    body = skip_blank(text, _behind_date(text, date.end))
    either = () if head.published else head.either or date.either
    return replace(head, published=head.published or date.value, either=either, body=body)


def _behind_date(text: str, end: int) -> int:
    """Behind the date that ends here, what says when the text was changed, and what separates fields."""
    updated = _UPDATED.match(text, end)
    if updated and (updated["label"] is None or _field_of().get(updated["label"].lower()) == "published"):
        end = updated.end()
    gap = _SEPARATORS.match(text, end)
    return gap.end() if gap else end


def begins_news(text: str, end: int) -> bool:
    """Whether a line ends behind a date, or a sentence or the next field may begin."""
    start = _behind_date(text, end)
    if text.startswith("\r", start) or _BEGINS_NEWS.match(text, start):
        return True
    label = _labels().match(text, start)
    return label is not None and label["colon"] is not None


def labels_of(field: str) -> list[str]:
    """The labels of a field, in lower case."""
    return [label for label, of in _field_of().items() if of == field]


@cache
def _field_of() -> dict[str, str]:
    fields = resources.table("header_labels.toml")
    return {label: field for field, labels in fields.items() if field not in _NO_FIELDS for label in labels}


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<label>{resources.any_of(_field_of())})\b[ \t]*(?P<colon>:)?[ \t]*", re.IGNORECASE
    )
