"""Comparing two names: pairs from peace processes, properties that always hold, and bad input."""

from __future__ import annotations

import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.resolve import blocking_keys, compare_names

PAIRS = tomllib.loads(Path(__file__).with_name("names_pairs.toml").read_text("utf-8"))
ONE, TWO, BODIES = PAIRS["one"], PAIRS["two"], PAIRS["bodies"]


@pytest.mark.parametrize(("first", "second"), ONE["same"])
def test_usual_spellings_of_one_person_are_the_same(first: str, second: str) -> None:
    found = compare_names(first, second, "person")
    assert (found.verdict, found.match) == ("same", True), found


@pytest.mark.parametrize(("first", "second"), ONE["at_least_unsure"])
def test_one_person_is_never_told_to_be_two(first: str, second: str) -> None:
    found = compare_names(first, second, "person")
    assert found.verdict != "different", found
    assert found.reasons


@pytest.mark.parametrize(("first", "second"), TWO["different"])
def test_fathers_sons_brothers_and_dynasties_are_different(first: str, second: str) -> None:
    found = compare_names(first, second, "person")
    assert (found.verdict, found.match) == ("different", False), found
    assert found.reasons


@pytest.mark.parametrize(("first", "second"), TWO["at_most_unsure"])
def test_two_people_are_never_the_same(first: str, second: str) -> None:
    assert compare_names(first, second, "person").verdict != "same"


@pytest.mark.parametrize("verdict", ["same", "unsure", "different"])
def test_bodies_and_places(verdict: str) -> None:
    for first, second in BODIES[verdict]:
        assert compare_names(first, second).verdict == verdict, (first, second)


def test_reasons_are_told_in_the_order_of_the_names() -> None:
    assert compare_names("Andrei Navalny", "Alexei Navalny").reasons == (
        "the given names differ: Andrei, Alexei",
    )
    assert compare_names("Alexei Navalny", "Andrei Navalny").reasons == (
        "the given names differ: Alexei, Andrei",
    )
    assert compare_names("Ahmad bin Hasan", "Hasan bin Ahmad").reasons[0].startswith("father and son")
    assert "family name first" in compare_names("SMITH, John", "John Smith").reasons[-1]


@pytest.mark.parametrize("name", ["", " ", "\u200f\u200e", ",", "...", "🙂", "\x00"])
def test_an_empty_name_is_unsure(name: str) -> None:
    for kind in (None, "person", "body"):
        found = compare_names(name, "Emeric Halvany", kind)
        assert (found.match, found.verdict) == (False, "unsure")
        assert found.reasons
    assert compare_names("", "").verdict == "unsure"


def test_marks_that_cannot_be_seen_do_not_count() -> None:
    assert compare_names("\u202bEmeric\u200f Hal\u200bvany\u202c", "Emeric Halvany").verdict == "same"


@pytest.mark.parametrize(
    "unit", ["a", "ab ", "Abd al-", "ﷺ", "字", "a.b.", "1", "bin ", "x, ", "& ", "שלום "]
)
def test_a_long_name_comes_back_at_once(unit: str) -> None:
    name = (unit * 10_000)[:10_000]
    start = time.perf_counter()
    for kind in ("person", "body"):
        found = compare_names(name, name[:-1] + "b", kind)
        assert found.verdict != "same"
        blocking_keys(name, kind)
    assert time.perf_counter() - start < 1


names = st.one_of(
    st.text(max_size=40),
    st.lists(
        st.sampled_from(
            [
                "Abu",
                "bin",
                "al-",
                "Mohammed",
                "Muhammad",
                "Hasan",
                "X.",
                "Lavrov",
                "Ltd",
                "of",
                "5th",
                "ІІ",
                ",",
            ]
        ),
        max_size=6,
    ).map(" ".join),
)


@given(names, names, st.sampled_from([None, "person", "body", "place", "other"]))
@settings(max_examples=200, deadline=None)
def test_what_always_holds(first: str, second: str, kind: None) -> None:
    found, turned = compare_names(first, second, kind), compare_names(second, first, kind)
    assert (found.match, found.verdict, found.score) == (turned.match, turned.verdict, turned.score)
    assert 0 <= found.score <= 1
    assert found.match or found.verdict != "same"
    assert not (found.match and found.verdict == "different")
    assert found.reasons or found.verdict == "same"
    assert compare_names(first, first, kind).verdict != "different"


def test_names_that_are_the_same_share_a_key() -> None:
    for first, second in ONE["same"]:
        assert set(blocking_keys(first, "person")) & set(blocking_keys(second, "person")), (first, second)
    for first, second in BODIES["same"]:
        assert set(blocking_keys(first, "body")) & set(blocking_keys(second, "body")), (first, second)


def test_keys_are_few_and_tell_people_apart() -> None:
    keys = blocking_keys("Sheikh Mohammed bin Abdulrahman bin Jassim Al Thani", "person")
    assert 1 < len(keys) <= 12
    assert not set(keys) & set(blocking_keys("Hassan Rashad", "person"))
    assert blocking_keys("", "person") == ()


def test_it_is_on_the_face_of_the_library_without_the_parser() -> None:
    code = "import sys, truceline; truceline.compare_names('A B', 'A C'); assert 'spacy' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
