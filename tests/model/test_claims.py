"""A claim without a place in the text cannot be made."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.model.claims import Span, Statement

REPORT = "0123456789abcdef"


@pytest.mark.parametrize(("start", "end"), [(0, 0), (7, 7), (8, 7), (-1, 4), (-3, -1)])
def test_a_span_is_never_empty(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"must not be empty: {start}:{end}"):
        Span(REPORT, start, end)


@given(st.integers(-5, 5), st.integers(-5, 5))
def test_a_span_is_what_a_slice_of_characters_is(start: int, end: int) -> None:
    if 0 <= start < end:
        assert len("abcdefghij"[start:end]) == Span(REPORT, start, end).end - Span(REPORT, start, end).start
    else:
        with pytest.raises(ValueError, match="a span must not be empty"):
            Span(REPORT, start, end)


def test_spans_stand_in_the_order_of_the_text() -> None:
    spans = [Span(REPORT, 4, 9), Span(REPORT, 0, 9), Span(REPORT, 4, 6)]
    assert sorted(spans) == [Span(REPORT, 0, 9), Span(REPORT, 4, 6), Span(REPORT, 4, 9)]


def test_a_statement_rests_on_its_content() -> None:
    with pytest.raises(ValueError, match="span of its content"):
        Statement(content=(), kind="direct", speaker="Sela Marok")
