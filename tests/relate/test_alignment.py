"""Passages that two texts share, wherever they stand."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.relate.alignment import GAP, SHORTEST, Aligned, align
from truceline.relate.wording import Wording, wording


def prose(seed: int, words: int) -> str:
    """A text of invented words that shares none with that of another seed."""
    chance = random.Random(seed)
    return " ".join(f"w{seed}x{chance.randrange(10_000)}" for _ in range(words))


def cut(text: str, first: int, last: int) -> str:
    return " ".join(text.split()[first:last])


def passages(one: str, other: str) -> list[tuple[str, str]]:
    """The two sides of each passage, as words."""
    here, there = wording(one), wording(other)
    return [
        (" ".join(here.words[p.here : p.here_end]), " ".join(there.words[p.there : p.there_end]))
        for p in align(here, there)
    ]


WIRE = prose(1, 100)


def test_a_text_and_itself_are_one_passage() -> None:
    one = wording(WIRE.upper() + ".")
    assert align(one, wording(WIRE)) == (Aligned(0, 100, 0, 100, 100, 1.0),)


def test_texts_without_a_common_word_share_nothing() -> None:
    assert align(wording(WIRE), wording(prose(2, 100))) == ()


@pytest.mark.parametrize(("one", "other"), [("", ""), ("", WIRE), (WIRE, ""), ("word", "word two")])
def test_what_is_too_short_shares_nothing(one: str, other: str) -> None:
    assert align(wording(one), wording(other)) == ()


@pytest.mark.parametrize(("words", "found"), [(SHORTEST - 1, 0), (SHORTEST, 1)])
def test_a_passage_has_so_many_words(words: int, found: int) -> None:
    one = f"{prose(2, 20)} {cut(WIRE, 10, 10 + words)} {prose(3, 20)}"
    assert len(align(wording(one), wording(WIRE))) == found


def test_a_passage_must_tell_something() -> None:
    phrase = "and so it was that they had been there before and after"
    one, other = (f"{prose(seed, 20)} {phrase} {prose(seed + 1, 20)}" for seed in (2, 4))
    assert align(wording(one), wording(other)) == ()


def test_paragraphs_that_were_moved_are_found_where_they_stand() -> None:
    first, second, third = (cut(WIRE, at, at + 30) for at in (0, 30, 60))
    assert passages(f"{third} {first} {second}", f"{first} {second} {third}") == [
        (third, third),
        (f"{first} {second}", f"{first} {second}"),
    ]


def test_a_passage_twice_in_the_copy_is_found_twice() -> None:
    part = cut(WIRE, 20, 50)
    assert passages(f"{part} {prose(2, 20)} {part}", WIRE) == [(part, part), (part, part)]


def test_words_that_were_exchanged_are_within_the_passage() -> None:
    words = WIRE.split()
    edited = [f"other{place}" if place % 10 == 5 else word for place, word in enumerate(words)]
    (found,) = align(wording(" ".join(edited)), wording(WIRE))
    assert (found.here, found.here_end, found.there, found.there_end) == (0, 100, 0, 100)
    assert found.common == 90
    assert found.likeness == 0.9


@pytest.mark.parametrize(("put_in", "found"), [(1, 1), (GAP, 1), (GAP + 1, 2)])
def test_words_that_were_put_in_or_left_out_are_within_the_passage(put_in: int, found: int) -> None:
    longer = f"{cut(WIRE, 0, 50)} {prose(2, put_in)} {cut(WIRE, 50, 100)}"
    assert len(align(wording(longer), wording(WIRE))) == found
    assert len(align(wording(WIRE), wording(longer))) == found


def test_passages_that_are_unlike_as_a_whole_are_none() -> None:
    words = WIRE.split()
    runs = [word for at in range(0, 100, 10) for word in (*words[at : at + 3], *prose(at + 7, 7).split())]
    assert align(wording(" ".join(runs)), wording(WIRE)) == ()


def test_a_phrase_that_stands_all_over_does_not_hide_what_is_shared() -> None:
    phrase = "the former Halmenian envoy"
    one = f" {phrase} {phrase} ".join(cut(WIRE, at, at + 20) for at in range(0, 100, 20))
    assert sum(found.common for found in align(wording(one), wording(WIRE))) == 100


pieces = st.lists(st.integers(0, 5), min_size=0, max_size=5).map(
    lambda numbers: " ".join(prose(number, 12) for number in numbers)
)
soup = st.lists(st.sampled_from(["harbour", "lorry", "granary", "envoy", "the", "x"]), max_size=60).map(
    " ".join
)


@given(pieces | soup, pieces | soup)
@settings(deadline=None)
def test_passages_lie_in_both_texts_and_never_overlap_in_the_first(one: str, other: str) -> None:
    here, there = wording(one), wording(other)
    found = align(here, there)
    end = 0
    for passage in found:
        assert end <= passage.here < passage.here_end <= len(here)
        assert 0 <= passage.there < passage.there_end <= len(there)
        assert (
            SHORTEST
            <= passage.common
            <= min(passage.here_end - passage.here, passage.there_end - passage.there)
            or here.words == there.words
        )
        assert 0.5 <= passage.likeness <= 1.0
        end = passage.here_end
    assert align(here, there) == found


@given(pieces, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_whatever_is_moved_is_found_as_a_whole(text: str, chance: random.Random) -> None:
    parts = [cut(text, at, at + 12) for at in range(0, len(text.split()), 12)]
    one = wording(" ".join(chance.sample(parts, len(parts))))
    covered = sum(found.here_end - found.here for found in align(one, wording(text)))
    assert covered >= 0.9 * len(one)


def repeated(*words: str, times: int) -> Wording:
    return wording(" ".join(words * times))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("harbour",), ("harbour",)),
        (("harbour",), ("harbour", "harbour", "lorry")),
        (("harbour", "lorry"), ("lorry", "harbour", "harbour")),
        (("harbour", "lorry", "granary", "envoy", "bridge"), ("harbour", "lorry", "granary", "envoy")),
    ],
    ids=["one word", "a word and runs of it", "two words", "four of five words"],
)
def test_words_repeated_a_hundred_thousand_times_cost_little(
    one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    here, there = repeated(*one, times=100_000 // len(one)), repeated(*other, times=90_000 // len(other))
    began = time.process_time()
    align(here, there)
    align(there, here)
    assert time.process_time() - began < 5


def test_many_runs_of_three_cost_little() -> None:
    chance = random.Random(7)
    words = [f"word{number}" for number in range(60)]
    one, other = (wording(" ".join(chance.choices(words, k=60_000))) for _ in range(2))
    began = time.process_time()
    align(one, other)
    assert time.process_time() - began < 10
