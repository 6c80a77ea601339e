"""The board of obligations of a record, made when it is looked at, by the process file that the record keeps.

A new report may bear on any term, and a person may bind and unbind at any time; all of it takes time in
proportion to the length of the reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from truceline.folding import plain_words
from truceline.known import shown_name
from truceline.model.board import Binding, Board, TermState
from truceline.model.claims import EventMention, Figure, Mention, Span, Statement, Term, Time
from truceline.model.record import Dating, Entity, Event
from truceline.model.report import Report, ReportId
from truceline.process import Process
from truceline.relate.binding import bind
from truceline.relate.board import Counting, entered, scored, state_of
from truceline.relate.board_scope import scopes
from truceline.relate.board_sentences import Known, Named, Told
from truceline.relate.board_terms import Treaty, treaties
from truceline.relate.board_violations import violations
from truceline.relate.board_waiting import waiting
from truceline.relate.origins import Origins
from truceline.run.board_decisions import Standing, apply, standing
from truceline.run.timeline import written
from truceline.store import Record, queries


def process_of(record: Record) -> Process | None:
    """The process file that a record keeps."""
    note = record.note("process")
    return msgspec.json.decode(note, type=Process) if note is not None else None


@dataclass(frozen=True)
class Sources:
    """What the board is made from: the claims of a record, and how its names and texts are understood."""

    reports: Mapping[ReportId, Report]
    meanings: Mapping[ReportId, Mapping[str, str]]
    entities: Sequence[Entity]
    datings: Mapping[ReportId, Dating]
    origins: Origins
    events: Sequence[Event]
    mentions: Mapping[str, EventMention]


def board(record: Record, sources: Sources, on: str | None = None) -> Board:
    """The board on a day, by default that of the newest report. A record without a process file with
    agreements has an empty one."""
    process = process_of(record)
    told = told_of(record, sources)
    day = on or max((one.written.latest for one in told if one.written and one.written.latest), default=None)
    if process is None:
        return Board(day, ())
    known = known_of(sources, process)
    own = treaties(process.agreements, known)
    decided = standing(queries.decisions(record))
    names = {term.term.id for treaty in own for term in treaty.terms}
    found = apply(list(bind(told, own, known)), decided, names, told, known)
    return _board(process, own, told, found, known, day, decided, sources)


def _board(
    process: Process, own: Sequence[Treaty], told: Sequence[Told], found: Sequence[Binding], known: Known,
    day: str | None, decided: Standing, sources: Sources,
) -> Board:  # fmt: skip
    counted = _counting(told, found)
    states: list[TermState] = []
    said = scopes(told, known)
    bound: defaultdict[str, list[Binding]] = defaultdict(list)
    for one in found:
        bound[one.term].append(one)

    def all_states(done: Mapping[str, str]) -> list[TermState]:
        return [
            scored(
                state_of(term, agreement, bound[term.id], counted, said, day, done),
                decided.scores.get(term.id),
            )
            for agreement in process.agreements
            for term in agreement.terms
        ]

    states = all_states({})
    states = all_states(entered(process.agreements, states))
    shown = {one.id: one.name for one in sources.entities}
    return Board(
        day,
        tuple(states),
        violations([one for one in found if not day or not one.day or one.day <= day], told, own, shown),
        waiting(told, found, own, known),
        decided.grades,
    )


def told_of(record: Record, sources: Sources) -> list[Told]:
    """The reports with their claims, in the order of the record."""
    names: defaultdict[ReportId, list[Named]] = defaultdict(list)
    claims: dict[str, defaultdict[ReportId, list[tuple[str, object]]]] = {}
    for kind in ("statement", "figure", "term", "time"):
        claims[kind] = defaultdict(list)
        for claim, one in queries.claims(record, kind):
            place = one.content[0] if isinstance(one, Statement) else one.span
            claims[kind][place.report].append((claim, one))
    for _, mention in queries.claims(record, "mention"):
        named = _named(mention, sources.meanings)
        if named is not None:
            names[mention.span.report].append(named)
    events: defaultdict[ReportId, list[tuple[Event, EventMention]]] = defaultdict(list)
    for event in sources.events:
        for claim in event.evidence:
            found = sources.mentions[claim]
            events[found.trigger.report].append((event, found))
    return [
        Told(
            report.id,
            report.text,
            report.body,
            written(report, sources.datings.get(report.id)),
            tuple(sorted(names[report.id], key=lambda one: (one.start, one.end))),
            tuple(claims["statement"][report.id]),  # type: ignore[arg-type]
            tuple(claims["figure"][report.id]),  # type: ignore[arg-type]
            frozenset(one.span for _, one in claims["term"][report.id] if isinstance(one, Term)),
            tuple(events[report.id]),
            tuple(one for _, one in claims["time"][report.id] if isinstance(one, Time)),
        )
        for report in sources.reports.values()
    ]


def told_alone(record: Record, report: ReportId) -> Told | None:
    """The figures and statements of one report, without what others say to them; None for no report."""
    found = next(iter(record.reports([report])), None)
    if found is None:
        return None
    claims = queries.claims_of(record, report)
    said = tuple((claim, one) for claim, kind, one in claims if kind == "statement")
    figures = tuple((claim, one) for claim, kind, one in claims if kind == "figure")
    return Told(
        found.id, found.text, found.body, written(found, None), (), said, figures, frozenset(), (), ()
    )


def _named(mention: Mention, meanings: Mapping[ReportId, Mapping[str, str]]) -> Named | None:
    entity = meanings.get(mention.span.report, {}).get(mention.name)
    return Named(mention.span.start, mention.span.end, entity) if entity is not None else None


def known_of(sources: Sources, process: Process) -> Known:
    """How the names of a process file lead to entities of the record."""
    by_name: dict[str, str] = {}
    for one in sorted(sources.entities, key=lambda one: one.kind == "person"):
        for name in (one.name, *(spelling for spelling, _ in one.spellings)):
            by_name.setdefault(plain_words(name), one.id)
    for actor in process.actors:
        found = next(
            (by_name[key] for key in map(plain_words, (actor.name, *actor.aliases)) if key in by_name), None
        )
        for name in (actor.name, *actor.aliases) if found else ():
            by_name.setdefault(plain_words(name), found or "")
    shown = {one.id: one.name for one in sources.entities}

    def entity(name: str) -> str | None:
        return by_name.get(plain_words(name)) or by_name.get(plain_words(shown_name(name)))

    def speaker(report: ReportId, name: str | None) -> str | None:
        return sources.meanings.get(report, {}).get(name or "")

    def vouches(place: Span, who: str | None) -> tuple[str, str, str]:
        origin = sources.origins.counted(sources.origins.at(place))
        key = sources.origins.asserter(place, who, unnamed=who is not None and who not in shown)
        named = shown.get(who, who) if who is not None else _report_name(sources.reports[place.report])
        return key, named, origin

    foreign = frozenset(one.id for one in sources.entities if one.kind != "person")
    return Known(entity, speaker, vouches, foreign)


def named_by_process(record: Record, sources: Sources) -> dict[str, int]:
    """The entities that the process file names, with how much they matter to it: parties 3, others 1."""
    process = process_of(record)
    if process is None:
        return {}
    known = known_of(sources, process)
    weights = {actor.name: 3 if actor.side == "party" else 1 for actor in process.actors}
    for one in process.agreements:
        weights |= dict.fromkeys((*one.mediators, *one.guarantors, *one.monitors), 1)
    for one in process.agreements:
        weights |= dict.fromkeys(one.parties, 3)
    return {found: weight for name, weight in weights.items() if (found := known.entity(name))}


def _report_name(report: Report) -> str:
    return (
        report.outlet
        or f"the report “{' '.join((report.title or report.text[report.body :]).split())[:40]} …”"
    )


def _counting(told: Iterable[Told], found: Iterable[Binding]) -> dict[str, Counting]:
    """The figures that are bound, with the day since which they count."""
    figures: dict[str, tuple[Told, Figure]] = {
        claim: (one, figure) for one in told for claim, figure in one.figures
    }
    counted = {}
    for one in found:
        if one.what == "figure" and one.claim in figures:
            report, figure = figures[one.claim]
            counted[one.id] = Counting(figure, _since(report, figure), figure.as_of)
    return counted


def _since(report: Told, figure: Figure) -> str | None:
    """The day behind "since" near a figure: "have entered since Oct. 12"."""
    if figure.since_day is not None:
        return figure.since_day
    start, end = max(0, figure.span.start - 120), figure.span.end + 160
    for time in report.times:
        at = time.span.start
        before = report.text[max(start, at - 50) : at]
        if (
            start <= at < end
            and " since " in f" {before}"
            and "." not in before.partition("since ")[2]
            and time.earliest
        ):
            return time.earliest if time.earliest == time.latest else None
    return None
