"""Exports in the columns of ACLED, UCDP GED and PLOVER: what is known is there, what is not claimed is
empty."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

import pytest

from truceline.present import coded_acled, coded_plover, coded_ucdp
from truceline.present.coded import Record, cell
from truceline.present.export import record as exported
from truceline.resources import table
from truceline.store import Record as Stored

TEXT = "Shelling by Tarn killed seven people in Halv, the Front said."


def whole(**more: Any) -> dict[str, Any]:
    """A record of one incident; `more` are fields of its event, log, day or figure."""
    event = {
        "id": "e1", "code": "FIGHT", "mode": "heavy-weapons", "modality": "reported", "reports": ["r1"],
        "origins": 1, "mentions": [],
    }  # fmt: skip
    place = {
        "entity": "place", "latitude": 31.29, "longitude": 34.24, "where_prec": 1,
        "province": "Halv Province", "precision": "the place itself", "reason": "the only one",
        "country": "Tarnland",
    }  # fmt: skip
    log = {
        "event": "e1", "kind": "incident", "sources": ["tarn"], "targets": ["halv", "other"], "means": [],
        "parties": [{"entity": "tarn", "sector": "military"}, {"entity": "halv", "sector": "civilian"}],
        "places": [place], "harm": [{"report": "r1", "start": 17, "end": 36}], "status": "alleged",
        "accounts": [{"who": "The Front", "status": "alleged", "sources": ["Tarn"], "mentions": ["m1"]}],
        "sentences": [{"report": "r1", "start": 0, "end": len(TEXT)}],
    }  # fmt: skip
    moment = {"event": "e1", "earliest": "2031-05-03", "latest": "2031-05-03"}
    figure = {
        "report": "r1", "start": 24, "value": 7.0, "low": 7.0, "high": 7.0, "approximate": False,
        "unit": None, "counted": "people killed", "period": None,
    }  # fmt: skip
    for one in (event, log, moment, figure):
        one.update({key: value for key, value in more.items() if key in one})
    names = {"tarn": "Tarn", "halv": "Halv", "other": "Other", "place": "Halv"}
    report = {"id": "r1", "outlet": "Courier", "published": "2031-05-04T10:00:00", "title": "Shells"}
    return {
        "entities": [{"id": one, "name": name} for one, name in names.items()],
        "reports": [{**report, "text": TEXT}],
        "events": [event],
        "log": [log],
        "timeline": [moment],
        "figures": [figure],
    }


def only(exporter: Any, record: Mapping[str, Any]) -> dict[str, str]:
    (row,) = csv.DictReader(io.StringIO("".join(exporter.write(record))))
    return row


def filled(row: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in row.items() if value and not key.startswith("truceline_")}


def test_an_incident_in_the_columns_of_ucdp() -> None:
    row = only(coded_ucdp.exporter, whole())
    assert filled(row) == {
        "id": "e1",
        "year": "2031",
        "side_a": "Tarn",
        "side_b": "Halv; Other",
        "number_of_sources": "1",
        "source_article": '"Courier", "2031-05-04", "Shells"',
        "source_office": "Courier",
        "source_date": "2031-05-04",
        "source_headline": "Shells",
        "source_original": "The Front (alleged)",
        "where_prec": "1",
        "where_coordinates": "Halv",
        "where_description": "the place itself; the only one",
        "adm_1": "Halv Province",
        "latitude": "31.29",
        "longitude": "34.24",
        "geom_wkt": "POINT (34.24 31.29)",
        "country": "Tarnland",
        "date_prec": "1",
        "date_start": "2031-05-03",
        "date_end": "2031-05-03",
        "best": "7",
        "high": "7",
        "low": "7",
    }


def test_an_incident_in_the_columns_of_acled() -> None:
    row = only(coded_acled.exporter, whole())
    assert filled(row) == {
        "event_id_cnty": "e1",
        "event_date": "2031-05-03",
        "year": "2031",
        "time_precision": "1",
        "disorder_type": "Political violence",
        "actor1": "Tarn",
        "actor2": "Halv",
        "assoc_actor_2": "Other",
        "inter2": "Civilians",
        "country": "Tarnland",
        "admin1": "Halv Province",
        "location": "Halv",
        "latitude": "31.29",
        "longitude": "34.24",
        "geo_precision": "1",
        "source": "Courier",
        "notes": f"According to The Front (alleged): {TEXT}",
        "fatalities": "7",
    }


def test_every_row_leads_back_to_the_record() -> None:
    for exporter in (coded_acled.exporter, coded_ucdp.exporter, coded_plover.exporter):
        row = only(exporter, whole())
        assert row["truceline_event"] == "e1"
        assert row["truceline_state"] == "alleged"
        assert row["truceline_reports"] == "r1"
        assert row["truceline_sentences"] == f"r1:0-{len(TEXT)}"


@pytest.mark.parametrize(
    ("means", "sub"),
    [
        (["drones"], "Air/drone strike"),
        (["mortar"], "Shelling/artillery/missile attack"),
        (["knife"], ""),
        (["drone", "mortar"], ""),
    ],
)
def test_means_settle_the_sub_event(means: list[str], sub: str) -> None:
    row = only(coded_acled.exporter, whole(mode="other", means=means))
    assert row["sub_event_type"] == sub
    assert row["event_type"] == ("Explosions/Remote violence" if sub else "")


@pytest.mark.parametrize(
    ("first", "last", "acled", "ucdp", "date"),
    [
        ("2031-05-03", "2031-05-03", "1", "1", "2031-05-03"),
        ("2031-05-03", "2031-05-08", "2", "2", "2031-05-03"),
        ("2031-05-03", "2031-05-09", "2", "3", "2031-05-03"),
        ("2031-05-01", "2031-05-31", "3", "4", "2031-05-01"),
        ("2031-01-01", "2031-12-31", "", "5", ""),
        ("2030-01-01", "2031-12-31", "", "", ""),
        (None, "2031-05-31", "", "", ""),
        (None, None, "", "", ""),
    ],
)
def test_days_that_are_not_known_are_not_made_up(
    first: str | None, last: str | None, acled: str, ucdp: str, date: str
) -> None:
    record = whole(earliest=first, latest=last)
    row = only(coded_acled.exporter, record)
    assert (row["time_precision"], row["event_date"]) == (acled, date)
    row = only(coded_ucdp.exporter, record)
    assert (row["date_prec"], row["date_start"], row["date_end"]) == (ucdp, first or "", last or "")
    item = json.loads("".join(coded_plover.lines.write(record)))
    assert item["date"] == (first if first == last else None)


@pytest.mark.parametrize(
    ("figure", "deaths"),
    [
        ({"low": 7.0, "high": None}, ("", "", "7")),
        ({"low": None, "high": 7.0}, ("", "7", "0")),
        ({"approximate": True}, ("", "7", "7")),
        ({"counted": "people wounded"}, ("", "", "")),
        ({"counted": None}, ("", "", "")),
        ({"start": 2}, ("", "", "")),
        ({"period": "day"}, ("", "", "")),
    ],
)
def test_only_what_is_told_of_the_dead_is_counted(
    figure: dict[str, Any], deaths: tuple[str, str, str]
) -> None:
    row = only(coded_ucdp.exporter, whole(**figure))
    assert (row["best"], row["high"], row["low"]) == deaths


def test_figures_that_differ_have_no_best_one() -> None:
    record = whole()
    record["figures"].append({**record["figures"][0], "value": 9.0, "low": 9.0, "high": 9.0})
    assert Record(record).coded[0].deaths == ("", "9", "7")


def test_what_is_planned_or_denied_is_no_row_but_a_plover_record() -> None:
    for modality in ("planned", "denied", "conditional", "habitual"):
        record = whole(modality=modality)
        for exporter in (coded_acled.exporter, coded_ucdp.exporter):
            assert len("".join(exporter.write(record)).splitlines()) == 1
        assert only(coded_plover.exporter, record)["modality"] == modality


def test_a_meeting_is_no_event_of_acled() -> None:
    record = whole(code="CONSULT", mode="meet", kind="meeting")
    assert len("".join(coded_acled.exporter.write(record)).splitlines()) == 1


def test_a_place_without_a_point_or_several_places_have_no_coordinates() -> None:
    place = whole()["log"][0]["places"][0]
    unplaced = {
        **place,
        **dict.fromkeys(("latitude", "longitude", "where_prec", "country", "province", "precision")),
    }
    for places in ([], [unplaced], [place, {**place, "latitude": 1.0}]):
        for exporter in (coded_acled.exporter, coded_ucdp.exporter, coded_plover.exporter):
            row = only(exporter, whole(places=places))
            assert (row["latitude"], row["longitude"], row["country"]) == ("", "", "")
    country = only(coded_acled.exporter, whole(places=[{**place, "where_prec": 6}]))
    assert (country["country"], country["latitude"], country["geo_precision"]) == ("Tarnland", "", "")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+31 6", "'+31 6"),
        ("-", "'-"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1+1", "'=1+1"),
        ("-34.5", "-34.5"),
        (-34.5, "-34.5"),
        ("two\r\nlines", "two lines"),
        ("a\0b", "ab"),
        (None, ""),
        ("Tarn, \"Halv\"", "Tarn, \"Halv\""),
    ],
)  # fmt: skip
def test_no_cell_is_a_formula(value: object, written: str) -> None:
    assert cell(value) == written


def test_hostile_names_stay_in_their_cells() -> None:
    record = whole()
    record["entities"][0]["name"] = '=HYPERLINK("http://x","y")'
    record["reports"][0]["outlet"] = '@evil\r\n,"x'
    record["reports"][0]["title"] = "+" * 5000
    for exporter in (coded_acled.exporter, coded_ucdp.exporter, coded_plover.exporter):
        for value in only(exporter, record).values():
            assert value is not None
            assert value[:1] not in ("=", "+", "@", "\t", "\r")
            assert "\n" not in value


def test_the_sample_in_every_form(sample_record: Stored) -> None:
    record = exported(sample_record)
    ids = {event["id"] for event in record["events"]}
    for name, exporter in (
        ("acled", coded_acled.exporter),
        ("ucdp", coded_ucdp.exporter),
        ("plover", coded_plover.exporter),
    ):
        found = list(csv.reader(io.StringIO("".join(exporter.write(record)))))
        listed = table("coded_events.toml")
        assert found[0] == [*listed[name]["columns"], *listed["trace"]["columns"]]
        assert all(len(row) == len(found[0]) for row in found)
    lines = [json.loads(one) for one in "".join(coded_plover.lines.write(record)).splitlines()]
    assert {one["id"] for one in lines} == ids
