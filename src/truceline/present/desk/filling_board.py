"""The board of a record, written to its shelf."""

from __future__ import annotations

from collections import defaultdict

import msgspec

from truceline.model.board import Binding
from truceline.present.desk.shapes import Alleged, Bound, TermLine, Waiting, rests
from truceline.present.lines import Evidence
from truceline.present.terminal_board import violation_words, wait_words
from truceline.present.views import Views
from truceline.present.words import cut
from truceline.store.shelf_writing import Writer

_encode = msgspec.json.Encoder().encode


def fill_board(views: Views, shelf: Writer) -> None:
    board = views.board()
    alleged: defaultdict[str, set[str]] = defaultdict(set)
    bindings = {one.id: one for state in board.terms for one in state.bindings}
    for line in board.violations:
        alleged[line.term].add(line.asserter)

    def told(one: Binding) -> Evidence:
        return views.evidence(one.claim or one.id, one.span)

    for state in board.terms:
        grades = dict(board.grades)
        bound = tuple(
            Bound(
                one.id, one.bears, one.sure, one.named, one.reasons, one.day, told(one),
                grades.get(f"credibility of {one.id}"),
            )
            for one in state.bindings
        )  # fmt: skip
        leaves = tuple(
            views.evidence(state.id, one.span) for part in state.reckonings for one in part.leaves_out
        )
        shelf.line("term", state.id, _encode(TermLine(state, len(alleged[state.id]), bound, leaves)))
        label = f"Term {state.id}: {cut(state.text, 80)}"
        shelf.evidence(
            place
            for one in bound
            for place in rests("term", state.id, f"{label} ({one.bears})", [one.evidence])
        )
    for line in board.violations:
        own = [bindings[name] for name in (line.binding, *line.also) if name in bindings]
        answers = tuple(told(bindings[name]) for name in line.answers if name in bindings)
        accused = tuple(views.actors[one] for one in line.accused if one in views.actors)
        words = violation_words(views, line).removesuffix("; an answer is below")
        one = Alleged(
            line.binding, line.term, line.day, words, line.named, accused, tuple(map(told, own)), answers
        )  # fmt: skip
        shelf.line(
            "violation", line.binding, _encode(one), days=(line.day, line.day), facets=[("term", line.term)]
        )
    for wait in board.waiting:
        spans = tuple(views.evidence(wait.id, span) for span in wait.spans)
        outcome = views.evidence(wait.id, wait.outcome) if wait.outcome is not None else None
        made = Waiting(wait.id, wait.term, wait.came, wait_words(views, wait), spans, outcome)
        shelf.line("wait", wait.id, _encode(made), days=(wait.since, wait.since))
    shelf.page("board day", _encode(board.on))
    shelf.page("grades", _encode(board.grades))
