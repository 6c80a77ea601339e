"""Loaded words: a report's own, or a source's."""

from __future__ import annotations

import time

import pytest

from truceline.model.claims import Span, Statement
from truceline.relate.stance import loaded_words


def stances(text: str, content: str = "", quoted: str = "", name: str = "") -> list[tuple[str, str]]:
    said = []
    if content:
        start = text.index(content)
        said = [("c", Statement((Span("r", start, start + len(content)),), "indirect", speaker="Ada"))]
    marks = [(text.index(quoted), text.index(quoted) + len(quoted))] if quoted else []
    names = [(text.index(name), text.index(name) + len(name))] if name else []
    return [(one.term, one.stance) for one in loaded_words(text, said, marks, names)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The regime of Veldenia fell.", [("regime…", "asserted")]),
        ("Gunners were accused of war crimes.", [("war crime…", "hedged")]),
        ("Both sides deny any violation of the truce.", [("violat…", "hedged")]),
        ("If the regime falls, the road opens.", [("regime…", "asserted")]),
        ("Counter-terrorism police closed the Genocide Museum.", []),
        ("An alleged massacre in Kessary.", [("massacre…", "hedged")]),
        ("MARTYRS’ DAY", [("martyr…", "asserted")]),
        ("Nothing happened.", []),
        ("", []),
    ],
)
def test_the_own_words_of_a_report(text: str, found: list[tuple[str, str]]) -> None:
    assert stances(text) == found


def test_words_within_a_statement_are_its_speakers() -> None:
    text = "The violations must end, Ada said. The violations went on."
    assert stances(text, content="The violations must end") == [
        ("violat…", "attributed"),
        ("violat…", "asserted"),
    ]


def test_a_few_words_in_marks_keep_a_distance_and_many_are_somebodys() -> None:
    assert stances("They hold the “terrorists” there.", quoted="terrorists") == [("terroris…", "quoted")]
    long = "we will never again speak with these terrorists"
    assert stances(f"“{long}”", quoted=long) == [("terroris…", "attributed")]


def test_a_word_within_a_name_is_nobodys_choice() -> None:
    assert stances("The Martyrs Brigade of Oru left.", name="Martyrs Brigade of Oru") == []


def test_hostile_text_takes_linear_time() -> None:
    began = time.perf_counter()
    assert len(stances("regime " * 50_000)) == 50_000
    assert stances("a " * 500_000) == []
    assert stances("war-" * 100_000) == []
    assert time.perf_counter() - began < 20
