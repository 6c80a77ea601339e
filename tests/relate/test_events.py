"""Mentions of one event become one event, and those of two stay two."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.model.claims import EventMention, Modality, Span, Time
from truceline.model.record import Event
from truceline.relate.events import Told, merge
from truceline.relate.origins import Carriers

HALVANY, ORRELAN, VOSSE, FRONT = "halvany", "orrelan", "vosse", "front"
VELDENIA, HALMENIA = "veldenia", "halmenia"
COUNTRIES = frozenset({VELDENIA, HALMENIA})
TUESDAY = "2031-03-04"


def told(
    claim: str,
    *actors: str,
    place: str | None = None,
    when: str | None = None,
    modality: Modality = "reported",
    code: str = "CONSULT",
) -> Told:
    """A mention in the report that the claim's name begins with ("b2" is of report "b").

    `when` is a date, two dates with a slash between them, or a TIMEX3 value that cannot be placed.
    """
    report = claim[0] * 16
    timex = None
    if when is not None:
        first, _, last = when.partition("/") if when.startswith("2") else ("", "", "")
        timex = Time(Span(report, 20, 27), "then", "DATE", when, first or None, last or first or None)
    mention = EventMention(code, Span(report, 4, 7), "meet", time=timex, modality=modality)
    return Told(claim, report, mention, frozenset(actors), place, report, report)


NOBODY_ELSE = Carriers({}, defaultdict(lambda: None))


def merged(*mentions: Told) -> tuple[Event, ...]:
    return merge("story", mentions, COUNTRIES, NOBODY_ELSE)


def together(*mentions: Told) -> set[frozenset[str]]:
    """Which claims are of one event."""
    return {frozenset(event.evidence) for event in merged(*mentions)}


def test_three_reports_tell_of_one_meeting() -> None:
    (event,) = merged(
        told("a", HALVANY, ORRELAN, VOSSE, place="tavrin", when=TUESDAY),
        told("b", HALVANY, ORRELAN, when="XXXX-WXX-2"),
        told("c", HALVANY, ORRELAN, place="tavrin"),
    )
    assert event.code == "CONSULT"
    assert event.mode == "meet"
    assert event.story == "story"
    assert event.participants == (HALVANY, ORRELAN, VOSSE)
    assert event.places == ("tavrin",)
    assert event.dates == ((TUESDAY, TUESDAY),)
    assert event.modality == "reported"
    assert event.evidence == ("a", "b", "c")
    assert event.reports == ("a" * 16, "b" * 16, "c" * 16)
    assert event.origins == 3


def test_a_caption_repeats_the_visit_of_its_report() -> None:
    visit = told("a1", HALVANY, place="tavrin", when=TUESDAY)
    caption = replace(told("a2", HALVANY, place="tavrin"), caption=True)
    assert together(visit, caption) == {frozenset(("a1", "a2"))}
    assert len(together(visit, replace(caption, caption=False))) == 2
    assert len(together(visit, replace(caption, place="selva"))) == 2
    assert len(together(visit, replace(told("b", HALVANY, place="tavrin"), caption=True))) == 2
    other_day = replace(told("a2", HALVANY, place="tavrin", when="2031-03-01"), caption=True)
    assert len(together(visit, other_day)) == 2


def test_another_pair_is_another_meeting() -> None:
    assert (
        len(together(told("a", HALVANY, ORRELAN, when=TUESDAY), told("b", HALVANY, VOSSE, when=TUESDAY))) == 2
    )


def test_one_that_names_two_of_those_present_joins() -> None:
    assert len(together(told("a", HALVANY, ORRELAN, VOSSE), told("b", VOSSE, HALVANY))) == 1


def test_one_that_names_a_single_one_joins_on_the_same_day_alone() -> None:
    assert len(together(told("a", HALVANY, VOSSE, when=TUESDAY), told("b", VOSSE, when=TUESDAY))) == 1
    assert len(together(told("a", HALVANY, VOSSE, when=TUESDAY), told("b", VOSSE))) == 2
    assert len(together(told("a", HALVANY, VOSSE), told("b", VOSSE))) == 2


@pytest.mark.parametrize(
    ("one", "other", "events"),
    [
        (TUESDAY, TUESDAY, 1),
        (TUESDAY, "2031-03-05", 2),
        ("2031-03-03/2031-03-05", TUESDAY, 1),
        ("2031-03-03/2031-03-05", "2031-03-06", 2),
        (TUESDAY, "XXXX-WXX-2", 1),
        (TUESDAY, "XXXX-WXX-3", 2),
        ("XXXX-WXX-2", "XXXX-WXX-2", 1),
        ("XXXX-WXX-2", "XXXX-WXX-3", 2),
        ("2031-03-03/2031-03-05", "XXXX-WXX-5", 1),  # a range is of no one weekday: unsure, so not excluded
        (TUESDAY, None, 1),
        ("XXXX-WXX-2", "PAST_REF", 1),
    ],
)
def test_dates_and_weekdays_must_not_exclude_each_other(one: str, other: str | None, events: int) -> None:
    first, second = told("a", HALVANY, ORRELAN, when=one), told("b", HALVANY, ORRELAN, when=other)
    assert len(together(first, second)) == events


@pytest.mark.parametrize(
    ("one", "other", "events"),
    [
        ("tavrin", "tavrin", 1),
        ("tavrin", "solvane", 2),
        ("tavrin", None, 1),
        ("tavrin", VELDENIA, 1),  # the town may lie in the country
    ],
)
def test_places_must_not_exclude_each_other(one: str, other: str | None, events: int) -> None:
    first, second = told("a", HALVANY, ORRELAN, place=one), told("b", HALVANY, ORRELAN, place=other)
    assert len(together(first, second)) == events


def test_variants_of_a_detail_stand_with_the_most_frequent_first() -> None:
    (event,) = merged(
        told("a", HALVANY, ORRELAN, place=VELDENIA),
        told("b", HALVANY, ORRELAN, place="tavrin"),
        told("c", HALVANY, ORRELAN, place="tavrin"),
    )
    assert event.places == ("tavrin", VELDENIA)


def test_another_kind_of_event_stays_apart() -> None:
    assert len(together(told("a", HALVANY, ORRELAN), told("b", HALVANY, ORRELAN, code="ACCUSE"))) == 2


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("planned", "reported", {"reported"}),
        ("conditional", "planned", {"planned"}),
        ("conditional", "reported", {"reported"}),
        ("planned", "planned", {"planned"}),
        ("denied", "reported", {"denied", "reported"}),
        ("denied", "planned", {"denied", "planned"}),
        ("denied", "denied", {"denied"}),
    ],
)
def test_one_report_of_it_outweighs_a_plan_and_a_denial_stands_by_itself(
    one: Modality, other: Modality, found: set[Modality]
) -> None:
    events = merged(told("a", HALVANY, ORRELAN, modality=one), told("b", HALVANY, ORRELAN, modality=other))
    assert {event.modality for event in events} == found
    assert len(events) == len(found)


def test_countries_alone_do_not_tell_meetings_apart() -> None:
    assert len(together(told("a", VELDENIA, HALMENIA, when=TUESDAY), told("b", VELDENIA, HALMENIA))) == 2


def test_a_country_counts_beside_a_person() -> None:
    assert len(together(told("a", VELDENIA, HALVANY, when=TUESDAY), told("b", VELDENIA, HALVANY))) == 1


@pytest.mark.parametrize("actors", [(), (VELDENIA, HALMENIA)])
def test_mentions_that_tell_nothing_of_who_took_part_are_not_one_event(actors: tuple[str, ...]) -> None:
    assert len(together(told("a", *actors), told("b", *actors))) == 2


def test_a_mention_that_fits_two_meetings_is_of_neither() -> None:
    found = together(
        told("a", HALVANY, ORRELAN, when=TUESDAY),
        told("b", HALVANY, VOSSE, when="2031-03-05"),
        told("c", HALVANY),
    )
    assert frozenset({"c"}) in found


def test_a_mention_joins_the_meeting_it_shares_most_with() -> None:
    found = together(
        told("a", HALVANY, ORRELAN, place="tavrin", when=TUESDAY),
        told("b", HALVANY, ORRELAN, FRONT, place="tavrin", when="2031-03-05"),
        told("c", HALVANY, ORRELAN, FRONT),
    )
    assert found == {frozenset({"a"}), frozenset({"b", "c"})}


def test_a_mention_must_agree_with_all_of_a_meeting() -> None:
    found = together(
        told("a", HALVANY, ORRELAN, place="tavrin", when=TUESDAY),
        told("b", HALVANY, ORRELAN, place="tavrin"),
        told("c", HALVANY, ORRELAN, when="XXXX-WXX-4"),
    )
    assert found == {frozenset({"a", "b"}), frozenset({"c"})}


def test_origins_are_counted_not_reports() -> None:
    (event,) = merged(
        replace(told("a", HALVANY, ORRELAN), origin="wire"),
        replace(told("b", HALVANY, ORRELAN), origin="wire"),
        told("c", HALVANY, ORRELAN),
    )
    assert (len(event.reports), event.origins) == (3, 2)


def test_asserters_are_counted_not_origins() -> None:
    (event,) = merged(
        replace(told("a", HALVANY, ORRELAN), asserter="ministry"),
        replace(told("b", HALVANY, ORRELAN), asserter="ministry"),
        told("c", HALVANY, ORRELAN),
    )
    assert (event.origins, event.asserters) == (3, 2)


def test_reports_with_the_very_words_of_one_carry_its_events() -> None:
    twin, later = "0" * 16, "f" * 16
    carriers = Carriers(
        {"a" * 16: (later, twin)},
        {"a" * 16: "Courier", twin: "Herald", later: "Herald", "b" * 16: None},
    )
    (event,) = merge("story", [told("a", HALVANY, ORRELAN), told("b", HALVANY, ORRELAN)], COUNTRIES, carriers)
    assert event.reports == (twin, "a" * 16, "b" * 16, later)
    assert (event.outlets, event.origins, event.asserters) == (2, 2, 2)
    assert event.evidence == ("a", "b")


def test_without_mentions_there_are_no_events() -> None:
    assert merged() == ()


mentions = st.lists(
    st.builds(
        told,
        st.sampled_from("abcd"),
        place=st.sampled_from([None, "tavrin", "solvane", VELDENIA]),
        when=st.sampled_from(
            [None, TUESDAY, "2031-03-03/2031-03-05", "2031-03-06", "XXXX-WXX-2", "XXXX-WXX-4"]
        ),
        modality=st.sampled_from(["reported", "planned", "denied", "conditional"]),
        code=st.sampled_from(["CONSULT", "AGREE"]),
    ).flatmap(
        lambda one: st.frozensets(st.sampled_from([HALVANY, ORRELAN, VOSSE, VELDENIA, HALMENIA])).map(
            lambda actors: replace(one, actors=actors)
        )
    ),
    max_size=8,
).map(lambda found: [replace(one, claim=f"{one.claim}{number}") for number, one in enumerate(found)])


@given(mentions, st.randoms(use_true_random=False))
def test_the_order_of_the_mentions_does_not_matter(found: list[Told], chance: random.Random) -> None:
    assert merged(*chance.sample(found, len(found))) == merged(*found)


@given(mentions)
def test_every_mention_is_evidence_of_one_event(found: list[Told]) -> None:
    events = merged(*found)
    assert sorted(claim for event in events for claim in event.evidence) == sorted(one.claim for one in found)
    assert len({event.id for event in events}) == len(events)


@given(mentions)
def test_no_event_has_two_days_that_exclude_each_other(found: list[Told]) -> None:
    for event in merged(*found):
        assert all(one[0] <= other[1] for one in event.dates for other in event.dates)
        assert len(set(event.places) - COUNTRIES) < 2
        assert len({one.mention.code for one in found if one.claim in event.evidence}) == 1


def test_ten_thousand_copies_of_one_mention_cost_little() -> None:
    one = told("a", HALVANY, ORRELAN, place="tavrin", when=TUESDAY)
    copies = [replace(one, claim=f"a{number:05}") for number in range(10_000)]
    start = time.process_time()
    (event,) = merged(*copies)
    assert time.process_time() - start < 1
    assert len(event.evidence) == 10_000
