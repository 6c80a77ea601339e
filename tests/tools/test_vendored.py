"""What is taken from npm is what the list says, with its licence beside it."""

from __future__ import annotations

import hashlib
import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES: list[dict[str, Any]] = runpy.run_path(str(ROOT / "tools/vendor_assets.py"))["packages"]()
STATIC = ROOT / "src/truceline/present/desk/static"
FILES = [file for package in PACKAGES for file in package["files"]]


@pytest.mark.parametrize("file", FILES, ids=[file["to"] for file in FILES])
def test_a_file_is_what_the_list_says(file: dict[str, str]) -> None:
    assert hashlib.sha256((ROOT / file["to"]).read_bytes()).hexdigest() == file["sha256"]


@pytest.mark.parametrize("package", PACKAGES, ids=[package["name"] for package in PACKAGES])
def test_a_package_is_pinned_and_its_licence_is_there(package: dict[str, Any]) -> None:
    assert package["licence"] in {"0BSD", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "Apache-2.0"}
    assert package["version"].count(".") == 2
    assert len(package["archive"]) == 64
    assert any("LICENSE" in file["to"] for file in package["files"])


def test_every_script_that_is_shipped_is_in_the_list() -> None:
    listed = {(ROOT / file["to"]).resolve() for file in FILES}
    assert {path.resolve() for path in STATIC.glob("*.min.*")} <= listed


def test_the_scripts_are_light() -> None:
    """The first view of the desk weighs less than 300 kB with its style and its content."""
    assert sum(path.stat().st_size for path in STATIC.glob("*.min.js")) < 60_000
