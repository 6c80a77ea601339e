"""Political events on a part of the PLOVER gold records, where they are at hand: never worse than this."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest
from benchmarks.events import predictions, read

from truceline.extract.events import find_all

SHARED = Path(__file__).parents[3] / "shared"
RECORDS = SHARED / "data" / "events" / "plover_gsr.jsonl"
SCORER = SHARED / "score" / "score_events.py"
pytestmark = pytest.mark.skipif(
    not RECORDS.is_file() or not SCORER.is_file(), reason="there is no shared/data/events"
)


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    spec = importlib.util.spec_from_file_location("score_events", SCORER)
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    gold = scorer.load(RECORDS)[::3]
    found = [{"id": row["id"], "events": predictions(find_all(read(row["id"], row["text"])))} for row in gold]
    result: dict[str, Any] = scorer.score(gold, found)
    return result


@pytest.mark.parametrize(
    ("figure", "least"), [("code_accuracy", 0.75), ("code_precision", 0.75), ("all_three", 0.6)]
)
def test_floor(figures: dict[str, Any], figure: str, least: float) -> None:
    assert figures[figure] >= least
