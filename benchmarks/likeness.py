"""The last pass of coreference: small sets join the set whose words mean most nearly the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from truceline.model.described import Described
from truceline.resolve.clusters import Clusters

type Vector = NDArray[np.float32]
type Vectors = Callable[[str], Vector]
"""The meaning of a word as numbers; zeros for a word that is not known."""

_MOST = 50
"""Mentions of a set that are looked at."""
_MOST_SETS = 2000
"""Sets of one story that are compared with each other, the largest ones."""
_TRIED = 5


def join_alike(
    mentions: Sequence[Described],
    stories: Mapping[str, str],
    vectors: Vectors,
    found: Clusters,
    alike: float,
    small: int,
    head: float,
) -> None:
    """Join each set of at most `small` mentions with the larger one most like it, smallest first.

    A mention is the mean of its head, which counts `head`, and its other words; `alike` is the least
    cosine. A number and a bare time are like nothing.
    """
    sets: defaultdict[str, set[int]] = defaultdict(set)
    for i, mention in enumerate(mentions):
        sets[stories[mention.document]].add(found.top(i))
    for story in sorted(sets):
        tops = sorted(sets[story], key=lambda top: (-found.size(top), top))[:_MOST_SETS]
        meanings = {
            top: _mean([_meaning(mentions[i], vectors, head) for i in found.members(top)[:_MOST]])
            for top in tops
        }
        order = [top for top in tops if meanings[top].any()]
        if not order:
            continue
        table = np.array([meanings[top] for top in order])
        for place in range(len(order) - 1, 0, -1):
            top = order[place]
            if found.size(top) > small:
                break
            likeness = table[:place] @ table[place]
            for other in np.argsort(-likeness, kind="stable")[:_TRIED]:
                if likeness[other] < alike:
                    break
                if _one_sort(mentions, found, order[other], top):
                    reason = f"its words are much like those of {mentions[order[other]].text!r}"
                    if found.join(order[other], top, reason, 0.4):
                        break


def _meaning(mention: Described, vectors: Vectors, head: float) -> Vector:
    if mention.shape == "pronoun" or mention.country or mention.sort == "time" or _is_count(mention):
        return _unit(np.zeros_like(vectors(mention.head)))
    own = _unit(vectors(mention.head))
    others = [vectors(word) for word in mention.words if word != mention.head]
    return _unit(head * own + (1 - head) * (_mean(others) if others else own))


def _is_count(mention: Described) -> bool:
    return any(character.isdigit() for character in mention.head)


def _mean(vectors: Sequence[Vector]) -> Vector:
    return _unit(np.mean(vectors, axis=0))


def _unit(vector: Vector) -> Vector:
    length = np.linalg.norm(vector)
    return (vector / length).astype(np.float32) if length else vector.astype(np.float32)


def _one_sort(mentions: Sequence[Described], found: Clusters, one: int, other: int) -> bool:
    """Two people without names, or two things; never one and many people, or two names."""
    a, b = ([mentions[i] for i in found.members(top)] for top in (one, other))
    if any(m.shape == "name" for m in a) and any(m.shape == "name" for m in b):
        return False
    sorts = {_most(m.sort for m in a), _most(m.sort for m in b)}
    if sorts == {"person"}:
        return _most(m.several for m in a) == _most(m.several for m in b)
    return "person" not in sorts and "time" not in sorts


def _most[T](values: Iterable[T]) -> T:
    return Counter(values).most_common(1)[0][0]
