from __future__ import annotations

from datetime import date, timedelta
from time import perf_counter

import pytest

from truceline.model.claims import Mention, Span, Time
from truceline.model.dating import NOTHING, TextDates, Told, ToldPerson, ToldTime, ToldWeekday
from truceline.model.record import DateKind, DateReason
from truceline.model.report import Report
from truceline.relate.dating import against, contradicted, dating
from truceline.relate.day_density import calendar, density, shortest
from truceline.relate.near_dates import (
    LEAST_DATED,
    Neighbour,
    SharedEvent,
    SharedText,
    Surroundings,
    from_events,
    from_neighbours,
    from_texts,
    likeliest,
    places,
)
from truceline.relate.told_dates import from_text, text_dates
from truceline.relate.told_weekdays import placed

ID = "0" * 16
OTHER = "1" * 16


def reason(kind: DateKind, earliest: str | None, latest: str | None) -> DateReason:
    return DateReason(kind, earliest, latest, kind)


def report(text: str) -> Report:
    return Report(ID, "a.txt", text)


def person(text: str, words: str, role: str | None = None, of: str | None = None, **more: bool) -> ToldPerson:
    at = text.index(words)
    return ToldPerson(Mention(Span(ID, at, at + len(words)), words, "person", words, (), role, of), **more)


def time(text: str, words: str, value: str, earliest: str, tense: str | None = "past") -> ToldTime:
    at = text.index(words)
    found = Time(Span(ID, at, at + len(words)), words, "DATE", value, earliest, earliest)
    return ToldTime(found, tense)  # type: ignore[arg-type]


# Reasons to an interval ----------------------------------------------------------------------------


def test_bounds_are_intersected() -> None:
    found = dating(ID, [reason("office", "2031-06-05", None), reason("alive", None, "2032-07-31")])
    assert (found.earliest, found.latest) == ("2031-06-05", "2032-07-31")
    assert found.confidence == "certain" and not found.contradictions


def test_nothing_known_is_an_interval_without_ends() -> None:
    found = dating(ID, [])
    assert (found.earliest, found.latest, found.confidence) == (None, None, "unsure")


def test_the_most_trusted_of_two_that_contradict_is_kept_and_the_other_shown() -> None:
    named, near = reason("date", "2031-08-16", None), reason("neighbours", "2030-01-01", "2030-02-01")
    found = dating(ID, [near, named])
    assert (found.earliest, found.latest, found.confidence) == ("2031-08-16", None, "unsure")
    assert found.contradictions == (near,)


def test_a_report_may_look_back_to_an_earlier_office_but_not_ahead() -> None:
    begun, ended = reason("office", "2031-01-20", None), reason("office", None, "2030-12-31")
    assert dating(ID, [ended, begun]).earliest == "2031-01-20"
    assert dating(ID, [ended, begun]).latest is None


def test_the_order_of_reasons_makes_no_difference() -> None:
    reasons = [
        reason("office", "2031-01-20", None),
        reason("copy", "2031-03-01", "2031-03-29"),
        reason("neighbours", "2029-01-01", "2030-01-01"),
        reason("weekday", "2031-03-10", "2031-03-17"),
    ]
    assert dating(ID, reasons) == dating(ID, reversed(reasons))
    assert dating(ID, reasons).confidence == "unsure"


def test_reasons_that_make_the_ends_come_first() -> None:
    late, early = reason("office", "2031-01-20", None), reason("office", "2015-01-20", None)
    assert dating(ID, [early, late]).reasons == (late, early)


def test_likeness_makes_no_interval_certain() -> None:
    found = dating(ID, [reason("date", "2031-01-01", None), reason("neighbours", "2030-01-01", "2031-02-01")])
    assert found.confidence == "likely"


def test_a_date_before_what_the_text_tells_as_past_is_contradicted() -> None:
    told = reason("happening", "2031-10-10", None)
    assert against("2031-10-01", [told]) == (told,)
    assert not against("2031-10-09T23:00:00", [told])  # another time zone
    assert not against("2035-01-01", [told, reason("office", None, "2032-01-01")])
    assert not against("2031-10-01", [reason("neighbours", "2032-01-01", "2032-02-01")])
    found = contradicted(ID, (told,))
    assert (found.earliest, found.latest, found.contradictions) == (None, None, (told,))


# From the text -------------------------------------------------------------------------------------


def test_the_latest_past_date_is_a_lower_bound() -> None:
    text = "They met on 16 August 2012, after the war of 2006, and meet again by 2014 and on 3 May 2013."
    told = Told(
        (
            time(text, "16 August 2012", "2012-08-16", "2012-08-16"),
            time(text, "2006", "2006", "2006-01-01"),
            time(text, "2014", "2014", "2014-01-01"),
            time(text, "3 May 2013", "2013-05-03", "2013-05-03", "future"),
        )
    )
    found = dating(ID, from_text(report(text), told))
    assert (found.earliest, found.latest) == ("2012-08-15", None)  # a day for time zones
    assert "16 August 2012" in found.reasons[0].text


def test_a_known_happening_told_as_past_is_a_lower_bound() -> None:
    text = "Aid has grown since the fall of the Assad regime, officials said."
    (found,) = from_text(report(text), Told())
    assert (found.kind, found.earliest, found.latest) == ("happening", "2024-12-08", None)
    assert found.span is not None and text[found.span.start : found.span.end].startswith("since the fall")
    assert not from_text(report("They hope for the fall of the Assad regime."), Told())


def test_odd_letters_do_not_move_a_span() -> None:
    text = "İstanbul, İzmir: Aid has grown since the fall of the Assad regime."
    (found,) = from_text(report(text), Told())
    assert found.span is not None and text[found.span.start : found.span.end].startswith("since")


def test_an_office_bounds_a_report_and_says_so() -> None:
    text = "Ibrahim Kalin, head of the National Intelligence Organization, met officials."
    told = Told((), (person(text, "Ibrahim Kalin", "head", "National Intelligence Organization"),))
    (found,) = from_text(report(text), told)
    assert (found.kind, found.latest) == ("office", None)
    assert found.earliest is not None and found.earliest.startswith("2023-06")
    assert "Ibrahim Kalin" in found.text and "National Intelligence Organization" in found.text


def test_an_office_that_has_ended_is_an_upper_bound_where_its_holder_acts() -> None:
    text = (
        "Secretary of State John Kerry arrived on Monday."
        + " More." * 200
        + " Secretary of State John Kerry."
    )
    told = Told((), (person(text, "John Kerry", "Secretary of State", "United States"),))
    found = dating(ID, from_text(report(text), told))
    assert (found.earliest, found.latest) == ("2013-02-01", "2017-01-20")
    later = text.rindex("John Kerry")
    mention = Mention(
        Span(ID, later, later + 10), "John Kerry", "person", "John Kerry", (), "Secretary of State"
    )
    assert dating(ID, from_text(report(text), Told((), (ToldPerson(mention),)))).latest is None


def test_a_later_holder_in_the_same_report_makes_the_earlier_one_the_past() -> None:
    text = "President Barack Obama signed it. President Donald Trump left it."
    told = Told(
        (),
        (
            person(text, "Barack Obama", "President", "United States"),
            person(text, "Donald Trump", "President", "United States"),
        ),
    )
    found = dating(ID, from_text(report(text), told))
    assert (found.earliest, found.latest, found.contradictions) == ("2017-01-20", None, ())


def test_a_former_office_is_a_lower_bound() -> None:
    text = "Former Secretary of State John Kerry spoke."
    told = Told((), (person(text, "John Kerry", "Former Secretary of State", "United States"),))
    (found,) = from_text(report(text), told)
    assert (found.kind, found.earliest, found.latest) == ("former office", "2017-01-20", None)


def test_an_imagined_office_and_a_leader_say_nothing() -> None:
    text = "In the campaign, a President Donald Trump would leave. Hamas leader Ismail Haniyeh, it is said."
    told = Told(
        (),
        (
            person(text, "Donald Trump", "President", "United States"),
            person(text, "Ismail Haniyeh", "leader", "Hamas"),
        ),
    )
    assert not [one for one in from_text(report(text), told) if one.earliest]


def test_who_takes_part_is_alive_and_who_was_killed_is_not() -> None:
    text = "Kalin met with members of Hamas' political bureau, including Ismail Haniyeh, on Gaza."
    (found,) = from_text(report(text), Told((), (person(text, "Ismail Haniyeh"),)))
    assert (found.kind, found.earliest, found.latest) == ("alive", None, "2024-07-31")
    text = "The talks stopped with the killing of the movement's chief Ismail Haniyeh in Tehran."
    (found,) = from_text(report(text), Told((), (person(text, "Ismail Haniyeh"),)))
    assert (found.kind, found.earliest, found.latest) == ("death", "2024-07-31", None)
    text = "Officials denied reports of the killing of Ismail Haniyeh in Tehran."
    assert not from_text(report(text), Told((), (person(text, "Ismail Haniyeh"),)))


def test_an_office_beside_the_known_people_counts_too() -> None:
    text = "Defense Secretary Leon Panetta said so, and so did Secretary of State Hillary Clinton."
    told = Told(
        (),
        (
            person(text, "Leon Panetta", "Defense Secretary"),
            person(text, "Hillary Clinton", "Secretary of State"),
        ),
    )
    found = dating(ID, from_text(report(text), told))
    assert (found.earliest, found.latest) == ("2011-07-01", "2013-02-27")
    assert sum(one.latest is not None for one in found.reasons) == 1  # the other is long named so


def test_who_names_a_later_holder_in_any_way_may_look_back() -> None:
    text = "President Barack Obama signed it, Donald Trump said."
    told = Told(
        (), (person(text, "Barack Obama", "President", "United States"), person(text, "Donald Trump"))
    )
    assert dating(ID, from_text(report(text), told)).latest is None


def test_of_a_dated_report_only_what_speaks_against_its_date_is_kept() -> None:
    text = "They met on 16 August 2032 and on Friday."
    friday = ToldTime(
        Time(Span(ID, 36, 42), "Friday", "DATE", "2031-05-23", "2031-05-23", "2031-05-23"), "past"
    )
    told = Told((time(text, "16 August 2032", "2032-08-16", "2032-08-16"), friday), (), (weekday(5),))
    dated = Report(ID, "a.txt", text, published="2031-05-20")
    found = text_dates(dated, told)
    assert [one.earliest for one in found.reasons] == ["2032-08-15"] and not found.weekdays
    assert text_dates(report(text), told).days == ("2032-08-16", "2031-05-23")


# From other reports --------------------------------------------------------------------------------


def weekday(number: int, *, ahead: bool = False, lede: bool = True) -> ToldWeekday:
    return ToldWeekday(Span(ID, 10 * number, 10 * number + 7), number, ahead, lede and not ahead)


def test_a_copy_is_of_the_days_around_its_origin() -> None:
    (found,) = from_texts([SharedText(OTHER, date(2031, 5, 20), 0.9, "copy")], NOTHING)
    assert (found.earliest, found.latest, found.other) == ("2031-05-06", "2031-06-03", OTHER)
    assert not from_texts([SharedText(OTHER, date(2031, 5, 20), 0.2, "passages")], NOTHING)


def test_a_weekday_of_a_copy_is_that_of_its_origin() -> None:
    told = TextDates(weekdays=(weekday(1),))
    found = dating(ID, from_texts([SharedText(OTHER, date(2031, 5, 20), 0.9, "copy")], told))
    assert (found.earliest, found.latest) == ("2031-05-18", "2031-05-22")  # Monday was the 19th


def test_weekdays_of_an_event_that_another_report_dates() -> None:
    tuesday = date(2031, 5, 20)
    told = TextDates(weekdays=(weekday(2),))
    (found,) = from_events([SharedEvent(weekday(2), tuesday, OTHER)], told)
    assert (found.earliest, found.latest) == ("2031-05-19", "2031-05-23")
    assert not from_events([SharedEvent(weekday(5), tuesday, OTHER)], told)


def test_the_other_weekdays_of_the_beginning_narrow_the_days() -> None:
    tuesday = date(2031, 5, 20)
    told = TextDates(weekdays=(weekday(2), weekday(3)))
    (found,) = from_events([SharedEvent(weekday(2), tuesday, OTHER)], told)
    assert (found.earliest, found.latest) == ("2031-05-20", "2031-05-24")  # from Wednesday, the 21st


def test_weekdays_mean_days_once_the_interval_is_known() -> None:
    named = (weekday(2), weekday(3), weekday(7, lede=False), weekday(5, ahead=True))
    found = {one.span.start // 10: one.day for one in placed("2031-05-20", "2031-05-23", named)}
    assert found == {2: "2031-05-20", 3: "2031-05-21", 7: "2031-05-18"}  # which Friday is not sure
    assert not placed("2031-05-01", "2031-05-23", named)
    assert not placed(None, "2031-05-23", named)


def test_weekdays_that_no_day_fits_give_nothing() -> None:
    every = TextDates(weekdays=tuple(map(weekday, range(1, 8))))
    assert not from_events([SharedEvent(weekday(2), date(2031, 5, 20), OTHER)], every)
    assert not placed("2031-05-20", "2031-05-23", every.weekdays)


def test_a_place_is_one_that_the_bounds_allow() -> None:
    near = [Neighbour(str(i), date(2031, 5, 20 + i), 0.4) for i in range(3)] + [
        Neighbour("9", date(2029, 1, 1), 0.5)
    ]
    assert [len(one.there) for one in places(near, NOTHING, None, None)] == [3, 3, 3, 1]
    assert [one.day for one in places(near, NOTHING, None, "2030-01-01")] == [date(2029, 1, 1)]
    assert not places(near, NOTHING, "2033-01-01", None)
    assert likeliest([], [0.0]) == (None, 0.0)


def around(near: tuple[Neighbour, ...], dated: int) -> Surroundings:
    time = calendar({date(2030, 1, 1) + timedelta(i): 1 for i in range(dated)})
    assert time is not None
    return Surroundings(near, (), time)


def test_a_small_record_concludes_nothing_from_likeness() -> None:
    near = (Neighbour(OTHER, date(2030, 5, 20), 0.9),)
    assert not from_neighbours(around(near, LEAST_DATED - 1), NOTHING, None, None)


def test_reports_that_are_very_alike_are_of_the_same_days() -> None:
    near = tuple(Neighbour(str(i), date(2031, 5, 20), 0.7, 0.8, 0.3) for i in range(8))
    (found,) = from_neighbours(around(near, 1000), NOTHING, "2031-01-01", None)
    assert (found.earliest, found.latest) == ("2031-05-10", "2031-05-30")


def test_likeness_in_a_large_record_gives_a_span_within_the_bounds() -> None:
    near = tuple(Neighbour(str(i), date(2030, 5 + i, 20), 0.1) for i in range(6))
    (found,) = from_neighbours(around(near, 1000), NOTHING, "2030-04-01", None)
    assert found.earliest is not None and found.latest is not None
    assert "2030-03-01" <= found.earliest <= "2030-05-20" <= found.latest


def test_the_density_is_highest_where_a_term_is_used_and_nil_outside_the_bounds() -> None:
    time = calendar({date(2030, 1, 1) + timedelta(i): 1 for i in range(1000)})
    assert time is not None
    shares = density(time, [{date(2031, 5, 20): 3}], [], None, None)
    assert int(shares.argmax()) == time.step(date(2031, 5, 20).toordinal())
    bounded = density(time, [{date(2031, 5, 20): 3}], [], "2032-01-01", "2032-02-01")
    assert bounded[: time.step(date(2031, 12, 1).toordinal())].sum() == 0
    assert abs(bounded.sum() - 1) < 1e-9


def test_the_shortest_range_holds_the_mass() -> None:
    time = calendar({date(2030, 1, 1): 5, date(2030, 6, 1): 5})
    assert time is not None
    shares = density(time, [], [(date(2030, 6, 1), 0.9)], None, None)
    first, last = shortest(shares, 0.5)
    assert shares[first : last + 1].sum() >= 0.5 - 1e-6
    assert shortest(shares, 1.0)[1] < len(shares)
    assert calendar({}) is None


@pytest.mark.parametrize(
    ("piece", "name", "role"),
    [
        ("Secretary of State John Kerry met, ", "John Kerry", "Secretary of State"),
        ("met with including the late killing of Ismail Haniyeh ", "Ismail Haniyeh", "leader"),
        ("President Barack Obama said Donald Trump on 3 May 2031 ", "Barack Obama", "President"),
        ("the killing of Yahya Sinwar since the fall of Assad ", "Yahya Sinwar", "leader"),
        ("the the the the the the the the the Chuck Hagel ", "Chuck Hagel", "Defense Secretary"),
    ],
)
def test_hostile_texts_take_linear_time(piece: str, name: str, role: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        starts = list(range(text.index(name), len(text), len(piece)))
        people = tuple(
            ToldPerson(Mention(Span(ID, at, at + len(name)), name, "person", name, (), role), True)
            for at in starts
        )
        times = tuple(
            ToldTime(Time(Span(ID, at, at + 4), "2031", "DATE", "2031", "2031-01-01", "2031-12-31"), "past")
            for at in starts
        )
        weekdays = tuple(ToldWeekday(Span(ID, at, at + 4), 2, lede=True) for at in starts)
        begun = perf_counter()
        found = text_dates(report(text), Told(times, people, weekdays))
        from_events([SharedEvent(weekdays[0], date(2031, 5, 20), OTHER)], found)
        placed("2031-05-20", "2031-05-24", found.weekdays)
        return perf_counter() - begun

    seconds(2_000)  # what is read once
    assert seconds(200_000) < 8.0 + 30 * seconds(20_000)
