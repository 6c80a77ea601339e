"""spaCy makes a token anew each time it is asked for: two are compared by `==`, never by `is`."""

from __future__ import annotations

import ast
from importlib.resources import files


def test_no_token_is_compared_by_identity() -> None:
    found = [
        f"{file.name}: {ast.unparse(node)}"
        for file in files("truceline").joinpath("extract").iterdir()
        if file.name.endswith(".py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Compare)
        and isinstance(node.ops[0], ast.Is | ast.IsNot)
        and not isinstance(node.comparators[0], ast.Constant)
    ]
    known = {"page.py: part is parts[0]", "reading.py: getattr(found, field) is getattr(self.found, field)"}
    assert set(found) <= known
