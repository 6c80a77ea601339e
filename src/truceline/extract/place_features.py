"""What a place looks like that may be a cue's content, or its source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

import numpy as np

from truceline.extract.columns import Columns, Ints, code
from truceline.extract.contents import Candidate
from truceline.extract.cue_features import Surroundings
from truceline.extract.forest import Codes, Floats, hashed

BITS = 18
_FRAME = ("nsubj", "nsubjpass", "dobj", "ccomp", "xcomp", "advcl", "acomp", "prep", "agent")
_ABOUT = (*_FRAME, "acl", "relcl", "conj", "parataxis", "attr")
_FAR = 60
_LONG = 120
_CLOSE = 12
"""Tokens; a quotation no farther from a cue stands beside it."""


@dataclass(frozen=True)
class Places:
    """A row a candidate: its cue, its first range, its last one, and the token it hangs on (-1: none)."""

    cue: Ints
    shape: Codes
    first: Ints
    end: Ints
    last_first: Ints
    last_end: Ints
    head: Ints
    ranges: Ints

    @classmethod
    def of(cls, found: Iterable[tuple[int, Candidate]]) -> Places:
        """No candidate has no range but "none", the answer that there is no source."""
        rows = ((cue, *_ends(cue, one), one.head, len(one.ranges), _shape(one.shape)) for cue, one in found)
        table = np.fromiter(chain.from_iterable(rows), np.int64).reshape(-1, 8).T.copy()
        return cls(table[0], table[7].view(np.uint64), *table[1:7])

    def __len__(self) -> int:
        return len(self.cue)


def _ends(cue: int, one: Candidate) -> tuple[int, int, int, int]:
    return (*one.ranges[0], *one.ranges[-1]) if one.ranges else (cue, cue, cue, cue)


@cache
def _shape(name: str) -> int:
    """The number of a shape; there are some hundred."""
    number = code(name)
    return number - (1 << 64 if number >> 63 else 0)


def hashes(cols: Columns, near: Surroundings, at: Places) -> Codes:
    """Hashed words and labels, shape `(candidates, templates)`, each below `2**BITS`."""
    names = ("LEMMA", "LOWER", "TAG", "DEP", "ENT_TYPE")
    n = len(cols)
    table = np.ones((len(names), n + 2), np.uint64)  # 1 stands for a token outside of the text
    for number, name in enumerate(names):
        table[number, :n] = cols.codes[name]
    cue = at.cue
    head, first, end, last_end, before, last = (
        table[:, place] for place in (at.head, at.first, at.end, at.last_end, at.first - 1, at.last_end - 1)
    )
    behind, last_first = table[:, at.last_end + 1], table[:, at.last_first]
    own, up, following = table[:, cue], table[:, cols.heads[cue]], table[:, cue + 1]
    lemma, lower, tag, dep, ent = range(len(names))

    frames = np.zeros(n, np.uint64)
    for name in _FRAME:
        frames = frames * np.uint64(2) + near.has[name]
    frame = frames[cue]
    in_quote = cols.quoted.astype(np.uint64)
    quoted = (
        in_quote[at.first] + in_quote[np.maximum(at.end - 1, 0)] * np.uint64(2) + in_quote[cue] * np.uint64(4)
    )
    about = [(by >= 0) & (by < _CLOSE) for by in (near.quote_before[cue], near.quote_behind[cue])]
    marks = about[0] + about[1] * np.uint64(2)
    shape = at.shape
    columns = [
        (shape,), (shape, own[lemma]), (shape, own[tag], own[dep]), (shape, frame),
        (shape, head[lemma], head[dep]),
        (shape, first[lower]), (shape, last_end[lower]), (shape, before[lower]),
        (own[lemma], first[lower]), (own[lemma], before[lower]), (shape, head[tag], first[tag]),
        (last_end[lower], last[tag]), (shape, quoted, marks),
        (shape, own[lemma], quoted),
        (shape, following[lower]), (shape, last_end[tag], behind[tag]),
        (own[lemma], head[dep], frame),
        (shape, up[lemma]), (head[ent], head[tag], shape),
        (before[lower], first[lower]),
        (own[lemma], head[lemma]), (shape, end[lower], last_first[lower]),
    ]  # fmt: skip
    return hashed(BITS, columns)


def numbers(cols: Columns, near: Surroundings, at: Places) -> Floats:
    """Sizes and distances, shape `(candidates, features)`; without what is known of the cue."""
    n, cue = len(cols), at.cue
    starts, ends = cols.sentences
    quote_number = np.append(cols.quote_numbers, -1)
    marks = np.append(cols.is_mark, True)
    before = np.zeros((4, n + 1), np.int64)  # of each sort of token how many stand before it
    sorts = (cols.quoted[:n], cols.codes["LOWER"] == code(","), cols.codes["POS"] == code("VERB"))
    np.cumsum(sorts, axis=1, out=before[:3, 1:])
    before[3] = cols.words
    within = before[:, at.end] - before[:, at.first]
    last = before[3, at.last_end] - before[3, at.last_first]
    own = np.stack(_of_cues(cols, near), axis=1).astype(np.float32)
    columns: list[np.ndarray[Any, Any]] = [
        np.minimum(within[3] + np.where(at.ranges > 1, last, 0), _LONG), at.ranges,
        *np.clip(np.stack((at.first, at.last_end, at.end)) - cue, -_FAR, _FAR),
        within[0] > 0, within[0] / np.maximum(at.end - at.first, 1),
        cols.quoted[at.first], cols.quoted[np.maximum(at.last_end - 1, 0)], cols.quoted[cue],
        quote_number[at.first] == quote_number[cue],
        (at.first == 0) | (starts[at.first] == at.first), ends[np.maximum(at.last_end - 1, 0)] - at.last_end,
        marks[at.last_end], marks[np.maximum(at.first - 1, 0)], *np.minimum(within[1:3], 9),
        starts[at.first] == starts[cue],
        near.dep[np.maximum(at.head, 0)] * (at.head >= 0), near.tag[np.maximum(at.head, 0)] * (at.head >= 0),
    ]  # fmt: skip
    result = np.empty((len(at), len(columns) + own.shape[1]), np.float32)
    for number, column in enumerate(columns):
        result[:, number] = column
    result[:, len(columns) :] = own[cue]
    return result


def _of_cues(cols: Columns, near: Surroundings) -> list[np.ndarray[Any, Any]]:
    """What is the same for all candidates of a cue, for each token."""
    here, (starts, ends) = np.arange(len(cols)), (edges[:-1] for edges in cols.sentences)
    return [
        near.dep, near.tag, np.clip(near.quote_before, -1, _FAR), np.clip(near.quote_behind, -1, _FAR),
        *(near.has[name] for name in _ABOUT),
        near.subject - here, near.own_subject >= 0, np.append(near.tag[1:], near.tag[-1:]),
        np.minimum(starts, _FAR), np.clip(ends - here, 0, _FAR), np.clip(here - starts, 0, _FAR),
    ]  # fmt: skip


def within_groups(cue: Ints, score: Floats) -> Floats:
    """The score beside those of the same cue's other candidates, which stand together: the score, how far
    below the best it is, its rank, how many there are. Shape `(candidates, 4)`."""
    if not len(cue):
        return np.zeros((0, 4), np.float32)
    firsts = np.flatnonzero(np.diff(cue, prepend=-1) != 0)
    sizes = np.diff(np.append(firsts, len(cue)))
    best = np.repeat(np.maximum.reduceat(score, firsts), sizes)
    order = np.lexsort((-score, np.repeat(np.arange(len(firsts)), sizes)))
    rank = np.empty(len(cue))
    rank[order] = np.arange(len(cue)) - np.repeat(firsts, sizes)
    return np.stack([score, score - best, rank, np.repeat(sizes, sizes)], axis=1).astype(np.float32)
