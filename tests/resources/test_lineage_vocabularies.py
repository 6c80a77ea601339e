"""The vocabularies of credits within a text, and of words that tell stories of a process least apart."""

from __future__ import annotations

import re

import pytest

from truceline import resources
from truceline.model.report import Report
from truceline.relate.credits import credited
from truceline.relate.stories import terms

PHRASES = resources.table("credit_phrases.toml")
PROCESS = [line.split("#")[0].strip() for line in resources.text("process_words.txt").splitlines()]


def test_the_phrases_are_of_four_kinds() -> None:
    assert PHRASES.keys() == {"told", "cited", "between", "reports"}
    assert all(PHRASES.values())


@pytest.mark.parametrize("kind", sorted(PHRASES))
def test_phrases_are_in_lower_case_and_stand_once(kind: str) -> None:
    phrases = PHRASES[kind]
    assert len(set(phrases)) == len(phrases)
    for phrase in phrases:
        assert phrase == phrase.lower() == " ".join(phrase.split())
        assert re.fullmatch(r"[a-z]+([ -][a-z]+)*", phrase)


def test_no_phrase_says_both_that_an_agency_was_told_and_that_it_is_cited() -> None:
    assert not set(PHRASES["told"]) & set(PHRASES["cited"])


@pytest.mark.parametrize(
    ("kind", "what", "form"),
    [("told", "told", "She {} Reuters so."), ("cited", "cited", "It is open, {} Reuters.")],
)
def test_every_phrase_before_an_agency_is_found(kind: str, what: str, form: str) -> None:
    for phrase in PHRASES[kind]:
        (found,) = credited(Report("0" * 16, "a", form.format(phrase)))
        assert (found.agency, found.what) == ("Reuters", what)


def test_every_verb_behind_an_agency_is_found() -> None:
    for verb in PHRASES["reports"]:
        (found,) = credited(Report("0" * 16, "a", f"Reuters {verb} that it is open."))
        assert (found.agency, found.what) == ("Reuters", "cited")


def test_every_word_may_stand_between() -> None:
    for word in PHRASES["between"]:
        (found,) = credited(Report("0" * 16, "a", f"She told {word} Reuters so."))
        assert found.what == "told"


def test_words_of_the_process_are_in_lower_case_stand_once_and_in_order() -> None:
    words = [word for word in PROCESS if word]
    assert len(words) > 50
    assert len(set(words)) == len(words)
    assert [word.replace("-", "") for word in words] == sorted(word.replace("-", "") for word in words)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", word) for word in words)


def test_words_of_the_process_are_terms_and_no_stop_words() -> None:
    for word in filter(None, PROCESS):
        assert terms(Report("0" * 16, "a", word)), word
