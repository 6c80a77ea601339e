"""The ledger: filters, importance, the picture of a series, and figures as a table."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from truceline.model.record import Series
from truceline.present.cli import main
from truceline.present.export_figures import _cell, low_best_high
from truceline.present.ledger import OfficialLine, PointLine, SeriesLine, importance
from truceline.present.lines import ConflictLine
from truceline.present.series_picture import picture


def run(*arguments: str) -> str:
    done = CliRunner().invoke(main, [*arguments], terminal_width=4000)
    assert done.exit_code == 0, done.output
    return done.output


def conflict(kind: Any, gap: float, origins: int, last: str | None) -> ConflictLine:
    return ConflictLine("x", "s", kind, "c", ("1", "2"), (), (), "figure", origins, gap, last)


def test_the_most_important_first() -> None:
    newest = "2031-03-31"
    one = importance(conflict("contradiction", 0.5, 2, newest), newest)
    assert one > importance(conflict("contradiction", 0.1, 2, newest), newest)
    assert one > importance(conflict("contradiction", 0.5, 1, newest), newest)
    assert one > importance(conflict("contradiction", 0.5, 2, "2031-03-01"), newest)
    assert one > importance(conflict("unsure", 0.5, 2, newest), newest)
    assert importance(conflict("source", 0.5, 0, None), None) > 0


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ({"value": 342, "low": 342, "high": None}, (342, 342, 342)),
        ({"value": 80, "low": None, "high": 80}, (80, 80, 80)),
        ({"value": 24, "low": 24, "high": 96}, (24, 24, 96)),
        ({"value": 12.5, "low": 10, "high": 15}, (10, 12.5, 15)),
    ],
)
def test_low_best_high(figure: dict[str, Any], expected: tuple[float, ...]) -> None:
    assert low_best_high(figure) == expected


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert _cell(text) == "'" + text


def test_the_table_of_a_record(sample_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("export", str(sample_path), "--format", "figures-csv"))))
    (one,) = [row for row in rows if row["text"] == "213"]
    assert (one["low"], one["best"], one["high"], one["counted"]) == ("213", "213", "213", "lorries")
    assert one["series"]
    assert "213 lorries" in one["sentence"]


def test_filters_of_the_ledger(sample_path: Path) -> None:
    def shown(*options: str) -> str:
        return run("show", str(sample_path), "figures", "--limit", "0", *options)

    assert "213  lorries" in shown("--counted", "lorries")
    assert "people killed" not in shown("--counted", "lorries")
    assert "19  people killed" in shown("--asserter", "health ministry")
    assert "lorries" not in shown("--asserter", "health ministry")
    assert "213  lorries" in shown("--outlet", "observer")
    assert "7  people killed" not in shown("--outlet", "observer")
    assert "213  lorries" in shown("--from", "2031-05-06", "--to", "2031-05-06")
    assert "150  lorries" not in shown("--from", "2031-05-06", "--to", "2031-05-06")
    refused = CliRunner().invoke(main, ["show", str(sample_path), "events", "--counted", "x"])
    assert refused.exit_code == 2


def test_settle_and_undo_by_command(sample_path: Path, tmp_path: Path) -> None:
    record = str(shutil.copy(sample_path, tmp_path / "r"))
    (line,) = [line for line in run("show", record, "disagreements").splitlines() if "168 / 213" in line]
    settled = run(
        "figures", "settle", record, line.split()[0], "--reason", "other ends of the bridge", "--by", "desk"
    )
    assert "Decision 1: settle lorries: 168 / 213" in settled
    assert "settled by decision 1: other ends of the bridge" in run("show", record, "disagreements")
    run("figures", "undo", record, "1", "--by", "desk")
    assert "settled by" not in run("show", record, "disagreements")


def series(*values: tuple[str | None, float, float | None, float | None], official: int = 0) -> SeriesLine:
    told = Series("q", "s", "people", "people", None, None, None, None, None, None, None, False, (), (), 1)
    points = tuple(
        PointLine(day, value, low, high, f"{value:g}", name, 1, (_Evidence,), False, False)  # type: ignore[arg-type]
        for number, (day, value, low, high) in enumerate(values)
        for name in [f"asserter {number % 6}"]
    )
    days = tuple((f"2031-03-{day:02}", float(day)) for day in range(1, official + 1))
    return SeriesLine("q", "s", "people", told, points, (), (), (OfficialLine("ministry", "f", days),))


class _Evidence:
    claim = "c"


def test_a_picture_holds_its_points() -> None:
    values = [(f"2031-03-{day:02}", float(day), float(day), None) for day in range(1, 25)]
    drawn = picture(series(*values, *values, (None, 3.0, 3.0, 3.0), official=5))
    assert drawn is not None
    assert drawn.undated == 1
    assert drawn.official == ("ministry",)
    for _, chart in drawn.charts:
        assert len(chart.dots) == 48
        assert all(0 < dot.x < chart.width and 0 < dot.y < chart.height for dot in chart.dots)
        assert all(0 <= dot.low <= chart.height for dot in chart.dots if dot.low is not None)
        assert 1 < len(chart.values) < 9


@pytest.mark.parametrize("value", [0.0, 1e15, 0.3333])
def test_a_picture_of_one_value_or_none(value: float) -> None:
    flat = ("2031-03-01", value, None, value)
    assert picture(series(flat)) is None
    drawn = picture(series(flat, flat))
    assert drawn is not None and drawn.charts[0][1].values
