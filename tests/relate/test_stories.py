"""Which reports are on one story: by names and words, days of the week, and time."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.model.claims import Extraction, Kind, Mention, Span, Time, TimexType
from truceline.model.digest import Traits
from truceline.model.report import Report
from truceline.relate import stories
from truceline.relate.stories import features, likeness, parent, story_keys, weekdays

ID = "0123456789abcdef"
TALKS = (("person ibrahim kalin", 3.0), ("name oru front", 2.0), ("word ceasefire", 1.0))


def traits(
    name: str,
    published: str | None = "2031-03-04",
    about: tuple[tuple[str, float], ...] = TALKS,
    weekdays: str = "",
) -> Traits:
    return Traits(name, f"{published or '9999-99-99'} {name}", published, None, (), about, weekdays)


def half_like(name: str, published: str | None = None, weekdays: str = "") -> Traits:
    """A report whose likeness to one on the talks lies between what the same weekday and no date need."""
    about = (*TALKS[:1], ("word harvest", 3.0), ("word grain", 3.0), ("word silo", 5.0))
    return traits(name, published, about, weekdays)


# What a report is about -------------------------------------------------------------------------


def key_of(name: str, kind: Kind) -> str:
    return f"{kind} {name.casefold()}"


def naming(*names: tuple[str, Kind]) -> Extraction:
    mentions = (Mention(Span(ID, i, i + 1), name, kind, name) for i, (name, kind) in enumerate(names))
    return Extraction(ID, mentions=tuple(mentions))


def test_features_are_names_and_content_words_the_heaviest_first() -> None:
    report = Report(ID, "a.txt", "The envoys signed the ceasefire in Veltra.", title="Ceasefire")
    found = features(
        report, naming(("Sela Marok", "person"), ("Veltra", "place"), ("Qatar", "place")), key_of
    )
    assert [name for name, _ in found] == [
        "person sela marok",
        "word ceasefire",
        "place veltra",
        "word envoy",
        "word sign",
        "place qatar",
    ]


def test_a_name_counts_for_more_the_oftener_it_stands_but_not_without_end() -> None:
    def weight(times: int) -> float:
        front: tuple[str, Kind] = ("Oru Front", "body")
        return dict(features(Report(ID, "a.txt", ""), naming(*[front] * times), key_of))["body oru front"]

    assert weight(1) < weight(2) < weight(4) == weight(400)


def test_spellings_of_one_name_are_one_feature() -> None:
    names = naming(("Sela Marok", "person"), ("Séla Marok", "person"))
    found = features(Report(ID, "a.txt", ""), names, lambda name, kind: "person sela marok")
    assert [name for name, _ in found] == ["person sela marok"]


def test_a_word_that_stands_once_far_down_tells_nothing() -> None:
    text = "Envoys signed. " + "The of and. " * 80 + "Harvest. Granary. Granary."
    assert [name for name, _ in features(Report(ID, "a.txt", text), Extraction(ID), key_of)] == [
        "word envoy",
        "word sign",
        "word granary",
    ]


def test_what_stands_before_the_news_does_not_count() -> None:
    report = Report(ID, "a.txt", "Granary harvest: Envoys signed.", body=17)
    assert [name for name, _ in features(report, Extraction(ID), key_of)] == ["word envoy", "word sign"]


def test_there_are_no_more_features_than_are_compared() -> None:
    report = Report(ID, "a.txt", " ".join(f"{a}{b}word" for a in "abcdefgh" for b in "abcdefgh"))
    assert len(features(report, Extraction(ID), key_of)) == 2 * stories.STRONGEST


def test_keys_are_of_the_heaviest_features() -> None:
    many = tuple((f"word {number}", 1.0) for number in range(2 * stories.STRONGEST))
    assert len(story_keys(traits("a", about=many))) == stories.STRONGEST
    assert story_keys(traits("a")) == story_keys(traits("b"))


# Days of the week -------------------------------------------------------------------------------


def days(
    *values: str, published: str | None = None, at: int = 0, kind: TimexType = "DATE", body: int = 0
) -> str:
    """The weekdays of a report with times of these values, which are dates or TIMEX3 weekdays."""
    times = (
        Time(Span(ID, at, at + 4), "then", kind, value, *((value, value) if value[0] == "2" else ()))
        for value in values
    )
    report = Report(ID, "a.txt", "x" * 2000, body=body, published=published)
    return weekdays(report, Extraction(ID, times=tuple(times)))


def test_bare_weekdays_stand_in_their_order_and_once() -> None:
    assert days("XXXX-WXX-3", "XXXX-WXX-2", "XXXX-WXX-3") == "23"


def test_a_date_near_the_publication_is_a_weekday() -> None:
    assert days("2031-03-04", published="2031-03-05") == "2"
    assert days("2031-03-04", published="2031-03-05T08:00:00+03:00") == "2"


def test_a_date_of_another_month_is_none() -> None:
    assert days("2031-03-04", published="2031-05-05") == ""


def test_a_date_of_an_undated_report_is_none() -> None:
    assert days("2031-03-04") == ""


@pytest.mark.parametrize(
    "value", ["XXXX-WXX-WE", "XXXX-WXX-0", "XXXX-WXX-8", "XXXX-WXX-", "XXXX-W10", "PRESENT_REF"]
)
def test_what_is_no_day_of_the_week_is_left_out(value: str) -> None:
    assert days(value) == ""


def test_only_the_lede_counts_and_only_times_and_dates() -> None:
    assert days("XXXX-WXX-2", at=stories.LEDE + 1) == ""
    assert days("XXXX-WXX-2", at=stories.LEDE + 1, body=200) == "2"
    assert days("XXXX-WXX-2", kind="SET") == ""


# Likeness ---------------------------------------------------------------------------------------

abouts = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0.5, 6.0), max_size=6).map(
    lambda weights: tuple(sorted(weights.items()))
)


@given(abouts, abouts)
def test_likeness_is_a_cosine(
    one: tuple[tuple[str, float], ...], other: tuple[tuple[str, float], ...]
) -> None:
    found = likeness(traits("a", about=one), traits("b", about=other))
    assert found == pytest.approx(likeness(traits("b", about=other), traits("a", about=one)))
    assert 0.0 <= found <= 1.0 + 1e-9
    assert (found > 0) == bool(dict(one).keys() & dict(other).keys())


@given(abouts)
def test_a_report_is_most_like_itself(about: tuple[tuple[str, float], ...]) -> None:
    assert likeness(traits("a", about=about), traits("b", about=about)) == pytest.approx(
        1.0 if about else 0.0
    )


# Which story a report joins ---------------------------------------------------------------------


def test_a_report_joins_a_like_one_of_the_same_days() -> None:
    assert parent(traits("b", "2031-03-05"), [traits("a")], None) == "a"


def test_a_report_on_something_else_opens_a_story() -> None:
    assert parent(traits("b", about=(("word harvest", 1.0),)), [traits("a")], None) is None


@pytest.mark.parametrize(
    ("published", "joined"),
    [("2031-03-09", "a"), ("2031-03-10", None), ("2032-03-04", None), ("2031-03-09T23:59:00Z", "a")],
)
def test_a_likeness_beyond_the_window_is_of_the_process(published: str, joined: str | None) -> None:
    assert parent(traits("b", published), [traits("a")], None) == joined


def test_the_most_like_report_is_joined() -> None:
    near = traits("near", about=(*TALKS, ("word lorry", 2.0)))
    own = traits("z", about=(*TALKS, ("word lorry", 2.0)))
    assert parent(own, [traits("a"), near], None) == "near"


def test_of_equally_like_reports_the_earliest_is_joined() -> None:
    earlier = [traits("b", "2031-03-04"), traits("a", "2031-03-05"), traits("c", "2031-03-04")]
    assert parent(traits("z", "2031-03-05"), earlier, None) == "b"


def test_a_copy_joins_what_it_copies_whatever_else_it_is_like() -> None:
    far = traits("z", "2032-03-04", about=())
    assert parent(far, [traits("a", "2032-03-04")], "wire") == "wire"


def test_the_helper_lies_between_the_two_bounds() -> None:
    found = likeness(half_like("b"), traits("a"))
    assert stories.LIKE_SAME_WEEKDAY <= found < stories.LIKE_UNDATED


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [("2", "2", "a"), ("23", "34", "a"), ("", "", None), ("2", "", None), ("", "2", None), ("2", "3", None)],
)
def test_without_a_date_the_same_weekday_helps(one: str, other: str, joined: str | None) -> None:
    assert parent(half_like("b", weekdays=one), [traits("a", weekdays=other)], None) == joined


def test_a_dated_report_joins_an_undated_one_by_the_same_rule() -> None:
    undated = traits("a", None, weekdays="2")
    assert parent(half_like("b", "2031-03-04", weekdays="2"), [undated], None) == "a"
    assert parent(half_like("b", "2031-03-04"), [undated], None) is None


def test_undated_reports_that_name_other_days_are_of_other_stories() -> None:
    assert parent(traits("b", None, weekdays="2"), [traits("a", None, weekdays="5")], None) is None


def test_an_undated_report_that_is_very_like_joins() -> None:
    assert parent(traits("b", None), [traits("a")], None) == "a"


numbered = st.lists(
    st.tuples(
        abouts,
        st.none() | st.dates(date(2031, 6, 1), date(2031, 7, 31)).map(str),
        st.sampled_from(["", "2", "25"]),
    ),
    max_size=6,
)


@given(abouts, numbered, st.randoms(use_true_random=False))
def test_the_order_of_earlier_reports_does_not_matter(
    about: tuple[tuple[str, float], ...],
    others: list[tuple[tuple[tuple[str, float], ...], str | None, str]],
    chance: random.Random,
) -> None:
    earlier = [traits(f"r{i}", day, other, digits) for i, (other, day, digits) in enumerate(others)]
    own = traits("z", "2031-06-30", about, "2")
    assert parent(own, chance.sample(earlier, len(earlier)), None) == parent(own, earlier, None)
