"""Which agency a report credits with its text as a whole.

Only where credits stand: the dateline, the byline, the closing lines, the outlet. "The minister told AFP"
credits a statement, and "AFP contributed to this report" a part; neither makes it an AFP report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from truceline import resources

_TAIL = 600
_TAIL_LINES = 3
_LONGEST_CREDIT = 60
_LONGEST_HOST = 253
_LAST_WORDS = re.compile(
    r"""[.!?"”’)\]]\s*(?:[-–—]{1,3}\s*(?P<dash>[^\n()]{2,40})|\((?P<inside>[^\n()]{2,40})\))[\s.]*$"""
)
_COPYRIGHT = re.compile(
    r"(?:©|\bCopyright\b)[\s©\d,.-]{0,20}(?:by\s+)?(?:the\s+)?(?P<name>[^\n;|]{2,60})", re.IGNORECASE
)
_CLOSING_LABEL = re.compile(r"(?:sources?|agency|credit|by)\s*[:\s]\s*", re.IGNORECASE)
_PARTS = re.compile(r"\s*[,;/|&()•·]\s*|\s+(?:and|with|of|for|at|in)\s+")
_STAFF = re.compile(r"\s+(?:staff|writers?|news|newsroom|correspondents?|reporters?)$", re.IGNORECASE)
_UNKNOWN_AGENCY = re.compile(r"[A-Z]{2,5}")


def known_agency(credit: str) -> str | None:
    """The one name of the agency that a credit names ("The Associated Press", "Reuters Staff")."""
    name = _bare(" ".join(credit.split()).strip(" .-–—©*"))
    credits_ = _credits()
    return credits_.get(name) or credits_.get(_STAFF.sub("", _STAFF.sub("", name)))


def agency_in_dateline(credit: str) -> str | None:
    """The agency in the parentheses of a dateline; one that is not known is taken as written.

    Of several agencies ("AFP/Reuters"), none wrote the text as a whole.
    """
    only = _only(known_agency(part) or part for part in _parts(credit))
    return only if only and (known_agency(only) or _UNKNOWN_AGENCY.fullmatch(only)) else None


def agency_in_byline(byline: str) -> str | None:
    """The agency of a byline ("Reuters", "Jane Doe, Associated Press", "JANE DOE Associated Press")."""
    return _only(known_agency(part) or _at_end_of(part) for part in _parts(byline))


def agency_of_outlet(outlet: str | None, url: str | None) -> str | None:
    """The agency that publishes the report itself, under its name or on its site."""
    if outlet:
        name = _bare(outlet.strip()).casefold()
        return _outlets().get(name) or _of_site(name)
    try:
        return _of_site(urlsplit(url or "").hostname or "")
    except ValueError:
        return None


def agency_at_end(text: str) -> str | None:
    """The agency that the closing lines credit with the text."""
    tail = text[-_TAIL:].rstrip()
    for agency in _agencies():
        if any(all(sign in tail for sign in signs) for signs in agency.get("signs", ())):
            return str(agency["name"])
    lines = [line for line in map(str.strip, tail.splitlines()) if line][-_TAIL_LINES:]
    closing = _LAST_WORDS.search(tail, max(0, len(tail) - 80))
    last_words = known_agency(closing["dash"] or closing["inside"]) if closing else None
    return last_words or _only(_of_closing_line(line) for line in lines)


def _of_site(host: str) -> str | None:
    """The agency of a host, or of the site that the host is a part of ("english.wafa.ps")."""
    labels = host[:_LONGEST_HOST].split(".")
    sites = (".".join(labels[first:]) for first in range(len(labels) - 1))
    return next((agency for site in sites if (agency := _outlets().get(site))), None)


def _of_closing_line(line: str) -> str | None:
    """The agency of a line that is nothing but a credit ("— AFP", "Source: AFP"), or a copyright."""
    if owner := _COPYRIGHT.match(line):
        name = owner["name"]
        return next(
            (agency for credit, agency in _long_credits() if name.startswith(credit)), known_agency(name)
        )
    if len(line) > _LONGEST_CREDIT:
        return None
    return known_agency(_CLOSING_LABEL.sub("", line.strip("-–—()[] *"), count=1))


def _at_end_of(part: str) -> str | None:
    return next((agency for credit, agency in _long_credits() if part.endswith(f" {credit}")), None)


def _parts(credit: str) -> Iterator[str]:
    return (part for part in _PARTS.split(credit[:300]) if part)


def _only(found: Iterable[str | None]) -> str | None:
    agencies = {agency for agency in found if agency}
    return agencies.pop() if len(agencies) == 1 else None


def _bare(name: str) -> str:
    return name.removeprefix("The ").removeprefix("the ")


def _agencies() -> list[dict[str, Any]]:
    agencies: list[dict[str, Any]] = resources.table("agencies.toml")["agency"]
    return agencies


@cache
def _credits() -> dict[str, str]:
    """Every way to write a credit. Letters count: MAP is an agency, a map is not."""
    found: dict[str, str] = {}
    for agency in _agencies():
        for name in (agency["name"], *agency.get("aliases", ())):
            found |= {_bare(name): agency["name"], _bare(name).upper(): agency["name"]}
    return found


@cache
def _long_credits() -> tuple[tuple[str, str], ...]:
    """Credits of several words, the longest first: they may stand next to other names."""
    several = ((credit, agency) for credit, agency in _credits().items() if " " in credit)
    return tuple(sorted(several, key=lambda pair: (-len(pair[0]), pair)))


@cache
def _outlets() -> dict[str, str]:
    """Names and sites of agencies, in lower case."""
    found = {credit.casefold(): agency for credit, agency in _credits().items()}
    return found | {site: agency["name"] for agency in _agencies() for site in agency.get("sites", ())}
