"""The agreements of a process file: who owes what to whom, how much, from when, until when."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from truceline.process.lines import date_of, items, mapping, one_of, sequence, word, words, wrong
from truceline.resources import table

PERIODS = {"day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}
"""Days in each period that an amount may be given for."""
_ID_LENGTH = 60
_AGREEMENT = {
    "id", "name", "aliases", "date", "place", "until", "parties", "mediators", "guarantors", "monitors",
    "phases", "terms",
}  # fmt: skip
_PHASE = {"id", "name", "from", "until", "after"}
_TERM = {
    "id", "aliases", "who", "whom", "what", "text", "counted", "amount", "per", "place", "from", "until",
    "phase", "after", "condition", "measured", "decides",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of an agreement. `start` and `end` are YYYY, YYYY-MM or YYYY-MM-DD; `after` is the phase
    before."""

    id: str
    name: str
    start: str | None = None
    end: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Obligation:
    """One stipulation: `who` owes `what` (a key of obligations.toml, "let in") to `whom`.

    `amount` of what is `counted` is due `per` period, or in all where that is None. `after` are the phases
    and terms that must come first, `condition` what else must, in words; `measured` says how one would know,
    and `decides` whose consent it waits for. `place` bounds it, and `aliases` are words by which reports
    speak of it ("the task force").
    """

    id: str
    who: tuple[str, ...]
    what: str
    text: str
    whom: tuple[str, ...] = ()
    counted: str | None = None
    amount: float | None = None
    per: str | None = None
    place: str | None = None
    start: str | None = None
    end: str | None = None
    phase: str | None = None
    after: tuple[str, ...] = ()
    condition: str | None = None
    measured: str | None = None
    decides: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the parties agreed on. `aliases` are other words for it ("the truce", "the Maro accord")."""

    id: str
    name: str
    date: str | None = None
    aliases: tuple[str, ...] = ()
    place: str | None = None
    end: str | None = None
    parties: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    guarantors: tuple[str, ...] = ()
    monitors: tuple[str, ...] = ()
    phases: tuple[Phase, ...] = ()
    terms: tuple[Obligation, ...] = ()

    def phase_of(self, term: Obligation) -> Phase | None:
        return next((phase for phase in self.phases if phase.id == term.phase), None)


def agreements_of(path: Path, nodes: Iterable[yaml.Node]) -> tuple[Agreement, ...]:
    """The agreements of a process file. Raises `ConfigError`, which names the line."""
    seen: dict[str, str] = {}
    return tuple(_agreement(path, node, seen) for node in nodes)


def _agreement(path: Path, node: yaml.Node, seen: dict[str, str]) -> Agreement:
    fields = mapping(path, node, _AGREEMENT)
    name = word(path, fields.get("name"), node, "name")
    signed, end = _bounds(path, fields, "an agreement", "date")
    phases = tuple(_phase(path, entry, seen) for entry in items(path, fields, "phases"))
    terms = tuple(_term(path, entry, seen) for entry in items(path, fields, "terms"))
    found = Agreement(
        _id(path, fields, node, seen),
        name,
        signed,
        words(path, fields, node, "aliases"),
        _maybe(path, fields, "place"),
        end,
        words(path, fields, node, "parties"),
        words(path, fields, node, "mediators"),
        words(path, fields, node, "guarantors"),
        words(path, fields, node, "monitors"),
        phases,
        terms,
    )
    _refuse_unknown(path, fields, found)
    _refuse_outside(path, fields, found)
    _refuse_circles(path, fields, found)
    return found


def _phase(path: Path, node: yaml.Node, seen: dict[str, str]) -> Phase:
    fields = mapping(path, node, _PHASE)
    start, end = _bounds(path, fields, "a phase")
    name = word(path, fields.get("name"), node, "name")
    return Phase(_id(path, fields, node, seen), name, start, end, _maybe(path, fields, "after"))


def _term(path: Path, node: yaml.Node, seen: dict[str, str]) -> Obligation:
    fields = mapping(path, node, _TERM)
    name = _id(path, fields, node, seen)
    deeds = tuple(table("obligations.toml")["deeds"])
    who = words(path, fields, node, "who")
    if not who:
        raise wrong(path, node, f"the term {name!r} says nobody who owes it: give 'who'")
    start, end = _bounds(path, fields, "a term")
    amount = _amount(path, fields["amount"]) if "amount" in fields else None
    per = one_of(path, fields["per"], node, "per", tuple(PERIODS)) if "per" in fields else None
    counted, measured = (_maybe(path, fields, key) for key in ("counted", "measured"))
    if amount is None and per is not None:
        raise wrong(path, fields["per"], f"the term {name!r} has 'per', but no 'amount'")
    if amount is not None and counted is None:
        raise wrong(path, fields["amount"], f"an amount of what? The term {name!r} needs 'counted'")
    if counted is None and measured is None:
        raise wrong(path, node, f"the term {name!r} has no measure: give 'counted', or 'measured' in words")
    return Obligation(
        name,
        who,
        one_of(path, fields.get("what"), node, "what", deeds),
        word(path, fields.get("text"), node, "text"),
        words(path, fields, node, "whom"),
        counted,
        amount,
        per,
        _maybe(path, fields, "place"),
        start,
        end,
        _maybe(path, fields, "phase"),
        words(path, fields, node, "after"),
        _maybe(path, fields, "condition"),
        measured,
        words(path, fields, node, "decides"),
        words(path, fields, node, "aliases"),
    )


def _id(path: Path, fields: dict[str, yaml.Node], node: yaml.Node, seen: dict[str, str]) -> str:
    """An id of its own among the agreements, phases and terms of a file."""
    found = word(path, fields.get("id"), node, "id")
    if len(found) > _ID_LENGTH or not all(one.isalnum() or one in "-_." for one in found):
        raise wrong(path, fields["id"], f"an id is letters, digits, '-', '_' and '.', not {found[:80]!r}")
    if found in seen:
        raise wrong(path, fields["id"], f"the id {found!r} is there twice")
    seen[found] = found
    return found


def _maybe(path: Path, fields: dict[str, yaml.Node], key: str) -> str | None:
    return word(path, fields[key], fields[key], key) if key in fields else None


def _bounds(
    path: Path, fields: dict[str, yaml.Node], what: str, first: str = "from"
) -> tuple[str | None, str | None]:
    start, end = (date_of(path, fields[key], key) if key in fields else None for key in (first, "until"))
    if start and end and start[: len(end)] > end[: len(start)]:
        raise wrong(path, fields["until"], f"{what} ends ({end}) before it begins ({start})")
    return start, end


def _amount(path: Path, node: yaml.Node) -> float:
    given = word(path, node, node, "amount")
    try:
        found = float(given.replace("_", "").replace(",", ""))
    except ValueError:
        found = math.nan
    if not math.isfinite(found) or found <= 0:
        raise wrong(path, node, f"amount must be a number above 0, not {given[:80]!r}")
    return found


def _named(path: Path, fields: dict[str, yaml.Node], key: str) -> Iterator[tuple[yaml.Node, str]]:
    """Each value of a list, or a single one, with its node."""
    if key in fields:
        nodes = [fields[key]] if isinstance(fields[key], yaml.ScalarNode) else sequence(path, fields[key])
        yield from ((node, word(path, node, node, key)) for node in nodes)


def _refuse_unknown(path: Path, fields: dict[str, yaml.Node], found: Agreement) -> None:
    phases = {phase.id for phase in found.phases}
    all_ids = phases | {term.id for term in found.terms}
    for kind, allowed in (("phases", phases), ("terms", all_ids)):
        for node in items(path, fields, kind):
            own = mapping(path, node, _PHASE | _TERM)
            for value, given in _named(path, own, "phase"):
                if given not in phases:
                    raise wrong(path, value, f"there is no phase {given!r} in the agreement {found.name!r}")
            for value, given in _named(path, own, "after"):
                if given not in allowed:
                    raise wrong(path, value, f"there is no {given!r} to come after in {found.name!r}")


def _refuse_outside(path: Path, fields: dict[str, yaml.Node], found: Agreement) -> None:
    """A term or phase must not end before the agreement begins, or begin behind its end."""
    nodes = (*items(path, fields, "phases"), *items(path, fields, "terms"))
    parts: tuple[Phase | Obligation, ...] = (*found.phases, *found.terms)
    for node, part in zip(nodes, parts, strict=True):
        own = mapping(path, node, _PHASE | _TERM)
        if part.end and found.date and part.end[: len(found.date)] < found.date[: len(part.end)]:
            message = f"{part.id!r} ends ({part.end}) before the agreement begins ({found.date})"
            raise wrong(path, own["until"], message)
        if part.start and found.end and part.start[: len(found.end)] > found.end[: len(part.start)]:
            message = f"{part.id!r} begins ({part.start}) after the agreement ends ({found.end})"
            raise wrong(path, own["from"], message)


def _refuse_circles(path: Path, fields: dict[str, yaml.Node], found: Agreement) -> None:
    """What comes after something must not, by way of others, come before it."""
    before: dict[str, tuple[str, ...]] = {
        phase.id: (phase.after,) if phase.after else () for phase in found.phases
    }
    before |= {term.id: term.after for term in found.terms}
    settled: set[str] = set()
    while ready := {
        one for one, needed in before.items() if one not in settled and settled.issuperset(needed)
    }:
        settled |= ready
    for kind in ("phases", "terms"):
        for node in items(path, fields, kind):
            own = mapping(path, node, _PHASE | _TERM)
            if own["id"].value.strip() not in settled:
                raise wrong(
                    path, own["after"], f"{own['id'].value.strip()!r} waits for itself, by way of 'after'"
                )


def agreement_row(agreement: Agreement) -> dict[str, Any]:
    """The agreement as a process file has it."""
    names = {"start": "from", "end": "until"}

    def plain(one: Agreement | Phase | Obligation) -> dict[str, Any]:
        fields = ((names.get(key, key), getattr(one, key)) for key in one.__dataclass_fields__)
        return {key: _plain_value(value) for key, value in fields if value not in (None, ())}

    return plain(agreement) | {
        key: [plain(part) for part in parts]
        for key, parts in (("phases", agreement.phases), ("terms", agreement.terms))
        if parts
    }


def _plain_value(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value
