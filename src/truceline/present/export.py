"""The two interchange formats: what `extract` prints of a report, and the whole record as one object.

Both are described by a JSON Schema in `resources/schema`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from truceline import plugins
from truceline.model.claims import EventMention, Extraction, Participant, Reference, Span
from truceline.model.record import Dating
from truceline.model.report import Report, ReportId
from truceline.present.dates import dated_fields
from truceline.present.export_board import exported_board, exported_waits
from truceline.present.export_figures import exported_beside, exported_conflict, exported_series
from truceline.present.export_log import exported_log, exported_pair
from truceline.present.export_said import exported_dispute, exported_stance, exported_utterance
from truceline.present.moments import journey, moment
from truceline.present.views import Views
from truceline.relate.origins import AGENCY
from truceline.store import Record, queries


def extraction(report: Report, found: Extraction) -> dict[str, Any]:
    """One report and its claims, as `truceline extract` prints them. Offsets count Unicode characters."""
    return {
        "id": report.name,
        "path": report.path,
        "title": report.title,
        "outlet": report.outlet,
        "published": report.published,
        "published_from": report.published_from,
        "language": report.language,
        "text": report.text,
        "mentions": [
            {
                **_place(one.span),
                "text": one.text,
                "kind": one.kind,
                "entity": one.name,
                "titles": list(one.titles),
                "role": one.role,
                "of": one.of,
            }
            for one in found.mentions
        ],
        "references": [
            {
                **_place(one.span),
                "text": one.text,
                "form": one.form,
                "kind": one.kind,
                "several": one.several,
                "entity": one.name,
                "of": one.of,
                "reasons": list(one.reasons),
            }
            for one in found.references
        ],
        "times": [_flat(one) for one in found.times],
        "statements": [_flat(one) for one in found.statements],
        "events": [_event(one) for one in found.events],
        "figures": [_flat(one) for one in found.figures],
        "terms": [_flat(one) for one in found.terms],
    }


def _place(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _flat(claim: Any) -> dict[str, Any]:
    """A claim with its own span as `start` and `end`, and other spans as objects of the two."""
    flat: dict[str, Any] = {}
    for field in claim.__dataclass_fields__:
        value = getattr(claim, field)
        if field == "span":
            flat.update(_place(value))
        else:
            flat[field] = _plain(value)
    return flat


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return _place(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        return _flat(value)
    return value


def _event(event: EventMention) -> dict[str, Any]:
    def people(found: tuple[Participant, ...]) -> list[dict[str, Any]]:
        return [_flat(one) for one in found]

    return {
        "code": event.code,
        "mode": event.mode,
        "trigger": _place(event.trigger),
        "source": people(event.source),
        "target": people(event.target),
        "participants": people(event.participants),
        "place": _flat(event.place) if event.place else None,
        "time": _flat(event.time) if event.time else None,
        "modality": event.modality,
        "tense": event.tense,
        "offset": _flat(event.offset) if event.offset else None,
        "leg": _flat(event.leg) if event.leg else None,
    }


def record(store: Record) -> dict[str, Any]:
    """The whole record: the same reports give the same object, in whatever order they came.

    Reports go by the sender's id where no other report has it, else by their content hash.
    """
    views = Views(store)
    names = _names(views.texts)
    board = views.present_board
    meanings = views.meanings
    claims = {
        kind: queries.claims(store, kind)
        for kind in ("mention", "reference", "event", "statement", "figure", "term")
    }

    def claim(claim_id: str, one: Any, report: ReportId, **more: Any) -> dict[str, Any]:
        return {"id": claim_id, "report": names[report], **more, **_flat(one)}

    mentions: dict[str, list[dict[str, Any]]] = {}
    for _, one in (*claims["mention"], *claims["reference"]):
        entity = meanings[one.span.report].get(one.name or "")
        if entity is not None:
            form = one.form if isinstance(one, Reference) else "name"
            place = {"report": names[one.span.report], **_place(one.span), "form": form}
            mentions.setdefault(entity, []).append(place)
    told = dict(claims["event"])
    support = {
        one.claim: {
            "reports": line.reports,
            "outlets": line.outlets,
            "origins": line.origins,
            "asserters": line.asserters,
        }
        for lines in (views.said.lines, views.figures)
        for line in lines
        for one in line.evidence
    }
    spoken = views.said
    paths = queries.paths(store)
    return {
        "reports": [
            _report(report, names, paths[report.id], views.datings.get(report.id))
            for report in views.texts.values()
        ],
        "lineage": [_lineage(report, views, names) for report in views.lineages],
        "stories": [
            {
                "id": names[story.id],
                "title": story.title,
                "first": story.first,
                "last": story.last,
                "reports": [names[report.id] for report in story.reports],
                "outlets": story.outlets,
                "origins": story.origins,
                "asserters": story.asserters,
                "entities": [actor.id for actor in story.actors],
                "places": [actor.id for actor in story.places],
                "follows": [{"story": names[one.story], "reason": one.reason} for one in story.follows],
            }
            for story in views.stories
        ],
        "entities": [
            {
                "id": one.actor.id,
                "kind": one.actor.kind,
                "name": one.actor.name,
                "short": one.short,
                "spellings": [{"name": name, "mentions": times} for name, times in one.spellings],
                "titles": [{"title": title, "reports": times} for title, times in one.titles],
                "roles": [_flat(role) for role in one.roles],
                "speaks_for": list(one.speaks_for),
                "known": _flat(one.known) if one.known else None,
                "doubts": [
                    {
                        "entity": doubt.other.id if doubt.one.id == one.actor.id else doubt.one.id,
                        "score": doubt.score,
                        "reasons": list(doubt.reasons),
                    }
                    for doubt in one.doubts
                ],
                "mentions": mentions[one.actor.id],
            }
            for one in views.entities()
        ],
        "events": [
            {
                "id": event.id,
                "story": names[event.story],
                "code": event.code,
                "mode": event.mode,
                "participants": list(event.participants),
                "places": list(event.places),
                "dates": [{"earliest": first, "latest": last} for first, last in event.dates],
                "modality": event.modality,
                "reports": [names[report] for report in event.reports],
                "outlets": event.outlets,
                "origins": event.origins,
                "asserters": event.asserters,
                "mentions": [
                    {"id": one, "report": names[told[one].trigger.report], **_event(told[one])}
                    for one in event.evidence
                ],
            }
            for event in queries.events(store)
        ],
        "statements": [
            claim(
                one,
                said,
                report,
                entity=None if said.anonymous else meanings[report].get(said.speaker or ""),
                utterance=spoken.utterance_of[one],
                pledge=spoken.pledge_of[one],
                **support[one],
                relays=spoken.relays_of[one],
            )
            for one, said in claims["statement"]
            for report in [said.content[0].report]
        ],
        "utterances": [exported_utterance(line, names) for line in views.statements],
        "disputes": [exported_dispute(line, names) for line in spoken.disputes],
        "stance": [exported_stance(line, names) for line in spoken.stance],
        "figures": [
            claim(
                one,
                figure,
                figure.span.report,
                **support[one],
                beside=exported_beside(views.ledger.beside.get(one)),
                sentence=views.evidence(one, figure.span).sentence,
            )
            for one, figure in claims["figure"]
        ],
        "series": [exported_series(line, names) for line in views.ledger.series],
        "conflicts": [exported_conflict(line, names) for line in views.conflicts],
        "terms": [claim(one, term, term.span.report) for one, term in claims["term"]],
        "board": exported_board(board, names),
        "waiting": exported_waits(board, names),
        "timeline": [moment(line) for line in views.moments],
        "journeys": [journey(line.journey) for line in views.journeys],
        "log": [exported_log(line, names) for line in views.log.lines],
        "network": [exported_pair(pair) for pair in views.log.network.pairs],
        "decisions": [
            {**_flat(decision), "undone_by": line.undone_by}
            for decision, line in zip(queries.decisions(store), views.decisions, strict=True)
        ],
        "failures": [_flat(failure) for failure in views.failures],
    }


def _lineage(report: ReportId, views: Views, names: Mapping[ReportId, str]) -> dict[str, Any]:
    """Where a text comes from. `counted_as` is the origin by which the report counts."""
    lineage, root = views.lineages[report]
    wire = views.wires.get(root)
    origin = views.origins.of(report)
    agency = origin.removeprefix(AGENCY) if origin.startswith(AGENCY) else None
    return {
        "report": names[report],
        "derived": lineage.derived,
        "share": lineage.share,
        "root": names[root],
        "counted_as": {"report": None if agency else names[origin], "agency": agency},
        "wire": {
            "agency": wire.agency,
            "seen": names[wire.seen] if wire.seen else None,
            "confidence": wire.confidence,
            "reason": wire.reason,
        }
        if wire
        else None,
        "links": [
            {
                "kind": link.kind,
                "origin": names[link.origin] if link.origin else None,
                "agency": link.agency,
                "share": link.share,
                "confidence": link.confidence,
                "reasons": list(link.reasons),
                "passages": [
                    {
                        "kind": one.kind,
                        "here": _place(one.here),
                        "there": _place(one.there) if one.there else None,
                        "likeness": one.likeness,
                    }
                    for one in link.passages
                ],
            }
            for link in lineage.links
        ],
    }


def _names(reports: Mapping[ReportId, Report]) -> dict[ReportId, str]:
    """What each report is called outside: the sender's id, unless two reports carry it."""
    times = Counter(report.given_id for report in reports.values())
    return {
        report.id: report.name if times[report.given_id] == 1 else report.id for report in reports.values()
    }


def _report(
    report: Report, names: Mapping[ReportId, str], paths: tuple[str, ...], dating: Dating | None
) -> dict[str, Any]:
    fields = (
        "title",
        "outlet",
        "byline",
        "agency",
        "dateline",
        "url",
        "language",
    )
    return {
        "id": names[report.id],
        "given_id": report.given_id,
        "paths": list(paths),
        **{field: getattr(report, field) for field in fields},
        **dated_fields(report, dating, names),
        "text": report.text,
    }


def _write_json(whole: Mapping[str, Any]) -> Iterator[str]:
    """One JSON object, a line for each report, event, statement and so on, so that versions compare."""
    yield "{"
    for number, (key, values) in enumerate(whole.items()):
        yield ("" if number == 0 else ",") + f'\n"{key}": ['
        for position, value in enumerate(values):
            yield ("\n" if position == 0 else ",\n") + msgspec.json.encode(value).decode()
        yield "\n]" if values else "]"
    yield "\n}\n"


exporter = plugins.Exporter(write=_write_json)
