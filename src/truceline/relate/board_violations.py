"""The log of alleged violations: who accuses whom of breaking which term, and how the accused answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from truceline.model.board import Binding, Violation
from truceline.relate.binding import Told, Treaty
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
    for own in groups.values():
        first = min(own, key=lambda one: (one.day or "9999", one.span))
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
            )
        )
    return tuple(sorted(lines, key=lambda line: (line.day or "9999", line.term, line.binding)))


def _words(one: Binding, report: Told) -> tuple[str, ...]:
    """The words by which two accusations of one asserter are told apart."""
    words = words_at(report.text, one.span.start, one.span.end)
    place = phrases("breach").first(words) if one.what != "figure" else None
    return tuple(word.plain for word in (words[max(0, place[0] - 2) : place[1] + 1] if place else words))


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
        start = report.text.rfind("\n", 0, one.span.start) + 1
        for name in report.names:
            if start <= name.start < one.span.end + 80 and name.entity in about:
                yield one.id, shown.get(name.entity, name.entity)
                break
