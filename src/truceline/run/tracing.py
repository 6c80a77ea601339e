"""Where the texts of reports come from: by the text they share, and by what is most like them."""

from __future__ import annotations

import os
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from itertools import batched, chain
from multiprocessing import get_context

from truceline.model.digest import Traits
from truceline.model.record import Lineage
from truceline.model.report import Report, ReportId
from truceline.relate import lineage, origins
from truceline.store import Record, postings, stories, trees

MOST_ALIKE = 3
"""Earlier reports on the same thing whose text a report may tell in other words."""
AT_ONCE, MANY = 50, 500
"""Reports whose texts are read at once; and so many that other processes are started to compare them."""

ID_DIGITS = 16
"""A sort key ends with the report's id."""
_NONE: frozenset[int] = frozenset()

type Alike = Mapping[ReportId, tuple[ReportId, ...]]
"""{report: the earlier ones that are most like it}"""


class Tracers:
    """Processes that compare texts, started when there are many; what they find does not depend on them."""

    def __init__(self, workers: int = 0) -> None:
        self._workers = workers or os.cpu_count() or 1
        self._pool: ProcessPoolExecutor | None = None

    def trace(self, asked: Iterable[list[lineage.Asked]], many: bool) -> Iterator[Lineage]:
        if not many or self._workers == 1:
            yield from chain.from_iterable(map(lineage.trace_all, asked))
            return
        self._pool = self._pool or ProcessPoolExecutor(self._workers, mp_context=get_context("spawn"))
        waiting: deque[Future[list[Lineage]]] = deque()
        for some in asked:
            waiting.append(self._pool.submit(lineage.trace_all, some))
            if len(waiting) > 2 * self._workers:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()

    def __enter__(self) -> Tracers:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


class Known:
    """What is known of reports while some find their place; the traits of each are read once."""

    def __init__(self, record: Record, tracers: Tracers) -> None:
        self.record = record
        self._tracers = tracers
        self._traits: dict[ReportId, Traits] = {}
        self._standing: dict[ReportId, frozenset[int]] = {}

    def note_standing(self, near: Mapping[ReportId, Mapping[int, tuple[str, ...]]]) -> None:
        """Note which keys of reports are of standing text, given the sort keys nearest before each by key."""
        ids = {order[-ID_DIGITS:] for keys in near.values() for orders in keys.values() for order in orders}
        outlets = self.record.outlets(ids | near.keys())
        for report, keys in near.items():
            own = self._traits[report].order[:10], outlets[report]
            self._standing[report] = frozenset(
                key
                for key, orders in keys.items()
                if lineage.is_standing(*own, [(one[:10], outlets[one[-ID_DIGITS:]]) for one in orders])
            )

    def traits(self, reports: Iterable[ReportId]) -> dict[ReportId, Traits]:
        wanted = set(reports)
        self._traits |= self.record.traits(wanted - self._traits.keys())
        return {report: self._traits[report] for report in wanted}

    def trace(self, sources: Alike, alike: Alike) -> dict[ReportId, Lineage]:
        """The lineage of each report, from its `sources`, that share text with it, and those of `alike` whose
        text it may tell in other words."""
        traits = self.traits(sources)
        plain = {one for one in sources if not (sources[one] or alike.get(one) or traits[one].credits)}
        found = {report: Lineage(report, "not") for report in plain}
        # those with one source stand together, so that its words are found once
        others = sorted(sources.keys() - plain, key=lambda one: (*sources[one][:1], one))
        asked = ([*self._asked(some, sources, alike)] for some in batched(others, AT_ONCE))
        return found | {one.report: one for one in self._tracers.trace(asked, len(others) >= MANY)}

    def _asked(self, reports: Sequence[ReportId], sources: Alike, alike: Alike) -> Iterator[lineage.Asked]:
        wanted = {one for report in reports for one in (report, *sources[report], *alike.get(report, ()))}
        traits = self.traits(wanted)
        own = {report: frozenset(term for term, _ in traits[report].terms) for report in wanted}
        texts = {report.id: self._text(report, traits[report.id]) for report in self.record.reports(wanted)}
        for report in reports:
            more = [one for one in alike.get(report, ()) if one not in sources[report]]
            retold = [texts[one] for one in more if lineage.may_retell(own[report], own[one])]
            yield texts[report], [texts[one] for one in sources[report]], retold

    def _text(self, report: Report, traits: Traits) -> lineage.Text:
        """A report to be compared, perhaps by another process: without what nobody there asks for."""
        standing = self._standing.get(report.id, _NONE)
        return lineage.Text(
            report, replace(traits, shingles=traits.shingles if standing else (), terms=()), standing
        )


def post_texts(known: Known, new: Iterable[ReportId]) -> set[ReportId]:
    """Enter new reports by the text they have; gives them, and those for which one of them is now among the
    nearest, or the first, with a piece of text."""
    traits = known.traits(new)
    keys = {one.order: lineage.lineage_keys(one) for one in traits.values()}
    postings.post(known.record, postings.SHINGLES, keys)
    behind = postings.neighbours(known.record, postings.SHINGLES, keys, "behind", lineage.STANDING)
    first = postings.followers(known.record, postings.SHINGLES, keys)
    return {*traits, *first}.union(*behind.values())


def sharing_text(known: Known, reports: Iterable[ReportId]) -> dict[ReportId, tuple[ReportId, ...]]:
    """The earlier reports that share most text with each; what they share only as standing text is noted."""
    traits = known.traits(reports)
    keys = {one.order: lineage.lineage_keys(one) for one in traits.values()}
    near = postings.nearest(known.record, postings.SHINGLES, keys, lineage.STANDING)
    first = postings.neighbours(known.record, postings.SHINGLES, keys, "first")
    known.note_standing(near)
    found = {}
    for report, one in traits.items():
        others = {orders[0][-ID_DIGITS:] for orders in near[report].values()} | first[report]
        found[report] = lineage.candidates(one, list(known.traits(others).values()))
    return found


def retold(known: Known, sources: Alike, reports: Set[ReportId], before: Alike) -> dict[ReportId, Lineage]:
    """The lineage of those of these reports that may tell in other words what one most like them tells.
    `sources` has those that were traced already; of the others, `before` says what was most like them."""
    alike = most_alike(known.record, reports)
    again = {
        report
        for report in reports
        if (report in alike if report in sources else alike.get(report) != before.get(report))
    }
    shared = {**sources, **sharing_text(known, again - sources.keys())}
    return known.trace({report: shared[report] for report in again}, alike)


def most_alike(record: Record, reports: Iterable[ReportId]) -> dict[ReportId, tuple[ReportId, ...]]:
    found: defaultdict[ReportId, list[tuple[float, ReportId]]] = defaultdict(list)
    for (report, other), alike in stories.edges_back(record, reports).items():
        found[report].append((-alike, other))
    return {report: tuple(other for _, other in sorted(ones)[:MOST_ALIKE]) for report, ones in found.items()}


def save_lineages(record: Record, lineages: Iterable[Lineage]) -> set[ReportId]:
    """Set where texts come from, and the agencies behind their trees; gives the reports for which the one
    or the other changed."""
    changed, roots = trees.save_lineages(record, lineages)
    found = {
        root: origins.wire(root, [origins.Member(*member) for member in members])
        for root, members in trees.credits_of_trees(record, roots).items()
    }
    gone: dict[ReportId, None] = {root: None for root in roots if root not in found}
    return changed | trees.members_of_trees(record, trees.save_wires(record, found | gone))
