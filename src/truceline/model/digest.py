"""One report with all that the program needs of it from then on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from truceline.model.claims import Extraction
from truceline.model.report import Report, ReportId


@dataclass(frozen=True, slots=True)
class Traits:
    """What reports are compared by.

    `order` is their `sort_key`. `shingles` are the hashes of the text's five-word shingles, sorted;
    `features` are the names and words that tell what it is about, each with its weight;
    `weekdays` are those of the lede as ISO digits.
    """

    report: ReportId
    order: str
    published: str | None
    agency: str | None
    shingles: tuple[int, ...]
    features: tuple[tuple[str, float], ...]
    weekdays: str = ""


@dataclass(frozen=True, slots=True)
class Digest:
    """A report, its claims, its traits, and its packed parse by the named pipeline."""

    report: Report
    extraction: Extraction
    traits: Traits
    pipeline: str
    parse: bytes


def sort_key(report: Report) -> str:
    """The place of a report among all: by day and time of publication, where one day's reports without
    a time come last and the longer first; those without a date at the end. Ends with the id."""
    published = report.published or "9999-99-99"
    if published[10:].count(":") > 1 and published[-6] in "+-":  # one clock for all
        published = datetime.fromisoformat(published).astimezone(UTC).isoformat()
    day, _, time = published.partition("T")
    return f"{day} {time[:5] or '99:99'} {9_999_999 - len(report.text):07d} {report.id}"
