"""The words by which sentences bear on terms."""

from __future__ import annotations

from truceline.relate.passages import forms, past_forms, phrases, plain, words_at
from truceline.resources import table


def test_all_words_are_lower_and_none_is_there_twice() -> None:
    for key, found in table("board.toml").items():
        if key != "irregular":
            assert all(one == one.lower() and one.strip() == one for one in found), key
            assert len(set(found)) == len(found), key


def test_irregular_verbs_are_those_of_deeds() -> None:
    verbs = {verb for deed in table("obligations.toml")["deeds"].values() for verb in deed["verbs"]}
    assert set(table("board.toml")["irregular"]) <= verbs


def test_words_are_compared_without_spelling_and_endings() -> None:
    assert plain("Cease-fires") == plain("ceasefire")
    assert plain("stabilisation") == plain("stabilization")
    assert plain("parties") == plain("party")
    assert {"disarm", "disarming", "disarmed"} <= forms("disarm")
    assert past_forms("withdraw") == {"withdrew", "withdrawn"}


def test_phrases_are_found_word_by_word() -> None:
    text = "It is awaiting approval, subject to review."
    words = words_at(text, 0, len(text))
    assert [words[first].lower for first, _ in phrases("awaits").find(words)] == ["awaiting", "subject"]
