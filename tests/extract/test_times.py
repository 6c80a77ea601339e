"""Time expressions: spans, TIMEX3 types and values, and the days they stand for."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

import pytest
import spacy

from truceline.extract import Reading, timex
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
        ("earlier on Thursday", "2025-10-23", "2025-10-23", "2025-10-23"),
        ("earlier Tuesday", "2025-10-21", "2025-10-21", "2025-10-21"),
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
        ("The truce began at 10:30 p.m.", "2025-10-23T22:30"),
        ("The truce began on Tuesday at 15:30 GMT.", "2025-10-21T15:30"),
        ("The truce began at 5 o'clock in the afternoon.", "2025-10-23T17:00"),
        ("The truce began at 10 a.m. on May 5.", "2025-05-05T10:00"),
        ("The truce began on the morning of May 5.", "2025-05-05TMO"),
        ("The shelling went on overnight.", "2025-10-23TNI"),
    ],
)
def test_parts_of_the_day_are_times(read: Read, text: str, value: str) -> None:
    found = find_times(read(text, THURSDAY))[-1]
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
        ("The truce began in the third quarter.", "XXXX-Q3"),
    ],
)
def test_without_a_date_of_publication_nothing_is_placed(read: Read, text: str, value: str) -> None:
    found = one(read, text, published=None)
    assert (found.value, found.earliest, found.latest) == (value, None, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The envoys spoke ahead of Monday's meeting.", "2025-10-27"),
        ("The envoys could not be reached Monday.", "2025-10-20"),
        ("The truce is the subject of talks in February.", "2026-02"),
        ("The envoy leaves Wednesday for Oslo.", "2025-10-29"),
        ("The truce began at 10:30 p.m.", "2025-10-23T22:30"),
    ],
)
def test_a_clause_that_does_not_tell_has_a_likely_day_and_no_interval(
    read: Read, text: str, value: str
) -> None:
    found = one(read, text)
    assert (found.value, found.earliest, found.latest) == (value, None, None)


def test_a_day_soon_to_come_is_not_taken_for_one_of_last_year() -> None:
    found = timex.day_of_month(11, 12, date(2025, 10, 23), "past", "past")
    assert (found.value, found.earliest) == ("2025-11-12", None)


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
        ("They gained ground over the past four months.", "the past four months", "P4M"),
        ("The war has lasted two decades.", "two decades", "P20Y"),
        ("It formed after 380,000 years.", "380,000 years", "P380000Y"),
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
        ("They pray there every Friday.", "every Friday", "XXXX-WXX-5"),
        ("They meet every morning.", "every morning", "XXXX-XX-XXTMO"),
        ("They meet twice a week.", "a week", "P1W"),
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
        "The border of 31 Safar 1447 does not exist.",
        "They lit a Christmas tree.",
        "Ramadan Shalah spoke to Tir Hamal.",
        "The team lost in the second half.",
    ],
)
def test_what_is_no_time(read: Read, text: str) -> None:
    assert told(read, text) == []


def test_two_days_of_one_month(read: Read) -> None:
    assert told(read, "The summit was held on April 24 and 25.") == [
        ("April 24", "DATE", "2025-04-24"),
        ("25", "DATE", "2025-04-25"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The talks run from 3 to 5 May 2024.", ["2024-05-03", "2024-05-05"]),
        ("They ran from 2014-2016.", ["2014", "2016"]),
        ("They ran between March and May 2014.", ["2014-03", "2014-05"]),
        ("They ran from June 4 to July 2, 2012.", ["2012-06-04", "2012-07-02"]),
        ("It is to end by late 2025 or early 2026.", ["2025", "2026"]),
        ("In March 2012 prices fell by a tenth from February.", ["2012-03", "2012-02"]),
    ],
)
def test_ranges_are_two_times(read: Read, text: str, expected: list[str]) -> None:
    assert [value for _, _, value in told(read, text)] == expected


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("Now and then they ask what happens at the moment.", "at the moment", "PRESENT_REF"),
        ("They recently met.", "recently", "PAST_REF"),
        ("They may agree in the near future.", "the near future", "FUTURE_REF"),
        ("They fought in the past.", "the past", "PAST_REF"),
        ("It grew in the first quarter of 2025.", "the first quarter of 2025", "2025-Q1"),
        ("It grew in the first half of this year.", "the first half of this year", "2025-H1"),
        ("They fought in the summer of 2014.", "the summer of 2014", "2014-SU"),
        ("They fought in the 19th century.", "the 19th century", "18"),
        ("They fought in the '80s.", "'80s", "198X"),
        ("It grew in fiscal 2024.", "fiscal 2024", "FY2024"),
        ("They met in the week of March 6.", "the week of March 6", "2025-W10"),
    ],
)
def test_periods_and_references(read: Read, text: str, span: str, value: str) -> None:
    assert told(read, text)[-1] == (span, "DATE", value)


@pytest.mark.parametrize(
    ("words", "value", "earliest", "latest", "mod"),
    [
        ("late Tuesday", "2025-10-21", "2025-10-21", "2025-10-21", "END"),
        ("in early 2025", "2025", "2025-01-01", "2025-07-02", "START"),
        ("in late September", "2025-09", "2025-09-16", "2025-09-30", "END"),
        ("earlier this month", "2025-10", "2025-10-01", "2025-10-23", "START"),
        ("for more than two years", "P2Y", None, None, "MORE_THAN"),
        ("for about two hours", "PT2H", None, None, "APPROX"),
        ("over the past two years", "P2Y", None, None, None),
    ],
)
def test_modifiers(
    read: Read, words: str, value: str, earliest: str | None, latest: str | None, mod: str | None
) -> None:
    found = one(read, f"The envoys met {words}.")
    assert (found.value, found.earliest, found.latest, found.mod) == (value, earliest, latest, mod)


@pytest.mark.parametrize(
    ("text", "span", "value", "day"),
    [
        ("It fell on Oct. 7. That night, they fled.", "That night", "2025-10-07TNI", "2025-10-07"),
        ("It fell on Oct. 7. The next day, they fled.", "The next day", "2025-10-08", "2025-10-08"),
        ("It fell on Oct. 7. Two days later they fled.", "Two days later", "2025-10-09", "2025-10-09"),
        ("It fell in 2014. They fled later that year.", "later that year", "2014", "2014-01-01"),
        (
            "It fell on Oct. 7. It is long ago. It is sad. That day, they fled.",
            "That day",
            "2025-10-07",
            None,
        ),
        ("Two weeks later they fled.", "Two weeks later", "XXXX-WXX", None),
    ],
)
def test_times_told_from_another(read: Read, text: str, span: str, value: str, day: str | None) -> None:
    found = find_times(read(text, THURSDAY))[-1]
    assert (found.text, found.value, found.earliest) == (span, value, day)


@pytest.mark.parametrize(
    ("words", "value", "earliest", "latest"),
    [
        ("on 10 Muharram 1447", "2025-07-06", "2025-07-05", "2025-07-07"),
        ("during Ramadan", "2025-03", "2025-02-28", "2025-03-31"),
        ("on 12 Farvardin 1358", "1979-04-01", "1979-04-01", "1979-04-01"),
        ("on 7 Cheshvan 5786", "2025-10-29", "2025-10-28", "2025-10-30"),
        ("on 6 Tishrin al-Awwal 1973", "1973-10-06", "1973-10-06", "1973-10-06"),
        ("on Christmas Day 2024", "2024-12-25", "2024-12-25", "2024-12-25"),
        ("last Thanksgiving", "2024-11-28", "2024-11-28", "2024-11-28"),
        ("on Good Friday", "2025-04-18", "2025-04-18", "2025-04-18"),
        ("on Eid al-Fitr", "2025-03-31", "2025-03-30", "2025-04-01"),
    ],
)
def test_other_calendars_and_holidays(read: Read, words: str, value: str, earliest: str, latest: str) -> None:
    found = one(read, f"The envoys met in Oslo {words}.")
    assert (found.type, found.value, found.earliest, found.latest) == ("DATE", value, earliest, latest)


def test_spans_point_into_the_report_as_given(read: Read) -> None:
    reading = read("The en\u00advoys met\u00a0on Tuesday.", THURSDAY)
    (found,) = find_times(reading)
    assert reading.text(found.span) == found.text == "Tuesday"


@pytest.mark.parametrize("published", ["rubbish", "0001-01-01", "9999-12-31", ""])
def test_a_date_of_publication_that_is_none(read: Read, published: str) -> None:
    assert one(read, "They met last week.", published).earliest is None


@pytest.mark.parametrize(
    "piece",
    [
        "1 1/2 ",
        "Oct. 10 ",
        "a few days ",
        "last Tuesday ",
        "2025-",
        "9 a.m. ",
        "- ",
        "that day ",
        "the morning of ",
        "10 Muharram ",
        "the early first-quarter ",
        "two days later ",
        "March and ",
        "twenty",
        "1400 ",
    ],
)
def test_long_texts_take_no_longer_than_their_length(piece: str) -> None:
    text = piece * 5_000
    report = Report(id="0" * 16, path="t", text=text, published=THURSDAY)
    reading = Reading(report, clean_text(report), spacy.blank("en")(text), Extraction(report.id))
    begun = time.perf_counter()
    find_times(reading)
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize("words", ["later Thursday", "later on Thursday", "earlier on Thursday"])
def test_later_on_the_day_of_publication_is_that_day(read: Read, words: str) -> None:
    found = one(read, f"They will meet {words}.")
    assert (found.value, found.earliest, found.latest) == (THURSDAY, THURSDAY, THURSDAY)


def test_later_on_the_day_before_is_told_by_a_report_that_was_written_then(read: Read) -> None:
    found = one(read, "The talks, due to resume later on Wednesday, are stuck.")
    assert (found.earliest, found.latest) == ("2025-10-22", "2025-10-22")


def test_two_days_later_on_a_weekday_is_another_day(read: Read) -> None:
    (*_, found) = find_times(read("They will meet two days later on Thursday.", THURSDAY))
    assert found.latest != THURSDAY


def test_late_on_one_of_two_days_is_late_on_either(read: Read) -> None:
    found = one(read, "The truce is to begin late Thursday.")
    assert (found.value, found.mod, found.earliest, found.latest) == (THURSDAY, "END", THURSDAY, "2025-10-30")
