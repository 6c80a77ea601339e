"""The logs: what a line says, in the terminal, on the page and as a picture, also of hostile reports."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner
from rich.console import Console

from truceline import build, open_record
from truceline.known.points import Point, Unplaced
from truceline.model.claims import Modality
from truceline.model.when import Interval, When
from truceline.present.cli import main
from truceline.present.faces import Actor
from truceline.present.lines import EventLine, Evidence
from truceline.present.log_lines import (
    AccountLine,
    LogKind,
    LogLine,
    Network,
    NodeLine,
    PairLine,
    PartyLine,
    PlaceLine,
    WordsLine,
)
from truceline.present.meets import network_of
from truceline.present.moments import MomentLine, named_what, on
from truceline.present.network_picture import ROWS, picture
from truceline.present.page import write_page
from truceline.present.terminal_events import account_words, party_words, place_words, show_log
from truceline.present.terminal_lines import EVERYTHING, Choice
from truceline.relate.edtf import edtf
from truceline.store import Record

ADA, IVO = Actor("aaaaaa", "person", "Ada Borel"), Actor("bbbbbb", "person", "Ivo Rask")
TARN = Actor("cccccc", "place", "Tarn")
HOSTILE = (
    "<script>alert(1)</script>",
    "\u202eevil\u202c",
    "שלום עולם",
    "x" * 5000,
    "[red]markup[/red]",
    "=1+1",
)

REPORTS = (
    {
        "id": "one",
        "outlet": "Courier",
        "published": "2031-05-07",
        "title": "Talks",
        "text": "Qatar's Foreign Minister Sela Marok met Tomas Orrelan, the foreign minister of Turkey, in "
        "Doha on Tuesday. Sela Marok will meet Tomas Orrelan again in Ankara next week.",
    },
    {
        "id": "two",
        "outlet": "Ledger",
        "published": "2031-05-09",
        "title": "Signed",
        "text": "Egypt and Turkey signed an agreement on maritime transport on Thursday in Cairo.",
    },
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("log")
    reports = folder / "reports.jsonl"
    reports.write_text("\n".join(json.dumps(one) for one in REPORTS), encoding="utf-8")
    build([reports], folder / "talks.truceline")
    return folder / "talks.truceline"


def shown(path: Path, *arguments: str) -> str:
    result = CliRunner().invoke(main, ["show", str(path), *arguments], env={"COLUMNS": "300"})
    assert result.exit_code == 0, result.output
    return result.output


# A record --------------------------------------------------------------------------------------------


def test_a_meeting_has_who_with_the_side_where_when_and_what_follows(built: Path) -> None:
    with open_record(built) as views:
        held = [line for line in views.log.meetings if line.event.modality == "reported"]
        assert len(held) == 1
        (line,) = held
        assert {(party.actor.name, party.body) for party in line.parties} == {
            ("Sela Marok", "Qatar"),
            ("Tomas Orrelan", "Turkey"),
        }
        (place,) = line.places
        assert isinstance(place.point, Point)
        assert (place.actor.name, place.point.precision, place.point.country) == ("Doha", 1, "Qatar")
        assert line.moment.on == "on 6 May 2031"
        assert [plan.event.modality for plan in line.follows] == ["planned"]
        (pair,) = views.log.network.pairs
        assert (pair.one.name, pair.other.name, len(pair.meetings)) == ("Qatar", "Turkey", 1)


def test_the_terminal_prints_each_log(built: Path) -> None:
    meetings = shown(built, "meetings")
    assert "Sela Marok (Foreign Minister, Qatar)" in meetings
    assert "where: Doha (25.29, 51.53: the place itself)" in meetings
    assert "[Courier, 2031-05-07]" in meetings
    agreements = shown(built, "agreements")
    assert "Signing" in agreements
    assert "Egypt" in agreements
    assert re.search(r"Qatar\s+Turkey\s+1", shown(built, "network"))
    assert "no such incident" in shown(built, "incidents")


def test_a_log_is_chosen_by_day_by_who_and_by_story(built: Path) -> None:
    assert "Doha" in shown(built, "meetings", "--with", "Marok", "--from", "2031-05-01", "--to", "2031-05-06")
    assert "no such meeting" in shown(built, "meetings", "--to", "2031-05-01")
    assert "no such agreement" in shown(built, "agreements", "--with", "Marok")
    with open_record(built) as views:
        story = views.log.agreements[0].story
        (line,) = [line for line in views.log.meetings if line.event.modality == "reported"]
    assert "no such meeting" in shown(built, "meetings", "--story", story)
    assert "Doha" in shown(built, "meetings", line.id[:8])
    assert CliRunner().invoke(main, ["show", str(built), "meetings", "zzzz"]).exit_code == 1


def test_the_page_has_the_logs_and_leads_to_their_sentences(built: Path) -> None:
    with open_record(built) as views:
        html = "".join(write_page(views, "talks"))
    assert 'id="log"' in html
    assert 'id="agreements"' in html
    assert 'id="incidents"' not in html
    anchors = set(re.findall(r'id="([^"]+)"', html))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= anchors


# Lines by hand -----------------------------------------------------------------------------------


def line(
    kind: LogKind = "meeting",
    number: int = 0,
    day: str | None = "2031-05-06",
    modality: Modality = "reported",
    evidence: tuple[Evidence, ...] = (),
    **more: Any,
) -> LogLine:
    code, what = {"incident": ("FIGHT", "heavy-weapons"), "agreement": ("AGREE", "sign")}.get(
        kind, ("CONSULT", "meet")
    )
    days = Interval(day, day)
    event = EventLine(
        f"{number:016x}", "s" * 16, code, what, (ADA, IVO), ("Tarn",), "", (), modality, 1, 1, 1, 1, evidence
    )
    when = When(days, edtf(days), True)
    return LogLine(kind, MomentLine(event, named_what(what, code), when, on(when), 0, 0, None), **more)


def test_words_for_who_where_and_by_whom_according_to_whom() -> None:
    assert party_words(PartyLine(ADA, "host", "foreign minister, Tarn", "Tarn")) == (
        "Ada Borel (foreign minister, Tarn; host)"
    )
    assert (
        party_words(PartyLine(ADA, None, "envoy", "Tarn", "government"))
        == "Ada Borel (envoy; Tarn; government)"
    )
    assert party_words(PartyLine(TARN, None, None, "Tarn")) == "Tarn"
    none = PlaceLine(TARN, Unplaced("several places have this name", ("Tarn, France", "Tarn, Syria")))
    assert place_words(none) == "Tarn (no point: several places have this name: Tarn, France; Tarn, Syria)"
    denied = AccountLine("the Front", "denied", ("Tarn",), ())
    assert account_words(denied) == "by Tarn, according to the Front (denied), 0 reports"
    assert account_words(AccountLine(None, None, (), ())) == "not attributed, no source named, 0 reports"
    confirmed = account_words(AccountLine("Tarn", "confirmed", ("Tarn",), ()))
    assert "confirmed by the side that is accused" in confirmed


def test_an_incident_is_named_by_what_was_done_and_has_no_verdict() -> None:
    found = line("incident", means=("drone",), status="alleged")
    assert (found.what, found.state) == ("Strike or shelling", "alleged")
    assert line("incident").state == "reported"


def hostile_lines(evidence: tuple[Evidence, ...]) -> list[LogLine]:
    kinds: tuple[LogKind, ...] = ("meeting", "incident", "agreement")
    return [
        hostile_line(kind, number, words, evidence) for number, words in enumerate(HOSTILE) for kind in kinds
    ]


def hostile_line(kind: LogKind, number: int, words: str, evidence: tuple[Evidence, ...]) -> LogLine:
    actor = Actor("dddddd", "body", words)
    passage = tuple(WordsLine(words, one) for one in evidence)
    return line(
        kind,
        number,
        evidence=evidence,
        parties=(PartyLine(actor, "mediator", words, words, words),),
        sources=(actor,),
        targets=(actor,),
        places=(PlaceLine(actor, Unplaced(words, (words,))),),
        formats=(words,),
        levels=(words,),
        subjects=passage,
        outcomes=passage,
        means=(words,),
        harm=passage,
        accounts=(AccountLine(words, words, (words,), evidence),),
        clashes=(words,),
        history=(("planned", words),),
    )


def hostile_log(evidence: tuple[Evidence, ...]) -> SimpleNamespace:
    lines = hostile_lines(evidence)
    meetings = [one for one in lines if one.kind == "meeting"]
    nodes = [NodeLine(words, None) for words in HOSTILE]
    pairs = [PairLine(one, other, tuple(meetings)) for one, other in pairwise(nodes)]
    held = [(one, HOSTILE) for one in meetings]
    return SimpleNamespace(
        lines=lines,
        meetings=meetings,
        incidents=[one for one in lines if one.kind == "incident"],
        agreements=[one for one in lines if one.kind == "agreement"],
        network=Network(pairs, nodes, held),
    )


@pytest.mark.parametrize("what", ["meetings", "incidents", "agreements", "network"])
def test_hostile_words_are_words_in_the_terminal(what: str, sample_record: Record) -> None:
    from truceline.present.views import Views  # noqa: PLC0415 - the fixture is a record

    views = Views(sample_record)
    evidence = views.events[0].evidence[:1]
    views.__dict__["log"] = hostile_log(evidence)
    out = io.StringIO()
    console = Console(file=out, width=200, force_terminal=False)
    show_log(views, what, None, 0, console, EVERYTHING)
    printed = out.getvalue()
    for words in HOSTILE:
        assert words in printed or len(words) > 200
    if what != "network":
        show_log(views, what, f"{1:016x}", 0, console, Choice())


def test_hostile_words_are_words_on_the_page(sample_record: Record) -> None:
    from truceline.present.views import Views  # noqa: PLC0415 - the fixture is a record

    views = Views(sample_record)
    evidence = views.events[0].evidence[:1]
    views.__dict__["log"] = hostile_log(evidence)
    html = "".join(write_page(views, "sample"))
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert html.count("<script>") == 1


def test_a_person_without_a_side_is_not_said_to_meet_those_it_may_be_of() -> None:
    front = Actor("eeeeee", "body", "Front")
    sided = PartyLine(ADA, None, "envoy, Tarn", "Tarn"), PartyLine(front, None, None, "Front")
    three = line(parties=(*sided, PartyLine(IVO)))
    assert [node.name for node in network_of([three], (ADA, IVO, front)).nodes] == ["Front", "Tarn"]
    two = line(parties=(sided[0], PartyLine(IVO)))
    (pair,) = network_of([two], (ADA, IVO)).pairs
    assert (pair.one.name, pair.other.name) == ("Ivo Rask", "Tarn")


def test_places_that_are_no_countries_and_lists_of_names_meet_nobody() -> None:
    here = PartyLine(TARN, None, None, "Tarn")
    assert not network_of([line(parties=(here, PartyLine(ADA)))], (ADA, TARN)).pairs
    many = tuple(PartyLine(Actor(f"{number:06x}", "body", f"Body {number}")) for number in range(1000))
    assert not network_of([line(parties=many)], ()).pairs
    assert not network_of([line(modality="planned", parties=many[:2])], ()).pairs
    assert len(network_of([line(parties=many[:2])], ()).pairs) == 1


# The picture -------------------------------------------------------------------------------------


def network(meetings: int, nodes: int) -> Network:
    names = [f"Side {number}" for number in range(nodes)]
    held = [
        (
            line(number=number, day=f"2031-05-{number % 28 + 1:02}"),
            (names[number % nodes], names[(number + 1) % nodes]),
        )
        for number in range(meetings)
    ]
    return Network([], [NodeLine(name, None) for name in names], held)


@pytest.mark.parametrize(("meetings", "nodes"), [(2, 2), (5, 3), (200, 60), (31, 17)])
def test_the_picture_fits_its_width_and_has_a_row_for_each_side(meetings: int, nodes: int) -> None:
    drawn = picture(network(meetings, nodes))
    assert drawn is not None
    assert drawn.total == meetings
    assert drawn.left_out == max(0, nodes - ROWS)
    for _, chart in drawn.charts:
        heights = {y for _, _, y in chart.rows}
        assert len(chart.rows) <= ROWS
        for column in chart.columns:
            assert chart.left <= column.x - 5
            assert column.x + 5 <= chart.width
            assert set(column.dots) <= heights
            assert len(column.dots) == 2
        assert all(0 <= tick.x <= chart.width for tick in chart.ticks)
        xs = [column.x for column in chart.columns]
        assert xs == sorted(xs)


def test_no_picture_of_a_single_meeting_or_of_those_without_a_day() -> None:
    assert picture(network(1, 2)) is None
    without = [(replace_day(one), who) for one, who in network(5, 3).meetings]
    assert picture(Network([], network(5, 3).nodes, without)) is None


def replace_day(one: LogLine) -> LogLine:
    return replace(one, moment=replace(one.moment, when=When(Interval(), "", False)))


def test_a_stretch_of_time_has_its_own_sides() -> None:
    whole_time = network(20, 5)
    drawn = picture(whole_time, "2031-05-03", "2031-05-05")
    assert drawn is not None
    assert drawn.total == 3
    assert all(len(chart.columns) == 3 for _, chart in drawn.charts)
    assert picture(whole_time, "2032-01-01") is None
    assert picture(whole_time, None, "2031-05-02") is not None


def test_what_is_usual_says_so() -> None:
    assert line("incident", modality="habitual").state == "habitual"
    assert line("incident", modality="habitual", status="reported").state == "habitual"
    assert line("incident", modality="habitual", status="alleged").state == "habitual, alleged"
