"""Who took part in a meeting, told by two reports that exclude each other."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.model.claims import EventMention, Span, Time
from truceline.model.record import Conflict
from truceline.model.report import Report
from truceline.relate.attendance import took_part
from truceline.relate.event_mentions import Told

NAMES = {"Ann Orlo": "ann", "Ben Halvany": "ben", "Cyr Mott": "cyr", "Oru River Front": "front"}
TUESDAY = "2031-03-04"


def report(key: str, text: str) -> Report:
    return Report(key * 16, "report.txt", text, published=TUESDAY)


def found(*texts: str, day: str | None = TUESDAY, cue: str = "meeting") -> tuple[Conflict, ...]:
    reports = {one.id: one for one in (report(f"{number:x}", text) for number, text in enumerate(texts))}
    told = []
    for one in reports.values():
        at = one.text.index(cue)
        when = Time(Span(one.id, 0, 1), "then", "DATE", day, day, day) if day else None
        mention = EventMention("CONSULT", Span(one.id, at, at + len(cue)), "meet", time=when)
        actors = frozenset(entity for name, entity in NAMES.items() if name in one.text)
        told.append(Told(one.id, one.id, mention, actors, None, one.id, one.id, published=TUESDAY))
    return took_part("story", told, reports, dict.fromkeys(reports, NAMES))


BOTH = "Ann Orlo and Ben Halvany took part in the meeting with Cyr Mott."


@pytest.mark.parametrize(
    "text",
    [
        "Ben Halvany did not attend the meeting with Ann Orlo.",
        "Ben Halvany again stayed away from the meeting with Ann Orlo.",
        "The meeting of Ann Orlo and Cyr Mott went ahead without Ben Halvany.",
        "Ben Halvany's envoys boycotted the meeting of Ann Orlo.",
    ],
)
def test_there_and_not_there(text: str) -> None:
    (one,) = found(BOTH, text)
    assert (one.kind, one.counted, one.about) == ("contradiction", "who took part", "event")
    assert one.values == ("ben", "not there")
    assert len(one.evidence) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Ben Halvany will not attend the meeting with Ann Orlo.",
        "Some of Ben Halvany's envoys boycotted the meeting of Ann Orlo.",
        "About 50 allies of Ben Halvany boycotted the meeting of Ann Orlo.",
        "Ann Orlo attended the meeting with Ben Halvany.",
        "Ben Halvany did not attend the meeting.",
    ],
)
def test_what_excludes_nothing(text: str) -> None:
    assert found(BOTH, text) == ()


def test_one_report_that_says_both_excludes_no_other() -> None:
    assert found("Ben Halvany did not attend the meeting of Ann Orlo.") == ()


def test_without_one_day_it_is_unsure() -> None:
    (one,) = found(BOTH, "Ben Halvany did not attend the meeting with Ann Orlo.", day=None)
    assert one.kind == "unsure"


def test_a_delegation_led_by_two() -> None:
    (one,) = found(
        "The Veldenian delegation led by Ann Orlo came to the meeting.",
        "The Veldenian delegation was headed by Minister Ben Halvany at the meeting.",
    )
    assert (one.kind, one.values) == ("unsure", ("ann", "ben"))
    assert one.counted == "who led the delegation (veldenian)"


def test_two_delegations_have_two_leaders() -> None:
    assert not found(
        "The Veldenian delegation led by Ann Orlo came to the meeting.",
        "The Rovian delegation led by Ben Halvany came to the meeting.",
    )


@given(st.text(max_size=80))
def test_whatever_the_text(text: str) -> None:
    found(BOTH, f"{text} stayed away from the meeting")


def test_many_reports_cost_little() -> None:
    started = time.monotonic()
    found(
        *(BOTH if number % 2 else "Ben Halvany boycotted the meeting of Ann Orlo." for number in range(400))
    )
    assert time.monotonic() - started < 5
