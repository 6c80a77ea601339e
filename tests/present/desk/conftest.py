"""The desk of the sample, of one with a board, and of a hostile one, each asked as a browser would."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from truceline import build
from truceline.present.desk.app import desk
from truceline.present.desk.keeping import Keeper

HOST = "http://127.0.0.1:8750"
type Opened = Callable[[Path], TestClient]


@pytest.fixture(scope="session")
def sample_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("desk") / "sample.truceline"
    build([Path(str(files("truceline.resources") / "sample"))], path)
    return path


@pytest.fixture
def opened() -> Iterator[Opened]:
    """Opens a record's desk."""
    keepers: list[Keeper] = []

    def made(path: Path) -> TestClient:
        keeper = Keeper(path)
        keeper.open()
        keepers.append(keeper)
        return TestClient(desk(keeper, "Ada"), base_url=HOST)

    yield made
    for keeper in keepers:
        keeper.wait(60)
        keeper.close()


@pytest.fixture
def client(sample_path: Path, opened: Opened) -> TestClient:
    return opened(sample_path)


@pytest.fixture
def own(sample_path: Path, tmp_path: Path, opened: Opened) -> TestClient:
    """The sample in a file of the test's own, on which it may decide."""
    path = tmp_path / "own.truceline"
    shutil.copy(sample_path, path)
    return opened(path)
