"""Which agencies a report credits, and with what."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.model.report import Report
from truceline.relate.credits import credited

ID = "0123456789abcdef"


def found(text: str, outlet: str | None = None, agency: str | None = None) -> list[tuple[str, str]]:
    return [(one.agency, one.what) for one in credited(Report(ID, "a", text, outlet=outlet, agency=agency))]


def sentences(text: str, body: int = 0) -> list[str]:
    return [text[one.start : one.end] for one in credited(Report(ID, "a", text, body=body))]


# Within the text --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The harbour is open, the mayor told AFP.",
        "The harbour is open, the mayor told Agence France-Presse.",
        "Speaking to AFP, the mayor said so.",
        "In an interview with AFP on Monday, the mayor said so.",
        "The mayor confirmed to AFP that the harbour is open.",
        "After telling AFP so, he left.",
        "The mayor told the French news agency AFP so.",
        "The mayor told French state-run AFP so.",
    ],
)
def test_somebody_told_the_agency(text: str) -> None:
    assert found(text) == [("AFP", "told")]


@pytest.mark.parametrize(
    "text",
    [
        "The harbour is open, according to AFP.",
        "According to AFP, the harbour is open.",
        "It is open, the Courier wrote, citing Agence France Presse.",
        "AFP reported that the harbour is open.",
        "The harbour is open, as reported by AFP.",
        "The harbour is open, AFP said.",
        "AFP has learnt that the harbour is open.",
        "A list obtained by AFP has nine names.",
    ],
)
def test_the_agency_is_named_as_the_source(text: str) -> None:
    assert found(text) == [("AFP", "cited")]


def test_somebody_told_a_state_news_agency_of_another_country() -> None:
    assert found("The envoy told Halmenian state news agency Anadolu that he would come.") == [
        ("Anadolu", "told")
    ]
    assert found("The envoy told Veldenia's official news agency, the Xinhua, so.") == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Envoys met in Veltra.",
        "The harbour of Veltra on Friday. (AP Photo/Sela Marok)",
        "Photo: AFP",
        "Sela Marok/AFP via Getty Images",
        "The mayor told reporters, among them one of AFP.",
        "The AP is an agency. THE APPLE is not, and told APPLE so.",
        "told Reuterswerk about it",
        "According to the ap, nothing.",
        "An AFP journalist saw the lorries.",
        "the mayor told her brother in law who worked for a long time at AFP",
    ],
)
def test_what_credits_nobody(text: str) -> None:
    assert found(text) == []


def test_the_article_is_no_part_of_the_name() -> None:
    assert found("The AP reported that the harbour is open.") == [("AP", "cited")]
    assert found("The mayor told The Associated Press that it is open.") == [("AP", "told")]


def test_each_agency_and_sentence_counts_once_in_the_order_of_the_text() -> None:
    text = "AFP reported it, AFP said. The mayor told Reuters so. AFP said no. It was said to AFP by her."
    assert found(text) == [("AFP", "cited"), ("Reuters", "told"), ("AFP", "cited"), ("AFP", "told")]


# Its place --------------------------------------------------------------------------------------


def test_a_credit_is_for_its_sentence() -> None:
    text = "It rained. The harbour is open, the mayor told AFP on Monday. Nobody came."
    assert sentences(text) == ["The harbour is open, the mayor told AFP on Monday."]


def test_a_sentence_that_begins_with_the_agency() -> None:
    assert sentences("It rained. AFP reported so. It was true.") == ["AFP reported so."]
    assert sentences("It rained.\nAFP reported so\nIt was true.") == ["AFP reported so"]


def test_a_quotation_belongs_to_the_sentence() -> None:
    text = "They left. “The harbour is open,” the mayor told AFP. “Come!”"
    assert sentences(text) == ["“The harbour is open,” the mayor told AFP."]


def test_a_sentence_without_an_end_is_cut() -> None:
    text = "word " * 1000 + "the mayor told AFP " + "word " * 1000
    (sentence,) = sentences(text)
    assert "told AFP" in sentence
    assert len(sentence) < 2200


def test_what_stands_before_the_news_credits_nothing() -> None:
    text = "AFP reported it\nThe harbour is open."
    assert sentences(text, text.index("The")) == []


# The whole text ---------------------------------------------------------------------------------


def test_the_agency_of_the_whole_text() -> None:
    text = "Envoys met, AFP said. They told Reuters so."
    one, other = credited(Report(ID, "a", text, body=7, outlet="Kelvarra Courier", agency="AFP"))
    assert (one.agency, one.what, one.start, one.end) == ("AFP", "whole", 7, len(text))
    assert (other.agency, other.what) == ("Reuters", "told")


@pytest.mark.parametrize(
    "outlet", ["AFP", "afp", "Agence France-Presse", "The Agence France-Presse", " AFP "]
)
def test_an_outlet_that_is_the_agency_publishes_its_own(outlet: str) -> None:
    text = "Envoys met, AFP said. The mayor told AFP so. The mayor told Reuters so."
    assert found(text, outlet, "AFP") == [("AFP", "own"), ("Reuters", "told")]
    assert found(text, outlet) == [("Reuters", "told")]


def test_an_unknown_agency_is_known_by_its_initials() -> None:
    assert found("Envoys met.", "Meridian Press Agency", "MPA") == [("MPA", "own")]
    assert found("Envoys met.", "Kelvarra Courier", "MPA") == [("MPA", "whole")]
    assert found("Envoys met.", None, "MPA") == [("MPA", "whole")]


# Any text ---------------------------------------------------------------------------------------

texts = st.lists(
    st.sampled_from(["told", "the", "AFP", "Reuters", "said", ".", "\n", "“", "”", "state", "news", "citing"])
    | st.text(st.characters(codec=None), max_size=4),
    max_size=30,
).map(" ".join)


@given(texts, st.integers(0, 60), st.sampled_from([None, "AFP"]), st.sampled_from([None, "AFP", "Courier"]))
def test_every_credit_lies_in_the_news(text: str, body: int, agency: str | None, outlet: str | None) -> None:
    body = min(body, len(text))
    credits_ = credited(Report(ID, "a", text, body=body, agency=agency, outlet=outlet))
    for one in credits_:
        assert 0 <= one.start <= one.end <= len(text)
        assert one.end >= body
    assert sum(one.what in ("own", "whole") for one in credits_) == bool(agency)
    assert outlet != "AFP" or ("AFP", "told") not in [(one.agency, one.what) for one in credits_]


def test_time_is_linear_in_the_length() -> None:
    hostile = ["told " + "The " * 100_000, "told The " * 50_000, "told the AFP " * 30_000, "AFP " * 100_000]
    began = time.process_time()
    for text in hostile:
        credited(Report(ID, "a", text))
    assert time.process_time() - began < 10
