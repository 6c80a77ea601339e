"""Where the texts of a story come from, in the terminal: a tree of origins and what is derived from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from truceline.model.claims import Span
from truceline.model.record import LinkKind, PassageKind
from truceline.present.dates import when
from truceline.present.lineage import LineageLine, SourceLine
from truceline.present.lines import ReportLine
from truceline.present.views import Views, many

KINDS: dict[LinkKind, str] = {
    "identical": "the very words of",
    "copy": "copied from",
    "edited": "an edited copy of",
    "excerpt": "an excerpt of",
    "rewrite": "a rewriting of",
    "passages": "with passages of",
    "credit": "credits",
}
PASSAGES: dict[PassageKind, str] = {
    "verbatim": "same words",
    "edited": "edited",
    "rewritten": "in other words",
    "quotation": "same quotation",
    "standing": "standing text",
    "credited": "credited",
}
_SHORT = 400


def source(report: ReportLine) -> str:
    date = when(report.published, report.earliest, report.latest)
    return f"{report.outlet or 'outlet unknown'}, {date}{' (contradicted)' if report.doubted else ''}"


def lineage_tree(lines: Sequence[LineageLine], views: Views, whole: bool) -> Iterator[RenderableType]:
    """One line a report, below what it is derived from; with `whole`, the reasons and passages too."""
    last = _last_below(lines)
    open_: list[bool] = []
    for number, line in enumerate(lines):
        del open_[max(0, line.depth - 1) :]
        guide = "".join("   " if done else "│  " for done in open_)
        if line.depth:
            open_.append(last[number])
            guide += "└─ " if last[number] else "├─ "
        yield Text.assemble((guide, "dim"), _head(line, views))
        if whole:
            indent = 3 * line.depth + 3
            for one in line.sources:
                yield Padding(Text(_described(one, views), style="dim"), (0, 0, 0, indent), expand=False)
                yield Padding(_passages(one, views), (0, 0, 0, indent + 2), expand=False)


def _last_below(lines: Sequence[LineageLine]) -> list[bool]:
    """Whether each line is the last one at its depth below its origin."""
    found = [True] * len(lines)
    seen: set[int] = set()
    for number in range(len(lines) - 1, -1, -1):
        depth = lines[number].depth
        found[number] = depth not in seen
        seen = {one for one in seen if one <= depth} | {depth}
    return found


def _head(line: LineageLine, views: Views) -> Text:
    if line.report is None:
        return Text.assemble((f"{line.agency}, not seen", "bold"), (f"  {line.reason}", "dim"))
    report = views.reports[line.report]
    title = Text.assemble((source(report), "bold" if line.depth == 0 else ""), f": {report.title}")
    return title.append(f"  {_what(line)}", "dim")


def _what(line: LineageLine) -> str:
    text = next((one for one in line.sources if one.origin is not None), None)
    whole = next((one.agency for one in line.sources if one.kind == "credit" and one.share == 1), None)
    if text is None:
        if whole or line.depth:
            return f"credits {whole}" if whole else "carries its text, by what it credits"
        return "an original, as far as this record knows"
    said = f"{KINDS[text.kind]} it" if line.depth else f"{KINDS[text.kind]} a report of another story"
    others = sum(one.origin is not None for one in line.sources) - 1
    more = f" and of {many(others, 'other report')}" if others else ""
    own = ", an origin of its own for the rest" if line.derived == "partly" and line.independent else ""
    return f"{said}{more} ({line.share:.0%} of its own words, {text.confidence}){own}"


def _described(one: SourceLine, views: Views) -> str:
    what = source(views.reports[one.origin]) if one.origin else one.agency
    return f"{KINDS[one.kind]} {what}, {one.share:.0%}, {one.confidence}: {'; '.join(one.reasons)}"


def _passages(one: SourceLine, views: Views) -> Table:
    """The shared passages, those of this report on the left."""
    table = Table(box=None, show_header=False, padding=(0, 1), expand=False)
    for passage in one.passages:
        there = _words(passage.there, views) if passage.there else ""
        table.add_row(
            Text(PASSAGES[passage.kind], "cyan"), Text(_words(passage.here, views)), Text(there, "dim")
        )
    return table


def _words(place: Span, views: Views) -> str:
    words = " ".join(views.texts[place.report].text[place.start : place.end].split())
    return words if len(words) <= _SHORT else words[:_SHORT] + " …"
