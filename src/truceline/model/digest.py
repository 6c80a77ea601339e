"""One report with all that the program needs of it from then on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from truceline.model.claims import Extraction
from truceline.model.dating import NOTHING, TextDates
from truceline.model.report import Report, ReportId


@dataclass(frozen=True, slots=True)
class Credit:
    """A news agency that a report credits: it is the agency's "own" report, or the "whole" text is
    credited to it, or in the sentence `[start, end)` somebody "told" it something, or it is "cited"."""

    agency: str
    what: Literal["own", "whole", "told", "cited"]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Traits:
    """What reports are compared by.

    `order` is their `sort_key`. `shingles` are the hashes of the text's five-word shingles, sorted;
    `terms` are the word stems that tell what it is about, each with its weight, the heaviest first;
    `weekdays` are those of the lede as ISO digits. `quotations` are the `(start, end)` of what stands
    in quotation marks. A report without a date was written between `earliest` and `latest` (ISO dates, None
    for an end that its text does not tell).
    """

    report: ReportId
    order: str
    published: str | None
    shingles: tuple[int, ...]
    terms: tuple[tuple[str, float], ...]
    weekdays: str = ""
    quotations: tuple[tuple[int, int], ...] = ()
    credits: tuple[Credit, ...] = ()
    earliest: str | None = None
    latest: str | None = None


@dataclass(frozen=True, slots=True)
class Vector:
    """The terms of a report as hashes, each with its weight by rarity; of length one."""

    report: ReportId
    order: str
    published: str | None
    weekdays: str
    weights: Mapping[int, float]
    earliest: str | None = None
    latest: str | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """A report, its claims, its traits, its packed parse by the named pipeline, and what its text says about
    its date."""

    report: Report
    extraction: Extraction
    traits: Traits
    pipeline: str
    parse: bytes
    dates: TextDates = NOTHING


def sort_key(report: Report) -> str:
    """The place of a report among all: by day and time of publication, where one day's reports without
    a time come last and the longer first; those without a date at the end. Ends with the id."""
    published = report.published or "9999-99-99"
    if published[10:].count(":") > 1 and published[-6] in "+-":  # one clock for all
        published = datetime.fromisoformat(published).astimezone(UTC).isoformat()
    day, _, time = published.partition("T")
    return f"{day} {time[:5] or '99:99'} {9_999_999 - len(report.text):07d} {report.id}"
