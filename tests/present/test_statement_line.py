"""What a statement is shown as."""

from __future__ import annotations

from dataclasses import replace

import pytest

from truceline.model.claims import Act
from truceline.present.lines import StatementLine
from truceline.present.terminal_said import statement

LINE = StatementLine(
    "a1", "b2", "Ada Borel", None, False, "indirect", "any plan ever existed", None, 1, 1, 1, 1, ()
)


@pytest.mark.parametrize(
    ("act", "how"), [("said", None), ("denied", "denied"), ("blamed", "blamed"), ("other", None)]
)
def test_what_is_denied_is_not_shown_as_said(act: Act, how: str | None) -> None:
    line = replace(LINE, act=act)
    head, _, _ = statement(line, whole=False)
    assert line.how == how
    assert str(head) == f"Ada Borel ({f'{how}, ' if how else ''}indirect): any plan ever existed"


def test_a_promise_is_called_one() -> None:
    assert replace(LINE, act="promised", pledge="promise").how == "promise"
