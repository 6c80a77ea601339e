"""The board of obligations, as the export has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from truceline.model.board import Board, TermState
from truceline.model.claims import Span
from truceline.model.report import ReportId


def exported_board(board: Board, names: Mapping[ReportId, str]) -> list[dict[str, Any]]:
    """A line for each term, with what is bound to it, reckoned, alleged, and waited for."""
    return [_term(board, state, names) for state in board.terms]


def exported_waits(board: Board, names: Mapping[ReportId, str]) -> list[dict[str, Any]]:
    """What waits for somebody."""
    return [
        {
            **_plain(one),
            "spans": [_place(span, names) for span in one.spans],
            "outcome": _place(one.outcome, names) if one.outcome else None,
        }
        for one in board.waiting
    ]


def _term(board: Board, state: TermState, names: Mapping[ReportId, str]) -> dict[str, Any]:
    return {
        **_plain(state),
        "on": board.on,
        "bindings": [
            {
                **{key: value for key, value in _plain(one).items() if key not in ("span", "origin")},
                **_place(one.span, names),
            }
            for one in state.bindings
        ],
        "reckonings": [
            {
                **_plain(one),
                "leaves_out": [
                    {"about": scope.about, "by": scope.by, **_place(scope.span, names)}
                    for scope in one.leaves_out
                ],
            }
            for one in state.reckonings
        ],
        "accounts": [
            {**_plain(one), "history": [{"day": day, "status": status} for day, status in one.history]}
            for one in state.accounts
        ],
        "violations": [_plain(one) for one in board.violations if one.term == state.id],
    }


def _plain(one: object) -> dict[str, Any]:
    found = msgspec.to_builtins(one)
    return dict(found)


def _place(span: Span, names: Mapping[ReportId, str]) -> dict[str, Any]:
    return {"report": names[span.report], "start": span.start, "end": span.end}
