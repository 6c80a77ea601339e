"""Each new report finds its place: where its text comes from, and which story it is of.

A report that shares text with earlier ones is traced by that. One that is no copy is then compared with
its neighbours for the story, and with those most like it once more for its text, which may be theirs in other
words. Copies go with what they copy and take no part in the likeness of stories.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from truceline.model.report import ReportId
from truceline.relate import stories as likeness
from truceline.relate.lineage import is_copy
from truceline.run.tracing import (
    ID_DIGITS,
    Alike,
    Known,
    Tracers,
    most_alike,
    post_texts,
    retold,
    save_lineages,
    sharing_text,
)
from truceline.store import Record, postings, stories, trees


def place(record: Record, new: Iterable[ReportId], tracers: Tracers) -> set[ReportId]:
    """Give new reports, and those that they are near to, their lineage and story; gives the ids of the
    stories that are to be made anew."""
    known = Known(record, tracers)
    compared = post_texts(known, new)
    sources = sharing_text(known, compared)
    traced = known.trace(sources, {})
    copies = {report for report, found in traced.items() if is_copy(found)}
    there = stories.with_vectors(record, compared)
    linked = _link(known, compared - copies - there, copies & there)
    traced |= retold(known, sources, (compared | linked.reports) - copies, linked.before)
    changed = save_lineages(record, traced.values())
    moved = _join(record, compared & changed, copies, (compared - copies) | linked.ends)
    return moved | stories.stories_of(record, changed)


@dataclass(frozen=True, slots=True)
class _Linked:
    """The reports whose edges to earlier ones were found anew, what they were most like before, and the ends
    of all edges that changed."""

    reports: set[ReportId]
    before: Alike
    ends: set[ReportId]


def _link(known: Known, coming: Set[ReportId], leaving: Set[ReportId]) -> _Linked:
    """Take reports into the comparison for stories, and others out of it."""
    record = known.record
    traits = known.traits(coming | leaving)
    keys = {report: (one.order, likeness.story_keys(one)) for report, one in traits.items()}
    enter = dict(keys[report] for report in coming)
    leave = dict(keys[report] for report in leaving)
    crossed = _shift(record, enter, leave)
    stories.forget_vectors(record, leaving)
    moved = {**traits, **known.traits(crossed)}
    own = {one.order: likeness.story_keys(one) for one in moved.values()}
    behind = postings.neighbours(record, postings.TERMS, own, "behind", likeness.NEIGHBOURS)
    weighed = [moved[report] for report in moved.keys() - leaving]
    asked = {one.order: (likeness.EVERY, *own[one.order]) for one in weighed}
    counts = postings.counted(record, postings.TERMS, asked, likeness.FREQUENT)
    stories.save_vectors(record, [likeness.vector(one, counts[one.report]) for one in weighed])
    touched = {*coming, *crossed}.union(*behind.values()) - leaving
    before = most_alike(record, touched - coming)
    return _Linked(touched, before, stories.save_edges(record, touched | leaving, _edges(known, touched)))


def _shift(
    record: Record, enter: Mapping[str, tuple[int, ...]], leave: Mapping[str, tuple[int, ...]]
) -> set[ReportId]:
    """Post and forget terms; gives the reports for which a term is now of another rarity."""
    coming, going = _by_key(enter), _by_key(leave)
    first = {key: min((*coming[key], *going[key])) for key in {*coming, *going}}
    crossed = set()
    for key, (count, orders) in postings.later(record, postings.TERMS, first, likeness.FREQUENT).items():
        for number, order in enumerate(orders, count + sum(one == first[key] for one in going[key])):
            moved = bisect_left(coming[key], order) - bisect_left(going[key], order)
            if likeness.bucket(number + 1) != likeness.bucket(number + moved + 1):
                crossed.add(order[-ID_DIGITS:])
    postings.forget_postings(record, postings.TERMS, _with_every(leave))
    postings.post(record, postings.TERMS, _with_every(enter))
    return crossed - {order[-ID_DIGITS:] for order in leave}


def _with_every(keys: Mapping[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    return {order: (likeness.EVERY, *of) for order, of in keys.items()}


def _by_key(keys: Mapping[str, tuple[int, ...]]) -> defaultdict[int, list[str]]:
    """The sort keys under each key, in order."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for order in sorted(keys):
        for key in (likeness.EVERY, *keys[order]):
            found[key].append(order)
    return found


def _edges(known: Known, reports: Set[ReportId]) -> stories.Edges:
    """The edges that lead from these reports to earlier ones."""
    keys = {one.order: likeness.story_keys(one) for one in known.traits(reports).values()}
    near = postings.neighbours(known.record, postings.TERMS, keys, "before", likeness.NEIGHBOURS)
    vectors = stories.vectors(known.record, {*reports}.union(*near.values()))
    return {
        (report, other): alike
        for report, others in near.items()
        for other in others
        if (alike := likeness.likeness(vectors[report], vectors[other])) >= likeness.LIKE
    }


def _join(
    record: Record, retraced: Set[ReportId], copies: Set[ReportId], reports: Set[ReportId]
) -> set[ReportId]:
    """Find the stories around these reports anew, and that of each copy; gives the stories, old and new, of
    all that moved. What goes with a report that was `retraced` may have to go with another."""
    originals = stories.with_vectors(record, reports)
    edges = _connected(record, originals)
    nodes = originals | {end for pair in edges for end in pair}
    vectors = stories.vectors(record, nodes)
    story_of: dict[ReportId, ReportId] = {}
    for part in likeness.parts(nodes, edges):
        inside = set(part)
        own = {pair: alike for pair, alike in edges.items() if pair[0] in inside}
        for story in likeness.cluster([vectors[report] for report in part], own):
            first = min(story, key=lambda report: vectors[report].order)
            story_of.update(dict.fromkeys(story, first))
    there = stories.members_by_report(record, nodes | retraced)
    strayed = {report for report, story in story_of.items() if there.get(report) != (report, story)}
    uprooted = {anchor for report, (anchor, _) in there.items() if report in retraced}
    anchors = _anchors(record, copies | (stories.anchored(record, strayed | uprooted) - nodes))
    further = stories.members_by_report(record, set(anchors.values()) - story_of.keys())
    members = {report: (report, story) for report, story in story_of.items()}
    for report, anchor in anchors.items():
        members[report] = anchor, story_of[anchor] if anchor in story_of else further[anchor][1]
    return stories.save_members(record, members)


def _connected(record: Record, reports: Set[ReportId]) -> stories.Edges:
    """All edges of the parts of the graph that these reports are in."""
    found: stories.Edges = {}
    seen: set[ReportId] = set()
    level = set(reports)
    while level:
        seen |= level
        edges = stories.edges_of(record, level)
        found |= edges
        level = {end for pair in edges for end in pair} - seen
    return found


def _anchors(record: Record, reports: Set[ReportId]) -> dict[ReportId, ReportId]:
    """For each report the nearest one up its lineage that is compared for stories; itself if it is."""
    above: dict[ReportId, ReportId | None] = {}
    level = set(reports)
    tops: set[ReportId] = set()
    while level:
        tops |= stories.with_vectors(record, level)
        above |= trees.origins(record, level - tops)
        level = {up for up in above.values() if up is not None} - above.keys() - tops
    anchors = {}
    for report in reports:
        at = report
        while at not in tops and (up := above.get(at)) is not None:
            at = up
        anchors[report] = at
    return anchors
