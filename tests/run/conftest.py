"""The sample, read once."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from truceline import plugins
from truceline.config import Config
from truceline.model.digest import Digest
from truceline.model.report import RawReport
from truceline.read import read_reports
from truceline.run.digest import digest_all


@pytest.fixture(scope="session")
def sample() -> list[Path]:
    """The files of the sample."""
    folder = Path(str(files("truceline.resources") / "sample"))
    return sorted(folder.iterdir())


@pytest.fixture(scope="session")
def digests(sample: list[Path]) -> list[Digest]:
    config = Config(workers=1)
    raws = [
        raw
        for raw in read_reports(sample, plugins.load(plugins.Reader), config)
        if isinstance(raw, RawReport)
    ]
    return [one for found, _ in digest_all(raws, config, len(raws)) for one in found]
