"""What a person decides in the page: each action is the one that the command line has, and kept in the same
way, with who and when."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from truceline.errors import RecordError
from truceline.model.claims import Span
from truceline.model.record import Decision
from truceline.model.report import ReportId
from truceline.present.desk.shelves import Shelves
from truceline.run import board_decisions, deciding
from truceline.run.board import process_of, told_alone
from truceline.run.bonds import ON_THE_BOARD
from truceline.run.deciding import Signature
from truceline.run.settling import settle
from truceline.store import Record, queries

_LONGEST = 2_000
"""Characters of a field."""


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form, each with all its values."""

    fields: Mapping[str, Sequence[str]]

    def one(self, name: str) -> str:
        """A field that must be there. Raises `RecordError`."""
        value = self.maybe(name)
        if value is None:
            raise RecordError(f"the form has no {name}; fill it in")
        return value

    def maybe(self, name: str) -> str | None:
        values = self.fields.get(name, ())
        value = " ".join(values[0].split())[:_LONGEST] if values else ""
        return value or None

    def all(self, name: str) -> list[str]:
        return [value[:_LONGEST] for value in self.fields.get(name, ()) if value]

    def number(self, name: str) -> int:
        value = self.one(name)
        if not (value.isascii() and value.isdecimal() and len(value) < 10):
            raise RecordError(f"{name} must be a number, not {value!r}")
        return int(value)


type Action = Callable[[Record, Form, Signature, Shelves], Decision]


def act(path: Path, action: str, form: Form, login: str, shelves: Shelves) -> Decision:
    """Keep the decision of a form on a page of these shelves. Raises `RecordError` for what cannot be, and
    then nothing is kept."""
    signed = Signature(form.maybe("by") or login, form.maybe("reason"))
    with Record.open(path) as record:
        return ACTIONS[action](record, form, signed, shelves)


def _merge(record: Record, form: Form, signed: Signature, shelves: Shelves) -> Decision:
    return deciding.merge(record, [form.one("one"), form.one("other")], signed)


def _split(record: Record, form: Form, signed: Signature, shelves: Shelves) -> Decision:
    names = form.all("name")
    if not names:
        raise RecordError("choose the names that are of somebody else")
    return deciding.split(record, form.one("one"), names, signed)


def _rename(record: Record, form: Form, signed: Signature, shelves: Shelves) -> Decision:
    return deciding.rename(record, form.one("one"), form.one("to"), signed)


def _settle(record: Record, form: Form, signed: Signature, shelves: Shelves) -> Decision:
    return settle(record, form.one("conflict"), signed)


def _bind(record: Record, form: Form, signed: Signature, shelves: Shelves) -> Decision:
    term = _term(record, form)
    place = shelves.shelf.claim(form.one("claim"))
    found = told_alone(record, place.report) if place is not None else None
    places = list(board_decisions.places_of([found], place.claim)) if found and place else []
    if len(places) != 1:
        raise RecordError("only a single figure or statement can be bound to a term")
    return board_decisions.decide_binding(record, "bind", term, places, signed.by, signed.reason)


def _unbind(record: Record, form: Form, signed: Signature, shelves: Shelves) -> Decision:
    term = _term(record, form)
    state = shelves.one("term", term)
    found = [one.evidence for one in (state.bound if state else ()) if one.id == form.one("binding")]
    if not found:
        raise RecordError(f"this is not bound to {term}, or is so no longer")
    span = Span(found[0].report, found[0].start, found[0].end)
    return board_decisions.decide_binding(record, "unbind", term, [span], signed.by, signed.reason)


def _score(record: Record, form: Form, signed: Signature, shelves: Shelves) -> Decision:
    return board_decisions.decide_score(
        record, _term(record, form), form.number("score"), signed.by, signed.reason
    )


def _grade(record: Record, form: Form, signed: Signature, shelves: Shelves) -> Decision:
    return board_decisions.decide_grade(
        record, form.one("subject"), form.one("grade"), signed.by, signed.reason
    )


def _note(record: Record, form: Form, signed: Signature, shelves: Shelves) -> Decision:
    return board_decisions.decide_note(record, form.one("subject"), signed.by, form.one("reason"))


def _undo(record: Record, form: Form, signed: Signature, shelves: Shelves) -> Decision:
    number = form.number("number")
    made = {one.number: one for one in queries.decisions(record)}
    if number in made and made[number].action in ON_THE_BOARD:
        return board_decisions.undo(record, number, signed.by)
    return deciding.undo(record, number, signed)


def _term(record: Record, form: Form) -> ReportId:
    process = process_of(record)
    known = [one.id for agreement in (process.agreements if process else ()) for one in agreement.terms]
    term = form.one("term")
    if term not in known:
        raise RecordError(f"there is no term {term}; there are {', '.join(known) or 'none'}")
    return term


ACTIONS: Mapping[str, Action] = {
    "merge": _merge, "split": _split, "rename": _rename, "settle": _settle, "bind": _bind, "unbind": _unbind,
    "score": _score, "grade": _grade, "note": _note, "undo": _undo,
}  # fmt: skip
