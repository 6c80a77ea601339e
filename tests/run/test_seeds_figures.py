"""How many, in the project's own five reports: all their figures, by hand, and how they differ."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from truceline import build
from truceline.present.export import record as whole
from truceline.store import Record

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
GOLD = tomllib.loads((Path(__file__).parent / "seeds_figures.toml").read_text(encoding="utf-8"))
pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason=f"there are no reports in {SEEDS.parent.name}/seeds"
)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    path = tmp_path_factory.mktemp("seeds") / "record"
    build([SEEDS], path)
    with Record.open(path) as opened:
        return whole(opened)


@pytest.fixture(scope="module")
def figures(record: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    seed_of = {one["id"]: Path(one["paths"][0]).name[:3] for one in record["reports"]}
    return {(seed_of[one["report"]], one["text"]): one for one in record["figures"]}


def test_all_figures_are_found_and_no_other(figures: dict[tuple[str, str], dict[str, Any]]) -> None:
    assert figures.keys() == {(one["seed"], one["words"]) for one in GOLD["figure"]}


@pytest.mark.parametrize("gold", GOLD["figure"], ids=lambda one: one["words"])
def test_each_says_what_the_text_says(
    gold: dict[str, Any], figures: dict[tuple[str, str], dict[str, Any]]
) -> None:
    one = figures[gold["seed"], gold["words"]]
    for end in ("low", "high"):
        wanted = gold.get(end, gold["value"])
        assert one[end] is None if wanted == "open" else one[end] == pytest.approx(wanted)
    assert one["value"] == pytest.approx(gold["value"])
    assert gold["counted"] in one["counted"]
    for field in ("unit", "modifier", "period", "since"):
        assert one[field] == gold.get(field), field
    assert one["told"] == gold.get("told", "fact")
    assert one["asserted_by"] == (gold["by"] or None)
    assert one["flags"] == []
    if "state" in gold:
        assert one["state"] == gold["state"]
    if "where" in gold:
        assert gold["where"] in one["place"]


@pytest.mark.parametrize("pair", GOLD["pair"], ids=lambda one: " / ".join(one["words"]))
def test_what_two_are_to_each_other(pair: dict[str, Any], record: dict[str, Any]) -> None:
    kinds = {frozenset(one["values"]): one for one in record["conflicts"]}
    found = kinds[frozenset(pair["words"])]
    assert found["kind"] == pair["kind"]
    assert pair.get("reason", "") in found["reasons"][0]
    assert len(record["conflicts"]) == len(GOLD["pair"])
