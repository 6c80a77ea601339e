"""The timeline in words, as a picture, and as iCalendar."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from icalendar import Calendar

from truceline import build
from truceline.model.claims import Modality
from truceline.model.timeline import Plan
from truceline.model.when import Interval, When
from truceline.present import ical
from truceline.present.cli import main
from truceline.present.export import record as whole
from truceline.present.faces import Actor
from truceline.present.lines import EventLine
from truceline.present.moments import MomentLine, chosen, named_what, on, on_days
from truceline.present.timeline_picture import ROWS, Chart, picture
from truceline.relate.edtf import edtf
from truceline.store import Record

ADA, IVO = (Actor(name[:1] * 6, "person", name) for name in ("Ada Borel", "Ivo Rask"))


def line(
    first: str | None,
    last: str | None = None,
    *,
    number: int = 0,
    what: str = "meet",
    modality: Modality = "reported",
    plan: Plan | None = None,
    reports: int = 1,
) -> MomentLine:
    days = Interval(first, last)
    event = EventLine(
        f"{number:016x}", "s", "CONSULT", what, (ADA, IVO), ("Tarn",), "", (), modality, reports, 1, 1, 1, (),
        ("tttttt",),
    )  # fmt: skip
    when = When(days, edtf(days), True)
    return MomentLine(event, named_what(what, "CONSULT"), when, on(when), 0, 0, plan)


def day(when: str, **more: Any) -> MomentLine:
    return line(when, when, **more)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2031-10-21", "2031-10-21", "on 21 October 2031"),
        ("2031-10-10", "2031-10-14", "between 10 and 14 October 2031"),
        ("2031-10-30", "2031-11-02", "between 30 October 2031 and 2 November 2031"),
        ("2031-01-01", "2031-12-31", "in 2031"),
        (None, "2031-07-31", "by 31 July 2031"),
        ("2031-07-31", None, "on or after 31 July 2031"),
        (None, None, "day not known"),
    ],
)
def test_days_in_words(first: str | None, last: str | None, words: str) -> None:
    assert on_days(Interval(first, last)) == words


def test_rough_days_and_days_without_a_year_in_words() -> None:
    assert on(When(Interval(), "XXXX-10-10", False)) == "on 10 October, year not known"
    assert on(When(Interval(), "XXXX-10", False)) == "in October, year not known"
    month = Interval("2031-10-01", "2031-10-31")
    assert on(When(month, "2031-10~", False)) == "about between 1 and 31 October 2031"


def test_what_is_asked_for() -> None:
    lines = [day("2031-05-02"), line("2031-05-01", "2031-05-09"), line(None, "2031-04-30"), line(None)]
    assert list(chosen(lines)) == lines
    assert list(chosen(lines, since="2031-05-03")) == [lines[1]]
    assert list(chosen(lines, until="2031-04-30")) == [lines[2]]
    assert list(chosen(lines, names=["ada"], found={"ada": {ADA.id}})) == lines
    assert list(chosen(lines, names=["ada", "x"], found={"ada": {ADA.id}, "x": {"xx"}})) == []


def charts(lines: Sequence[MomentLine]) -> list[Chart]:
    drawn = picture(lines)
    assert drawn is not None
    return [chart for _, chart in drawn.charts]


def test_the_picture_has_a_row_for_each_event_within_its_width() -> None:
    lines = [
        day("2031-05-02", number=1),
        line("2031-05-03", "2031-05-06", number=2),
        line(None, "2031-05-04", number=3),
        line("2031-05-05", None, number=4, modality="planned", plan=Plan("not reported", None, ())),
        day("2032-01-01", number=5, what="visit"),
        line(None, number=6),
    ]
    for chart in charts(lines):
        assert [name for name, _ in chart.lanes] == ["Meetings and calls", "Visits"]
        assert len(chart.rows) == 5
        assert len({row.y for row in chart.rows}) == 5
        for row in chart.rows:
            assert 0 <= row.mark.left <= row.mark.right <= chart.width
            assert row.y < row.mark.y < chart.height
        assert len(chart.breaks) == 1
        first, *_, last = chart.rows
        assert first.mark.left < chart.breaks[0] < last.mark.left
        assert any("planned, no report that it was done" in row.label for row in chart.rows)
        places = [tick.x for tick in chart.ticks]
        assert places == sorted(places)
        assert all(after - before > 40 for before, after in pairwise(places))


def test_a_picture_of_nothing_and_of_very_much() -> None:
    assert picture([]) is None
    assert picture([day("2031-05-02"), line(None)]) is None
    assert charts([day("2031-05-02"), day("2031-05-02")])[0].rows[0].mark.left > 0
    many = [day("2031-05-02", number=number, reports=1 + (number == 9)) for number in range(5_000)]
    drawn = picture(many)
    assert drawn is not None
    assert (drawn.drawn, drawn.total) == (ROWS, 5_000)
    assert any(row.event == f"{9:016x}" for row in drawn.charts[0][1].rows)
    ends = [day("0001-01-01"), day("9999-12-31")]
    assert len(charts(ends)[0].rows) == 2


# iCalendar ---------------------------------------------------------------------------------------


def test_a_stretch_of_time_is_drawn_alone() -> None:
    lines = [
        day("2031-05-02", number=1),
        line("2030-12-20", "2031-05-20", number=2),
        day("2032-01-01", number=3),
    ]
    drawn = picture(lines, "2031-05-01", "2031-05-31")
    assert drawn is not None
    assert drawn.total == 2
    assert drawn.cut
    for _, chart in drawn.charts:
        assert {row.event for row in chart.rows} == {f"{number:016x}" for number in (1, 2)}
        assert not any("December" in tick.words or "2032" in tick.words for tick in chart.ticks)
    whole_time = picture(lines)
    assert whole_time is not None
    assert not whole_time.cut
    assert picture(lines, "2033-01-01") is None
    assert picture(lines, "2031-05-31", "2031-05-01") == drawn
    assert picture(lines[:1], "2031-05-01") is not None


def entry(
    earliest: str | None, latest: str | None, modality: str = "reported", outcome: str | None = None
) -> Any:
    record = {
        "entities": [{"id": "aa", "name": "Ada; Borel, junior"}, {"id": "tt", "name": "Tarn"}],
        "reports": [{"id": "r", "published": "2031-05-08T10:00:00"}, {"id": "q", "published": None}],
        "events": [
            {
                "id": "0" * 16, "code": "CONSULT", "mode": "meet", "participants": ["aa"], "places": ["tt"],
                "reports": ["r", "q"], "origins": 1,
            }
        ],
        "timeline": [
            {
                "event": "0" * 16, "earliest": earliest, "latest": latest, "edtf": "x", "modality": modality,
                "reasons": [{"words": "“Tuesday”\nin a report", "mention": None}],
                "plan": {"outcome": outcome} if outcome else None,
            }
        ],
    }  # fmt: skip
    text = "".join(ical.exporter.write(record))
    assert text == "".join(ical.exporter.write(record))
    assert all(len(row.encode()) <= 75 for row in text.split("\r\n"))
    events = Calendar.from_ical(text).events
    return events[0] if events else None


def test_an_event_of_one_day() -> None:
    found = entry("2031-05-06", "2031-05-06")
    assert found.start.isoformat() == "2031-05-06"
    assert found.end.isoformat() == "2031-05-07"
    assert str(found["SUMMARY"]) == "Meeting: Ada; Borel, junior"
    assert (str(found["STATUS"]), str(found["LOCATION"])) == ("CONFIRMED", "Tarn")
    assert str(found["UID"]) == "0" * 16 + "@truceline"
    assert found["DTSTAMP"].dt.isoformat() == "2031-05-08T00:00:00+00:00"
    assert str(found["X-TRUCELINE-EDTF"]) == "x"


def test_intervals_open_ends_and_plans() -> None:
    assert entry("2031-05-06", "2031-05-09").end.isoformat() == "2031-05-10"
    open_ended = entry(None, "2031-05-06")
    assert open_ended.start.isoformat() == "2031-05-06"
    assert "by 6 May 2031" in str(open_ended["SUMMARY"])
    assert str(entry("2031-05-06", None, "planned", "not reported")["STATUS"]) == "TENTATIVE"
    assert str(entry("2031-05-06", None, "planned", "called off")["STATUS"]) == "CANCELLED"
    assert str(entry("2031-05-06", "2031-05-06", "denied")["STATUS"]) == "CANCELLED"
    assert entry(None, None) is None


def test_the_ends_of_the_calendar() -> None:
    assert entry("0001-01-01", "0001-01-01").start.isoformat() == "0001-01-01"
    assert entry("9999-12-31", "9999-12-31").start.isoformat() == "9999-12-31"


# The whole record --------------------------------------------------------------------------------


PLANNED = (
    "Ruiz to go on to Oslo\n\nSTOCKHOLM, May 6, 2031 - President Ana Ruiz of Norland arrived in Sweden "
    "on Tuesday on the second leg of a three-country tour. Ms Ruiz will next travel to Norway. "
    "President Ana Ruiz will meet Foreign Minister Karl Weber in Oslo on Thursday.\n"
)
DONE = (
    "Ruiz meets Weber in Oslo\n\nOSLO, May 9, 2031 - President Ana Ruiz of Norland met Foreign Minister Karl "
    "Weber in Oslo on Thursday on her tour.\n"
)


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports on a journey: a plan, and what came of it."""
    folder = tmp_path_factory.mktemp("tour")
    (folder / "a.txt").write_text(PLANNED)
    (folder / "b.txt").write_text(DONE)
    build([folder], folder / "record")
    return folder / "record"


def run(*arguments: object) -> str:
    done = CliRunner().invoke(main, [str(one) for one in arguments])
    assert done.exit_code == 0, done.output
    return done.output


def test_the_timeline_in_the_terminal(tour: Path) -> None:
    shown = run("show", tour, "timeline")
    assert "on 8 May 2031  Meeting: Ana Ruiz, Karl Weber in Oslo" in shown
    assert "told as done" in shown
    assert "Journey of Ana Ruiz, told as one of 3 places" in shown
    assert "Sweden" in run("show", tour, "timeline", "--to", "2031-05-06")
    assert "Weber" not in run("show", tour, "timeline", "--to", "2031-05-06")
    assert "Sweden" not in run("show", tour, "timeline", "--actor", "weber")
    one = run("show", tour, "timeline", shown.split("Meeting: Ana Ruiz")[0].split()[-6][:6])
    assert "day:" in one


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["timeline", "--from", "soon"], "is no day"),
        (["timeline", "--actor", "Nobody At All"], "nobody with the id or name"),
        (["timeline", "zzz"], "is none of the events"),
        (
            ["events", "--from", "2031-05-01"],
            "are for the timeline, the logs, for figures",
        ),
    ],
)
def test_what_cannot_be_shown_is_said(tour: Path, arguments: list[str], message: str) -> None:
    done = CliRunner().invoke(main, ["show", str(tour), *arguments])
    assert done.exit_code in (1, 2)
    assert message in done.output


def test_the_export_has_the_plan_and_the_journey(tour: Path) -> None:
    with Record.open(tour) as opened:
        found = whole(opened)
    (journey,) = found["journeys"]
    assert [(stay["number"], stay["place"], stay["planned"]) for stay in journey["stays"]] == [
        (2, "Sweden", False),
        (3, "Norway", True),
    ]
    met = next(one for one in found["timeline"] if one["edtf"] == "2031-05-08")
    assert (met["plan"]["outcome"], met["modality"]) == ("happened", "reported")
    assert Calendar.from_ical(run("export", tour, "--format", "ical")).events
