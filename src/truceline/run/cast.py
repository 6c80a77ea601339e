"""Whom and what a story speaks of, and in which words each report does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from truceline.extract import Reading
from truceline.extract.marked import Spoken, spoken_of
from truceline.model.claims import Extraction, Mention, Reference, Span
from truceline.model.described import Described, Sort
from truceline.model.report import ReportId
from truceline.parse import clean_text, unpack
from truceline.resolve.clusters import Join
from truceline.resolve.coreference import across, main_sets
from truceline.store import Record, queries

_A_REPORT = 2
"""Times that a report of a story speaks of what the story is about, at the least, on average."""
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Wording:
    """One place where a report speaks of somebody: `reason` is why other words than the name are theirs, and
    `confidence` (0 to 1) how sure that is."""

    span: Span
    text: str
    reason: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class CastMember:
    """One of those whom a story is about. `entity` is the one of the record; things have none. `name` is the
    wording used most, a name where there is one."""

    name: str
    sort: Sort
    entity: str | None
    wordings: tuple[Wording, ...]


def cast(
    record: Record, reports: Sequence[ReportId], meanings: Mapping[ReportId, Mapping[str, str]]
) -> tuple[CastMember, ...]:
    """Whom and what these reports of one story are about, the most spoken of first.

    Mentions by name are those of the record; other words join them where `resolve.coreference` says so.
    `meanings` are the entities of each report by name. Nothing is stored: the kept parses are read again.
    """
    spoken: list[Spoken] = []
    shown: list[Described] = []
    for report in sorted(reports):
        before = len(spoken)
        spoken += _spoken(record, report)
        for one in spoken[before:]:
            states = tuple(before + state for state in one.shown.states)
            entity = meanings.get(report, {}).get(one.name or "")
            shown.append(replace(one.shown, states=states, entity=entity, why=one.why))
    found = across(shown, dict.fromkeys(reports, "story"), states=False)
    joins: dict[int, Join] = {}
    for join in found.joins:
        joins.setdefault(join.one, join)
        joins.setdefault(join.other, join)
    members = [
        _member(spoken, shown, joins, found.members(top))
        for top in main_sets(shown, found, max(_LEAST, _A_REPORT * len(reports)))
    ]
    return tuple(sorted(members, key=lambda one: (-len(one.wordings), one.name)))


def _member(
    spoken: Sequence[Spoken], shown: Sequence[Described], joins: Mapping[int, Join], places: Sequence[int]
) -> CastMember:
    places = sorted(places, key=lambda i: (shown[i].document, shown[i].start))
    named = [i for i in places if shown[i].shape == "name"]
    entities = Counter(entity for i in places if (entity := shown[i].entity) is not None)
    names = Counter(shown[i].name or shown[i].text for i in named or places)
    wordings = []
    for i in places:
        join = joins.get(i) if i not in named else None
        reason, confidence = (join.reason, join.confidence) if join else (None, 1.0)
        wordings.append(Wording(spoken[i].span, shown[i].text, reason, confidence))
    return CastMember(
        name=names.most_common(1)[0][0],
        sort=Counter(shown[i].sort for i in named or places).most_common(1)[0][0],
        entity=entities.most_common(1)[0][0] if entities else None,
        wordings=tuple(wordings),
    )


def _spoken(record: Record, report: ReportId) -> tuple[Spoken, ...]:
    ((text, _, parse),) = record.parses([report])
    claims = [claim for _, _, claim in queries.claims_of(record, report)]
    found = Extraction(
        report,
        mentions=tuple(one for one in claims if isinstance(one, Mention)),
        references=tuple(one for one in claims if isinstance(one, Reference)),
    )
    return spoken_of(Reading(text, clean_text(text), unpack(parse), found))
