"""Which report is of which story, what they are alike by, and what is made anew with a story."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.model.claims import Extraction, Figure, Mention, Span, Statement
from truceline.model.digest import Digest, Vector
from truceline.model.record import Lineage, Wire
from truceline.resolve import Namer
from truceline.store import Record, names, postings, queries, stories, trees

type Undone = Callable[[Record], AbstractContextManager[None]]

REPORTS = [f"{number:016x}" for number in range(8)]
A, B, C, D, *_ = REPORTS


@pytest.fixture(scope="module")
def library(shared: Record, digest: Callable[..., Digest]) -> Iterator[Record]:
    """A record with eight reports, the last published first."""
    shared.add(
        [
            digest(f"Report {report}.", name=report, published=f"2031-03-{20 - number:02}")
            for number, report in enumerate(REPORTS)
        ],
        "1",
    )
    yield shared


# New reports ------------------------------------------------------------------------------------


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
    assert stories.unrelated(record, 9) == ordered
    assert stories.unrelated(record, 2) == ordered[:2]
    stories.mark_related(record, ordered[:2])
    assert stories.unrelated(record, 9) == ordered[2:]


def test_all_that_was_found_of_reports_together_can_be_forgotten(
    record: Record, digest: Callable[..., Digest]
) -> None:
    one = digest("Sela Marok spoke.", name=A)
    found = Extraction(A, mentions=(Mention(Span(A, 0, 10), "Sela Marok", "person", "Sela Marok"),))
    one = digest(one.report.text, found, name=A)
    record.add([one], "1")
    before = {table: number for table, number in queries.counts(record).items() if number}
    names.count_names(record, [A], Namer())
    names.save_meanings(record, {(A, "Sela Marok"): "e1"})
    postings.post(record, postings.TERMS, {one.traits.order: [1]})
    stories.save_vectors(record, [vector(A)])
    stories.save_edges(record, [B], {(B, A): 0.5})
    stories.save_members(record, {A: (A, A)})
    trees.save_lineages(record, [Lineage(A, "not")])
    trees.save_wires(record, {A: Wire(A, "Meridian Press Agency", None, "certain", "it says so")})
    stories.mark_related(record, [A])
    stories.unrelate_all(record)
    assert {table: number for table, number in queries.counts(record).items() if number} == before
    assert stories.unrelated(record, 9) == [A]
    assert names.nameless(record) == {A}
    assert stories.with_vectors(record, [A]) == stories.stories_of(record, [A]) == set()
    assert not stories.edges_of(record, [A])
    assert not queries.wires(record)
    assert not queries.lineages(record)
    assert postings.neighbours(record, postings.TERMS, {"9": [1]}, "before") == {"9": set()}


# Likeness ---------------------------------------------------------------------------------------


def vector(report: str, published: str | None = "2031-03-04", **weights: float) -> Vector:
    keys = {name: -(2**62) + number for number, name in enumerate("abcdef")}
    return Vector(report, f"{published} {report}", published, "23", {keys[k]: w for k, w in weights.items()})


def test_vectors_come_back_as_they_were(library: Record, undone: Undone) -> None:
    one, other = vector(A, a=0.1, b=1 / 3), vector(B, None)
    with undone(library):
        stories.save_vectors(library, [one, other])
        assert stories.vectors(library, REPORTS) == {A: one, B: other}
        assert stories.with_vectors(library, REPORTS) == {A, B}
        again = vector(A, c=0.5)
        stories.save_vectors(library, [again])
        stories.forget_vectors(library, [B, C])
        assert stories.vectors(library, REPORTS) == {A: again}


def test_edges_take_the_place_of_those_from_the_same_report(library: Record, undone: Undone) -> None:
    with undone(library):
        assert stories.save_edges(library, [B, C], {(B, A): 0.5, (C, A): 0.3}) == {A, B, C}
        assert stories.save_edges(library, [B, C], {(B, A): 0.5, (C, A): 0.3}) == set()
        assert stories.save_edges(library, [C], {(C, B): 0.4}) == {A, B, C}
        assert stories.edges_back(library, [C]) == {(C, B): 0.4}
        assert stories.edges_of(library, [B]) == {(B, A): 0.5, (C, B): 0.4}
        assert stories.save_edges(library, [C], {(C, B): 0.6}) == {B, C}
        assert stories.save_edges(library, [B, C], {}) == {A, B, C}
        assert stories.edges_of(library, REPORTS) == {}


# Membership -------------------------------------------------------------------------------------

memberships = st.dictionaries(
    st.sampled_from(REPORTS), st.tuples(st.sampled_from(REPORTS), st.sampled_from(REPORTS[:3]))
)


@given(st.lists(memberships, max_size=4))
@settings(deadline=None)
def test_stories_that_a_change_touches_are_told(
    library: Record, undone: Undone, changes: list[dict[str, tuple[str, str]]]
) -> None:
    now: dict[str, tuple[str, str]] = {}
    with undone(library):
        for change in changes:
            changed = {report for report, new in change.items() if now.get(report) != new}
            touched = {change[report][1] for report in changed} | {
                now[report][1] for report in changed if report in now
            }
            now |= change
            assert stories.save_members(library, change) == touched
            assert stories.members_by_report(library, REPORTS) == now
        assert stories.stories_of(library, REPORTS) == {story for _, story in now.values()}
        for one in REPORTS:
            assert stories.anchored(library, [one]) == {
                report for report, (anchor, _) in now.items() if anchor == one
            }


def test_members_come_in_the_order_of_publication_and_an_ended_story_has_none(
    library: Record, undone: Undone
) -> None:
    with undone(library):
        stories.save_members(library, {A: (A, A), B: (A, A), C: (C, A), D: (D, D)})
        assert stories.members(library, [A, D]) == {A: [C, B, A], D: [D]}
        assert stories.save_members(library, {D: (A, A)}) == {A, D}
        assert stories.members(library, [A, D]) == {A: [D, C, B, A], D: []}


# Claims -----------------------------------------------------------------------------------------


def test_the_claims_that_a_story_compares(record: Record, digest: Callable[..., Digest]) -> None:
    span = Span(A, 0, 2)
    figure = Figure(span, "12", 12.0, 12.0, 12.0, False, None, "lorries")
    said = Statement((Span(A, 0, 15),), "indirect", None, None, "the mayor", False)
    claims = Extraction(
        A, mentions=(Mention(span, "12", "other", "12"),), statements=(said,), figures=(figure,)
    )
    record.add([digest("12 lorries came.", claims, name=A), digest("Another one.", name=B)], "1")
    told, counted, words = stories.compared_claims(record, [A, B])
    assert told == []
    assert [one for _, one in counted] == [figure]
    assert [one for _, one in words] == [said]
    assert stories.compared_claims(record, [B]) == ([], [], [])
