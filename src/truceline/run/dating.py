"""Reports without a date: the evidence that the record has, gathered, and the interval that follows.

What the texts say, the texts that a report shares and the events of its story are sure reasons: they give the
interval that the record keeps, made anew with the story. What the words of a report have in common with all
dated reports says less, and only a view asks for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from truceline.model.claims import EventMention, Span
from truceline.model.dating import NOTHING, TextDates
from truceline.model.record import DateReason, Dating, Event
from truceline.model.report import ReportId
from truceline.relate import near_dates
from truceline.relate.counted import Counted
from truceline.relate.counted_dates import from_figures
from truceline.relate.dating import contradicted, dating
from truceline.relate.near_dates import SharedEvent, SharedText
from truceline.relate.told_weekdays import placed
from truceline.store import Record, trees
from truceline.store import datings as store_datings


@dataclass(frozen=True, slots=True)
class Undated:
    """A report without a date, with what its own text and the texts that it shares say."""

    report: ReportId
    text: TextDates
    reasons: tuple[DateReason, ...]


@dataclass(frozen=True, slots=True)
class DatedTexts:
    """Of some reports: those without a date, and those whose date their text contradicts."""

    undated: Mapping[ReportId, Undated]
    contradicted: Mapping[ReportId, Dating]


def dated_texts(record: Record, reports: Iterable[ReportId]) -> DatedTexts:
    """What texts say about the dates of reports, and what the texts do that they share with dated ones."""
    reports = list(reports)
    undated = store_datings.undated(record, reports)
    texts = store_datings.text_dates(record, reports)
    shared = shared_texts(record, undated)
    return DatedTexts(
        {
            one: Undated(one, text, (*text.reasons, *near_dates.from_texts(shared.get(one, ()), text)))
            for one in reports
            if one in undated
            for text in [texts.get(one, NOTHING)]
        },
        {one: contradicted(one, texts[one].reasons) for one in reports if one in texts.keys() - undated},
    )


def shared_texts(record: Record, reports: Iterable[ReportId]) -> dict[ReportId, list[SharedText]]:
    """The dated reports from which these have text. One without a date is never taken for the earlier."""
    lineages = {report: found.links for report, (found, _) in trees.lineages(record, reports).items()}
    origins = {link.origin for links in lineages.values() for link in links if link.origin is not None}
    days = store_datings.days(record, origins)
    return {
        report: [
            SharedText(link.origin, days[link.origin], link.share, link.kind)
            for link in links
            if link.origin in days
        ]
        for report, links in lineages.items()
    }


def date_members(
    members: Sequence[ReportId],
    texts: DatedTexts,
    twins: Mapping[ReportId, ReportId],
    happened: Iterable[Event],
    mentions: Mapping[str, EventMention],
    counted: Iterable[Counted] = (),
) -> list[Dating]:
    """The datings of the reports of one story, in their order. A twin has the very words of another."""
    found = {one: texts.contradicted[one] for one in members if one in texts.contradicted}
    undated = [texts.undated[one] for one in members if one in texts.undated]
    if undated:
        shared = shared_events(undated, happened, mentions)
        counts: defaultdict[bool, list[Counted]] = defaultdict(list)
        for figure in counted:
            counts[figure.report in texts.undated].append(figure)
        for one in undated:
            own = [figure for figure in counts[True] if figure.report == one.report]
            reasons = (
                *one.reasons,
                *near_dates.from_events(shared.get(one.report, ()), one.text),
                *from_figures(own, counts[False]),
            )
            found[one.report] = placed_dating(one.report, reasons, one.text)
        for one in undated:
            first = found.get(twins.get(one.report, ""))
            if first is not None and first.report in texts.undated and (first.earliest or first.latest):
                text = "has the very words of a report that is of these days by other reasons"
                same = DateReason("copy", first.earliest, first.latest, text, other=first.report)
                found[one.report] = placed_dating(one.report, (*one.reasons, same), one.text)
    return [found[one] for one in members if one in found]


def placed_dating(report: ReportId, reasons: Iterable[DateReason], text: TextDates) -> Dating:
    """The interval that follows from reasons, and what the weekdays of the report then mean."""
    found = dating(report, reasons)
    return replace(found, days=placed(found.earliest, found.latest, text.weekdays))


def shared_events(
    undated: Iterable[Undated], happened: Iterable[Event], mentions: Mapping[str, EventMention]
) -> dict[ReportId, list[SharedEvent]]:
    """The events that reports without a date tell with a weekday, and of which others give the one day."""
    weekdays = {
        one.report: {told.span: told for told in one.text.weekdays if not told.ahead} for one in undated
    }
    found: dict[ReportId, list[SharedEvent]] = {}
    for event in happened:
        days = {first for first, last in event.dates if first == last}
        if len(event.dates) != 1 or not days or len(event.participants) < 2 or event.modality != "reported":
            continue
        (day,) = days
        told = [(claim, mentions[claim]) for claim in event.evidence]
        dated = sorted(
            one.trigger.report for _, one in told if one.time is not None and one.time.earliest == day
        )
        for _, one in told:
            if one.time is None or not dated:
                continue
            weekday = weekdays.get(one.trigger.report, {}).get(one.time.span)
            if weekday is not None:
                shared = SharedEvent(weekday, date.fromisoformat(day), dated[0])
                found.setdefault(one.trigger.report, []).append(shared)
    return found


def with_days(mention: EventMention, days: Mapping[Span, str]) -> EventMention:
    """A mention of an event with the day that its words stand for in a report without a date."""
    if mention.time is None or mention.time.span not in days:
        return mention
    day = days[mention.time.span]
    return replace(mention, time=replace(mention.time, earliest=day, latest=day))
