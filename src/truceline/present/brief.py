"""The morning brief: what is new since a day, composed from the lines of the record. Each sentence has the
sentences of reports that it rests on as footnotes; there is none without."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from truceline.errors import RecordError
from truceline.present.brief_words import accounts_of, alleged_point, event_words
from truceline.present.lines import Evidence
from truceline.present.moments import MomentLine
from truceline.present.terminal_board import due_words, reckoned_words, wait_words
from truceline.present.views import Views

_BACK = re.compile(r"([0-9]{1,4})d")
_NOTES = 2
"""Footnotes of a sentence."""
_LATE = 3
"""Days in which what was then is told as news: of a meeting late in the evening, papers of two days on."""
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
    """The brief since a day. What concerns those of the process file comes first, then what is best attested;
    where there is no room, the last of each section are left out."""
    if words < 1:
        raise RecordError(f"a brief has at least one word, not {words}")
    first = first_day(views, since)
    made = [
        ("What moved on the board", list(_board(views, first))),
        ("Alleged violations", list(_violations(views, first))),
        ("What is new", list(_events(views, first))),
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
    """Whether the first report that tells it is of that day or later; one without a date may be."""
    days = [day for one in evidence if (day := _day(views, one))]
    return first is None or not days or min(days) >= first


def _since(day: str | None, first: str | None) -> bool:
    """Whether a line is new; one of a report without a date may be, and says that it has none."""
    return first is None or day is None or day[:10] >= first


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _events(views: Views, first: str | None) -> Iterator[Point]:
    """What was on a day since or in the `_LATE` days before and is told since; of what was on no known day
    nothing is said to be new."""
    number = date.fromisoformat(first[:10]).toordinal() - _LATE if first else 1
    oldest = date.fromordinal(max(number, 1)).isoformat()
    found = [
        line
        for line in views.timeline
        if line.event.modality == "reported"
        and line.event.is_talk
        and line.event.participants
        and (not views.of_the_process or _concern(views, line))
        and (line.when.days.latest or "") >= oldest
        and _new(views, line.event.evidence, first)
    ]
    for line in sorted(found, key=lambda line: _weight(views, line)):
        yield Point(f"{event_words(line)}.", line.event.evidence[:_NOTES])


def _weight(views: Views, line: MomentLine) -> tuple[int, int, int, str]:
    """First what concerns most of those of the process file, then what most texts tell."""
    return -_concern(views, line), -line.event.origins, -line.event.reports, line.id


def _concern(views: Views, line: MomentLine) -> int:
    """How far an event concerns those whom the process file names."""
    return sum(views.of_the_process.get(actor.id, 0) for actor in line.event.participants)


def _board(views: Views, first: str | None) -> Iterator[Point]:
    """One point for each term that something new bears on: what is due and reported, and who says what."""
    for state in views.present_board.terms:
        bound = {one.id: one for one in state.bindings}
        figures = [one for one in state.reckonings if one.share is not None and _since(one.day, first)]
        given = {one.binding for one in figures}
        accounts = [
            one
            for one in state.accounts
            if not given & set(one.bindings) and any(_since(bound[name].day, first) for name in one.bindings)
        ]
        if not figures and not accounts:
            continue
        spans = [bound[one.binding].span for one in figures]
        spans += [scope.span for one in figures for scope in one.leaves_out]
        spans += [bound[name].span for one in accounts for name in one.bindings[:1]]
        parts = [f"{', '.join(state.who)}, “{state.text.rstrip('.')}”: {state.status}"]
        if figures and state.due is not None:
            parts.append(_capital(due_words(state)))
        parts += [_capital(reckoned_words(one, state)) for one in figures]
        parts += [_capital(words) for words in accounts_of(accounts)]
        told = tuple(views.evidence(state.id, span) for span in dict.fromkeys(spans))
        days = [*(one.day for one in figures), *(bound[n].day for one in accounts for n in one.bindings)]
        undated = "" if any(days) else " Reports without a date tell it."
        yield Point(f"{'. '.join(parts)}.{undated}", told)


def _violations(views: Views, first: str | None) -> Iterator[Point]:
    board = views.present_board
    spans = {one.id: one.span for state in board.terms for one in state.bindings}
    lines = [one for one in board.violations if not one.unsure and _since(one.day, first)]
    for line in sorted(lines, key=lambda line: (line.day is None, -line.origins, -len(line.accused))):
        yield Point(alleged_point(views, line), (views.evidence(line.binding, spans[line.binding]),))


def _conflicts(views: Views, first: str | None) -> Iterator[Point]:
    for line in views.conflicts:
        newest = [one for one in line.evidence if _since(_day(views, one), first)]
        if newest and line.kind not in ("rounding", "scope"):  # these are no differences in what is said
            values = " against ".join(line.values)
            why = "; ".join((line.kind, *line.reasons[:1]))
            yield Point(f"{_capital(line.counted)}: {values} ({why}).", line.evidence[: _NOTES + 1])


def _watch(views: Views) -> Iterator[Point]:
    board = views.present_board
    for wait in board.waiting:
        if wait.came == "not reported":
            told = tuple(views.evidence(wait.id, span) for span in wait.spans[:_NOTES])
            yield Point(f"{_capital(wait_words(views, wait))}.", told)
    for state in board.terms:
        if state.due is not None and board.on and state.bindings and state.ends is not None:
            left = (date.fromisoformat(state.ends) - date.fromisoformat(board.on)).days
            if 0 <= left <= _AHEAD:
                told = (views.evidence(state.id, state.bindings[0].span),)
                yield Point(f"“{state.text.rstrip('.')}” is due until {state.ends}.", told)
    newest = views.chronology.newest or ""
    plans = [
        line
        for line in views.timeline
        if line.event.modality == "planned"
        and line.event.is_talk
        and line.event.participants
        and line.plan is not None
        and line.plan.outcome in ("not reported", "too early to tell")
        and _ahead(views, line, newest)
    ]
    for line in sorted(plans, key=lambda line: (line.when.days.latest is None, _weight(views, line))):
        yield Point(f"{event_words(line)}.", line.event.evidence[:_NOTES])


def _ahead(views: Views, line: MomentLine, newest: str) -> bool:
    """Whether a plan may still come: its days are not over, and where none is known, it was told of late."""
    if line.when.days.latest is not None:
        return line.when.days.latest >= newest
    told = max((_day(views, one) or "" for one in line.event.evidence), default="")
    return not told or not newest or told >= _back(newest, _AHEAD)


def _back(day: str, days: int) -> str:
    return (date.fromisoformat(day[:10]) - timedelta(days=days)).isoformat()
