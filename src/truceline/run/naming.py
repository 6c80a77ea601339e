"""Who is who among the names of all reports, and what a name stands for in one story.

Names of one form are one. Forms of people are compared with those that share a blocking key, and joined where
all of a group agree (`resolve.cluster`). Only the forms named in new reports, and those that hang together
with them, are looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from truceline.model.record import Entity
from truceline.model.report import ReportId
from truceline.resolve import Bonds, NameCount, Namer, cluster, entity_of, pair, person_words
from truceline.run.actors import Actors, actors_of
from truceline.run.alike import differing, hanging_together, rejudge
from truceline.run.bonds import Forms, Standing, bonds_of, own_forms, standing
from truceline.store import Record, queries
from truceline.store import names as store_names

type Meanings = dict[ReportId, dict[str, str]]
"""{report: {name: entity}}, or {report: {entity: kind}}"""


@dataclass(frozen=True, slots=True)
class Naming:
    """What is known beforehand of names, and what people decided."""

    namer: Namer
    decisions: Sequence[Standing]
    actors: Actors

    def bonds(self, record: Record) -> Bonds:
        """What is decided and known on forms of names."""
        decided = bonds_of(self.decisions, Forms(record, self.decisions, self.namer))
        kept = {
            pair(self.namer.form(one.name, one.kind), self.namer.form(name, one.kind))
            for one in self.actors.actors
            for name in one.never
        }
        return replace(decided, apart=decided.apart | kept) if kept else decided


def naming_of(record: Record) -> Naming:
    actors = actors_of(record)
    in_force = standing(queries.decisions(record))
    own = own_forms(in_force, Namer(actors.aliases, actors.never))
    return Naming(Namer(actors.aliases, actors.never, own), in_force, actors)


def count_and_group(record: Record, reports: Iterable[ReportId], naming: Naming) -> set[ReportId]:
    """Take in the names of new reports; gives the reports in which a known name changed hands."""
    counted = store_names.count_names(record, reports, naming.namer)
    _show_anew(record, counted.again, naming)
    return group_names(record, counted.new | counted.said, counted.said, naming)


def _show_anew(record: Record, names: Set[str], naming: Naming) -> None:
    """Entities of which nothing is new but that they are named more often: another name of theirs may now be
    the most frequent."""
    bonds = naming.bonds(record)
    overtaken = store_names.overtaken(record, names)
    found = [_entity(forms, naming.namer, bonds) for forms in overtaken.values()]
    store_names.save_entities(record, [one.id for one, _ in found], found, {})


def _entity(names: Mapping[str, Sequence[Any]], namer: Namer, bonds: Bonds) -> tuple[Entity, str | None]:
    counts = {
        form: [NameCount(row.name, row.kind, row.mentions) for row in rows] for form, rows in names.items()
    }
    return entity_of(counts, namer, bonds.renamed)


def group_all(record: Record, naming: Naming) -> set[ReportId]:
    """Group all names anew, by what is now known beforehand."""
    forms = store_names.form_names(record, naming.namer)
    return group_names(record, forms, forms, naming)


def group_names(record: Record, forms: Set[str], said: Set[str], naming: Naming) -> set[ReportId]:
    """Group these forms anew, and what hangs together with them; of the forms in `said`, reports say
    something new. Gives the reports in which a known name changed hands."""
    bonds = naming.bonds(record)
    touched = forms | rejudge(record, forms, said, naming.namer)
    part, pairs = hanging_together(record, touched, bonds)
    names = store_names.spellings(record, part)
    same = {(row.form, row.other): row.score for row in pairs if row.verdict == "same"}
    groups = cluster(names, same, differing(record, pairs, naming.namer), bonds)
    found: list[tuple[Entity, str | None]] = []
    holder: dict[str, str] = {}
    for group in groups:
        found.append(_entity({form: names[form] for form in group}, naming.namer, bonds))
        holder.update(dict.fromkeys(group, found[-1][0].id))
    rows = [(row, holder[form]) for form, own in names.items() for row in own]
    moved = {(row.name, row.kind): entity for row, entity in rows if row.entity != entity}
    gone = {row.entity for row, _ in rows if row.entity is not None}
    store_names.save_entities(record, gone, found, moved)
    changed = {(row.name, row.kind) for row, _ in rows if row.entity is not None} & moved.keys()
    return store_names.reports_naming(record, changed)


def meanings_of(
    record: Record,
    members: Mapping[ReportId, Sequence[ReportId]],
    twins: Mapping[ReportId, ReportId],
    renamed: Set[ReportId],
) -> tuple[Meanings, Meanings]:
    """Which entity each name of these stories stands for, and what each report takes the entity for. In
    `twins`, reports with the very words of another, it is what it is there; in those `renamed`, a name
    changed hands.

    A single name ("Tamim") is the one person of the story whose full name holds it; where two do,
    or none, it stays by itself. So does one that somebody parted from this person.
    """
    rows = store_names.names_of(record, [report for story in members.values() for report in story])
    story_of = {report: story for story, reports in members.items() for report in reports}
    full: defaultdict[tuple[ReportId, str], set[str]] = defaultdict(set)
    for row in rows:
        if row.kind == "person" and len(words := person_words(row.name)) > 1:
            for word in words:
                full[story_of[row.report], word].add(row.entity)
    parted = _parted(record)
    meanings: Meanings = {report: {} for report in story_of}
    kinds: Meanings = {report: {} for report in story_of}
    changed: dict[tuple[ReportId, str], str] = {}
    for row in rows:
        entity = row.entity
        if row.kind == "person" and row.short and len(words := person_words(row.name)) == 1:
            people = full[story_of[row.report], words[0]]
            if len(people) == 1 and not parted.get(row.name, frozenset()) & people:
                (entity,) = people
        meanings[row.report][row.name] = entity
        if entity != row.meaning:
            changed[row.report, row.name] = entity
        kinds[row.report][entity] = row.kind
    store_names.save_meanings(record, changed)
    moved = {report for report, _ in changed} | store_names.nameless(record) | renamed
    store_names.copy_meanings(
        record, {twin: first for twin, first in twins.items() if first in moved or twin in moved}
    )
    return meanings, kinds


def _parted(record: Record) -> dict[str, set[str]]:
    """The entities from which somebody parted a single name of a person."""
    splits = [one for one in standing(queries.decisions(record)) if one.action == "split"]
    if not splits:
        return {}
    rows = store_names.spelled(record, {name for one in splits for name, _ in one.detail.apart_from})
    entity_of = {row.name: row.entity for row in rows if row.kind == "person"}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in splits:
        for name, kind in one.detail.names:
            if kind == "person":
                found[name] |= {entity_of[other] for other, _ in one.detail.apart_from if other in entity_of}
    return found
