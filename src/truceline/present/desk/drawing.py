"""What is drawn on pages beside their content: the pictures that the report page has too."""

from __future__ import annotations

from typing import Any

from truceline.present import lineage_picture, map_picture, network_picture, side_by_side, timeline_picture
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
from truceline.present.desk.rendering import MARKED, marked
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


def report(page: ReportPage, still: bool = False) -> dict[str, Any]:
    full = page.report
    text = next((one for one in full.sources if one.origin is not None), None)
    return {"marked": marked(page, still), "text": text, "panels": ()}


def panels(reader: Reader, page: ReportPage) -> list[tuple[list[int], ReportPage]]:
    """What rests on each sentence that is marked, with the offsets of its marks."""
    found: dict[str, tuple[list[int], ReportPage]] = {}
    for offset in sorted({one.start for one in page.rests if one.kind in MARKED}):
        at = reader.report(page.report.line.id, offset)
        found.setdefault(at.sentence or "", ([], at))[0].append(offset)
    return list(found.values())


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
    """The map of where most events are, if it shows more than that of all places, and that of all."""
    found = [
        map_picture.Place(
            head.spot.actor.id, head.spot.actor.name, head.spot.country, head.spot.latitude,
            head.spot.longitude, head.spot.precision, head.events,
        )
        for head in page.places
        if head.spot.latitude is not None
        and head.spot.longitude is not None
        and head.spot.precision is not None
    ]  # fmt: skip
    kinds = (True, False) if map_picture.has_nearer(found) else (False,)
    maps = [drawn for kind in kinds if (drawn := map_picture.picture(found, nearer=kind))]
    if maps and 2 * len(maps[0].outside) > len(found):  # it would leave out more than it shows
        maps.reverse()
    return {"maps": maps}


def title_of(line: AnyLine) -> str:
    """What a line is called."""
    if line.event is not None:
        who = f": {cut(line.event.event.who, 120)}," if line.event.event.who else ""
        return f"{line.event.what}{who} {line.event.moment.on}"
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
