"""How a meeting was held, what came of it, and with what means and harm an incident was told."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from truceline.extract import Reading
from truceline.extract.events import find_all
from truceline.extract.references import find_references
from truceline.extract.times import find_times
from truceline.model.claims import EventMention, Extraction, Participant, Span

Read = Callable[..., Reading]


@pytest.fixture
def find(read: Read) -> Callable[[str], tuple[str, list[EventMention]]]:
    def found(text: str) -> tuple[str, list[EventMention]]:
        reading = read(text, "2031-05-07")
        mentions = reading.found.mentions
        times = find_times(reading)
        reading = reading.having(Extraction(reading.report.id, mentions, times=times))
        references = find_references(reading)
        reading = reading.having(Extraction(reading.report.id, mentions, references, times))
        return text, list(find_all(reading))

    return found


def words(text: str, span: Span | None) -> str | None:
    return text[span.start : span.end] if span is not None else None


def texts(people: tuple[Participant, ...]) -> list[str]:
    return [one.text for one in people]


def meeting(found: tuple[str, list[EventMention]]) -> tuple[str, EventMention]:
    text, events = found
    (one,) = [event for event in events if event.code == "CONSULT"]
    return text, one


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Ana Ruiz of Peru held trilateral talks with Norway and Chile in Oslo.", "trilateral"),
        ("President Ana Ruiz held a bilateral meeting with King Harald of Norway.", "bilateral"),
        ("President Ana Ruiz met King Harald of Norway behind closed doors.", "closed door"),
        ("Peru and Chile held indirect talks in Oslo.", "indirect"),
        ("President Ana Ruiz met King Harald of Norway in Oslo.", None),
    ],
)
def test_formats(find: Any, text: str, expected: str | None) -> None:
    assert meeting(find(text))[1].format == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Ana Ruiz met King Harald of Norway in Oslo.", "leaders"),
        ("Foreign Minister Ana Ruiz met Norwegian officials in Oslo.", "ministers"),
        ("Deputy Foreign Minister Ana Ruiz met Norwegian officials in Oslo.", "officials"),
        ("Norwegian envoy Ana Ruiz met Chilean diplomats in Oslo.", "officials"),
    ],
)
def test_levels(find: Any, text: str, expected: str) -> None:
    assert meeting(find(text))[1].level == expected


def test_subjects_and_outcomes(find: Any) -> None:
    text, one = meeting(
        find("President Ana Ruiz held talks with King Harald of Norway on the fishing dispute.")
    )
    assert words(text, one.subject) == "the fishing dispute"
    assert one.outcome is None
    text, one = meeting(find("President Ana Ruiz met King Harald of Norway to discuss the truce."))
    assert words(text, one.subject) == "the truce"
    text, events = find(
        "President Ana Ruiz held talks with King Harald of Norway. The talks ended without a deal."
    )
    assert [words(text, one.outcome) for one in events] == [None, "The talks ended without a deal"]


def test_hosts_and_mediators_take_part(find: Any) -> None:
    _, one = meeting(find("Peru and Chile held talks mediated by Norway in Oslo."))
    assert texts(one.mediators) == ["Norway"]
    assert "Norway" in texts(one.participants)
    _, one = meeting(find("King Harald of Norway received President Ana Ruiz of Peru."))
    assert [who.entity for who in one.hosts] == ["Harald"]


def test_those_who_come_along(find: Any) -> None:
    _, one = meeting(find("Alongside a delegation of Norwegian ministers, President Ana Ruiz visited Chile."))
    assert "a delegation of Norwegian ministers" in texts(one.participants)


def test_a_cancelled_meeting_did_not_take_place(find: Any) -> None:
    _, one = meeting(find("President Ana Ruiz cancelled a meeting with King Harald of Norway."))
    assert one.modality == "denied"


def incident(found: tuple[str, list[EventMention]]) -> tuple[str, EventMention]:
    text, events = found
    (one,) = [event for event in events if event.code in ("ASSAULT", "FIGHT", "COERCE")]
    return text, one


def test_means_and_harm(find: Any) -> None:
    text, one = incident(
        find("Peruvian troops shelled the Chilean army near Arica on Monday, killing nine soldiers.")
    )
    assert one.means == "shelling"
    assert [words(text, span) for span in one.harm] == ["nine soldiers"]
    text, one = incident(find("The Chilean army launched a drone strike on Peruvian rebels."))
    assert one.means == "drone"
    assert one.harm == ()
    assert dict(one.sectors) == {"The Chilean army": "military", "Peruvian rebels": "rebel"}


def test_nobody_is_blamed_where_nobody_is_named(find: Any) -> None:
    _, one = incident(find("Nine Chilean soldiers were killed in a car bomb attack on Monday."))
    assert one.source == ()
    assert one.means == "car bomb"


def test_whose_attacks_they_are(find: Any) -> None:
    _, one = incident(
        find("Nine Chilean soldiers were killed in Peruvian raids on Monday. Peru said nothing.")
    )
    assert [who.entity for who in one.source] == ["Peru"]
    text, one = incident(
        find("Peru has not complied; its near-daily attacks have killed at least nine Chileans.")
    )
    assert [who.entity for who in one.source] == ["Peru"]
    assert one.modality == "habitual"
    assert [words(text, span) for span in one.harm] == ["at least nine Chileans"]


def test_what_somebody_is_accused_of_is_alleged(find: Any) -> None:
    _, events = find("Norway accused Peru of killing Chilean soldiers on Monday.")
    assert [event.code for event in events] == ["DISAPPROVE", "ASSAULT"]
    assert (events[1].by, events[1].status) == ("Norway", "alleged")
    assert [who.entity for who in events[1].source] == ["Peru"]


def test_the_attack_that_is_condemned_with_its_day(find: Any) -> None:
    _, events = find("Norway condemned Peru for its strike targeting Chilean soldiers last month.")
    assert [event.code for event in events] == ["DISAPPROVE", "FIGHT"]
    assert events[1].time is not None
    _, events = find("Norway condemned violence.")
    assert [event.code for event in events if event.code != "DISAPPROVE"] == []


def test_what_is_awaited(find: Any) -> None:
    _, events = find(
        "Norway has sent nine specialists, awaiting Peruvian approval to enter Chile. Peru is silent."
    )
    (one,) = [event for event in events if event.modality == "awaited"]
    assert [who.entity for who in one.source] == ["Peru"]
    assert one.place is not None
    assert one.place.entity == "Chile"


def test_questions_and_sports_tell_of_nothing(find: Any) -> None:
    for text in (
        "Does the Peruvian army attack Chile?",
        "United attacked from the start and defended well, striking twice before half-time.",
        "HAWKS CRUSH BEARS IN SHOOTOUT",
        "Attack: 9\nDefence: 7\nSpeed: 12",
        "The striker shot wide and the keeper saved a late bomb.",
    ):
        assert find(text)[1] == [], text


def test_a_long_text_takes_time_in_proportion(read: Read) -> None:
    def seconds(times: int) -> float:
        reading = read("Peru's strike on the Chilean army, which " * times + ".")
        begun = time.perf_counter()
        find_all(reading)
        return time.perf_counter() - begun

    seconds(10)
    assert seconds(1600) < 8 * seconds(400) + 0.5
