"""Classes of errors that reading brought up: verbs that say nothing, labels, "it", "they", lost objects."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from truceline.extract import Reading
from truceline.extract.statements import find_statements
from truceline.model.claims import Statement

Read = Callable[..., Reading]


def said(reading: Reading) -> list[Statement]:
    return [one for one in find_statements(reading) if one.is_said]


def cues(reading: Reading) -> list[str]:
    return [reading.text(one.cue) for one in said(reading) if one.cue]


@pytest.mark.parametrize(
    "text",
    [
        "Karl Weber and Ana Ruiz concluded a visit to Oslo on Monday.",
        "Karl Weber named a new head of intelligence on Monday.",
        "The government dismissed 4,000 teachers last year.",
        "The emir welcomed a delegation in Harl on Monday.",
        "Karl Weber called Ana Ruiz on Monday.",
        "Rebel forces are pushing the army out of Harl.",
        "It shows troops who move through a gap in the wall.",
    ],
)
def test_deeds_are_not_words(read: Read, text: str) -> None:
    assert cues(read(text)) == []


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Karl Weber concluded that the visit to Oslo had failed.", "concluded"),
        ("Ana Ruiz called the raid a crime.", "called"),
        ("Ana Ruiz called for talks in Oslo.", "called for"),
        ("Karl Weber offered to release the captives.", "offered"),
        ("Ana Ruiz dismissed the plan as “a farce”.", "dismissed"),
        ("Norway welcomed the ceasefire in Harl.", "welcomed"),
        ("Norway dismissed the accusations of the rebels.", "dismissed"),
    ],
)
def test_the_same_verbs_with_words(read: Read, text: str, cue: str) -> None:
    assert cue in cues(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "Factbox: What is known of the truce in Harl.\n\nThe truce began on Monday in the north.",
        "Photo: A tank crosses the bridge at Harl.\n\nThe truce began on Monday in the north.",
        "UPDATE 2: Truce holds in Harl for a second day.\n\nThe truce began on Monday in the north.",
        "Story Continued Below\n\nThe truce began on Monday in the north.",
    ],
)
def test_labels_do_not_speak(read: Read, text: str) -> None:
    assert said(read(text)) == []


def test_they_are_the_body_or_the_group_that_spoke_before(read: Read) -> None:
    text = "Two officials said the bridge was open. They said the road would follow in May."
    (before, after) = said(read(text))
    assert before.speaker == after.speaker and after.anonymous

    reading = read("Harl Police said the bridge was open. They said the road would follow in May.")
    assert [one.speaker for one in said(reading)] == ["Harl Police", "Harl Police"]


@pytest.mark.parametrize(
    "text",
    [
        "Two officials said the rebels had left. They said the road was open.",
        "Ana Ruiz said the bridge was open. They said the road would follow in May.",
        "Two officials said the bridge was open.\n\nIt rained.\n\nAll went home.\n\nThey said it was late.",
    ],
)
def test_they_stay_open_where_others_may_be_meant(read: Read, text: str) -> None:
    assert said(read(text))[-1].speaker is None


def test_one_of_several_is_not_all_of_them(read: Read) -> None:
    text = "Soldiers said they had no water. The soldier said that the road to Harl was closed."
    found = said(read(text))
    assert found[-1].speaker != found[0].speaker


def test_whom_it_is_about_stays_in_the_words(read: Read) -> None:
    reading = read("Ana Ruiz criticized Norway for its strike on the port of Harl.")
    (one,) = said(reading)
    assert reading.text(one.content[0]) == "Norway for its strike on the port of Harl"


def test_a_tag_behind_a_long_sentence(read: Read) -> None:
    words = (
        "The road that leads from the port of Harl over the pass to the valley, where four villages have had "
        "no bread since the siege began in March, will be open to lorries from Monday on"
    )
    reading = read(f"{words}, Ana Ruiz said.")
    (one,) = said(reading)
    assert (one.speaker, reading.text(one.content[0])) == ("Ana Ruiz", words)


def test_where_somebody_is_based_does_not_speak(read: Read) -> None:
    text = "Nine people died near the border with Iraq a Britain-based war monitor said."
    sources = [text[one.source.start : one.source.end] for one in said(read(text)) if one.source]
    assert all(source.endswith("monitor") for source in sources)
