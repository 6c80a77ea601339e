"""Neighbours under shared keys, in the order of publication."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.model.digest import Digest
from truceline.store import Record, postings
from truceline.store.postings import SHINGLES, TERMS

type Undone = Callable[[Record], AbstractContextManager[None]]
type Side = Literal["before", "behind", "first"]
type Keys = dict[str, list[int]]

REPORTS = [f"{number:016x}" for number in range(8)]
ORDERS = {report: f"2031-03-{3 + number // 3:02} {report}" for number, report in enumerate(REPORTS)}
FIRST, SECOND, THIRD, *_ = ORDERS.values()


@pytest.fixture(scope="module")
def library(shared: Record, digest: Callable[..., Digest]) -> Iterator[Record]:
    """A record with eight reports that have no place yet."""
    shared.add([digest(f"Report {report}.", name=report, published="2031-03-04") for report in REPORTS], "1")
    yield shared


keys = st.dictionaries(st.sampled_from(REPORTS), st.sets(st.integers(-2, 3), max_size=4)).map(
    lambda found: {ORDERS[report]: sorted(of) for report, of in found.items()}
)


def under(posted: Mapping[str, list[int]], key: int) -> list[str]:
    return sorted(order for order, theirs in posted.items() if key in theirs)


def nearest(posted: Keys, asked: Keys, side: Side, count: int) -> dict[str, set[str]]:
    """What `neighbours` is to give, by looking at everything."""
    found: dict[str, set[str]] = {}
    for own, of in asked.items():
        for key in of:
            others = under(posted, key)
            before = [order for order in reversed(others) if order < own]
            behind = [order for order in others if order > own]
            near = {"before": before[:count], "behind": behind[:count], "first": before[-1:]}[side]
            found.setdefault(own[-16:], set()).update(order[-16:] for order in near)
    return found


@given(keys, keys, st.sampled_from(["before", "behind", "first"]), st.integers(1, 3))
@settings(deadline=None)
def test_the_nearest_and_the_first_under_each_key(
    library: Record, undone: Undone, posted: Keys, asked: Keys, side: Side, count: int
) -> None:
    with undone(library):
        postings.post(library, TERMS, posted)
        postings.post(library, TERMS, posted)
        assert postings.neighbours(library, TERMS, asked, side, count) == nearest(posted, asked, side, count)


@given(keys, keys, st.integers(1, 3))
@settings(deadline=None)
def test_the_nearest_before_by_key(
    library: Record, undone: Undone, posted: Keys, asked: Keys, count: int
) -> None:
    expected: dict[str, dict[int, tuple[str, ...]]] = {}
    for own, of in asked.items():
        for key in of:
            if before := [order for order in reversed(under(posted, key)) if order < own][:count]:
                expected.setdefault(own[-16:], {})[key] = tuple(before)
    with undone(library):
        postings.post(library, TERMS, posted)
        assert postings.nearest(library, TERMS, asked, count) == expected


@given(keys, keys, st.integers(1, 3))
@settings(deadline=None)
def test_earlier_ones_are_counted_up_to_a_bound(
    library: Record, undone: Undone, posted: Keys, asked: Keys, most: int
) -> None:
    expected = {
        own[-16:]: {key: min(most, sum(order < own for order in under(posted, key))) for key in of}
        for own, of in asked.items()
        if of
    }
    with undone(library):
        postings.post(library, TERMS, posted)
        assert postings.counted(library, TERMS, asked, most) == expected


@given(keys, keys)
@settings(deadline=None)
def test_all_behind_a_new_first_one_are_its_followers(
    library: Record, undone: Undone, posted: Keys, asked: Keys
) -> None:
    expected = {
        order[-16:]
        for own, of in asked.items()
        for key in of
        if not any(order < own for order in under(posted, key))
        for order in under(posted, key)
        if order > own
    }
    with undone(library):
        postings.post(library, TERMS, posted)
        assert postings.followers(library, TERMS, asked) == expected


@given(keys, st.dictionaries(st.integers(-2, 3), st.sampled_from(list(ORDERS.values()))), st.integers(1, 9))
@settings(deadline=None)
def test_those_behind_a_place_as_far_as_they_are_among_the_first(
    library: Record, undone: Undone, posted: Keys, asked: dict[int, str], most: int
) -> None:
    expected = {}
    for key, own in asked.items():
        before = [order for order in under(posted, key) if order < own][:most]
        behind = [order for order in under(posted, key) if order > own][: most - len(before)]
        if behind:
            expected[key] = len(before), behind
    with undone(library):
        postings.post(library, TERMS, posted)
        assert postings.later(library, TERMS, asked, most) == expected


def test_spaces_are_kept_apart(library: Record, undone: Undone) -> None:
    with undone(library):
        postings.post(library, SHINGLES, {FIRST: [1], SECOND: [1]})
        assert postings.neighbours(library, TERMS, {SECOND: [1]}, "before") == {REPORTS[1]: set()}
        assert postings.neighbours(library, SHINGLES, {SECOND: [1]}, "before") == {REPORTS[1]: {REPORTS[0]}}
        assert postings.counted(library, TERMS, {SECOND: [1]}, 9) == {REPORTS[1]: {1: 0}}
        assert postings.followers(library, TERMS, {FIRST: [1]}) == set()
        assert postings.later(library, TERMS, {1: FIRST}, 9) == {}


def test_what_is_forgotten_is_nobodys_neighbour(library: Record, undone: Undone) -> None:
    with undone(library):
        postings.post(library, SHINGLES, {FIRST: [1, 2], SECOND: [1, 2]})
        postings.forget_postings(library, SHINGLES, {FIRST: [1], THIRD: [1]})
        assert postings.neighbours(library, SHINGLES, {SECOND: [1]}, "before") == {REPORTS[1]: set()}
        assert postings.neighbours(library, SHINGLES, {SECOND: [2]}, "before") == {REPORTS[1]: {REPORTS[0]}}


def test_keys_of_64_bits_are_kept(library: Record, undone: Undone) -> None:
    ends = [-(2**63), 2**63 - 1]
    with undone(library):
        postings.post(library, SHINGLES, {FIRST: ends})
        for end in ends:
            found = postings.neighbours(library, SHINGLES, {SECOND: [end]}, "before")
            assert found == {REPORTS[1]: {REPORTS[0]}}


def test_nothing_is_asked_and_nothing_posted(library: Record, undone: Undone) -> None:
    with undone(library):
        postings.post(library, SHINGLES, {FIRST: []})
        assert postings.neighbours(library, SHINGLES, {}, "before") == {}
        assert postings.neighbours(library, SHINGLES, {SECOND: []}, "behind") == {}
        assert postings.counted(library, SHINGLES, {}, 9) == {}
        assert postings.followers(library, SHINGLES, {}) == set()
        assert postings.later(library, SHINGLES, {}, 9) == {}
