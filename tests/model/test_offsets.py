"""Clean text and the way back to the text as given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.model.offsets import CleanText
from truceline.model.report import Report
from truceline.parse import clean_text

LEFT_OUT = "\x00\x07\x1b\x7f\u00ad\u061c\u200b\u200f\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\ufffc"
BLANKS = "\u00a0\u2003\u202f\u3000\u2028\t\r\x0b\x0c"

words = st.text("abé語𝕏 .\n", min_size=1, max_size=5)
odd_texts = st.lists(words | st.text(LEFT_OUT, max_size=3) | st.sampled_from(BLANKS), max_size=12).map(
    "".join
)
texts = odd_texts | st.text(max_size=60)


def cleaned(text: str, body: int = 0) -> CleanText:
    return clean_text(Report("0" * 16, "a.txt", text, body=body))


def without_odd_characters(text: str) -> str:
    """What `clean_text` is to make of a text, one character at a time."""
    return "".join(cleaned(character).text for character in text)


@st.composite
def spans(draw: st.DrawFn) -> tuple[str, CleanText, int, int]:
    """A text, what it is when clean, and a span of that."""
    text = draw(texts)
    clean = cleaned(text, body=draw(st.integers(0, len(text))))
    if not clean.text:
        text, clean = "a", cleaned("a")
    start = draw(st.integers(0, len(clean.text) - 1))
    return text, clean, start, draw(st.integers(start + 1, len(clean.text)))


@given(spans())
def test_a_span_leads_to_the_same_words_in_the_source(span: tuple[str, CleanText, int, int]) -> None:
    text, clean, start, end = span
    first, last = clean.to_source(start, end)
    assert without_odd_characters(text[first:last]) == clean.text[start:end]


@given(spans())
def test_a_span_begins_and_ends_with_characters_that_were_kept(span: tuple[str, CleanText, int, int]) -> None:
    text, clean, start, end = span
    first, last = clean.to_source(start, end)
    assert without_odd_characters(text[first]) == clean.text[start]
    assert without_odd_characters(text[last - 1]) == clean.text[end - 1]


@given(spans())
def test_there_and_back(span: tuple[str, CleanText, int, int]) -> None:
    _, clean, start, end = span
    first, last = clean.to_source(start, end)
    assert clean.from_source(first) == start
    assert clean.from_source(last - 1) == end - 1


@given(texts)
def test_the_way_to_the_clean_text_never_turns_back(text: str) -> None:
    clean = cleaned(text)
    places = [clean.from_source(offset) for offset in range(len(text) + 2)]
    assert places == sorted(places)
    assert all(0 <= place <= len(clean.text) for place in places)


@given(st.lists(st.tuples(st.text(max_size=4), st.integers(0, 3)), max_size=8))
def test_pieces_are_joined_and_each_keeps_its_offset(pieces: list[tuple[str, int]]) -> None:
    source, kept = "", []
    for piece, gap in pieces:
        source += "-" * gap
        kept.append((len(source), piece))
        source += piece
    clean = CleanText.of(kept)
    assert clean.text == "".join(piece for piece, _ in pieces)
    for at in range(len(clean.text)):
        first, last = clean.to_source(at, at + 1)
        assert source[first:last] == clean.text[at]


def test_a_character_that_was_left_out_stands_where_the_next_one_does() -> None:
    text = "Ha\u00admas"
    clean = cleaned(text)
    assert clean.text == "Hamas"
    assert clean.from_source(text.index("\u00ad")) == clean.text.index("m")


def test_what_stands_before_the_news_leads_to_its_beginning() -> None:
    clean = cleaned("VELTRA: Talks began.", body=8)
    assert clean.text == "Talks began."
    assert clean.from_source(3) == 0
    assert clean.to_source(0, 5) == (8, 13)


@pytest.mark.parametrize("blank", BLANKS)
def test_blanks_of_all_kinds_become_spaces_and_keep_their_width(blank: str) -> None:
    clean = cleaned(f"Oru{blank}Bank")
    assert clean.text == "Oru Bank"
    assert clean.to_source(4, 8) == (4, 8)


@pytest.mark.parametrize("odd", LEFT_OUT)
def test_characters_inside_a_word_do_not_split_it(odd: str) -> None:
    assert cleaned(f"Ka{odd}lin").text == "Kalin"


@pytest.mark.parametrize("blank", "\x0b\x0c")
def test_a_page_break_parts_words(blank: str) -> None:
    assert cleaned(f"the end{blank}The beginning").text.split() == ["the", "end", "The", "beginning"]


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 2), (3, 2), (-1, 2), (0, 6), (5, 6)])
def test_a_span_that_is_empty_or_outside_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="is not in a text of 5 characters"):
        cleaned("Kalin").to_source(start, end)


@pytest.mark.parametrize("text", ["", "\u200b\ufeff\x00"])
def test_a_text_of_nothing_has_no_spans(text: str) -> None:
    clean = cleaned(text)
    assert clean.text == ""
    assert clean.from_source(0) == 0
    with pytest.raises(ValueError, match="is not in a text of 0 characters"):
        clean.to_source(0, 1)
