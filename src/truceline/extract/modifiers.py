"""What stands beside a time and belongs to it: "early" and "late", "the week of", a time of day, bounds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from truceline.extract import timex
from truceline.extract.timex import Found, Timex
from truceline.model.claims import TimexMod
from truceline.resources import any_of, table

_MODIFIERS: dict[str, TimexMod] = table("calendar.toml")["modifiers"]
_BOUNDS: dict[str, TimexMod] = table("calendar.toml")["bounds"]
_LEFT = re.compile(rf"\b(?P<mod>{any_of(_MODIFIERS)})[ -]\Z")
_FIRST = re.compile(rf"(?:the )?(?P<mod>{any_of(_MODIFIERS)})\b")
_BOUND_LEFT = re.compile(
    rf"\b(?P<bound>{any_of(word for word, mod in _BOUNDS.items() if mod in ('APPROX', 'EQUAL_OR_LESS'))}) \Z"
)
_BOUND_FIRST = re.compile(rf"(?P<bound>{any_of(_BOUNDS)})\b")
_WEEK_OF = re.compile(r"\bthe week (?:of|beginning|starting) \Z")
_JOINTS = frozenset((" on ", " of ", ", ", " "))
_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z|XXXX-\d\d-\d\d\Z|XXXX-WXX-\d\Z")


def joined(folded: str, found: Iterable[Found]) -> Iterator[Found]:
    """Times in the order of the text, where a time of day and the day behind it are one ("10 a.m. on May 5",
    "the morning of May 5"), and "the week of May 5" is a week."""
    waiting: Found | None = None
    for start, end, value in found:
        if waiting is not None:
            first, last, part = waiting
            waiting = None
            if _is_day(value) and folded[last:start] in _JOINTS and part.shift and part.shift.part:
                yield first, end, timex.at(value, part.shift.part)
                continue
            if not folded.startswith(" of ", last):
                yield first, last, part
        if value.shift is not None and value.shift.part is not None and not value.shift.off:
            waiting = start, end, value
            continue
        week = _WEEK_OF.search(folded, max(0, start - 24), start) if _is_day(value) else None
        if week is not None and value.value[0].isdigit():
            yield week.start(), end, _week(value)
        else:
            yield start, end, value
    if waiting is not None:
        yield waiting


def _is_day(value: Timex) -> bool:
    return value.type == "DATE" and _DAY.match(value.value) is not None


def _week(value: Timex) -> Timex:
    found = timex.week(date.fromisoformat(value.value), 0)
    return found if value.earliest is not None else Timex("DATE", found.value)


def modified(folded: str, found: Iterable[Found], published: date | None) -> Iterator[Found]:
    """Times with their modifiers; "early this week" has it in its span, "about two hours" beside it."""
    for start, end, value in found:
        if value.type == "DURATION":
            bound = _BOUND_FIRST.match(folded, start, end)
            bound = bound or _BOUND_LEFT.search(folded, max(0, start - 24), start)
            yield start, end, _with(value, _BOUNDS[bound["bound"]]) if bound else value
            continue
        if value.type == "SET" or value.value.endswith("_REF"):
            yield start, end, value
            continue
        inside = _FIRST.match(folded, start, end)
        left = None if inside else _LEFT.search(folded, max(0, start - 12), start)
        if left is not None and not _takes(left["mod"], value):
            left = None
        word = inside["mod"] if inside else left["mod"] if left else None
        if word is None:
            yield start, end, value
        else:
            yield left.start() if left else start, end, _narrowed(value, word, published)


def _takes(word: str, value: Timex) -> bool:
    """Whether "earlier" belongs to the time behind it: not to a day ("earlier Friday, they met")."""
    return word not in ("earlier", "later") or not (_is_day(value) and value.shift is None)


def _with(value: Timex, mod: TimexMod) -> Timex:
    return Timex(value.type, value.value, value.earliest, value.latest, mod, value.shift)


def _narrowed(value: Timex, word: str, published: date | None) -> Timex:
    """The time with its modifier: "early" is in the first half, "late" in the second, "mid" in the middle
    one, "earlier" before the publication and "later" behind it."""
    mod = _MODIFIERS[word]
    first, last = value.earliest, value.latest
    if first is None or last is None or first == last or _is_day(value):
        return _with(value, mod)  # "late Friday" may be one of two Fridays, and is late on either
    begin, finish = date.fromisoformat(first), date.fromisoformat(last)
    half = timedelta(days=(finish - begin).days // 2)
    if word == "early":
        finish = begin + half
    elif word == "late":
        begin = finish - half
    elif word == "mid":
        begin, finish = begin + half // 2, finish - half // 2
    elif published is not None and begin <= published <= finish:
        begin, finish = (begin, published) if word == "earlier" else (published, finish)
    return Timex(value.type, value.value, begin.isoformat(), finish.isoformat(), mod, value.shift)
