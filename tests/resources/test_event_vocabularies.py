"""The vocabularies of statements and events hold what the extractors ask of them."""

from __future__ import annotations

import pytest

from truceline.resources import table, words

_TAKES = {"clause", "that", "infinitive", "addressee"}
_IMPLIES = {
    *("neutral", "claim", "fact", "deny", "doubt", "demand", "promise", "threat"),
    *("warning", "praise", "blame", "question", "answer", "guess", "wish", "finding"),
}


def test_every_reporting_verb_is_described() -> None:
    verbs = table("reporting_verbs.toml")["verbs"]
    assert len(verbs) > 100
    for lemma, entry in verbs.items():
        assert lemma == lemma.lower()
        assert entry["implies"] in _IMPLIES, lemma
        assert set(entry["takes"]) <= _TAKES, lemma


def test_the_verb_of_a_longer_cue_is_a_cue_itself_or_has_none() -> None:
    verbs = table("reporting_verbs.toml")["verbs"]
    for longer in (lemma for lemma in verbs if " " in lemma):
        assert len(longer.split()) == 2, longer


def test_every_event_has_code_mode_and_words() -> None:
    for event in table("events.toml")["event"]:
        assert event["code"].isupper()
        assert event["mode"]
        for verb in event.get("verb", ()):
            assert verb["lemmas"]
            assert set(verb["frames"]) <= {"object", "with", "joint", "guest", "place"}


@pytest.mark.parametrize(
    "name", ["person_nouns", "body_nouns", "office_nouns", "guest_nouns", "document_nouns"]
)
def test_nouns_are_lower_case(name: str) -> None:
    assert all(word == word.lower().strip() for word in words(f"{name}.txt"))
