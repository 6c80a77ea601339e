"""Stories: reports on one course of events over a few days.

Each report has a vector of word stems. Reports that share a heavy stem and stand near each other in the
order of publication are compared; pairs that are alike enough make a sparse graph, and each connected
part of it is cut into stories by average linkage (Sokal and Michener, 1958). A stem counts by how few
reports before have it: as in streaming event detection (Allan et al., 1998), what comes later changes
nothing of it. So all depends on the set of reports alone, and a new report touches only those near it.
"""

from __future__ import annotations

import heapq
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from hashlib import blake2b

from truceline import known
from truceline.model.claims import Extraction
from truceline.model.digest import Traits, Vector
from truceline.model.report import Report, ReportId
from truceline.relate.weekdays import named_weekday
from truceline.relate.wording import stem
from truceline.resources import words

LEDE = 700
"""Characters; news prose says what it is about in its first sentences."""
TITLE_WEIGHT, LEDE_WEIGHT, BODY_WEIGHT = 2.0, 1.0, 0.5
STRONGEST, KEYS = 96, 24
"""Stems a report is compared by, and is found by: the heaviest."""
NEIGHBOURS = 4
"""Earlier reports that one key proposes."""
FEW, FREQUENT = 4, 256
"""Earlier reports with a stem: so few, or so many, and fewer or more make no difference."""
OF_PROCESS = 64
"""As how many count at least for a stem that reports on any story of a process have."""
SEEN = 100
"""How many earlier reports count as seen at least: the first reports of a record know nothing of it."""
RARER = 1.25
"""Exponent of rarity: what few reports say tells much more about a story than what many say."""
EVERY = 0
"""The key under which every report is posted, to count those before it; it proposes none."""
LIKE = 0.24
"""Likeness from which two groups of reports are one story."""
LOOSER, TIGHTER = 0.8, 0.45
"""Two groups must be at least this much as like each other as the looser, and the tighter, of them is
within itself."""
SAME_WEEKDAY, OTHER_WEEKDAY, ONE_UNDATED = 1.2, 0.75, 0.75
"""Factors on the likeness of two reports without dates whose ledes name a common weekday, and only different
ones; and on that of two of which one has a date, which may be years from the other."""
DATED, FADING_DAYS = 2.6, 3.0
"""Factor on the likeness of two reports of one day, and the days in which it falls to a third."""
WINDOW_DAYS = 6
"""Days beyond which a likeness is of the process, not of the story; no story spans more."""

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")


def terms(report: Report) -> tuple[tuple[str, float], ...]:
    """The stems of a report with their weights in it, the heaviest first."""
    counts: defaultdict[str, float] = defaultdict(float)
    lede, rest = report.text[report.body : report.body + LEDE], report.text[report.body + LEDE :]
    for text, weight in ((report.title or "", TITLE_WEIGHT), (lede, LEDE_WEIGHT), (rest, BODY_WEIGHT)):
        for one in _stems(text):
            counts[one] += weight
    weights = {one: round(math.log1p(count), 3) for one, count in counts.items()}
    return tuple(sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:STRONGEST])


def _stems(text: str) -> Iterator[str]:
    """The content words and numbers of a text."""
    common = words("stop_words.txt")
    plain = text.casefold().replace("’", "'").replace("'s", "").replace(",", "")
    for word in _WORD.findall(plain):
        if word not in common and (len(word) > 2 or word.isdigit()):
            yield stem(word)


def weekdays(report: Report, extraction: Extraction) -> str:
    """The days of the week that the lede speaks of, as ISO digits in order: "23" for Tuesday and Wednesday.

    Reports on one story name the same days even where none carries a date.
    """
    found = set()
    for time in extraction.times:
        if time.span.start > report.body + LEDE or time.type not in ("DATE", "TIME"):
            continue
        if named := named_weekday(time):
            found.add(str(named))
        elif report.published and time.earliest is not None and time.earliest == time.latest:
            day = date.fromisoformat(time.earliest)
            if abs((day - date.fromisoformat(report.published[:10])).days) <= 7:
                found.add(str(day.isoweekday()))
    return "".join(sorted(found & set("1234567")))


def story_keys(traits: Traits) -> tuple[int, ...]:
    """The keys under which a report is found by those that may be on the same story."""
    return tuple(_hash(one) for one, _ in traits.terms[:KEYS])


def _hash(word: str) -> int:
    return int.from_bytes(
        blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True
    )


# Likeness ------------------------------------------------------------------------------------------


def bucket(count: int) -> int:
    """A number of reports as the nearest power of two within bounds, so that one more seldom changes it."""
    return min(max(FEW, 1 << round(math.log2(count))), FREQUENT) if count else FEW


@cache
def _of_process() -> frozenset[int]:
    """What tells stories of one process apart least: countries, bodies, words of war and talks."""
    states = [one.name for one in known.countries() if one.alpha3]
    bodies = [one.name for one in known.bodies() if one.kind in _PARTIES]
    entries = (*states, *bodies, *words("process_words.txt"))
    return frozenset(_hash(one) for entry in entries for one in _stems(entry.lower()))


_PARTIES = frozenset({"armed group", "party", "movement", "media", "company", "aid group"})
"""Kinds of bodies of whose names every word is common in reports on a process."""


def vector(traits: Traits, before: Mapping[int, int]) -> Vector:
    """The vector of a report; `before` says how many earlier reports have each of its keys, and how many
    there are (`EVERY`)."""
    common = _of_process()
    seen = 2 * (SEEN + max(2 * FEW, bucket(before.get(EVERY, 0) + 1)))
    weights = {}
    for word, weight in traits.terms:
        key = _hash(word)
        having = max(bucket(before.get(key, 0) + 1), OF_PROCESS if key in common else FEW)
        weights[key] = weight * math.log(max(seen / having, 1.1)) ** RARER
    length = math.hypot(*weights.values()) or 1.0
    scaled = {key: round(weight / length, 9) for key, weight in weights.items()}
    return Vector(
        traits.report,
        traits.order,
        traits.published,
        traits.weekdays,
        scaled,
        traits.earliest,
        traits.latest,
    )


def likeness(one: Vector, other: Vector) -> float:
    """How much two reports are on the same thing at the same time: the cosine of their terms, with what their
    dates or weekdays say."""
    timely = _timeliness(one, other)
    if not timely:
        return 0.0
    return round(timely * cosine(one, other), 6)


def cosine(one: Vector, other: Vector) -> float:
    """How much two reports have the same heavy terms (0 to 1), whenever they were written."""
    a, b = one.weights, other.weights
    return math.fsum([a[key] * b[key] for key in a.keys() & b.keys()])


def _timeliness(one: Vector, other: Vector) -> float:
    """The factor that the times of two reports put on their likeness; 0 where they forbid it."""
    if one.published is not None and other.published is not None:
        apart = abs(_day(one.published) - _day(other.published))
        return DATED * math.exp(-apart / FADING_DAYS) if apart <= WINDOW_DAYS else 0.0
    if _days_apart(_ends(one), _ends(other)) > WINDOW_DAYS:
        return 0.0
    dated = ONE_UNDATED if one.published or other.published else 1.0
    if not one.weekdays or not other.weekdays:
        return dated
    return dated * (SAME_WEEKDAY if set(one.weekdays) & set(other.weekdays) else OTHER_WEEKDAY)


type _Ends = tuple[float, float]
"""The first and last day on which something can be, as numbers; infinite where that is not known."""


def _ends(one: Vector) -> _Ends:
    """The day of a report, or the days between which its text says that it was written."""
    if one.published is not None:
        return _day(one.published), _day(one.published)
    return (
        -math.inf if one.earliest is None else _day(one.earliest),
        math.inf if one.latest is None else _day(one.latest),
    )


def _days_apart(one: _Ends, other: _Ends) -> float:
    """How far two intervals are from each other at least."""
    return max(one[0] - other[1], other[0] - one[1])


@lru_cache(10_000)
def _day(published: str) -> int:
    return date.fromisoformat(published[:10]).toordinal()


# Clusters ------------------------------------------------------------------------------------------

type Edges = Mapping[tuple[ReportId, ReportId], float]
"""{(report, report): likeness} of `LIKE` or more, each pair once."""


def parts(reports: Iterable[ReportId], edges: Edges) -> list[list[ReportId]]:
    """The reports that edges connect. No story can reach over two parts: groups of which no two reports are
    alike enough are not so on average."""
    above = {report: report for report in reports}

    def top(report: ReportId) -> ReportId:
        while above[report] != report:
            above[report] = above[above[report]]
            report = above[report]
        return report

    for one, other in edges:
        low, high = sorted((top(one), top(other)))
        above[high] = low
    groups: defaultdict[ReportId, list[ReportId]] = defaultdict(list)
    for report in above:
        groups[top(report)].append(report)
    return sorted(sorted(members) for members in groups.values())


@dataclass(slots=True)
class _Group:
    """Reports, the sum of their likenesses to each other, of those to each group that an edge leads to, and
    the last of their first days and the first of their last ones, so far as these are known."""

    reports: list[Vector]
    within: float
    to: dict[int, float]
    ends: _Ends

    @property
    def cohesion(self) -> float:
        size = len(self.reports)
        return self.within / (size * (size - 1) / 2) if size > 1 else 0.0


def cluster(reports: Iterable[Vector], edges: Edges) -> list[list[ReportId]]:
    """Cut the reports of one part into stories.

    The two groups that are most alike on average are joined as long as that reaches `LIKE`, does not fall far
    behind what they are within themselves (`LOOSER`, `TIGHTER`), and they span `WINDOW_DAYS` at most. Of
    equal ones the pair with the first reports by id is taken, so the result depends on the set alone.
    """
    ordered = sorted(reports, key=lambda one: one.report)
    number = {one.report: place for place, one in enumerate(ordered)}
    groups = {place: _Group([one], 0.0, {}, _ends(one)) for place, one in enumerate(ordered)}
    for (one, other), found in edges.items():
        if one in number and other in number:
            a, b = number[one], number[other]
            groups[a].to[b] = groups[b].to[a] = found

    def average(a: int, b: int) -> float:
        return groups[a].to[b] / (len(groups[a].reports) * len(groups[b].reports))

    heap = [(-average(a, b), a, b) for a, group in groups.items() for b in group.to if a < b]
    heapq.heapify(heap)
    while heap:
        negative, a, b = heapq.heappop(heap)
        if a not in groups or b not in groups or average(a, b) != -negative:
            continue
        kept, gone = groups[a], groups[b]
        if not _one_story(kept, gone, -negative):
            continue
        del groups[b], gone.to[a]
        kept.within += gone.within + kept.to.pop(b)
        for c in {*kept.to, *gone.to}:
            third = groups[c]
            found = _sum(kept, third, kept.to.get(c)) + _sum(gone, third, gone.to.get(c))
            third.to.pop(b, None)
            kept.to[c] = third.to[a] = found
        kept.reports += gone.reports
        kept.ends = _farthest(kept.ends, gone.ends)
        for c in kept.to:
            if (found := average(a, c)) >= LIKE:
                heapq.heappush(heap, (-found, min(a, c), max(a, c)))
    return sorted(sorted(one.report for one in group.reports) for group in groups.values())


def _one_story(one: _Group, other: _Group, alike: float) -> bool:
    loose, tight = sorted((one.cohesion, other.cohesion))
    first, last = _farthest(one.ends, other.ends)
    return first - last <= WINDOW_DAYS and alike >= LOOSER * loose and alike >= TIGHTER * tight


def _farthest(one: _Ends, other: _Ends) -> _Ends:
    """Of two groups, the latest of the first days and the earliest of the last ones: as far apart as two of
    their reports are at least."""
    return max(one[0], other[0]), min(one[1], other[1])


def _sum(one: _Group, other: _Group, known: float | None) -> float:
    """The sum of the likenesses between two groups, found only where an edge made somebody ask."""
    if known is not None:
        return known
    return math.fsum([likeness(a, b) for a in one.reports for b in other.reports])
