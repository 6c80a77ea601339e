from __future__ import annotations

import re
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.errors import Failure
from truceline.model.board import Board
from truceline.model.claims import Figure, Span, Voice
from truceline.model.record import Echo, Passage, Series, SeriesChange
from truceline.model.report import Report, content_id
from truceline.model.timeline import Journey, Plan, Stay
from truceline.model.when import Interval, Reason, When
from truceline.present.differences import Piece
from truceline.present.faces import Actor, DecisionLine, DoubtLine, KnownLine, OfficeLine, RoleLine
from truceline.present.ledger import OfficialLine, PointLine, SeriesLine
from truceline.present.lineage import LineageLine, SourceLine
from truceline.present.lines import (
    ConflictLine,
    DisputeLine,
    EarlierLine,
    EntityLine,
    EventLine,
    Evidence,
    FigureLine,
    HopLine,
    ReportLine,
    Side,
    StanceLine,
    StatementLine,
    StoryLine,
    TopicLine,
    Use,
    Variant,
)
from truceline.present.log_lines import LogLine, Network, PartyLine
from truceline.present.moments import JourneyLine, MomentLine
from truceline.present.page import Mark, highlight, write_page
from truceline.present.views import Views
from truceline.relate.official import Beside

HOSTILE = """<script>alert(1)</script><img src=x onerror="alert(2)">'";--></style></div>"""


class Page(HTMLParser):
    """What a browser would find in the page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in {"meta", "input", "link", "br", "img", "rect", "line"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)

    def all(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.tags if name in attributes]


def evidence(claim: str, report: Report, words: str) -> Evidence:
    start = report.text.index(words)
    end = start + len(words)
    return Evidence(
        content_id(claim),
        report.id,
        start,
        end,
        0,
        len(report.text),
        report.text,
        report.outlet,
        report.published,
    )


def views(title: str = "Envoys meet", outlet: str = "Lorn Gazette", url: str | None = None) -> Views:
    """A record by hand: three reports of one story, one from another and one from an agency that is not in
    the record, with a line of each kind."""
    words = f"Ada Borel met Ivo Rask in Tarn on Monday and said that 40 people had died. {outlet}"
    one = Report("a1", "reports/a.txt", words, title=title, outlet=outlet, published="2031-05-05", url=url)
    two = Report("b2", "reports/b.txt", words.replace("40", "55"), outlet=None)
    three = Report("c3", "reports/c.txt", f"Nobody else was there. {outlet}", agency=outlet)
    ada, ivo = Actor("aa", "person", "Ada Borel"), Actor("bb", "person", f"Ivo {title}")
    tarn = Actor("cc", "place", f"Tarn {title}")
    lines = {
        "a1": ReportLine("a1", "a", title, outlet, "LPA", "2031-05-05", "a1", "not", None, None, 0, None),
        "b2": ReportLine("b2", "b", "Second", None, None, None, "a1", "partly", "passages", "a1", 0.19, None),
        "c3": ReportLine("c3", "c", title, outlet, outlet, None, "a1", "wholly", None, None, 1.0, outlet),
    }
    event = EventLine(
        content_id("event"), "a1", "CONSULT", "meet", (ada, ivo), ("Tarn",), "2031-05-05",
        (("2031-05-05", "2031-05-05"),), "reported", 2, 1, 1, 3,
        (evidence("e1", one, "met"), evidence("e2", two, "met")),
    )  # fmt: skip
    when = When(
        Interval("2031-05-05", "2031-05-05"), "2031-05-05", True, (Reason(f"“{title}”", content_id("e1")),),
        (Interval("2031-05-04", "2031-05-04"),),
    )  # fmt: skip
    plan = Plan("happened", content_id("event"), (Reason(title),))
    moment = MomentLine(event, "Meeting", when, "on 5 May 2031", 0, 0, plan)
    stay = Stay(title, 1, (event.id,), when.days, "2031-05-05", True, False, (Reason(title),))
    journey = JourneyLine(Journey(content_id("j"), "aa", 2, (stay,)), ada, ((stay, "on 5 May 2031"),))
    said = "40 people had died"
    statement = StatementLine(
        content_id("s1"),
        "a1",
        "Ada Borel",
        ada,
        False,
        "indirect",
        said,
        None,
        1,
        1,
        1,
        1,
        (evidence("s1", one, said),),
    )
    unnamed = StatementLine(
        content_id("s2"),
        "a1",
        title,
        None,
        True,
        "direct",
        "elsewhere",
        outlet,
        1,
        0,
        1,
        1,
        (evidence("s2", two, "said"),),
        relays=2,
        office=title,
        voice=Voice("official", (title,), several=True),
        reasons=(title,),
        pledge="promise",
        chains=(
            (
                HopLine("speaker", title, None, Span("b2", 0, 1), "text"),
                HopLine("relay", outlet, ada, Span("b2", 0, 1), "text"),
                HopLine("agency", title, None, None, f"lineage: {title}"),
            ),
        ),
        variants=(
            Variant(
                title,
                "edited",
                0.8,
                (title,),
                (Piece("out", title), Piece("in", outlet), Piece("same", "x")),
                (evidence("s2", two, "said"),),
            ),
            Variant(title, "reworded", 0.6, (), (), (evidence("s2", two, "said"),)),
        ),
        maybe=(Echo("unsure", 0.5, (title,), content_id("s1")),),
    )
    dispute = DisputeLine(
        content_id("d"), "a1", "contradiction",
        (Side("Ada Borel", ada, statement.evidence[0]), Side(title, None, unnamed.evidence[0])), (title,),
    )  # fmt: skip
    loaded = StanceLine(
        content_id("l"), title, "breach", {"asserted": 1},
        (
            Use("asserted", None, None, evidence("l1", one, "died")),
            Use("attributed", title, None, evidence("l2", two, "died")),
        ),
    )  # fmt: skip
    figures = [
        FigureLine(
            content_id(f"f{number}"), "a1",
            Figure(Span(report.id, 1, 2), str(number), number, number, number, False, None, "people killed"),
            1, 1, 1, 1, (evidence(f"f{number}", report, str(number)),),
        )
        for number, report in ((40, one), (55, two))
    ]  # fmt: skip
    conflict = ConflictLine(
        content_id("x"), "a1", "unsure", "people killed", ("40", "55"), ("one may be an update",),
        tuple(line.evidence[0] for line in figures),
    )  # fmt: skip
    entities = [
        EntityLine(
            actor,
            False,
            3,
            ((actor.name, 2), (f"{actor.name} {title}", 1)),
            (("Envoy", 2), (title, 1)),
            (RoleLine("envoy", title, "2031-05-05", "2031-05-06", 2), RoleLine(title, None, None, None, 1)),
            (title,),
            KnownLine(title, "2031", None, (OfficeLine(title, title, "2031-05", None),), title),
            2,
            (DoubtLine(ada, ivo, 0.7, (title, "one may be the other")),) if actor is not tarn else (),
            (
                DecisionLine(1, "2031-05-07T08:00:00+00:00", title, "merge", title, (title,), None, None, 2),
                DecisionLine(2, "2031-05-08T08:00:00+00:00", "desk", "undo", "1", (), None, title, None),
            ),
            (evidence(actor.id, one, "Ada Borel"),),
            (),
        )
        for actor in (ada, ivo, tarn)
    ]
    shared = "met Ivo Rask in Tarn on Monday"
    here, there = (Span(report.id, 10, 10 + len(shared)) for report in (two, one))
    source = SourceLine(
        "passages", "a1", None, 0.19, "likely", (title, outlet), (Passage("verbatim", here, there),)
    )
    credit = SourceLine("credit", None, outlet, 1.0, "certain", (title,), ())
    story = StoryLine(
        "a1", title, "2031-05-05", "2031-05-05", tuple(lines.values()), 1, 2, 7, (ada, ivo), (tarn,),
        (
            LineageLine(0, "a1", None, "not", 0.0, True, ()),
            LineageLine(1, "b2", None, "partly", 0.19, False, (source,)),
            LineageLine(0, None, outlet, "not", 0.0, True, (), title),
            LineageLine(1, "c3", None, "wholly", 1.0, False, (credit,)),
        ),
        (EarlierLine("a1", title, f"2 in common, {outlet}"),),
    )  # fmt: skip
    counts = dict.fromkeys(
        ("reports", "undated", "originals", "partly", "copies", "stories", "people", "bodies", "places"), 2
    )
    points = tuple(
        PointLine(
            day, value, low, high, title, title, 1, figures[0].evidence, False, False,
            Beside("old", "2031-05-01", 38.0, 3, title),
        )
        for day, value, low, high in (
            ("2031-05-03", 40.0, 40.0, None), ("2031-05-04", 41.0, None, 41.0), (None, 42.0, 42.0, 42.0)
        )
    )  # fmt: skip
    told = Series(
        content_id("q"),
        "a1",
        title,
        "people",
        "killed",
        None,
        title,
        None,
        None,
        title,
        None,
        True,
        (),
        (),
        1,
    )
    series = SeriesLine(
        content_id("q"), "a1", title, told, points, (SeriesChange("falls", 0, 1, title),), (conflict,),
        (OfficialLine(title, title, (("2031-05-03", 38.0), ("2031-05-04", 44.0))),),
    )  # fmt: skip
    stub = SimpleNamespace(
        present_board=Board(None, ()),
        process=None,
        dates=[],
        counts={**counts, "meetings": 1, "statements": 2, "figures": 2, "disagreements": 1, "failures": 1},
        failures=[Failure("read", f"reports/{title}.txt", "empty", title)],
        texts={"a1": one, "b2": two, "c3": three},
        reports=lines,
        stories=[story],
        events=[event],
        statements=[statement, unnamed],
        said=SimpleNamespace(
            disputes=[dispute], stance=[loaded], topics=lambda lines: [TopicLine(title, tuple(lines))]
        ),
        figures=figures,
        ledger=SimpleNamespace(series=[series], open=[conflict, conflict]),
        conflicts=[conflict],
        timeline=[moment],
        journeys=[journey],
        meetings=[(ada, ivo, [event])],
        log=log(LogLine("meeting", moment, (PartyLine(ada), PartyLine(ivo)))),
        entities=lambda: entities,
    )
    return cast(Views, stub)


def nothing() -> Views:
    lists = ("failures", "stories", "events", "statements", "figures", "conflicts", "timeline", "meetings")
    empty: dict[str, Any] = {name: [] for name in (*lists, "journeys")}
    counts = (
        "reports",
        "undated",
        "originals",
        "partly",
        "copies",
        "people",
        "bodies",
        "places",
        "stories",
        "failures",
    )
    stub = SimpleNamespace(
        present_board=Board(None, ()),
        process=None,
        dates=[],
        **empty,
        counts=dict.fromkeys(counts, 0),
        texts={},
        reports={},
        entities=list,
        said=SimpleNamespace(disputes=[], stance=[], topics=list),
        log=log(),
        ledger=SimpleNamespace(series=[], open=[]),
    )
    return cast(Views, stub)


def log(*meetings: LogLine) -> SimpleNamespace:
    network = Network([], [], [])
    return SimpleNamespace(
        lines=list(meetings), meetings=list(meetings), incidents=[], agreements=[], network=network
    )


def render(of: Views, title: str = "Record") -> str:
    return "".join(write_page(of, title))


def test_page_is_well_formed_and_has_every_section() -> None:
    page = Page(render(views()))
    assert page.open == []
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    sections = [attributes["id"] for tag, attributes in page.tags if tag == "section"]
    assert sections == [
        "disagreements", "stories", "timeline", "log", "meetings", "statements", "stance", "figures",
        "series", "entities", "reports", "failures",
    ]  # fmt: skip


def test_every_link_of_the_page_has_its_place() -> None:
    page = Page(render(views()))
    links = {link[1:] for link in page.all("href") if link.startswith("#")}
    assert links <= set(page.all("id"))
    claims = [content_id(claim) for claim in ("e1", "e2", "s1", "s2", "f40", "f55", "aa", "l1")]
    assert {f"c-{claim}" for claim in claims} <= links


def test_every_marked_piece_says_what_rests_on_it() -> None:
    page = Page(render(views()))
    links = [attributes for tag, attributes in page.tags if tag == "a"]
    pieces = [link for link in links if link.get("class", "").startswith("m ")]
    assert {piece["href"][1] for piece in pieces} == set("sefnl")
    assert all(piece["title"] for piece in pieces)
    assert any(
        "Figure: 40 people killed; Statement, speaker: Ada Borel" in piece["title"] for piece in pieces
    )


def test_hostile_words_stay_words() -> None:
    plain, hostile = (Page(render(views(words, words), words)) for words in ("x", HOSTILE))
    assert hostile.open == []
    assert [tag for tag, _ in hostile.tags] == [tag for tag, _ in plain.tags]
    assert HOSTILE in hostile.text
    for _, attributes in hostile.tags:
        assert not any(name.startswith("on") or name == "style" for name in attributes)


def test_ids_in_attributes_are_hexadecimal() -> None:
    for name in Page(render(views(HOSTILE, HOSTILE))).all("id"):
        assert re.fullmatch(r"[a-z]+(-heading)?|[a-z]-[0-9a-f]+", name), name


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//no.example", "http://[", "file:///x", ""]
)
def test_other_addresses_than_of_the_web_are_no_links(url: str) -> None:
    assert all(link.startswith("#") for link in Page(render(views(url=url))).all("href"))


def test_nothing_is_loaded_from_anywhere() -> None:
    html = render(views(url="https://gazette.example/a?b=1&c=2"))
    page = Page(html)
    assert not page.all("src")
    assert {tag for tag, _ in page.tags}.isdisjoint(
        {"link", "img", "iframe", "object", "embed", "base", "form"}
    )
    outside = [attributes for _, attributes in page.tags if attributes.get("href", "#")[0] != "#"]
    assert [link["href"] for link in outside] == ["https://gazette.example/a?b=1&c=2"]
    assert outside[0]["rel"] == "noopener nofollow noreferrer"
    assert "url(" not in html
    assert "default-src 'none'" in page.all("content")[0]
    assert "unsafe" not in page.all("content")[0]


def test_an_empty_record_says_so() -> None:
    page = Page(render(nothing(), "Empty"))
    assert page.open == []
    assert "The record has no report yet." in page.text
    assert "<svg" not in render(nothing())


def test_values_that_disagree_stand_side_by_side_with_their_evidence() -> None:
    html = render(views())
    sides = html.split('<div class="side">')[1:]
    assert len(sides) == 4  # two figures, and two speakers of the same words
    assert "<b>40</b>" in sides[0]
    assert "<b>55</b>" in sides[1].split("</article>")[0]


def test_lineage_is_told_in_words() -> None:
    words = Page(render(views())).text
    assert (
        "partly derived: passages of Lorn Gazette, 5 May 2031 (19\N{NO-BREAK SPACE}% of its own words)"
        in words
    )
    assert "Lorn Gazette, not seen" in words
    assert "2 originals, 2 partly derived and 2 copies" in words


def test_every_count_says_who_is_counted() -> None:
    told = [words.replace("\N{NO-BREAK SPACE}", " ") for words in supports(render(views()))]
    assert "3 reports, 1 outlet, 2 origins, 7 asserters" in told
    assert "2 reports, 1 outlet, 1 origin, 3 asserters" in told
    assert "1 report, 1 origin, 1 asserter" in told


def supports(html: str) -> list[str]:
    found = re.findall(r'<span class="support">(.*?)</span>', html)
    return [re.sub("<[^>]+>", "", words) for words in found]


def test_a_story_says_where_it_is_and_what_it_goes_on_from() -> None:
    html = render(views())
    assert re.search(r'Places?</span> <a class="actor" href="#n-cc">', html)
    assert re.search(r'Goes on from</span> <a href="#t-a1" dir="auto">Envoys meet</a> \(2 in common', html)


def test_the_picture_of_a_story_links_to_its_reports() -> None:
    figure = render(views()).split('<figure class="tree">')[1].split("</figure>")[0]
    assert re.findall(r'<a href="#r-(\w+)"', figure) == ["a1", "b2", "c3"]
    assert figure.count("<path") == 2
    assert figure.count('class="agency"') == 2  # in the tree, and in its key
    assert 'aria-label="Lorn Gazette, not in this record' in figure


def test_two_texts_stand_side_by_side() -> None:
    html = render(views())
    beside = html.split('<details class="beside"')[1].split("</details>")[0]
    pieces = re.findall(r'<a class="p verbatim" id="([^"]+)" data-n="1" data-p="1" href="#([^"]+)"', beside)
    assert len(pieces) == 2
    assert pieces[0] == pieces[1][::-1]
    assert "likely: Envoys meet; Lorn Gazette." in beside
    pair = re.findall(r'href="#(b-\w+)">side by side', html)
    assert pair == [beside.split('"')[1]]


marks = st.lists(
    st.tuples(
        st.integers(0, 60), st.integers(1, 60), st.integers(0, 9), st.integers(0, 9), st.sampled_from("sefn")
    )
)


@given(st.text(st.sampled_from("ab <>&\"'\n\r é\u202e"), min_size=120, max_size=120), marks)
def test_marked_text_without_tags_is_the_text(text: str, found: list[tuple[int, int, int, int, str]]) -> None:
    made = [
        Mark(
            start,
            start + length,
            (max(0, start - before), start + length + after),
            kind,
            f"{number:x}",
            "#s-0",
            text,
        )
        for number, (start, length, before, after, kind) in enumerate(found)
    ]
    page = Page(str(highlight(text, made)))
    assert page.open == []
    assert page.text == text
    assert sorted(page.all("id")) == sorted(f"c-{mark.claim}" for mark in made)


def test_overlapping_evidence_is_cut_at_every_boundary() -> None:
    outer = Mark(0, 6, (0, 10), "statement", "1", "#s-1", "outer")
    crossing = Mark(4, 9, (0, 10), "event", "2", "#e-2", "crossing")
    pieces = re.findall(
        r'<a class="([^"]+)"[^>]* href="#([^"]+)"[^>]*>([^<]*)</a>',
        str(highlight("abcdefghij", [crossing, outer])),
    )
    assert pieces == [
        ("m statement", "s-1", "abcd"), ("m event statement", "e-2", "ef"), ("m event", "e-2", "ghi"),
    ]  # fmt: skip


def test_many_overlapping_claims_cost_no_more_than_their_pieces() -> None:
    made = [Mark(n, 4000 - n, (0, 4000), "statement", f"{n:x}", "#s-0", "x") for n in range(1900)]
    assert len(highlight("x" * 4000, made)) < 2_000_000
