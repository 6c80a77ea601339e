"""Passages that two texts share: the same words, lightly edited, or in another order.

Seed and extend on runs of three words, as text-reuse detection does (Clough et al., "METER", 2002;
Smith et al., "Infectious texts", 2013): runs that both texts have are extended to the longest common
runs, and runs that follow each other closely in both are chained to one passage. A diff would lose
what was moved: each passage is found by itself, wherever it stands.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from truceline.relate.wording import Wording, content

SEED = 3
OFTEN = 6
"""A run of three words that stands more often in a text is a phrase, and seeds nothing."""
GAP = 8
"""Words between two runs of one passage that were put in, left out or exchanged."""
SHORTEST = 8
"""Common words of a passage; content words of it: fewer are a phrase."""
CONTENT = 4
ALIKE = 0.5
"""The least likeness of the two sides of a passage, word by word (Indel, 0 to 1)."""
MOST_RUNS = 20_000


@dataclass(frozen=True, slots=True)
class Aligned:
    """The words `[here, here_end)` of one text and `[there, there_end)` of the other; `common` of them
    are the same in the same order, and `likeness` is 1 where nothing was changed."""

    here: int
    here_end: int
    there: int
    there_end: int
    common: int
    likeness: float


@dataclass(slots=True)
class _Chain:
    here: int
    here_end: int
    there: int
    there_end: int
    common: int


def align(one: Wording, other: Wording) -> tuple[Aligned, ...]:
    """The passages that two texts share, in the order of `one`; none overlaps another in `one`."""
    if one.words == other.words and one.words:
        return (Aligned(0, len(one), 0, len(other), len(one), 1.0),)
    chains = _chains(_runs(one.words, other.words))
    chains.sort(key=lambda chain: (-chain.common, chain.here, chain.there))
    taken = bytearray(len(one))
    found = []
    for chain in chains:
        if chain.common < SHORTEST:
            break
        here, here_end, there, there_end = chain.here, chain.here_end, chain.there, chain.there_end
        while here < here_end and taken[here]:
            here, there = here + 1, min(there + 1, there_end)
        while here < here_end and taken[here_end - 1]:
            here_end, there_end = here_end - 1, max(there_end - 1, there)
        if here_end - here < SHORTEST or there_end - there < SHORTEST or any(taken[here:here_end]):
            continue
        mine, theirs = one.words[here:here_end], other.words[there:there_end]
        likeness = Indel.normalized_similarity(mine, theirs)
        common = round(likeness * (len(mine) + len(theirs)) / 2)
        if common < SHORTEST or likeness < ALIKE or len(content(set(mine) & set(theirs))) < CONTENT:
            continue
        taken[here:here_end] = b"\1" * (here_end - here)
        found.append(Aligned(here, here_end, there, there_end, common, round(likeness, 3)))
    return tuple(sorted(found, key=lambda passage: passage.here))


def _runs(one: tuple[str, ...], other: tuple[str, ...]) -> list[tuple[int, int, int]]:
    """(place here, place there, words) of the longest common runs that hold a rare run of three."""
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, seed in enumerate(zip(other, other[1:], other[2:], strict=False)):
        places[seed].append(place)
    reached: dict[int, int] = {}
    found = []
    here_often: defaultdict[tuple[str, ...], int] = defaultdict(int)
    for here, seed in enumerate(zip(one, one[1:], one[2:], strict=False)):
        there_places = places.get(seed)
        if there_places is None or len(there_places) > OFTEN:
            continue
        here_often[seed] += 1
        if here_often[seed] > OFTEN:
            continue
        for there in there_places:
            if reached.get(there - here, -1) > here:
                continue
            length = SEED
            longest = min(len(one) - here, len(other) - there)
            while length < longest and one[here + length] == other[there + length]:
                length += 1
            reached[there - here] = here + length
            found.append((here, there, length))
        if len(found) > MOST_RUNS:
            break
    return found


def _chains(runs: list[tuple[int, int, int]]) -> list[_Chain]:
    """Runs that follow each other closely in both texts, as one passage; `runs` are in order."""
    done: list[_Chain] = []
    open_: list[_Chain] = []
    for here, there, length in runs:
        still = [chain for chain in open_ if here - chain.here_end <= GAP]
        if len(still) < len(open_):
            done += [chain for chain in open_ if here - chain.here_end > GAP]
        best = None
        for chain in still:
            skipped, passed = here - chain.here_end, there - chain.there_end
            if skipped > -SEED and -SEED < passed <= GAP:
                distance = abs(skipped) + abs(passed), chain.there
                if best is None or distance < best[0]:
                    best = distance, chain, max(0, -skipped, -passed)
        if best is None:
            still.append(_Chain(here, here + length, there, there + length, length))
        elif (gained := length - best[2]) > 0:
            chain = best[1]
            chain.here_end, chain.there_end = here + length, there + length
            chain.common += gained
        open_ = still
    return done + open_
