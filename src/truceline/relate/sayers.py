"""Statements as they are compared: who says them; and the same words given to two speakers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import fuzz

from truceline.folding import plain_words
from truceline.model.claims import StatementKind
from truceline.model.record import Dispute
from truceline.model.report import ReportId, content_id
from truceline.relate.sameness import Words

ALIKE = 75
"""Likeness of two names, 0 to 100, that may be slips of one."""
MAYBE = 3
"""Other utterances that one is unsure to be, and disputes over its speaker, at most."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who says it: an entity; or a `sort` of source without a name and whom it speaks for, by which two can
    never be told to be one; or neither. A body that goes by no name ("his office") is told by its `sort` and
    `of`."""

    entity: str | None = None
    sort: str | None = None
    of: frozenset[str] = frozenset()
    several: bool = False
    is_body: bool = False
    name: str = field(default="", compare=False)

    @property
    def unsure(self) -> bool:
        return self.entity is None and self.sort is None


@dataclass(frozen=True)
class Said:
    """One statement: `order` is its place among the reports of the story and in its text; `passages` are
    places of earlier reports that its sentence was found to be the same passage as; `asserter`, `origin` and
    `relay` say who vouches for it, whose text it stands in, and who passes it on."""

    claim: str
    report: ReportId
    order: tuple[int, int]
    words: Words
    kind: StatementKind
    source: Source
    origin: str
    asserter: str
    relay: str
    passages: tuple[tuple[ReportId, int, int], ...] = ()

    @cached_property
    def key(self) -> tuple[object, ...]:
        return self.source, self.words.plain


def one_source(one: Source, other: Source) -> str | None:
    """ "same"; "maybe" where the words must tell; "words" where one is not known; None where two speak."""
    if one.entity is not None and other.entity is not None:
        return "same" if one.entity == other.entity else None
    if one.unsure or other.unsure:
        return "maybe" if one.unsure and other.unsure else "words"
    if one.entity is not None or other.entity is not None:
        return None
    if one.of != other.of and one.of and other.of:
        return None
    if one.is_body and other.is_body:
        return "same" if one.sort == other.sort and one.of == other.of else None
    alike = one.sort == other.sort or "source" in (one.sort, other.sort)
    return "maybe" if alike and one.is_body == other.is_body else None


def between(one: Source, other: Source) -> str:
    mine, theirs = plain_words(one.name), plain_words(other.name)
    if set(mine.split()) & set(theirs.split()) or fuzz.ratio(mine, theirs) >= ALIKE:
        return "alike"
    if one.entity is not None and other.entity is not None:
        return "two"
    if one.entity in other.of or other.entity in one.of:
        return "office"
    return "unnamed" if one.entity is not None or other.entity is not None else "two"


_REASONS = {
    "two": "the same words, given to two speakers",
    "alike": "the same words; the names of the two are alike, and may be one's",
    "office": "the same words; one of the two may speak for the other",
    "unnamed": "the same words; one report names who says them, the other does not",
}


def disputes(
    story: ReportId,
    found: Iterable[tuple[Said, Said, str]],
    group_of: Mapping[str, int],
) -> Iterator[Dispute]:
    """One for each two utterances that share their words, and a few for each; what thirty are given says
    it."""
    seen: set[tuple[int, int]] = set()
    often: Counter[int] = Counter()
    for one, other, why in sorted(found, key=lambda pair: (pair[0].order, pair[1].order)):
        pair = group_of[one.claim], group_of[other.claim]
        if pair[0] == pair[1] or pair in seen or pair[::-1] in seen:
            continue
        if max(often[pair[0]], often[pair[1]]) >= MAYBE:
            continue
        often.update(pair)
        seen.add(pair)
        evidence = one.claim, other.claim
        name = content_id("dispute", *sorted(evidence))
        yield Dispute(name, story, "contradiction" if why == "two" else "unsure", evidence, (_REASONS[why],))
