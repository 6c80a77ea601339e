"""What a report says about when it was written."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from truceline.extract.reading import Reading
from truceline.extract.tense import tense
from truceline.model.claims import Time
from truceline.model.dating import Told, ToldPerson, ToldTime, ToldWeekday

_LEDE = 700
"""Characters; as far as the weekdays go by which stories are compared."""
_WEEKDAY = "XXXX-WXX-"


def told(reading: Reading) -> Told:
    """The times and people of a report, of what the extractors found in it.

    In a report with a date, times that were placed by that date say nothing about it; what is left is
    the same as in one without."""
    times = tuple(ToldTime(one, tense(reading.tokens(one.span))) for one in reading.found.times)
    weekdays = tuple(_weekdays(reading, times))
    return Told(times, tuple(_people(reading, weekdays)), weekdays)


def _people(reading: Reading, weekdays: Sequence[ToldWeekday]) -> Iterator[ToldPerson]:
    starts = [sentence.start for sentence in reading.doc.sents] if weekdays else []
    current = {bisect_right(starts, reading.tokens(one.span).start) for one in weekdays}
    for mention in reading.found.mentions:
        if mention.kind == "person":
            sentence = bisect_right(starts, reading.tokens(mention.span).start) if current else -1
            yield ToldPerson(mention, sentence in current)


def _weekdays(reading: Reading, times: Iterable[ToldTime]) -> Iterator[ToldWeekday]:
    """The weekdays without a date. Where the beginning names none as past, the first behind it stands for
    it."""
    found = [
        ToldWeekday(one.time.span, int(one.time.value[len(_WEEKDAY)]), one.tense == "future")
        for one in times
        if _is_weekday(one.time)
    ]
    past = [one for one in found if not one.ahead]
    near = [one for one in past if one.span.start < reading.report.body + _LEDE] or past[:1]
    lede = {one.span for one in near}
    for one in found:
        yield replace(one, lede=one.span in lede)


def _is_weekday(time: Time) -> bool:
    number = time.value[len(_WEEKDAY) : len(_WEEKDAY) + 1]
    return time.type != "SET" and time.value.startswith(_WEEKDAY) and number.isdigit()
