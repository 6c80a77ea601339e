"""A figure of a report as it is compared: what stands around it, who gives it, when, of which incident."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from truceline.model.claims import EventMention, Figure
from truceline.model.record import Event
from truceline.model.report import Report, ReportId
from truceline.relate.disagreement import voice_of
from truceline.relate.event_mentions import is_incident
from truceline.relate.growing import Growing, growing
from truceline.relate.measures import whom_of
from truceline.relate.scenes import NOWHERE, Scene, scene_of
from truceline.resources import words

AROUND = 160
"""Characters on each side of a figure whose words tell what it is about."""
SENTENCE = 150
"""Characters between a number and one that is told with it, or has replaced it."""
LISTED = 2
"""Numbers beside two others, from which on the text is a list."""
_NEAR = 400
"""Characters within which other figures of the same kind may add up to one."""
_MOST_REPEATS = 30
"""Times that a report repeats a figure which are looked at."""

WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Counted:
    """One figure with its claim id, the asserter's entity or words and how it is `named`, its day (that of
    which it speaks, else that of publication), the origin of its report's text, the words `surroundings`
    gives, whether it is told as a toll that goes on or of the day of its report, and other figures of its
    kind `beside` it; `growing` says how, where it surely only grows."""

    claim: str
    report: ReportId
    figure: Figure
    asserter: str | None
    day: str | None
    origin: str
    around: frozenset[str]
    kept_up: bool = False
    growing: Growing | None = None
    named: str | None = None
    fresh: bool = False
    beside: tuple[float, ...] = ()
    others: frozenset[float] = frozenset()
    listed: bool = False
    scene: Scene = NOWHERE
    voice: frozenset[str] = frozenset()


def counted_of(
    claim: str,
    report: Report,
    figure: Figure,
    figures: Iterable[Figure] = (),
    *,
    asserter: str | None = None,
    origin: str | None = None,
    kinds: Mapping[str, str] | None = None,
) -> Counted:
    """A figure of a report as it is compared; `figures` are the others of the report that repeat it or stand
    near (`company`), `kinds` the kinds of its names."""
    figures = tuple(figures)
    again = [one for one in figures if _repeats(one, figure)]
    named = figure.asserted_by or next((one.asserted_by for one in again if one.asserted_by), None)
    published = report.published[:10] if report.published else None
    is_entry = figure.counted is not None and figure.unit not in ("%", "share")
    return Counted(
        claim=claim,
        report=report.id,
        figure=figure,
        asserter=asserter or named,
        day=figure.as_of or published,
        origin=origin or report.id,
        around=surroundings(report.text, figure),
        kept_up=is_kept_up(report.text, figure),
        growing=growing(report.text, figure),
        named=named,
        fresh=published is not None and any(one.on == published for one in (figure, *again)),
        beside=tuple(_beside(figure, figures)),
        others=frozenset(one.value for one in figures if _is_of_kind(one, figure)),
        listed=sum(_is_bare(one, figure) for one in figures) > LISTED,
        scene=_scene(report.text, published, figure, kinds or {}) if is_entry else NOWHERE,
        voice=voice_of(report.text, named) if is_entry else frozenset(),
    )


def company(figures: Sequence[Figure]) -> Iterator[tuple[Figure, ...]]:
    """Of each figure of one report, in their order, those that repeat it and those that stand near it; in
    time linear in the figures."""
    ordered = sorted(figures, key=lambda one: one.span)
    starts = [one.span.start for one in ordered]
    same: defaultdict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for one in ordered:
        if len(same[_given(one)]) < _MOST_REPEATS:
            same[_given(one)].append(one)
    for one in figures:
        first = bisect_left(starts, one.span.start - _NEAR)
        last = bisect_right(starts, one.span.start + _NEAR)
        yield tuple(sorted({*ordered[first:last], *same[_given(one)]}, key=lambda other: other.span))


def _scene(text: str, published: str | None, figure: Figure, kinds: Mapping[str, str]) -> Scene:
    """The scene of a figure; the day beside a count that is kept up ("rose to 19 on Sunday") is none of the
    incident."""
    scene = scene_of(text, published, figure, kinds)
    counts = figure.earlier or figure.as_of is not None or is_kept_up(text, figure)
    return replace(scene, day=None) if counts and scene.day is not None else scene


_OF_EVENT = 60
"""Characters between a figure and the word for what did the harm, in one sentence."""


def with_events(
    figures: Iterable[Counted],
    mentions: Mapping[ReportId, Iterable[tuple[str, EventMention]]],
    events: Iterable[Event],
) -> list[Counted]:
    """The figures, each with the record's event that its words tell of, where several mentions tell it;
    `mentions` are those of each report, with their claims."""
    event_of = {claim: one.id for one in events if len(one.evidence) > 1 for claim in one.evidence}
    shared = {report: [one for one in own if one[0] in event_of] for report, own in mentions.items()}
    found = []
    for one in figures:
        own = shared.get(one.report, [])
        nearest = min(
            ((far, claim) for claim, mention in own if (far := _far_from(one.figure, mention)) is not None),
            default=None,
        )
        if nearest is not None:
            one = replace(one, scene=replace(one.scene, event=event_of[nearest[1]]))
        found.append(one)
    return found


def _far_from(figure: Figure, mention: EventMention) -> int | None:
    """How far a figure stands from an incident that did what it counts; None where it is of none."""
    at = figure.span.start
    if any(span.start <= at < span.end for span in mention.harm):
        return 0
    far = max(0, mention.trigger.start - figure.span.end, at - mention.trigger.end)
    return far if is_incident(mention) and far <= _OF_EVENT else None


def _repeats(one: Figure, figure: Figure) -> bool:
    """Whether a report gives a figure twice: a headline's number is that of the text, with whoever gives it
    there."""
    return _given(one) == _given(figure) and one.span != figure.span


def _given(one: Figure) -> tuple[object, ...]:
    return one.value, one.unit, one.state, one.thing


def _is_of_kind(one: Figure, figure: Figure) -> bool:
    """Whether a text gives another number of the very kind beside a figure."""
    near = abs(one.span.start - figure.span.start) <= _NEAR and one.value != figure.value
    states = {one.state, figure.state} - {None}
    alike = one.thing == figure.thing and one.unit == figure.unit and whom_of(one) == whom_of(figure)
    stands = one.told == "fact" and not one.earlier and not figure.earlier
    stands = stands and one.asserted_by == figure.asserted_by  # what another source gives is no other thing
    return near and alike and stands and len(states) < 2 and one.part != "part"


def _is_bare(one: Figure, figure: Figure) -> bool:
    """Whether a number stands beside a figure without what it counts, as in a list."""
    return one.counted is None and 0 < abs(one.span.start - figure.span.start) <= SENTENCE


def _beside(figure: Figure, figures: Iterable[Figure]) -> Iterator[float]:
    for one in figures:
        near = abs(one.span.start - figure.span.start) <= _NEAR
        states = {one.state, figure.state} - {None}
        if near and one.span != figure.span and len(states) < 2 and one.unit == figure.unit:
            yield one.value


def surroundings(text: str, figure: Figure) -> frozenset[str]:
    """The content words around a figure, without those that say what is counted."""
    common = words("stop_words.txt") | {
        singular(word) for word in WORD.findall((figure.counted or "").casefold())
    }
    found = (singular(word) for word in _around(text, figure))
    return frozenset(word for word in found if len(word) > 3 and word not in common)


def is_kept_up(text: str, figure: Figure) -> bool:
    """Whether a figure is told as one that goes on from an earlier one: "the toll rose to 19"."""
    return not words("accumulating.txt").isdisjoint(_around(text, figure))


def _around(text: str, figure: Figure) -> list[str]:
    start, end = figure.span.start, figure.span.end
    left = text[max(0, start - AROUND) : start].rpartition("\n")[2]
    right = text[end : end + AROUND].partition("\n")[0]
    return WORD.findall(f"{left} {right}".casefold())


def singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


# One pair ----------------------------------------------------------------------------------------------
