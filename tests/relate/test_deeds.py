"""Attacks, demands, reproaches that are one become one event; two attacks of a day stay two unless sure."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from dataclasses import replace
from itertools import permutations

import pytest

from truceline.model.claims import ClaimStatus, EventMention, Modality, Span, Time
from truceline.model.record import Event
from truceline.relate.event_mentions import Told, figures_of_harm, is_definite, is_incident, sentence
from truceline.relate.events import merge
from truceline.relate.origins import Carriers

ARMY, FRONT, TOWN, PORT, VELDENIA = "army", "front", "tavrin", "solvane", "veldenia"
TUESDAY, WEDNESDAY = "2031-03-04", "2031-03-05"
NOBODY_ELSE = Carriers({}, defaultdict(lambda: None))


def told(
    claim: str,
    source: str | None = ARMY,
    target: str | None = FRONT,
    *,
    code: str = "FIGHT",
    mode: str | None = "other",
    place: str | None = None,
    when: str | None = None,
    means: str | None = None,
    modality: Modality = "reported",
    status: ClaimStatus | None = "reported",
    by: str | None = None,
    words: str = "",
    published: str = "",
    definite: bool = False,
    start: int = 4,
    figures: frozenset[str] = frozenset(),
) -> Told:
    report = claim[0] * 16
    timex = Time(Span(report, 20, 27), "then", "DATE", when, when, when) if when else None
    mention = EventMention(
        code, Span(report, start, start + 3), mode, time=timex, modality=modality, means=means, status=status
    )
    sources = frozenset({source} if source else ())
    targets = frozenset({target} if target else ())
    return Told(
        claim,
        report,
        mention,
        sources | targets,
        place,
        report,
        by or report,
        sources,
        targets,
        by=by,
        sentence=words or claim,
        published=published,
        definite=definite,
        figures=figures,
    )


def merged(*mentions: Told) -> tuple[Event, ...]:
    return merge("story", mentions, frozenset({VELDENIA}), NOBODY_ELSE)


def test_an_attack_of_one_day_and_place_is_one_event_of_two_reports() -> None:
    (event,) = merged(
        told("a", place=TOWN, when=TUESDAY, means="drone"), told("b", target=None, place=TOWN, when=TUESDAY)
    )
    assert event.incident
    assert event.sources == (ARMY,)
    assert event.targets == (FRONT,)
    assert event.means == "drone"
    assert event.status == "reported"
    assert event.by == ((None, 2),)
    assert event.origins == 2
    assert event.clashes == ()


@pytest.mark.parametrize(
    "other",
    [
        told("b", place=TOWN, when=TUESDAY, means="shelling"),
        told("b", place=PORT, when=TUESDAY, means="drone"),
        told("b", place=TOWN, when=WEDNESDAY, means="drone"),
        told("b", source=FRONT, target=ARMY, place=TOWN, when=TUESDAY, means="drone"),
        told("b", place=TOWN, when=TUESDAY, means="drone", modality="habitual"),
        told("b", place=TOWN, means="drone"),
        told("b", place=TOWN, when=TUESDAY, means="drone", code="DISAPPROVE"),
    ],
)
def test_two_attacks_stay_two(other: Told) -> None:
    assert len(merged(told("a", place=TOWN, when=TUESDAY, means="drone"), other)) == 2


def test_one_that_fits_two_attacks_stays_alone() -> None:
    events = merged(
        told("a", place=TOWN, when=TUESDAY, means="drone"),
        told("b", place=TOWN, when=TUESDAY, means="shelling"),
        told("c", place=TOWN, when=TUESDAY),
    )
    assert len(events) == 3


def test_one_attack_laid_to_two_sides_is_one_event_that_says_so() -> None:
    (event,) = merged(
        told("a", ARMY, None, place=TOWN, when=TUESDAY, means="rocket", by="front", status="alleged"),
        told("b", FRONT, None, place=TOWN, when=TUESDAY, means="rocket", by="army", status="alleged"),
    )
    assert event.clashes == ("who: it is laid to different sides",)
    assert event.status == "alleged"
    assert event.by == (("army", 1), ("front", 1))


def test_the_accused_side_owns_to_it_or_denies_it() -> None:
    first = told("a", place=TOWN, when=TUESDAY)
    owned = told("b", place=TOWN, when=TUESDAY, status="confirmed", by=ARMY)
    denied = told("b", place=TOWN, when=TUESDAY, status="denied", modality="denied", by=ARMY)
    assert [one.status for one in merged(first, owned)] == ["confirmed"]
    (event,) = merged(first, denied)
    assert event.status == "denied"
    assert event.modality == "reported"


def test_the_noun_is_the_attack_that_the_report_has_told_of() -> None:
    assert len(merged(told("a1", when=TUESDAY, place=TOWN), told("a2", target=None, definite=True))) == 1
    assert len(merged(told("a1", when=TUESDAY, place=TOWN), told("b2", target=None, definite=True))) == 2


def test_the_same_sentence_is_the_same_deed() -> None:
    first = told("a", words="3 the army shelled the front")
    assert len(merged(first, told("b", words="3 the army shelled the front"))) == 1
    assert len(merged(first, told("b", words="4 then the army shelled the front"))) == 2


def test_a_reproach_is_one_within_a_report_and_on_one_day_of_print() -> None:
    first = told("a1", code="DISAPPROVE", mode=None, published=TUESDAY)
    assert len(merged(first, told("a2", code="DISAPPROVE", mode=None, published=TUESDAY))) == 1
    assert len(merged(first, told("b1", code="DISAPPROVE", mode=None, published=WEDNESDAY))) == 1
    assert len(merged(first, told("b1", code="DISAPPROVE", mode=None, published="2031-03-20"))) == 2
    assert len(merged(first, told("b1", code="DISAPPROVE", mode="violence", published=TUESDAY))) == 2
    assert len(merged(first, told("b1", target=None, code="DISAPPROVE", mode=None, published=TUESDAY))) == 2


def test_a_plan_that_is_carried_out_is_one_event_with_a_history() -> None:
    (event,) = merged(
        told("a", code="COERCE", mode="deport", when=TUESDAY, modality="planned", published="2031-03-01"),
        told("b", code="COERCE", mode="deport", when=TUESDAY, published=WEDNESDAY),
    )
    assert event.modality == "reported"
    assert event.history == (("planned", "a"), ("reported", "b"))


def test_any_order_gives_the_same_events() -> None:
    mentions = [
        told("a", place=TOWN, when=TUESDAY, means="drone"),
        told("b", target=None, place=TOWN, when=TUESDAY),
        told("c", place=TOWN, when=TUESDAY, means="shelling"),
        told("d", source=None, place=TOWN, when=TUESDAY, definite=True),
        told("e", code="REQUEST", published=TUESDAY),
    ]
    found = {frozenset(merged(*order)) for order in permutations(mentions)}
    assert len(found) == 1


def test_many_mentions_take_time_in_proportion() -> None:
    def seconds(count: int) -> float:
        rng = random.Random(1)
        mentions = [
            replace(
                told(f"{'abcdef'[i % 6]}{i}", place=TOWN if i % 2 else None, definite=i % 3 == 0),
                origin=str(i),
            )
            for i in range(count)
        ]
        rng.shuffle(mentions)
        begun = time.perf_counter()
        merged(*mentions)
        return time.perf_counter() - begun

    seconds(200)
    assert seconds(8000) < 10 * seconds(2000) + 0.5


def test_what_monitors_write_down() -> None:
    assert is_incident(told("a", code="ASSAULT").mention)
    assert is_incident(told("a", code="MOBILIZE").mention)
    assert not is_incident(told("a", code="DISAPPROVE").mention)
    assert not is_incident(told("a", code="COERCE", mode="ban").mention)
    assert is_incident(told("a", code="COERCE", mode="arrest").mention)


def test_sentences_and_known_things() -> None:
    text = "It rained. The army’s strike killed two! They left."
    at = Span("r" * 16, text.index("strike"), text.index("strike") + 6)
    assert sentence(text, at) == "3 the army s strike killed two"
    assert is_definite(text, at)
    assert not is_definite("A strike killed two.", Span("r" * 16, 2, 8))
    assert sentence("x" * 5000, Span("r" * 16, 2500, 2501)).startswith("1 ")


NINE, TWELVE = frozenset({"9"}), frozenset({"12"})


def test_an_attack_told_without_its_day_is_the_dated_one_of_the_town_with_its_harm() -> None:
    dated = told("a", place=TOWN, when=TUESDAY, figures=NINE, published=TUESDAY)
    (event,) = merged(dated, told("b", place=TOWN, figures=NINE | TWELVE, published=WEDNESDAY))
    assert event.dates == ((TUESDAY, TUESDAY),)


@pytest.mark.parametrize(
    "other",
    [
        told("b", place=TOWN, figures=TWELVE, published=WEDNESDAY),
        told("b", place=PORT, figures=NINE, published=WEDNESDAY),
        told("b", place=VELDENIA, figures=NINE, published=WEDNESDAY),
        told("b", place=TOWN, figures=NINE, published="2031-03-03"),
        told("b", place=TOWN, figures=NINE),
        told("b", None, None, place=TOWN, figures=NINE, published=WEDNESDAY),
        told("b", place=TOWN, figures=NINE, published=WEDNESDAY, means="drone"),
    ],
)
def test_what_has_other_harm_another_town_or_was_printed_before_stays_apart(other: Told) -> None:
    dated = told("a", place=TOWN, when=TUESDAY, figures=NINE, published=TUESDAY, means="artillery")
    assert len(merged(dated, other)) == 2


def test_what_fits_two_dated_attacks_stays_alone() -> None:
    days = [told(c, place=TOWN, when=day, figures=NINE) for c, day in (("a", TUESDAY), ("c", WEDNESDAY))]
    assert len(merged(*days, told("b", place=TOWN, figures=NINE, published="2031-03-06"))) == 3


def test_the_figures_of_harm_are_numbers_but_one() -> None:
    text = "The raid killed nine soldiers, 12 civilians and one dog."
    harm = (Span("a" * 16, 16, 29), Span("a" * 16, 31, 43), Span("a" * 16, 48, 55))
    mention = EventMention("FIGHT", Span("a" * 16, 4, 8), harm=harm)
    assert figures_of_harm(text, mention) == {"9", "12"}
