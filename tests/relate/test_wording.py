"""The words of a text, each with its place, its sentence, and whether it is quoted."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.relate.wording import Wording, content, stem, wording


def sentences(text: str) -> list[str]:
    found = wording(text)
    return [" ".join(found.words[first:last]) for first, last in found.sentences]


def quoted(found: Wording) -> list[str]:
    return [word for word, is_quoted in zip(found.words, found.quoted, strict=True) if is_quoted]


# Words ------------------------------------------------------------------------------------------


def test_words_are_compared_without_case_and_marks() -> None:
    assert wording("The Front’s envoys, in VELTRA, don’t know — yet.").words == (
        *("the", "front", "envoys", "in", "veltra", "don't", "know", "yet"),
    )


def test_a_number_is_one_word() -> None:
    assert wording("1,200 lorries and 3.5 tonnes").words == ("1,200", "lorries", "and", "3.5", "tonnes")


def test_words_before_the_news_are_left_out_and_places_are_those_of_the_text() -> None:
    text = "TAVRIN (MPA) - Envoys met."
    found = wording(text, 15)
    assert found.words == ("envoys", "met")
    assert [text[start:end] for start, end in zip(found.starts, found.ends, strict=True)] == ["Envoys", "met"]
    assert text[slice(*found.characters(0, 2))] == "Envoys met"


@pytest.mark.parametrize("text", ["", " \n ", "—!?…", "_", "\x00"])
def test_a_text_without_words(text: str) -> None:
    found = wording(text)
    assert (len(found), found.own, found.sentences, found.told) == (0, 0, (), ())


# Sentences --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Envoys met. They left.", ["envoys met", "they left"]),
        ("Envoys met! Did they? Yes…", ["envoys met", "did they", "yes"]),
        ("He said: “We met.” They left.", ["he said we met", "they left"]),
        ("A headline\nThe text", ["a headline", "the text"]),
        ("Mr. Halvany met Gen. Aldous.", ["mr halvany met gen aldous"]),
        ("J. Maddek met St. Orla’s mayor.", ["j maddek met st orla mayor"]),
        ("It cost 3.5 crowns. More came.", ["it cost 3.5 crowns", "more came"]),
        ("They met.They left", ["they met.they left"]),
        ("Mr.\nHalvany met them", ["mr", "halvany met them"]),
        ("...\n\nEnvoys met.", ["envoys met"]),
        ("Envoys met", ["envoys met"]),
    ],
)
def test_sentences(text: str, found: list[str]) -> None:
    assert sentences(text) == found


# What is quoted ---------------------------------------------------------------------------------


def test_quoted_words_are_known_and_are_not_the_reports_own() -> None:
    text = "He said: “We met in Veltra,” and left."
    found = wording(text, 0, [(text.index("We"), text.index("”"))])
    assert quoted(found) == ["we", "met", "in", "veltra"]
    assert found.own == 4
    assert found.own_between(0, 3) == 2
    assert found.own_in(0, len(text)) == 4
    assert found.own_in(text.index("“"), text.index("”")) == 0
    assert found.told == (frozenset({"left"}),)


def test_the_words_of_a_post_in_the_page_are_quoted_with_its_signature() -> None:
    text = (
        "The mayor is angry.\nThe harbour belongs to us — Sela Marok (@marok) May 2, 2031\nThe Front is not."
    )
    assert quoted(wording(text)) == ["the", "harbour", "belongs", "to", "us", "sela", "marok", "marok"]


def test_a_post_begins_no_earlier_than_the_news() -> None:
    text = "TAVRIN The harbour is ours - Sela (@sela)"
    assert wording(text, 7).words[0] == "the"
    assert all(wording(text, 7).quoted)


def test_a_dash_with_an_address_in_the_next_line_is_no_post() -> None:
    assert not any(wording("The harbour is ours —\nSela (@sela)").quoted)


# Content ----------------------------------------------------------------------------------------


def test_forms_of_one_word_have_one_stem() -> None:
    assert len({stem(word) for word in ("talks", "talked", "talking")}) == 1
    assert stem("met") == "met"
    assert stem("bed") == "bed"


def test_content_is_what_tells_something_and_numbers() -> None:
    assert content(["the", "envoys", "met", "12", "of", "lorries", "2nd", ""]) == {
        *("envoy", "12", "2nd", stem("lorries")),
    }


# Any text ---------------------------------------------------------------------------------------

texts = st.text(st.characters(codec=None) | st.sampled_from("ab .\n—’'“”(@)1,"), max_size=80)


@st.composite
def quoting(draw: st.DrawFn) -> tuple[str, int, list[tuple[int, int]]]:
    """A text, where its news begins, and quotations in it."""
    text = draw(texts)
    ends = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    return text, draw(st.integers(0, len(text))), list(zip(ends[::2], ends[1::2], strict=False))


@given(quoting())
def test_places_slice_back_to_the_words(given: tuple[str, int, list[tuple[int, int]]]) -> None:
    text, start, _ = given
    found = wording(*given)
    assert len(found.words) == len(found.starts) == len(found.ends) == len(found.quoted)
    assert all(first >= start for first in found.starts)
    for place, word in enumerate(found.words):
        own = text[slice(*found.characters(place, place + 1))]
        assert own.casefold().replace("’", "'").removesuffix("'s") == word
    assert all(one <= two for one, two in zip(found.ends, found.starts[1:], strict=False))


@given(quoting())
def test_sentences_partition_the_words(given: tuple[str, int, list[tuple[int, int]]]) -> None:
    found = wording(*given)
    parts = [place for first, last in found.sentences for place in range(first, last)]
    assert parts == list(range(len(found)))
    assert all(first < last for first, last in found.sentences)
    assert list(found.sentence_of) == sorted(found.sentence_of)
    assert len(found.told) == len(found.sentences)


@given(quoting())
def test_own_and_quoted_words_are_all_words(given: tuple[str, int, list[tuple[int, int]]]) -> None:
    text, _, spans = given
    found = wording(*given)
    assert found.own + sum(found.quoted) == len(found)
    assert found.own == found.own_between(0, len(found)) == found.own_in(0, len(text))
    for place, first in enumerate(found.starts):
        if any(begin <= first < end for begin, end in spans):
            assert found.quoted[place]


@given(texts)
def test_lines_are_never_one_sentence(text: str) -> None:
    found = wording(text)
    for first, last in found.sentences:
        start, end = found.characters(first, last)
        assert "\n" not in text[start:end]


def test_time_is_linear_in_the_length() -> None:
    hostile = [
        "x. " * 200_000,
        "“" * 400_000,
        "—" * 400_000,
        "- a (@" * 80_000,
        ".!" * 200_000,
        "\n" * 400_000,
    ]
    began = time.process_time()
    for text in hostile:
        assert len(wording(text).sentences) <= len(text)
    assert time.process_time() - began < 10
