"""Incidents in the columns of UCDP GED: `truceline export RECORD --format ucdp`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from truceline import plugins
from truceline.present.coded import Coded, Record, rows
from truceline.resources import table


def _write(whole: Mapping[str, Any]) -> Iterator[str]:
    """A row for each incident that is told as having happened; GED itself has those alone that killed."""
    codes = table("coded_events.toml")
    columns = [*codes["ucdp"]["columns"], *codes["trace"]["columns"]]
    found = (one for one in Record(whole).coded if one.log["kind"] == "incident")
    return rows(columns, (ucdp_row(one) for one in found if one.event["modality"] == "reported"))


def ucdp_row(one: Coded) -> dict[str, object]:
    """The columns of one incident. What GED's own coders decide (conflict, dyad, type of violence, clarity,
    whose the dead are) is left empty."""
    codes = table("coded_events.toml")["ucdp"]
    known, place = one.place or {}, one.place
    precision = one.precision(codes["date_prec"])
    first, last = one.moment["earliest"] or "", one.moment["latest"] or ""
    reports = [one.record.reports[report] for report in one.event["reports"]]
    best, high, low = one.deaths
    point = known.get("latitude"), known.get("longitude")
    return {
        "id": one.event["id"],
        "year": first[:4] if first[:4] == last[:4] else "",
        "side_a": one.names(one.log["sources"]),
        "side_b": one.names(target for target in one.log["targets"] if target not in one.log["sources"]),
        "number_of_sources": one.event["origins"],
        "source_article": "; ".join(_article(report) for report in reports),
        "source_office": "; ".join(dict.fromkeys(report["outlet"] for report in reports if report["outlet"])),
        "source_date": "; ".join((report["published"] or "")[:10] for report in reports),
        "source_headline": "; ".join(report["title"] or "" for report in reports),
        "source_original": one.according,
        "where_prec": known.get("where_prec"),
        "where_coordinates": one.record.names[place["entity"]] if place else "",
        "where_description": _where(one),
        "adm_1": known.get("province"),
        "latitude": point[0],
        "longitude": point[1],
        "geom_wkt": f"POINT ({point[1]} {point[0]})" if None not in point else "",
        "country": known.get("country"),
        "date_prec": precision,
        "date_start": first,
        "date_end": last,
        "best": best,
        "high": high,
        "low": low,
        **one.trace(),
    }


def _article(report: Mapping[str, Any]) -> str:
    parts = report["outlet"], (report["published"] or "")[:10], report["title"]
    return ", ".join(f'"{part}"' for part in parts if part)


def _where(one: Coded) -> str:
    """What the point is that of; where the reports tell several places, all of them."""
    places = one.log["places"]
    if len(places) > 1:
        return "told of several places: " + one.names(place["entity"] for place in places)
    return "; ".join(filter(None, (places[0]["precision"], places[0]["reason"]))) if places else ""


exporter = plugins.Exporter(write=_write)
