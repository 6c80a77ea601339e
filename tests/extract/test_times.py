"""Time expressions: spans, TIMEX3 types and values, and the days they stand for."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
import spacy

from truceline.extract import Reading
from truceline.extract.times import find_times
from truceline.model.claims import Extraction, Time
from truceline.model.report import Report
from truceline.parse import clean_text

Read = Callable[..., Reading]
THURSDAY = "2025-10-23"


def one(read: Read, text: str, published: str | None = THURSDAY) -> Time:
    (found,) = find_times(read(text, published))
    return found


def told(read: Read, text: str, published: str | None = THURSDAY) -> list[tuple[str, str, str]]:
    return [(found.text, found.type, found.value) for found in find_times(read(text, published))]


@pytest.mark.parametrize(
    ("words", "value", "earliest", "latest"),
    [
        ("on 23 October 2025", "2025-10-23", "2025-10-23", "2025-10-23"),
        ("on Oct. 10, 2025", "2025-10-10", "2025-10-10", "2025-10-10"),
        ("on Tuesday, Oct. 21, 2025", "2025-10-21", "2025-10-21", "2025-10-21"),
        ("in October 2024", "2024-10", "2024-10-01", "2024-10-31"),
        ("on 2025-10-23", "2025-10-23", "2025-10-23", "2025-10-23"),
        ("on 23.10.2025", "2025-10-23", "2025-10-23", "2025-10-23"),
        ("in 2014", "2014", "2014-01-01", "2014-12-31"),
        ("in the 1990s", "199X", "1990-01-01", "1999-12-31"),
        ("on Oct. 10", "2025-10-10", "2025-10-10", "2025-10-10"),
        ("on Dec. 30", "2024-12-30", "2024-12-30", "2024-12-30"),
        ("in August", "2025-08", "2025-08-01", "2025-08-31"),
        ("last month", "2025-09", "2025-09-01", "2025-09-30"),
        ("this year", "2025", "2025-01-01", "2025-12-31"),
        ("last week", "2025-W42", "2025-10-12", "2025-10-19"),
        ("over the weekend", "2025-W42-WE", "2025-10-18", "2025-10-19"),
        ("yesterday", "2025-10-22", "2025-10-22", "2025-10-22"),
        ("two days ago", "2025-10-21", "2025-10-21", "2025-10-21"),
        ("three years ago", "2022", "2022-04-24", "2023-04-24"),
        ("on Tuesday", "2025-10-21", "2025-10-21", "2025-10-21"),
        ("late Tuesday", "2025-10-21", "2025-10-21", "2025-10-21"),
        ("on Thursday", "2025-10-23", "2025-10-23", "2025-10-23"),
        ("last Sunday", "2025-10-19", "2025-10-19", "2025-10-19"),
    ],
)
def test_dates_of_the_past(read: Read, words: str, value: str, earliest: str, latest: str) -> None:
    found = one(read, f"The envoys met in Oslo {words}.")
    assert found.text in words
    assert (found.type, found.value, found.earliest, found.latest) == ("DATE", value, earliest, latest)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The envoys will meet in Oslo on Monday.", "2025-10-27"),
        ("The envoys plan to travel to Oslo on Tuesday.", "2025-10-28"),
        ("The talks were postponed until Saturday.", "2025-10-25"),
        ("The talks are scheduled for Friday.", "2025-10-24"),
        ("The envoys could leave as early as Friday.", "2025-10-24"),
        ("The envoys will meet in Oslo on March 3.", "2026-03-03"),
        ("The envoys said on Wednesday that they will meet.", "2025-10-22"),
        ("The envoys will meet in Oslo next month.", "2025-11"),
    ],
)
def test_a_clause_of_the_future_looks_ahead(read: Read, text: str, value: str) -> None:
    assert one(read, text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The envoys met in Oslo on Tuesday evening.", "2025-10-21TEV"),
        ("The envoys met in Oslo on Wednesday morning.", "2025-10-22TMO"),
        ("The envoys met in Oslo on Tuesday night.", "2025-10-21TNI"),
        ("The shelling resumed last night.", "2025-10-22TNI"),
        ("The truce began at 9 a.m. on Tuesday.", "2025-10-21T09:00"),
        ("The truce began at 10:30 p.m.", "XXXX-XX-XXT22:30"),
    ],
)
def test_parts_of_the_day_are_times(read: Read, text: str, value: str) -> None:
    found = one(read, text)
    assert (found.type, found.value) == ("TIME", value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The envoys met in Oslo on Tuesday.", "XXXX-WXX-2"),
        ("The envoys met in Oslo late on Tuesday evening.", "XXXX-WXX-2TEV"),
        ("The truce began on Oct. 10.", "XXXX-10-10"),
        ("The truce began in August.", "XXXX-08"),
        ("The truce began last week.", "PAST_REF"),
        ("The truce began three weeks ago.", "PAST_REF"),
        ("The truce begins today.", "PRESENT_REF"),
    ],
)
def test_without_a_date_of_publication_nothing_is_placed(read: Read, text: str, value: str) -> None:
    found = one(read, text, published=None)
    assert (found.value, found.earliest, found.latest) == (value, None, None)


def test_a_clause_that_does_not_tell_places_nothing(read: Read) -> None:
    found = one(read, "The envoys spoke ahead of Monday's meeting.")
    assert (found.value, found.earliest) == ("XXXX-WXX-1", None)


def test_a_weekday_of_this_very_week_may_be_meant_otherwise(read: Read) -> None:
    found = one(read, "The envoys met last Tuesday.")
    assert (found.value, found.earliest, found.latest) == ("2025-10-21", "2025-10-14", "2025-10-21")


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("The siege lasted two years.", "two years", "P2Y"),
        ("The siege lasted more than two years.", "more than two years", "P2Y"),
        ("They spoke for two and a half hours.", "two and a half hours", "PT2H30M"),
        ("He left after a 14-day visit.", "14-day", "P14D"),
        ("They held out for weeks.", "weeks", "PXW"),
        ("They came a day before the talks.", "a day", "P1D"),
        ("They gained ground over the past four months.", "past four months", "P4M"),
        ("The war has lasted two decades.", "two decades", "P20Y"),
    ],
)
def test_durations_have_no_interval(read: Read, text: str, span: str, value: str) -> None:
    found = one(read, text)
    assert (found.text, found.type, found.value, found.earliest) == (span, "DURATION", value, None)


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("600 trucks were to enter each day.", "each day", "P1D"),
        ("600 trucks a day entered the town.", "a day", "P1D"),
        ("They meet every two weeks.", "every two weeks", "P2W"),
        ("Its near-daily raids went on.", "daily", "P1D"),
        ("They pray there on Fridays.", "Fridays", "XXXX-WXX-5"),
    ],
)
def test_sets(read: Read, text: str, span: str, value: str) -> None:
    assert told(read, text) == [(span, "SET", value)]


@pytest.mark.parametrize(
    "text",
    [
        "The second phase may begin.",
        "They march on the capital.",
        "Theresa May and Lord March spoke.",
        "The Sun and USA TODAY reported it.",
        "The council passed Resolution 2803.",
        "The force of 2,014 men left.",
        "Ana Ruiz, a 35-year-old nurse, spoke.",
        "It was a great day for the town.",
        "The border of Feb. 30 does not exist.",
    ],
)
def test_what_is_no_time(read: Read, text: str) -> None:
    assert told(read, text) == []


def test_two_days_of_one_month(read: Read) -> None:
    assert told(read, "The summit was held on April 24 and 25.") == [
        ("April 24", "DATE", "2025-04-24"),
        ("25", "DATE", "2025-04-25"),
    ]


def test_spans_point_into_the_report_as_given(read: Read) -> None:
    reading = read("The en\u00advoys met\u00a0on Tuesday.", THURSDAY)
    (found,) = find_times(reading)
    assert reading.text(found.span) == found.text == "Tuesday"


@pytest.mark.parametrize("published", ["rubbish", "0001-01-01", "9999-12-31", ""])
def test_a_date_of_publication_that_is_none(read: Read, published: str) -> None:
    assert one(read, "They met last week.", published).earliest is None


@pytest.mark.parametrize(
    "piece", ["1 1/2 ", "Oct. 10 ", "a few days ", "last Tuesday ", "2025-", "9 a.m. ", "- "]
)
def test_long_texts_take_no_longer_than_their_length(piece: str) -> None:
    text = piece * 5_000
    report = Report(id="0" * 16, path="t", text=text, published=THURSDAY)
    reading = Reading(report, clean_text(report), spacy.blank("en")(text), Extraction(report.id))
    begun = time.perf_counter()
    find_times(reading)
    assert time.perf_counter() - begun < 5
