"""The face of a person, body or place: what reports call it, whom it speaks for, what is unsure of it, and
what people decided."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from truceline.known import body_named
from truceline.model.claims import Kind
from truceline.model.record import Decision
from truceline.model.report import ReportId
from truceline.run.actors import Actors, person_of
from truceline.run.bonds import detail_of
from truceline.run.doubts import Doubt
from truceline.store.queries import Named


@dataclass(frozen=True, slots=True)
class Actor:
    id: str
    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class RoleLine:
    """An office, and of whom, that so many reports give somebody; `first` and `last` are the days of the
    first and the last of them, None where none of them has a date."""

    title: str
    of: str | None
    first: str | None
    last: str | None
    reports: int


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """An office as it is known beforehand, from `first` to `last` (years or ISO dates; None where open)."""

    title: str
    of: str | None
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class KnownLine:
    """What is known beforehand of somebody, not from the reports: the id at Wikidata, dates of birth and
    death, offices, and the side in the process ("mediator")."""

    wikidata: str | None
    born: str | None
    died: str | None
    offices: tuple[OfficeLine, ...]
    side: str | None


@dataclass(frozen=True, slots=True)
class DoubtLine:
    """Two that may be one, how likely that is (0 to 1), and why; the likelier of their names first."""

    one: Actor
    other: Actor
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """What a person decided. `names` are the spellings that it is about; `undone_by` is the decision that
    took it back, None while it is in force."""

    number: int
    made: str
    by: str
    action: str
    subject: str
    names: tuple[str, ...]
    to: str | None
    reason: str | None
    undone_by: int | None


@dataclass(frozen=True, slots=True)
class Face:
    """What the reports say of an entity: titles with the number of reports, offices, whom it speaks for."""

    reports: int = 0
    titles: tuple[tuple[str, int], ...] = ()
    roles: tuple[RoleLine, ...] = ()
    speaks_for: tuple[str, ...] = ()


type Shown = Callable[[ReportId, str], str]
"""The name that the record shows for whom a name of a report stands for."""


def faces_of(named: Iterable[Named], shown: Shown) -> dict[str, Face]:
    """The face of each entity that some report names."""
    by_entity: defaultdict[str, list[Named]] = defaultdict(list)
    for one in named:
        by_entity[one.entity].append(one)
    return {entity: _face(found, shown) for entity, found in by_entity.items()}


def _face(found: Sequence[Named], shown: Shown) -> Face:
    titles: defaultdict[str, set[str]] = defaultdict(set)
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in found:
        for title in one.titles:
            titles[title.casefold()].add(one.report)
            written[title.casefold()][title] += 1
    lines = _roles(found, shown)
    whom: Counter[str] = Counter()
    for line in lines:
        if line.of:
            whom[line.of] += line.reports
    called = [
        (min(written[key].items(), key=lambda item: (-item[1], item[0]))[0], len(of))
        for key, of in titles.items()
    ]
    return Face(
        len({one.report for one in found}),
        tuple(sorted(called, key=lambda item: (-item[1], item[0]))),
        lines,
        tuple(sorted(whom, key=lambda one: (-whom[one], one))),
    )


def _roles(found: Iterable[Named], shown: Shown) -> tuple[RoleLine, ...]:
    """The offices of one entity. "President" alone is the presidency that other reports give the same person,
    where that is one alone."""
    days: defaultdict[tuple[str, str], dict[str, str | None]] = defaultdict(dict)
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in found:
        for role, of in one.roles:
            key = role.casefold()
            days[key, shown(one.report, of) if of else ""][one.report] = (one.published or "")[:10] or None
            written[key][role] += 1
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for title, of in days:
        owners[title].add(of)
    for title, whom in owners.items():
        if len(whom) == 2 and "" in whom:
            (owner,) = whom - {""}
            days[title, owner] |= days.pop((title, ""))
    lines = []
    for (role, of), dates in days.items():
        title = min(written[role].items(), key=lambda item: (-item[1], item[0]))[0]
        dated = sorted(filter(None, dates.values()))
        first, last = (dated[0], dated[-1]) if dated else (None, None)
        lines.append(RoleLine(title, of or None, first, last, len(dates)))
    return tuple(
        sorted(lines, key=lambda line: (-line.reports, line.first or "9999", line.title, line.of or ""))
    )


def known_line(main: str, kind: Kind, actors: Actors) -> KnownLine | None:
    """What is known of the one with this main name; the process file goes before what is widely known."""
    actor = actors.named(main)
    person = person_of(actor, main) if kind == "person" else None
    body = body_named(main) if kind == "body" else None
    if actor is None and person is None and body is None:
        return None
    held = actor.roles if actor is not None and actor.roles else person.offices if person is not None else ()
    ids = [one.wikidata for one in (actor, person, body) if one is not None and one.wikidata]
    return KnownLine(
        ids[0] if ids else None,
        person.born if person else None,
        person.died if person else None,
        tuple(OfficeLine(one.title, one.of, one.start, one.end) for one in held),
        actor.side if actor else None,
    )


def doubt_lines(found: Iterable[Doubt], actors: Mapping[str, Actor]) -> list[DoubtLine]:
    """Doubts between entities that reports name."""
    return [
        DoubtLine(actors[one.one], actors[one.other], one.score, one.reasons)
        for one in found
        if one.one in actors and one.other in actors
    ]


def decision_lines(decisions: Iterable[Decision]) -> list[DecisionLine]:
    """All decisions, each with the one that took it back."""
    ordered = list(decisions)
    undone: dict[int, int] = {}
    for one in reversed(ordered):
        if one.action == "undo" and one.number not in undone:
            undone[int(one.subject)] = one.number
    lines = []
    for one in ordered:
        detail = detail_of(one)
        spelled = (*(name for side in detail.entities for name in side), *detail.names, *detail.apart_from)
        lines.append(
            DecisionLine(
                one.number,
                one.made,
                one.by,
                one.action,
                one.subject,
                tuple(dict.fromkeys(name for name, _ in spelled)),
                detail.to,
                detail.reason,
                undone.get(one.number),
            )
        )
    return lines
