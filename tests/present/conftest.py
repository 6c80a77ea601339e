"""The record of the sample, built once."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from truceline import build
from truceline.store import Record


@pytest.fixture(scope="session")
def sample_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.truceline"
    build([Path(str(files("truceline.resources") / "sample"))], path)
    return path


@pytest.fixture
def sample_record(sample_path: Path) -> Iterator[Record]:
    with Record.open(sample_path) as record:
        yield record
