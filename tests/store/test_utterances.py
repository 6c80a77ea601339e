"""Utterances and disputes are kept by story, and older records get tables for them."""

from __future__ import annotations

from truceline.model.record import Dispute, Echo, Utterance
from truceline.store import Record, utterances


def utterance(name: str, story: str) -> Utterance:
    return Utterance(
        name, story, None, "c1", ("c1", "c2"), (Echo("cut", 0.9, ("why",), "c2"),), (), ("r1",), 0, 1, 1, 1
    )


def test_what_is_saved_for_a_story_takes_the_place_of_what_was_there(record: Record) -> None:
    one, two, three = utterance("a", "s1"), utterance("b", "s2"), utterance("c", "s1")
    dispute = Dispute("d", "s1", "unsure", ("c1", "c2"), ("why",))
    utterances.save_utterances(record, ["s1", "s2"], [one, two], [dispute])
    assert utterances.utterances(record) == [one, two]
    assert utterances.disputes(record) == [dispute]
    utterances.save_utterances(record, ["s1"], [three], [])
    assert utterances.utterances(record) == [three, two]
    assert utterances.disputes(record) == []


def test_words_that_json_has_no_place_for_are_kept(record: Record) -> None:
    one = Dispute("d", "s1", "unsure", ("c1", "c2"), ("odd \ud800 words",))
    utterances.save_utterances(record, [], [], [one])
    assert len(utterances.disputes(record)) == 1
