"""Figures of one story that count the same thing, set beside each other where they differ.

Most differences between figures are of scope: another place, day or incident. A difference is called
an update or a contradiction only where the words around both figures, or the asserter, show that
they speak of one thing; where that is not shown it is unsure, or left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from truceline.model.claims import Figure
from truceline.model.record import Conflict, ConflictKind
from truceline.model.report import ReportId, content_id
from truceline.relate.growing import Growing
from truceline.resources import words

ROUNDING = 0.25
"""How far, as a share of the larger, an open or approximate figure may lie from an exact one."""
SCOPE = 5.0
"""Two values further apart than this ratio count different things, unless one asserter gives both."""
AROUND = 160
"""Characters on each side of a figure whose words tell what it is about."""
SHARED, SHARED_ASSERTER, SHARED_ROUND, BESIDE = 4, 2, 3, 250
"""Content words that the surroundings of two figures share where they are taken to speak of one thing:
in general, where one asserter gives both, and to call them a rounding; or characters of one text between
them."""
_COMPARED = 20
"""Reports with one value whose surroundings are looked at; the rest are mostly copies."""
MOST = 40
"""Different values of one series that are compared with each other; a longer one is a table."""

_WORD = re.compile(r"[a-z]+")
_MORE = re.compile(r"\b(?:an)?other\s+\Z|\b(?:additional|further)\s+\Z", re.IGNORECASE)
_PART = re.compile(r"(?:\s+\w+)?\s+of\s+(?:the|those|these|them|whom|its|his|her|their|our)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Counted:
    """One figure with its claim id, the asserter's entity or words, its day (that of which it speaks,
    else that of publication), the origin of its report's text, the words `surroundings` gives, and
    whether it is told as a toll that goes on; `growing` says how, where it surely only grows."""

    claim: str
    report: ReportId
    figure: Figure
    asserter: str | None
    day: str | None
    origin: str
    around: frozenset[str]
    kept_up: bool = False
    growing: Growing | None = None


def is_whole(text: str, figure: Figure) -> bool:
    """Whether a figure counts a whole: not "another four", not "three of the suspects"."""
    start, end = figure.span.start, figure.span.end
    return not _MORE.search(text, max(0, start - 14), start) and not _PART.match(text, end)


def surroundings(text: str, figure: Figure) -> frozenset[str]:
    """The content words around a figure, without those that say what is counted."""
    common = words("stop_words.txt") | _counted_words(figure)
    found = (_singular(word) for word in _around(text, figure))
    return frozenset(word for word in found if len(word) > 3 and word not in common)


def is_kept_up(text: str, figure: Figure) -> bool:
    """Whether a figure is told as one that goes on from an earlier one: "the toll rose to 19"."""
    return not words("accumulating.txt").isdisjoint(_around(text, figure))


def _around(text: str, figure: Figure) -> list[str]:
    start, end = figure.span.start, figure.span.end
    left = text[max(0, start - AROUND) : start].rpartition("\n")[2]
    right = text[end : end + AROUND].partition("\n")[0]
    return _WORD.findall(f"{left} {right}".casefold())


def conflicts(story: ReportId, figures: Iterable[Counted]) -> tuple[Conflict, ...]:
    """Where figures of one series differ, each pair of values once, with the reasons.

    A series is what is counted, the unit and the period; figures that do not say what they count
    belong to none.
    """
    series: defaultdict[tuple[object, ...], list[Counted]] = defaultdict(list)
    for one in sorted(figures, key=lambda one: one.claim):
        if one.figure.counted and one.figure.unit != "%":
            series[series_of(one.figure)].append(one)
    found = []
    for members in series.values():
        values: defaultdict[tuple[float, float | None, float | None], list[Counted]] = defaultdict(list)
        for one in members:
            values[one.figure.value, one.figure.low, one.figure.high].append(one)
        if len(values) > MOST:
            continue
        ordered = sorted(values.values(), key=_first)
        for earlier, later in combinations(ordered, 2):
            conflict = _conflict(story, earlier, later)
            if conflict is not None:
                found.append(conflict)
    return tuple(sorted(found, key=lambda conflict: conflict.id))


def series_of(figure: Figure) -> tuple[object, ...]:
    return _counted_words(figure), figure.unit, figure.period


def _counted_words(figure: Figure) -> frozenset[str]:
    return frozenset(_singular(word) for word in _WORD.findall((figure.counted or "").casefold()))


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def _first(group: list[Counted]) -> tuple[str, str]:
    return min((one.day or "9999", one.claim) for one in group)


def _conflict(story: ReportId, earlier: list[Counted], later: list[Counted]) -> Conflict | None:
    explained = _explain(earlier, later)
    if explained is None:
        return None
    evidence = (*_one_an_origin(earlier), *_one_an_origin(later))
    return Conflict(
        id=content_id("conflict", *sorted(evidence)),
        story=story,
        kind=explained[0],
        counted=earlier[0].figure.counted or "",
        values=(earlier[0].figure.text, later[0].figure.text),
        evidence=evidence,
        reasons=explained[1],
    )


def _one_an_origin(group: list[Counted]) -> tuple[str, ...]:
    """One claim for each origin: ten thousand copies of a text are no better evidence than one."""
    first: dict[str, str] = {}
    for one in sorted(group, key=lambda one: (one.asserter is None, one.day or "9999", one.claim)):
        first.setdefault(one.origin, one.claim)
    return tuple(first.values())


type _Explained = tuple[ConflictKind, tuple[str, ...]] | None


def _explain(earlier: list[Counted], later: list[Counted]) -> _Explained:
    """Why two values of one series differ, in plain words; None where nothing says that they are
    about the same thing."""
    a, b = earlier[0].figure, later[0].figure
    places = {one.figure.place for one in (*earlier, *later)} - {None}
    if not _near(a, b) or len(places) > 1:
        return None
    said = [{one.asserter for one in group} - {None} for group in (earlier, later)]
    days = [{one.day for one in group if one.day} for group in (earlier, later)]
    one_asserter = bool(said[0] & said[1])
    one_thing = _beside(earlier, later, SHARED_ASSERTER if one_asserter else SHARED)
    rises = a.period is None and b.value > a.value and all(days) and max(days[0]) < min(days[1])
    if rises and one_thing and any(one.kept_up for one in later) and (one_asserter or not all(said)):
        return "update", (f"the higher figure is the later one: {max(days[0])}, then {min(days[1])}",)
    same_scope = one_thing or _specific(a) or _beside(earlier, later, SHARED_ROUND)
    if same_scope and (_rounds(a, b) or _rounds(b, a)):
        return "rounding", (f"“{a.text}” and “{b.text}” can be the same number, told less or more exactly",)
    if not (_exact(a) and _exact(b) and days[0] & days[1]):
        return None
    day = min(days[0] & days[1])
    if one_thing and all(said) and not said[0] & said[1]:
        return "contradiction", (f"two asserters give different exact numbers on one day, {day}",)
    if _specific(a) and not said[0] & said[1] and not _origins(earlier) & _origins(later):
        return "unsure", (f"reports of {day} differ, but may count different things",)
    return None


def _beside(earlier: list[Counted], later: list[Counted], shared: int) -> bool:
    """Whether two figures stand side by side in one text, or in the same surroundings."""
    for one in earlier[:_COMPARED]:
        for other in later[:_COMPARED]:
            a, b = one.figure.span, other.figure.span
            if a.report == b.report and abs(a.start - b.start) <= BESIDE:
                return True
            if a.report != b.report and len(one.around & other.around) >= shared:
                return True
    return False


def _origins(group: list[Counted]) -> set[str]:
    return {one.origin for one in group}


def _specific(figure: Figure) -> bool:
    """Whether more is said than what kind of thing is counted: "people killed", not "people"."""
    return len(_WORD.findall((figure.counted or "").casefold())) > 1


def _near(a: Figure, b: Figure) -> bool:
    low, high = sorted((a.value, b.value))
    return low > 0 and high / low <= SCOPE


def _exact(figure: Figure) -> bool:
    counted_out = figure.low == figure.value == figure.high and "dozen" not in figure.text.casefold()
    return counted_out and not figure.approximate


def _rounds(loose: Figure, exact: Figure) -> bool:
    """Whether the exact value lies within the loose one, and not far from it."""
    if _exact(loose) or exact.value <= 0:
        return False
    low = loose.low if loose.low is not None else 0.0
    if not low <= exact.value <= (loose.high if loose.high is not None else float("inf")):
        return False
    return abs(exact.value - loose.value) <= ROUNDING * max(exact.value, loose.value)
