"""The feeds of a process file: tables of figures from outside."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from truceline.process.lines import date_of, items, mapping, word, wrong


@dataclass(frozen=True, slots=True)
class FeedSeries:
    """One series of a feed, in the column or under the key `field` ("a.b" is b within a). `state` and `whom`
    are those of figures ("killed", "children"); with a `period` it is a value for each, else it goes on
    since a day."""

    field: str
    counted: str
    state: str | None = None
    whom: str | None = None
    place: str | None = None
    period: str | None = None
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A table of figures from outside: who gives it, and where its day and its values stand."""

    name: str
    source: str
    date: str
    series: tuple[FeedSeries, ...]


def feed_of(path: Path, node: yaml.Node) -> Feed:
    fields = mapping(path, node, set(Feed.__dataclass_fields__))
    name, source, day = (word(path, fields.get(key), node, key) for key in ("name", "source", "date"))
    series = tuple(_series(path, entry) for entry in items(path, fields, "series"))
    if not series:
        raise wrong(path, node, "a feed needs at least one series")
    return Feed(name, source, day, series)


def _series(path: Path, node: yaml.Node) -> FeedSeries:
    fields = mapping(path, node, set(FeedSeries.__dataclass_fields__))
    given = {
        key: word(path, fields[key], node, key)
        for key in ("state", "whom", "place", "period")
        if key in fields
    }
    since = date_of(path, fields["since"], "since") if "since" in fields else None
    field, counted = (word(path, fields.get(key), node, key) for key in ("field", "counted"))
    return FeedSeries(field, counted, **given, since=since)


def feed_row(feed: Feed) -> dict[str, Any]:
    rows = [
        {key: value for key in FeedSeries.__dataclass_fields__ if (value := getattr(one, key)) is not None}
        for one in feed.series
    ]
    return {"name": feed.name, "source": feed.source, "date": feed.date, "series": rows}
