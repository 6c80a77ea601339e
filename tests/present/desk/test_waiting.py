"""What is served while a record is being read for the first time."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.present.desk.conftest import HOST

from truceline.errors import RecordError
from truceline.present.desk import keeping
from truceline.present.desk.app import desk
from truceline.present.desk.filling import Progress, fill
from truceline.present.desk.keeping import Keeper


@pytest.fixture
def record(sample_path: Path, tmp_path: Path) -> Path:
    path = tmp_path / "<b>own.truceline"
    shutil.copy(sample_path, path)
    return path


def test_a_plain_page_says_how_far_it_is_and_then_the_desk_is_there(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may = threading.Event()

    def slow(record_: Any, path: Path, stamp: str, progress: Progress) -> None:
        progress("Shelving reports", 0, 7)
        assert may.wait(60)
        fill(record_, path, stamp, progress)

    monkeypatch.setattr(keeping, "fill", slow)
    keeper = Keeper(record)
    keeper.begin(lambda *_: None, 0.3)
    assert not keeper.is_open
    client = TestClient(desk(keeper, "Ada"), base_url=HOST)
    page = client.get("/stories", headers={"accept": "text/html"})
    assert (page.status_code, page.headers["retry-after"]) == (503, "2")
    assert "Shelving reports, step 1 of 7" in page.text
    assert '<meta http-equiv="refresh"' in page.text
    assert "<b>own" not in page.text
    assert "content-security-policy" in page.headers
    assert client.get("/stories.json").json()["status"] == 503
    assert client.get("/static/desk.css").status_code == 200
    assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 421
    may.set()
    assert keeper.wait(60)
    assert client.get("/stories").status_code == 200
    keeper.close()


def test_what_is_there_in_time_is_served_at_once(record: Path) -> None:
    steps: list[str] = []
    keeper = Keeper(record)
    keeper.begin(lambda what, done, total: steps.append(what), 60)
    assert keeper.is_open
    keeper.close()
    again = Keeper(record)
    again.begin(lambda *_: pytest.fail("it was there already"), 60)
    assert again.is_open
    again.close()


def test_a_record_that_cannot_be_read_is_said(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RecordError("the disk is full")

    monkeypatch.setattr(keeping, "fill", fails)
    keeper = Keeper(record)
    with pytest.raises(RecordError, match="the disk is full"):
        keeper.begin(lambda *_: None, 60)
    page = TestClient(desk(keeper, "Ada"), base_url=HOST).get("/")
    assert page.status_code == 503
    assert "the disk is full" in page.text
    keeper.close()
