"""The timeline as iCalendar (RFC 5545): `truceline export RECORD --format ical`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Event

from truceline import plugins
from truceline.present.moments import named_what, on_days
from truceline.relate.intervals import interval

_PRODUCT = "-//Truceline//Truceline//EN"
_UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
"""The stamp of an event whose reports have no date: the bytes must not depend on the clock."""
_SUMMARY = 6
"""Names in the title of an entry."""


def _write_ical(record: Mapping[str, Any]) -> Iterator[str]:
    """One all-day VEVENT for each event of the timeline with a day, or an end of its interval, in their
    order.

    An imprecise event takes all days between which it lies; one with an open end stands on its other end, and
    its title says so. The value in EDTF is in `X-TRUCELINE-EDTF`. Events without any day have no place in a
    calendar.
    """
    names = {one["id"]: one["name"] for one in record["entities"]}
    published = {one["id"]: one["published"] for one in record["reports"]}
    events = {one["id"]: one for one in record["events"]}
    yield f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{_PRODUCT}\r\n"
    for line in record["timeline"]:
        entry = _entry(line, events[line["event"]], names, published)
        if entry is not None:
            yield entry.to_ical().decode("utf-8")
    yield "END:VCALENDAR\r\n"


def _entry(
    line: Mapping[str, Any],
    event: Mapping[str, Any],
    names: Mapping[str, str],
    published: Mapping[str, str | None],
) -> Event | None:
    first, last = line["earliest"] or line["latest"], line["latest"] or line["earliest"]
    if first is None or last is None:
        return None
    entry = Event()
    entry.add("UID", f"{event['id']}@truceline")
    entry.add("DTSTAMP", _stamp([published[report] for report in event["reports"]]))
    entry.add("DTSTART", date.fromisoformat(first))
    behind = _behind(last)
    if behind is not None:
        entry.add("DTEND", behind)
    entry.add("SUMMARY", _summary(line, event, names))
    if event["places"]:
        entry.add("LOCATION", " or ".join(names[place] for place in event["places"]))
    entry.add("DESCRIPTION", "\n".join(_description(line, event)))
    entry.add("CATEGORIES", [event["code"]])
    entry.add("STATUS", _status(line))
    entry.add("TRANSP", "TRANSPARENT")
    entry.add("X-TRUCELINE-EDTF", line["edtf"])
    return entry


def _behind(last: str) -> date | None:
    """The day behind the last, since DTEND is not included; None at the end of the calendar."""
    try:
        return date.fromisoformat(last) + timedelta(days=1)
    except OverflowError:
        return None


def _stamp(published: Sequence[str | None]) -> datetime:
    """The day of the newest report: what is the same record has the same bytes."""
    days = [when[:10] for when in published if when and interval(when, when).is_day]
    return datetime.combine(date.fromisoformat(max(days)), datetime.min.time(), UTC) if days else _UNDATED


def _summary(line: Mapping[str, Any], event: Mapping[str, Any], names: Mapping[str, str]) -> str:
    who = [names[one] for one in event["participants"] if one not in event["places"]]
    more = f" and {len(who) - _SUMMARY} more" if len(who) > _SUMMARY else ""
    named = f": {', '.join(who[:_SUMMARY])}{more}" if who else ""
    state = "" if line["modality"] == "reported" else f" ({line['modality']})"
    open_ended = line["earliest"] is None or line["latest"] is None
    when = f", {on_days(interval(line['earliest'], line['latest']), short=True)}" if open_ended else ""
    return f"{named_what(event['mode'] or event['code'].lower(), event['code'])}{state}{named}{when}"


def _description(line: Mapping[str, Any], event: Mapping[str, Any]) -> Iterator[str]:
    reports = len(event["reports"])
    yield (
        f"Told by {reports} {'report' if reports == 1 else 'reports'}, "
        f"{event['origins']} independent {'origin' if event['origins'] == 1 else 'origins'}."
    )
    yield f"Day: {on_days(interval(line['earliest'], line['latest']))} ({line['edtf']})."
    for reason in line["reasons"]:
        yield f"- {reason['words']}"
    if line["plan"] is not None:
        yield f"Plan: {line['plan']['outcome']}."
    yield f"truceline show RECORD timeline {event['id'][:12]}"


def _status(line: Mapping[str, Any]) -> str:
    if line["modality"] == "denied" or (line["plan"] and line["plan"]["outcome"] == "called off"):
        return "CANCELLED"
    return "CONFIRMED" if line["modality"] == "reported" else "TENTATIVE"


exporter = plugins.Exporter(write=_write_ical)
