"""Series from outside come in, and what cannot is told with its line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from truceline.errors import ConfigError
from truceline.present.cli import main
from truceline.process import Feed, FeedSeries, Process
from truceline.run import feeds, relating
from truceline.store import Record
from truceline.store import feeds as store_feeds

SERIES = (
    FeedSeries("total.killed", "people killed", "killed", place="Oru"),
    FeedSeries("hurt", "people injured"),
)
PROCESS = Process("Oru", figures=(Feed("ministry", "the ministry", "day", SERIES),))


@pytest.fixture
def known(record: Record) -> Record:
    relating.adopt(record, PROCESS)
    return record


def test_json_and_csv_come_in(known: Record, tmp_path: Path) -> None:
    table = tmp_path / "a.json"
    table.write_text(json.dumps([{"day": "2031-03-01", "total": {"killed": 3}, "hurt": None}]))
    done = feeds.import_figures(known, table)
    assert (done.values, done.days, done.failures) == (1, 1, ())
    other = tmp_path / "b.csv"
    other.write_text('day,total.killed,hurt\n2031-03-01,4,\n2031-03-02,"1,005",7\n')
    assert feeds.import_figures(known, other).values == 3
    assert store_feeds.values(known) == {
        ("ministry", "hurt"): {"2031-03-02": 7.0},
        ("ministry", "total.killed"): {"2031-03-01": 4.0, "2031-03-02": 1005.0},
    }
    assert [(one.source, one.values) for one in feeds.known_series(known)] == [
        ("the ministry", (4.0, 1005.0)), ("the ministry", (7.0,)),
    ]  # fmt: skip
    assert store_feeds.forget(known, "ministry") == 3


@pytest.mark.parametrize(
    ("name", "content", "item", "code"),
    [
        ("a.json", "[{]", "a.json", "bad-json"),
        ("a.json", '{"day": 1}', "a.json", "bad-table"),
        ("a.json", "[" * 100_000, "a.json", "bad-json"),
        ("a.json", "[1]", "a.json#1", "bad-date"),
        ("a.json", '[{"day": "2031-03-01", "hurt": 1e400}]', "a.json#1", "bad-number"),
        ("a.json", '[{"day": "2031-03-01", "hurt": true}]', "a.json#1", "bad-number"),
        ("a.json", '[{"day": "2031-03-01", "hurt": [1]}]', "a.json#1", "bad-number"),
        ("a.csv", "day,hurt\n2031-03-01,5\nsoon,5\n", "a.csv#3", "bad-date"),
        ("a.csv", "day,hurt\n2031-03-01,=1+1\n", "a.csv#2", "bad-number"),
        ("a.csv", "day,hurt\n2031-03-01,-5\n", "a.csv#2", "bad-number"),
        ("a.csv", "day,hurt\n2031-03-01,1٢\n", "a.csv#2", "bad-number"),
        ("a.csv", "day,day\n", "a.csv", "bad-table"),
        ("a.csv", "", "a.csv", "bad-table"),
        ("a.csv", 'day,hurt\n"2031', "a.csv", "bad-table"),
        ("a.xls", "day", "a.xls", "unknown-format"),
    ],
)
def test_a_bad_table_is_a_failure_with_its_line(
    known: Record, tmp_path: Path, name: str, content: str, item: str, code: str
) -> None:
    (tmp_path / name).write_text(content)
    (failure,) = feeds.import_figures(known, tmp_path / name).failures
    assert (failure.item, failure.code) == (str(tmp_path / item), code)
    assert len(failure.message) < 300


def test_bytes_that_are_no_text_and_a_missing_file(known: Record, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"day\xff\xfe")
    assert feeds.import_figures(known, tmp_path / "a.csv").failures[0].code == "encoding"
    assert feeds.import_figures(known, tmp_path / "b.csv").failures[0].code == "unreadable"


def test_a_feed_must_be_described(record: Record, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="describes no feed"):
        feeds.import_figures(record, tmp_path / "a.csv")
    relating.adopt(record, PROCESS)
    with pytest.raises(ConfigError, match="--feed: ministry"):
        feeds.import_figures(record, tmp_path / "a.csv", "other")


def test_the_command(tmp_path: Path) -> None:
    record, table, process = (tmp_path / name for name in ("r", "a.csv", "p.yaml"))
    Record.open(record, create=True).close()
    process.write_text(PROCESS.dump())
    assert Process.load(process) == PROCESS
    table.write_text("day,hurt\n2031-03-01,5\nsoon,5\n")
    done = CliRunner().invoke(main, ["figures", "import", str(record), str(table), "--process", str(process)])
    assert done.exit_code == 1
    assert "1 values of 1 days" in done.output
    assert f"{table}#3" in done.output
