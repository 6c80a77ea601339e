"""What pages read of a shelf: by index alone, and sums that agree with what is counted line by line."""

from __future__ import annotations

import re
import shutil
import sqlite3
from itertools import product
from pathlib import Path

import pytest
from sqlalchemy import event, func, select
from starlette.testclient import TestClient
from tests.present.desk.asking import ids
from tests.present.desk.conftest import HOST

from truceline.present.desk.app import desk
from truceline.present.desk.keeping import Keeper
from truceline.store import shelf_tables, shelf_writing
from truceline.store.shelf import Asked, Shelf
from truceline.store.shelf_choice import choice

_SCAN = re.compile(r"SCAN (\w+)")
_TABLES = {"lines", "facets", "texts", "evidence", "sums", "pages", "meta"} | {
    f"facets_{number}" for number in range(1, 5)
}


@pytest.fixture
def keeper(sample_path: Path, tmp_path: Path) -> Keeper:
    record = tmp_path / "own.truceline"
    shutil.copy(sample_path, record)
    made = Keeper(record)
    made.open()
    return made


def _enlarge(shelf: Path) -> None:
    """Let SQLite take the shelf for one a thousand times as large, as it plans by what it has counted."""
    with sqlite3.connect(shelf) as plain:
        plain.execute("ANALYZE")
        for rowid, counts in plain.execute("SELECT rowid, stat FROM sqlite_stat1").fetchall():
            larger = re.sub(r"\d+", lambda found: str(int(found[0]) * 1000), counts)
            plain.execute("UPDATE sqlite_stat1 SET stat = ? WHERE rowid = ?", (larger, rowid))


def test_no_page_reads_a_whole_table(keeper: Keeper) -> None:
    _enlarge(keeper.place)
    asked: set[str] = set()

    @event.listens_for(keeper.shelf._engine, "connect")
    def traced(connection: sqlite3.Connection, _: object) -> None:
        connection.set_trace_callback(asked.add)

    keeper.shelf._engine.dispose()  # connections that are already there are not traced
    client = TestClient(desk(keeper, "Ada"), base_url=HOST)
    pages = [
        "/", "/stories", "/timeline", "/timeline?from=2020-01-01&to=2040-01-01", "/people?kind=person",
        "/statements", "/figures", "/disagreements", "/disagreements?kind=source", "/board", "/incidents",
        "/meetings", "/agreements", "/map", "/network?from=2020-01-01", "/reports?kind=not", "/failures",
        "/search?q=ceasefire", "/search?q=the+min", "/decisions", "/people", "/reports",
    ]  # fmt: skip
    for page, kind in (("/stories", "stories"), ("/people", "people"), ("/reports", "reports"),
                       ("/statements", "lines"), ("/figures", "lines"), ("/figures", "series")):  # fmt: skip
        pages += [f"/{kind}/{one}" for one in ids(client, page, kind)[:2]]
    person = ids(client, "/people", "people")[0]
    pages += [f"{page}?person={person}" for page in ("/timeline", "/statements", "/figures", "/reports")]
    for page in pages:
        assert client.get(page).status_code == 200, page
    selects = [one for one in asked if one.lstrip().startswith("SELECT")]
    assert len(selects) > 50
    with sqlite3.connect(keeper.place) as plain:
        for one in selects:
            for row in plain.execute(f"EXPLAIN QUERY PLAN {one}"):
                found = _SCAN.match(row[3])
                assert found is None or found[1] not in _TABLES, (row[3], one)
    keeper.close()


def test_sums_are_what_is_counted(sample_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        shelf_writing, "SUMS",
        tuple(one.replace(f">= {shelf_tables.LEAST_SUMMED}", ">= 1") for one in shelf_writing.SUMS),
    )  # fmt: skip
    record = tmp_path / "own.truceline"
    shutil.copy(sample_path, record)
    keeper = Keeper(record)
    keeper.open()
    shelf = keeper.shelf
    days = [day for day, _ in shelf.days("event", Asked())]
    assert days == sorted(days)
    ends = (None, "0001-01-01", days[0], days[len(days) // 2], days[-1], "9999-12-31")
    facets: list[tuple[tuple[str, str], ...]] = [(), (("log", "timeline"),), (("log", "nothing"),)]
    for facet, since, until, undated in product(facets, ends, ends, (None, False, True)):
        for kind in ("event", "met", "report"):
            asked = Asked(facet, since, until, undated)
            assert shelf.count(kind, asked) == _counted(shelf, kind, asked), asked
    assert sum(number for _, number in shelf.days("event", Asked())) == shelf.count(
        "event", Asked(undated=False)
    )
    keeper.close()


def _counted(shelf: Shelf, kind: str, asked: Asked) -> int:
    place, where, _ = choice(kind, asked)
    return int(shelf._first(select(func.count(place)).where(*where)) or 0)


def test_those_that_most_reports_tell_come_first_and_page_after_page(keeper: Keeper) -> None:
    shelf = keeper.shelf
    asked = Asked((("log", "timeline"),))
    every = shelf.chosen("event", asked, 1000, order="most")
    assert len(every) == shelf.count("event", asked)
    told = [int(re.findall(rb'"reports":(\d+)', one)[0]) for one in every]
    assert told == sorted(told, reverse=True)
    assert every == [one for start in range(0, len(every), 2)
                     for one in shelf.chosen("event", asked, 2, start, "most")]  # fmt: skip
    keeper.close()
