"""Where the places of events lie: the gazetteer, asked with what the reports tell of the country."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from truceline.known.coordinates import locate
from truceline.known.points import Point, Unplaced, country_code, part_of
from truceline.model.claims import Span
from truceline.model.report import Report, ReportId
from truceline.resources import table

_BEHIND = re.compile(r",\s+(?:the\s+)?((?:[A-Z][\w'’.-]*)(?:\s+[A-Z][\w'’.-]*){0,3})")
_WORD = re.compile(r"([A-Za-z]+(?:[ -][a-z]+)?)(?:\s+of)?\s+$")
_FAR = 80
"""Characters on each side of a name that are looked at."""


class Places:
    """The points of the places of one record."""

    def __init__(
        self,
        texts: Mapping[ReportId, Report],
        meanings: Mapping[ReportId, Mapping[str, str]],
        spellings: Mapping[str, Sequence[str]],
    ) -> None:
        self._texts = texts
        self._meanings = meanings
        self._spellings = spellings
        self._around: dict[ReportId, frozenset[str]] = {}

    def point(
        self, entity: str, name: str, spans: Sequence[Span], reports: Iterable[ReportId]
    ) -> Point | Unplaced:
        """The point of a place that is named at `spans`, or that `reports` name elsewhere: what stands beside
        the name counts first, then the countries that these reports name."""
        around = sorted({country for report in reports for country in self._countries(report)})
        beside = sorted({found for span in spans if (found := self._beside(span)) is not None})
        parts = [self._part(span) for span in spans]
        point = locate(name, self._spellings.get(entity, ()), beside, around)
        if parts and all(parts) and isinstance(point, Point):
            return part_of(point)
        return point

    def _countries(self, report: ReportId) -> frozenset[str]:
        """The names in a report that are those of countries, or of what is counted to one."""
        if report not in self._around:
            names = self._meanings.get(report, {})
            self._around[report] = frozenset(name for name in names if _is_country(name))
        return self._around[report]

    def _beside(self, span: Span) -> str | None:
        """The country or province right behind a name: "Tarn, Syria"."""
        text = self._texts[span.report].text
        found = _BEHIND.match(text, span.end, span.end + _FAR)
        words = found[1].rstrip(".,").split() if found else []
        names = (" ".join(words[:number]) for number in range(len(words), 0, -1))
        return next((name for name in names if _is_country(name) or isinstance(locate(name), Point)), None)

    def _part(self, span: Span) -> str | None:
        """The word before a name that makes it a part of the place, or what is near it: "northern"."""
        text = self._texts[span.report].text
        found = _WORD.search(text[max(0, span.start - _FAR) : span.start])
        word = found[1].casefold() if found else ""
        parts = table("place_points.toml")["parts"]["words"]
        return next((one for one in (word, word.rpartition(" ")[2]) if one in parts), None)


@lru_cache(maxsize=65536)
def _is_country(name: str) -> bool:
    return country_code(name) is not None
