"""Trees of texts, whose roots stay right when an inner node moves, and the agencies behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.model.digest import Credit, Digest
from truceline.model.record import Derived, Lineage, Link, LinkKind, Wire
from truceline.store import Record, trees

type Undone = Callable[[Record], AbstractContextManager[None]]

REPORTS = [f"{number:016x}" for number in range(8)]
A, B, C, D, E, *_ = REPORTS
MPA = "Meridian Press Agency"


@pytest.fixture(scope="module")
def library(shared: Record, digest: Callable[..., Digest]) -> Iterator[Record]:
    """A record with eight reports that have no place yet; only the third credits nobody."""
    shared.add(
        [
            digest(
                f"Report {report}.",
                name=report,
                published=f"2031-03-{20 - number:02}",
                credits_=() if report == C else (Credit(MPA, "told", 0, 6),),
            )
            for number, report in enumerate(REPORTS)
        ],
        "1",
    )
    yield shared


type Forest = dict[str, str | None]
"""{node: the node above}"""


def lineage(node: str, above: str | None, kind: LinkKind = "copy", derived: Derived | None = None) -> Lineage:
    links = (Link(kind, above, None, 0.9, "certain"),) if above else ()
    return Lineage(node, derived or ("wholly" if above else "not"), 0.9 if above else 0.0, links)


def lineages(forest: Forest) -> list[Lineage]:
    return [lineage(node, above) for node, above in forest.items()]


@st.composite
def steps(draw: st.DrawFn) -> list[Forest]:
    """Changes of a forest: each puts some nodes under an earlier one that is there by then, or under none."""
    found: list[Forest] = []
    there: set[str] = set()
    for _ in range(draw(st.integers(1, 5))):
        touched = draw(st.lists(st.sampled_from(REPORTS), min_size=1, unique=True))
        there.update(touched)
        above = {node: [other for other in sorted(there) if other < node] for node in touched}
        found.append({node: draw(st.sampled_from([None, *others])) for node, others in above.items()})
    return found


def roots(forest: Forest) -> dict[str, str]:
    def root(node: str) -> str:
        above = forest[node]
        return node if above is None else root(above)

    return {node: root(node) for node in forest}


def below(forest: Forest, nodes: set[str]) -> set[str]:
    """These nodes and all that have one of them above."""

    def is_below(node: str | None) -> bool:
        return node is not None and (node in nodes or is_below(forest[node]))

    return {node for node in forest if is_below(node)}


def differing(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    return {node for node in after if node not in before or before[node] != after[node]}


@given(steps())
@settings(deadline=None)
def test_a_forest_that_grew_step_by_step_has_the_roots_of_the_whole(
    library: Record, undone: Undone, changes: list[Forest]
) -> None:
    forest: Forest = {}
    with undone(library):
        for change in changes:
            links, tops = dict(forest), roots(forest)
            forest.update(change)
            now = roots(forest)
            changed = below(forest, differing(links, forest))
            reported, touched = trees.save_lineages(library, lineages(change))
            assert reported == changed
            assert touched >= {top for node in changed for top in (now[node], tops.get(node)) if top}
            assert trees.roots(library, REPORTS) == now
            assert trees.origins(library, REPORTS) == forest
            assert trees.members_of_trees(library, [A]) == {node for node, top in now.items() if top == A}


def test_all_below_a_node_move_with_it(library: Record, undone: Undone) -> None:
    with undone(library):
        trees.save_lineages(library, lineages({A: None, B: None, C: B, D: C, E: D}))
        assert trees.save_lineages(library, lineages({B: A})) == ({B, C, D, E}, {A, B})
        assert set(trees.roots(library, REPORTS).values()) == {A}


def test_a_new_node_below_one_that_moves_at_the_same_time(library: Record, undone: Undone) -> None:
    with undone(library):
        trees.save_lineages(library, lineages({B: None, C: B}))
        trees.save_lineages(library, lineages({A: None, B: A, D: C}))
        assert trees.roots(library, REPORTS) == dict.fromkeys((A, B, C, D), A)


def test_a_node_that_stays_where_it_was_changes_nothing(library: Record, undone: Undone) -> None:
    with undone(library):
        trees.save_lineages(library, lineages({A: None, B: A, C: B}))
        assert trees.save_lineages(library, lineages({A: None, B: A})) == (set(), set())


def test_a_lineage_that_only_tells_more_is_a_change_that_moves_nothing(
    library: Record, undone: Undone
) -> None:
    with undone(library):
        trees.save_lineages(library, lineages({A: None, B: A, C: B}))
        again = lineage(B, A, kind="edited")
        assert trees.save_lineages(library, [again]) == ({B, C}, {A})
        assert trees.lineages(library, REPORTS) == {
            A: (lineage(A, None), A),
            B: (again, A),
            C: (lineage(C, B), A),
        }


def test_twins_are_known_by_the_first_with_their_words(library: Record, undone: Undone) -> None:
    with undone(library):
        found = [lineage(A, None), lineage(B, A), lineage(D, C, "identical"), lineage(E, D, "identical")]
        trees.save_lineages(library, [*found, lineage(C, B, "identical")])
        assert trees.twins(library, REPORTS) == {C: B, D: B, E: B}
        assert trees.twins(library, [E, A]) == {E: B}


def test_the_credits_of_a_tree_come_in_the_order_of_publication(library: Record, undone: Undone) -> None:
    told = (Credit(MPA, "told", 0, 6),)
    with undone(library):
        trees.save_lineages(library, [lineage(A, None), lineage(C, A), lineage(B, A, "passages", "partly")])
        trees.save_lineages(library, [lineage(D, None)])
        assert trees.credits_of_trees(library, [A]) == {
            A: [(C, "wholly", ()), (B, "partly", told), (A, "not", told)]
        }
        assert trees.credits_of_trees(library, [A, D]).keys() == {A, D}


def test_wires_are_set_changed_and_taken_off(library: Record, undone: Undone) -> None:
    wire, surer = Wire(A, MPA, None, "likely", "a reason"), Wire(A, MPA, B, "certain", "another")
    with undone(library):
        assert trees.save_wires(library, {A: wire, B: None}) == {A}
        assert trees.save_wires(library, {A: wire}) == set()
        assert trees.wires_of(library, [A, B]) == {A: wire}
        assert trees.save_wires(library, {A: surer}) == {A}
        assert trees.wires_of(library, [A]) == {A: surer}
        assert trees.save_wires(library, {A: None}) == {A}
        assert trees.wires_of(library, [A]) == {}
