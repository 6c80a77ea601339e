"""How many truly independent sources: the origin of each report, and of each passage of it.

A report that is wholly derived has the origin of what it derives from. One that is partly derived is an
origin of its own, but not for the passages that it took over. Behind texts that several reports share
there may be an agency that the record has no report of; and all that comes from one agency has one origin.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from truceline.model.claims import Span
from truceline.model.digest import Credit
from truceline.model.record import Derived, Lineage, Link, Passage, Wire
from truceline.model.report import ReportId

type Origin = str
"""The id of a report, or `AGENCY` with the name of an agency."""
AGENCY = "agency "
_DEEPEST = 50
"""Links that are followed from a passage to its origin; a longer chain ends at the report reached."""


@dataclass(frozen=True, slots=True)
class Member:
    """A report of a tree of derived texts, with what it credits."""

    report: ReportId
    derived: Derived
    credits: tuple[Credit, ...]


def wire(root: ReportId, members: Iterable[Member]) -> Wire | None:
    """The agency behind the texts of a tree, whose members come in the order of publication; None where
    none, or several, are credited.

    What a report adds to passages that it took over may be of another agency: of one that is partly
    derived counts only what the first report of the tree credits too.
    """
    first: set[str] = set()
    found: dict[str, dict[str, list[ReportId]]] = {"own": {}, "whole": {}, "told": {}}
    size = 0
    for member in members:
        size += 1
        if member.report == root:
            first = {credit.agency for credit in member.credits}
        for what, agency in sorted({(credit.what, credit.agency) for credit in member.credits}):
            if what in found and (member.derived != "partly" or agency in first):
                found[what].setdefault(agency, []).append(member.report)
    published = found["own"] or found["whole"]
    if len(published) == 1:
        ((agency, reports),) = published.items()
        seen = found["own"].get(agency, [None])[0]
        reason = f"published by {agency} itself" if seen else f"credited to {agency} by {_of(reports, size)}"
        return Wire(root, agency, seen, "certain", reason)
    if not published and size > 1 and len(found["told"]) == 1:
        ((agency, reports),) = found["told"].items()
        reason = f"{_of(reports, size)} with this text give what somebody told {agency}"
        return Wire(root, agency, None, "likely" if len(reports) > 1 else "unsure", reason)
    return None


def _of(reports: list[ReportId], size: int) -> str:
    return "the only report" if size == 1 else f"{len(reports)} of {size} reports"


class Origins:
    """The origins of reports, given their lineage, the roots of their trees, the wires of these, and the
    outlets: what one outlet writes itself, it does not confirm by writing it twice."""

    def __init__(
        self,
        lineages: Mapping[ReportId, Lineage],
        roots: Mapping[ReportId, ReportId],
        wires: Mapping[ReportId, Wire],
        outlets: Mapping[ReportId, str | None] | None = None,
    ) -> None:
        self._outlets = outlets or {}
        self._lineages = lineages
        self._roots = roots
        self._wires = wires

    def passages(self, report: ReportId) -> tuple[Passage, ...]:
        """The passages that a report shares with others of the record."""
        found = self._lineages.get(report)
        return tuple(one for link in found.links for one in link.passages if one.there) if found else ()

    def of(self, report: ReportId) -> Origin:
        """The origin of a report as a whole: of one that is wholly derived, that of what it is from."""
        root = self._roots[report]
        behind = self._wires.get(root)
        while (lineage := self._lineages[report]).derived != "not":
            if behind is not None and _credits(lineage, behind.agency):
                break
            if lineage.derived == "partly":
                return report
            if lineage.origin is None or lineage.origin not in self._lineages:
                break
            report = lineage.origin
        return root if behind is None else AGENCY + behind.agency

    def at(self, place: Span) -> Origin:
        """The origin of what stands at this place of a report."""
        report, start = place.report, place.start
        for _ in range(_DEEPEST):
            found = _passage(self._lineages[report].links, start)
            if found is None:
                break
            link, there = found
            if there is None or link.origin not in self._lineages:
                return AGENCY + link.agency if link.agency else self.of(report)
            report, start = there.report, there.start
        return self.of(report)

    def counted(self, origin: Origin) -> Origin:
        """By what an origin is counted: texts of one outlet are one."""
        outlet = self._outlets.get(origin)
        return f"outlet {outlet.casefold()}" if outlet else origin

    def asserter(self, place: Span, speaker: str | None, unnamed: bool = False) -> str:
        """Who vouches for what stands at this place: the `speaker` that it is given to, an entity or
        words, else the origin of the text. Unnamed speakers of two origins are never taken for one."""
        origin = self.counted(self.at(place))
        if speaker is None:
            return origin
        return f"{speaker.casefold()} in {origin}" if unnamed else speaker


def _credits(lineage: Lineage, agency: str) -> bool:
    return any(link.agency == agency for link in lineage.links)


def _passage(links: Iterable[Link], start: int) -> tuple[Link, Span | None] | None:
    """The link with a passage at this character, and where that stands in the origin."""
    for link in links:
        for passage in link.passages:
            if passage.here.start <= start < passage.here.end:
                there = passage.there
                if there is None:
                    return link, None
                at = min(there.start + start - passage.here.start, there.end - 1)
                return link, Span(there.report, at, at + 1)
    return None


@dataclass(frozen=True, slots=True)
class Carriers:
    """Which reports carry what some of them tell: `twins` have the very words of one, and `outlets` say where
    each was published."""

    twins: Mapping[ReportId, tuple[ReportId, ...]]
    outlets: Mapping[ReportId, str | None]

    def all_of(self, reports: Iterable[ReportId]) -> tuple[ReportId, ...]:
        """These reports and their twins, by id."""
        return tuple(sorted({one for report in reports for one in (report, *self.twins.get(report, ()))}))

    def outlets_of(self, reports: Iterable[ReportId]) -> int:
        """In how many different outlets these reports are; those whose outlet is unknown are left out."""
        return len({self.outlets[report] for report in reports} - {None})
