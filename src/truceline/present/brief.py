"""The morning brief: what is new since a day, composed from the lines of the record. Each sentence has the
sentences of reports that it rests on as footnotes; there is none without."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec

from truceline.errors import RecordError
from truceline.model.claims import Span
from truceline.present.lines import Evidence
from truceline.present.terminal_board import account_words, due_words, reckoned_words, wait_words
from truceline.present.terminal_board import violation_words as alleged_words
from truceline.present.views import Views
from truceline.present.words import cut

_BACK = re.compile(r"([0-9]{1,4})d")
_NOTES, _QUOTE = 2, 240
"""Footnotes of a sentence, and characters of one."""
_AHEAD = 14
"""Days ahead in which the end of a term is something to watch."""


@dataclass(frozen=True, slots=True)
class Point:
    """A sentence of the brief with what it rests on; never without."""

    words: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """`left_out` counts the points for which there was no room."""

    title: str
    since: str | None
    until: str | None
    sections: tuple[tuple[str, tuple[Point, ...]], ...]
    left_out: int


def first_day(views: Views, since: str) -> str | None:
    """The day that "2d" or "2031-05-02" means; days are counted back from the newest report. Raises
    `RecordError`."""
    newest = views.chronology.newest
    back = _BACK.fullmatch(since.strip())
    try:
        if back is None:
            return date.fromisoformat(since.strip()).isoformat()
        return (date.fromisoformat(newest) - timedelta(days=int(back[1]))).isoformat() if newest else None
    except (ValueError, OverflowError) as error:
        raise RecordError(f"{since!r} is no day; write it as 2031-05-02, or 2d for two days back") from error


def brief_of(views: Views, since: str, words: int = 400) -> Brief:
    """The brief since a day. Points of a section come with the best attested first; where there is no room,
    the last of each section are left out."""
    if words < 1:
        raise RecordError(f"a brief has at least one word, not {words}")
    first = first_day(views, since)
    made = [
        ("What is new", list(_events(views, first))),
        ("What moved on the board", list(_board(views, first))),
        ("Alleged violations", list(_violations(views, first))),
        ("New disagreements", list(_conflicts(views, first))),
        ("What to watch", list(_watch(views))),
    ]
    kept: list[list[Point]] = [[] for _ in made]
    room, left = words, 0
    for place in range(max((len(points) for _, points in made), default=0)):
        for number, (_, points) in enumerate(made):
            if place < len(points):
                size = len(points[place].words.split())
                if size <= room:
                    kept[number].append(points[place])
                    room -= size
                else:
                    left += 1
    sections = tuple((title, tuple(own)) for (title, _), own in zip(made, kept, strict=True) if own)
    return Brief(views.path.stem, first, views.chronology.newest, sections, left)


def _day(views: Views, evidence: Evidence) -> str | None:
    line = views.reports[evidence.report]
    return (line.published or line.latest or "")[:10] or None


def _new(views: Views, evidence: Iterable[Evidence], first: str | None) -> bool:
    """Whether the first report that tells it is of that day or later."""
    days = [day for one in evidence if (day := _day(views, one))]
    return bool(days) and (first is None or min(days) >= first)


def _place(views: Views, name: str, span: Span) -> Evidence:
    return views.evidence(name, span)


def _events(views: Views, first: str | None) -> Iterator[Point]:
    found = [
        line
        for line in views.timeline
        if line.event.modality == "reported"
        and line.event.participants
        and _new(views, line.event.evidence, first)
    ]
    for line in sorted(found, key=lambda line: (-line.event.origins, -line.event.reports)):
        where = f" in {' or '.join(line.event.places)}" if line.event.places else ""
        yield Point(
            f"{line.what}: {cut(line.event.who, 160)}{where}, {line.on}.", line.event.evidence[:_NOTES]
        )


def _board(views: Views, first: str | None) -> Iterator[Point]:
    start = first or "0"
    for state in views.board().terms:
        spans = {one.id: one.span for one in state.bindings}
        days = {one.id: one.day for one in state.bindings}
        figures = [
            one for one in state.reckonings if one.share is not None and (one.day or "") >= (first or "0")
        ]
        given = {one.binding for one in figures}
        if figures and state.due is not None:
            owed = [one.span for one in state.bindings if one.bears == "owed"] or [spans[figures[0].binding]]
            words = due_words(state)
            yield Point(f"{words[0].upper()}{words[1:]}.", (_place(views, state.id, owed[0]),))
        for one in figures:
            notes = [spans[one.binding], *(scope.span for scope in one.leaves_out)]
            yield Point(
                f"{reckoned_words(one, state)}.", tuple(_place(views, one.binding, span) for span in notes)
            )
        for account in state.accounts:
            changed = account.history and account.history[-1][0] >= start
            if changed and not given & set(account.bindings):
                notes = [spans[name] for name in account.bindings if (days[name] or "") >= start]
                told = tuple(_place(views, state.id, span) for span in notes[:_NOTES])
                if told:
                    yield Point(f"“{state.text.rstrip('.')}”: {account_words(account)}.", told)


def _violations(views: Views, first: str | None) -> Iterator[Point]:
    board = views.board()
    spans = {one.id: one.span for state in board.terms for one in state.bindings}
    for line in sorted(board.violations, key=lambda line: -line.origins):
        if line.day and (first is None or line.day >= first) and line.binding in spans:
            yield Point(f"{alleged_words(views, line)}.", (_place(views, line.binding, spans[line.binding]),))


def _conflicts(views: Views, first: str | None) -> Iterator[Point]:
    for line in views.conflicts:
        newest = [one for one in line.evidence if (_day(views, one) or "") >= (first or "0")]
        if newest and line.kind != "rounding":
            values = " against ".join(line.values)
            why = "; ".join((line.kind, *line.reasons[:1]))
            yield Point(f"{line.counted}: {values} ({why}).", line.evidence[: _NOTES + 1])


def _watch(views: Views) -> Iterator[Point]:
    board = views.board()
    for wait in board.waiting:
        if wait.came == "not reported":
            told = tuple(_place(views, wait.id, span) for span in wait.spans[:_NOTES])
            words = wait_words(views, wait)
            yield Point(f"{words[0].upper()}{words[1:]}.", told)
    newest = views.chronology.newest or ""
    for line in views.timeline:
        open_plan = line.plan is not None and line.plan.outcome in ("not reported", "too early to tell")
        latest = line.when.days.latest
        if line.event.modality == "planned" and open_plan and (latest is None or latest >= newest):
            where = f" in {' or '.join(line.event.places)}" if line.event.places else ""
            of = " of" if line.event.is_talk else ":"
            who = cut(line.event.who, 160) or "participants not named"
            words = f"Planned: {line.what.lower()}{of} {who}{where}, {line.on}."
            yield Point(words, line.event.evidence[:_NOTES])
    for state in board.terms:
        if state.due is not None and board.on and state.bindings and state.ends is not None:
            left = (date.fromisoformat(state.ends) - date.fromisoformat(board.on)).days
            if 0 <= left <= _AHEAD:
                told = (_place(views, state.id, state.bindings[0].span),)
                yield Point(f"“{state.text.rstrip('.')}” is due until {state.ends}.", told)


# Formats -----------------------------------------------------------------------------------------


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
