"""What somebody's statements are about, by the words that they have in common.

Each topic is one word stem: the one that most of the statements have which no topic has yet, where words
that all speakers use count less (document frequency). A statement belongs to the first topic it has. No
model, and each statement shows the word by which it stands where it stands.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

FEWEST = 2
"""Statements of a topic."""
MOST = 12
"""Topics of a speaker."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A word, and the numbers of the statements that it stands for."""

    stem: str
    members: tuple[int, ...]


def topics(
    said: Sequence[frozenset[str]],
    often: Mapping[str, int],
    total: int,
    matters: Set[str] = frozenset(),
) -> tuple[tuple[Topic, ...], tuple[int, ...]]:
    """The topics of somebody's statements, given the telling stems of each, and the statements of none.

    `often` says in how many of all `total` statements a stem is; those of `matters`, what such talks are
    about, count twice. In time that is linear in the stems, for
    each of the few topics.
    """
    left = set(range(len(said)))
    found: list[Topic] = []
    having: defaultdict[str, list[int]] = defaultdict(list)
    for number, stems in enumerate(said):
        for stem in stems:
            having[stem].append(number)
    counts = Counter({stem: len(numbers) for stem, numbers in having.items()})
    while len(found) < MOST:
        best = min(
            (
                (-_worth(times, often.get(stem, times), total, 2 if stem in matters else 1), stem)
                for stem, times in counts.items()
                if times >= FEWEST
            ),
            default=None,
        )
        if best is None:
            break
        members = [number for number in having[best[1]] if number in left]
        found.append(Topic(best[1], tuple(members)))
        left.difference_update(members)
        for number in members:
            counts.subtract(said[number])
    return tuple(found), tuple(sorted(left))


def _worth(times: int, often: int, total: int, factor: int) -> float:
    return round(factor * times * math.log(1 + max(total, often) / often), 6)
