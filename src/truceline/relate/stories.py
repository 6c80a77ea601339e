"""Stories: reports on one course of events over a few days.

Each report joins the story of the earlier report that is most like it, if that one is like enough
and near enough in time; else it opens a story. What a report joins depends on its own neighbours
alone, so the stories are the same in whatever order the reports come.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from hashlib import blake2b

from truceline.model.claims import Extraction, Kind
from truceline.model.digest import Traits
from truceline.model.report import Report
from truceline.resources import words

NEIGHBOURS = 6
"""Earlier reports a shared name or word proposes; more find hardly another story."""
WINDOW_DAYS = 5
"""Days between two reports beyond which a likeness is of the process, not of the story."""
LIKE = 0.26
"""Cosine of features from which a report joins another of nearly the same date."""
LIKE_SAME_WEEKDAY, LIKE_UNDATED = 0.32, 0.36
"""The same where one has no date: with a weekday that both name in their ledes, and without."""
STRONGEST = 24
"""Features a report is found by, and compared by: the heaviest."""
NAME_WEIGHTS: Mapping[Kind, float] = {"person": 3.0, "body": 2.0, "place": 1.5, "other": 1.0}
COUNTRY_WEIGHT = 0.6
TITLE_WEIGHT, LEDE_WEIGHT, BODY_WEIGHT = 1.5, 1.0, 0.5
LEDE = 700
"""Characters; news prose says what it is about in its first sentences."""

_WORD = re.compile(r"[^\W\d_]{4,}")


def features(
    report: Report, extraction: Extraction, key_of: Callable[[str, Kind], str]
) -> tuple[tuple[str, float], ...]:
    """The names and content words of a report with their weights, the heaviest first.

    `key_of` gives a name's blocking key, so that spellings of one name are one feature.
    """
    weights: defaultdict[str, float] = defaultdict(float)
    names = Counter((mention.name, mention.kind) for mention in extraction.mentions)
    in_names: set[str] = set()
    for (name, kind), times in names.items():
        weight = COUNTRY_WEIGHT if name.casefold() in words("countries.txt") else NAME_WEIGHTS[kind]
        weights[key_of(name, kind)] += weight * math.sqrt(min(times, 4))
        in_names.update(_stem(word) for word in _WORD.findall(name.casefold()))
    lede, rest = report.text[report.body : report.body + LEDE], report.text[report.body + LEDE :]
    for text, weight in ((report.title or "", TITLE_WEIGHT), (lede, LEDE_WEIGHT), (rest, BODY_WEIGHT)):
        for word, times in Counter(_content(text)).items():
            if word not in in_names and (times > 1 or weight > BODY_WEIGHT):
                weights["word " + word] += weight * math.sqrt(min(times, 4))
    ordered = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    return tuple((feature, round(weight, 3)) for feature, weight in ordered[: STRONGEST * 2])


def weekdays(report: Report, extraction: Extraction) -> str:
    """The days of the week that the lede speaks of, as ISO digits in order: "23" for Tuesday and Wednesday.

    Reports on one story name the same days even where none carries a date.
    """
    found = set()
    for time in extraction.times:
        if time.span.start > report.body + LEDE or time.type not in ("DATE", "TIME"):
            continue
        if time.value.startswith("XXXX-WXX-"):
            found.add(time.value[9:10])
        elif report.published and time.earliest is not None and time.earliest == time.latest:
            day = date.fromisoformat(time.earliest)
            if abs((day - date.fromisoformat(report.published[:10])).days) <= 7:
                found.add(str(day.isoweekday()))
    return "".join(sorted(found & set("1234567")))


def _content(text: str) -> Iterable[str]:
    common = words("stop_words.txt")
    return (_stem(word) for word in _WORD.findall(text.casefold()) if word not in common)


def _stem(word: str) -> str:
    """The word without its most common endings; enough to join "talk", "talks" and "talked"."""
    for ending in ("ings", "ing", "ies", "ied", "ers", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def story_keys(traits: Traits) -> tuple[int, ...]:
    """The keys under which a report is found by those that may be on the same story."""
    return tuple(
        int.from_bytes(
            blake2b(feature.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True
        )
        for feature, _ in traits.features[:STRONGEST]
    )


def likeness(one: Traits, other: Traits) -> float:
    """The cosine of two reports' features, 0 to 1."""
    return _cosine(dict(one.features), _length(one), other)


def _length(traits: Traits) -> float:
    return math.hypot(*[weight for _, weight in traits.features])


def _cosine(weights: Mapping[str, float], length: float, other: Traits) -> float:
    shared = sum([weight * weights[feature] for feature, weight in other.features if feature in weights])
    return shared / (length * _length(other)) if shared else 0.0


def parent(report: Traits, earlier: Iterable[Traits], copied_from: str | None) -> str | None:
    """The earlier report whose story this one joins, or None where it opens one.

    A copy joins the story of what it copies. Of equally like reports the earliest is taken.
    """
    if copied_from is not None:
        return copied_from
    weights, length = dict(report.features), _length(report)
    like = []
    for other in earlier:
        needed = _needed(report, other)
        if needed <= 1.0 and (found := _cosine(weights, length, other)) >= needed:
            like.append((-round(found, 6), other.order, other.report))
    return min(like)[2] if like else None


def _needed(one: Traits, other: Traits) -> float:
    """The likeness two reports need to be of one story; over 1 where their dates forbid it."""
    if one.published is None or other.published is None:
        if set(one.weekdays) & set(other.weekdays):
            return LIKE_SAME_WEEKDAY
        return math.inf if one.weekdays and other.weekdays else LIKE_UNDATED
    apart = date.fromisoformat(one.published[:10]) - date.fromisoformat(other.published[:10])
    return LIKE if abs(apart.days) <= WINDOW_DAYS else math.inf
