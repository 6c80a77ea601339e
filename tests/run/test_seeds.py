"""The project's own five reports, where they are at hand: what must be found of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from truceline import build
from truceline.present.export import record as whole
from truceline.store import Record

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason=f"there are no reports in {SEEDS.parent.name}/seeds"
)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    path = tmp_path_factory.mktemp("seeds") / "record"
    summary = build([SEEDS], path)
    assert (summary.added, summary.failures) == (5, ())
    with Record.open(path) as opened:
        return whole(opened)


@pytest.fixture(scope="module")
def names(record: dict[str, Any]) -> dict[str, str]:
    """{id: the number of the seed, or the name of the entity}."""
    reports = {one["id"]: Path(one["paths"][0]).name[:3] for one in record["reports"]}
    return reports | {one["id"]: one["name"] for one in record["entities"]}


def meetings(record: dict[str, Any], names: dict[str, str], *people: str) -> list[dict[str, Any]]:
    return [
        event
        for event in record["events"]
        if set(people) <= {names[actor] for actor in event["participants"]} and event["mode"] == "meet"
    ]


def test_the_doha_talks_the_cairo_talks_and_the_older_report_are_three_stories(
    record: dict[str, Any], names: dict[str, str]
) -> None:
    found = {frozenset(names[report] for report in story["reports"]) for story in record["stories"]}
    assert found == {frozenset({"000", "001", "002"}), frozenset({"003"}), frozenset({"004"})}


def test_000_and_001_are_one_text_and_the_others_their_own(
    record: dict[str, Any], names: dict[str, str]
) -> None:
    roots = {names[link["report"]]: names[link["root"]] for link in record["lineage"]}
    assert roots["000"] == roots["001"]
    assert len(set(roots.values())) == 4


def test_kalin_and_fidan_met_hamas_in_doha(record: dict[str, Any], names: dict[str, str]) -> None:
    (event,) = meetings(record, names, "Ibrahim Kalin", "Hakan Fidan", "Hamas")
    assert [names[place] for place in event["places"]] == ["Doha"]
    assert event["dates"] == [{"earliest": "2025-10-21", "latest": "2025-10-21"}]
    assert {names[report] for report in event["reports"]} == {"000", "001", "002"}
    assert event["origins"] == 2


def test_erdogan_met_sheikh_tamim_in_doha(record: dict[str, Any], names: dict[str, str]) -> None:
    (event,) = meetings(record, names, "Recep Tayyip Erdogan", "Tamim bin Hamad Al Thani")
    assert [names[place] for place in event["places"]] == ["Doha"]
    assert {names[report] for report in event["reports"]} == {"000", "001", "002"}


def test_the_meetings_of_the_other_two_reports(record: dict[str, Any], names: dict[str, str]) -> None:
    (older,) = meetings(record, names, "Ibrahim Kalin", "Ismail Haniyeh")
    assert {names[report] for report in older["reports"]} == {"003"}
    (cairo,) = meetings(record, names, "Ibrahim Kalin", "Mohammed bin Abdulrahman Al Thani")
    assert [names[place] for place in cairo["places"]] == ["Egypt"]


def test_nobody_is_two_people_and_no_two_are_one(record: dict[str, Any]) -> None:
    people = {
        one["name"]: {s["name"] for s in one["spellings"]}
        for one in record["entities"]
        if one["kind"] == "person"
    }
    assert people["Ibrahim Kalin"] == {"Ibrahim Kalin", "Ibrahim Kalın"}
    assert people["Mohammed Darwish"] == {"Mohammed Darwish", "Muhammed Darwish"}
    assert [name for name in people if name.endswith("Rashad")] == ["Hasan Mahmud Rashad"]
    assert "Tamim" in people["Tamim bin Hamad Al Thani"]
    assert people["Mohammed bin Abdulrahman Al Thani"] == {"Mohammed bin Abdulrahman Al Thani"}


def test_every_line_leads_to_a_place_in_its_report(record: dict[str, Any]) -> None:
    texts = {one["id"]: one["text"] for one in record["reports"]}
    for claim in [*record["statements"], *record["figures"]]:
        places = claim.get("content", [claim])
        assert all(texts[claim["report"]][place["start"] : place["end"]].strip() for place in places)


def test_more_than_300_and_342_are_a_rounding_and_nothing_is_a_contradiction(record: dict[str, Any]) -> None:
    found = [(conflict["kind"], set(conflict["values"])) for conflict in record["conflicts"]]
    assert found == [("rounding", {"more than 300", "at least 342"})]
