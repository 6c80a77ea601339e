"""The project's own five reports, where they are at hand: what must be found of them."""

from __future__ import annotations

import json
import tomllib
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


AFP = {"report": None, "agency": "AFP"}


@pytest.fixture(scope="module")
def lineage(record: dict[str, Any], names: dict[str, str]) -> dict[str, dict[str, Any]]:
    """{seed: its lineage}."""
    return {names[one["report"]]: one for one in record["lineage"]}


def words(record: dict[str, Any], report: str, place: dict[str, int]) -> list[str]:
    """The words at a place, marks aside."""
    (text,) = (one["text"] for one in record["reports"] if one["id"] == report)
    return [word.strip('.,“”"’').casefold() for word in text[place["start"] : place["end"]].split()]


def test_000_and_001_are_one_story_of_an_agency_that_is_not_there(
    record: dict[str, Any], names: dict[str, str], lineage: dict[str, dict[str, Any]]
) -> None:
    assert lineage["000"]["counted_as"] == lineage["001"]["counted_as"] == AFP
    assert lineage["000"]["root"] == lineage["001"]["root"]
    for seed in ("000", "001"):
        assert (lineage[seed]["wire"]["agency"], lineage[seed]["wire"]["seen"]) == ("AFP", None)
        assert "told AFP" in lineage[seed]["wire"]["reason"]
        assert "AFP" in {link["agency"] for link in lineage[seed]["links"]}
    (story,) = (one for one in record["stories"] if len(one["reports"]) == 3)
    assert story["origins"] == 2


def test_the_passages_and_the_quotation_that_000_and_001_share_are_aligned(
    record: dict[str, Any], names: dict[str, str], lineage: dict[str, dict[str, Any]]
) -> None:
    ids = {seed: report for report, seed in names.items()}
    found = [
        (later, names[link["origin"]], link)
        for later, one in lineage.items()
        for link in one["links"]
        if link["origin"]
    ]
    ((later, earlier, link),) = found
    assert {later, earlier} == {"000", "001"}
    sides = [
        (one["kind"], words(record, ids[later], one["here"]), words(record, ids[earlier], one["there"]))
        for one in link["passages"]
    ]
    same = [(kind, len(here)) for kind, here, there in sides if here == there]
    assert [kind for kind, _ in same].count("verbatim") >= 3
    assert max(length for kind, length in same if kind == "quotation") >= 16
    assert any(kind == "edited" and "darwish" in {*here} & {*there} for kind, here, there in sides)
    assert (link["kind"], link["confidence"]) == ("passages", "certain")


def test_002_is_of_the_story_but_has_its_own_origin(
    record: dict[str, Any], names: dict[str, str], lineage: dict[str, dict[str, Any]]
) -> None:
    assert lineage["002"]["derived"] == "not"
    assert [link["origin"] for link in lineage["002"]["links"] if link["origin"]] == []
    assert names[lineage["002"]["counted_as"]["report"]] == "002"
    assert {link["agency"] for link in lineage["002"]["links"]} == {"Anadolu"}


@pytest.mark.parametrize("seed", ["003", "004"])
def test_the_other_two_are_their_own_origins(
    names: dict[str, str], lineage: dict[str, dict[str, Any]], seed: str
) -> None:
    assert (lineage[seed]["derived"], lineage[seed]["links"], lineage[seed]["wire"]) == ("not", [], None)
    assert names[lineage[seed]["counted_as"]["report"]] == seed


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
    assert [names[place] for place in cairo["places"]] == ["Cairo", "Egypt"]


GOLDEN = tomllib.loads((Path(__file__).parent / "seeds_entities.toml").read_text("utf-8"))


@pytest.mark.parametrize("kind", ["person", "body", "place", "other"])
def test_everybody_is_there_once_and_nobody_else(record: dict[str, Any], kind: str) -> None:
    found = {
        one["name"]: sorted(spelling["name"] for spelling in one["spellings"])
        for one in record["entities"]
        if one["kind"] == kind
    }
    assert len(found) == sum(one["kind"] == kind for one in record["entities"])
    assert found == {name: sorted(spellings) for name, spellings in GOLDEN[kind].items()}


def test_every_office_is_found(record: dict[str, Any]) -> None:
    found = {
        one["name"]: sorted(
            f"{role['title']} of {role['of']}" if role["of"] else role["title"] for role in one["roles"]
        )
        for one in record["entities"]
        if one["kind"] == "person" and one["roles"]
    }
    assert found == {name: sorted(offices) for name, offices in GOLDEN["offices"].items()}


def test_a_capital_that_acts_is_its_country(record: dict[str, Any]) -> None:
    texts = {one["id"]: one["text"] for one in record["reports"]}
    named = {
        one["name"]: {texts[at["report"]][at["start"] : at["end"]] for at in one["mentions"]}
        for one in record["entities"]
    }
    assert "Ankara" in named["Turkey"]
    assert "Washington" in named["United States"]


def test_the_emir_is_meant_without_his_name(record: dict[str, Any]) -> None:
    texts = {one["id"]: one["text"] for one in record["reports"]}
    (emir,) = (one for one in record["entities"] if one["name"] == "Tamim bin Hamad Al Thani")
    meant = {texts[at["report"]][at["start"] : at["end"]] for at in emir["mentions"] if at["form"] != "name"}
    assert "the Qatari emir" in meant


# The timeline ------------------------------------------------------------------------------------


def moments(record: dict[str, Any], names: dict[str, str], mode: str, *who: str) -> list[dict[str, Any]]:
    """The lines of the timeline for events of a mode in which all of these took part, or that were there."""
    events = {one["id"]: one for one in record["events"]}
    return [
        line
        for line in record["timeline"]
        for event in [events[line["event"]]]
        if event["mode"] == mode
        and set(who) <= {names[one] for one in (*event["participants"], *event["places"])}
    ]


def test_three_reports_agree_on_the_days_of_the_two_meetings_in_doha(
    record: dict[str, Any], names: dict[str, str]
) -> None:
    (hamas,) = moments(record, names, "meet", "Ibrahim Kalin", "Hakan Fidan", "Hamas")
    (emir,) = moments(record, names, "meet", "Recep Tayyip Erdogan", "Tamim bin Hamad Al Thani")
    assert (hamas["edtf"], emir["edtf"]) == ("2025-10-21", "2025-10-22")
    assert hamas["layers"]["last"] < emir["layers"]["first"]
    mentions = {
        mention["id"]: names[mention["report"]] for event in record["events"] for mention in event["mentions"]
    }
    told = {mentions[one["mention"]] for one in hamas["reasons"] if one["mention"]}
    assert told == {"000", "001", "002"}
    assert hamas["others"] == emir["others"] == []


def test_the_ceasefire_of_afghanistan_and_pakistan_was_announced_on_a_sunday(
    record: dict[str, Any], names: dict[str, str]
) -> None:
    (line,) = moments(record, names, "ceasefire", "Afghanistan", "Pakistan")
    assert (line["edtf"], line["modality"]) == ("2025-10-19", "reported")


def test_the_leader_of_turkey_went_to_kuwait_then_qatar_then_oman(
    record: dict[str, Any], names: dict[str, str]
) -> None:
    (journey,) = record["journeys"]
    assert (names[journey["traveller"]], journey["legs"]) == ("Recep Tayyip Erdogan", 3)
    assert [(one["number"], one["place"], one["earliest"], one["planned"]) for one in journey["stays"]] == [
        (1, "Kuwait", "2025-10-21", False),
        (2, "Qatar", "2025-10-22", False),
        (3, "Oman", "2025-10-22", True),
    ]
    assert [one["certain"] for one in journey["stays"]] == [False, True, True]
    assert all(one["reasons"] for one in journey["stays"])


def test_the_truce_took_effect_on_the_tenth_of_october(record: dict[str, Any], names: dict[str, str]) -> None:
    (line,) = moments(record, names, "ceasefire", "Gaza")
    assert line["edtf"] == "2025-10-10"
    assert line["reasons"]


def test_with_the_days_of_the_reports_the_timeline_is_whole(tmp_path: Path) -> None:
    """The same with a day for each report of the two later stories."""
    published = {"000": "2025-10-22", "001": "2025-10-23", "002": "2025-10-22", "004": "2025-11-26"}
    lines = [
        {"id": seed, "text": next(SEEDS.glob(f"{seed}_*.txt")).read_text("utf-8"), "published": day}
        for seed, day in published.items()
    ]
    (tmp_path / "seeds.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    build([tmp_path / "seeds.jsonl"], tmp_path / "record")
    with Record.open(tmp_path / "record") as opened:
        record = whole(opened)
    names = {one["id"]: one["name"] for one in record["entities"]}
    found = [
        [one["edtf"] for one in moments(record, names, mode, *who)]
        for mode, who in (
            ("meet", ("Ibrahim Kalin", "Hakan Fidan", "Hamas")),
            ("meet", ("Recep Tayyip Erdogan", "Tamim bin Hamad Al Thani")),
            ("ceasefire", ("Afghanistan", "Pakistan")),
            ("ceasefire", ("Gaza",)),
        )
    ]
    assert found == [["2025-10-21"], ["2025-10-22"], ["2025-10-19"], ["2025-10-10"]]
    (journey,) = record["journeys"]
    assert [one["place"] for one in journey["stays"]] == ["Kuwait", "Qatar", "Oman"]
    assert [one["earliest"] for one in journey["stays"]] == ["2025-10-21", "2025-10-22", "2025-10-22"]
