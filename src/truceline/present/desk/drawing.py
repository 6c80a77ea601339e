"""What is drawn on pages beside their content: the pictures that the report page has too."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from truceline.present import lineage_picture, network_picture, side_by_side, timeline_picture
from truceline.present.desk.pages import (
    AnyLine,
    Asking,
    Compare,
    MapPage,
    ReportPage,
    StoryPage,
    TimelinePage,
)
from truceline.present.desk.reading import Reader
from truceline.present.desk.rendering import marked
from truceline.present.desk.shapes import Entry
from truceline.present.desk.shelves import Reports, Shelves
from truceline.present.lines import StoryLine
from truceline.present.log_lines import LogLine, Network, NodeLine
from truceline.present.words import cut
from truceline.store.shelf import Asked


def story(reader: Reader, shelves: Shelves, whole: StoryLine, page: StoryPage) -> dict[str, Any]:
    told = reader.most_told(Asking(story=whole.id))
    mets = shelves.chosen("met", Asked((("story", whole.id),)), 60)
    return {
        "times": timeline_picture.picture([line.moment for line in told]),
        "tree": lineage_picture.picture(whole, Reports(shelves, whole.reports)),
        "net": network_picture.picture(_network(shelves, mets[::-1])),
        "main_text": lineage_picture.main_texts([whole]),
        "unseen": lineage_picture.unseen([whole]),
    }


def timeline(reader: Reader, page: TimelinePage, asking: Asking) -> dict[str, Any]:
    told = reader.most_told(asking)
    dated = _by_day(page.listing.lines)
    return {
        "listing": page.listing,
        "times": timeline_picture.picture([line.moment for line in told]),
        "dated": dated,
        "most": max((step.events for step in page.steps), default=1),
    }


def _by_day(lines: tuple[Entry, ...]) -> list[tuple[str, list[Entry]]]:
    found: dict[str, list[Entry]] = {}
    for line in lines:
        words = line.moment.on
        found.setdefault(f"{words[:1].upper()}{words[1:]}", []).append(line)
    return list(found.items())


def network(reader: Reader, shelves: Shelves, asking: Asking) -> dict[str, Any]:
    return {"net": network_picture.picture(_network(shelves, reader.mets(asking)))}


def _network(shelves: Shelves, mets: Any) -> Network:
    """The network of some meetings, as the picture wants it."""
    entries = {line.id: line for line in shelves.some("event", [met.event for met in mets])}
    meetings = [
        (LogLine("meeting", entries[met.event].moment), met.names) for met in mets if met.event in entries
    ]
    times: dict[str, int] = {}
    for _, names in meetings:
        for name in names:
            times[name] = times.get(name, 0) + 1
    order = sorted(times, key=lambda name: (-times[name], name))
    return Network((), [NodeLine(name, None) for name in order], meetings)


def report(page: ReportPage) -> dict[str, Any]:
    full = page.report
    text = next((one for one in full.sources if one.origin is not None), None)
    return {"marked": marked(page), "text": text}


def compare(shelves: Shelves, page: Compare) -> dict[str, Any]:
    """The two texts with what they share; without a link between them, as they are."""
    texts = [
        shelves.one("full", line.id).report for line in (page.one, page.other)
    ]  # fmt: skip
    source = page.source
    if source is None:
        here, there = (side_by_side.marked(text, ()) for text in texts)
        return {"here_text": here, "there_text": there, "pair": None}
    pair = side_by_side._pair(texts[0], texts[1], source)
    return {"here_text": pair.here, "there_text": pair.there, "pair": pair}


def map_of(page: MapPage) -> dict[str, Any]:
    """The map, where this installation can draw it."""
    name = "truceline.present.map_picture"
    if find_spec(name) is None:
        return {"drawn": None}
    made = import_module(name)
    return {"drawn": getattr(made, "picture", lambda *_: None)(page.places)}


def title_of(line: AnyLine) -> str:
    """What a line is called."""
    if line.event is not None:
        return f"{line.event.what} {line.event.moment.on}"
    if line.statement is not None:
        who = line.statement.actor.name if line.statement.actor else line.statement.speaker or "Unsure who"
        return f"{cut(who, 80)}: {cut(line.statement.words, 100)}"
    if line.figure is not None:
        return f"{line.figure.figure.text} {cut(line.figure.figure.counted or '', 80)}".strip()
    if line.series is not None:
        return line.series.title
    if line.conflict is not None:
        return f"{line.conflict.counted}: {' / '.join(line.conflict.values)}"
    if line.term is not None:
        return line.term.state.text
    return line.stance.term if line.stance is not None else line.id
