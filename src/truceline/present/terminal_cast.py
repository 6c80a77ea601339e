"""Whom and what a story is about, in the terminal: by which names and words each outlet speaks of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from truceline.present.views import Views, many

if TYPE_CHECKING:  # to show a record, spaCy need not be imported
    from truceline.run.cast import CastMember

_WORDINGS = 12


def cast_lines(views: Views, story: str, most: int | None) -> Iterator[RenderableType]:
    """One block a member, the most spoken of first."""
    members = views.cast(story)
    if not members:
        yield Text("The story speaks of nobody often enough to be about them.")
    for member in members[:most]:
        known = views.actors[member.entity] if member.entity else None
        kind = known.kind if known else "a thing" if member.sort == "other" else member.sort
        reports = len({one.span.report for one in member.wordings})
        counts = f"  {kind}, {many(len(member.wordings), 'time')} in {many(reports, 'report')}"
        yield Text.assemble((known.name if known else member.name, "bold"), counts)
        for line in _wordings(member, views):
            yield Padding(line, (0, 0, 0, 4), expand=False)
        yield Text()
    if most is not None and len(members) > most:
        yield Text(f"… and {len(members) - most:,} more: --limit 0 shows all", style="dim")


def _wordings(member: CastMember, views: Views) -> Iterator[Text]:
    names = Counter(one.text for one in member.wordings if one.reason is None)
    if names:
        yield Text(
            "by name: " + ", ".join(f"{name} ({times})" for name, times in names.most_common(_WORDINGS))
        )
    others: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for one in member.wordings:
        if one.reason is not None:
            report = views.reports[one.span.report]
            others[one.text.lower(), one.reason].append(report.outlet or report.name)
    ordered = sorted(others.items(), key=lambda item: -len(item[1]))
    for (words, reason), outlets in ordered[:_WORDINGS]:
        where = ", ".join(f"{name} {times}" for name, times in Counter(outlets).most_common())
        yield Text.assemble(f"“{words}”", (f"  {reason}  [{where}]", "dim"))
    if len(ordered) > _WORDINGS:
        yield Text(f"… and {len(ordered) - _WORDINGS} other wordings", style="dim")
