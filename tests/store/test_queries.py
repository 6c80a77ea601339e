"""What views ask: counts, and reports by their words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from truceline.model.claims import Extraction, Figure, Mention, Span
from truceline.model.digest import Digest
from truceline.store import Record, queries


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
        *(
            pytest.param(odd, marks=pytest.mark.xfail(strict=True, reason="SQLite cannot be given it"))
            for odd in (
                "bri\x00dge",
                "\udcff",
            )  # the latter is what Python makes of an argument that is no UTF-8
        ),
    ],
)
def test_an_odd_query_finds_something_or_nothing(library: Record, words: str) -> None:
    assert set(queries.search(library, words)) <= {"a" * 16, "b" * 16, "c" * 16}


@given(
    st.text(
        st.characters(codec="utf-8", exclude_characters="\x00") | st.sampled_from('"*-^(){}:+ '), max_size=30
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
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
