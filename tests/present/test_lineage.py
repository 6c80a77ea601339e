"""Where the texts of a story come from, as the lines of a tree."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from truceline.model.record import Derived, Lineage, Link, Wire
from truceline.present.lineage import LineageLine, lineage_lines
from truceline.relate.origins import Origins

MPA = "Meridian Press Agency"


def linked(
    report: str, origin: str | None, derived: Derived = "wholly", agency: str | None = None
) -> Lineage:
    links = (
        [Link("copy" if derived == "wholly" else "passages", origin, None, 0.9, "certain")] if origin else []
    )
    if agency:
        links.append(Link("credit", None, agency, 0.1, "likely"))
    return Lineage(report, derived, 0.9 if origin else 0.0, tuple(links))


def lines(lineages: Iterable[Lineage], reports: str, *wires: Wire) -> tuple[LineageLine, ...]:
    by_report = {one.report: one for one in lineages}

    def root(report: str) -> str:
        above = by_report[report].origin
        return report if above is None or above not in by_report else root(above)

    roots = {report: root(report) for report in by_report}
    behind = {wire.root: wire for wire in wires}
    origins = Origins(by_report, roots, behind)
    known = {report: (one, roots[report]) for report, one in by_report.items()}
    return lineage_lines(reports, known, behind, origins.of)


def tree(found: Iterable[LineageLine]) -> list[str]:
    return ["  " * line.depth + (line.report or f"{line.agency}") for line in found]


ALONE = [Lineage(name, "not") for name in "abc"]


def test_originals_stand_in_the_order_of_publication() -> None:
    found = lines(ALONE, "bca")
    assert tree(found) == ["b", "c", "a"]
    assert all(line.independent and line.derived == "not" and line.sources == () for line in found)


def test_what_is_derived_stands_below_its_origin_and_the_most_copied_comes_first() -> None:
    lineages = [
        Lineage("a", "not"),
        Lineage("b", "not"),
        linked("c", "b"),
        linked("d", "c"),
        linked("e", "b"),
    ]
    found = lines(lineages, "abcde")
    assert tree(found) == ["b", "  c", "    d", "  e", "a"]
    assert [line.independent for line in found] == [True, False, False, False, True]
    assert found[1].sources[0].origin == "b"


def test_a_partly_derived_report_stands_below_and_is_an_origin_too() -> None:
    found = lines([Lineage("a", "not"), linked("p", "a", "partly")], "ap")
    assert tree(found) == ["a", "  p"]
    assert [(line.derived, line.independent) for line in found] == [("not", True), ("partly", True)]


def test_an_agency_that_is_not_seen_stands_above_its_texts() -> None:
    wire = Wire("a", MPA, None, "likely", "2 of 2 reports say so")
    lineages = [linked("a", None, "not", MPA), linked("b", "a", "partly", MPA), Lineage("c", "not")]
    found = lines(lineages, "abc", wire)
    assert tree(found) == [MPA, "  a", "    b", "c"]
    assert (found[0].report, found[0].reason, found[0].independent) == (None, "2 of 2 reports say so", True)
    assert [line.independent for line in found] == [True, False, False, True]


def test_an_agency_that_is_seen_has_no_line_beside_its_report() -> None:
    wire = Wire("a", MPA, "a", "certain", "its own")
    assert tree(lines([Lineage("a", "not"), linked("b", "a")], "ab", wire)) == ["a", "  b"]


def test_an_origin_in_another_story_leaves_the_report_at_the_top() -> None:
    lineages = [Lineage("a", "not"), linked("b", "a"), linked("c", "b")]
    found = lines(lineages, "bc")
    assert tree(found) == ["b", "  c"]
    assert found[0].sources[0].origin == "a"
    assert not found[0].independent


@pytest.mark.parametrize("length", [1, 5_000])
def test_a_chain_of_copies_is_as_deep_as_it_is_long(length: int) -> None:
    lineages = [Lineage("0", "not"), *(linked(str(at), str(at - 1)) for at in range(1, length))]
    known = {one.report: (one, "0") for one in lineages}
    found = lineage_lines([one.report for one in lineages], known, {}, lambda report: "0")
    assert [line.depth for line in found] == list(range(length))
