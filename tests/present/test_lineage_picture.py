from __future__ import annotations

from dataclasses import replace

from truceline.model.record import LinkKind
from truceline.model.report import ReportId
from truceline.present.lineage import LineageLine, SourceLine
from truceline.present.lineage_picture import ROWS, Picture, picture, unseen
from truceline.present.lines import ReportLine, StoryLine


def copy(depth: int, report: str, *origins: str, share: float = 1.0, kind: LinkKind = "copy") -> LineageLine:
    sources = tuple(SourceLine(kind, one, None, share, "certain", (), ()) for one in origins)
    return LineageLine(depth, report, None, "wholly" if share > 0.6 else "partly", share, False, sources)


def original(report: str) -> LineageLine:
    return LineageLine(0, report, None, "not", 0.0, True, ())


def agency(name: str) -> LineageLine:
    return LineageLine(0, None, name, "not", 0.0, True, (), "credited by 2 of 2 reports")


def lines_of(*lines: LineageLine) -> tuple[StoryLine, dict[ReportId, ReportLine]]:
    reports = {
        line.report: ReportLine(
            line.report, line.report, f"Title {line.report}", f"Outlet {line.report}", None, "2031-05-05",
            "a", line.derived, None, None, line.share, None,
        )
        for line in lines
        if line.report
    }  # fmt: skip
    shown = tuple(reports.values())
    reports["elsewhere"] = replace(shown[0], id="elsewhere", outlet=None, story="other")
    return StoryLine("a", "", None, None, shown, 1, 1, 1, (), (), lines, ()), reports


def draw(*lines: LineageLine) -> Picture:
    found = picture(*lines_of(*lines))
    assert found is not None
    return found


def test_each_report_has_a_row_below_its_origin() -> None:
    drawn = draw(original("a"), copy(1, "b", "a"), copy(2, "c", "b", share=0.3), original("d"))
    assert [row.report for row in drawn.rows] == ["a", "b", "c", "d"]
    assert drawn.rows[0].x == drawn.rows[3].x < drawn.rows[1].x < drawn.rows[2].x
    assert [row.y for row in drawn.rows] == sorted({row.y for row in drawn.rows})
    assert [line.width for line in drawn.lines] == [6.0, 2.8]
    assert [row.taken for row in drawn.rows] == [0.0, 20.0, 6.0, 0.0]
    assert (
        "Outlet b, 5 May 2031: copied from Outlet a, 100\N{NO-BREAK SPACE}%. Title b" in drawn.rows[1].label
    )


def test_a_story_of_originals_has_no_picture() -> None:
    assert picture(*lines_of(original("a"), original("b"))) is None
    assert picture(*lines_of(original("a"))) is None


def test_an_agency_that_is_not_seen_is_an_origin_too() -> None:
    lines = agency("LPA"), copy(1, "a"), copy(2, "b", "a"), original("c")
    drawn = draw(*lines)
    assert drawn.agency
    assert drawn.rows[0].report is None
    assert "not in this record: credited by 2 of 2 reports" in drawn.rows[0].label
    assert len(drawn.lines) == 2
    assert unseen([lines_of(*lines)[0]]) == {"a", "b"}


def test_a_further_origin_has_a_line_of_its_own() -> None:
    drawn = draw(original("a"), copy(1, "b", "a", "c", share=0.4), original("c"))
    assert drawn.others
    assert [line.main for line in drawn.lines] == [True, False]
    assert "and from 1 more report." in drawn.rows[1].label


def test_of_another_story_only_the_words_tell() -> None:
    drawn = draw(agency("LPA"), copy(1, "a"), copy(0, "b", "elsewhere"))
    assert "copied from another story" in drawn.rows[2].what
    assert "copied from Outlet unknown (Title a)" in drawn.rows[2].label


def test_of_hundreds_of_copies_some_are_drawn_and_all_counted() -> None:
    copies = [copy(1, f"b{number}", "a") for number in range(200)]
    drawn = draw(original("a"), *copies, *(original(f"o{number}") for number in range(40)))
    assert len(drawn.rows) == ROWS
    assert drawn.total == 241
    assert sum(row.x == drawn.rows[0].x for row in drawn.rows) == 12
    assert "and 182 more reports from it" in drawn.rows[0].label


def test_hundreds_of_originals_leave_no_room_for_a_picture_without_lines() -> None:
    drawn = draw(original("a"), copy(1, "b", "a"), *(original(f"o{number}") for number in range(300)))
    assert len(drawn.rows) == ROWS
    assert len(drawn.lines) == 1


def test_a_long_chain_does_not_leave_the_picture() -> None:
    chain = [copy(depth, f"{depth}", f"{depth - 1}") for depth in range(1, 30)]
    drawn = draw(original("0"), *chain)
    assert max(row.x for row in drawn.rows) < 200
    assert len(drawn.lines) == 29
