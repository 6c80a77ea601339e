"""Reports as the board sees them: their sentences, each with the names, figures, statements and events in
it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from truceline.known import country_of_demonym
from truceline.model.claims import EventMention, Figure, Span, Statement, Time
from truceline.model.record import Event
from truceline.model.report import ReportId
from truceline.model.when import Interval
from truceline.relate.passages import Word, phrases, sentences, words_at


@dataclass(frozen=True, slots=True)
class Named:
    """An entity at `[start, end)` of a text."""

    start: int
    end: int
    entity: str


@dataclass(frozen=True, slots=True)
class Told:
    """A report with what the record has of it; `terms` are the spans of figures that are owed, and `events`
    are those whose mentions stand in it."""

    report: ReportId
    text: str
    body: int
    written: Interval | None
    names: tuple[Named, ...]
    statements: tuple[tuple[str, Statement], ...] = ()
    figures: tuple[tuple[str, Figure], ...] = ()
    terms: frozenset[Span] = frozenset()
    events: tuple[tuple[Event, EventMention], ...] = ()
    times: tuple[Time, ...] = ()

    @property
    def day(self) -> str | None:
        """The last day on which it can have been written."""
        return self.written.latest if self.written is not None else None


@dataclass(frozen=True, slots=True)
class Known:
    """How names lead to entities, and who vouches for what stands at a place, given the speaker, an entity or
    words: the asserter, its name, and the origin. `foreign` are those that can be parties elsewhere."""

    entity: Callable[[str], str | None]
    speaker: Callable[[ReportId, str | None], str | None]
    vouches: Callable[[Span, str | None], tuple[str, str, str]]
    foreign: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report, with what the record has of it."""

    told: Told
    span: Span
    words: tuple[Word, ...]
    names: tuple[Named, ...]
    figures: tuple[tuple[str, Figure], ...] = ()
    statements: tuple[tuple[str, Statement], ...] = ()
    events: tuple[tuple[Event, EventMention], ...] = ()

    def has(self, key: str) -> bool:
        return phrases(key).first(self.words) is not None


def sentences_of(told: Told) -> Iterator[Sentence]:
    """The sentences of a report, each with its words, names and claims, in linear time."""
    spans = list(sentences(told.text, told.body))
    starts = [start for start, _ in spans]
    names: defaultdict[int, list[Named]] = defaultdict(list)
    figures: defaultdict[int, list[tuple[str, Figure]]] = defaultdict(list)
    said: defaultdict[int, list[tuple[str, Statement]]] = defaultdict(list)
    events: defaultdict[int, list[tuple[Event, EventMention]]] = defaultdict(list)
    for name in told.names:
        names[bisect_right(starts, name.start) - 1].append(name)
    for claim, figure in told.figures:
        figures[bisect_right(starts, figure.span.start) - 1].append((claim, figure))
    for event, mention in told.events:
        events[bisect_right(starts, mention.trigger.start) - 1].append((event, mention))
    for claim, one in told.statements:
        places = {
            at
            for content in one.content
            for at in range(
                max(0, bisect_right(starts, content.start) - 1), bisect_right(starts, content.end - 1)
            )
        }
        for at in places:
            said[at].append((claim, one))
    for number, (start, end) in enumerate(spans):
        yield Sentence(
            told,
            Span(told.report, start, end),
            words_at(told.text, start, end),
            tuple(names[number]),
            tuple(figures[number]),
            tuple(said[number]),
            tuple(events[number]),
        )


def inside(span: Span, around: Span) -> bool:
    return around.start <= span.start and span.end <= around.end


def entity_at(sentence: Sentence, word: Word, known: Known) -> str | None:
    for name in sentence.names:
        if name.start <= word.start < name.end:
            return name.entity
    country = country_of_demonym(sentence.told.text[word.start : word.end])
    return known.entity(country.name) if country is not None else None
