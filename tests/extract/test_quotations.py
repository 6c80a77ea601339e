"""Where quotation marks open and close."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.extract.quotations import paragraphs, quotations


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('the "one" and "two"', ["one", "two"]),
        ("“one ‘two’ three”", ["one ‘two’ three"]),
        ("‘one “two” three’ ends", ["one “two” three"]),
        ("the players’ club and the '90s weren't quoted", []),
        ('“one," he said', ["one,"]),
        ('"one,"says he', ["one,"]),
        ("»one two« he said", ["one two"]),
        ("never opened,” he said", ["never opened,"]),
        ("it said “one. Two", ["one."]),
        ("“one, two.’’ Then “three’’, he said", ["one, two.", "three"]),
        ("“the players’’ club” is one", ["the players’’ club"]),
        ("wrapped in the middle of a sentence by somebody “here\nand there” yes", ["here\nand there"]),
    ],
)
def test_marks(text: str, quoted: list[str]) -> None:
    assert [text[quote.start : quote.end] for quote in quotations(text)] == quoted


def test_a_quotation_that_the_next_paragraph_continues() -> None:
    first, second = quotations("He said: “One.\n\n“Two.”\n\nThree.")
    assert first.goes_on
    assert not second.goes_on


@pytest.mark.parametrize("mark", ["“", "„", '"'])
def test_a_quotation_that_the_next_paragraph_opens_again_runs_to_the_end_of_its_own(mark: str) -> None:
    text = f"He said: {mark}One. Two.\n\n{mark}Three.”\n\nFour."
    assert [text[quote.start : quote.end] for quote in quotations(text)] == ["One. Two.", "Three."]


def test_a_quotation_that_nothing_closes_or_opens_again_ends_with_its_sentence() -> None:
    text = "He said: “One. Two.\n\nThree."
    assert [text[quote.start : quote.end] for quote in quotations(text)] == ["One."]


def test_a_mark_astray_before_a_very_long_paragraph_hides_nothing() -> None:
    text = "“Open. " + "One said “two.” " * 20_000
    found = quotations(text)
    assert len(found) > 19_000
    assert max(quote.end - quote.start for quote in found) < 100


def test_blank_lines_end_paragraphs_and_so_do_finished_lines() -> None:
    text = "A headline\nOne.\r\n\r\nTwo goes on here for longer than any headline would\nand ends.\n"
    assert [text[start:end].split(maxsplit=1)[0] for start, end in paragraphs(text)] == ["A", "One.", "Two"]


@given(st.text(alphabet="ab .,\n\"'“”‘’„«»?", max_size=60))
def test_quotations_never_overlap(text: str) -> None:
    found = quotations(text)
    assert all(quote.outer_start <= quote.start < quote.end <= quote.outer_end for quote in found)
    assert all(one.outer_end <= two.outer_start for one, two in pairwise(found))
