"""What every list of the terminal prints below a line: the sentence, and how much it is worth."""

from __future__ import annotations

from typing import Protocol

from rich.text import Text

from truceline.present.lines import Evidence
from truceline.present.views import many

SHORT_ID = 6
"""Digits of an id that are shown; any beginning that fits one item alone is understood."""


class Supported(Protocol):
    """A line that so many reports, outlets, origins and asserters stand for."""

    @property
    def reports(self) -> int: ...
    @property
    def outlets(self) -> int: ...
    @property
    def origins(self) -> int: ...
    @property
    def asserters(self) -> int: ...


def quoted(evidence: Evidence) -> Text:
    """A sentence with its outlet and date."""
    where = f"{evidence.outlet or 'outlet unknown'}, {evidence.published or 'undated'}"
    return Text.assemble(("│ ", "green"), evidence.sentence, (f"  [{where}]", "dim"))


def counted(line: Supported) -> str:
    """How many reports there are, and how much that is worth."""
    known = [many(line.outlets, "outlet")] if line.outlets else []
    return ", ".join(
        (many(line.reports, "report"), *known, many(line.origins, "origin"), many(line.asserters, "asserter"))
    )
