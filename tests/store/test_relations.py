"""Neighbours, and trees whose roots stay right when an inner node moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.model.claims import Extraction, Mention, Span
from truceline.model.digest import Digest
from truceline.model.record import Link
from truceline.resolve import Namer
from truceline.store import Record, relations

type Undone = Callable[[Record], AbstractContextManager[None]]

REPORTS = [f"{number:016x}" for number in range(8)]
ORDERS = {report: f"2031-03-{3 + number // 3:02} {report}" for number, report in enumerate(REPORTS)}


@pytest.fixture(scope="module")
def library(shared: Record, digest: Callable[..., Digest]) -> Iterator[Record]:
    """A record with eight reports that have no place yet."""
    shared.add([digest(f"Report {report}.", name=report, published="2031-03-04") for report in REPORTS], "1")
    yield shared


# Neighbours -------------------------------------------------------------------------------------

keys = st.dictionaries(st.sampled_from(REPORTS), st.sets(st.integers(-2, 3), max_size=4)).map(
    lambda found: {ORDERS[report]: sorted(of) for report, of in found.items()}
)


def nearest(
    posted: Mapping[str, list[int]], asked: Mapping[str, list[int]], side: str, count: int
) -> dict[str, set[str]]:
    """What `neighbours` is to give, by looking at everything."""
    found: dict[str, set[str]] = {}
    for own, of in asked.items():
        for key in of:
            others = sorted(order for order, theirs in posted.items() if key in theirs)
            before = [order for order in reversed(others) if order < own]
            behind = [order for order in others if order > own]
            near = (before if side == "before" else behind)[:count]
            found.setdefault(own[-16:], set()).update(order[-16:] for order in near)
    return found


@given(keys, keys, st.sampled_from(["before", "behind"]), st.integers(1, 3))
@settings(deadline=None)
def test_the_nearest_under_each_key(
    library: Record,
    undone: Undone,
    posted: dict[str, list[int]],
    asked: dict[str, list[int]],
    side: Literal["before", "behind"],
    count: int,
) -> None:
    with undone(library):
        relations.post(library, relations.FEATURES, posted)
        relations.post(library, relations.FEATURES, posted)
        assert relations.neighbours(library, relations.FEATURES, asked, side, count) == nearest(
            posted, asked, side, count
        )


def test_spaces_are_kept_apart(library: Record, undone: Undone) -> None:
    first, second, *_ = ORDERS.values()
    with undone(library):
        relations.post(library, relations.SHINGLES, {first: [1], second: [1]})
        assert relations.neighbours(library, relations.FEATURES, {second: [1]}, "before", 1) == {
            REPORTS[1]: set()
        }
        assert relations.neighbours(library, relations.SHINGLES, {second: [1]}, "before", 1) == {
            REPORTS[1]: {REPORTS[0]}
        }


def test_what_is_forgotten_is_nobodys_neighbour(library: Record, undone: Undone) -> None:
    first, second, *_ = ORDERS.values()
    with undone(library):
        relations.post(library, relations.SHINGLES, {first: [1, 2], second: [1, 2]})
        relations.forget_postings(library, relations.SHINGLES, {first: [1]})
        found = relations.neighbours(library, relations.SHINGLES, {second: [1]}, "before", 1)
        assert found == {REPORTS[1]: set()}
        found = relations.neighbours(library, relations.SHINGLES, {second: [2]}, "before", 1)
        assert found == {REPORTS[1]: {REPORTS[0]}}


def test_keys_of_64_bits_are_kept(library: Record, undone: Undone) -> None:
    first, second, *_ = ORDERS.values()
    ends = [-(2**63), 2**63 - 1]
    with undone(library):
        relations.post(library, relations.SHINGLES, {first: ends})
        for end in ends:
            found = relations.neighbours(library, relations.SHINGLES, {second: [end]}, "before", 1)
            assert found == {REPORTS[1]: {REPORTS[0]}}


# Trees ------------------------------------------------------------------------------------------

type Forest = dict[str, str | None]
"""{node: the node above}"""


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


def differing(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str | None]:
    """Nodes whose root changed, with the root that they had."""
    return {node: before.get(node) for node in after if before.get(node) != after[node]}


def links(forest: Forest) -> list[Link]:
    return [Link(node, "copy" if above else "original", above) for node, above in forest.items()]


@given(steps())
@settings(deadline=None)
def test_a_forest_that_grew_step_by_step_has_the_roots_of_the_whole(
    library: Record, undone: Undone, changes: list[Forest]
) -> None:
    forest: Forest = {}
    with undone(library):
        for change in changes:
            before = roots(forest)
            forest.update(change)
            assert relations.save_links(library, links(change)) == differing(before, roots(forest))
            assert relations.roots_of_text(library, REPORTS) == roots(forest)


@given(steps())
@settings(deadline=None)
def test_stories_follow_their_roots(library: Record, undone: Undone, changes: list[Forest]) -> None:
    forest: Forest = {}
    with undone(library):
        for change in changes:
            before = roots(forest)
            forest.update(change)
            after = roots(forest)
            assert relations.save_parents(library, change) == differing(before, after)
            found = relations.members(library, {*after.values(), *before.values()})
            assert {node: story for story, nodes in found.items() for node in nodes} == after
            assert relations.stories_of(library, REPORTS) == set(after.values())


A, B, C, D, E, *_ = REPORTS


def test_all_below_a_node_move_with_it(library: Record, undone: Undone) -> None:
    with undone(library):
        relations.save_links(library, links({A: None, B: None, C: B, D: C, E: D}))
        assert relations.save_links(library, links({B: A})) == dict.fromkeys((B, C, D, E), B)
        assert set(relations.roots_of_text(library, REPORTS).values()) == {A}


def test_a_new_node_below_one_that_moves_at_the_same_time(library: Record, undone: Undone) -> None:
    with undone(library):
        relations.save_links(library, links({B: None, C: B}))
        relations.save_links(library, links({A: None, B: A, D: C}))
        assert relations.roots_of_text(library, REPORTS) == dict.fromkeys((A, B, C, D), A)


def test_a_node_that_stays_where_it_was_changes_nothing(library: Record, undone: Undone) -> None:
    with undone(library):
        relations.save_links(library, links({A: None, B: A, C: B}))
        assert relations.save_links(library, links({A: None, B: A})) == {}


def test_an_ended_story_has_no_members(library: Record, undone: Undone) -> None:
    with undone(library):
        relations.save_parents(library, {A: None, B: None})
        assert relations.save_parents(library, {B: A}) == {B: B}
        assert relations.members(library, {A, B}) == {A: [A, B], B: []}


def test_copies_and_excerpts_are_taken_from_another(library: Record, undone: Undone) -> None:
    taken = [Link(B, "copy", A, 0.9), Link(C, "excerpt", A, 1.0), Link(D, "rewrite", A, 0.3)]
    with undone(library):
        relations.save_links(library, [Link(A, "original"), *taken])
        assert relations.copied_from(library, REPORTS) == {B: A, C: A}


# New reports, and their names -------------------------------------------------------------------


def test_reports_without_a_place_come_in_the_order_of_publication(
    record: Record, digest: Callable[..., Digest]
) -> None:
    record.add(
        [
            digest("Later.", published="2031-03-05"),
            digest("Undated."),
            digest("Earlier.", published="2031-03-04"),
        ],
        "1",
    )
    ordered = [report.id for report in record.reports()]
    assert relations.unrelated(record, 9) == ordered
    assert relations.unrelated(record, 2) == ordered[:2]
    relations.mark_related(record, ordered[:2])
    assert relations.unrelated(record, 9) == ordered[2:]


def test_names_of_all_reports_are_counted_together_and_taken_off_again(
    record: Record, digest: Callable[..., Digest]
) -> None:
    def naming(name: str, times: int) -> Digest:
        one: Digest = digest(f"{name} and {times} others were there.")
        mentions = (Mention(Span(one.report.id, at, at + 1), "x", "person", name) for at in range(times))
        found: Digest = digest(one.report.text, Extraction(one.report.id, mentions=tuple(mentions)))
        return found

    digests = [naming("Sela Marok", 2), naming("Séla Marok", 1), naming("Sela Marok", 3)]
    record.add(digests, "1")
    ids = [one.report.id for one in digests]
    (block,) = relations.count_names(record, ids, Namer())
    found = relations.spellings(record, [block])[block]
    assert {(row.name, row.mentions) for row in found} == {("Sela Marok", 5), ("Séla Marok", 1)}
    assert relations.reports_naming(record, [("Sela Marok", "person")]) == {ids[0], ids[2]}
    assert relations.reports_naming(record, [("Sela Marok", "place")]) == set()
    assert relations.count_names(record, ids[:2], Namer(), -1) == {block}
    assert [(row.name, row.mentions) for row in relations.spellings(record, [block])[block]] == [
        ("Sela Marok", 3)
    ]
