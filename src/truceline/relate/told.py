"""What one passage tells of the day of its event, by itself and by when its report was written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from truceline.model.claims import EventMention, Time
from truceline.model.report import ReportId
from truceline.model.when import Interval, Reason
from truceline.relate.edtf import edtf, unspecified
from truceline.relate.intervals import interval
from truceline.relate.weekdays import named_weekday

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Passage:
    """One mention of an event, with its claim id and the days between which its report was written, if
    known. `happening` is the day and name of what it was found to tell of, known beforehand; `day` is the day
    that its weekday stands for, where the days of writing leave but one."""

    claim: str
    mention: EventMention
    written: Interval | None
    happening: tuple[str, str] | None = None
    day: str | None = None

    @property
    def report(self) -> ReportId:
        return self.mention.trigger.report


@dataclass(frozen=True, slots=True)
class Evidence:
    days: Interval
    reason: Reason
    certain: bool


def told_by(passage: Passage, written: Interval | None) -> Iterator[Evidence]:
    """The day that a passage tells."""
    time = passage.mention.time
    if time is None:
        return
    words = quoted(time)
    if passage.happening is not None and unspecified(time.value) in (
        None,
        f"XXXX-{passage.happening[0][5:]}",
    ):
        day, fact = passage.happening
        if time.earliest is None:
            yield Evidence(interval(day, day), Reason(f"{words}, of {fact}", passage.claim), True)
            return
    if time.earliest is not None and time.latest is not None:
        yield Evidence(
            interval(time.earliest, time.latest), Reason(f"{words}{of_report(written)}", passage.claim), True
        )
        return
    if passage.day is not None:
        yield Evidence(
            interval(passage.day, passage.day), Reason(f"{words}{of_report(written)}", passage.claim), False
        )
        return
    days = by_writing(time, written, passage.mention.modality == "planned") if written is not None else None
    if days is not None:
        yield Evidence(
            days,
            Reason(f"{words}{of_report(written)}", passage.claim),
            written is not None and written.is_day,
        )


def quoted(time: Time) -> str:
    return f"“{' '.join(time.text.split())}”"


def of_report(written: Interval | None) -> str:
    """A report, by when it was written."""
    if written is None:
        return " in a report without a date"
    if written.is_day:
        return f" in a report of {written.earliest}"
    return f" in a report of {edtf(written)}"


def by_writing(time: Time, written: Interval, ahead: bool) -> Interval | None:
    """A bare weekday, weekend, or date without its year, by the days on which the report may have been
    written."""
    if not written.is_closed:
        return None
    first, last = (date.fromisoformat(end or "") for end in (written.earliest, written.latest))
    if written.is_day and not time.value.startswith("XXXX"):
        return None  # the grammar knew the day of publication, and left it open
    weekday = named_weekday(time)
    try:
        if time.value.startswith("XXXX-WXX-WE"):
            return Interval((first - 7 * _DAY).isoformat(), last.isoformat()) if not ahead else None
        if weekday is not None:
            return _weekday(weekday, first, last, ahead)
        if value := unspecified(time.value):
            return _in_year(value[5:], first, last, ahead)
    except (ValueError, OverflowError):
        return None
    return None


def _weekday(weekday: int, first: date, last: date, ahead: bool) -> Interval:
    """The nearest such day before each day of writing, that day included; after it for what lies ahead."""
    if ahead:
        begin, end = (day + (weekday - day.isoweekday()) % 7 * _DAY for day in (first, last))
    else:
        begin, end = (day - (day.isoweekday() - weekday) % 7 * _DAY for day in (first, last))
    return Interval(begin.isoformat(), end.isoformat())


def _in_year(value: str, first: date, last: date, ahead: bool) -> Interval | None:
    """A month and day ("10-10") as the nearest such day before (after) the writing, where all days of writing
    have the same."""
    if len(value) != 5:
        return None
    found = {_nearest(value, written, ahead) for written in (first, last)}
    (only, *others) = found
    return interval(only, only) if only is not None and not others else None


def _nearest(value: str, written: date, ahead: bool) -> str | None:
    for year in (written.year, written.year + (1 if ahead else -1)):
        day = f"{year:04}-{value}"
        if day == written.isoformat() or (day > written.isoformat()) == ahead:
            return day
    return None
