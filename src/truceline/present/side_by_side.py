"""A report beside the one that its text comes from, with the passages that both have marked.

A passage is a link to its counterpart. Passages may overlap in any way, so a text is cut at every
boundary. Of a long text only what is around passages is shown, and of a long passage its two ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from truceline.model.claims import Span
from truceline.model.record import Passage, PassageKind
from truceline.model.report import Report, ReportId, content_id
from truceline.present.evidence import sentence_around
from truceline.present.lineage import SourceLine
from truceline.present.lines import StoryLine
from truceline.present.tree import PASSAGES

MOST = 12
"""Pairs of a story that are shown."""
MARKED = 40
"""Passages of a pair that are marked."""
WHOLE = 1800
"""Characters up to which a text is shown as a whole."""
HEAD, TAIL = 500, 250
"""Characters of the ends of a passage that are shown where it is much longer."""
_NEAR = 120
"""Characters that are no use to leave out."""
LEFT_OUT = Markup('<span class="left-out">…</span>')


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage in one of the two texts. `id` is its place on the page, `other` that of its counterpart."""

    number: int
    kind: PassageKind
    start: int
    end: int
    id: str
    other: str


@dataclass(frozen=True, slots=True)
class Pair:
    """`left_out` are the passages that are not marked."""

    id: str
    report: ReportId
    source: SourceLine
    kinds: tuple[PassageKind, ...]
    left_out: int
    here: Markup
    there: Markup


def pair_id(report: ReportId, origin: ReportId) -> str:
    return content_id(report, origin)


def chosen(story: StoryLine) -> list[tuple[ReportId, SourceLine]]:
    """Reports of a story and what each has from another report, in the order of its tree."""
    return [
        (line.report, source)
        for line in story.lineage
        for source in line.sources
        if line.report is not None and source.origin is not None and any(p.there for p in source.passages)
    ]


def places(stories: Iterable[StoryLine]) -> dict[ReportId, str]:
    """For each report the first pair of texts that it is shown in on the left."""
    found: dict[ReportId, str] = {}
    for story in stories:
        for report, source in chosen(story)[:MOST]:
            found.setdefault(report, pair_id(report, source.origin or ""))
    return found


def pairs(story: StoryLine, texts: Mapping[ReportId, Report]) -> list[Pair]:
    """The first `MOST` of them with their texts."""
    return [
        _pair(texts[report], texts[source.origin], source)
        for report, source in chosen(story)[:MOST]
        if source.origin is not None
    ]


def _pair(report: Report, origin: Report, source: SourceLine) -> Pair:
    name = pair_id(report.id, origin.id)
    both = sorted(
        ((one, one.there) for one in source.passages if one.there is not None),
        key=lambda pair: (pair[0].here.start, pair[0].here.end, pair[1].start),
    )
    here = _numbered(((one, one.here) for one, _ in both[:MARKED]), name, ("h", "o"), len(report.text))
    there = _numbered(both[:MARKED], name, ("o", "h"), len(origin.text))
    return Pair(
        id=name,
        report=report.id,
        source=source,
        kinds=tuple(kind for kind in PASSAGES if any(one.kind == kind for one in here)),
        left_out=len(both) - len(here),
        here=marked(report, here),
        there=marked(origin, there),
    )


def _numbered(
    found: Iterable[tuple[Passage, Span]], pair: str, sides: tuple[str, str], length: int
) -> list[Shared]:
    """Numbers are the same on both sides; every passage has a character at least, and with it a place."""
    this, that = sides
    shared = []
    for number, (passage, place) in enumerate(found, 1):
        start = max(0, min(place.start, length - 1))
        end = max(start + 1, min(place.end, length))
        own = f"{pair}{number:02x}"
        shared.append(Shared(number, passage.kind, start, end, f"{this}-{own}", f"{that}-{own}"))
    return shared


# The text ----------------------------------------------------------------------------------------


def marked(report: Report, passages: Sequence[Shared]) -> Markup:
    """A text with its passages marked, or what is around them; without its tags it is the text again, but
    for what is left out."""
    text = report.text
    parts: list[str] = []
    done = 0
    for start, end in _windows(report, passages):
        if start > done:
            parts.append(LEFT_OUT)
        parts.append(_cut(text, start, end, passages))
        done = end
    if done < len(text.rstrip()):
        parts.append(LEFT_OUT)
    return Markup("").join(parts)


def _windows(report: Report, passages: Iterable[Shared]) -> list[tuple[int, int]]:
    """What is shown of a text: `[start, end)` in its order, each with the sentences around it."""
    text = report.text
    if len(text) <= WHOLE:
        return [(0, len(text))]
    wanted = []
    for one in passages:
        if one.end - one.start <= HEAD + TAIL + _NEAR:
            wanted.append(_around(report, one.start, one.end))
        else:
            head, tail = _word(text, one.start + HEAD), _word(text, one.end - TAIL)
            wanted += [
                (_around(report, one.start, one.start + 1)[0], head),
                (tail, _around(report, one.end - 1, one.end)[1]),
            ]
    found: list[tuple[int, int]] = []
    for start, end in sorted(wanted):
        if found and start - found[-1][1] <= _NEAR:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start if start > _NEAR else 0, end))
    return found


def _around(report: Report, start: int, end: int) -> tuple[int, int]:
    """The sentences that a passage stands in, with one before and one after it."""
    first, last = sentence_around(report.text, Span(report.id, start, end))
    wider = Span(report.id, max(0, first - 3), min(len(report.text), last + 3))
    return sentence_around(report.text, wider)


def _word(text: str, place: int) -> int:
    """The beginning of a word near a place."""
    return next((at + 1 for at in range(place, min(place + 40, len(text) - 1)) if text[at].isspace()), place)


def _cut(text: str, start: int, end: int, passages: Iterable[Shared]) -> Markup:
    """A stretch of text cut at every boundary."""
    inside = [one for one in passages if one.start < end and one.end > start]
    ends = {end_ for one in inside for end_ in (one.start, one.end) if start < end_ < end}
    parts = []
    for here, there in pairwise(sorted({start, end} | ends)):
        over = [one for one in inside if one.start <= here and one.end >= there]
        over.sort(key=lambda one: (-one.start, one.end, -one.number))
        begins = [one for one in over if one.start == here]
        parts += [Markup('<span id="{}"></span>').format(one.id) for one in begins[1:]]
        parts.append(_piece(text[here:there], over, begins))
    return Markup("").join(parts)


def _piece(words: str, over: Sequence[Shared], begins: Sequence[Shared]) -> Markup:
    """Words that passages share, the innermost first, as a link to its counterpart; `begins` begin here."""
    if not over:
        return Markup.escape(words)
    return Markup('<a class="p {}"{}{} data-p="{}" href="#{}" title="{}">{}</a>').format(
        " ".join(dict.fromkeys(one.kind for one in over)),
        Markup(' id="{}"').format(begins[0].id) if begins else "",
        Markup(' data-n="{}"').format(", ".join(map(str, sorted(one.number for one in begins))))
        if begins
        else "",
        " ".join(str(one.number) for one in over),
        over[0].other,
        "; ".join(f"{one.number}: {PASSAGES[one.kind]}" for one in over[:3]),
        words,
    )
