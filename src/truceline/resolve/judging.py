"""Whether two names of people stand for one person: what the names say, and what reports say of both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Literal

from truceline.known import Office, country_named, people_named, same_office, shown_name
from truceline.resolve.align import align
from truceline.resolve.blocking import blocking_keys
from truceline.resolve.compare import compare_names
from truceline.resolve.nameparts import person_parts
from truceline.resolve.spelling import SURE
from truceline.resources import words

Verdict = Literal["same", "different", "unsure"]

WITH_OFFICE = 0.2
"""By how much one office of both raises the score of two names, and a contradiction lowers it."""
LIKELY = 0.8
"""The score from which on two names that are not sure by themselves are one where both have one office."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """`score` (0 to 1) says how sure it is that the two are one; `reasons` say why in plain words."""

    verdict: Verdict
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Face:
    """What all reports together say of names: titles, and (office, of whom or ""), in lower case but for the
    name of a country or body. `known` is the main name of whom they are known to name, and `offices` are
    the offices that are known of this person."""

    titles: Set[str] = frozenset()
    roles: Set[tuple[str, str]] = frozenset()
    known: str | None = None
    offices: tuple[Office, ...] = ()

    @classmethod
    def of(cls, traits: Iterable[tuple[str, str, str]], known: str | None = None) -> Face:
        """From ("title", title, "") and ("role", office, of whom), and the main name of who is known."""
        titles, roles = set(), set()
        for what, value, whom in traits:
            if what == "title":
                titles.add(value.casefold().strip("."))
            else:
                roles.add((value.casefold(), shown_name(whom) if whom else ""))
        people = people_named(known) if known else ()
        return cls(frozenset(titles), frozenset(roles), known, people[0].offices if len(people) == 1 else ())

    @property
    def sexes(self) -> set[str]:
        said = self.titles | {role for role, _ in self.roles}
        return {sex for sex, file in _SEXES if not words(file).isdisjoint(said)}

    @property
    def countries(self) -> set[str]:
        named = [whom for _, whom in self.roles] + [office.of for office in self.offices]
        return {found.name for whom in named if whom and (found := country_named(whom)) is not None}


_SEXES = (("a woman", "female_titles.txt"), ("a man", "male_titles.txt"))
_BLANK = Face()


def judge(names: Judgement, one: Face, other: Face) -> Judgement:
    """What the names say, changed by what is said of those who have them. A contradiction never joins."""
    if one.known and other.known and one.known != other.known:
        return Judgement("different", 0.0, (*names.reasons, "both are known, and are two"))
    if one == _BLANK or other == _BLANK:
        return names
    against = tuple(_contradictions(one, other))
    if against:
        verdict: Verdict = "unsure" if names.verdict == "same" else "different"
        return Judgement(verdict, max(0.0, names.score - WITH_OFFICE), (*names.reasons, *against))
    office = min(_offices_of_both(one, other), default=None)
    if office is None:
        return names
    verdict = "same" if names.verdict == "unsure" and names.score >= LIKELY else names.verdict
    return Judgement(
        verdict, min(1.0, names.score + WITH_OFFICE), (*names.reasons, f"both are called {office}")
    )


def _offices_of_both(one: Face, other: Face) -> Iterator[str]:
    for title, whom in one.roles & other.roles:
        if whom:
            yield f"{title} of {whom}"
    for face, known in ((one, other), (other, one)):
        for title, whom in face.roles:
            if whom and any(same_office(title, whom, office) for office in known.offices):
                yield f"{title} of {whom}"


def _contradictions(one: Face, other: Face) -> Iterator[str]:
    if len(one.sexes) == len(other.sexes) == 1 and one.sexes != other.sexes:
        yield f"one is {min(one.sexes)} and the other {min(other.sexes)}"
    if one.countries and other.countries and one.countries.isdisjoint(other.countries):
        here, there = (" and ".join(sorted(face.countries)) for face in (one, other))
        yield f"one has an office of {here} and the other of {there}"


def keys_of(name: str) -> frozenset[str]:
    """The keys of which two names of people must share one to be compared."""
    return frozenset(blocking_keys(name, "person"))


def compared_by(names: Iterable[str]) -> str:
    """The one of several spellings of a name that says most."""
    return min(names, key=lambda name: (-len(name.split()), name))


def compare(one: str, other: str) -> Judgement:
    """What two names of people say alone. "Mohammed Al Thani" is taken for the same as "Mohammed bin
    Abdulrahman Al Thani", although many may share the shorter name: whether nothing else fits it is seen when
    all names are put in groups."""
    found = compare_names(one, other, "person")
    verdict = "same" if found.verdict == "unsure" and _holds(one, other) else found.verdict
    return Judgement(verdict, found.score, found.reasons)


def _holds(one: str, other: str) -> bool:
    """Whether one name is the other without some words, the first and last words of both being the same."""
    first, second = person_parts(one), person_parts(other)
    found = align(first.words, second.words)
    if (
        not found.pairs
        or first.cut
        or second.cut
        or first.generation != second.generation
        or (found.left and found.right)
        or found.turned
    ):
        return False
    left_out = [*(found.first[at] for at in found.left), *(found.second[at] for at in found.right)]
    if any(len(word.text) == 1 for word in left_out):
        return False
    ends = found.pairs[0].places, found.pairs[-1].places
    return ends == ((0, 0), (len(found.first) - 1, len(found.second) - 1)) and all(
        pair.likeness in SURE for pair in found.pairs
    )
