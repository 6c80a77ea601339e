from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.model.claims import Span
from truceline.model.record import Passage, PassageKind
from truceline.model.report import Report
from truceline.present.lineage import LineageLine, SourceLine
from truceline.present.lines import StoryLine
from truceline.present.side_by_side import LEFT_OUT, MARKED, MOST, WHOLE, Pair, Shared, marked, pairs, places

HOSTILE = "<script>alert(1)</script>\"'&"


def story(*sources: tuple[str, SourceLine]) -> StoryLine:
    lines = tuple(LineageLine(1, report, None, "partly", 0.5, False, (one,)) for report, one in sources)
    return StoryLine("a", "", None, None, (), 1, 1, 1, (), (), lines, ())


def source(*passages: Passage) -> SourceLine:
    return SourceLine("passages", "a", None, 0.5, "certain", (), passages)


def beside(one: Report, other: Report, *found: tuple[PassageKind, int, int, int, int]) -> Pair:
    passages = (Passage(kind, Span(one.id, a, b), Span(other.id, c, d)) for kind, a, b, c, d in found)
    (pair,) = pairs(story((one.id, source(*passages))), {one.id: one, other.id: other})
    return pair


def ids(html: str) -> set[str]:
    return set(re.findall(r' id="([^"]+)"', html))


def links(html: str) -> set[str]:
    return set(re.findall(r' href="#([^"]+)"', html))


def plain(html: str) -> str:
    return re.sub("<[^>]+>", "", html)


spans = st.lists(
    st.tuples(
        st.sampled_from(["verbatim", "edited", "rewritten", "quotation"]),
        st.integers(0, 130), st.integers(1, 60), st.integers(0, 130), st.integers(1, 60),
    ),
    min_size=1,
)  # fmt: skip


@given(st.text(st.sampled_from("ab <>&\"'\n é\u202e"), min_size=120, max_size=120), spans)
def test_every_passage_has_its_counterpart_and_the_text_stays(
    text: str, found: list[tuple[PassageKind, int, int, int, int]]
) -> None:
    one, other = Report("b", "b.txt", text), Report("a", "a.txt", text[::-1])
    pair = beside(one, other, *((kind, a, a + b, c, c + d) for kind, a, b, c, d in found))
    for html, report in ((pair.here, one), (pair.there, other)):
        assert re.sub("<[^>]+>", "", html) == str(type(html).escape(report.text))
    assert links(pair.here) <= ids(pair.there)
    assert links(pair.there) <= ids(pair.here)
    assert len(ids(pair.here)) == len(ids(pair.there)) == min(MARKED, len(found))
    assert all(re.fullmatch("[ho]-[0-9a-f]+", one) for one in ids(pair.here + pair.there))


def test_nested_passages_are_cut_at_every_boundary() -> None:
    outer = Shared(1, "rewritten", 0, 8, "h-1", "o-1")
    inner = Shared(2, "verbatim", 2, 4, "h-2", "o-2")
    html = marked(Report("b", "b.txt", "abcdefghij"), [outer, inner])
    assert re.findall(r'class="([^"]+)".*? data-p="([^"]+)" href="#([^"]+)".*?>([^<]*)</a>', html) == [
        ("p rewritten", "1", "o-1", "ab"),
        ("p verbatim rewritten", "2 1", "o-2", "cd"),
        ("p rewritten", "1", "o-1", "efgh"),
    ]


def test_two_passages_at_one_place_have_both_their_numbers() -> None:
    both = [Shared(n, "verbatim", 0, n + 2, f"h-{n}", f"o-{n}") for n in (1, 2)]
    html = marked(Report("b", "b.txt", "abcdefghij"), both)
    assert ids(html) == {"h-1", "h-2"}
    assert 'data-n="1, 2"' in html


def test_hostile_words_stay_words() -> None:
    one, other = Report("b", "b.txt", HOSTILE * 2), Report("a", "a.txt", HOSTILE * 2)
    pair = beside(one, other, ("verbatim", 3, len(HOSTILE) + 9, 3, len(HOSTILE) + 9))
    assert "<script" not in pair.here + pair.there


def test_of_a_long_text_only_what_is_around_passages_is_shown() -> None:
    words = " ".join(f"This is sentence {number} of it." for number in range(400))
    start = words.index("This is sentence 200 ")
    place = start, start + 20
    pair = beside(Report("b", "b.txt", words), Report("a", "a.txt", words[:WHOLE]), ("edited", *place, 5, 25))
    shown = plain(pair.here)
    assert pair.here.startswith(LEFT_OUT)
    assert pair.here.endswith(LEFT_OUT)
    assert "sentence 199 of it. This is sentence 200 of it. This is sentence 201" in shown
    assert len(shown) < 300
    assert plain(pair.there) == words[:WHOLE]


def test_of_a_long_passage_the_two_ends_are_shown() -> None:
    words = " ".join(f"word{number}" for number in range(3000))
    one = Report("b", "b.txt", words)
    pair = beside(one, Report("a", "a.txt", words), ("verbatim", 0, len(words), 0, len(words)))
    assert pair.here.count(LEFT_OUT) == 1
    assert "word0 " in plain(pair.here)
    assert plain(pair.here).endswith("word2999")
    assert len(pair.here) < 3000
    assert len(ids(pair.here)) == 1


@pytest.mark.parametrize("number", [1, MOST + 5])
def test_a_story_shows_some_pairs_and_the_reports_know_which(number: int) -> None:
    texts = {f"b{one}": Report(f"b{one}", "b.txt", "some words") for one in range(number)}
    texts["a"] = Report("a", "a.txt", "some words")
    copies = [
        (one, source(Passage("verbatim", Span(one, 0, 4), Span("a", 0, 4)))) for one in texts if one != "a"
    ]
    found = pairs(story(*copies), texts)
    assert len(found) == min(number, MOST)
    assert places([story(*copies)]) == {pair.report: pair.id for pair in found}
    assert len({pair.id for pair in found}) == len(found)


def test_what_is_credited_to_an_agency_has_no_counterpart() -> None:
    credited = SourceLine("credit", None, "LPA", 1.0, "certain", (), (Passage("credited", Span("b", 0, 4)),))
    assert pairs(story(("b", credited)), {"b": Report("b", "b.txt", "some words")}) == []


def test_many_passages_cost_no_more_than_their_pieces() -> None:
    text = "x" * 100_000
    found: list[tuple[PassageKind, int, int, int, int]] = [
        ("verbatim", n, 50_000 - n, n, 50_000 - n) for n in range(2000)
    ]
    pair = beside(Report("b", "b.txt", text), Report("a", "a.txt", text), *found)
    assert pair.left_out == 2000 - MARKED
    assert len(pair.here) < 40_000
