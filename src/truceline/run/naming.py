"""Who is who among the names of all reports, and what a name stands for in one story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

import msgspec

from truceline.model.report import ReportId
from truceline.process import Process
from truceline.resolve import NameCount, Namer, group, person_words, plain_words
from truceline.store import Record
from truceline.store import names as store_names

type Meanings = dict[ReportId, dict[str, str]]
"""{report: {name: entity}}, or {report: {entity: kind}}"""


def namer_of(record: Record) -> Namer:
    note = record.note("process")
    if note is None:
        return Namer()
    process = msgspec.json.decode(note, type=Process)
    return Namer(
        {
            plain_words(name): (actor.name, actor.kind)
            for actor in process.actors
            for name in (actor.name, *actor.aliases)
        }
    )


def group_names(record: Record, blocks: set[str], namer: Namer) -> set[ReportId]:
    """Group the names of these blocks anew; gives the reports in which a known name changed hands."""
    names = store_names.spellings(record, blocks)
    found = {
        block: group(block, [NameCount(row.name, row.kind, row.mentions) for row in rows], namer)
        for block, rows in names.items()
    }
    holder = {
        (name, block): one.id for block, ones in found.items() for one in ones for name, _ in one.spellings
    }
    entity_of = {
        (row.name, row.kind): holder[row.name, block]
        for block, rows in names.items()
        for row in rows
        if row.entity != holder[row.name, block]
    }
    store_names.save_entities(record, blocks, found, entity_of)
    changed = {
        (row.name, row.kind)
        for rows in names.values()
        for row in rows
        if row.entity is not None and (row.name, row.kind) in entity_of
    }
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
    or none, it stays by itself.
    """
    rows = store_names.names_of(record, [report for story in members.values() for report in story])
    story_of = {report: story for story, reports in members.items() for report in reports}
    full: defaultdict[tuple[ReportId, str], set[str]] = defaultdict(set)
    for row in rows:
        if row.kind == "person" and len(words := person_words(row.name)) > 1:
            for word in words:
                full[story_of[row.report], word].add(row.entity)
    meanings: Meanings = {report: {} for report in story_of}
    kinds: Meanings = {report: {} for report in story_of}
    changed: dict[tuple[ReportId, str], str] = {}
    for row in rows:
        entity = row.entity
        if row.kind == "person" and len(words := person_words(row.name)) == 1:
            people = full[story_of[row.report], words[0]]
            entity = next(iter(people)) if len(people) == 1 else entity
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
