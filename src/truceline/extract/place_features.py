"""What a place looks like that may be a cue's content, or its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from spacy.strings import get_string_id

from truceline.extract.columns import Columns, Ints
from truceline.extract.contents import Candidate
from truceline.extract.cue_features import Surroundings
from truceline.extract.forest import Codes, Floats, hashed

BITS = 18
_FRAME = ("nsubj", "nsubjpass", "dobj", "ccomp", "xcomp", "advcl", "acomp", "prep", "agent")
_FAR = 60
_LONG = 120


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
    def of(cls, found: Sequence[tuple[int, Candidate]]) -> Places:
        """No candidate has no range but "none", the answer that there is no source."""
        rows = np.array(
            [
                (
                    cue,
                    *(one.ranges[0] if one.ranges else (cue, cue)),
                    *(one.ranges[-1] if one.ranges else (cue, cue)),
                    one.head,
                    len(one.ranges),
                )
                for cue, one in found
            ],
            np.int64,
        ).reshape(-1, 7)
        shape = np.array([get_string_id(one.shape) for _, one in found], np.uint64)
        return cls(rows[:, 0], shape, rows[:, 1], rows[:, 2], rows[:, 3], rows[:, 4], rows[:, 5], rows[:, 6])


def hashes(cols: Columns, near: Surroundings, at: Places) -> Codes:
    """Hashed words and labels, shape `(candidates, templates)`, each below `2**BITS`."""
    lemma, lower, tag, dep, ent = (cols.codes[name] for name in ("LEMMA", "LOWER", "TAG", "DEP", "ENT_TYPE"))
    n = len(cols)

    def of(column: Codes, place: Ints) -> Codes:
        inside = (place >= 0) & (place < n)
        return np.where(inside, column[np.clip(place, 0, n - 1)], np.uint64(1))

    frame = np.zeros(n, np.uint64)
    for name in _FRAME:
        frame = frame * np.uint64(2) + near.has[name].astype(np.uint64)
    in_quote = cols.quoted.astype(np.uint64)
    quoted = (
        in_quote[at.first]
        + in_quote[np.maximum(at.end - 1, 0)] * np.uint64(2)
        + in_quote[at.cue] * np.uint64(4)
    )
    near_quote = (near.quote_before[at.cue] >= 0) & (near.quote_before[at.cue] < 12)
    near_quote2 = (near.quote_behind[at.cue] >= 0) & (near.quote_behind[at.cue] < 12)
    marks = near_quote.astype(np.uint64) + near_quote2.astype(np.uint64) * np.uint64(2)
    shape, cue = at.shape, at.cue
    cue_lemma, cue_tag = lemma[cue], tag[cue]
    columns = [
        (shape,), (shape, cue_lemma), (shape, cue_tag, dep[cue]), (shape, frame[cue]),
        (shape, of(lemma, at.head), of(dep, at.head)),
        (shape, of(lower, at.first)), (shape, of(lower, at.last_end)), (shape, of(lower, at.first - 1)),
        (cue_lemma, of(lower, at.first)), (cue_lemma, of(lower, at.first - 1)), (shape, of(tag, at.head),
        of(tag, at.first)),
        (of(lower, at.last_end), of(tag, at.last_end - 1)), (shape, quoted, marks),
        (shape, cue_lemma, quoted),
        (shape, of(lower, cue + 1)), (shape, of(tag, at.last_end), of(tag, at.last_end + 1)),
        (cue_lemma, of(dep, at.head), frame[cue]),
        (shape, of(lemma, cols.heads[cue])), (of(ent, at.head), of(tag, at.head), shape),
        (of(lower, at.first - 1), of(lower, at.first)),
        (cue_lemma, of(lemma, at.head)), (shape, of(lower, at.end), of(lower, at.last_first)),
    ]  # fmt: skip
    return hashed(BITS, columns)


def numbers(cols: Columns, near: Surroundings, at: Places) -> Floats:
    """Sizes and distances, shape `(candidates, features)`; without what is known of the cue."""
    n = len(cols)
    cue, words = at.cue, cols.words
    in_quote = cols.quoted
    quote_number = np.array([*cols.quote_at, -1])
    quote_sum = np.concatenate(([0], np.cumsum(in_quote)))
    comma = np.concatenate(([0], np.cumsum(cols.codes["LOWER"] == np.uint64(get_string_id(",")))))
    verb = np.concatenate(([0], np.cumsum(cols.codes["POS"] == np.uint64(get_string_id("VERB")))))
    starts, ends = cols.sentences
    begin = np.minimum(at.first, n)
    length = (
        words[at.end]
        - words[at.first]
        + np.where(at.ranges > 1, words[at.last_end] - words[at.last_first], 0)
    )
    quoted = quote_sum[at.end] - quote_sum[at.first]
    marks = np.isin(cols.codes["POS"], [np.uint64(get_string_id(name)) for name in ("PUNCT", "SPACE")])
    marks = np.append(marks, True)
    behind, before = np.minimum(at.last_end, n), np.maximum(at.first - 1, 0)
    columns = [
        np.minimum(length, _LONG), at.ranges, np.clip(at.first - cue, -_FAR, _FAR),
        np.clip(at.last_end - cue, -_FAR, _FAR),
        np.clip(at.end - cue, -_FAR, _FAR), quoted > 0, quoted / np.maximum(at.end - at.first, 1),
        in_quote[at.first], in_quote[np.maximum(at.last_end - 1, 0)], in_quote[cue],
        quote_number[at.first] == quote_number[cue],
        (at.first == 0) | (starts[begin] == at.first), ends[np.maximum(at.last_end - 1, 0)] - at.last_end,
        marks[behind], marks[before], np.minimum(comma[at.end] - comma[at.first], 9),
        np.minimum(verb[at.end] - verb[at.first], 9), starts[begin] == starts[cue],
        near.dep[np.maximum(at.head, 0)] * (at.head >= 0),
        near.tag[np.maximum(at.head, 0)] * (at.head >= 0),
        near.dep[cue], near.tag[cue], np.clip(near.quote_before[cue], -1, _FAR),
        np.clip(near.quote_behind[cue], -1, _FAR),
        *(near.has[name][cue] for name in (*_FRAME, "acl", "relcl", "conj", "parataxis", "attr")),
        near.subject[cue] - cue, near.own_subject[cue] >= 0, near.tag[np.minimum(cue + 1, n - 1)],
        np.minimum(starts[cue], _FAR),
        np.clip(ends[cue] - cue, 0, _FAR), np.clip(cue - starts[cue], 0, _FAR),
    ]  # fmt: skip
    return np.stack([np.asarray(column).astype(np.float32) for column in columns], axis=1)


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
