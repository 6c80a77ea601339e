"""From the views of a record to its shelf: every line once, with what it is found by. In linear time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from truceline.present.brief import Brief, brief_of
from truceline.present.desk.filling_board import fill_board
from truceline.present.desk.shapes import (
    Entry,
    FullReport,
    Met,
    Named,
    entry,
    places_of,
    rests,
    story_head,
)
from truceline.present.lineage_picture import unseen
from truceline.present.lines import EntityLine, Evidence
from truceline.present.views import Views
from truceline.present.words import cut
from truceline.run.board import process_of
from truceline.store import Record
from truceline.store.shelf_writing import Writer, filling

type Progress = Callable[[str, int, int], None]

_SENTENCES = 4
"""Sentences of a line whose words it is found by."""
_JOURNEYS = 50
"""Journeys that a page may show."""
_BRIEFS = ("2d", "7d", "30d", "0001-01-01")
"""The brief is that of the shortest of these times in which anything is new."""

_encode = msgspec.json.Encoder().encode


def fill(record: Record, path: Path, stamp: str, progress: Progress) -> None:
    """Write the lines of a record to a new shelf at `path`. Raises `RecordError`."""
    views = Views(record)
    steps = (
        ("reports", _reports), ("stories", _stories), ("names", _entities), ("events", _events),
        ("statements", _statements), ("figures", _figures), ("the board", fill_board),
    )  # fmt: skip
    with filling(path, stamp) as shelf:
        for number, (what, step) in enumerate(steps):
            progress(f"Shelving {what}", number, len(steps))
            step(views, shelf)
        progress("Shelving the rest", len(steps), len(steps) + 1)
        _pages(views, record, shelf)
        progress("Shelving the rest", len(steps) + 1, len(steps) + 1)


def _days(evidence: Iterable[Evidence]) -> tuple[str | None, str | None]:
    days = sorted(one.published[:10] for one in evidence if one.published)
    return (days[0], days[-1]) if days else (None, None)


def _outlets(evidence: Iterable[Evidence]) -> list[tuple[str, str]]:
    return [("outlet", one.outlet) for one in evidence if one.outlet]


def _sentences(evidence: Sequence[Evidence]) -> list[str]:
    return [one.sentence for one in evidence[:_SENTENCES]]


def _reports(views: Views, shelf: Writer) -> None:
    dates = {line.id: line for line in views.dates}
    heads = {story.id: story_head(story) for story in views.stories}
    sources = {one.report: one.sources for story in views.stories for one in story.lineage if one.report}
    no_wire = unseen(views.stories)
    for report in views.texts.values():
        line = views.reports[report.id]
        full = FullReport(
            line, report, sources.get(report.id, ()), dates.get(report.id), heads[line.story],
            report.id in no_wire,
        )  # fmt: skip
        day = (line.published or line.latest or "")[:10] or None
        facets = [("story", line.story), ("kind", line.derived)]
        facets += [("outlet", line.outlet)] if line.outlet else []
        facets += [("entity", one) for one in views.meanings[report.id].values()]
        words = (report.title or "", report.text)
        shelf.line("report", line.id, _encode(line), days=(day, day), facets=facets, words=words)
        shelf.line("full", line.id, _encode(full))
        shelf.text(report.id, report.text)


def _stories(views: Views, shelf: Writer) -> None:
    for story in views.stories:
        entities = [("entity", one.id) for one in (*story.actors, *story.places)]
        words = (story.title, *(one.name for one in (*story.actors, *story.places)))
        shelf.line(
            "story", story.id, _encode(story_head(story)), days=(story.first, story.last),
            rank=len(story.reports), facets=entities, words=words,
        )  # fmt: skip
        shelf.line("whole story", story.id, _encode(story))


def _entities(views: Views, shelf: Writer) -> None:
    for line in views.entities():
        head = _named(line)
        spellings = [name for name, _ in line.spellings]
        shelf.line(
            "name", head.id, _encode(head), rank=line.mentions, facets=[("kind", head.kind)],
            words=(line.actor.name, *spellings, *(title for title, _ in line.titles)),
        )  # fmt: skip
        shelf.line("entity", head.id, _encode(line))
        label = f"First mention of {cut(line.actor.name, 80)}"
        shelf.evidence(rests("name", line.actor.id, label, line.evidence))


def _named(line: EntityLine) -> Named:
    offices = tuple(f"{one.title} of {one.of}" if one.of else one.title for one in line.roles[:3])
    actor = line.actor
    return Named(
        actor.id, actor.kind, actor.name, line.mentions, line.reports, len(line.spellings), offices,
        len(line.doubts),
    )  # fmt: skip


def _events(views: Views, shelf: Writer) -> None:
    entries = [entry(line) for line in views.log.lines]
    for line in entries:
        event = line.event
        days = line.moment.when.days
        who = {one.actor.id for one in line.parties} | {
            one.id for one in (*event.participants, *event.sources, *event.targets)
        }
        facets = [("story", line.story), ("kind", line.kind), ("modality", event.modality)]
        facets += [("entity", one) for one in (*sorted(who), *event.place_ids)]
        facets += _outlets(event.evidence)
        if event.is_talk or event.incident:
            facets += [
                ("log", "timeline"),
                *(("logged", value) for name, value in facets if name == "entity"),
            ]
        words = (line.what, event.who, *event.places, *_sentences(event.evidence))
        shelf.line(
            "event", line.id, _encode(line), days=(days.earliest, days.latest), rank=event.reports,
            facets=facets, words=words,
        )  # fmt: skip
        names = ", ".join(actor.name for actor in event.participants[:6])
        label = f"Event: {line.what.lower()}{', ' if names else ''}{cut(names, 120)}"
        shelf.evidence(rests("event", line.id, label, event.evidence))
    _places(shelf, entries)
    for met, names_ in views.log.network.meetings:
        days = met.moment.when.days
        one = Met(met.id, met.what, met.moment.on, days, tuple(names_))
        shelf.line(
            "met", met.id, _encode(one), days=(days.earliest, days.latest), rank=met.event.reports,
            facets=[("story", met.story)],
        )  # fmt: skip
    nodes = {one.name: one.actor.id for one in views.log.network.nodes if one.actor is not None}
    shelf.page("nodes", _encode(nodes))
    shelf.page("journeys", _encode(views.journeys[:_JOURNEYS]))


def _places(shelf: Writer, entries: Iterable[Entry]) -> None:
    for head in places_of(entries):
        shelf.line("place", head.spot.actor.id, _encode(head), days=(head.first, head.last), rank=head.events)


def _statements(views: Views, shelf: Writer) -> None:
    for line in (*views.statements, *views.held):
        facets = [("story", line.story), ("kind", line.kind), *_outlets(line.evidence)]
        facets += [("kind", line.pledge)] if line.pledge else []
        facets += [("entity", line.actor.id)] if line.actor else []
        facets.append(("said", "said" if line.is_said else "held"))
        if line.is_said and line.actor:
            facets.append(("said by", line.actor.id))
        who = line.actor.name if line.actor else line.speaker or "unsure"
        shelf.line(
            "statement", line.id, _encode(line), days=_days(line.evidence), rank=line.reports, facets=facets,
            words=(who, line.words, *_sentences(line.evidence)),
        )  # fmt: skip
        label = f"Statement, speaker: {cut(who, 80)}"
        shelf.evidence(rests("statement", line.id, label, line.evidence))
    for loaded in views.said.stance:
        shelf.line("stance", loaded.id, _encode(loaded), rank=len(loaded.uses))
        uses = (use.evidence for use in loaded.uses)
        shelf.evidence(rests("loaded", loaded.id, f"Loaded word: {loaded.term}", uses))
    for dispute in views.said.disputes:
        shelf.line("dispute", dispute.id, _encode(dispute), facets=[("story", dispute.story)])


def _figures(views: Views, shelf: Writer) -> None:
    figures = views.ledger.figures
    of_series: dict[str, str] = {}
    for line in views.ledger.series:
        found = [one for point in line.points for one in point.evidence]
        of_series |= {one.claim: line.id for one in found}
        entities = _asserters(views, [one.claim for one in found])
        shelf.line(
            "series", line.id, _encode(line), days=_days(found), rank=len(line.points),
            facets=[("story", line.story), *entities, *_outlets(found)], words=(line.title,),
        )  # fmt: skip
    for one in views.figures:
        claims = [place.claim for place in one.evidence]
        facets = [("story", one.story), *_outlets(one.evidence), *_asserters(views, claims)]
        facets += [("series", of_series[claim]) for claim in claims if claim in of_series]
        counted = one.figure.counted or ""
        asserters = sorted({figures[claim].asserted_by or "" for claim in claims})
        said = (one.figure.text, counted, one.figure.place or "", *asserters)
        shelf.line(
            "figure", one.id, _encode(one), days=_days(one.evidence), rank=one.reports, facets=facets,
            words=(*said, *_sentences(one.evidence)),
        )  # fmt: skip
        label = f"Figure: {cut(one.figure.text, 40)} {cut(counted, 80)}".rstrip()
        shelf.evidence(rests("figure", one.id, label, one.evidence))
    for claim, series in of_series.items():
        shelf.line("series of", claim, _encode(series))
    _conflicts(views, shelf)


def _asserters(views: Views, claims: Iterable[str]) -> list[tuple[str, str]]:
    found = []
    for claim in claims:
        figure = views.ledger.figures[claim]
        entity = views.meanings[figure.span.report].get(figure.asserted_by or "")
        if entity is not None:
            found.append(("entity", entity))
    return found


def _conflicts(views: Views, shelf: Writer) -> None:
    """Disagreements: the open ones with the most important first, then the others."""
    first = [*views.ledger.open]
    there = {line.id for line in first}
    for line in (*first, *(line for line in views.conflicts if line.id not in there)):
        state = "open" if line.id in there else "settled" if line.settled else "explained"
        shelf.line(
            "conflict", line.id, _encode(line), days=(line.last, line.last), rank=line.origins,
            facets=[("story", line.story), ("kind", line.kind), ("state", state), ("about", line.about)],
            words=(line.counted, *line.values),
        )  # fmt: skip
        label = f"Disagreement ({line.kind}): {cut(' / '.join(line.values), 80)}"
        shelf.evidence(rests("conflict", line.id, label, line.evidence))


def _pages(views: Views, record: Record, shelf: Writer) -> None:
    process = process_of(record)
    terms = [
        (one.id, one.text) for agreement in (process.agreements if process else ()) for one in agreement.terms
    ]
    shelf.page("terms", _encode(terms))
    shelf.page("brief", _encode(_brief(views)))
    shelf.page("failures", _encode(views.failures))
    shelf.page("decisions", _encode(views.decisions))
    shelf.page("doubts", _encode(views.doubts[:200]))
    shelf.page("counts", _encode(views.counts))


def _brief(views: Views) -> Brief:
    found = None
    for since in _BRIEFS:
        found = brief_of(views, since)
        if found.sections:
            break
    return found or brief_of(views, _BRIEFS[0])
