"""The shelf: made once, made anew when the record changes, and never half there."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from truceline import build
from truceline.errors import RecordError
from truceline.present.desk import keeping
from truceline.present.desk.keeping import Keeper, place_of, stamp_of
from truceline.store.shelf import Asked, Shelf, opened


@pytest.fixture
def record(sample_path: Path, tmp_path: Path) -> Path:
    path = tmp_path / "own.truceline"
    shutil.copy(sample_path, path)
    return path


def test_a_shelf_is_filled_once(record: Path) -> None:
    steps: list[str] = []
    first = Keeper(record)
    first.open(lambda what, done, total: steps.append(what))
    first.close()
    assert steps
    second = Keeper(record)
    second.open(lambda what, done, total: pytest.fail("it was there already"))
    assert second.shelf.count("report") > 0
    assert not second.behind
    second.close()
    assert [path.name for path in record.parent.glob("*.part")] == []


def test_a_shelf_follows_its_record(record: Path, tmp_path: Path) -> None:
    keeper = Keeper(record)
    keeper.open()
    before = keeper.shelf.count("report")
    (tmp_path / "new.txt").write_text(
        "President Ada Marok met Bo Estmere in Oru on 2 May 2031.", encoding="utf-8"
    )
    build([tmp_path / "new.txt"], record)
    assert keeper.wait(60)
    assert keeper.shelf.count("report") == before + 1
    keeper.close()


def test_a_damaged_shelf_is_made_anew(record: Path) -> None:
    keeper = Keeper(record)
    keeper.open()
    keeper.close()
    keeper.place.write_bytes(b"no database at all")
    keeper = Keeper(record)
    keeper.open()
    assert keeper.shelf.count("report") > 0
    keeper.close()


def test_a_shelf_that_failed_leaves_the_old_one(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keeper = Keeper(record)
    keeper.open()

    def fails(*_: object) -> None:
        raise RecordError("the disk is full")

    monkeypatch.setattr(keeping, "fill", fails)
    record.touch()
    keeper.wait(60)
    assert keeper.error == "the disk is full"
    assert keeper.shelf.count("report") > 0
    keeper.close()


def test_without_a_place_beside_the_record_the_users_cache_has_it(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(os, "access", lambda path, _: "cache" in str(path))
    assert place_of(record).parent == tmp_path / "cache" / "truceline"


def test_what_is_no_record_has_no_shelf(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="there is no record"):
        Keeper(tmp_path / "none.truceline").open()
    assert opened(tmp_path / "none.desk", "") is None
    (tmp_path / "odd.truceline").write_text("no record", encoding="utf-8")
    with pytest.raises(RecordError):
        Keeper(tmp_path / "odd.truceline").open()


def test_two_facets_and_days_are_chosen_by_index(record: Path) -> None:
    keeper = Keeper(record)
    keeper.open()
    shelf: Shelf = keeper.shelf
    outlet = shelf.values("outlet", "report", 1)[0][0]
    by_outlet = shelf.count("report", Asked((("outlet", outlet),)))
    both = shelf.count("report", Asked((("outlet", outlet), ("kind", "not"))))
    assert 0 <= both <= by_outlet > 0
    assert shelf.count("report", Asked((), "2999-01-01")) == 0
    assert len(shelf.chosen("report", Asked(), 3, 2)) == 3
    assert shelf.search("report", ["nowhereword"], Asked(), 5) == ([], 0)
    assert stamp_of(record) != ""
    keeper.close()
