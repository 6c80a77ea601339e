"""Who took part in a meeting, where two reports exclude each other: somebody who was there in the one and
stayed away in the other, and a delegation that is led by two.

What a report says of it is read in the sentences of its events, by `attendance.toml`. Two meetings are taken
for one where somebody else who took part, or the place, is the same, and the days are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from truceline.model.record import Conflict
from truceline.model.report import Report, ReportId, content_id
from truceline.relate.disagreement import Entry, Explained, explain
from truceline.relate.event_mentions import Told
from truceline.relate.scenes import sentence
from truceline.resources import any_of, table

MOST = 200
"""Sentences of a story that are looked at on each side; a story with more is no one matter."""

_WORDS = table("attendance.toml")
_AWAY = re.compile(rf"\b(?:{any_of(_WORDS['away'])})\b", re.IGNORECASE)
_WITHOUT = re.compile(rf"\b(?:{any_of(_WORDS['without'])})\s+(?:the )?", re.IGNORECASE)
_LED = re.compile(
    rf"(?P<whose>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){{0,3}}) (?:{any_of(_WORDS['sent'])}),?"
    rf"(?: (?:is|was|are|were))? (?:{any_of(_WORDS['leading'])}) "
)
_SOME = re.compile(rf"\b(?:{any_of(_WORDS['some'])})\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\d|\b(?:dozen|dozens|hundreds|two|three|four|five|six|seven|eight|nine|ten)\b", re.IGNORECASE
)
_GAP = re.compile(r"(?:['’]s)?(?: [a-z]+){0,2}\s*\Z")
"""Between a name and what it did: "Halvany also", "the Front's envoys"."""
_TITLES = 40


@dataclass(frozen=True, slots=True)
class Absent:
    """Somebody who a report says was not at a meeting, by the mention in whose sentence it says so."""

    who: str
    told: Told


@dataclass(frozen=True, slots=True)
class Leader:
    """Who led those that somebody sent, as a report says; `whose` are the words for whose they are."""

    whose: str
    who: str
    told: Told


def took_part(
    story: ReportId,
    told: Iterable[Told],
    reports: Mapping[ReportId, Report],
    names: Mapping[ReportId, Mapping[str, str]],
) -> tuple[Conflict, ...]:
    """Where the reports of a story exclude each other in who took part, each pair once; `names` have the
    entities of the names of each report."""
    ordered = sorted(told, key=lambda one: one.claim)
    telling = {report for report in {one.report for one in ordered} if _says_any(reports[report].text)}
    if not telling:
        return ()
    absent: list[Absent] = []
    leaders: list[Leader] = []
    seen: set[tuple[ReportId, int]] = set()
    for one in (one for one in ordered if one.report in telling):
        text = reports[one.report].text
        place = sentence(text, one.mention.trigger.start, one.mention.trigger.end)
        if (one.report, place[0]) not in seen:
            seen.add((one.report, place[0]))
            passage = text[place[0] : place[1]]
            absent += (Absent(who, one) for who in _absent(passage, names[one.report]))
            leaders += (Leader(whose, who, one) for whose, who in _leaders(passage, names[one.report]))
    found: dict[tuple[str, ...], Conflict] = {}
    away = {(one.told.report, one.who) for one in absent}
    present: defaultdict[str, list[Told]] = defaultdict(list)
    for one in ordered:
        if one.mention.is_talk and one.mention.modality == "reported":
            for who in one.actors:
                if len(present[who]) < MOST and (one.report, who) not in away:
                    present[who].append(one)
    for gone in absent[:MOST]:
        for there in present[gone.who]:
            if _is_one_meeting(there, gone.told, gone.who):
                sure = there.day is not None and there.day == gone.told.day
                key = "who took part", gone.who
                found.setdefault(
                    key, _conflict(story, key[0], (gone.who, "not there"), there, gone.told, sure)
                )
    for conflict, pair in _led_by_two(story, leaders[:MOST]):
        found.setdefault(pair, conflict)
    return tuple(sorted(found.values(), key=lambda one: one.id))


def _says_any(text: str) -> bool:
    return any(cue.search(text) is not None for cue in (_AWAY, _WITHOUT, _LED))


def _absent(passage: str, names: Mapping[str, str]) -> Iterator[str]:
    """Entities that a sentence says were not there."""
    for cue in _AWAY.finditer(passage):
        who = _named_before(passage[: cue.start()], names)
        if who is not None:
            yield who
    for cue in _WITHOUT.finditer(passage):
        who = _named_behind(passage[cue.end() :], names)
        if who is not None:
            yield who


def _leaders(passage: str, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for found in _LED.finditer(passage):
        who = _named_behind(passage[found.end() :], names)
        if who is not None:
            yield found["whose"].casefold().removeprefix("the "), who


def _named_before(words: str, names: Mapping[str, str]) -> str | None:
    """The entity whose name stands at the end of some words, and is not only in part meant."""
    best: tuple[int, int, str] | None = None
    for name, entity in names.items():
        at = words.rfind(name)
        if at >= 0 and _GAP.match(words, at + len(name)) and not words[at - 1 : at].isalnum():
            best = max(best or (0, 0, ""), (at + len(name), len(name), entity))
    if best is None:
        return None
    before = words[max(0, best[0] - best[1] - 30) :]
    if _SOME.search(before) or _COUNTED.search(before):
        return None
    return best[2]


def _named_behind(words: str, names: Mapping[str, str]) -> str | None:
    """The entity whose name comes first, behind a title at most."""
    best: tuple[int, int, str] | None = None
    for name, entity in names.items():
        at = words.find(name, 0, _TITLES + len(name))
        if at >= 0 and "," not in words[:at] and not words[at + len(name) : at + len(name) + 1].isalnum():
            here = at, -len(name), entity
            best = min(best, here) if best is not None else here
    return best[2] if best is not None else None


def _is_one_meeting(one: Told, other: Told, who: str) -> bool:
    """Whether two mentions may be of one meeting, besides of somebody."""
    if one.report == other.report or one.origin == other.origin or not _one_day(one, other):
        return False
    if one.place and other.place and one.place != other.place:
        return False
    return bool((one.actors & other.actors) - {who}) or (one.place is not None and one.place == other.place)


def _one_day(one: Told, other: Told) -> bool:
    if one.dates is not None and other.dates is not None:
        return one.dates[0] <= other.dates[1] and other.dates[0] <= one.dates[1]
    if not one.published or not other.published:
        return False
    return abs((date.fromisoformat(one.published) - date.fromisoformat(other.published)).days) <= 1


def _led_by_two(story: ReportId, leaders: Iterable[Leader]) -> Iterator[tuple[Conflict, tuple[str, ...]]]:
    by_whose: defaultdict[str, list[Leader]] = defaultdict(list)
    for one in leaders:
        by_whose[one.whose].append(one)
    for whose, members in by_whose.items():
        first = members[0]
        for other in members[1:]:
            two = other.who != first.who and first.told.report != other.told.report
            if two and first.told.origin != other.told.origin and _one_day(first.told, other.told):
                same_place = first.told.place is not None and first.told.place == other.told.place
                sure = same_place and first.told.day is not None and first.told.day == other.told.day
                values = first.who, other.who
                what = f"who led the delegation ({whose})"
                yield _conflict(story, what, values, first.told, other.told, sure), (what, *sorted(values))


def _conflict(
    story: ReportId, what: str, values: tuple[str, str], one: Told, other: Told, sure: bool
) -> Conflict:
    told = explain(_entry(one), _entry(other), "apart", (), sure)
    if told.kind == "same":
        told = Explained("unsure", told.reasons)
    evidence = (one.claim, other.claim)
    return Conflict(
        id=content_id("conflict", what, *sorted(evidence)),
        story=story,
        kind="unsure" if told.kind == "same" else told.kind,
        counted=what,
        values=values,
        evidence=evidence,
        reasons=told.reasons,
        origins=len({one.origin, other.origin}),
        gap=1.0,
        last=max((side.dates[1] for side in (one, other) if side.dates), default=None),
        about="event",
    )


def _entry(one: Told) -> Entry:
    named = None if one.asserter == one.origin else one.asserter
    return Entry(one.claim, one.report, None, named, one.origin, named=named)
