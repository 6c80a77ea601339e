"""Pages as HTML: the templates in `templates/desk`, with the filters of the report page where these fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import pairwise
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from truceline.known import shown_name
from truceline.known.points import PRECISION
from truceline.model.claims import Span
from truceline.model.report import ReportId
from truceline.present import board_picture, page, series_picture, side_by_side, terminal_board
from truceline.present.dates import headed, reason_words
from truceline.present.desk.pages import Asking, ReportPage
from truceline.present.desk.shelves import Reports, Shelves
from truceline.present.figure_notes import state_notes
from truceline.present.lineage_picture import FROM
from truceline.present.lines import Evidence, ReportLine
from truceline.present.moments import OUTCOMES, on_days
from truceline.present.sayings import voice_words
from truceline.present.tree import PASSAGES
from truceline.present.views import many
from truceline.present.words import anchor, cut, day, days, percent, reading, safe_url
from truceline.resources import table

MARKED = ("statement", "event", "figure", "loaded", "name")
"""What is marked in a text, the innermost of it as a link."""
_PATHS = {
    "n": "/people/", "t": "/stories/", "e": "/lines/", "g": "/lines/", "s": "/lines/", "f": "/lines/",
    "x": "/lines/", "l": "/lines/", "r": "/reports/", "q": "/series/", "c": "/at/",
}  # fmt: skip


def link(item: str, prefix: str) -> str:
    """The page of a thing: what `#n-…` is on the report page is `/people/…` here."""
    return _PATHS[prefix] + quote(item, safe="")


def spot(one: Evidence) -> str:
    """Where a sentence stands."""
    return f"/reports/{quote(one.report, safe='')}#{anchor(one.claim, 'c')}"


def query(asking: Asking, **more: object) -> str:
    """A list's question as the query of an address, with some of it changed."""
    fields = {name: getattr(asking, name) for name in ("person", "outlet", "story", "kind", "since", "until")}
    renamed = {"since": "from", "until": "to"}
    given = {renamed.get(name, name): value for name, value in (fields | more).items() if value}
    return "?" + urlencode(given) if given else "?"


class Renderer:
    """Templates with the filters of one desk; `shelves` gives the ones that serve now. `still` pages have no
    forms."""

    def __init__(self, shelves: Callable[[], Shelves], still: bool = False) -> None:
        self._shelves = shelves
        self._environment = Environment(
            loader=PackageLoader("truceline.present"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        own: dict[str, Callable[..., Any]] = {
            "anchor": anchor, "cut": cut, "day": day, "days": days, "many": many, "percent": percent,
            "reading": reading, "safe_url": safe_url, "sentence": self._sentence, "source": self._source,
            "support": _support, "called": page._called, "whole": page._whole, "from": FROM.__getitem__,
            "passage": PASSAGES.__getitem__, "line": self._report, "headed": headed, "reason": reason_words,
            "dated": page._dated, "outcome": OUTCOMES.__getitem__, "on_days": on_days,
            "capitalized": page._capital, "voiced": partial(voice_words, shown=shown_name),
            "notes": state_notes, "series_picture": series_picture.picture, "bars": board_picture.bars,
            "due_words": terminal_board.due_words, "reckoned": terminal_board.reckoned_words,
            "account": terminal_board.account_words, "link": link, "spot": spot, "query": query,
            "path": partial(quote, safe=""), "chosen": side_by_side.chosen, "beside": lambda story: (),
        }  # fmt: skip
        self._environment.filters.update(own)
        self._environment.globals.update(
            precisions=PRECISION, statuses=table("log.toml")["statuses"], still=still
        )

    def rendered(self, template: str, content: Mapping[str, Any]) -> str:
        return self._environment.get_template(f"desk/{template}").render(**content)

    def _sentence(self, evidence: Evidence) -> Markup:
        """The sentence with the words that a line rests on marked in it."""
        text = self._shelves().text(evidence.report)
        ends = evidence.sentence_start, evidence.start, evidence.end, evidence.sentence_end
        before, words, after = (page._BLANK.sub(" ", text[a:b]) for a, b in pairwise(ends))
        return Markup("{}<b>{}</b>{}").format(before.lstrip(), words, after.rstrip())

    def _source(self, evidence: Evidence) -> Markup:
        if evidence.outlet:
            return Markup("<bdi>{}</bdi>").format(evidence.outlet)
        report = self._report(evidence.report)
        if report.title and not report.outlet:
            return Markup("“<bdi>{}</bdi>”").format(cut(report.title, 50))
        return page._called(report)

    def _report(self, report: ReportId) -> ReportLine:
        line: ReportLine = Reports(self._shelves())[report]
        return line


def _support(line: Any) -> Markup:
    """As on the report page; a story of a list has the number of its reports alone."""
    return page._support(line)


def marked(found: ReportPage, still: bool = False) -> Markup:
    """A report's text with what lines rest on marked, each mark a link to all lines of its sentence: `still`,
    on the same page."""
    report = found.report.report
    marks: dict[str, page.Mark] = {}
    for one in found.rests:
        if one.kind in MARKED:
            at = f"#at-{one.start}" if still else f"/reports/{quote(report.id, safe='')}/at/{one.start}"
            marks.setdefault(
                one.claim,
                page.Mark(one.start, one.end, _around(found, one), one.kind, one.claim, at, one.label),
            )
    return page.highlight(report.text, marks.values())


def _around(found: ReportPage, one: Any) -> tuple[int, int]:
    from truceline.present.evidence import sentence_around  # noqa: PLC0415

    return sentence_around(found.report.report.text, Span(found.report.line.id, one.start, one.end))
