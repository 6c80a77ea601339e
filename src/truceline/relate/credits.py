"""Which news agencies a report credits, and with what: its whole text, or words within it."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from truceline.model.digest import Credit
from truceline.model.report import Report
from truceline.resources import any_of, table

_LONGEST_SENTENCE = 1_000


def credited(report: Report) -> tuple[Credit, ...]:
    """The agencies of a report in the order of the text, those for its whole text first.

    "own": the report is published by the agency itself; "whole": dateline, byline or closing line
    credit it; "told": somebody spoke to it; "cited": it is named as the source of a sentence.
    """
    found: list[Credit] = []
    if report.agency:
        own = _is_agency(report.outlet, report.agency)
        found.append(Credit(report.agency, "own" if own else "whole", report.body, len(report.text)))
    for match in _phrase().finditer(report.text, report.body):
        agency = _names()[match["told"] or match["cited"] or match["reports"]]
        if agency != report.agency and not _is_agency(report.outlet, agency):
            start, end = _sentence(report.text, match.start(), match.end())
            if not found or (agency, start) != (found[-1].agency, found[-1].start):
                found.append(Credit(agency, "told" if match["told"] else "cited", start, end))
    return tuple(found)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a credit, cut where it is very long."""
    first = max(0, start - _LONGEST_SENTENCE)
    ends = [match.end() for match in _END.finditer(text, first, start + 1)]
    begins = max([first, text.rfind("\n", first, start) + 1, *ends])
    stop = _END.search(text, end, end + _LONGEST_SENTENCE)
    line = text.find("\n", end, end + _LONGEST_SENTENCE)
    ended = min(stop.start() + 1 if stop else end + _LONGEST_SENTENCE, line if line >= 0 else len(text))
    return begins, min(len(text), ended)


_END = re.compile(r"[.!?…][\"”’)\]]*\s+(?=[\"“‘A-Z0-9])")


def _is_agency(outlet: str | None, agency: str) -> bool:
    """Whether an outlet is an agency, by its names; of one that is not known, by its initials."""
    name = (outlet or "").strip().removeprefix("The ").removeprefix("the ")
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    known = _names().get(name)
    return name.casefold() == agency.casefold() or known == agency or (known is None and initials == agency)


@cache
def _names() -> dict[str, str]:
    """Every spelling of an agency's name, as the text has it: case counts."""
    agencies: list[dict[str, Any]] = table("agencies.toml")["agency"]
    return {
        name.removeprefix("The "): str(agency["name"])
        for agency in agencies
        for name in (agency["name"], *agency.get("aliases", ()))
    }


@cache
def _phrase() -> re.Pattern[str]:
    phrases = table("credit_phrases.toml")
    names = any_of(_names())
    between = any_of(phrases["between"])
    skipped = rf"(?:(?:{between}|[A-Z][\w-]{{1,20}}(?:['’]s)?)\s+){{0,6}}?"
    return re.compile(
        rf"\b(?i:{any_of(phrases['told'])})\s+{skipped}(?P<told>{names})(?!\w)"
        rf"|\b(?i:{any_of(phrases['cited'])})\s+{skipped}(?P<cited>{names})(?!\w)"
        rf"|\b(?P<reports>{names})\s+(?:{any_of(phrases['reports'])})\b"
    )
