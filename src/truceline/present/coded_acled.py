"""Events in the columns of ACLED: `truceline export RECORD --format acled`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from truceline import plugins
from truceline.folding import plain_words
from truceline.present.coded import Coded, Record, rows
from truceline.resources import table


def _write(whole: Mapping[str, Any]) -> Iterator[str]:
    """A row for each event that is told as having happened and that ACLED has a type for."""
    codes = table("coded_events.toml")
    columns = [*codes["acled"]["columns"], *codes["trace"]["columns"]]
    return rows(columns, filter(None, (acled_row(one) for one in Record(whole).coded)))


def acled_row(one: Coded) -> dict[str, object] | None:
    """The columns of one event; None for what is only planned, denied or no event of ACLED's."""
    codes = table("coded_events.toml")["acled"]
    sorts = codes["types"].get(one.event["code"], {})
    sort = sorts.get(one.event["mode"] or "", sorts.get(""))
    if sort is None or one.event["modality"] != "reported":
        return None
    disorder, event_type, sub_type = _with_means(sort, one.log["means"])
    precision = one.precision(codes["time_precision"])
    day = one.moment["earliest"] if precision else ""
    sources, targets = _sides(one)
    sectors = {party["entity"]: party["sector"] for party in one.log["parties"]}
    known, place = one.place or {}, one.place
    geo = codes["geo_precision"].get(str(known.get("where_prec")), "")
    reports = [one.record.reports[report] for report in one.event["reports"]]
    best, _, _ = one.deaths
    return {
        "event_id_cnty": one.event["id"],
        "event_date": day,
        "year": day[:4],
        "time_precision": precision,
        "disorder_type": disorder,
        "event_type": event_type,
        "sub_event_type": sub_type,
        "actor1": one.names(sources[:1]),
        "assoc_actor_1": one.names(sources[1:]),
        "inter1": codes["inter"].get(sectors.get(next(iter(sources), "")), ""),
        "actor2": one.names(targets[:1]),
        "assoc_actor_2": one.names(targets[1:]),
        "inter2": codes["inter"].get(sectors.get(next(iter(targets), "")), ""),
        "country": known.get("country"),
        "admin1": known.get("province"),
        "location": one.record.names[place["entity"]] if place else "",
        "latitude": known.get("latitude") if geo else "",
        "longitude": known.get("longitude") if geo else "",
        "geo_precision": geo,
        "source": "; ".join(dict.fromkeys(report["outlet"] for report in reports if report["outlet"])),
        "notes": _notes(one),
        "fatalities": best,
        **one.trace(),
    }


def _with_means(sort: list[str], means: list[str]) -> tuple[str, str, str]:
    """The types of an event, with what its means settle."""
    disorder, event_type, sub_type = sort
    if disorder == "Political violence" and not sub_type and len(means) == 1:
        plain = plain_words(means[0])
        for sub, words in table("coded_events.toml")["acled"]["means"].items():
            if plain in words or plain.removesuffix("s") in words:
                return disorder, "Explosions/Remote violence", sub
    return disorder, event_type, sub_type


def _sides(one: Coded) -> tuple[list[str], list[str]]:
    """Who acted on whom; of an agreement and the like, all who took part, one by one."""
    sources, targets = list(one.log["sources"]), list(one.log["targets"])
    if not targets and one.log["kind"] == "agreement":
        everyone = [party["entity"] for party in one.log["parties"]]
        return everyone[:1], everyone[1:]
    return sources, [target for target in targets if target not in sources]


def _notes(one: Coded) -> str:
    said = f"According to {one.according}: " if one.according else ""
    return f"{said}{one.sentences}"


exporter = plugins.Exporter(write=_write)
