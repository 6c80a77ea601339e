"""Journeys, ceasefires, signings, and events that are told from each other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from truceline.extract import Reading
from truceline.extract.events import find_events
from truceline.extract.times import find_times
from truceline.model.claims import EventMention, Extraction

Read = Callable[..., Reading]


@pytest.fixture
def find(read: Read) -> Callable[..., list[tuple[str, EventMention]]]:
    """`find(text)`: the events with the word that tells each, with the times of the text."""

    def find(text: str, published: str | None = "2031-05-08") -> list[tuple[str, EventMention]]:
        reading = read(text, published)
        times = find_times(reading)
        found = Extraction(reading.report.id, mentions=reading.found.mentions, times=times)
        again = Reading(reading.report, reading.clean, reading.doc, found)
        return [(again.text(one.trigger), one) for one in find_events(again)]

    return find


Find = Callable[..., list[tuple[str, EventMention]]]


def test_the_stays_of_a_journey(find: Find) -> None:
    text = "President Ana Ruiz arrived in Oslo from Madrid on Friday before heading to Rome."
    (_, first), (_, second) = find(text)
    assert [one.mode for one in (first, second)] == ["visit", "visit"]
    assert [one.place.entity for one in (first, second) if one.place] == ["Oslo", "Rome"]
    assert first.leg is not None
    assert first.leg.behind is not None
    assert first.leg.behind.entity == "Madrid"
    assert second.leg is not None
    assert second.leg.behind is not None
    assert second.leg.behind.entity == "Oslo"
    assert (first.tense, second.tense) == ("past", None)


def test_the_number_of_a_stay_and_the_next_one(find: Find) -> None:
    text = (
        "President Ana Ruiz is visiting Norway on the second leg of a three-country tour. "
        "Ms Ruiz will next travel to Sweden."
    )
    (_, here), (_, there) = find(text)
    assert here.leg is not None
    assert (here.leg.number, here.leg.legs) == (2, 3)
    assert there.leg is not None
    assert there.leg.next
    assert (there.modality, there.tense) == ("planned", "future")


def test_a_tour_that_began_elsewhere(find: Find) -> None:
    text = "President Ana Ruiz visited Doha on the second leg of a Gulf tour that began in Kuwait."
    found = {one.place.entity: one.leg for _, one in find(text) if one.place}
    assert {place: leg.number for place, leg in found.items() if leg} == {"Doha": 2, "Kuwait": 1}


@pytest.mark.parametrize(
    "text",
    [
        "Refugees travelled to Norway on Friday.",
        "Ana Ruiz, a tourist, flew to Rome on Friday.",
        "President Ana Ruiz went to court on Friday.",
        "The ball went to Norway.",
    ],
)
def test_who_holds_no_office_makes_no_visit(find: Find, text: str) -> None:
    assert find(text) == []


AGREED: tuple[object, ...] = ("AGREE", "ceasefire", ["Norway", "Sweden"], None)
IN_FORCE: tuple[object, ...] = ("RETREAT", "ceasefire", [], "Syria")


@pytest.mark.parametrize(
    ("text", "expected", "day"),
    [
        ("Norway and Sweden agreed to a truce on Sunday.", AGREED, "2031-05-04"),
        ("A ceasefire between Norway and Sweden was announced on Monday.", AGREED, "2031-05-05"),
        ("The truce in Syria took effect on Monday.", IN_FORCE, "2031-05-05"),
        ("The ceasefire in Syria, which came into force on Monday, is holding.", IN_FORCE, "2031-05-05"),
        ("The truce in Syria expired on Monday.", ("RETREAT", "ceasefire_end", [], "Syria"), "2031-05-05"),
        ("They mediated a ceasefire between Norway and Sweden, announced on Monday.", AGREED, "2031-05-05"),
    ],
)
def test_ceasefires(find: Find, text: str, expected: tuple[object, ...], day: str) -> None:
    ((_, event),) = find(text)
    who = [one.entity for one in event.participants]
    place = event.place.entity if event.place else None
    assert (event.code, event.mode, who, place) == expected
    assert event.time is not None
    assert event.time.earliest == day


def test_a_deal_is_a_ceasefire_where_the_report_calls_one_by_the_same_place(find: Find) -> None:
    text = (
        "The envoys spoke of the second phase of the cease-fire agreement between Norway and Sweden. "
        "Qatar is a guarantor of the Gaza deal, which took effect May 5."
    )
    ((_, event),) = find(text)
    assert (event.mode, event.place.entity if event.place else None) == ("ceasefire", "Gaza")


@pytest.mark.parametrize(
    "text",
    [
        "The trade deal between Norway and Sweden took effect on Monday.",
        "The army of Norway declared the ceasefire in Syria over on Monday.",
        "Norway tried to broker a truce in Syria.",
        "The ceasefire agreement in Syria requires Norway to end the strikes.",
        "A truce is a truce.",
    ],
)
def test_no_ceasefire(find: Find, text: str) -> None:
    assert [one for _, one in find(text) if one.mode == "ceasefire"] == []


def test_what_is_signed_and_by_whom(find: Find) -> None:
    text = "On Tuesday her delegation signed agreements on transport and energy co-operation with Norway."
    ((_, event),) = find(text)
    assert (event.code, event.mode) == ("COOPERATE", "sign")
    assert [(one.text, one.entity) for one in event.participants] == [
        ("her delegation", None),
        ("Norway", "Norway"),
    ]


def test_events_told_from_each_other(find: Find) -> None:
    text = (
        "Envoy Karl Weber met Hamas officials on Tuesday, a day before talks between Ana Ruiz and Jon Bakke."
    )
    (_, met), (word, talks) = find(text)
    assert word == "talks"
    assert met.offset is not None
    assert (met.offset.event, met.offset.days) == (talks.trigger, (-1, -1))


def test_the_only_meeting_of_a_report_is_told_of_again(find: Find) -> None:
    text = (
        "Envoy Karl Weber met Minister Ana Ruiz in Oslo. "
        "The Oslo meeting came two days after Ana Ruiz met a Hamas delegation."
    )
    (_, first), (word, again), (_, other) = find(text)
    assert word == "meeting"
    assert again.participants == first.participants
    assert again.offset is not None
    assert (again.offset.event, again.offset.days) == (other.trigger, (2, 2))


def test_other_talks_are_not_the_only_meeting(find: Find) -> None:
    text = (
        "Envoy Karl Weber met Minister Ana Ruiz in Cairo. The peace talks began years ago. A meeting is near."
    )
    assert len(find(text)) == 1


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("Envoy Karl Weber met Ana Ruiz.", "past"),
        ("Envoy Karl Weber has met Ana Ruiz.", "past"),
        ("Envoy Karl Weber left after meeting Ana Ruiz.", "past"),
        ("Envoy Karl Weber left after talks with Ana Ruiz.", "past"),
        ("Envoy Karl Weber held talks with Ana Ruiz.", "past"),
        ("Envoy Karl Weber will meet Ana Ruiz.", "future"),
        ("Envoy Karl Weber is due to meet Ana Ruiz.", "future"),
        ("Envoy Karl Weber was due to meet Ana Ruiz.", None),
        ("Envoy Karl Weber wants a deal during his talks with Ana Ruiz.", None),
        ("Envoy Karl Weber would have met Ana Ruiz.", None),
    ],
)
def test_the_tense_of_an_event(find: Find, text: str, tense: str | None) -> None:
    assert [one.tense for _, one in find(text)] == [tense]


def test_hostile_texts_take_linear_time(find: Find) -> None:
    assert find("truce " * 3_000) == []
    assert find("two days after " * 1_500) == []
    find("the leg of the leg of a tour that began in Kuwait " * 300)
