"""The day of each event, what became of plans, and journeys: from mentions made by hand."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import pytest

from truceline.model.claims import EventMention, EventTense, Leg, Modality, Offset, Participant, Span, Time
from truceline.model.record import Event
from truceline.model.report import content_id
from truceline.model.when import Interval, When
from truceline.relate.journeys import journeys
from truceline.relate.plans import plans
from truceline.relate.told import Passage
from truceline.relate.when import placed

MAY_8 = Interval("2031-05-08", "2031-05-08")  # a Thursday


@dataclass
class Told:
    """Events with their passages, one a call of `event` or `again`."""

    events: list[Event] = field(default_factory=list)
    passages: dict[str, list[Passage]] = field(default_factory=dict)
    places: int = 0

    def event(
        self,
        *actors: str,
        mode: str = "meet",
        place: str | None = None,
        modality: Modality = "reported",
        written: Interval | None = MAY_8,
        report: str = "a",
        when: Time | None = None,
        tense: EventTense | None = None,
        offset: tuple[str, int, int] | None = None,
        leg: Leg | None = None,
    ) -> str:
        name = content_id(len(self.events))
        where = (place,) if place else ()
        found = Event(name, "s", "CONSULT", mode, actors, where, (), modality, (), (), 1, 1, 1)
        self.events.append(found)
        self.passages[name] = []
        return self.again(
            name, *actors, mode=mode, place=place, modality=modality, written=written, report=report,
            when=when, tense=tense, offset=offset, leg=leg,
        )  # fmt: skip

    def again(
        self,
        event: str,
        *actors: str,
        mode: str = "meet",
        place: str | None = None,
        modality: Modality = "reported",
        written: Interval | None = MAY_8,
        report: str = "a",
        when: Time | None = None,
        tense: EventTense | None = None,
        offset: tuple[str, int, int] | None = None,
        leg: Leg | None = None,
    ) -> str:
        self.places += 10
        here = Span(report, self.places, self.places + 5)
        who = tuple(Participant(here, one, one) for one in actors)
        there = Participant(here, place, place) if place else None
        far = (
            Offset(here, self.passages[offset[0]][0].mention.trigger, (offset[1], offset[2]))
            if offset
            else None
        )
        mention = EventMention(*("CONSULT", here, mode, who, (), who, there, when, modality, tense, far, leg))
        self.passages[event].append(Passage(content_id(self.places), mention, written))
        return event

    def when(self) -> dict[str, When]:
        return placed(self.events, self.passages)


def at(text: str, value: str, earliest: str | None = None, latest: str | None = None) -> Time:
    return Time(Span("a", 0, 5), text, "DATE", value, earliest, latest or earliest)


TUESDAY, WEDNESDAY, SUNDAY = (
    at(name, f"XXXX-WXX-{number}") for name, number in (("Tuesday", 2), ("Wednesday", 3), ("Sunday", 7))
)


def test_a_day_that_is_told_stands_with_its_words() -> None:
    told = Told()
    event = told.event("ada", "ivo", when=at("Tuesday", "2031-05-06", "2031-05-06"))
    found = told.when()[event]
    assert (found.days, found.edtf, found.certain) == (
        Interval("2031-05-06", "2031-05-06"), "2031-05-06", True,
    )  # fmt: skip
    assert [one.words for one in found.reasons] == ["“Tuesday” in a report of 2031-05-08"]


def test_days_that_exclude_each_other_are_all_kept() -> None:
    told = Told()
    event = told.event("ada", "ivo", when=at("May 5", "2031-05-05", "2031-05-05"))
    for report in ("b", "c"):
        told.again(event, "ada", "ivo", report=report, when=at("May 6", "2031-05-06", "2031-05-06"))
    found = told.when()[event]
    assert found.days == Interval("2031-05-06", "2031-05-06")
    assert found.others == (Interval("2031-05-05", "2031-05-05"),)


def test_a_weekday_is_placed_by_the_days_on_which_its_report_may_have_been_written() -> None:
    told = Told()
    sure = told.event("ada", "ivo", when=TUESDAY, written=Interval("2031-05-07", "2031-05-09"), report="b")
    rough = told.event("ada", "mara", when=TUESDAY, written=Interval("2031-05-01", "2031-05-09"), report="c")
    year = told.event(
        "ada",
        "jon",
        when=at("Oct. 10", "XXXX-10-10"),
        written=Interval("2031-01-01", "2031-03-01"),
        report="d",
    )
    open_year = told.event("ivo", "jon", when=at("Oct. 10", "XXXX-10-10"), written=None, report="e")
    found = told.when()
    assert found[sure].days == Interval("2031-05-06", "2031-05-06")
    assert found[rough].days == Interval("2031-04-29", "2031-05-06")
    assert found[year].days == Interval("2030-10-10", "2030-10-10")
    assert (found[open_year].days, found[open_year].edtf) == (Interval(), "XXXX-10-10")
    assert not found[sure].certain


def test_two_days_after_another_event_counts_from_it_in_both_directions() -> None:
    told = Told()
    first = told.event("ada", "ivo", when=at("May 2", "2031-05-02", "2031-05-02"))
    second = told.event("ada", "mara", offset=(first, 2, 2))
    third = told.event("ivo", "mara", offset=(second, 7, 9))
    loose = told.event("jon", "mara")
    far = told.event("jon", "ada", offset=(loose, -1, -1))
    found = told.when()
    assert found[second].edtf == "2031-05-04"
    assert found[third].days == Interval("2031-05-11", "2031-05-13")
    assert f"2 days after event {first[:6]}" in [one.words for one in found[second].reasons]
    assert found[far].days == Interval()
    assert [one.words for one in found[far].reasons] == [f"1 day before event {loose[:6]}"]
    assert [one.words for one in found[loose].reasons] == [f"1 day after event {far[:6]}"]


def test_a_report_without_a_date_that_shares_an_event_gives_the_days_of_its_weekdays() -> None:
    told = Told()
    shared = told.event("ada", "ivo", when=at("Wednesday", "2031-05-07", "2031-05-07"))
    told.again(shared, "ada", "ivo", report="b", written=None, when=WEDNESDAY)
    other = told.event("mara", "jon", report="b", written=None, when=SUNDAY)
    alone = told.event("mara", "ivo", report="c", written=None, when=SUNDAY)
    found = told.when()
    assert found[other].edtf == "2031-05-04"
    assert "tells of 2031-05-07 by its weekday" in found[other].reasons[0].words
    assert found[alone].days == Interval()
    assert any("the same weekday: “Wednesday”" in one.words for one in found[shared].reasons)


def test_what_is_only_told_as_past_or_to_come_has_an_open_end() -> None:
    told = Told()
    past = told.event("ada", "ivo", tense="past")
    ahead = told.event("ada", "mara", modality="planned", tense="future")
    noun = told.event("ivo", "mara")
    both = told.event(
        "jon", "mara", modality="planned", tense="future", written=Interval("2031-05-01", "2031-05-01")
    )
    told.again(both, "jon", "mara", report="b", tense="past")
    found = told.when()
    assert [found[one].edtf for one in (past, ahead, noun, both)] == [
        "../2031-05-08", "2031-05-08/..", "", "2031-05-01/2031-05-08",
    ]  # fmt: skip


def outcome(told: Told, plan: str, newest: str | None) -> tuple[str, str | None]:
    found = plans(told.events, told.when(), told.passages, newest, str.__eq__, {"Norland"})[plan]
    return found.outcome, found.event


def planned(told: Told, *actors: str, day: str | None = "2031-05-10", place: str | None = None) -> str:
    when = at("Saturday", day, day) if day else None
    return told.event(*actors, modality="planned", tense="future", when=when, place=place)


LATER = Interval("2031-05-11", "2031-05-11")


def test_a_plan_that_a_later_report_tells_as_done() -> None:
    told = Told()
    plan = planned(told, "ada", "ivo")
    done = told.event(
        "ada", "ivo", "mara", written=LATER, tense="past", when=at("May 10", "2031-05-10", "2031-05-10")
    )
    assert outcome(told, plan, "2031-05-11") == ("happened", done)


@pytest.mark.parametrize(
    ("actors", "day", "place", "written"),
    [
        (("ada", "mara"), "2031-05-10", None, LATER),  # somebody else
        (("ada", "ivo"), "2031-05-04", None, LATER),  # before the plan
        (("ada", "ivo"), "2031-05-10", "Tarn", LATER),  # at another place
        (("ada", "ivo"), "2031-05-10", None, Interval("2031-05-07", "2031-05-07")),  # an older report
    ],
)
def test_another_event_is_not_the_plan(
    actors: tuple[str, ...], day: str, place: str | None, written: Interval
) -> None:
    told = Told()
    plan = planned(told, "ada", "ivo", place="Oru" if place else None)
    told.event(*actors, written=written, tense="past", when=at("that day", day, day), place=place)
    assert outcome(told, plan, "2031-05-20") == ("not reported", None)


def test_a_plan_waits_until_the_newest_report_is_new_enough() -> None:
    told = Told()
    dated, open_ = planned(told, "ada", "ivo"), planned(told, "ada", "mara", day=None)
    assert outcome(told, dated, "2031-05-11")[0] == "too early to tell"
    assert outcome(told, dated, "2031-05-12")[0] == "not reported"
    assert outcome(told, dated, None)[0] == "not reported"
    assert outcome(told, open_, "2031-05-12")[0] == "too early to tell"
    assert outcome(told, open_, "2031-06-12")[0] == "not reported"


def test_a_plan_that_is_denied_or_only_perhaps_done() -> None:
    told = Told()
    plan = planned(told, "ada", "ivo")
    off = told.event(
        "ada", "ivo", modality="denied", written=LATER, when=at("May 10", "2031-05-10", "2031-05-10")
    )
    assert outcome(told, plan, "2031-05-11") == ("called off", off)
    told = Told()
    plan = planned(told, "ada", "ivo", day=None)
    done = told.event("ada", "ivo", written=LATER, tense="past")
    assert outcome(told, plan, "2031-05-11") == ("perhaps happened", done)


def test_countries_alone_are_no_sign_that_a_plan_was_done() -> None:
    told = Told()
    plan = planned(told, "Norland")
    told.event("Norland", "ada", written=LATER, tense="past", when=at("May 10", "2031-05-10", "2031-05-10"))
    assert outcome(told, plan, "2031-05-20")[0] == "not reported"


def stays(told: Told, **homes: tuple[str, ...]) -> list[list[tuple[int, str, str, bool]]]:
    names = {one: one for one in ("ada", "Qatar", "Doha", "Kuwait", "Oman", "Norland")}
    found = journeys(told.events, told.when(), told.passages, {"a": names, "b": names}, names, homes)
    return [[(one.number, one.place, one.edtf, one.certain) for one in journey.stays] for journey in found]


def leg(
    number: int | None = None, legs: int | None = None, behind: str | None = None, *, next_: bool = False
) -> Leg:
    here = Span("a", 1, 2)
    return Leg(here, number, legs, Participant(here, behind, behind) if behind else None, next_)


def test_the_stays_of_a_journey_in_order() -> None:
    told = Told()
    told.event("ada", mode="visit", place="Qatar", leg=leg(2, 3))
    own = told.event("his delegation", "Kuwait", mode="sign", when=at("Tuesday", "2031-05-06", "2031-05-06"))
    passage = told.passages[own][0]
    his, kuwait = passage.mention.source
    mention = EventMention(
        *("COOPERATE", passage.mention.trigger, "sign", (Participant(his.span, his.text),), (kuwait,)),
        participants=(Participant(his.span, his.text), kuwait), time=passage.mention.time,
    )  # fmt: skip
    told.passages[own] = [Passage(passage.claim, mention, MAY_8)]
    told.event("ada", mode="visit", place="Oman", modality="planned", leg=leg(next_=True))
    told.event("ada", "emir", place="Doha", when=at("Wednesday", "2031-05-07", "2031-05-07"))
    assert stays(told) == [
        [
            (1, "Kuwait", "2031-05-06", False),
            (2, "Qatar", "2031-05-07", True),
            (3, "Oman", "2031-05-07/..", True),
        ]
    ]


def test_home_is_no_stay_and_contradictions_are_no_order() -> None:
    told = Told()
    told.event("ada", mode="visit", place="Qatar", leg=leg(behind="Norland"))
    assert stays(told, ada=("Norland",)) == []
    assert stays(told) == [[(1, "Norland", "", True), (2, "Qatar", "", True)]]
    told.event("ada", mode="visit", place="Norland", leg=leg(behind="Qatar"), report="b")
    assert stays(told) == []


def test_cost_is_linear_and_a_day_of_fifty_thousand_events_is_no_harm() -> None:
    def cost(number: int) -> float:
        told = Told()
        for one in range(number):
            actors = (f"p{one % 50}", f"q{one % 7}")
            if one % 3:
                told.event(*actors, when=at("May 6", "2031-05-06", "2031-05-06"), tense="past")
            else:
                planned(told, *actors, day="2031-05-06")
        began = time.perf_counter()
        plans(told.events, told.when(), told.passages, "2031-05-20", str.__eq__, set())
        return time.perf_counter() - began

    few, many = cost(2_000), cost(20_000)
    assert many < 30 * few + 1


def test_one_event_of_very_many_passages_is_no_harm() -> None:
    told = Told()
    first = told.event("ada", "ivo", when=at("May 6", "2031-05-06", "2031-05-06"))
    other = told.event("ada", "mara", written=None, report="b")
    for number in range(10_000):
        report = f"r{number}"
        told.again(first, "ada", "ivo", report=report, written=None, when=TUESDAY)
        told.again(other, "ada", "mara", report=report, written=None, offset=(first, 2, 2))
    began = time.perf_counter()
    found = told.when()
    assert found[other].edtf == "2031-05-08"
    assert len(found[first].reasons) == 10_001
    assert time.perf_counter() - began < 10
