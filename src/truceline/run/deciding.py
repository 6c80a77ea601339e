"""What a person decides on who is who: kept for good, and in force at once.

A decision names people, bodies and places by their spellings, so that it outlives ids, rebuilds and new
reports. Each function here raises `RecordError` for what cannot be, and then nothing is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import msgspec

from truceline.errors import RecordError
from truceline.model.record import Decision, Entity
from truceline.run.bonds import Action, Detail, Forms, Spelled, Standing, detail_of
from truceline.run.doubts import doubts_of
from truceline.run.naming import group_names, naming_of
from truceline.run.telling import tell
from truceline.store import Record, decisions, queries, stories
from truceline.store import names as store_names

SHOWN_ID = 6


@dataclass(frozen=True, slots=True)
class Signature:
    """Who decides, and why."""

    by: str
    reason: str | None = None


def merge(record: Record, wanted: Sequence[str], signed: Signature) -> Decision:
    """Make one of the entities with these ids or names."""
    with record.transaction():
        found = [find(record, one) for one in wanted]
        for (one, this), (other, that) in combinations(zip(wanted, found, strict=True), 2):
            if this.id == that.id:
                raise RecordError(f"{one} and {other} are one already: {_called(this)}")
        if len({one.kind == "person" for one in found}) > 1:
            kinds = ", ".join(f"{_called(one)} is a {one.kind}" for one in found)
            raise RecordError(f"a person cannot be one with what is none: {kinds}")
        sides = tuple(_names_of(record, one) for one in found)
        everything = [name for side in sides for name in side]
        _refuse_apart(
            record,
            sides,
            Forms(record, [_standing("merge", Detail(names=tuple(everything)))], naming_of(record).namer),
        )
        detail = Detail(entities=sides, reason=signed.reason)
        return _decide(record, "merge", " = ".join(one.name for one in found), detail, signed)


def split(record: Record, wanted: str, names: Sequence[str], signed: Signature) -> Decision:
    """Part some names of an entity from the others, or settle that a doubtful name is of somebody else."""
    with record.transaction():
        entity = find(record, wanted)
        own = _names_of(record, entity)
        led = _led_names(record, entity)
        parted: list[Spelled] = []
        for name in names:
            there = [one for one in (*own, *led) if one[0] == name] or _doubtful(record, entity, name)
            if not there:
                has = ", ".join(dict.fromkeys(repr(one) for one, _ in (*own, *led)))
                raise RecordError(f"{_called(entity)} has no name {name!r}; it has {has}")
            parted += there
        left = tuple(one for one in own if one not in parted)
        if not left:
            raise RecordError(f"{_called(entity)} would be left without a name; leave it at least one")
        detail = Detail(names=tuple(dict.fromkeys(parted)), apart_from=left, reason=signed.reason)
        _refuse_joined(record, _standing("split", detail))
        return _decide(record, "split", entity.name, detail, signed)


def rename(record: Record, wanted: str, to: str, signed: Signature) -> Decision:
    """Show an entity with another name, one of its own or a new one."""
    with record.transaction():
        entity = find(record, wanted)
        name = " ".join(to.split())
        if not name:
            raise RecordError("the new name is empty")
        if name == entity.name:
            raise RecordError(f"{_called(entity)} has that name already")
        for other in queries.entities(record):
            if other.id != entity.id and other.name == name and other.kind == entity.kind:
                raise RecordError(f"{_called(other)} has that name; if the two are one, merge them")
        detail = Detail(names=_names_of(record, entity), to=name, reason=signed.reason)
        return _decide(record, "rename", entity.name, detail, signed)


def undo(record: Record, number: int, signed: Signature) -> Decision:
    """Take back a decision, which may itself be one that took back another."""
    with record.transaction():
        everything = {one.number: one for one in queries.decisions(record)}
        if number not in everything:
            raise RecordError(f"there is no decision {number}; there are {len(everything)}")
        undone = _undone(everything.values())
        if number in undone:
            raise RecordError(f"decision {number} was taken back by decision {undone[number]}")
        return _decide(record, "undo", str(number), Detail(reason=signed.reason), signed)


def find(record: Record, wanted: str) -> Entity:
    """The entity with this exact name, or with an id that begins so. Raises `RecordError`."""
    everything = queries.entities(record)
    for fits in (
        [one for one in everything if one.name == wanted],
        [one for one in everything if any(name == wanted for name, _ in one.spellings)],
        [one for one in everything if wanted and one.id.startswith(wanted)],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            shown = "; ".join(_called(one) for one in fits[:10]) + ("; …" if len(fits) > 10 else "")
            raise RecordError(f"{wanted!r} may be {len(fits)} of the entities: {shown}; give the id of one")
    raise RecordError(f"the record knows nobody and nothing by the name or id {wanted!r}")


def _called(entity: Entity) -> str:
    return f"{entity.name} ({entity.id[:SHOWN_ID]})"


def _names_of(record: Record, entity: Entity) -> tuple[Spelled, ...]:
    """The names that stand for an entity in all reports together, the most frequent first."""
    rows = store_names.names_of_entity(record, entity.id)
    return tuple((row.name, row.kind) for row in rows)


def _led_names(record: Record, entity: Entity) -> list[Spelled]:
    """Single names that stand for a person in some stories alone."""
    own = {name for name, _ in _names_of(record, entity)}
    return [(name, entity.kind) for name, _ in entity.spellings if name not in own]


def _doubtful(record: Record, entity: Entity, name: str) -> list[Spelled]:
    """The names of another entity with this name, if it is in doubt whether it is this one."""
    for doubt in doubts_of(record, entity.id):
        other = doubt.other if doubt.one == entity.id else doubt.one
        names = store_names.names_of_entity(record, other)
        if any(row.name == name for row in names):
            return [(row.name, row.kind) for row in names]
    return []


def _standing(action: Action, detail: Detail) -> Standing:
    return Standing(0, action, detail)


def _refuse_apart(record: Record, sides: Sequence[Sequence[Spelled]], forms: Forms) -> None:
    """Refuse to join what an earlier decision parted."""
    in_force = naming_of(record).decisions
    for one, other in combinations(sides, 2):
        here, there = set(forms.of(one)), set(forms.of(other))
        for decision in in_force:
            if decision.action == "split":
                known = Forms(record, [decision], naming_of(record).namer)
                names, rest = set(known.of(decision.detail.names)), set(known.of(decision.detail.apart_from))
                if (names & here and rest & there) or (names & there and rest & here):
                    number = decision.number
                    raise RecordError(
                        f"decision {number} keeps {one[0][0]} apart from {other[0][0]}; undo it first"
                    )


def _refuse_joined(record: Record, new: Standing) -> None:
    """Refuse to part what an earlier decision joined."""
    naming = naming_of(record)
    forms = Forms(record, [*naming.decisions, new], naming.namer)
    for decision in naming.decisions:
        if _clash(decision, new, forms):
            raise RecordError(f"decision {decision.number} made them one; undo it first")


def _clash(merged: Standing, parted: Standing, forms: Forms) -> bool:
    if merged.action != "merge" or parted.action != "split":
        return False
    joined = {form for side in merged.detail.entities for form in forms.of(side)[:1]}
    names, rest = set(forms.of(parted.detail.names)), set(forms.of(parted.detail.apart_from))
    return bool(joined & names and joined & (rest - names))


def _undone(everything: Iterable[Decision]) -> dict[int, int]:
    """{a decision that is not in force: the one that took it back}"""
    found: dict[int, int] = {}
    for decision in sorted(everything, key=lambda one: one.number, reverse=True):
        if decision.action == "undo" and decision.number not in found:
            found[int(decision.subject)] = decision.number
    return found


def _decide(record: Record, action: Action, subject: str, detail: Detail, signed: Signature) -> Decision:
    """Keep a decision and let it take effect: the names are grouped anew and their stories told anew."""
    before = queries.decisions(record)
    text = msgspec.json.encode(detail).decode()
    made = decisions.append(record, action, subject, text, signed.by)
    concerned = {made.number: made} | {one.number: one for one in before}
    names: set[Spelled] = set()
    at: Decision | None = made
    while at is not None:  # an undo concerns what it takes back, which may be an undo
        names |= set(_standing("undo", detail_of(at)).names())
        at = concerned.get(int(at.subject)) if at.action == "undo" else None
    naming = naming_of(record)
    _refuse_contradictions(record, naming.decisions, made)
    forms = store_names.form_names(record, naming.namer, {name for name, _ in names})
    renamed = group_names(record, forms, forms, naming)
    named = store_names.reports_naming(record, names)
    tell(record, stories.stories_of(record, renamed | named), renamed)
    return made


def _refuse_contradictions(record: Record, in_force: Sequence[Standing], made: Decision) -> None:
    """Taking back an undo may bring back what contradicts a later decision."""
    if made.action != "undo":
        return
    forms = Forms(record, in_force, naming_of(record).namer)
    for one in in_force:
        for other in in_force:
            if _clash(one, other, forms):
                first, second = sorted((one.number, other.number))
                raise RecordError(
                    f"decisions {first} and {second} contradict each other; undo {second} first"
                )
