"""The ledger in exports: series and disagreements as JSON, figures as a table with low, best and high."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from truceline import plugins
from truceline.model.report import ReportId
from truceline.present.ledger import SeriesLine
from truceline.present.lines import ConflictLine
from truceline.relate.official import Beside

COLUMNS = (
    "id", "report", "outlet", "published", "text", "low", "best", "high", "modifier", "unit", "counted",
    "thing", "whom", "state", "place", "period", "within", "since", "since_day", "cumulative", "on", "as_of",
    "part", "told", "asserted_by", "relayed_by", "reports", "origins", "series", "beside", "flags",
    "sentence",
)  # fmt: skip
"""Low, best and high as UCDP has them: where an end is open, it is the number that is told."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet may run a cell for that begins so."""


def exported_conflict(line: ConflictLine, names: Mapping[ReportId, str]) -> dict[str, Any]:
    return {
        "id": line.id,
        "story": names[line.story],
        "kind": line.kind,
        "about": line.about,
        "counted": line.counted,
        "values": list(line.values),
        "figures": [one.claim for one in line.evidence],
        "reasons": list(line.reasons),
        "origins": line.origins,
        "gap": line.gap,
        "last": line.last,
        "settled_by": line.settled.number if line.settled else None,
        "reopened": line.reopened is not None,
    }


def exported_series(line: SeriesLine, names: Mapping[ReportId, str]) -> dict[str, Any]:
    one = line.series
    fields = (
        "counted",
        "thing",
        "state",
        "whom",
        "place",
        "unit",
        "period",
        "since",
        "since_day",
        "cumulative",
    )
    return {
        "id": line.id,
        "story": names[line.story],
        **{field: getattr(one, field) for field in fields},
        "origins": one.origins,
        "points": [
            {
                "day": point.day,
                "value": point.value,
                "low": point.low,
                "high": point.high,
                "text": point.text,
                "entity": told.asserter,
                "asserter": point.asserter,
                "figures": [evidence.claim for evidence in point.evidence],
                "origins": point.origins,
                "earlier": point.earlier,
                "promised": point.promised,
                "beside": exported_beside(point.beside),
            }
            for point, told in zip(line.points, one.points, strict=True)
        ],
        "changes": [
            {"kind": one.kind, "earlier": one.earlier, "later": one.later, "reason": one.reason}
            for one in line.changes
        ],
        "conflicts": [conflict.id for conflict in line.conflicts],
    }


def exported_beside(beside: Beside | None) -> dict[str, Any] | None:
    if beside is None:
        return None
    fields = ("verdict", "day", "value", "days", "words")
    return {field: getattr(beside, field) for field in fields}


def _write_csv(whole: Mapping[str, Any]) -> Iterator[str]:
    """A line for each figure of each report, as RFC 4180 has it."""
    reports = {report["id"]: report for report in whole["reports"]}
    series_of = {
        claim: series["id"]
        for series in whole["series"]
        for point in series["points"]
        for claim in point["figures"]
    }
    yield _line(COLUMNS)
    for figure in whole["figures"]:
        report = reports[figure["report"]]
        beside = figure["beside"]
        low, best, high = low_best_high(figure)
        row = figure | {
            "low": low,
            "best": best,
            "high": high,
            "outlet": report["outlet"],
            "published": report["published"],
            "series": series_of.get(figure["id"]),
            "beside": beside["words"] if beside else None,
            "flags": "; ".join(figure["flags"]),
        }
        yield _line([row[column] for column in COLUMNS])


def low_best_high(figure: Mapping[str, Any]) -> tuple[float, float, float]:
    """The three numbers of UCDP: an open end is the number told, and the best of vague words ("dozens") is
    their least, so that nothing is added to what the report says."""
    value = figure["value"]
    low = value if figure["low"] is None else figure["low"]
    high = value if figure["high"] is None else figure["high"]
    return low, value, high


def _line(cells: Any) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerow([_cell(cell) for cell in cells])
    return file.getvalue()


def _cell(value: Any) -> str:
    """A cell that no spreadsheet runs: what looks like a formula gets a quotation mark in front (OWASP)."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else f"{value:.12g}"
    text = str(value).replace("\0", "")
    return f"'{text}" if text.startswith(_FORMULA) else text


exporter = plugins.Exporter(write=_write_csv)
