"""Events as PLOVER records, as CSV or as JSON Lines: `truceline export RECORD --format plover`.

The fields are those of the PLOVER manual (Open Event Data Alliance): a date, an event with its mode and
contexts, sources and targets with their sectors, and the text. Nothing is left out but what the record
lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from truceline import plugins
from truceline.present.coded import Coded, Record, rows
from truceline.resources import table


def _write(whole: Mapping[str, Any]) -> Iterator[str]:
    codes = table("coded_events.toml")
    columns = [*codes["plover"]["columns"], *codes["trace"]["columns"]]
    return rows(columns, (plover_row(one) for one in Record(whole).coded))


def _write_lines(whole: Mapping[str, Any]) -> Iterator[str]:
    return (msgspec.json.encode(plover_item(one)).decode() + "\n" for one in Record(whole).coded)


def plover_row(one: Coded) -> dict[str, object]:
    """The columns of one event, several actors in a cell with semicolons between them."""
    item = plover_item(one)
    place = item["place"] or {}
    plain = "id", "date", "date_start", "date_end", "event", "mode", "modality", "status", "text"
    return {
        **{key: item[key] for key in plain},
        "context": "; ".join(item["context"]),
        "source": "; ".join(actor["name"] for actor in item["source"]),
        "source_sector": "; ".join(actor["sector"] or "" for actor in item["source"]).strip("; "),
        "target": "; ".join(actor["name"] for actor in item["target"]),
        "target_sector": "; ".join(actor["sector"] or "" for actor in item["target"]).strip("; "),
        "participants": "; ".join(actor["name"] for actor in item["participants"]),
        "location": place.get("name"),
        **{key: place.get(key) for key in ("latitude", "longitude", "where_prec", "country")},
        **one.trace(),
    }


def plover_item(one: Coded) -> dict[str, Any]:
    """One event as plain values."""
    sectors = {party["entity"]: party["sector"] for party in one.log["parties"]}

    def actors(entities: list[str]) -> list[dict[str, Any]]:
        return [
            {"entity": one_, "name": one.record.names[one_], "sector": sectors.get(one_)} for one_ in entities
        ]

    place = one.place
    fields = ("latitude", "longitude", "where_prec", "province", "country")
    return {
        "id": one.event["id"],
        "date": one.moment["earliest"] if one.days == 1 else None,
        "date_start": one.moment["earliest"],
        "date_end": one.moment["latest"],
        "event": one.event["code"],
        "mode": one.event["mode"],
        "context": sorted(
            {context for mention in one.event["mentions"] for context in mention.get("contexts", ())}
        ),
        "source": actors(one.log["sources"]),
        "target": actors(one.log["targets"]),
        "participants": actors([party["entity"] for party in one.log["parties"]]),
        "modality": one.event["modality"],
        "status": one.log["status"],
        "place": {"name": one.record.names[place["entity"]], **{key: place[key] for key in fields}}
        if place
        else None,
        "text": one.sentences,
        "reports": one.event["reports"],
        "origins": one.event["origins"],
        "sentences": one.log["sentences"],
    }


exporter = plugins.Exporter(write=_write)
lines = plugins.Exporter(write=_write_lines)
