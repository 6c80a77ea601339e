"""Stories made anew: their title, actors and places, their events and where their figures differ, each with
the number of reports, outlets, independent origins, and asserters."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from truceline.clean.header import is_caption
from truceline.clean.lines import line_around
from truceline.known import country_named
from truceline.model.claims import EventMention, Figure, Participant, Span, Statement
from truceline.model.record import Conflict, Dating, Dispute, Event, Lineage, Series, Story, Utterance
from truceline.model.report import Report, ReportId
from truceline.relate import attendance, events, exclusions, figures
from truceline.relate import utterances as uttered
from truceline.relate.counted import Counted, company, counted_of, with_events
from truceline.relate.event_mentions import Told, figures_of_harm, is_definite, sentence
from truceline.relate.headline import headline
from truceline.relate.origins import Carriers, Origins
from truceline.run.dating import DatedTexts, date_members, dated_texts, with_days
from truceline.run.naming import Meanings, meanings_of
from truceline.run.speaking import Speaking
from truceline.store import Record, datings, stories, trees
from truceline.store import utterances as store_utterances

ACTORS, PLACES = 8, 4
"""People and bodies, and places, that a story is shown with."""


def tell(record: Record, touched: set[ReportId], renamed: set[ReportId]) -> None:
    """Make these stories anew; in `renamed` reports, a name changed hands. Reports with the very words of
    another tell nothing of their own: they only count."""
    members = stories.members(record, touched)
    outlets = record.outlets([report for story in members.values() for report in story])
    story_of = {report: story for story, reports in members.items() for report in reports}
    twins = {
        report: first
        for report, first in trees.twins(record, outlets).items()
        if story_of.get(first) == story_of[report]
    }
    told = {story: [one for one in reports if one not in twins] for story, reports in members.items()}
    reports = [report for story in told.values() for report in story]
    found = _Reports(
        known={report.id: report for report in record.reports(reports)},
        origins=origins_of(record, reports),
        carriers=Carriers(_by_first(twins), outlets),
        names=meanings_of(record, told, twins, renamed),
        claims=_by_report(*stories.compared_claims(record, reports)),
        dates=dated_texts(record, outlets),
    )
    made: list[Story] = []
    happened: list[Event] = []
    differing: list[Conflict] = []
    series: list[Series] = []
    dated: dict[ReportId, list[Dating]] = {}
    said: list[Utterance] = []
    disputed: list[Dispute] = []
    for story, ids in members.items():
        if ids:
            counted = [one for report in told[story] for one in _figures(report, found)]
            own, disagreements, this, dated[story] = _told(story, ids, told[story], counted, found, twins)
            mentions = {report: one.events for report in told[story] if (one := found.claims.get(report))}
            kept, differences = figures.compare(story, with_events(counted, mentions, own))
            happened += own
            series += kept
            differing += (*disagreements, *differences)
            made.append(this)
            spoken, disputes = _uttered(story, told[story], found)
            said += spoken
            disputed += disputes
    stories.save_stories(record, touched, made, happened, differing, series)
    datings.save_datings(record, touched, dated)
    store_utterances.save_utterances(record, touched, said, disputed)


def origins_of(record: Record, reports: Iterable[ReportId]) -> Origins:
    """What says where the texts of these reports come from, with all that they go back to."""
    lineages: dict[ReportId, Lineage] = {}
    roots: dict[ReportId, ReportId] = {}
    level = set(reports)
    while level:
        for report, (found, root) in trees.lineages(record, level).items():
            lineages[report], roots[report] = found, root
        level = {
            link.origin
            for report in level
            if report in lineages
            for link in lineages[report].links
            if link.origin
        } - lineages.keys()
    wires = trees.wires_of(record, set(roots.values()))
    return Origins(lineages, roots, wires, record.outlets(lineages))


@dataclass(frozen=True, slots=True)
class _Claims:
    events: list[tuple[str, EventMention]]
    figures: list[tuple[str, Figure]]
    statements: list[tuple[str, Statement]]


@dataclass(frozen=True, slots=True)
class _Reports:
    """What is known of the reports of all touched stories; `names` are meanings and kinds."""

    known: Mapping[ReportId, Report]
    origins: Origins
    carriers: Carriers
    names: tuple[Meanings, Meanings]
    claims: Mapping[ReportId, _Claims]
    dates: DatedTexts


def _by_report(
    told: Iterable[tuple[str, EventMention]],
    counts: Iterable[tuple[str, Figure]],
    said: Iterable[tuple[str, Statement]],
) -> dict[ReportId, _Claims]:
    found: defaultdict[ReportId, _Claims] = defaultdict(lambda: _Claims([], [], []))
    for claim, mention in told:
        found[mention.trigger.report].events.append((claim, mention))
    for claim, figure in counts:
        found[figure.span.report].figures.append((claim, figure))
    for claim, statement in said:
        found[statement.content[0].report].statements.append((claim, statement))
    return found


def _by_first(twins: Mapping[ReportId, ReportId]) -> dict[ReportId, tuple[ReportId, ...]]:
    found: defaultdict[ReportId, list[ReportId]] = defaultdict(list)
    for report, first in twins.items():
        found[first].append(report)
    return {first: tuple(sorted(reports)) for first, reports in found.items()}


def _told(
    story: ReportId,
    members: Sequence[ReportId],
    reports: Sequence[ReportId],
    counted: Sequence[Counted],
    found: _Reports,
    twins: Mapping[ReportId, ReportId],
) -> tuple[tuple[Event, ...], tuple[Conflict, ...], Story, list[Dating]]:
    """A story with its events and conflicts, and the datings of its members; `reports` are those members that
    are no twin of another, with their figures."""
    told = [one for report in reports for one in _mentions(report, found)]
    asserters = {one.asserter for one in told} | {one for report in reports for one in _voices(report, found)}
    meanings = found.names[0]
    countries = frozenset(
        entity
        for report in reports
        for name, entity in meanings[report].items()
        if country_named(name) is not None
    )
    dates = sorted(published[:10] for report in reports if (published := found.known[report].published))
    actors, places = _actors(reports, found)
    made = Story(
        id=story,
        reports=tuple(members),
        title=headline([found.known[report] for report in reports]),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        entities=actors,
        places=places,
        outlets=found.carriers.outlets_of(members),
        origins=len({found.origins.counted(found.origins.of(report)) for report in reports}),
        asserters=len(asserters),
    )
    happened, dated = _dated(
        members,
        told,
        counted,
        found.dates,
        twins,
        lambda told: events.merge(story, told, countries, found.carriers),
    )
    talks = [one for one in told if one.mention.is_talk]
    apart = exclusions.exclusions(story, talks, countries)
    attended = attendance.took_part(story, told, found.known, meanings)
    return happened, (*apart, *attended), made, dated


def _dated(
    members: Sequence[ReportId],
    told: Sequence[Told],
    counted: Sequence[Counted],
    texts: DatedTexts,
    twins: Mapping[ReportId, ReportId],
    merge: Callable[[Sequence[Told]], tuple[Event, ...]],
) -> tuple[tuple[Event, ...], list[Dating]]:
    """The events of a story, and the datings of its members. Events date reports that tell them with a
    weekday, and a report that is dated so dates its other events: they are then merged anew."""
    happened = merge(told)
    mentions = {one.claim: one.mention for one in told}
    talks = [one for one in happened if one.is_talk]  # what else happens has too little to date a report by
    dated = date_members(members, texts, twins, talks, mentions, counted)
    days = {placed.span: placed.day for one in dated for placed in one.days}
    if days:
        happened = merge([replace(one, mention=with_days(one.mention, days)) for one in told])
    return happened, dated


def _uttered(
    story: ReportId, reports: Sequence[ReportId], found: _Reports
) -> tuple[tuple[Utterance, ...], tuple[Dispute, ...]]:
    """What was said in a story, and where that is given to two; `reports` are no twins of others."""
    names = {report: found.names[0][report] for report in reports}
    speaking = Speaking(names, found.origins)
    said = [
        one
        for number, report in enumerate(reports)
        if (claims := found.claims.get(report)) is not None
        for one in speaking.read(
            number, found.known[report], [(claim, one) for claim, one in claims.statements if one.is_said]
        )
    ]
    return uttered.merge(story, said, found.carriers)


def _actors(reports: Iterable[ReportId], found: _Reports) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The people and bodies that most reports name, and the places."""
    named: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for report in reports:
        for entity, kind in found.names[1][report].items():
            if kind == "place":
                places[entity] += 1
            elif kind != "other":
                named[entity] += 1
    ranked = sorted(named, key=lambda one: (-named[one], 2 * places[one] > named[one], one))
    return tuple(ranked[:ACTORS]), tuple(sorted(places, key=lambda one: (-places[one], one))[:PLACES])


def _mentions(report: ReportId, found: _Reports) -> Iterator[Told]:
    entities, known = found.names[0][report], found.known[report]
    claims = found.claims.get(report)

    def named(people: Iterable[Participant]) -> frozenset[str]:
        return frozenset(entities[one.entity] for one in people if one.entity in entities)

    for claim, mention in claims.events if claims else ():
        actors = named(mention.participants)
        place = entities.get(mention.place.entity or "") if mention.place else None
        if not actors and place is None:
            continue
        at = mention.trigger
        speaker, unnamed = _speaker(at, claims.statements if claims else (), entities)
        yield Told(
            claim,
            report,
            mention,
            actors,
            place,
            found.origins.counted(found.origins.at(at)),
            found.origins.asserter(at, speaker, unnamed),
            named(mention.source),
            named(mention.target),
            named(mention.hosts),
            named(mention.mediators),
            entities.get(mention.by or "", mention.by),
            sentence(known.text, at),
            (known.published or "")[:10],
            is_definite(known.text, at),
            caption=is_caption(line_around(known.text, at.start)),
            figures=figures_of_harm(known.text, mention),
        )


def _speaker(
    at: Span, statements: Iterable[tuple[str, Statement]], entities: Mapping[str, str]
) -> tuple[str | None, bool]:
    """Whose words stand at this place, as an entity or as the text has it, and whether that is no name."""
    for _, said in statements:
        if said.speaker and said.is_said and any(span.start <= at.start < span.end for span in said.content):
            entity = entities.get(said.speaker)
            return entity or said.speaker, said.anonymous or entity is None
    return None, False


def _figures(report: ReportId, found: _Reports) -> Iterator[Counted]:
    known, entities = found.known[report], found.names[0][report]
    claims = found.claims.get(report)
    sorts = found.names[1][report]
    kinds = {name: sorts[entity] for name, entity in entities.items() if entity in sorts}
    told = claims.figures if claims else ()
    around = company([figure for _, figure in told])
    for (claim, figure), others in zip(told, around, strict=True):
        yield counted_of(
            claim,
            known,
            figure,
            others,
            asserter=entities.get(figure.asserted_by or ""),
            origin=found.origins.counted(found.origins.at(figure.span)),
            kinds=kinds,
        )


def _voices(report: ReportId, found: _Reports) -> Iterator[str]:
    """Who vouches for the figures and statements of a report."""
    entities = found.names[0][report]
    claims = found.claims.get(report)
    for _, figure in claims.figures if claims else ():
        entity = entities.get(figure.asserted_by or "")
        yield found.origins.asserter(figure.span, entity or figure.asserted_by, entity is None)
    for _, said in claims.statements if claims else ():
        if said.speaker and said.is_said:
            entity = entities.get(said.speaker)
            yield found.origins.asserter(
                said.content[0], entity or said.speaker, said.anonymous or entity is None
            )
