"""What every list of the terminal prints below a line: the sentence, and how much it is worth."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from rich.text import Text

from truceline.present.ledger import Filter
from truceline.present.lines import Evidence, StatementLine
from truceline.present.views import many

SHORT_ID = 6
"""Digits of an id that are shown; any beginning that fits one item alone is understood."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked for: days, both included; people, bodies or places that all took part; a story, by the
    beginning of its id; of the ledger, a filter; the day on which the board is to be shown; and a file with a
    list of agreements."""

    since: str | None = None
    until: str | None = None
    actors: tuple[str, ...] = ()
    story: str | None = None
    figures: Filter | None = None
    on: str | None = None
    known: Path | None = None

    def has(self, line: StatementLine) -> bool:
        """Whether a statement is asked for; one without a date is of no day."""
        day = line.day
        if (self.since or self.until) and day is None:
            return False
        after = self.since is None or (day or "") >= self.since
        before = self.until is None or (day or "") <= self.until
        return after and before and (self.story is None or line.story.startswith(self.story))


EVERYTHING = Choice()


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
