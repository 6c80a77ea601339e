"""What a person decides on names takes effect at once, outlives whatever comes, and is undone by another."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import batched
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from truceline.errors import RecordError
from truceline.model.claims import Extraction, Kind, Mention, Span, Statement
from truceline.model.digest import Digest
from truceline.present.export import record as whole
from truceline.run import deciding, relating
from truceline.run.deciding import Signature
from truceline.store import Record, decisions, queries, stories

type Unparsed = Callable[..., Digest]
type Named = tuple[str, Kind]

DESK = Signature("desk")


def report(unparsed: Unparsed, number: int, *names: str | Named) -> Digest:
    """A report that names people, or (name, kind), and lets each say something."""
    named: list[Named] = [(name, "person") if isinstance(name, str) else name for name in names]
    text = f"Report {number}. " + " ".join(f"{name} said words{number} of{number}." for name, _ in named)

    def claims(identity: str) -> Extraction:
        mentions, said, at = [], [], 0
        for name, kind in named:
            at = text.index(name, at)
            span = Span(identity, at, at + len(name))
            mentions.append(Mention(span, name, kind, name))
            said.append(Statement((Span(identity, span.end, span.end + 5),), "indirect", None, span, name))
            at = span.end
        return Extraction(identity, mentions=tuple(mentions), statements=tuple(said))

    return unparsed(text, f"2031-03-{number % 28 + 1:02}", name=f"{number}", claims=claims)


@pytest.fixture
def take(record: Record, unparsed: Unparsed) -> Callable[..., None]:
    """`take(names, names)`: reports that name these come into the record."""
    numbers = iter(range(1, 1000))

    def take(*reports: Iterable[str | Named]) -> None:
        record.add([report(unparsed, next(numbers), *names) for names in reports], "test")
        relating.relate_new(record, workers=1)

    return take


def groups(record: Record) -> set[frozenset[str]]:
    return {frozenset(name for name, _ in one.spellings) for one in queries.entities(record)}


def called(record: Record) -> set[str]:
    return {one.name for one in queries.entities(record)}


# Merge, split, rename ---------------------------------------------------------------------------


def test_a_merge_makes_one_of_two_and_their_statements_of_one(
    record: Record, take: Callable[..., None]
) -> None:
    take(["Abu Selim"], ["Petar Aldous"], ["Petar Aldous"])
    made = deciding.merge(record, ["Abu Selim", "Petar Aldous"], Signature("desk", "the paper says so"))
    assert (made.number, made.action, made.by) == (1, "merge", "desk")
    assert "the paper says so" in made.detail
    assert groups(record) == {frozenset({"Abu Selim", "Petar Aldous"})}
    assert called(record) == {"Petar Aldous"}
    assert len({one["entity"] for one in whole(record)["statements"]}) == 1


def test_a_merge_holds_for_the_spellings_that_come_later(record: Record, take: Callable[..., None]) -> None:
    take(["Abu Selim"], ["Mohammed Darwish"])
    deciding.merge(record, ["Abu Selim", "Mohammed Darwish"], DESK)
    take(["Muhammad Darwish"], ["Muhammad Darwish"])
    assert len(groups(record)) == 1


def test_a_split_parts_spellings_that_are_equal_for_the_program(
    record: Record, take: Callable[..., None]
) -> None:
    take(["Mohammed Darwish", "Ilse Toral"], ["Muhammad Darwish"], ["Mohamed Darwish"])
    deciding.split(record, "Mohammed Darwish", ["Muhammad Darwish"], DESK)
    parted = {frozenset({"Muhammad Darwish"}), frozenset({"Mohammed Darwish", "Mohamed Darwish"})}
    assert groups(record) == {*parted, frozenset({"Ilse Toral"})}
    take(["Muhammad Darwish"], ["Mohammed Darwish"])
    assert groups(record) == {*parted, frozenset({"Ilse Toral"})}


def test_names_that_are_split_off_together_stay_together(record: Record, take: Callable[..., None]) -> None:
    take(["Mohammed Darwish"], ["Muhammad Darwish"], ["Mohamed Darwish"])
    deciding.split(record, "Mohammed Darwish", ["Muhammad Darwish", "Mohamed Darwish"], DESK)
    assert groups(record) == {
        frozenset({"Mohammed Darwish"}),
        frozenset({"Muhammad Darwish", "Mohamed Darwish"}),
    }


def test_a_single_name_can_be_parted_from_the_person_of_its_story(
    record: Record, take: Callable[..., None]
) -> None:
    take(["Mohad Tarun", "Tarun"])
    assert groups(record) == {frozenset({"Mohad Tarun", "Tarun"})}
    deciding.split(record, "Mohad Tarun", ["Tarun"], DESK)
    assert groups(record) == {frozenset({"Mohad Tarun"}), frozenset({"Tarun"})}
    deciding.undo(record, 1, DESK)
    assert groups(record) == {frozenset({"Mohad Tarun", "Tarun"})}


def test_a_new_name_is_shown_and_outlives_more_frequent_ones(
    record: Record, take: Callable[..., None]
) -> None:
    take(["Sela Marok"])
    deciding.rename(record, "Sela Marok", "Sela  Marok-Toral", DESK)
    take(["Séla Marok"], ["Séla Marok"])
    assert called(record) == {"Sela Marok-Toral"}
    deciding.rename(record, "Sela Marok-Toral", "Séla Marok", DESK)
    assert called(record) == {"Séla Marok"}
    deciding.undo(record, 2, DESK)
    assert called(record) == {"Sela Marok-Toral"}


def test_bodies_and_places_can_be_one(record: Record, take: Callable[..., None]) -> None:
    take([("Oru River Front", "body"), ("the River Men", "place")])
    deciding.merge(record, ["Oru River Front", "the River Men"], DESK)
    assert groups(record) == {frozenset({"Oru River Front", "the River Men"})}


def test_an_id_or_its_beginning_will_do(record: Record, take: Callable[..., None]) -> None:
    take(["Abu Selim"], ["Petar Aldous"])
    ids = [one.id for one in queries.entities(record)]
    deciding.merge(record, [ids[0], ids[1][:6]], DESK)
    assert len(groups(record)) == 1


# Undo -------------------------------------------------------------------------------------------


def test_what_is_undone_is_as_if_it_had_never_been(record: Record, take: Callable[..., None]) -> None:
    take(["Abu Selim", "Mohammed Darwish"], ["Petar Aldous", "Muhammad Darwish"])
    before = whole(record)
    deciding.merge(record, ["Abu Selim", "Petar Aldous"], DESK)
    deciding.split(record, "Mohammed Darwish", ["Muhammad Darwish"], DESK)
    deciding.rename(record, "Mohammed Darwish", "The Elder", DESK)
    for number in (2, 1, 3):
        deciding.undo(record, number, DESK)
    after = whole(record)
    assert [one["action"] for one in after.pop("decisions")] == ["merge", "split", "rename", *["undo"] * 3]
    assert not before.pop("decisions")
    assert after == before


def test_an_undo_can_be_undone(record: Record, take: Callable[..., None]) -> None:
    take(["Abu Selim"], ["Petar Aldous"])
    deciding.merge(record, ["Abu Selim", "Petar Aldous"], DESK)
    deciding.undo(record, 1, DESK)
    assert len(groups(record)) == 2
    deciding.undo(record, 2, DESK)
    assert len(groups(record)) == 1


# Errors -----------------------------------------------------------------------------------------


def refused(record: Record, act: Callable[[], object], says: str) -> None:
    """The act is an error that says so, and the record is as it was."""
    before = whole(record)
    with pytest.raises(RecordError, match=says):
        act()
    assert whole(record) == before


def test_what_is_not_there_is_named(record: Record, take: Callable[..., None]) -> None:
    take(["Abu Selim"])
    refused(record, lambda: deciding.merge(record, ["Abu Selim", "Nobody"], DESK), "'Nobody'")
    refused(record, lambda: deciding.rename(record, "", "X", DESK), "name or id ''")
    refused(record, lambda: deciding.undo(record, 7, DESK), "no decision 7")


def test_a_name_of_several_lists_them_with_their_ids(record: Record, take: Callable[..., None]) -> None:
    take([("Jordan", "person"), "Abu Selim"], [("Jordan", "place")])
    ids = [one.id[:6] for one in queries.entities(record) if one.name == "Jordan"]
    assert len(ids) == 2
    for one in ids:
        refused(record, lambda: deciding.merge(record, ["Jordan", "Abu Selim"], DESK), one)


def test_nobody_is_merged_with_himself(record: Record, take: Callable[..., None]) -> None:
    take(["Mohammed Darwish"], ["Muhammad Darwish"], ["Abu Selim"])
    refused(
        record,
        lambda: deciding.merge(record, ["Mohammed Darwish", "Muhammad Darwish"], DESK),
        "are one already",
    )
    deciding.merge(record, ["Abu Selim", "Mohammed Darwish"], DESK)
    refused(
        record, lambda: deciding.merge(record, ["Mohammed Darwish", "Abu Selim"], DESK), "are one already"
    )


def test_a_person_is_no_place(record: Record, take: Callable[..., None]) -> None:
    take(["Abu Selim", ("Veltra", "place")])
    refused(record, lambda: deciding.merge(record, ["Abu Selim", "Veltra"], DESK), "Veltra .* is a place")


def test_a_name_of_somebody_else_cannot_be_split_off(record: Record, take: Callable[..., None]) -> None:
    take(["Abu Selim"], ["Petar Aldous"])
    refused(
        record,
        lambda: deciding.split(record, "Abu Selim", ["Petar Aldous"], DESK),
        "has no name 'Petar Aldous'; it has 'Abu Selim'",
    )
    refused(record, lambda: deciding.split(record, "Abu Selim", ["Abu Selim"], DESK), "without a name")


def test_a_split_does_not_undo_a_merge_by_the_way(record: Record, take: Callable[..., None]) -> None:
    take(["Abu Selim"], ["Petar Aldous"])
    deciding.merge(record, ["Abu Selim", "Petar Aldous"], DESK)
    refused(
        record,
        lambda: deciding.split(record, "Petar Aldous", ["Abu Selim"], DESK),
        "decision 1 made them one; undo it",
    )


def test_a_merge_does_not_undo_a_split_by_the_way(record: Record, take: Callable[..., None]) -> None:
    take(["Mohammed Darwish"], ["Muhammad Darwish"], ["Abu Selim"])
    deciding.split(record, "Mohammed Darwish", ["Muhammad Darwish"], DESK)
    apart = "decision 1 keeps .* apart"
    refused(record, lambda: deciding.merge(record, ["Mohammed Darwish", "Muhammad Darwish"], DESK), apart)
    deciding.merge(record, ["Abu Selim", "Muhammad Darwish"], DESK)
    refused(record, lambda: deciding.merge(record, ["Mohammed Darwish", "Abu Selim"], DESK), apart)


def test_an_undo_does_not_bring_back_a_contradiction(record: Record, take: Callable[..., None]) -> None:
    take(["Mohammed Darwish"], ["Muhammad Darwish"])
    deciding.split(record, "Mohammed Darwish", ["Muhammad Darwish"], DESK)
    deciding.undo(record, 1, DESK)
    refused(record, lambda: deciding.undo(record, 1, DESK), "taken back by decision 2")
    take(["Abu Selim"])
    deciding.undo(record, 2, DESK)
    deciding.undo(record, 1, DESK)
    assert frozenset({"Mohammed Darwish", "Muhammad Darwish"}) in groups(record)


def test_a_name_in_use_is_not_given_again(record: Record, take: Callable[..., None]) -> None:
    take(["Abu Selim"], ["Petar Aldous"])
    refused(record, lambda: deciding.rename(record, "Abu Selim", " ", DESK), "is empty")
    refused(record, lambda: deciding.rename(record, "Abu Selim", "Abu Selim", DESK), "already")
    refused(record, lambda: deciding.rename(record, "Abu Selim", "Petar Aldous", DESK), "merge them")


# In any order -----------------------------------------------------------------------------------

PEOPLE = (
    "Mohammed Darwish",
    "Muhammad Darwish",
    "Mohamed bin Ali Darwish",
    "Mohammed Omar Darwish",
    "Abu Selim",
    "Petar Aldous",
    "Darwish",
)


@st.composite
def acts(draw: Any) -> list[tuple[Any, ...]]:
    names = st.sampled_from(PEOPLE)
    return draw(  # type: ignore[no-any-return]
        st.lists(
            st.tuples(st.just("merge"), names, names)
            | st.tuples(st.just("split"), names, names)
            | st.tuples(st.just("rename"), names, st.sampled_from(["The Elder", "Abu Ali"]))
            | st.tuples(st.just("undo"), st.integers(1, 3)),
            max_size=5,
        )
    )


def act(record: Record, one: tuple[Any, ...]) -> None:
    match one:
        case "merge", this, that:
            deciding.merge(record, [this, that], DESK)
        case "split", this, that:
            deciding.split(record, this, [that], DESK)
        case "rename", this, to:
            deciding.rename(record, this, to, DESK)
        case "undo", number:
            deciding.undo(record, number, DESK)


@example(
    worlds=[
        *[["Mohammed Darwish"]] * 4,
        ["Mohammed Darwish", "Muhammad Darwish", "Mohamed bin Ali Darwish", "Darwish"],
    ],
    wanted=[("split", "Mohammed Darwish", "Darwish")],
    chance=random.Random(2),
    size=1,
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    worlds=st.lists(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=4, unique=True), max_size=6),
    wanted=acts(),
    chance=st.randoms(use_true_random=False),
    size=st.integers(1, 4),
)
def test_reports_in_any_order_and_before_or_after_decisions_give_the_same_record(
    worlds: list[list[str]],
    wanted: list[tuple[Any, ...]],
    chance: random.Random,
    size: int,
    unparsed: Unparsed,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    digests = [report(unparsed, number, *names) for number, names in enumerate(worlds)]
    folder = tmp_path_factory.mktemp("order")
    with Record.open(folder / "one", create=True) as record:
        record.add(digests, "test")
        relating.relate_new(record, workers=1)
        for one in wanted:
            before = whole(record)
            try:
                act(record, one)
            except RecordError:
                assert whole(record) == before
        kept, expected = queries.decisions(record), whole(record)
        stories.unrelate_all(record)
        relating.relate_new(record, workers=1)
        assert whole(record) == expected
    shuffled = chance.sample(digests, len(digests))
    cut = chance.randrange(len(shuffled) + 1)
    with Record.open(folder / "other", create=True) as record:
        for batch in batched(shuffled[:cut], size):
            record.add(batch, "test")
            relating.relate_new(record, workers=1)
        for made in kept:
            when = datetime.fromisoformat(made.made)
            decisions.append(record, made.action, made.subject, made.detail, made.by, when)
        with record.transaction():
            relating.regroup(record)
        for batch in batched(shuffled[cut:], size):
            record.add(batch, "test")
            relating.relate_new(record, workers=1)
        assert whole(record) == expected
