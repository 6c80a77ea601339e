"""What people decided on names, as far as it is in force, and what that means for those of a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Literal, get_args

import msgspec

from truceline.errors import RecordError
from truceline.model.claims import Kind
from truceline.model.record import Decision
from truceline.resolve import Bonds, Namer, pair
from truceline.store import Record
from truceline.store import names as store_names

Action = Literal["merge", "split", "rename", "settle", "undo"]
ON_THE_BOARD = ("bind", "unbind", "score", "grade", "note")
"""Decisions that are not about names: see `run.board_decisions`."""

type Spelled = tuple[str, Kind]
"""A name and its kind."""


@dataclass(frozen=True, slots=True)
class Detail:
    """What a decision is about, by names. A merge has the names of each of the `entities` that are one, the
    most frequent first; a split the `names` that are not one with those of `apart_from`; a rename the `names`
    of the entity that is called `to`. The subject of an undo is the number of what it takes back. A settled
    disagreement has its `values` and the places of all `figures` of its series then: (report, start, end)."""

    entities: tuple[tuple[Spelled, ...], ...] = ()
    names: tuple[Spelled, ...] = ()
    apart_from: tuple[Spelled, ...] = ()
    to: str | None = None
    reason: str | None = None
    values: tuple[str, ...] = ()
    figures: tuple[tuple[str, int, int], ...] = ()


_detail = msgspec.json.Decoder(Detail).decode


@dataclass(frozen=True, slots=True)
class Standing:
    """A decision that is in force."""

    number: int
    action: Action
    detail: Detail

    def names(self) -> Iterator[Spelled]:
        for names in self.detail.entities:
            yield from names
        yield from self.detail.names
        yield from self.detail.apart_from


def standing(decisions: Iterable[Decision]) -> list[Standing]:
    """The decisions that no other one, itself in force, took back; in their order. Raises `RecordError` for
    one of a kind that this version does not know."""
    undone: set[int] = set()
    found = []
    for decision in sorted(decisions, key=lambda one: one.number, reverse=True):
        if decision.number in undone:
            continue
        if decision.action == "undo":
            undone.add(int(decision.subject))
        elif decision.action not in ON_THE_BOARD:
            found.append(Standing(decision.number, _action(decision), detail_of(decision)))
    return found[::-1]


def _action(decision: Decision) -> Action:
    for action in get_args(Action):
        if action == decision.action:
            return action  # type: ignore[no-any-return]
    raise RecordError(
        f"decision {decision.number} is of a kind that this version does not know ({decision.action});"
        " update Truceline"
    )


def detail_of(decision: Decision) -> Detail:
    try:
        return _detail(decision.detail)
    except msgspec.DecodeError as error:
        raise RecordError(f"decision {decision.number} cannot be read ({error})") from error


def own_forms(decisions: Iterable[Standing], namer: Namer) -> frozenset[tuple[str, bool]]:
    """The (name, whether of a person) that somebody parted from a name that is equal to it."""
    found: set[tuple[str, bool]] = set()
    for one in decisions:
        others = {namer.form(*spelled) for spelled in one.detail.apart_from}
        found |= {
            (name, kind == "person") for name, kind in one.detail.names if namer.form(name, kind) in others
        }
    return frozenset(found)


class Forms:
    """The forms that the names of some decisions have, as far as the record has these names."""

    def __init__(self, record: Record, decisions: Iterable[Standing], namer: Namer) -> None:
        wanted = {name for one in decisions for name, _ in one.names()}
        self._forms = {
            (row.name, row.kind == "person"): namer.form(row.name, row.kind)
            for row in store_names.spelled(record, wanted)
        }

    def of(self, names: Iterable[Spelled]) -> list[str]:
        found = (self._forms.get((name, kind == "person")) for name, kind in names)
        return list(dict.fromkeys(form for form in found if form is not None))


def bonds_of(decisions: Iterable[Standing], forms: Forms) -> Bonds:
    """The same in forms. An entity that was merged or renamed is found by the first of its names that the
    record has."""
    joined: list[frozenset[str]] = []
    apart: set[tuple[str, str]] = set()
    renamed: list[tuple[str, str]] = []
    for one in decisions:
        match one.action:
            case "merge":
                joined.append(frozenset(form for side in one.detail.entities for form in forms.of(side)[:1]))
            case "split":
                names = forms.of(one.detail.names)
                joined.append(frozenset(names))
                ends = product(names, forms.of(one.detail.apart_from))
                apart |= {pair(here, there) for here, there in ends if here != there}
            case "rename":
                renamed += [(form, one.detail.to or "") for form in forms.of(one.detail.names)[:1]]
    return Bonds(tuple(found for found in joined if len(found) > 1), frozenset(apart), tuple(renamed))
