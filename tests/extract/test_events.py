"""Meetings, calls and visits."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from truceline.extract import Reading
from truceline.extract.events import find_events
from truceline.model.claims import EventMention, Participant

Read = Callable[..., Reading]


def names(participants: tuple[Participant, ...]) -> list[str | None]:
    return [one.entity for one in participants]


def one(read: Read, text: str) -> EventMention:
    (event,) = find_events(read(text))
    return event


def test_who_met_whom_where_and_when(read: Read) -> None:
    text = "Envoy Karl Weber and Foreign Minister Ana Ruiz met Hamas officials in Cairo on Monday."
    event = one(read, text)
    assert (event.code, event.mode, event.modality) == ("CONSULT", "meet", "reported")
    assert names(event.source) == ["Karl Weber", "Ana Ruiz"]
    assert names(event.target) == ["Hamas"]
    assert event.target[0].text == "Hamas officials"
    assert names(event.participants) == ["Karl Weber", "Ana Ruiz", "Hamas"]
    assert event.place is not None
    assert event.place.entity == "Cairo"


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("Ana Ruiz met with Karl Weber.", ["Ana Ruiz"], ["Karl Weber"]),
        ("Ana Ruiz and Karl Weber met in Oslo.", ["Ana Ruiz", "Karl Weber"], []),
        ("Norway and Qatar held talks in Doha.", ["Norway", "Qatar"], []),
        ("Talks between Ana Ruiz and Karl Weber lasted an hour.", ["Ana Ruiz"], ["Karl Weber"]),
        ("Ana Ruiz's meeting with Karl Weber lasted an hour.", ["Ana Ruiz"], ["Karl Weber"]),
        ("Ana Ruiz left after a meeting with Karl Weber.", ["Ana Ruiz"], ["Karl Weber"]),
        ("Karl Weber was received by President Ana Ruiz.", ["Ana Ruiz"], ["Karl Weber"]),
        (
            "A photo showed Ana Ruiz and Karl Weber meeting the Hamas delegation led by Omar Nasser.",
            ["Ana Ruiz", "Karl Weber"],
            ["Hamas", "Omar Nasser"],
        ),
        (
            "Ana Ruiz met members of Hamas, including Omar Nasser, in Doha.",
            ["Ana Ruiz"],
            ["Hamas", "Omar Nasser"],
        ),
        (
            "Ana Ruiz met the presidents of Norway, Latvia and Qatar.",
            ["Ana Ruiz"],
            ["Norway", "Latvia", "Qatar"],
        ),
    ],
)
def test_both_sides(read: Read, text: str, source: list[str], target: list[str]) -> None:
    event = one(read, text)
    assert (names(event.source), names(event.target)) == (source, target)


@pytest.mark.parametrize(
    "text",
    [
        "The plan met the criteria set by Norway.",
        "Ana Ruiz met the deadline.",
        "Ana Ruiz met Karl Weber's demands.",
        "Her proposal met with resistance from Karl Weber.",
        "Ana Ruiz was met by protesters.",
        "President Ana Ruiz received an award in Madrid.",
        "Norway received refugees from Syria.",
        "President Ana Ruiz hosted the tournament in Oslo.",
        "Ana Ruiz welcomed the decision of Hamas.",
        "Talks between Norway and Qatar collapsed.",
        "The leaders held talks in Doha.",
        "The two rivers meet near Cairo.",
        "Ana Ruiz talked about the phone.",
    ],
)
def test_no_meeting(read: Read, text: str) -> None:
    assert find_events(read(text)) == ()


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Ana Ruiz will meet Karl Weber in Cairo.", "planned"),
        ("Ana Ruiz is due to meet Karl Weber in Cairo.", "planned"),
        ("Norway said Ana Ruiz would meet Karl Weber in Cairo.", "planned"),
        ("Ana Ruiz flew to Cairo to meet Karl Weber.", "planned"),
        ("Ana Ruiz did not meet Karl Weber.", "denied"),
        ("Ana Ruiz refused to meet Karl Weber.", "denied"),
        ("Ana Ruiz denied meeting Karl Weber.", "denied"),
        ("The meeting between Ana Ruiz and Karl Weber was cancelled.", "denied"),
        ("Ana Ruiz may meet Karl Weber in Cairo.", "conditional"),
        ("Ana Ruiz has met Karl Weber in Cairo.", "reported"),
        ("After meeting Karl Weber, Ana Ruiz flew home.", "reported"),
    ],
)
def test_modality(read: Read, text: str, modality: str) -> None:
    assert one(read, text).modality == modality


def test_another_meeting_does_not_take_place_and_time(read: Read) -> None:
    text = (
        "Ana Ruiz met Hamas officials in Doha on Tuesday, ahead of talks between Karl Weber and Omar Nasser."
    )
    first, second = find_events(read(text))
    assert first.place is not None
    assert names(second.participants) == ["Karl Weber", "Omar Nasser"]
    assert (second.place, second.time) == (None, None)


def test_one_more_who_was_there(read: Read) -> None:
    text = "Ana Ruiz met Karl Weber in Doha. The meeting, which included Omar Nasser, lasted an hour."
    _, second = find_events(read(text))
    assert names(second.participants) == ["Ana Ruiz", "Karl Weber", "Omar Nasser"]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Ana Ruiz spoke by phone with Karl Weber.", "call"),
        ("President Ana Ruiz visited Norway on Monday.", "visit"),
        ("Ana Ruiz sat down with Karl Weber.", "meet"),
    ],
)
def test_modes(read: Read, text: str, mode: str) -> None:
    assert one(read, text).mode == mode


def test_a_tourist_is_no_visitor(read: Read) -> None:
    assert find_events(read("Ana Ruiz, a singer, visited Norway.")) == ()


def test_nobody_meets_a_continent(read: Read) -> None:
    event = one(read, "Ana Ruiz met African leaders in Oslo.")
    assert names(event.participants) == ["Ana Ruiz", None]
