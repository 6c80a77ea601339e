"""When reports without a date were written, and which dates their text contradicts: with the reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from truceline.model.claims import Span
from truceline.model.record import Confidence, DateKind, DateReason, Dating
from truceline.model.report import Report, ReportId
from truceline.model.when import Interval
from truceline.present.lines import Evidence, ReportLine
from truceline.relate.edtf import edtf

INFERRED = "inferred"
"""What `published_from` says of an interval that is not a date of the report's own."""


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """A reason with the sentence of the report that it rests on, the `other` report, or the `fact` that is
    known beforehand. `earliest` and `latest` are None where it gives no such end."""

    kind: DateKind
    earliest: str | None
    latest: str | None
    text: str
    evidence: Evidence | None
    other: ReportId | None
    fact: str | None


@dataclass(frozen=True, slots=True)
class DateLine:
    """A report without a date, or with one that its text contradicts. `against` are reasons that do not fit
    the interval, or the date; `days` are sentences with the day that their weekday stands for."""

    id: ReportId
    report: ReportLine
    confidence: Confidence
    reasons: tuple[ReasonLine, ...]
    against: tuple[ReasonLine, ...]
    days: tuple[tuple[Evidence, str], ...]

    @property
    def name(self) -> str:
        return self.report.name


def date_line(dating: Dating, report: ReportLine, evidence: Callable[[str, Span], Evidence]) -> DateLine:
    """The line of one dating; `evidence` gives the sentence around a place."""

    def reason(one: DateReason) -> ReasonLine:
        shown = evidence("", one.span) if one.span else None
        return ReasonLine(one.kind, one.earliest, one.latest, one.text, shown, one.other, one.fact)

    return DateLine(
        dating.report,
        report,
        dating.confidence,
        tuple(map(reason, dating.reasons)),
        tuple(map(reason, dating.contradictions)),
        tuple((evidence("", one.span), one.day) for one in dating.days),
    )


def when(published: str | None, earliest: str | None, latest: str | None) -> str:
    """When a report was published, in words: "undated" alone where nothing dates it."""
    if published is not None:
        return published
    between = between_days(earliest, latest)
    return f"undated ({between})" if between else "undated"


def between_days(
    earliest: str | None, latest: str | None, written: Callable[[str], str] = lambda day: day
) -> str:
    """An interval in words, "" without ends; `written` says how a day is written."""
    if earliest and latest:
        first = written(earliest)
        return first if earliest == latest else f"{first} to {written(latest)}"
    if earliest:
        return f"not before {written(earliest)}"
    return f"not after {written(latest)}" if latest else ""


def dated_fields(report: Report, dating: Dating | None, names: Mapping[ReportId, str]) -> dict[str, Any]:
    """What the export says of the date of a report; `names` are the ids by which it calls reports."""
    day = report.published[:10] if report.published else None
    earliest, latest = (day, day) if day or dating is None else (dating.earliest, dating.latest)
    inferred = day is None and (earliest or latest)
    return {
        "published": report.published,
        "published_from": report.published_from or (INFERRED if inferred else None),
        "earliest": earliest,
        "latest": latest,
        "edtf": edtf(Interval(earliest, latest)) or None,
        "dating": {
            "confidence": dating.confidence,
            "reasons": [_exported(one, names) for one in dating.reasons],
            "contradictions": [_exported(one, names) for one in dating.contradictions],
            "days": [{"start": one.span.start, "end": one.span.end, "day": one.day} for one in dating.days],
        }
        if dating
        else None,
    }


def _exported(one: DateReason, names: Mapping[ReportId, str]) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "earliest": one.earliest,
        "latest": one.latest,
        "text": one.text,
        "place": {"start": one.span.start, "end": one.span.end} if one.span else None,
        "report": names[one.other] if one.other else None,
        "fact": one.fact,
    }


def reason_words(line: ReasonLine) -> str:
    """What a reason says and gives: "not before 2031-05-03: names …"."""
    between = between_days(line.earliest, line.latest)
    return f"{between}: {line.text}" if between else line.text


def headed(line: DateLine) -> Iterator[tuple[str, Sequence[ReasonLine]]]:
    """The reasons of a line under their headings."""
    if line.reasons:
        yield f"{line.confidence}, because the report", line.reasons
    if line.against:
        doubted = line.report.published is not None
        yield "its text contradicts that date: it" if doubted else "but, left aside, it", line.against
