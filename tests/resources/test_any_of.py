"""A pattern for many phrases finds what they would find one by one, the longest first."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from truceline.resources import any_of

PHRASES = st.lists(st.text("abc .*", min_size=1, max_size=6), min_size=1, max_size=12)


def test_the_longest_phrase_wins() -> None:
    pattern = re.compile(rf"(?:{any_of(['may', 'may day', 'mar', 'march', 'm.'])})\b")
    assert [match.group() for match in pattern.finditer("may day march mar may")] == [
        "may day",
        "march",
        "mar",
        "may",
    ]


def test_nothing_is_any_of_none() -> None:
    assert any_of([]) == ""


@given(PHRASES, st.text("abc .*", max_size=40))
def test_it_finds_what_a_list_of_alternatives_does(phrases: list[str], text: str) -> None:
    plain = "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
    expected = [match.span() for match in re.finditer(rf"(?:{plain})", text)]
    assert [match.span() for match in re.finditer(rf"(?:{any_of(phrases)})", text)] == expected
