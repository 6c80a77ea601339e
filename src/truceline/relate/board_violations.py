"""The log of alleged violations: who accuses whom of breaking which term, and how the accused answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from truceline.model.board import Binding, Violation
from truceline.model.claims import Span
from truceline.relate.board_sentences import Told
from truceline.relate.board_terms import Treaty
from truceline.relate.passages import phrases, words_at


def violations(
    found: Iterable[Binding], told: Iterable[Told], agreements: Sequence[Treaty], shown: Mapping[str, str]
) -> tuple[Violation, ...]:
    """One line for each accusation, by day; what copies of one text repeat is counted once."""
    everything = list(found)
    reports = {one.report: one for one in told}
    answers: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for one in everything:
        if one.bears == "denied":
            answers[one.term, one.asserter].append(one.id)
    groups: defaultdict[tuple[object, ...], list[Binding]] = defaultdict(list)
    for one in everything:
        if one.bears == "breach":
            key = one.claim if one.what == "event" else one.asserter
            words = None if one.what == "event" else _words(one, reports[one.span.report])
            groups[one.term, key, words, one.accused].append(one)
    places = dict(_places(everything, reports, agreements, shown))
    lines = []
    for own in _of_one_report(groups):
        first = min(own, key=lambda one: (one.sure == "unsure", one.day or "9999", one.span))
        lines.append(
            Violation(
                first.term,
                first.id,
                first.what,
                first.day,
                places.get(first.id),
                first.asserter,
                first.named,
                first.accused,
                len({one.origin for one in own}),
                len({one.asserter for one in own}),
                tuple(one.id for one in own if one.id != first.id),
                tuple(dict.fromkeys(answer for who in first.accused for answer in answers[first.term, who])),
                all(one.sure == "unsure" for one in own),
                _counted(first, reports[first.span.report]),
            )
        )
    return tuple(sorted(lines, key=lambda line: (line.day or "9999", line.term, line.binding)))


def _counted(one: Binding, report: Told) -> str | None:
    """ "at least 342 Palestinians": what a figure says."""
    figure = next((figure for claim, figure in report.figures if claim == one.claim), None)
    if one.what != "figure" or figure is None:
        return None
    words = report.text[figure.span.start : figure.span.end]
    named = (
        word for word in (figure.counted or "").split() if word.casefold() not in words.casefold().split()
    )
    return " ".join((words, *named))


def _of_one_report(groups: Mapping[tuple[object, ...], list[Binding]]) -> list[list[Binding]]:
    """What one asserter says in one report of whom, in other words, is one accusation; a count or
    an event is one of its own."""
    merged: dict[tuple[object, ...], list[Binding]] = {}
    for own in groups.values():
        first = min(own, key=lambda one: (one.day or "9999", one.span))
        key = (first.term, first.asserter, first.accused, first.span.report)
        apart = first.what in ("figure", "event")
        merged.setdefault((*key, first.id) if apart else key, []).extend(own)
    return list(merged.values())


def _words(one: Binding, report: Told) -> tuple[str, ...]:
    """The words by which two accusations of one asserter are told apart."""
    words = words_at(report.text, one.span.start, one.span.end)
    place = phrases("breach").first(words) if one.what != "figure" else None
    return tuple(word.plain for word in (words[max(0, place[0] - 2) : place[1] + 1] if place else words))


def _sentence(text: str, span: Span) -> tuple[int, int]:
    """The sentence around a span, at most some hundred characters of it."""
    low, high = max(0, span.start - 400), min(len(text), span.end + 400)
    start = max(text.rfind(mark, low, span.start) + len(mark) for mark in ("\n", ". ", "\u201d "))
    ends = [at for mark in ("\n", ". ") if (at := text.find(mark, span.end, high)) >= 0]
    return max(low, start), min(ends, default=high) if span.end < high else span.end


def _places(
    found: Iterable[Binding],
    reports: Mapping[str, Told],
    agreements: Sequence[Treaty],
    shown: Mapping[str, str],
) -> Iterator[tuple[str, str]]:
    """The place that the sentence of a breach names: one that the agreement is about."""
    about = frozenset[str]().union(*(one.about - one.parties for one in agreements))
    for one in found:
        if one.bears != "breach":
            continue
        report = reports[one.span.report]
        start, end = _sentence(report.text, one.span)
        for name in report.names:
            if start <= name.start < end and name.entity in about:
                yield one.id, shown.get(name.entity, name.entity)
                break
