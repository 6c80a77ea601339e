"""The morning brief as Markdown, HTML and JSON. What reports say cannot become markup."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import msgspec

from truceline.present.brief import Brief
from truceline.present.lines import Evidence

_QUOTE = 240
"""Characters of a footnote."""


def _heading(brief: Brief) -> str:
    since = f" since {brief.since}" if brief.since else ""
    return f"{brief.title}: what is new{since}"


def _source(one: Evidence) -> str:
    return f"{one.outlet or 'outlet unknown'}, {one.published or 'undated'}"


def _quoted(one: Evidence) -> str:
    return one.sentence if len(one.sentence) <= _QUOTE else one.sentence[:_QUOTE].rsplit(" ", 1)[0] + " …"


def _numbered(brief: Brief) -> tuple[dict[tuple[str, int], int], list[Evidence]]:
    numbers: dict[tuple[str, int], int] = {}
    notes: list[Evidence] = []
    for _, points in brief.sections:
        for point in points:
            for one in point.evidence:
                key = one.report, one.sentence_start
                if key not in numbers:
                    notes.append(one)
                    numbers[key] = len(notes)
    return numbers, notes


_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")


def markdown(brief: Brief) -> str:
    """Markdown with footnotes. What reports say cannot become markup."""
    numbers, notes = _numbered(brief)
    lines = [f"# {_plain(_heading(brief))}", ""]
    for title, points in brief.sections:
        lines += [f"## {title}", ""]
        for point in points:
            marks = "".join(
                f"[^{number}]"
                for number in dict.fromkeys(numbers[one.report, one.sentence_start] for one in point.evidence)
            )
            lines.append(f"- {_plain(point.words)}{marks}")
        lines.append("")
    if not brief.sections:
        lines += ["Nothing is new.", ""]
    if brief.left_out:
        lines += [f"{brief.left_out} more did not fit; a larger --words has them.", ""]
    lines += [
        f"[^{number}]: “{_plain(_quoted(one))}” ({_plain(_source(one))})"
        for number, one in enumerate(notes, 1)
    ]
    return "\n".join(lines).rstrip() + "\n"


def _plain(words: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(words.split()))


def as_html(brief: Brief) -> str:
    """One HTML page without script or style of others."""
    numbers, notes = _numbered(brief)
    parts = [
        '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8">',
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">',
        f"<title>{html.escape(_heading(brief))}</title></head>\n<body>\n<h1>{html.escape(_heading(brief))}</h1>",
    ]
    for title, points in brief.sections:
        parts.append(f"<h2>{html.escape(title)}</h2>\n<ul>")
        for point in points:
            found = dict.fromkeys(numbers[one.report, one.sentence_start] for one in point.evidence)
            marks = "".join(f'<sup><a href="#n{number}">{number}</a></sup>' for number in found)
            parts.append(f"<li>{html.escape(point.words)}{marks}</li>")
        parts.append("</ul>")
    parts.append("<ol>" if notes else "<p>Nothing is new.</p>")
    for number, one in enumerate(notes, 1):
        parts.append(f'<li id="n{number}">“{html.escape(_quoted(one))}” ({html.escape(_source(one))})</li>')
    parts.append("</ol>\n</body>\n</html>" if notes else "</body>\n</html>")
    return "\n".join(parts) + "\n"


def as_json(brief: Brief) -> str:
    """One JSON object."""
    return msgspec.json.format(msgspec.json.encode(brief), indent=1).decode() + "\n"


FORMATS: dict[str, Callable[[Brief], str]] = {"markdown": markdown, "html": as_html, "json": as_json}
