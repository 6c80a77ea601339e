"""The parts that the exports of coded events have in common: one event of the record with all that leads
back to its sentences, the days and deaths of it, and a CSV that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from truceline.resources import table

_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_SENTENCES = 3
"""Sentences that a row quotes; all are named in its last column."""
_LONGEST = 2000
"""Letters of a cell that quotes reports."""


@dataclass(frozen=True)
class Coded:
    """One event with what the record says of it: the items of the lists `events`, `log` and `timeline`."""

    event: Mapping[str, Any]
    log: Mapping[str, Any]
    moment: Mapping[str, Any]
    record: Record

    @property
    def place(self) -> Mapping[str, Any] | None:
        """The place, where the reports agree on one."""
        places = self.log["places"]
        return places[0] if len(places) == 1 else None

    def names(self, entities: Iterable[str]) -> str:
        return "; ".join(self.record.names[one] for one in entities)

    @property
    def days(self) -> int | None:
        """How many days it may have been on; None where an end is open."""
        first, last = self.moment["earliest"], self.moment["latest"]
        if first is None or last is None:
            return None
        return (date.fromisoformat(last) - date.fromisoformat(first)).days + 1

    def precision(self, longest: Mapping[str, int]) -> str:
        """The number of the first precision that holds these days, "" for none."""
        days = self.days
        return next((key for key, most in longest.items() if days is not None and days <= most), "")

    @cached_property
    def sentences(self) -> str:
        """The first sentences, for a cell."""
        found = dict.fromkeys(
            " ".join(self.record.texts[one["report"]][one["start"] : one["end"]].split())
            for one in self.log["sentences"][: _SENTENCES * 4]
        )
        return " | ".join(list(found)[:_SENTENCES])[:_LONGEST]

    @cached_property
    def according(self) -> str:
        """Who says so, and with what status: "Tarn (alleged); the Front (denied)"."""
        told = (
            f"{one['who']} ({one['status']})" if one["status"] else one["who"]
            for one in self.log["accounts"]
            if one["who"]
        )
        return "; ".join(dict.fromkeys(told))

    @cached_property
    def deaths(self) -> tuple[str, str, str]:
        """(best, high, low): of the figures for the dead within the words on the harm. There is no best one
        where they differ, or are only bounds."""
        values = [
            (figure["value"], figure["low"], figure["high"], figure["approximate"])
            for harm in self.log["harm"]
            for figure in self.record.deaths(harm["report"], harm["start"], harm["end"])
        ]
        if not values:
            return "", "", ""
        exact = {
            value for value, low, high, approximate in values if value == low == high and not approximate
        }
        lows = [low if low is not None else 0 for _, low, _, _ in values]
        highs = [high for _, _, high, _ in values]
        best = _number(next(iter(exact))) if len(exact) == 1 and len(set(values)) == 1 else ""
        high = "" if None in highs else _number(max(highs))
        return best, high, _number(min(lows))

    def trace(self) -> dict[str, str]:
        """The columns that lead back to the record."""
        spans = (f"{one['report']}:{one['start']}-{one['end']}" for one in self.log["sentences"])
        return {
            "truceline_event": self.event["id"],
            "truceline_state": self.log["status"] or self.event["modality"],
            "truceline_reports": "; ".join(self.event["reports"]),
            "truceline_origins": str(self.event["origins"]),
            "truceline_sentences": "; ".join(dict.fromkeys(spans)),
        }


class Record:
    """The lists of an exported record by what is asked of them."""

    def __init__(self, whole: Mapping[str, Any]) -> None:
        self.names: dict[str, str] = {one["id"]: one["name"] for one in whole["entities"]}
        self.reports: dict[str, Mapping[str, Any]] = {one["id"]: one for one in whole["reports"]}
        self.texts: dict[str, str] = {one["id"]: one["text"] for one in whole["reports"]}
        self._figures: dict[str, list[Mapping[str, Any]]] = {}
        words = frozenset(table("coded_events.toml")["deaths"]["words"])
        for figure in whole["figures"]:
            counted = set((figure["counted"] or "").casefold().split())
            if counted & words and figure["unit"] is None and figure["period"] is None:
                self._figures.setdefault(figure["report"], []).append(figure)
        logs = {one["event"]: one for one in whole["log"]}
        moments = {one["event"]: one for one in whole["timeline"]}
        events = {one["id"]: one for one in whole["events"]}
        self.coded = [Coded(events[one], logs[one], moments[one], self) for one in moments]

    def deaths(self, report: str, start: int, end: int) -> Iterator[Mapping[str, Any]]:
        """The figures for the dead that begin within a passage."""
        return (one for one in self._figures.get(report, ()) if start <= one["start"] < end)


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else str(value)


# Cells -----------------------------------------------------------------------------------------------


def rows(columns: Sequence[str], found: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """CSV (RFC 4180) in UTF-8: the head, then a row for each mapping; what a mapping lacks stays empty."""
    yield _row(columns)
    for one in found:
        yield _row([cell(one.get(column)) for column in columns])


def _row(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def cell(value: object) -> str:
    """A cell that a spreadsheet takes for text: what would begin a formula has an apostrophe in front (OWASP,
    CSV injection). Numbers stay as they are. A line break becomes a space."""
    if value is None:
        return ""
    text = " ".join(str(value).replace("\0", "").split())
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
