"""Where the texts of a story come from, as lines: a tree of origins and of what is derived from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from truceline.model.record import Confidence, Derived, Lineage, Link, LinkKind, Passage, Wire
from truceline.model.report import ReportId


@dataclass(frozen=True, slots=True)
class SourceLine:
    """What a report has from one origin: from the report `origin` of the record, or from an `agency`
    whose own report is not in it."""

    kind: LinkKind
    origin: ReportId | None
    agency: str | None
    share: float
    confidence: Confidence
    reasons: tuple[str, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class LineageLine:
    """One line of the tree of a story. A line without a `report` is an agency whose own report is not in
    the record. `depth` is 0 for an origin; `sources` has the main one first, which is the line above."""

    depth: int
    report: ReportId | None
    agency: str | None
    derived: Derived
    share: float
    independent: bool
    sources: tuple[SourceLine, ...]
    reason: str | None = None


def source_line(link: Link) -> SourceLine:
    return SourceLine(
        link.kind, link.origin, link.agency, link.share, link.confidence, link.reasons, link.passages
    )


def lineage_lines(
    reports: Iterable[ReportId],
    lineages: Mapping[ReportId, tuple[Lineage, ReportId]],
    wires: Mapping[ReportId, Wire],
    origin_of: Callable[[ReportId], str],
) -> tuple[LineageLine, ...]:
    """The tree of the reports of a story, given in the order of publication: origins, and below each what
    is derived from it, those with the most copies first."""
    inside = list(reports)
    here = set(inside)
    below: defaultdict[ReportId | str, list[ReportId]] = defaultdict(list)
    tops: dict[ReportId | str, str | None] = {}
    for report in inside:
        lineage, root = lineages[report]
        wire = wires.get(root)
        if lineage.origin in here:
            below[lineage.origin or ""].append(report)
        elif wire is not None and wire.seen is None and origin_of(report).endswith(wire.agency):
            top = f"agency {wire.agency}"
            tops.setdefault(top, wire.agency)
            below[top].append(report)
        else:
            tops[report] = None
    size = _sizes(tops, below)
    lines: list[LineageLine] = []
    for top in sorted(tops, key=lambda top: (-size[top], _first(top, below, inside))):
        stack: list[tuple[int, ReportId | str]] = [(0, top)]
        while stack:
            depth, node = stack.pop()
            if (agency := tops.get(node)) is not None:
                wire = next(w for one in below[node] if (w := wires.get(lineages[one][1])))
                lines.append(LineageLine(0, None, agency, "not", 0.0, True, (), wire.reason))
            else:
                lineage, root = lineages[node]
                own = origin_of(node) == node or (depth == 0 and lineage.derived != "wholly")
                sources = tuple(source_line(link) for link in lineage.links)
                lines.append(LineageLine(depth, node, None, lineage.derived, lineage.share, own, sources))
            stack += [(depth + 1, one) for one in reversed(below[node])]
    return tuple(lines)


def _sizes(
    tops: Iterable[ReportId | str], below: Mapping[ReportId | str, list[ReportId]]
) -> dict[ReportId | str, int]:
    """How many reports there are below each top."""
    sizes = {}
    for top in tops:
        number, level = 0, list(below.get(top, ()))
        while level:
            number += len(level)
            level = [one for node in level for one in below.get(node, ())]
        sizes[top] = number
    return sizes


def _first(
    top: ReportId | str, below: Mapping[ReportId | str, list[ReportId]], inside: list[ReportId]
) -> int:
    return inside.index(top if top in inside else below[top][0])
