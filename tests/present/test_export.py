"""Both interchange formats against their published schemas."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from truceline import Failure, build, extract
from truceline.model.claims import Extraction
from truceline.model.report import Report
from truceline.present import export
from truceline.store import Record

SAMPLE = Path(str(files("truceline.resources") / "sample"))


def validator(name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads((files("truceline.resources") / "schema" / f"{name}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def spans(value: Any) -> list[dict[str, Any]]:
    """Every object with `start` and `end`, however deep."""
    if isinstance(value, list):
        return [span for one in value for span in spans(one)]
    if not isinstance(value, dict):
        return []
    here = [value] if {"start", "end"} <= value.keys() else []
    return here + [span for one in value.values() for span in spans(one)]


@pytest.fixture(scope="module")
def extractions() -> list[tuple[Report, Extraction]]:
    """What `extract` finds in the sample."""
    found = list(extract([SAMPLE]))
    return [one for one in found if not isinstance(one, Failure)]


def test_every_extraction_fits_its_schema_and_its_text(extractions: list[tuple[Report, Extraction]]) -> None:
    assert len(extractions) == 16
    check = validator("extract")
    for found in extractions:
        line = json.loads(json.dumps(export.extraction(*found)))
        assert list(check.iter_errors(line)) == []
        places = spans(line)
        assert places
        for span in places:
            assert 0 <= span["start"] < span["end"] <= len(line["text"])
            if "text" in span:
                assert span["text"].split() == line["text"][span["start"] : span["end"]].split()


def test_offsets_of_text_files_and_lines_index_the_text_exactly_as_given(
    extractions: list[tuple[Report, Extraction]],
) -> None:
    given = {file.name: file.read_bytes().decode("utf-8") for file in SAMPLE.glob("*.txt")}
    lines = (SAMPLE / "wire.jsonl").read_text("utf-8").splitlines()
    given |= {one["id"]: one["text"] for one in map(json.loads, lines)}
    plain = [report for report, _ in extractions if not report.path.endswith(".html")]
    assert len(plain) == len(given)
    for report in plain:
        assert report.text == given[report.given_id or Path(report.path).name]


def test_a_record_fits_its_schema_and_everything_in_it_leads_to_a_report(sample_record: Record) -> None:
    whole = json.loads("".join(export.exporter.write(export.record(sample_record))))
    assert list(validator("record").iter_errors(whole)) == []
    reports = {report["id"]: report for report in whole["reports"]}
    entities = {one["id"] for one in whole["entities"]}
    figures = {one["id"] for one in whole["figures"]}
    for kind in ("statements", "figures", "terms"):
        for claim in whole[kind]:
            text = reports[claim["report"]]["text"]
            assert all(span["end"] <= len(text) for span in spans(claim))
    for event in whole["events"]:
        assert {*event["participants"], *event["places"]} <= entities
        assert {mention["report"] for mention in event["mentions"]} == set(event["reports"])
    for conflict in whole["conflicts"]:
        assert set(conflict["figures"]) <= figures
    for story in whole["stories"]:
        assert {*story["reports"], story["id"]} <= reports.keys()
        assert 1 <= story["origins"] <= len(story["reports"])
        assert 0 <= story["outlets"] <= len(story["reports"])
        assert story["asserters"] >= 1
        assert {one["story"] for one in story["follows"]} < {one["id"] for one in whole["stories"]}
    for claim in (*whole["statements"], *whole["figures"], *whole["stories"]):
        assert claim["origins"] >= 1
    for event in whole["events"]:
        assert 1 <= event["origins"] <= len(event["reports"])
        assert event["asserters"] >= 1


def test_the_lineage_of_every_report_leads_to_the_words_of_both(sample_record: Record) -> None:
    whole = export.record(sample_record)
    text = {report["id"]: report["text"] for report in whole["reports"]}
    assert {one["report"] for one in whole["lineage"]} == text.keys()
    kinds = set()
    for one in whole["lineage"]:
        assert one["root"] in text
        assert (one["counted_as"]["report"] is None) != (one["counted_as"]["agency"] is None)
        for link in one["links"]:
            assert (link["origin"] is None) != (link["agency"] is None)
            assert link["reasons"]
            for passage in link["passages"]:
                here, there = passage["here"], passage["there"]
                assert 0 <= here["start"] < here["end"] <= len(text[one["report"]])
                kinds.add(passage["kind"])
                if passage["kind"] == "verbatim" and passage["likeness"] == 1:
                    mine = text[one["report"]][here["start"] : here["end"]]
                    theirs = text[link["origin"]][there["start"] : there["end"]]
                    assert _letters(mine) == _letters(theirs)
    assert kinds == {"verbatim", "edited"}


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def test_an_empty_record_fits_the_schema(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r", create=True) as record:
        text = "".join(export.exporter.write(export.record(record)))
    assert list(validator("record").iter_errors(json.loads(text))) == []


def test_one_sender_s_id_on_two_reports_is_told_apart(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "text": f"The envoy met the minister in Tavrin on {day}."} for day in ("Monday", "Friday")
    ]
    lines.append({"id": "b", "text": "The minister met the envoy in Tavrin again on Sunday."})
    source = tmp_path / "wire.jsonl"
    source.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    build([source], tmp_path / "r")
    with Record.open(tmp_path / "r") as record:
        ids = sorted(one["id"] for one in export.record(record)["reports"])
    assert "b" in ids
    assert len(set(ids)) == 3
    assert "a" not in ids


@pytest.mark.parametrize("name", ["extract", "record"])
def test_schemas_allow_nothing_unknown(name: str) -> None:
    def objects(schema: Any) -> list[dict[str, Any]]:
        if isinstance(schema, list):
            return [found for one in schema for found in objects(one)]
        if not isinstance(schema, dict):
            return []
        here = [schema] if schema.get("type") == "object" else []
        return here + [found for one in schema.values() for found in objects(one)]

    for found in objects(validator(name).schema):
        assert found["additionalProperties"] is False
        assert set(found["required"]) == set(found["properties"])
