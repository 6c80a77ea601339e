"""Offers and requests that wait for somebody: who asks, who must decide, since when, and what came of it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from truceline.model.board import Binding, Wait
from truceline.model.claims import Span
from truceline.model.report import content_id
from truceline.relate.board_deciders import decider_words
from truceline.relate.board_sentences import Known, Sentence, Told, entity_at, sentences_of
from truceline.relate.board_terms import Treaty
from truceline.relate.passages import phrases

_FAR = 90
"""Characters between who decides and what that one decided."""


@dataclass(frozen=True, slots=True)
class _Asked:
    kind: Literal["offer", "request", "wait"]
    asks: tuple[str, ...]
    decides: tuple[str, ...]
    day: str | None
    span: Span


def waiting(
    told: Sequence[Told], found: Iterable[Binding], agreements: Sequence[Treaty], known: Known
) -> tuple[Wait, ...]:
    """Those bound to a term, one line a term and asker; and others that name who must decide."""
    everything = list(found)
    spans: defaultdict[str, list[tuple[Span, str]]] = defaultdict(list)
    for one in everything:
        if one.bears in ("waiting", "offer"):
            spans[one.span.report].append((one.span, one.term))
    groups: defaultdict[tuple[str | None, tuple[str, ...]], list[_Asked]] = defaultdict(list)
    after: defaultdict[str, list[Sentence]] = defaultdict(list)
    read = {report.report: list(sentences_of(report)) for report in told}
    for report in told:
        for sentence in read[report.report]:
            own = {
                term
                for span, term in spans[report.report]
                if sentence.span.start <= span.start < sentence.span.end
            }
            asked = _asked(sentence, known)
            if asked is None:
                continue
            if not own and not (asked.decides and asked.asks and asked.kind != "offer"):
                continue
            for term in (*sorted(own),) or (None,):
                groups[term, asked.asks].append(asked)
    for one in everything:
        if one.sure == "unsure":
            continue  # no decision is read from what may be about something else
        after[one.term].extend(_sentence_of(read[one.span.report], one))
    return tuple(_lines(groups, after, agreements, known))


def _sentence_of(read: Sequence[Sentence], one: Binding) -> Iterator[Sentence]:
    if one.bears in ("planned", "mentions", "done", "not done", "reported"):
        at = bisect_right(read, one.span.start, key=lambda sentence: sentence.span.start) - 1
        if at >= 0:
            yield read[at]


def _asked(sentence: Sentence, known: Known) -> _Asked | None:
    place = decider_words(sentence)
    if place is not None:
        first, last = place
        behind = sentence.words[first:last]
        decides = tuple(dict.fromkeys(one for word in behind if (one := entity_at(sentence, word, known))))
        cue, kind = sentence.words[first - 1].start, "wait"
        if sentence.has("offers"):
            kind = "offer"
        elif sentence.has("requests"):
            kind = "request"
        asks = _before(sentence, cue, decides)
        return _Asked(kind, asks, decides, sentence.told.day, sentence.span)  # type: ignore[arg-type]
    for key, kind in (("offers", "offer"), ("requests", "request")):
        found = phrases(key).first(sentence.words)
        if found is not None:
            asks = _before(sentence, sentence.words[found[0]].start, ())
            asks += tuple(one for one in _whose(sentence, found[1]) if one not in asks) if asks else ()
            return _Asked(kind, asks, (), sentence.told.day, sentence.span)  # type: ignore[arg-type]
    return None


def _before(sentence: Sentence, cue: int, decides: tuple[str, ...]) -> tuple[str, ...]:
    """Who asks: the first that the sentence names before the cue, and who does not decide."""
    for name in sentence.names:
        if name.end <= cue and name.entity not in decides:
            return (name.entity,)
    return ()


def _whose(sentence: Sentence, cue: int) -> tuple[str, ...]:
    """Whose help is offered: "offered Oru's participation"."""
    for word in sentence.words[cue + 1 : cue + 3]:
        for name in sentence.names:
            if name.start <= word.start < name.end:
                behind = sentence.told.text[name.end - 2 : name.end + 2]
                return (name.entity,) if "'" in behind or "’" in behind else ()
    return ()


def _lines(
    groups: dict[tuple[str | None, tuple[str, ...]], list[_Asked]], after: dict[str, list[Sentence]],
    agreements: Sequence[Treaty], known: Known,
) -> Iterator[Wait]:  # fmt: skip
    owed = {term.term.id: term.term for treaty in agreements for term in treaty.terms}
    nobody: defaultdict[str, list[_Asked]] = defaultdict(list)
    for (term, asks), own in groups.items():
        if term is not None and not asks:
            nobody[term] += own
    for (term, asks), own in sorted(groups.items(), key=lambda item: (item[0][0] or "~", item[0][1])):
        if term is not None and not asks and any(other == term and who for other, who in groups):
            continue  # it goes with those of the term who are named
        everything = [*own, *(nobody[term] if term is not None and asks else [])]
        told = dict.fromkeys(one for asked in everything for one in asked.decides)
        given = owed[term].decides if term is not None else ()
        decides = tuple(told) or tuple(one for name in given if (one := known.entity(name)))
        since = min((asked.day for asked in everything if asked.day), default=None)
        came, outcome = _came(after.get(term or "", []), decides, since)
        kinds = [asked.kind for asked in everything]
        kind = "offer" if "offer" in kinds else "request" if "request" in kinds else "wait"
        places = tuple(dict.fromkeys(asked.span for asked in everything))
        name = content_id("wait", term, list(asks), [(one.report, one.start) for one in places])
        yield Wait(name, kind, term, asks, decides, since, places, came, outcome)  # type: ignore[arg-type]


def _came(
    sentences: Iterable[Sentence], decides: tuple[str, ...], since: str | None
) -> tuple[Literal["granted", "refused", "not reported"], Span | None]:
    """What those who decide are told to have decided since."""
    kinds: tuple[Literal["granted", "refused"], ...] = ("refused", "granted")
    for sentence in sorted(sentences, key=lambda one: (one.told.day or "", one.span), reverse=True):
        if (since and sentence.told.day and sentence.told.day < since) or sentence.has("planned"):
            continue
        for kind in kinds:
            for first, _ in phrases(kind).find(sentence.words):
                at = sentence.words[first].start
                near = [one for one in sentence.names if 0 < at - one.end < _FAR]
                if (
                    near
                    and near[-1].entity in decides
                    and not sentence.has("negated" if kind == "granted" else "answers")
                ):
                    return kind, sentence.span
    return "not reported", None
