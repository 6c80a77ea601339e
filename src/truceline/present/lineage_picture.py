"""Where the texts of a story come from, as a picture: one row a report, below what it is derived from.

A row shows how much of a report is its own; a line from its origin is as thick as what it took over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from truceline.model.record import LinkKind
from truceline.model.report import ReportId
from truceline.present.lineage import LineageLine, SourceLine
from truceline.present.lines import ReportLine, StoryLine
from truceline.present.views import many
from truceline.present.words import cut, day, fitted, percent, short_day

ROWS = 30
"""Rows that are drawn, `TOPS` of them at first for origins."""
TOPS = 12
_DEEPEST = 6
"""Steps to the right; what is derived over more steps stands below each other."""
_STEP, _ROW = 22, 44
_NARROW = 328
"""The width that a small screen has; words are cut so that most pictures need no more."""
_NAME, _WHAT = 7.9, 6.4
"""The width of a letter in the two lines of a row."""
_PAGE = 20
"""The height of a report's sign."""

FROM: dict[LinkKind, str] = {
    "identical": "the very words of",
    "copy": "copied from",
    "edited": "edited from",
    "excerpt": "an excerpt of",
    "rewrite": "rewritten from",
    "passages": "passages of",
    "credit": "credits",
}


@dataclass(frozen=True, slots=True)
class Row:
    """`x` and `y` are the middle of its sign; `report` is None for an agency that is not in the record.
    `taken` is the height of the part that is not its own."""

    x: int
    y: int
    report: ReportId | None
    name: str
    what: str
    label: str
    taken: float


@dataclass(frozen=True, slots=True)
class Line:
    """From an origin to what is derived from it; a report's further origins have `main` False."""

    path: str
    width: float
    main: bool


@dataclass(frozen=True, slots=True)
class Picture:
    rows: tuple[Row, ...]
    lines: tuple[Line, ...]
    width: int
    height: int
    total: int
    partly: bool
    agency: bool
    others: bool


def called(report: ReportLine) -> str:
    """What a report goes by: its outlet, else its title."""
    return report.outlet or f"Outlet unknown ({cut(report.title, 50)})"


def derived(story: StoryLine) -> bool:
    """Whether any text of the story comes from elsewhere, as far as is known."""
    return any(line.report is None or _text(line) for line in story.lineage)


def unseen(stories: Iterable[StoryLine]) -> set[ReportId]:
    """The reports with the text of an agency whose own report is not in the record."""
    found = set()
    for story in stories:
        below = False
        for line in story.lineage:
            below = line.report is None if line.depth == 0 else below
            if below and line.report is not None:
                found.add(line.report)
    return found


def main_texts(stories: Iterable[StoryLine]) -> dict[ReportId, SourceLine]:
    """What each report has from the other report that it has most from."""
    return {
        line.report: text
        for story in stories
        for line in story.lineage
        if line.report is not None and (text := _text(line)) is not None
    }


def picture(story: StoryLine, reports: Mapping[ReportId, ReportLine]) -> Picture | None:
    """None where there is nothing to draw: no report of the story has its text from elsewhere."""
    lines = story.lineage
    if len(story.reports) < 2 or not derived(story):
        return None
    parents = _parents(lines)
    shown, below = _shown(lines, parents)
    drawn = [lines[number] for number in shown]
    here = {line.report for line in lines}
    further = any(one.origin in here for line in drawn for one in _further(line))
    places = {
        number: (14 + 12 * further + _STEP * min(lines[number].depth, _DEEPEST), _ROW * row + _ROW // 2)
        for row, number in enumerate(shown)
    }
    rows = tuple(_row(lines[n], reports, here, places[n], below[n]) for n in shown)
    return Picture(
        rows=rows,
        lines=(*_main_lines(lines, parents, places), *_further_lines(lines, places)),
        width=_NARROW - 4,
        height=_ROW * len(rows),
        total=len(lines),
        partly=any(0 < line.share < 1 for line in drawn),
        agency=any(line.report is None for line in drawn),
        others=further,
    )


# Which rows --------------------------------------------------------------------------------------


def _parents(lines: Sequence[LineageLine]) -> list[int | None]:
    """For each line that of its origin."""
    last: dict[int, int] = {}
    found: list[int | None] = []
    for number, line in enumerate(lines):
        found.append(last.get(line.depth - 1) if line.depth else None)
        last[line.depth] = number
    return found


def _shown(lines: Sequence[LineageLine], parents: Sequence[int | None]) -> tuple[list[int], Counter[int]]:
    """The lines that there is room for, each below its origin, and how many below each are left out."""
    tops = [number for number, line in enumerate(lines) if line.depth == 0]
    kept = set(tops if len(lines) <= ROWS else tops[:TOPS])
    for number in sorted(range(len(lines)), key=lambda number: (lines[number].depth, number)):
        if len(kept) < ROWS and parents[number] in kept:
            kept.add(number)
    kept.update(tops[TOPS:][: max(0, ROWS - len(kept))])
    below: Counter[int] = Counter()
    nearest: list[int | None] = []
    for number, parent in enumerate(parents):
        nearest.append(number if number in kept or parent is None else nearest[parent])
        above = nearest[number]
        if above is not None and above != number:
            below[above] += 1
    return sorted(kept), below


# What a row says ---------------------------------------------------------------------------------


def _row(
    line: LineageLine,
    reports: Mapping[ReportId, ReportLine],
    here: set[ReportId | None],
    place: tuple[int, int],
    left_out: int,
) -> Row:
    more = f", and {many(left_out, 'more report')} from it" if left_out else ""
    if line.report is None:
        label = f"{line.agency}, not in this record: {line.reason}{more}"
        return Row(*place, None, _name(line.agency or "", place, left_out), "not in this record", label, 0.0)
    report = reports[line.report]
    text = _text(line)
    short = _what(line, text, "it" if text and text.origin in here else "another story")
    full = _what(line, text, called(reports[text.origin]) if text and text.origin else "")
    if others := len(_further(line)):
        full += f", and from {many(others, 'more report')}"
    what = f"{short_day(report.published)} · {short}"
    label = f"{called(report)}, {day(report.published)}: {full}{more}. {report.title}"
    # a text of an agency that is not seen may not say so itself
    share = 1.0 if line.depth and text is None else line.share if line.derived != "not" else 0.0
    taken = round(_PAGE * min(1.0, share), 1)
    name = _name(report.outlet or f"“{report.title}”", place, left_out)
    return Row(*place, line.report, name, _cut(what, place, _WHAT), label, taken)


def _name(words: str, place: tuple[int, int], left_out: int) -> str:
    """With how many reports below it are not drawn."""
    more = f" +{left_out:,}" if left_out else ""
    return _cut(words, (place[0] + int(len(more) * _NAME), place[1]), _NAME) + more


def _cut(words: str, place: tuple[int, int], letter: float) -> str:
    return fitted(words, max(8, int((_NARROW - place[0] - 16) / letter)))


def _what(line: LineageLine, text: SourceLine | None, of: str) -> str:
    if text is not None:
        share = f", {percent(text.share)}" if text.kind != "identical" else ""
        return f"{FROM[text.kind]} {of}{share}"
    whole = next((one.agency for one in line.sources if one.kind == "credit" and one.share == 1), None)
    if whole:
        return f"credits {whole}"
    return "the same agency’s text" if line.depth else "an original"


def _text(line: LineageLine) -> SourceLine | None:
    return next((one for one in line.sources if one.origin is not None), None)


def _further(line: LineageLine) -> list[SourceLine]:
    """The reports that a text has less of than of its main origin."""
    return [one for one in line.sources if one.origin is not None][1:]


# The lines between them --------------------------------------------------------------------------


def _main_lines(
    lines: Sequence[LineageLine], parents: Sequence[int | None], places: Mapping[int, tuple[int, int]]
) -> Iterator[Line]:
    for number, (x, y) in places.items():
        parent = parents[number]
        if parent is None:
            continue
        text = _text(lines[number])
        width = _width(text.share if text else 1.0)
        from_x, from_y = places[parent]
        start = f"M{from_x} {from_y + _PAGE // 2 + 1}"
        if from_x == x:
            yield Line(f"{start}V{y - _PAGE // 2 - 1}", width, True)
        else:
            yield Line(f"{start}V{y - 7}Q{from_x} {y} {from_x + 7} {y}H{x - 8}", width, True)


def _further_lines(lines: Sequence[LineageLine], places: Mapping[int, tuple[int, int]]) -> Iterator[Line]:
    at = {lines[number].report: place for number, place in places.items()}
    for number, (x, y) in places.items():
        for one in _further(lines[number]):
            if one.origin in at:
                from_x, from_y = at[one.origin]
                path = f"M{from_x - 8} {from_y}H5V{y + 5}H{x - 8}"
                yield Line(path, _width(one.share), False)


def _width(share: float) -> float:
    return round(1.5 + 4.5 * min(1.0, share), 1)
