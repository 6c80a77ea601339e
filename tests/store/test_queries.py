"""What views ask: reports by their words, and everything else in an order that the content decides."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.model.claims import Extraction, Figure, Mention, Span
from truceline.model.digest import Digest
from truceline.model.record import Conflict, ConflictKind, Entity, Event, Lineage, Link, Passage, Story, Wire
from truceline.store import Record, names, queries, stories, trees


@pytest.fixture(scope="module")
def library(shared: Record, digest: Callable[..., Digest]) -> Record:
    shared.add(
        [
            digest("Envoys talked about lorries and the bridge.", name="a" * 16, title="Talks in Veltra"),
            digest("The bridge is open. The bridge! A bridge.", name="b" * 16),
            digest("Ça suffit, said the “envoy” AND left - NEAR the gate.", name="c" * 16),
        ],
        "1",
    )
    return shared


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("bridge", "ba"),
        ("BRIDGE", "ba"),
        ("bridges", "ba"),
        ("talking", "a"),
        ("veltra", "a"),
        ("lorries bridge", "a"),
        ("bridge OR granary", ""),
        ("AND", "ac"),
        ("near", "c"),
        ('"envoy"', "ac"),
        ("suffit", "c"),
        ("ca suffit", "c"),
        ("bridge -lorries", "a"),
        ("brid", ""),
        ("brid*", ""),
        ("title:talks", ""),
        ("granary", ""),
    ],
)
def test_words_are_words_and_no_operators(library: Record, words: str, found: str) -> None:
    assert [report[0] for report in queries.search(library, words)] == list(found)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        '"',
        '""',
        '"bridge',
        'bridge "',
        "-",
        "*",
        "bridge *",
        "^bridge",
        "(",
        "bridge)",
        "AND",
        "AND OR NOT",
        "bridge AND",
        "NEAR(bridge, 5)",
        "NEAR",
        "{title} : bridge",
        "bridge + open",
        "'; DROP TABLE reports; --",
        "%_\\",
        "🕊",
        "\u200f",
        "語",
        "bridge " * 200,
        "bri\x00dge",
        "\udcff",  # what Python makes of an argument that is no UTF-8
        "bridge " * 2000,
    ],
)
def test_an_odd_query_finds_something_or_nothing(library: Record, words: str) -> None:
    assert set(queries.search(library, words)) <= {"a" * 16, "b" * 16, "c" * 16}


@given(st.text(st.characters(exclude_categories=()) | st.sampled_from('"*-^(){}:+ \x00\udcff'), max_size=30))
@settings(deadline=None)
def test_no_query_raises(library: Record, words: str) -> None:
    queries.search(library, words)


def test_no_more_are_found_than_asked_for(library: Record) -> None:
    assert queries.search(library, "bridge", most=1) == ["b" * 16]


def test_counts(record: Record, digest: Callable[..., Digest]) -> None:
    assert set(queries.counts(record).values()) == {0}
    one = digest("12 lorries came.", name="a" * 16)
    span = Span("a" * 16, 0, 2)
    claims = Extraction(
        "a" * 16,
        mentions=(Mention(span, "12", "other", "12"),),
        figures=(Figure(span, "12", 12.0, 12.0, 12.0, False, None, "lorries"),),
    )
    record.add(
        [digest(one.report.text, claims, name="a" * 16), digest("Dated.", published="2031-03-04")], "1"
    )
    found = queries.counts(record)
    assert (found["reports"], found["undated"], found["figures"], found["statements"]) == (2, 1, 1, 0)


# The order of things ----------------------------------------------------------------------------


def story(name: str, last: str | None, *reports: str) -> Story:
    return Story(name * 16, tuple(reports), f"Story {name}", last, last, ("e1",), ("e2",), 3, 2, 4)


def event(name: str, *dates: tuple[str, str]) -> Event:
    return Event(name, "a" * 16, "CONSULT", "meet", ("x",), (), dates, "reported", (name,), ("r",), 3, 1, 2)


def conflict(name: str, kind: ConflictKind) -> Conflict:
    return Conflict(name, "a" * 16, kind, "lorries", ("1", "2"), ("c", "d"), ("a reason",))


def test_the_latest_story_comes_first_and_the_undated_last(record: Record) -> None:
    ordered = [
        story("d", "2031-03-05", "r"),
        story("c", "2031-03-04", "r", "s"),
        story("b", "2031-03-04", "r"),
        story("a", None, "r", "s", "t"),
    ]
    stories.save_stories(record, [], reversed(ordered), [], [])
    assert queries.stories(record) == ordered
    assert queries.stories(record, ["c" * 16, "d" * 16]) == ordered[:2]


def test_events_come_by_date_and_conflicts_by_weight(record: Record) -> None:
    monday, tuesday = event("e2", ("2031-03-03", "2031-03-03")), event("e1", ("2031-03-04", "2031-03-04"))
    undated = event("e0")
    unsure = event("e3", ("2031-03-05", "2031-03-05"), ("2031-03-02", "2031-03-06"))
    differing = [
        conflict("d", "contradiction"),
        conflict("a", "unsure"),
        conflict("c", "unsure"),
        conflict("b", "update"),
        conflict("0", "rounding"),
    ]
    stories.save_stories(record, [], [], [undated, tuesday, monday, unsure], reversed(differing))
    ordered = [unsure, monday, tuesday, undated]
    assert queries.events(record) == queries.events(record, ["a" * 16]) == ordered
    assert queries.events(record, ["b" * 16]) == []
    assert queries.conflicts(record) == differing
    found = queries.counts(record)
    assert (found["meetings"], found["disagreements"]) == (4, 4)


def test_a_story_that_is_told_anew_takes_the_place_of_the_old(record: Record) -> None:
    stories.save_stories(record, [], [story("a", None, "r")], [event("e1")], [conflict("c1", "update")])
    stories.save_stories(record, ["a" * 16], [story("a", None, "r", "s")], [event("e2")], [])
    assert queries.stories(record) == [story("a", None, "r", "s")]
    assert queries.events(record) == [event("e2")]
    assert queries.conflicts(record) == []


def test_entities_come_with_what_they_are_called_where(record: Record, digest: Callable[..., Digest]) -> None:
    def mention(report: str, at: int, name: str) -> Mention:
        return Mention(Span(report, at, at + 1), "x", "person", name)

    one, other = "1" * 16, "2" * 16
    marok = (mention(one, 0, "Sela Marok"), mention(one, 2, "Sela Marok"), mention(one, 4, "Marok"))
    front = (mention(other, 0, "Front"), mention(other, 3, "Marok"))
    record.add([digest("One report.", Extraction(one, marok), name=one)], "1")
    record.add([digest("Another one.", Extraction(other, front), name=other)], "1")
    found = [Entity("e1", "person", "Sela Marok", ()), Entity("e2", "body", "Front", (), True)]
    names.save_entities(record, [], [(entity, None) for entity in found], {})
    names.save_meanings(record, {(one, "Sela Marok"): "e1", (one, "Marok"): "e1", (other, "Front"): "e2"})

    assert queries.entities(record) == [
        Entity("e1", "person", "Sela Marok", (("Sela Marok", 2), ("Marok", 1))),
        Entity("e2", "body", "Front", (("Front", 1),), short=True),
    ]
    meanings = queries.meanings(record)
    assert meanings == {one: {"Sela Marok": "e1", "Marok": "e1"}, other: {"Front": "e2"}}
    assert [claim for _, claim in queries.mentions(record, "e1", meanings, Mention)] == list(marok)
    assert [claim for _, claim in queries.mentions(record, "e2", meanings, Mention)] == [front[0]]


A, B, C = "a" * 16, "b" * 16, "c" * 16


def test_where_texts_come_from(
    library: Record, undone: Callable[[Record], AbstractContextManager[None]]
) -> None:
    credit = Link("credit", None, "Meridian Press Agency", 1.0, "certain", ("its dateline says so",))
    link = Link(
        "copy",
        A,
        None,
        0.9,
        "likely",
        ("one passage",),
        (Passage("edited", Span(B, 0, 9), Span(A, 1, 9), 0.8),),
    )
    wire, copy = Lineage(A, "wholly", 1.0, (credit,)), Lineage(B, "wholly", 0.9, (link,))
    partly = Lineage(C, "partly", 0.2, (Link("passages", B, None, 0.2, "unsure"),))
    behind = Wire(A, "Meridian Press Agency", None, "likely", "2 of 3 reports say so")
    with undone(library):
        trees.save_lineages(library, [copy, wire, partly])
        assert queries.lineages(library) == {A: (wire, A), B: (copy, A), C: (partly, A)}
        found = queries.counts(library)
        assert (found["originals"], found["partly"], found["copies"]) == (0, 1, 2)
        assert queries.wires(library) == {}
        trees.save_wires(library, {A: behind})
        assert queries.wires(library) == {A: behind}
