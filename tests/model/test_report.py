"""Ids are hashes of what came in, and of nothing else."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.model.report import Given, RawReport, Report, content_id

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=6)
parts = st.lists(scalars | st.binary(max_size=6) | st.lists(scalars, max_size=3).map(tuple), max_size=4).map(
    tuple
)


def test_a_content_id_is_the_same_on_every_machine_and_in_every_run() -> None:
    assert content_id("Oru", b"\xff", ("a", 2.5, None)) == "05fcdaa13a3b4ffc"
    assert content_id() == "e4a6a0577479b2b4"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((("a", "b"),), (("ab",),)),
        (("a", "b"), ("ab",)),
        (("a", "b"), (("a", "b"),)),
        (("a", ""), ("a",)),
        (("a", "b"), ("b", "a")),
        (("1",), (1,)),
        ((1,), (1.0,)),
        ((1,), (True,)),
        (("None",), (None,)),
        (("",), (None,)),
        ((), (None,)),
        ((b"a",), ("a",)),
        ((b'"a"',), ("a",)),
        ((b"a", b"b"), (b"ab",)),
        ((b"1:j",), (b"1", b"j")),
        (("a\x00",), ("a",)),
        (("é",), ("e\u0301",)),
    ],
)
def test_different_parts_have_different_ids(one: tuple[object, ...], other: tuple[object, ...]) -> None:
    assert content_id(*one) != content_id(*other)


@given(parts, parts)
def test_ids_are_equal_only_where_the_parts_are(one: tuple[object, ...], other: tuple[object, ...]) -> None:
    assert (content_id(*one) == content_id(*other)) == (repr(one) == repr(other))


@given(st.text(st.characters(codec=None), max_size=8))
def test_any_text_has_an_id(text: str) -> None:
    found = content_id(text)
    assert len(found) == 16
    assert set(found) <= set("0123456789abcdef")


RAW = RawReport("desk/one.txt", "text", b"Talks in Veltra ended.", Given(title="Talks end"))


def test_a_report_is_the_same_wherever_it_was_found() -> None:
    assert replace(RAW, origin="copy/of/one.txt#7").id == RAW.id


@pytest.mark.parametrize(
    "other",
    [
        replace(RAW, body=b"Talks in Veltra began."),
        replace(RAW, body=b""),
        replace(RAW, media="html"),
        *(replace(RAW, given=replace(RAW.given, **{field.name: "other"})) for field in fields(Given)),
        replace(RAW, given=Given()),
        replace(RAW, given=Given(title="Talks end", outlet="")),
    ],
)
def test_another_body_or_another_given_field_is_another_report(other: RawReport) -> None:
    assert other.id != RAW.id


def test_a_title_in_the_wrong_field_is_another_report() -> None:
    assert replace(RAW, given=Given(outlet="Talks end")).id != RAW.id


def test_a_report_goes_by_the_name_its_sender_gave_it() -> None:
    report = Report(RAW.id, "one.txt", "Talks in Veltra ended.")
    assert report.name == RAW.id
    assert replace(report, given_id="veltra-1").name == "veltra-1"
