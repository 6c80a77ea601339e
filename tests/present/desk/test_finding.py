"""The search language, and that nothing that is typed is an error of FTS5."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from truceline.present.desk.finding import LONGEST, MOST, Query, match


@pytest.fixture(scope="module")
def shelf() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE words USING fts5(body, tokenize='unicode61 remove_diacritics 2')"
    )
    connection.executemany(
        "INSERT INTO words VALUES (?)",
        [
            ("The envoy is ready to sign the paper on aid",),
            ("Aid was not signed for; ready they were",),
            ("Señor Őrsi's C-130 and the NOT OR NEAR of it",),
            ("محادثات في القاهرة",),
            ("会談は終わった",),
        ],
    )
    yield connection
    connection.close()


def found(shelf: sqlite3.Connection, query: Query) -> list[int]:
    rows = shelf.execute("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid", (query.match(),))
    return [row[0] for row in rows]


def test_words_phrases_and_keys() -> None:
    query = Query.parse(
        'aid "ready to sign" person:Orvan kind:statement outlet:"Al Hawa" place:Tarn'
        " from:2031-10-01 to:2031-10-31"
    )
    assert query == Query(
        words=("aid", "ready to sign"),
        person="Orvan",
        place="Tarn",
        kind="statement",
        outlet="Al Hawa",
        since="2031-10-01",
        until="2031-10-31",
    )
    assert query.match() == '"aid" "ready to sign"'
    assert Query.parse(query.typed()) == query


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", Query()),
        ("   ", Query()),
        ("ai", Query(("ai",), is_open=True)),
        ("aid ", Query(("aid",))),
        ("the ai", Query(("the", "ai"), is_open=True)),
        ('"ready to si', Query(("ready to si",), is_open=True)),
        ('"ready to sign"', Query(("ready to sign",))),
        ("“ready to sign” aid ", Query(("ready to sign", "aid"))),
        ("colour:red ", Query(("colour:red",))),
        ("https://example.org/a ", Query(("https://example.org/a",))),
        ("10:30 ", Query(("10:30",))),
        ("person:", Query()),
        ('person:"" aid ', Query(("aid",))),
        ("PERSON:Orvan", Query(person="Orvan")),
        ("aid person:Orvan", Query(("aid",), person="Orvan")),
        ("person:Orvan person:Seld", Query(person="Seld")),
        ("from:2031", Query(since="2031-01-01")),
        ("to:2031", Query(until="2031-12-31")),
        ("to:2032-02", Query(until="2032-02-29")),
        ("to:2031-12", Query(until="2031-12-31")),
        ("from:yesterday ", Query(("from:yesterday",))),
        ("from:2031-02-30 ", Query(("from:2031-02-30",))),
        ("to:9999-12", Query(until=None, words=("to:9999-12",), is_open=True)),
        ("- * ^ ( ) ", Query()),
        ("AND OR NOT ", Query(("AND", "OR", "NOT"))),
    ],
)
def test_what_is_typed(typed: str, expected: Query) -> None:
    assert Query.parse(typed) == expected


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("aid", [1, 2]),
        ("sig", [1, 2]),
        ("sig ", []),
        ('"ready to si', [1]),
        ('"ready to sign" aid', [1]),
        ("NOT OR NEAR", [3]),
        ("c-130 ", [3]),
        ("senor orsi", [3]),
        ("القاهرة", [4]),
        ("会談", [5]),
    ],
)
def test_what_it_finds(shelf: sqlite3.Connection, typed: str, rows: list[int]) -> None:
    assert found(shelf, Query.parse(typed)) == rows


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.text(),
        st.text(alphabet="\"*^():-+{}'\\.,;ab AND OR NOT NEAR/3 \x00\u200f\u202e\ud800"),
        st.lists(
            st.sampled_from(["person:", "from:", '"', "a*", "NEAR(", "col:x", "\x00", "ǅ", "̈", "१"])
        ).map("".join),
    )
)
def test_nothing_is_an_error(shelf: sqlite3.Connection, typed: str) -> None:
    query = Query.parse(typed)
    expression = query.match()
    assert (expression is None) == (not query.words)
    if expression is not None:
        expression.encode("utf-8")
        found(shelf, query)


def test_a_megabyte_is_cut(shelf: sqlite3.Connection) -> None:
    started = time.perf_counter()
    for typed in ("a" * 1_000_000, "a " * 500_000, '"' * 1_000_000, "person:" * 150_000, "x:" * 500_000):
        query = Query.parse(typed)
        assert len(query.words) <= MOST
        assert len(query.match() or "") <= 2 * LONGEST
        if query.match():
            found(shelf, query)
    assert time.perf_counter() - started < 1
    assert len(match(("a" * 1_000_000,)) or "") <= LONGEST + 3
