"""Mentions joined step by step, each step with its reason, never against what is known of both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from truceline.folding import plain_words
from truceline.model.described import Described


@dataclass(frozen=True, slots=True)
class Join:
    """Two mentions, by their places in the list, that one pass took for the same."""

    one: int
    other: int
    reason: str
    confidence: float


class Clusters:
    """Disjoint sets of mentions. The smallest place of a set stands for it, so the result does not depend on
    the order of joins between the same mentions."""

    def __init__(self, mentions: Sequence[Described]) -> None:
        self._mentions = mentions
        self._top = list(range(len(mentions)))
        self._members = [[i] for i in range(len(mentions))]
        self._facts = [_facts(mention) for mention in mentions]
        self.joins: list[Join] = []

    def top(self, i: int) -> int:
        """The mention that stands for the set of this one."""
        while self._top[i] != i:
            self._top[i] = self._top[self._top[i]]
            i = self._top[i]
        return i

    def members(self, i: int) -> list[int]:
        return self._members[self.top(i)]

    def size(self, i: int) -> int:
        return len(self._members[self.top(i)])

    def country(self, i: int) -> str | None:
        return next(iter(sorted(self._facts[self.top(i)].countries)), None)

    def is_known(self, i: int) -> bool:
        """Whether the set has somebody whom the record knows."""
        return bool(self._facts[self.top(i)].known)

    def tops(self) -> list[int]:
        return [i for i, top in enumerate(self._top) if top == i]

    def fit(self, one: int, other: int) -> bool:
        """Whether nothing tells the two apart: full names, countries, a time and what is none."""
        a, b = self.top(one), self.top(other)
        return a == b or self._facts[a].fit(self._facts[b])

    def join(self, one: int, other: int, reason: str, confidence: float, *, sure: bool = False) -> bool:
        """Join two sets; False where they do not fit and the caller is not sure that they are one."""
        a, b = sorted((self.top(one), self.top(other)))
        if a == b:
            return True
        if not sure and not self._facts[a].fit(self._facts[b]):
            return False
        self.joins.append(Join(one, other, reason, confidence))
        self._top[b] = a
        large, small = sorted((self._members[a], self._members[b]), key=len, reverse=True)
        large.extend(small)
        self._members[a], self._members[b] = large, []
        self._facts[a] = self._facts[a].plus(self._facts[b])
        return True


@dataclass(frozen=True, slots=True)
class _Facts:
    """What one must not contradict. `people` are the words of the names of people, `known` are entities."""

    people: frozenset[str]
    countries: frozenset[str]
    time: bool
    known: frozenset[str]

    def fit(self, other: _Facts) -> bool:
        if self.known and other.known and self.known.isdisjoint(other.known):
            return False
        if self.countries and other.countries and self.countries != other.countries:
            return False
        if (self.countries and other.people) or (other.countries and self.people):
            return False
        if self.people and other.people and self.people.isdisjoint(other.people):
            return False
        return self.time is other.time

    def plus(self, other: _Facts) -> _Facts:
        return _Facts(
            self.people | other.people,
            self.countries | other.countries,
            self.time,
            self.known | other.known,
        )


def _facts(mention: Described) -> _Facts:
    people: frozenset[str] = frozenset()
    if mention.shape == "name" and mention.sort == "person" and mention.name:
        people = frozenset(plain_words(mention.name).split())
    countries = frozenset({mention.country}) if mention.country else frozenset()
    known = frozenset({mention.entity}) if mention.entity else frozenset()
    return _Facts(people, countries, mention.sort == "time", known)
