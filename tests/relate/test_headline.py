"""The title of a story is that of one of its reports."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.model.report import Report
from truceline.relate.headline import LONGEST, first_sentence, headline

ID = "0123456789abcdef"


def report(title: str | None, text: str = "", body: int = 0) -> Report:
    return Report(ID, "a.txt", text, title=title, body=body)


def test_the_title_that_says_what_most_reports_tell() -> None:
    market = "Shells hit the market of Kessary on Saturday."
    reports = [
        report("A black day", market),
        report("Shells hit market in Kessary", market),
        report("Mayor of Kessary calls for blood", market),
    ]
    assert headline(reports) == "Shells hit market in Kessary"


def test_of_equal_titles_the_earliest_is_taken() -> None:
    assert headline([report("Granary opens"), report("Harvest begins")]) == "Granary opens"


def test_a_single_report_gives_its_title() -> None:
    assert headline([report("Talks end", "Envoys left Veltra.")]) == "Talks end"


@pytest.mark.parametrize("title", [None, ""])
def test_a_report_without_a_title_gives_its_first_sentence(title: str | None) -> None:
    reports = [report(title, "Envoys left Veltra. It rained."), report(None, "Lorries came.")]
    assert headline(reports) == "Envoys left Veltra"


def test_a_title_is_preferred_to_a_first_sentence() -> None:
    reports = [report(None, "Envoys left the granary of Veltra."), report("It rained", "Nobody left.")]
    assert headline(reports) == "It rained"


def test_a_long_list_of_words_is_no_better_title() -> None:
    market = "Shells hit the market of Kessary."
    endless = "Shells hit Kessary " + " ".join(f"granary{number}" for number in range(40))
    assert headline([report(endless, market), report("Shells hit Kessary market", market)]) == (
        "Shells hit Kessary market"
    )


def test_a_story_of_empty_reports_has_an_empty_title() -> None:
    assert headline([report(None), report("", "  \n ")]) == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("\n \n Envoys left. They came.", "Envoys left"),
        ("Envoys left\nThey came.", "Envoys left"),
        ("Envoys left.", "Envoys left"),
        ("It cost 3.5 crowns. More came.", "It cost 3.5 crowns"),
        ("", ""),
    ],
)
def test_the_first_sentence(text: str, found: str) -> None:
    assert first_sentence(report(None, text)) == found


def test_the_news_begins_behind_the_dateline() -> None:
    assert first_sentence(report(None, "TAVRIN - Envoys left.", 9)) == "Envoys left"


def test_a_long_first_sentence_is_cut_at_a_clause() -> None:
    clause = "Envoys of the river Front left the granary of Veltra on a Tuesday afternoon"
    assert first_sentence(report(None, f"{clause}, {'and it rained ' * 9}.")) == f"{clause} …"
    assert first_sentence(report(None, "rain " * 99)).endswith("rain …")
    assert first_sentence(report(None, "x" * 300)) == "x" * LONGEST + "…"


titles = st.none() | st.text(st.sampled_from("ab ,.’-x") | st.characters(codec=None), max_size=12)


@given(st.lists(st.tuples(titles, st.text(max_size=200)), min_size=1, max_size=5))
def test_a_title_is_always_one_of_a_report(given: list[tuple[str | None, str]]) -> None:
    reports = [report(title, text) for title, text in given]
    found = headline(reports)
    assert found in [one.title for one in reports] or found in [first_sentence(one) for one in reports]
