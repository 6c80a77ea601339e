"""The figures of one story that count the same thing, as series, and why two of them differ.

Most differences between figures are of scope: another place, day or incident. Two figures are compared only
where the words around both, or the asserter, show that they may speak of one thing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from truceline.model.claims import Figure
from truceline.model.record import Conflict, Series
from truceline.model.report import Report, ReportId, content_id
from truceline.relate.disagreement import Entry, Explained, explain, same_source
from truceline.relate.growing import Growing, growing
from truceline.relate.measures import differences, is_exact, is_far, people_of, relation, told_text, whom_of
from truceline.relate.series import series_of
from truceline.resources import table, words

AROUND = 160
"""Characters on each side of a figure whose words tell what it is about."""
SHARED, SHARED_ASSERTER, BESIDE = 4, 2, 250
"""Content words that the surroundings of two figures share where they are taken to speak of one thing, in
general and where one asserter gives both; or characters of one text between them."""
MOST = 60
"""Figures of one kind in a story that are compared with each other; a longer list is a table."""
NEARER, LONGEST, NAMES = 2.5, 3, 2
"""Two numbers of an incident that nobody is named for are not further apart than by this ratio, their reports
not by more than so many days, and names around both have so many in common."""
SLOW, STEP = 1000, 0.1
"""From here on, a count does not grow by such a share within a day."""
_NEAR = 400
"""Characters within which other figures of the same kind may add up to one."""

_WORD = re.compile(r"[a-z]+")
_OTHERS = re.compile(r"\bothers?\b", re.IGNORECASE)
_CALENDAR = frozenset((*table("calendar.toml")["weekdays"], *table("calendar.toml")["months"]))
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]{2,}")


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
    names: frozenset[str] = frozenset()


def counted_of(
    claim: str,
    report: Report,
    figure: Figure,
    figures: Iterable[Figure] = (),
    *,
    asserter: str | None = None,
    origin: str | None = None,
) -> Counted:
    """A figure of a report as it is compared; `figures` are all of the report."""
    figures = tuple(figures)
    again = [one for one in figures if _repeats(one, figure)]
    named = figure.asserted_by or next((one.asserted_by for one in again if one.asserted_by), None)
    published = report.published[:10] if report.published else None
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
        names=_names(report.text, figure),
    )


def _repeats(one: Figure, figure: Figure) -> bool:
    """Whether a report gives a figure twice: a headline's number is that of the text, with whoever gives it
    there."""
    alike = one.value == figure.value and one.unit == figure.unit and one.state == figure.state
    return alike and one.thing == figure.thing and one.span != figure.span


def _beside(figure: Figure, figures: Iterable[Figure]) -> Iterator[float]:
    for one in figures:
        near = abs(one.span.start - figure.span.start) <= _NEAR
        states = {one.state, figure.state} - {None}
        if near and one.span != figure.span and len(states) < 2 and one.unit == figure.unit:
            yield one.value


def surroundings(text: str, figure: Figure) -> frozenset[str]:
    """The content words around a figure, without those that say what is counted."""
    common = words("stop_words.txt") | {
        _singular(word) for word in _WORD.findall((figure.counted or "").casefold())
    }
    found = (_singular(word) for word in _around(text, figure))
    return frozenset(word for word in found if len(word) > 3 and word not in common)


def _names(text: str, figure: Figure) -> frozenset[str]:
    """Words with a capital around a figure, those that begin a sentence left out."""
    start, end = figure.span.start, figure.span.end
    left = text[max(0, start - AROUND) : start].rpartition("\n")[2]
    found = _NAME.findall(f"{left} {text[end : end + AROUND].partition(chr(10))[0]}")
    return frozenset(word.casefold() for word in found) - _CALENDAR


def is_kept_up(text: str, figure: Figure) -> bool:
    """Whether a figure is told as one that goes on from an earlier one: "the toll rose to 19"."""
    return not words("accumulating.txt").isdisjoint(_around(text, figure))


def _around(text: str, figure: Figure) -> list[str]:
    start, end = figure.span.start, figure.span.end
    left = text[max(0, start - AROUND) : start].rpartition("\n")[2]
    right = text[end : end + AROUND].partition("\n")[0]
    return _WORD.findall(f"{left} {right}".casefold())


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


# One pair ----------------------------------------------------------------------------------------------


def explain_figures(one: Counted, other: Counted, one_thing: bool = True) -> Explained:
    """Why two figures differ that may count one thing."""
    a, b = entry(one), entry(other)
    beside = one.beside if one.report == other.report else ()
    scopes = differences(one.figure, other.figure, (*beside, *(other.beside if beside else ())))
    if not scopes and is_far(one.figure, other.figure) and not _told_apart(a, b):
        low, high = sorted((one.figure, other.figure), key=lambda figure: figure.value)
        scopes = (f"“{low.text}” and “{high.text}” are too far apart to count one thing",)
    if min(one.figure.value, other.figure.value) >= SLOW and _gap(one.figure, other.figure) > STEP:
        a, b = (replace(entry, fresh=False, kept_up=False) for entry in (a, b))
    return explain(a, b, relation(one.figure, other.figure), scopes, one_thing)


def _told_apart(one: Entry, other: Entry) -> bool:
    return same_source(one, other) == "other" or one.earlier or other.earlier


def entry(one: Counted) -> Entry:
    return Entry(
        one.claim,
        one.report,
        one.day,
        one.asserter,
        one.origin,
        one.around,
        one.figure.earlier,
        one.kept_up,
        one.fresh,
        is_exact(one.figure) and one.figure.state is None and one.figure.thing is not None,
        one.named,
    )


# A whole story --------------------------------------------------------------------------------------------


def compare(story: ReportId, figures: Iterable[Counted]) -> tuple[tuple[Series, ...], tuple[Conflict, ...]]:
    """The series of a story, and where figures of one series differ, each pair of values once, with the
    reasons.

    Figures that do not say what they count belong to no series, nor do parts of others, or what is only
    promised or possible.
    """
    kinds: defaultdict[tuple[object, ...], list[Counted]] = defaultdict(list)
    shares: list[Counted] = []
    for one in sorted(figures, key=lambda one: one.claim):
        if one.figure.unit == "share" and one.figure.told == "fact":
            shares.append(one)
        if (
            one.figure.counted
            and one.figure.unit not in ("%", "share")
            and one.figure.told in ("fact", "promised")
        ):
            kinds[_kind(one.figure)].append(one)
    series: list[Series] = []
    conflicts: list[Conflict] = []
    for members in kinds.values():
        shown = _without_copies(members)
        if 1 < len(shown) <= MOST:
            for group in _groups(shown):
                if len(group) > 1:
                    whole = series_of(story, group, members)
                    if whole is not None:
                        series.append(whole)
                    conflicts += _conflicts(story, group, members)
    conflicts += promised(story, [one for members in kinds.values() for one in members], shares)
    return tuple(sorted(series, key=lambda one: one.id)), tuple(sorted(conflicts, key=lambda one: one.id))


def _kind(figure: Figure) -> tuple[object, ...]:
    """What only figures of one series share: thing, state, of whom, unit."""
    if figure.thing == "people":
        whom = whom_of(figure)
        return "people", figure.state, None if whom == "civilians" else whom, figure.unit
    bare = [_singular(word) for word in _WORD.findall((figure.thing or figure.counted or "").casefold())]
    return bare[-1] if bare else None, figure.state, None, figure.unit


def _without_copies(members: Sequence[Counted]) -> list[Counted]:
    """One figure for each origin that gives a value: ten thousand copies of a text are no better than one."""
    first: dict[tuple[object, ...], Counted] = {}
    for one in sorted(members, key=lambda one: (one.day or "9999", one.claim)):
        figure = one.figure
        key = one.origin, figure.value, figure.low, figure.high, figure.period, figure.place, one.asserter
        first.setdefault(key, one)
    return list(first.values())


def _groups(members: Sequence[Counted]) -> list[list[Counted]]:
    """Figures that count one thing, as far as the text shows it: linked two by two."""
    parent = list(range(len(members)))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for here, there in combinations(range(len(members)), 2):
        if root(here) != root(there) and is_one_thing(members[here], members[there]):
            parent[max(root(here), root(there))] = min(root(here), root(there))
    found: defaultdict[int, list[Counted]] = defaultdict(list)
    for place, one in enumerate(members):
        found[root(place)].append(one)
    return list(found.values())


def is_one_thing(one: Counted, other: Counted) -> bool:
    """Whether the words around two figures, or who gives them, show that they may count one thing."""
    a, b = one.figure, other.figure
    if differences(a, b) or a.part or b.part:
        return False
    who = same_source(entry(one), entry(other))
    goes_on = (a.cumulative and b.cumulative) or (one.kept_up and other.kept_up)
    if is_far(a, b) and who != "same" and not goes_on:
        return False
    if one.report == other.report:
        near = abs(a.span.start - b.span.start) <= BESIDE
        return _since_alike(one, other) or (near and _is_told_twice(one, other))
    if who == "open" and not goes_on and is_far(a, b, NEARER):
        return False
    if not goes_on and (a.cumulative != b.cumulative or _days_apart(one, other) > LONGEST):
        return relation(a, b) in ("same", "loose") and len(one.around & other.around) >= SHARED
    apart = min(len(one.names), len(other.names)) >= NAMES > len(one.names & other.names)
    if apart and who != "same":
        return _since_alike(one, other)
    shared = len(one.around & other.around)
    return shared >= (SHARED_ASSERTER if who == "same" and one.named else SHARED) or _since_alike(one, other)


def _is_told_twice(one: Counted, other: Counted) -> bool:
    """Whether one report gives two numbers for one thing, and not for two: an earlier one and a new one, two
    sources side by side, or the same less exactly."""
    if one.figure.earlier != other.figure.earlier or relation(one.figure, other.figure) in ("same", "loose"):
        return True
    both = one.named is not None and other.named is not None
    return both and same_source(entry(one), entry(other)) == "other"


def _days_apart(one: Counted, other: Counted) -> int:
    if one.day is None or other.day is None:
        return 0
    return abs((date.fromisoformat(one.day) - date.fromisoformat(other.day)).days)


def _since_alike(one: Counted, other: Counted) -> bool:
    """Whether both go on since one day, or in one place since then."""
    a, b = one.figure, other.figure
    if a.since_day and a.since_day == b.since_day:
        return True
    if not (a.cumulative and b.cumulative and a.state):
        return False
    people = bool(people_of(a) & people_of(b))
    return (a.place is not None and a.place == b.place) or (one.report == other.report and people)


def _conflicts(story: ReportId, group: Sequence[Counted], members: Sequence[Counted]) -> Iterator[Conflict]:
    values: defaultdict[tuple[float, float | None, float | None], list[Counted]] = defaultdict(list)
    for one in group:
        values[one.figure.value, one.figure.low, one.figure.high].append(one)
    ordered = sorted(values.values(), key=_first)
    for (place, earlier), (next_, later) in combinations(enumerate(ordered), 2):
        told = _told_of(earlier, later)
        if told is None or told.kind == "same":
            continue
        if told.kind == "update" and next_ - place > 1:
            continue  # of a count that is kept up, each value follows the one before
        evidence = (*_one_an_origin(earlier), *_one_an_origin(later))
        yield Conflict(
            id=content_id("conflict", *sorted(evidence)),
            story=story,
            kind=told.kind,
            counted=earlier[0].figure.counted or "",
            values=(told_text(earlier[0].figure), told_text(later[0].figure)),
            evidence=evidence,
            reasons=told.reasons,
            origins=len({one.origin for one in (*earlier, *later)}),
            gap=_gap(earlier[0].figure, later[0].figure),
            last=max((one.day for one in (*earlier, *later) if one.day), default=None),
        )


_WEAKEST = ("update", "rounding", "scope", "source", "unsure", "contradiction")
"""What explains most comes first: a contradiction is one only where every pair says so."""


def _told_of(earlier: Sequence[Counted], later: Sequence[Counted]) -> Explained | None:
    found: dict[str, Explained] = {}
    for one in earlier:
        for other in later:
            if is_one_thing(one, other):
                told = explain_figures(one, other, _is_sure(one, other))
                if told.kind != "update" or _is_kept(one, other):
                    found.setdefault(told.kind, told)
    return next((found[kind] for kind in ("same", *_WEAKEST) if kind in found), None)


def _is_kept(one: Counted, other: Counted) -> bool:
    """Whether a later number takes the place of an earlier one, and is not that of another incident."""
    a, b = one.figure, other.figure
    if a.earlier or b.earlier or one.kept_up or other.kept_up or (a.cumulative and b.cumulative):
        return True
    return (
        one.named is not None
        and same_source(entry(one), entry(other)) == "same"
        and one.report != other.report
    )


def _is_sure(one: Counted, other: Counted) -> bool:
    """Whether a contradiction may be called one: both are counted out, whole, say what befell whom, and are
    told in the same words."""
    exact = is_exact(one.figure) and is_exact(other.figure)
    specific = one.figure.state is not None or len(_WORD.findall((one.figure.counted or "").casefold())) > 1
    close = len(one.around & other.around) >= SHARED or one.report == other.report
    days = bool(one.day and one.day == other.day) or one.report == other.report
    near = not is_far(one.figure, other.figure, NEARER)
    sure = near and exact and specific and close and days and not one.figure.part and not other.figure.part
    return sure and (one.report == other.report or _is_one_incident(one, other))


def _is_one_incident(one: Counted, other: Counted) -> bool:
    """Whether nothing in the words of two reports speaks for two incidents, or for others besides somebody
    named: told of one place, of no two days, and "three other soldiers" not beside "four soldiers"."""
    a, b = one.figure, other.figure
    besides = [bool(_OTHERS.search(figure.counted or "")) for figure in (a, b)]
    return a.place == b.place and a.on == b.on and besides[0] == besides[1]


def promised(story: ReportId, figures: Sequence[Counted], shares: Sequence[Counted]) -> Iterator[Conflict]:
    """What was promised beside the share of it that is told as done: "600 a day" and "only a third"."""
    owed = [one for one in figures if one.figure.told == "promised"]
    for one in owed[:MOST]:
        for other in shares[:MOST]:
            if one.report != other.report and len(one.around & other.around) < SHARED:
                continue
            if _head(one.figure.thing or one.figure.counted) != _head(other.figure.share_of):
                continue
            evidence = (one.claim, other.claim)
            yield Conflict(
                id=content_id("conflict", *sorted(evidence)),
                story=story,
                kind="scope",
                counted=one.figure.counted or "",
                values=(one.figure.text, other.figure.text),
                evidence=evidence,
                reasons=(
                    f"“{one.figure.text}” were promised, “{other.figure.text}” is the share told as done",
                ),
                origins=len({one.origin, other.origin}),
                gap=_gap(one.figure, replace(one.figure, value=one.figure.value * other.figure.value)),
                last=max((side.day for side in (one, other) if side.day), default=None),
            )


def _head(counted: str | None) -> str:
    found = _WORD.findall((counted or "").casefold())
    return _singular(found[-1]) if found else ""


def _gap(one: Figure, other: Figure) -> float:
    """How far two values are apart, as a share of the larger."""
    largest = max(abs(one.value), abs(other.value))
    return round(abs(one.value - other.value) / largest, 4) if largest else 0.0


def _first(group: Sequence[Counted]) -> tuple[str, str]:
    return min((one.day or "9999", one.claim) for one in group)


def _one_an_origin(group: Iterable[Counted]) -> tuple[str, ...]:
    """One claim for each origin."""
    first: dict[str, str] = {}
    for one in sorted(group, key=lambda one: (one.asserter is None, one.day or "9999", one.claim)):
        first.setdefault(one.origin, one.claim)
    return tuple(first.values())
