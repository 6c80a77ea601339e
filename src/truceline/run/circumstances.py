"""What speaks for and against two being one beside their names: companions, days, and dates of life.

It is told to the one who decides on a doubt; by itself it joins and parts nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from truceline.known import people_named
from truceline.model.report import ReportId
from truceline.store import Record, queries
from truceline.store import names as store_names

OFTEN = 30
"""Reports; who is named in more of them is named with everybody."""
COMPANIONS = 2
"""Others that two must be named with for it to say something."""
_SHOWN = 3
_YEARS = 2
"""Between the reports on the one and those on the other."""


@dataclass(slots=True)
class _Around:
    """The reports that name an entity, their days, and who else is named there."""

    reports: set[ReportId] = field(default_factory=set)
    days: list[str] = field(default_factory=list)
    companions: set[str] = field(default_factory=set)


def circumstances(record: Record, pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, ...]]:
    """The reasons for each pair of entities, by their ids."""
    ends = {one for pair in pairs for one in pair}
    around: defaultdict[str, _Around] = defaultdict(_Around)
    for entity, report, published in store_names.where_named(record, ends):
        around[entity].reports.add(report)
        if published:
            around[entity].days.append(published[:10])
    there: defaultdict[ReportId, set[str]] = defaultdict(set)
    reports = {report for one in around.values() for report in one.reports}
    for row in store_names.names_of(record, reports):
        if row.kind in ("person", "body") and row.meaning is not None:
            there[row.report].add(row.meaning)
    often = store_names.named_often(record, {one for named in there.values() for one in named}, OFTEN)
    for one in around.values():
        one.companions = {other for report in one.reports for other in there[report]} - often
    shown = {one.id: one.name for one in queries.entities_of(record, {*ends, *_all(around)})}
    mains = queries.main_names(record)
    return {pair: tuple(_reasons(pair, around, shown, mains)) for pair in pairs}


def _all(around: Mapping[str, _Around]) -> set[str]:
    return {other for one in around.values() for other in one.companions}


def _reasons(
    pair: tuple[str, str],
    around: Mapping[str, _Around],
    shown: Mapping[str, str],
    mains: Mapping[str, str],
) -> Iterator[str]:
    here, there = (around[one] for one in pair)
    both = len(here.reports & there.reports)
    if both:
        yield f"{both} report{'' if both == 1 else 's'} name{'s' if both == 1 else ''} both"
    shared = (here.companions & there.companions) - set(pair)
    names = sorted(shown[one] for one in shared if one in shown)
    if not both and len(names) >= COMPANIONS:
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        yield f"both are named with {', '.join(names[:_SHOWN])}{more}"
    if here.days and there.days:
        first, second = sorted((here, there), key=lambda one: min(one.days))
        until, since = max(first.days), min(second.days)
        if int(since[:4]) - int(until[:4]) >= _YEARS:
            yield f"one is named until {until}, the other from {since} on"
    for one, other in (pair, pair[::-1]):
        for person in people_named(mains[one]) if one in mains else ():
            last = max(around[other].days, default="")
            if person.died and last[:4] > person.died[:4]:
                yield f"{person.name} died in {person.died[:4]}, and the other is named on {last}"
