"""New reports find their place among the others: lineage, entities, stories, events, conflicts.

Each step looks at the new reports, their neighbours and the stories they touch, never at the whole
record, and its result depends on the reports alone, not on the order in which they came.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Set

import msgspec

from truceline.model.claims import EventMention
from truceline.model.digest import Traits
from truceline.model.record import Conflict, Event, Story
from truceline.model.report import Report, ReportId
from truceline.process import Process
from truceline.relate import events, figures, lineage, stories
from truceline.resolve import NameCount, Namer, group, person_words, plain_words
from truceline.resources import words
from truceline.store import Record, relations

AT_ONCE = 1000
"""Reports related in one transaction: what a killed build has to do again at most."""
type Meanings = dict[ReportId, dict[str, str]]
"""{report: {name: entity}}, or {report: {entity: kind}}"""
TITLE = 110
"""Characters of a story's title that is made from a first sentence."""


def relate_new(record: Record, progress: Callable[[int], None] = lambda _: None) -> int:
    """Give every report that has none its place; says how many there were."""
    done = 0
    while new := relations.unrelated(record, AT_ONCE):
        with record.transaction():
            _relate(record, new)
            relations.mark_related(record, new)
        done += len(new)
        progress(done)
    return done


def unrelate(record: Record, reports: list[ReportId]) -> None:
    """Take out what `relate_new` entered for reports whose claims are about to be found anew."""
    traits = record.traits(reports).values()
    relations.forget_postings(record, relations.SHINGLES, {t.order: lineage.lineage_keys(t) for t in traits})
    relations.forget_postings(record, relations.FEATURES, {t.order: stories.story_keys(t) for t in traits})
    namer = _namer(record)
    _group_names(record, relations.count_names(record, reports, namer, -1), namer)


def _relate(record: Record, new: list[ReportId]) -> None:
    traits = record.traits(new)
    compared, derived = _trace(record, traits)
    namer = _namer(record)
    renamed = _group_names(record, relations.count_names(record, new, namer), namer)
    joined = _join_stories(record, traits, compared)
    left = {story for story in joined.values() if story is not None}
    _write_stories(record, left | relations.stories_of(record, {*joined, *derived, *renamed, *new}))


def adopt(record: Record, process: Process) -> bool:
    """Set what is known of the process, and group all names by it; False where it was known."""
    before, now = record.note("process"), msgspec.json.encode(process).decode()
    if now == before:
        return False
    with record.transaction():
        record.set_note("process", now)
        namer = _namer(record)
        renamed = _group_names(record, relations.block_names(record, namer), namer)
        _write_stories(record, relations.stories_of(record, renamed))
    return True


def _namer(record: Record) -> Namer:
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


def _trace(record: Record, new: dict[ReportId, Traits]) -> tuple[set[ReportId], set[ReportId]]:
    """Where the texts of the new reports, and of those that now follow them, come from: the reports
    that were compared, and those whose original changed."""
    keys = {traits.order: lineage.lineage_keys(traits) for traits in new.values()}
    relations.post(record, relations.SHINGLES, keys)
    behind = relations.neighbours(record, relations.SHINGLES, keys, "behind", 1)
    touched = new | record.traits(set().union(*behind.values()) - new.keys())
    keys = {traits.order: lineage.lineage_keys(traits) for traits in touched.values()}
    before = relations.neighbours(record, relations.SHINGLES, keys, "before", 1)
    others = touched | record.traits(set().union(*before.values()) - touched.keys())
    links = [lineage.trace(one, [others[other] for other in before[one.report]]) for one in touched.values()]
    return set(touched), set(relations.save_links(record, links))


def _group_names(record: Record, blocks: set[str], namer: Namer) -> set[ReportId]:
    """Group the names of these blocks anew; gives the reports in which a known name changed hands."""
    names = relations.spellings(record, blocks)
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
    relations.save_entities(record, blocks, found, entity_of)
    changed = {
        (row.name, row.kind)
        for rows in names.values()
        for row in rows
        if row.entity is not None and (row.name, row.kind) in entity_of
    }
    return relations.reports_naming(record, changed)


def _join_stories(
    record: Record, new: dict[ReportId, Traits], compared: set[ReportId]
) -> dict[ReportId, ReportId | None]:
    """Which story the new reports join, and those with a new neighbour or origin; gives the former
    story of each report that changed it."""
    keys = {traits.order: stories.story_keys(traits) for traits in new.values()}
    relations.post(record, relations.FEATURES, keys)
    behind = relations.neighbours(record, relations.FEATURES, keys, "behind", stories.NEIGHBOURS)
    touched = new | record.traits((compared | set().union(*behind.values())) - new.keys(), shingles=False)
    keys = {traits.order: stories.story_keys(traits) for traits in touched.values()}
    before = relations.neighbours(record, relations.FEATURES, keys, "before", stories.NEIGHBOURS)
    candidates = _candidates(record, set(touched), new.keys(), compared, before)
    others = touched | record.traits(set().union(*candidates.values()) - touched.keys(), shingles=False)
    copied = relations.copied_from(record, candidates)
    parents = {
        report: stories.parent(touched[report], [others[other] for other in found], copied.get(report))
        for report, found in candidates.items()
    }
    return relations.save_parents(record, parents)


def _candidates(
    record: Record,
    touched: set[ReportId],
    new: Set[ReportId],
    compared: set[ReportId],
    before: dict[ReportId, set[ReportId]],
) -> dict[ReportId, set[ReportId]]:
    """The earlier reports that each touched one has to be held against.

    A report that was there keeps its parent unless a new neighbour is more like it, so the old
    neighbours matter only where the parent is no longer among them, or was given by a link that
    has been looked at again.
    """
    parents = relations.parents(record, touched - new)
    candidates = {}
    for report in touched:
        parent = parents.get(report)
        if report in new or report in compared or (parent is not None and parent not in before[report]):
            candidates[report] = before[report]
        elif fresh := before[report] & new:
            candidates[report] = fresh | ({parent} if parent is not None else set())
    return candidates


def _write_stories(record: Record, touched: set[ReportId]) -> None:
    """Make the touched stories anew, with their events and conflicts."""
    members = relations.members(record, touched)
    reports = [report for story in members.values() for report in story]
    roots = relations.roots_of_text(record, reports)
    meanings, kinds = _meanings(record, members)
    countries = frozenset(
        entity
        for names in meanings.values()
        for name, entity in names.items()
        if name.casefold() in words("countries.txt")
    )
    told, counts = relations.events_and_figures(record, reports)
    known = {report.id: report for report in record.reports(reports)}
    story_of = {report: story for story, found in members.items() for report in found}
    told_in: defaultdict[ReportId, list[events.Told]] = defaultdict(list)
    for claim, mention in told:
        told_in[story_of[mention.trigger.report]].append(_told(claim, mention, meanings, roots))
    counted_in: defaultdict[ReportId, list[figures.Counted]] = defaultdict(list)
    for claim, figure in counts:
        report = known[figure.span.report]
        if not figures.is_whole(report.text, figure):
            continue
        asserter = meanings[report.id].get(figure.asserted_by or "")
        day = figure.as_of or (report.published[:10] if report.published else None)
        around = figures.surroundings(report.text, figure)
        kept_up = figures.is_kept_up(report.text, figure)
        counted = figures.Counted(claim, report.id, figure, asserter, day, roots[report.id], around, kept_up)
        counted_in[story_of[report.id]].append(counted)
    origins = figures.origins(roots.__getitem__)
    made: list[Story] = []
    happened: list[Event] = []
    differing: list[Conflict] = []
    for story, found in members.items():
        if not found:
            continue
        made.append(_story(story, [known[report] for report in found], meanings, kinds, origins(found)))
        happened.extend(events.merge(story, told_in[story], countries, origins))
        differing.extend(figures.conflicts(story, counted_in[story]))
    relations.save_stories(record, touched, made, happened, differing)


def _meanings(record: Record, members: dict[ReportId, list[ReportId]]) -> tuple[Meanings, Meanings]:
    """Which entity each name of these stories stands for, and what each report takes the entity for.

    A single name ("Tamim") is the one person of the story whose full name holds it; where two do,
    or none, it stays by itself.
    """
    rows = relations.names_of(record, [report for story in members.values() for report in story])
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
    relations.save_meanings(record, changed)
    return meanings, kinds


def _told(
    claim: str, mention: EventMention, meanings: Meanings, roots: dict[ReportId, ReportId]
) -> events.Told:
    report = mention.trigger.report
    entities = meanings[report]
    actors = frozenset(entities[one.entity] for one in mention.participants if one.entity in entities)
    place = entities.get(mention.place.entity or "") if mention.place else None
    return events.Told(claim, report, mention, actors, place, roots[report])


def _story(
    story: ReportId,
    reports: list[Report],
    meanings: Meanings,
    kinds: Meanings,
    origins: int,
) -> Story:
    """A story with its title, dates and main actors; `reports` are in order of publication."""
    dates = sorted(report.published[:10] for report in reports if report.published)
    taken = [kinds[report.id] for report in reports]
    named = Counter(entity for found in taken for entity, kind in found.items() if kind != "other")
    places = Counter(entity for found in taken for entity, kind in found.items() if kind == "place")
    ranked = sorted(named, key=lambda entity: (-named[entity], 2 * places[entity] > named[entity], entity))
    return Story(
        id=story,
        reports=tuple(report.id for report in reports),
        title=next((report.title for report in reports if report.title), None) or _first_sentence(reports[0]),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        entities=tuple(ranked[:8]),
        origins=origins,
    )


def _first_sentence(report: Report) -> str:
    """The beginning of the news, up to a clause's end, as a title where no report has one."""
    line = next((line.strip() for line in report.text[report.body :].splitlines() if line.strip()), "")
    sentence = line.split(". ")[0].rstrip(".")
    if len(sentence) <= TITLE:
        return sentence
    cut = sentence[:TITLE]
    for mark in (", ", " "):
        if mark in cut[TITLE // 2 :]:
            return cut[: cut.rindex(mark)] + " …"
    return cut + "…"
