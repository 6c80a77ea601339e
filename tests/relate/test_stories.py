"""Which reports are on one story: by words, days of the week, and time; and how groups of them are cut."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.model.claims import Extraction, Span, Time, TimexType
from truceline.model.digest import Traits, Vector
from truceline.model.report import Report
from truceline.relate import stories
from truceline.relate.stories import (
    EVERY,
    FEW,
    FREQUENT,
    LIKE,
    ONE_UNDATED,
    OTHER_WEEKDAY,
    SAME_WEEKDAY,
    WINDOW_DAYS,
    Edges,
    bucket,
    cluster,
    likeness,
    parts,
    story_keys,
    terms,
    vector,
    weekdays,
)
from truceline.relate.wording import stem

ID = "0123456789abcdef"

# What a report is about -------------------------------------------------------------------------


def names(text: str, title: str | None = None, body: int = 0) -> list[str]:
    return [name for name, _ in terms(Report(ID, "a.txt", text, title=title, body=body))]


def test_terms_are_stems_of_content_words_and_numbers_the_heaviest_first() -> None:
    found = names("The envoys signed a ceasefire in Veltra on lists of 120.", title="Ceasefire in Veltra")
    assert found[:2] == ["ceasefir", "veltra"]
    assert set(found[2:]) == {"120", "envoy", "list", "sign"}


def test_the_title_counts_for_more_than_the_lede_and_the_lede_for_more_than_the_rest() -> None:
    text = "Granary. " + "of the and " * (stories.LEDE // 11 + 1) + "Harvest."
    assert names(text, title="Lorries") == [stem("lorries"), "granary"[:-1], "harvest"]


def test_a_word_counts_for_more_the_oftener_it_stands_but_ever_less() -> None:
    def weight(times: int) -> float:
        return dict(terms(Report(ID, "a.txt", "granary " * times)))[stem("granary")]

    one, two, three = weight(1), weight(2), weight(3)
    assert one < two < three
    assert three - two < two - one


def test_spellings_and_forms_of_a_word_are_one_term() -> None:
    assert names("Talks talked TALKING talk’s talk's") == [stem("talks")]
    assert names("1,200 1200") == ["1200"]


def test_what_stands_before_the_news_does_not_count() -> None:
    assert names("Granary harvest: Envoys signed.", body=17) == ["envoy", "sign"]


def test_an_empty_report_is_about_nothing() -> None:
    assert names("") == names("the and of", title="") == []


def test_there_are_no_more_terms_than_are_compared_and_no_more_keys_than_are_posted() -> None:
    text = " ".join(f"{a}{b}word" for a in "abcdefghijkl" for b in "abcdefghijkl")
    assert len(names(text)) == stories.STRONGEST
    traits = Traits(ID, "o", None, (), terms(Report(ID, "a.txt", text)))
    assert len(set(story_keys(traits))) == stories.KEYS
    assert EVERY not in story_keys(traits)


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


# Rarity -----------------------------------------------------------------------------------------


@given(st.integers(0, 5000))
def test_one_more_report_seldom_changes_a_bucket(count: int) -> None:
    found = bucket(count)
    assert FEW <= found <= FREQUENT
    assert math.log2(found).is_integer()
    assert bucket(count + 1) in (found, 2 * found)


def test_buckets_have_a_least_and_a_most() -> None:
    assert bucket(0) == bucket(5) == FEW
    assert bucket(6) == 2 * FEW
    assert bucket(10**6) == FREQUENT
    assert sum(bucket(count) != bucket(count + 1) for count in range(10_000)) == math.log2(FREQUENT / FEW)


def about(*words: str, before: Mapping[str, int] | None = None, every: int = 0) -> dict[str, float]:
    """{word: weight} of a report on these words, of which earlier ones have so many."""
    traits = Traits(ID, f"2031-03-04 {ID}", "2031-03-04", (), tuple((word, 1.0) for word in words), "2")
    key = dict(zip(words, story_keys(traits), strict=True))
    found = vector(traits, {EVERY: every, **{key[word]: times for word, times in (before or {}).items()}})
    assert (found.report, found.order, found.published, found.weekdays) == (
        *(ID, traits.order, "2031-03-04", "2"),
    )
    return {word: found.weights[key[word]] for word in words}


def test_what_few_reports_say_tells_more() -> None:
    found = about("granary", "harvest", "bridge", before={"harvest": 30, "bridge": 1000}, every=1000)
    assert found["granary"] > found["harvest"] > found["bridge"] > 0
    assert math.hypot(*found.values()) == pytest.approx(1.0)


def test_words_of_the_process_tell_less_from_the_first_report_on() -> None:
    found = about("granari", "ceasefir", stem("qatar"))
    assert found["granari"] > found["ceasefir"] == found[stem("qatar")]


def test_a_report_about_nothing_has_an_empty_vector() -> None:
    assert about() == {}


# Likeness ---------------------------------------------------------------------------------------


def on(name: str, day: str | None = "2031-03-04", weekday: str = "", /, **weights: float) -> Vector:
    """A vector over the words `a`, `b`, ..., scaled to length one."""
    length = math.hypot(*weights.values()) or 1.0
    scaled = {ord(word): weight / length for word, weight in weights.items()}
    return Vector(name, f"{day} {name}", day, weekday, scaled)


abouts = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0.5, 6.0), max_size=6)
when = st.none() | st.integers(1, 28).map(lambda day: f"2031-03-{day:02}")
vectors = st.builds(
    lambda name, day, weekday, weights: on(name, day, weekday, **weights),
    st.text("0123456789abcdef", min_size=4, max_size=4),
    when,
    st.sampled_from(["", "2", "25"]),
    abouts,
)


@given(vectors, vectors)
def test_likeness_knows_no_order_and_nothing_in_common_is_nothing(one: Vector, other: Vector) -> None:
    found = likeness(one, other)
    assert found == likeness(other, one) >= 0.0
    if not one.weights.keys() & other.weights.keys():
        assert found == 0.0


def test_without_a_date_the_weekdays_count() -> None:
    one = {weekday: on("a", None, weekday, a=1) for weekday in ("", "2", "3", "23")}
    assert likeness(one[""], one[""]) == likeness(one["2"], one[""]) == 1.0
    assert likeness(one["2"], one["2"]) == likeness(one["2"], one["23"]) == SAME_WEEKDAY
    assert likeness(one["2"], one["3"]) == OTHER_WEEKDAY


@pytest.mark.parametrize(("weekday", "factor"), [("", 1.0), ("2", SAME_WEEKDAY), ("3", OTHER_WEEKDAY)])
def test_a_dated_report_may_be_years_from_an_undated_one(weekday: str, factor: float) -> None:
    dated, undated = on("a", "2031-03-04", "2", a=1), on("b", None, weekday, a=1)
    assert likeness(dated, undated) == pytest.approx(ONE_UNDATED * factor)


def test_likeness_fades_with_the_days_between_and_ends() -> None:
    found = [likeness(on("a", a=1), on("b", f"2031-03-{day:02}T22:00:00Z", a=1)) for day in range(4, 14)]
    assert found[0] == pytest.approx(stories.DATED)
    assert found[: WINDOW_DAYS + 2] == sorted(found[: WINDOW_DAYS + 2], reverse=True)
    assert found[3] == pytest.approx(stories.DATED / math.e, abs=1e-4)
    assert [alike > 0 for alike in found] == [day <= WINDOW_DAYS for day in range(10)]


def test_weekdays_of_dated_reports_do_not_count() -> None:
    assert likeness(on("a", "2031-03-04", "2", a=1), on("b", "2031-03-04", "5", a=1)) == stories.DATED


# Clusters ---------------------------------------------------------------------------------------


def edges_of(reports: list[Vector]) -> dict[tuple[str, str], float]:
    pairs = {(one.report, other.report): likeness(one, other) for one, other in combinations(reports, 2)}
    return {pair: alike for pair, alike in pairs.items() if alike >= LIKE}


def clustered(*reports: Vector) -> list[list[str]]:
    return cluster(reports, edges_of(list(reports)))


def test_reports_that_no_edge_connects_are_apart() -> None:
    assert parts("dcba", {("b", "a"): 0.5, ("d", "b"): 0.3}) == [["a", "b", "d"], ["c"]]
    assert parts([], {}) == []


def test_like_reports_are_one_story_and_unlike_ones_are_not() -> None:
    talks = [on(name, a=2, b=1) for name in "xy"]
    assert clustered(*talks, on("z", c=1)) == [["x", "y"], ["z"]]
    assert clustered(on("x", a=1)) == [["x"]]
    assert clustered() == []


def test_a_pair_below_the_bound_is_apart() -> None:
    one, other = on("x", None, a=1), on("y", None, a=1, b=4)
    assert likeness(one, other) > 0
    for alike, found in ((LIKE, [["x", "y"]]), (LIKE - 0.001, [["x"], ["y"]])):
        edges: Edges = {("y", "x"): alike} if alike >= LIKE else {}
        assert cluster([one, other], edges) == found


def test_no_story_spans_more_than_the_window() -> None:
    chain = [on(f"{day}", f"2031-03-{day:02}", a=1) for day in range(10, 28, 2)]
    found = clustered(*chain)
    assert len(found) > 1
    for story in found:
        assert int(story[-1]) - int(story[0]) <= WINDOW_DAYS


def test_what_a_text_says_of_its_date_keeps_it_from_other_times() -> None:
    dated, undated = on("a", "2031-03-04", a=1), on("b", None, a=1)
    assert likeness(dated, undated) > 0
    near = replace(undated, earliest="2031-03-08", latest="2031-06-01")
    assert likeness(dated, near) == likeness(dated, undated)
    later, earlier = replace(undated, earliest="2031-04-01"), replace(undated, latest="2031-02-01")
    assert likeness(dated, later) == likeness(dated, earlier) == likeness(earlier, later) == 0
    assert clustered(dated, later, replace(earlier, report="c")) == [["a"], ["b"], ["c"]]


def test_an_undated_report_does_not_bridge_two_months() -> None:
    undated = on("u", None, a=1)
    found = clustered(on("a", "2031-03-04", a=1), undated, on("b", "2031-05-04", a=1))
    assert all(not {"a", "b"} <= set(story) for story in found)


def test_a_report_that_is_a_little_like_each_of_a_close_group_stays_out() -> None:
    close = [on(name, None, a=1) for name in "bcd"]
    loose = on("a", None, a=3, e=10)
    assert likeness(loose, close[0]) >= LIKE
    assert clustered(loose, *close) == [["a"], ["b", "c", "d"]]


def test_two_stories_that_one_report_touches_are_not_joined() -> None:
    first, second = [on(name, a=1) for name in "bcd"], [on(name, e=1) for name in "xyz"]
    both = on("m", a=3, e=2)
    found = clustered(*first, both, *second)
    assert ["x", "y", "z"] in found or ["b", "c", "d"] in found
    assert all(not {"b", "x"} <= set(story) for story in found)


@given(st.lists(vectors, max_size=9, unique_by=lambda one: one.report), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_reports_and_edges_does_not_matter(reports: list[Vector], chance: random.Random) -> None:
    edges = edges_of(reports)
    turned = [
        (pair if chance.random() < 0.5 else pair[::-1], alike)
        for pair, alike in chance.sample(list(edges.items()), len(edges))
    ]
    shuffled = chance.sample(reports, len(reports))
    assert cluster(shuffled, dict(turned)) == cluster(reports, edges)
    assert parts([one.report for one in shuffled], dict(turned)) == parts(
        [one.report for one in reports], edges
    )


@given(st.lists(vectors, max_size=9, unique_by=lambda one: one.report))
@settings(deadline=None)
def test_stories_part_the_reports_and_keep_to_the_window_and_to_their_part(reports: list[Vector]) -> None:
    found = cluster(reports, edges_of(reports))
    assert sorted(report for story in found for report in story) == sorted(one.report for one in reports)
    connected = parts([one.report for one in reports], edges_of(reports))
    published = {one.report: one.published for one in reports}
    for story in found:
        assert sum(set(story) <= set(part) for part in connected) == 1
        dated = [int(day[8:10]) for report in story if (day := published[report])]
        assert not dated or max(dated) - min(dated) <= WINDOW_DAYS


@given(st.lists(vectors, max_size=9, unique_by=lambda one: one.report))
@settings(deadline=None)
def test_parts_by_themselves_are_cut_as_they_are_together(reports: list[Vector]) -> None:
    edges = edges_of(reports)
    by_id = {one.report: one for one in reports}
    apart = [
        story for part in parts(by_id, edges) for story in cluster([by_id[report] for report in part], edges)
    ]
    assert sorted(apart) == cluster(reports, edges)


def test_a_thousand_reports_in_a_chain_cost_little() -> None:
    chance = random.Random(7)
    reports = [
        on(f"{number:04}", f"2031-03-{1 + number // 40:02}", a=1, **{chance.choice("bcdefgh"): 1.0})
        for number in range(1000)
    ]
    edges = {
        (other.report, one.report): alike
        for place, one in enumerate(reports)
        for other in reports[place + 1 : place + 8]
        if (alike := likeness(one, other)) >= LIKE
    }
    began = time.process_time()
    found = cluster(reports, edges)
    assert time.process_time() - began < 10
    assert sum(map(len, found)) == 1000
