"""What the words of a report without a date have in common with all dated reports: a likely interval.

It depends on the whole record, so it is not kept: whoever shows a record asks for it.
"""

from __future__ import annotations

import math
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from truceline.model.dating import NOTHING
from truceline.model.digest import Traits, Vector
from truceline.model.record import Dating
from truceline.model.report import ReportId
from truceline.relate import near_dates
from truceline.relate import stories as likeness
from truceline.relate.day_density import calendar
from truceline.relate.near_dates import Neighbour
from truceline.run.dating import placed_dating
from truceline.run.tracing import ID_DIGITS
from truceline.store import Record, postings, stories
from truceline.store import datings as store_datings

MOST_UNDATED = 1000
"""Reports that are looked at; each takes about 50 milliseconds."""
_ENOUGH_DAYS = 31
"""An interval of so many days needs no likeness."""
_MOST = 1000
"""Reports with one term whose days are looked at; a term that more have tells little about the day."""
_KEPT = 1500
"""Reports of which the texts' shingles and terms are kept, some 30 kB each."""
_VOTED, _COMPARED = 60, 40
"""Reports that share most weight of heavy terms, and those of them that are compared word by word."""


def likely_datings(record: Record, sure: Mapping[ReportId, Dating]) -> dict[ReportId, Dating]:
    """The datings of reports, with what the reports most like those without a date say within `sure` bounds;
    left out where a record has too many of them to look at each."""
    wide = sorted(store_datings.undated(record, [one.report for one in sure.values() if _is_wide(one)]))
    if not 0 < len(wide) <= MOST_UNDATED:
        return dict(sure)
    texts = store_datings.text_dates(record, wide)
    found = dict(sure)
    for report, around in surroundings(record, wide):
        one, text = sure[report], texts.get(report, NOTHING)
        likely = near_dates.from_neighbours(around, text, one.earliest, one.latest)
        found[report] = placed_dating(report, (*one.reasons, *one.contradictions, *likely), text)
    return found


def _is_wide(one: Dating) -> bool:
    if one.earliest is None or one.latest is None:
        return True
    return (date.fromisoformat(one.latest) - date.fromisoformat(one.earliest)).days > _ENOUGH_DAYS


def surroundings(
    record: Record, reports: Iterable[ReportId]
) -> Iterator[tuple[ReportId, near_dates.Surroundings]]:
    """What the record has around each of these reports; none where it has too few dated ones."""
    dated = store_datings.dated(record)
    time = calendar(Counter(dated.values()))
    if time is None or len(dated) < near_dates.LEAST_DATED:
        return
    names = _Names(record, len(dated))
    kept = _Kept(record)
    for report, own in record.traits(reports).items():
        keys = likeness.story_keys(own)
        under = {
            key: [other for order in orders if (other := order[-ID_DIGITS:]) in dated and other != report]
            for key, orders in postings.having(record, postings.TERMS, keys, _MOST).items()
        }
        likest = _likest(record, own, under, kept)
        others = kept.traits(likest)
        names.read((report, *likest))
        passages = set(own.shingles)
        near = tuple(
            Neighbour(
                one,
                dated[one],
                round(alike, 6),
                round(names.alike(report, one), 6),
                _shared(passages, others[one].shingles),
                others[one].weekdays,
            )
            for one, alike in likest.items()
        )
        terms = tuple(Counter(dated[other] for other in having) for having in under.values())
        yield report, near_dates.Surroundings(near, terms, time)


def _shared(passages: set[int], others: tuple[int, ...]) -> float:
    """How much of the shorter text both have."""
    least = min(len(passages), len(others))
    return round(len(passages.intersection(others)) / least, 6) if least else 0.0


def _likest(
    record: Record, own: Traits, under: Mapping[int, list[ReportId]], kept: _Kept
) -> dict[ReportId, float]:
    """Of the dated reports `under` each term, those that share most weight, the likest first, whatever their
    dates."""
    last = "9999-99-99 99:99 9999999 " + own.report
    counts = postings.counted(
        record, postings.TERMS, {last: (likeness.EVERY, *likeness.story_keys(own))}, likeness.FREQUENT
    )
    vector = likeness.vector(own, counts.get(own.report, {}))
    votes: defaultdict[ReportId, float] = defaultdict(float)
    for key, reports in under.items():
        for other in reports if len(reports) <= likeness.FREQUENT else ():
            votes[other] += vector.weights.get(key, 0.0)
    voted = sorted(votes, key=lambda one: (-votes[one], one))[:_VOTED]
    alike = {one: likeness.cosine(vector, other) for one, other in kept.vectors(voted).items()}
    return {one: alike[one] for one in sorted(alike, key=lambda one: (-alike[one], one))[:_COMPARED]}


@dataclass
class _Names:
    """The names of reports, each weighted by how few reports have it."""

    record: Record
    dated: int

    def __post_init__(self) -> None:
        self._having: dict[str, int] = {}
        self._of: dict[ReportId, Mapping[str, float]] = {}

    def read(self, reports: Iterable[ReportId]) -> None:
        """Read the names of these reports at once."""
        found = store_datings.names_of(self.record, [one for one in reports if one not in self._of])
        unknown = {name for names in found.values() for name in names if name not in self._having}
        self._having |= store_datings.having_name(self.record, sorted(unknown))
        for report, names in found.items():
            weights = {
                name: math.log1p(times) * max(0.0, math.log(self.dated / (1 + self._having[name])))
                for name, times in names.items()
            }
            length = math.hypot(*weights.values()) or 1.0
            self._of[report] = {name: weight / length for name, weight in weights.items()}

    def alike(self, one: ReportId, other: ReportId) -> float:
        a, b = self._of[one], self._of[other]
        return math.fsum(sorted(a[name] * b[name] for name in a.keys() & b.keys()))


class _Kept:
    """What was last read of reports: those around one report are often around the next."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._traits: OrderedDict[ReportId, Traits] = OrderedDict()
        self._vectors: OrderedDict[ReportId, Vector] = OrderedDict()

    def traits(self, reports: Iterable[ReportId]) -> dict[ReportId, Traits]:
        return _read(self._traits, reports, self._record.traits)

    def vectors(self, reports: Iterable[ReportId]) -> dict[ReportId, Vector]:
        return _read(self._vectors, reports, lambda ids: stories.vectors(self._record, ids))


def _read[V](
    kept: OrderedDict[ReportId, V],
    reports: Iterable[ReportId],
    read: Callable[[list[ReportId]], Mapping[ReportId, V]],
) -> dict[ReportId, V]:
    """What these reports have, in their order, without those that have nothing; only what is new is read."""
    wanted = list(reports)
    kept.update(read([one for one in wanted if one not in kept]))
    found = {}
    for one in wanted:
        if one in kept:
            kept.move_to_end(one)
            found[one] = kept[one]
    while len(kept) > _KEPT:
        kept.popitem(last=False)
    return found
