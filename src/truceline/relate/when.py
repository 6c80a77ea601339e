"""The day of each event, from what its passages tell, from the day its reports were written, and from other
events.

In falling order: a day that a passage tells; a weekday or a date without its year, by the days between which
its report was written; the distance from another event ("two days after"); the weekdays of a report without a
date, where it shares an event with a dated one; and what is left, "before it was told". Whatever contradicts
is kept beside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from truceline.model.claims import Span
from truceline.model.record import Event
from truceline.model.report import ReportId
from truceline.model.when import Interval, Reason, When
from truceline.relate.intervals import shifted
from truceline.relate.settled import settled, when_of
from truceline.relate.told import Evidence, Passage, by_writing, quoted, told_by
from truceline.relate.weekdays import named_weekday

SLACK = 2
"""Days after the last event that it names by a weekday within which a report is taken to be written."""
ROUNDS = 3
"""How often days are carried on from event to event: chains of "two days after" are short."""
_DAY = timedelta(days=1)


def placed(events: Sequence[Event], passages: Mapping[str, Sequence[Passage]]) -> dict[str, When]:
    """When each event was, by its id; `passages` are those of each event. In time linear in the passages."""
    found: dict[str, list[Evidence]] = {
        event.id: [one for passage in passages[event.id] for one in told_by(passage, passage.written)]
        for event in events
    }
    where = {one.mention.trigger: event for event, told in passages.items() for one in told}
    undated = {one.claim: one for told in passages.values() for one in told if one.written is None}
    known: set[tuple[str, Evidence]] = set()
    for _ in range(ROUNDS):
        days = {event: settled(evidence)[0] for event, evidence in found.items()}
        more = [
            *_from_others(passages, where, days),
            *_from_weekdays(passages, undated.values(), where, days),
        ]
        if not (changed := [pair for pair in dict.fromkeys(more) if pair not in known]):
            break
        known.update(changed)
        for event, one in changed:
            found[event].append(one)
    last = {event: settled(evidence)[0] for event, evidence in found.items()}
    beside = _distances(passages, where, last)
    return {event.id: when_of(found[event.id], passages[event.id], beside[event.id]) for event in events}


def _distances(
    passages: Mapping[str, Sequence[Passage]], where: Mapping[Span, str], days: Mapping[str, Interval | None]
) -> defaultdict[str, list[Reason]]:
    """How far events are from others, where no day is known of either: it is all that is known."""
    found: defaultdict[str, list[Reason]] = defaultdict(list)
    for here, told in passages.items():
        for one in told:
            offset = one.mention.offset
            there = where.get(offset.event) if offset is not None else None
            if offset is None or there is None or there == here or days[here] or days[there]:
                continue
            low, high = offset.days
            found[here].append(Reason(f"{_distance(low, high)} event {there[:6]}", one.claim))
            back = f"{_distance(_less(high), _less(low))} event {here[:6]}"
            found[there].append(Reason(back, one.claim))
    return found


# From other events -------------------------------------------------------------------------------


def _from_others(
    passages: Mapping[str, Sequence[Passage]], where: Mapping[Span, str], days: Mapping[str, Interval | None]
) -> Iterator[tuple[str, Evidence]]:
    """ "Two days after B": the day of one from that of the other, in both directions."""
    for here, told in passages.items():
        for one in told:
            offset = one.mention.offset
            there = where.get(offset.event) if offset is not None else None
            if offset is None or there is None or there == here:
                continue
            low, high = offset.days
            reason = f"{_distance(low, high)} event {there[:6]}"
            back_reason = f"{_distance(_less(high), _less(low))} event {here[:6]}"
            its, own = days[there], days[here]
            if its is not None and its.is_closed and (own is None or not own.is_closed):
                yield here, Evidence(shifted(its, low, high), Reason(reason, one.claim), False)
            if own is not None and own.is_closed and (its is None or not its.is_closed):
                back = shifted(own, _less(high), _less(low))
                yield there, Evidence(back, Reason(back_reason, one.claim), False)


def _less(days: int | None) -> int | None:
    return -days if days is not None else None


def _distance(low: int | None, high: int | None) -> str:
    """So many days after or before, in words."""
    if low is None:
        return "told as before"
    if high is None:
        return "told as after"
    side = "after" if high > 0 else "before"
    least, most = sorted((abs(low), abs(high)))
    number = f"{least} to {most} days" if least != most else "1 day" if least == 1 else f"{least} days"
    return f"{number} {side}"


def _from_weekdays(
    passages: Mapping[str, Sequence[Passage]],
    undated: Iterable[Passage],
    where: Mapping[Span, str],
    days: Mapping[str, Interval | None],
) -> Iterator[tuple[str, Evidence]]:
    """The weekdays of reports without a date that share an event, named by its weekday, with others."""
    told = list(undated)
    shared: defaultdict[ReportId, list[str]] = defaultdict(list)
    dated = {event: {one.report for one in its if one.written is not None} for event, its in passages.items()}
    for one in told:
        day = days[where[one.mention.trigger]]
        time = one.mention.time
        weekday = named_weekday(time) if time is not None else None
        if day is None or not day.is_day or weekday is None or one.mention.modality != "reported":
            continue
        event = where[one.mention.trigger]
        others = dated[event] - {one.report}
        if others and date.fromisoformat(day.earliest or "").isoweekday() == weekday:
            shared[one.report].append(day.earliest or "")
    for one in told:
        if one.report in shared and days[event := where[one.mention.trigger]] is None:
            written = _written(shared[one.report])
            time = one.mention.time
            ahead = one.mention.modality == "planned"
            found = by_writing(time, written, ahead) if time is not None and written is not None else None
            if found is not None and time is not None:
                told_of = max(shared[one.report])
                words = f"{quoted(time)} in a report without a date, which tells of {told_of} by its weekday"
                yield event, Evidence(found, Reason(words, one.claim), False)


def _written(days: Sequence[str]) -> Interval | None:
    """When a report was written that names these days by their weekdays: within `SLACK` days of the last;
    None where they are too far apart for that."""
    first, last = min(days), max(days)
    latest = shifted(Interval(last, last), SLACK, SLACK).latest
    spread = date.fromisoformat(last) - date.fromisoformat(first)
    return Interval(last, latest) if spread < 6 * _DAY else None
