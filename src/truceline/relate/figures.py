"""The figures of one story that count the same thing, as series, and why two of them differ.

Most differences between figures are of scope: another place, day or incident. Two figures are compared only
where the words around both, or the asserter, show that they may speak of one thing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from truceline.model.claims import Figure
from truceline.model.record import Conflict, Series
from truceline.model.report import ReportId, content_id
from truceline.relate.counted import SENTENCE, WORD, Counted, singular
from truceline.relate.disagreement import Entry, Explained, explain, same_source
from truceline.relate.measures import (
    differences,
    is_exact,
    is_far,
    is_vague,
    people_of,
    relation,
    told_text,
    whom_of,
)
from truceline.relate.scenes import ONE, likeness, wide_places
from truceline.relate.series import series_of

SHARED, BESIDE = 4, 250
"""Content words that the surroundings of two figures share where one can be the other; or characters of one
text between two that may be of one thing."""
MOST = 60
"""Figures of one kind in a story that are compared with each other; a longer list is a table."""
NEARER, STRONG = 2.5, ONE + 1
"""Two numbers of an incident that nobody is named for are not further apart than by this ratio; and from so
much on that speaks for one incident, two that nothing explains are shown."""
SLOW, STEP = 1000, 0.1
"""From here on, a count does not grow by such a share within a day."""


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
    told = explain(a, b, relation(one.figure, other.figure), scopes, one_thing)
    civilians = _of_civilians(one.figure, other.figure)
    if civilians and (told.kind in ("contradiction", "unsure")):
        return Explained("scope", (civilians,))
    return told


def _of_civilians(one: Figure, other: Figure) -> str | None:
    """Of two numbers, the lower may be that of the civilians alone."""
    low, high = sorted((one, other), key=lambda figure: figure.value)
    if relation(low, high) == "rises" and whom_of(low) == "civilians" != whom_of(high) and low.state:
        return f"“{low.text}” are civilians alone"
    return None


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
        one.voice,
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
    figures = sorted(figures, key=lambda one: one.claim)
    wide = wide_places(one.scene for one in figures)
    for one in figures:
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
            for group in _groups(shown, wide):
                if len(group) > 1:
                    whole = series_of(story, group, members)
                    if whole is not None:
                        series.append(whole)
                    conflicts += _conflicts(story, group, wide)
    conflicts += promised(story, [one for members in kinds.values() for one in members], shares)
    return tuple(sorted(series, key=lambda one: one.id)), tuple(sorted(conflicts, key=lambda one: one.id))


def _kind(figure: Figure) -> tuple[object, ...]:
    """What only figures of one series share: thing, state, of whom, unit."""
    if figure.thing == "people":
        whom = whom_of(figure)
        return "people", figure.state, None if whom == "civilians" else whom, figure.unit
    bare = [singular(word) for word in WORD.findall((figure.thing or figure.counted or "").casefold())]
    return bare[-1] if bare else None, figure.state, None, figure.unit


def _without_copies(members: Sequence[Counted]) -> list[Counted]:
    """One figure for each origin that gives a value: ten thousand copies of a text are no better than one."""
    first: dict[tuple[object, ...], Counted] = {}
    for one in sorted(members, key=lambda one: (one.day or "9999", one.claim)):
        figure = one.figure
        key = one.origin, figure.value, figure.low, figure.high, figure.period, figure.place, one.asserter
        first.setdefault(key, one)
    return list(first.values())


def _groups(members: Sequence[Counted], wide: frozenset[str]) -> list[list[Counted]]:
    """Figures that count one thing, as far as the text shows it: linked two by two."""
    parent = list(range(len(members)))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for here, there in combinations(range(len(members)), 2):
        if root(here) != root(there) and is_one_thing(members[here], members[there], wide):
            parent[max(root(here), root(there))] = min(root(here), root(there))
    found: defaultdict[int, list[Counted]] = defaultdict(list)
    for place, one in enumerate(members):
        found[root(place)].append(one)
    return list(found.values())


def is_one_thing(one: Counted, other: Counted, wide: frozenset[str] = frozenset()) -> bool:
    """Whether the words around two figures, or who gives them, show that they count one thing; `wide` are
    places of the story that say little."""
    a, b = one.figure, other.figure
    if differences(a, b) or a.part or b.part:
        return False
    who = same_source(entry(one), entry(other))
    if is_far(a, b) and who != "same":
        return False
    if _since_alike(one, other):
        return True
    alike = likeness(one.scene, other.scene, wide)
    if alike is None:
        return False
    if one.report == other.report:
        of_place = (a.place is None) != (b.place is None) and relation(a, b) in ("rises", "falls")
        listed = one.listed or other.listed
        return _is_near(one, other, BESIDE) and not of_place and not listed and _is_told_twice(one, other)
    if b.value in one.others or a.value in other.others or _adds_up(one, other):
        return False  # one of the reports gives both, of two things
    if relation(a, b) in ("same", "loose") and not (is_vague(a) or is_vague(b)):
        return alike >= ONE or len(one.around & other.around) >= SHARED
    if (
        _goes_on(one) != _goes_on(other)
        or bool(a.within) != bool(b.within)
        or (who == "open" and is_far(a, b, NEARER))
    ):
        return False
    return alike >= ONE


def _goes_on(one: Counted) -> bool:
    """Whether a figure counts more than one incident: since a day, and not only as a toll that is kept up."""
    since = one.growing.since if one.growing is not None else ()
    return bool(one.figure.since or one.figure.since_day or since)


def _is_near(one: Counted, other: Counted, within: int) -> bool:
    return one.report == other.report and abs(one.figure.span.start - other.figure.span.start) <= within


def _adds_up(one: Counted, other: Counted) -> bool:
    """Whether the lower number and one beside it make the higher one: 17 and two more are 19."""
    low, high = sorted((one, other), key=lambda side: side.figure.value)
    rest = high.figure.value - low.figure.value
    return rest > 0 and rest in low.others


def _is_told_twice(one: Counted, other: Counted) -> bool:
    """Whether one report gives two numbers for one thing, and not for two: an earlier one and a new one, two
    sources side by side, or the same less exactly."""
    beside = _is_near(one, other, SENTENCE)
    if (one.figure.earlier != other.figure.earlier and beside) or relation(one.figure, other.figure) in (
        "same",
        "loose",
    ):
        return True
    both = one.named is not None and other.named is not None
    return both and same_source(entry(one), entry(other)) == "other"


def _since_alike(one: Counted, other: Counted) -> bool:
    """Whether both go on since one day, or in one place since then."""
    a, b = one.figure, other.figure
    if a.since_day and a.since_day == b.since_day:
        return True
    if not (a.cumulative and b.cumulative and a.state):
        return False
    people = bool(people_of(a) & people_of(b))
    return (a.place is not None and a.place == b.place) or (one.report == other.report and people)


def _conflicts(story: ReportId, group: Sequence[Counted], wide: frozenset[str]) -> Iterator[Conflict]:
    values: defaultdict[tuple[float, float | None, float | None], list[Counted]] = defaultdict(list)
    for one in group:
        values[one.figure.value, one.figure.low, one.figure.high].append(one)
    ordered = sorted(values.values(), key=_first)
    for (place, earlier), (next_, later) in combinations(enumerate(ordered), 2):
        told = _told_of(earlier, later, wide)
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


def _told_of(earlier: Sequence[Counted], later: Sequence[Counted], wide: frozenset[str]) -> Explained | None:
    found: dict[str, Explained] = {}
    for one in earlier:
        for other in later:
            if is_one_thing(one, other, wide):
                told = explain_figures(one, other, _is_sure(one, other))
                if _is_worth(one, other, told, wide):
                    found.setdefault(told.kind, told)
    return next((found[kind] for kind in ("same", *_WEAKEST) if kind in found), None)


def _is_worth(one: Counted, other: Counted, told: Explained, wide: frozenset[str]) -> bool:
    """Whether an explanation says enough to be shown: an update of what is kept, and what is unsure only
    where much speaks for one incident."""
    if told.kind in ("update", "source", "unsure") and (is_vague(one.figure) or is_vague(other.figure)):
        return False
    if told.kind == "update":
        return _is_kept(one, other, wide) and not is_far(one.figure, other.figure)
    if told.kind == "unsure":
        if one.figure.thing != "people" or other.figure.thing != "people":
            return False
        return (likeness(one.scene, other.scene, wide) or 0) >= STRONG
    return True


def _is_kept(one: Counted, other: Counted, wide: frozenset[str]) -> bool:
    """Whether a later number takes the place of an earlier one, and is not that of another incident."""
    a, b = one.figure, other.figure
    same = same_source(entry(one), entry(other)) == "same"
    if a.earlier != b.earlier:
        earlier, now = (a, b) if a.earlier else (b, a)
        return one.report == other.report or same or earlier.value < now.value
    if a.cumulative and b.cumulative:
        return True
    if is_far(a, b, NEARER):
        return False
    if one.kept_up or other.kept_up:
        return True
    if one.named is not None and same:
        return one.report != other.report
    return (likeness(one.scene, other.scene, wide) or 0) >= STRONG


def _is_sure(one: Counted, other: Counted) -> bool:
    """Whether a contradiction may be called one: both are counted out, whole, say what befell whom, and are
    told in the same words."""
    exact = is_exact(one.figure) and is_exact(other.figure)
    specific = one.figure.state is not None or len(WORD.findall((one.figure.counted or "").casefold())) > 1
    days = bool(one.day and one.day == other.day) or one.report == other.report
    near = not is_far(one.figure, other.figure, NEARER)
    only = not one.others and not other.others
    return near and exact and specific and days and only and one.figure.place == other.figure.place


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
    found = WORD.findall((counted or "").casefold())
    return singular(found[-1]) if found else ""


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
