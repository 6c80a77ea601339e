"""The timeline of a record: when its events were, in what order, what became of plans, and who went where.

It is made when it is looked at, from the events that the record keeps: a new report changes what is known of
others' days ("two days after"), wherever they stand, and all of it takes time in proportion to the events.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from truceline.known import country_named
from truceline.model.claims import EventMention, Span
from truceline.model.record import Dating, Entity, Event
from truceline.model.report import Report, ReportId
from truceline.model.timeline import Journey, Moment, Timeline
from truceline.model.when import Interval, When
from truceline.relate.edtf import edtf
from truceline.relate.intervals import intersection, interval
from truceline.relate.journeys import country, journeys
from truceline.relate.order import in_order, order
from truceline.relate.plans import plans
from truceline.relate.told import Passage
from truceline.relate.when import placed


def written(report: Report, dating: Dating | None) -> Interval | None:
    """The days between which a report was written; None where nothing tells."""
    day = interval(report.published, report.published)
    if day.is_closed:
        return day
    days = interval(dating.earliest, dating.latest) if dating is not None else Interval()
    return days if days != Interval() else None


def timeline(
    events: Iterable[Event],
    told: Mapping[str, EventMention],
    reports: Mapping[ReportId, Report],
    meanings: Mapping[ReportId, Mapping[str, str]],
    entities: Iterable[Entity],
    homes: Mapping[str, Collection[str]],
    datings: Mapping[ReportId, Dating],
) -> Timeline:
    """The timeline of these events, in O(n log n).

    `told` are their mentions by claim, `homes` the countries that somebody holds an office of, and `datings`
    when reports without a date were written.
    """
    events = list(events)
    weekdays = {one.span: one.day for dating in datings.values() for one in dating.days}
    wrote = {report.id: written(report, datings.get(report.id)) for report in reports.values()}

    def passage(claim: str) -> Passage:
        mention, report = told[claim], told[claim].trigger.report
        known = _happening(mention.trigger, datings.get(report))
        day = weekdays.get(mention.time.span) if mention.time is not None else None
        return Passage(claim, mention, wrote[report], known, day)

    passages = {event.id: [passage(claim) for claim in event.evidence] for event in events}
    known = list(entities)
    names = {one.id: one.name for one in known}
    when = placed(events, passages)
    trips = journeys(events, when, passages, meanings, names, homes)
    _date_visits(when, trips)
    newest = max((one.latest for one in wrote.values() if one is not None and one.latest), default=None)
    weak = {one.id for one in known if one.kind == "place" or country_named(one.name) is not None}
    became = plans(events, when, passages, newest, lambda one, other: _same_place(one, other, names), weak)
    days = [when[event.id].days for event in events]
    layers = order(days)
    moments = (
        Moment(
            events[number],
            when[events[number].id],
            layers[number].first,
            layers[number].last,
            became.get(events[number].id),
        )
        for number in in_order(days)
    )
    return Timeline(tuple(moments), trips, newest)


def _happening(trigger: Span, dating: Dating | None) -> tuple[str, str] | None:
    """What the words of an event were found to be, where that is known beforehand with its day."""
    for one in dating.reasons if dating is not None else ():
        span, known = one.span, one.kind == "happening" and one.fact is not None
        if known and span is not None and span.start <= trigger.start and trigger.end <= span.end:
            return (one.earliest, one.fact) if one.earliest and one.fact else None
    return None


def _same_place(one: str, other: str, names: Mapping[str, str]) -> bool:
    """Whether two places may be one: a town and its country are, as far as a name tells."""
    here, there = names.get(one, one), names.get(other, other)
    return one == other or country(here) == country(there)


def _date_visits(when: dict[str, When], trips: Iterable[Journey]) -> None:
    """A visit without a day has that of its stay."""
    for trip in trips:
        for stay in trip.stays:
            for event in stay.events if stay.days != Interval() else ():
                found = when[event]
                both = intersection(found.days, stay.days)
                if found.days.is_closed or both is None or both == found.days:
                    continue
                reasons = tuple(dict.fromkeys((*stay.reasons, *found.reasons)))
                when[event] = replace(found, days=both, edtf=edtf(both), certain=False, reasons=reasons)
