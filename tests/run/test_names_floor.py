"""Whether two names are one, on labelled pairs where they are at hand: never worse than this."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from truceline import compare_names
from truceline.model.claims import Kind

PAIRS = Path(__file__).parents[3] / "shared" / "data" / "names" / "name_bench.jsonl"
pytestmark = pytest.mark.skipif(not PAIRS.is_file(), reason="there is no shared/data/names")


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in PAIRS.read_text("utf-8").splitlines() if line.strip()]


def is_one(row: dict[str, Any]) -> bool:
    return str(row["is_match"]).lower() == "true"


def kind(row: dict[str, Any]) -> Kind:
    return "person" if row["schema"] == "Person" else "body"


@pytest.mark.parametrize(("schemas", "least"), [(None, 0.93), ({"Person"}, 0.93)])
def test_matches(rows: list[dict[str, Any]], schemas: set[str] | None, least: float) -> None:
    rows = [row for row in rows if schemas is None or row["schema"] in schemas]
    said = [compare_names(row["name1"], row["name2"], kind(row)).match for row in rows]
    right = sum(match and is_one(row) for match, row in zip(said, rows, strict=True))
    assert 2 * right / (sum(said) + sum(map(is_one, rows))) >= least


def test_what_is_called_the_same_is_one(rows: list[dict[str, Any]]) -> None:
    same = [row for row in rows if compare_names(row["name1"], row["name2"], kind(row)).verdict == "same"]
    assert len(same) >= 80
    assert sum(map(is_one, same)) / len(same) >= 0.99
