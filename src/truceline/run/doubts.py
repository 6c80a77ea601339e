"""People of a record who may be one, which a person is asked to settle."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from truceline.run.alike import reasons_of
from truceline.run.circumstances import circumstances
from truceline.run.naming import naming_of
from truceline.store import Record, likeness
from truceline.store import names as store_names

CONTESTED = "the shorter name may as well be somebody else's"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two entities, by their ids, that may be one: how likely (0 to 1), and what is for and against it."""

    one: str
    other: str
    score: float
    reasons: tuple[str, ...]


def doubts(record: Record) -> list[Doubt]:
    """All that is unsure and that nobody has decided on, the likeliest first."""
    return _open(record, likeness.doubts(record))


def doubts_of(record: Record, entity: str) -> list[Doubt]:
    """The same for one entity."""
    return _open(
        record, likeness.doubts(record, [row.form for row in store_names.names_of_entity(record, entity)])
    )


def _open(record: Record, rows: Iterable[Any]) -> list[Doubt]:
    apart = naming_of(record).bonds(record).apart
    decided, found = set(), dict[tuple[str, str], Doubt]()
    for row in rows:
        one, other = sorted((row.one, row.two))
        if (row.form, row.other) in apart:
            decided.add((one, other))
        reasons = (*reasons_of(row.data), *((CONTESTED,) if row.verdict == "same" else ()))
        doubt = Doubt(one, other, row.score, reasons)
        before = found.setdefault((one, other), doubt)
        found[one, other] = min(before, doubt, key=lambda doubt: (-doubt.score, doubt.reasons))
    left = [doubt for ends, doubt in found.items() if ends not in decided]
    besides = circumstances(record, [(doubt.one, doubt.other) for doubt in left])
    left = [replace(doubt, reasons=(*doubt.reasons, *besides[doubt.one, doubt.other])) for doubt in left]
    return sorted(left, key=lambda doubt: (-doubt.score, doubt.one, doubt.other))
