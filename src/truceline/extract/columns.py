"""The parse of a report as columns: one array an attribute, and which tokens hang on which."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from truceline.extract.page import Page

type Ints = np.ndarray[Any, np.dtype[np.int64]]
type Range = tuple[int, int]
"""`[first, end)` in tokens."""

REACH = 300
"""Tokens on either side of a cue that are looked at."""
_FEW = 40
_LONGEST_WAY = 60
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_ATTRIBUTES = ("LEMMA", "LOWER", "POS", "TAG", "DEP", "ENT_TYPE")


@dataclass(frozen=True)
class Columns:
    """`codes` has the numbers that spaCy gives to LEMMA, LOWER, POS, TAG, DEP and ENT_TYPE of each token,
    which are hashes of their names and the same everywhere; `left` and `right` are the first and last token
    of each token's subtree, cut at its paragraph."""

    page: Page
    codes: dict[str, np.ndarray[Any, np.dtype[np.uint64]]]
    heads: Ints
    dep: list[str]
    tag: list[str]
    pos: list[str]
    lower: list[str]
    ent: list[str]
    head: list[int]
    left: list[int]
    right: list[int]
    starts: list[int]
    ends: list[int]
    quote_at: list[int]
    quotes: list[Range]
    paragraph: list[int]

    def __len__(self) -> int:
        return len(self.head)

    @cached_property
    def children(self) -> list[list[int]]:
        found: list[list[int]] = [[] for _ in self.head]
        for i, head in enumerate(self.head):
            if head != i:
                found[head].append(i)
        return found

    def near(self, i: int, around: int) -> list[int]:
        """What hangs on a token, as far as it is not far from another: a broken parse hangs much on one."""
        below = self.children[i]
        if len(below) <= _FEW:
            return below
        return below[bisect_left(below, around - REACH) : bisect_left(below, around + REACH)]

    @cached_property
    def words(self) -> Ints:
        """How many words, not marks or blanks, stand before each token."""
        is_word = [any(map(str.isalnum, lower)) for lower in self.lower]
        return np.concatenate(([0], np.cumsum(is_word)))

    @cached_property
    def marks(self) -> list[bool]:
        """Whether each token is a mark or a blank."""
        return [pos in ("PUNCT", "SPACE") for pos in self.pos]

    @cached_property
    def quoted(self) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Whether each token stands between quotation marks, and one more for the end: False."""
        return np.array([*self.quote_at, -1]) >= 0

    @cached_property
    def sentences(self) -> tuple[Ints, Ints]:
        """Where each token's sentence begins and ends, and the same for the end of the text."""
        return np.array([*self.starts, len(self)]), np.array([*self.ends, len(self)])


def columns(page: Page) -> Columns:
    """The columns of a report's parse."""
    doc = page.doc
    table: Any = doc.to_array([*_ATTRIBUTES, "HEAD", "SENT_START"]).reshape(len(doc), -1)
    codes = {attribute: table[:, at] for at, attribute in enumerate(_ATTRIBUTES)}
    heads = np.arange(len(doc)) + table[:, -2].astype(np.int64)
    starts_at = [token.idx for token in doc]
    paragraph = page.paragraph_numbers(starts_at)
    begins = (table[:, -1] == 1) | (np.diff(paragraph, prepend=-1) != 0)
    number = np.cumsum(begins) - 1
    firsts = np.flatnonzero(begins)
    lasts = np.append(firsts[1:], len(doc))
    quotes = [(page.token_from(q.outer_start), page.token_from(q.outer_end)) for q in page.quotes]
    quote_at = [-1] * len(doc)
    for at, (first, end) in enumerate(quotes):
        quote_at[first:end] = [at] * (end - first)
    left, right = _edges(heads, paragraph)
    strings = doc.vocab.strings

    def names(attribute: str) -> list[str]:
        own = codes[attribute].tolist()
        texts = {code: strings[code] if code else "" for code in set(own)}
        return [texts[code] for code in own]

    return Columns(
        page,
        codes,
        heads,
        names("DEP"),
        names("TAG"),
        names("POS"),
        names("LOWER"),
        names("ENT_TYPE"),
        heads.tolist(),
        left,
        right,
        firsts[number].tolist() if len(doc) else [],
        lasts[number].tolist() if len(doc) else [],
        quote_at,
        quotes,
        paragraph.tolist(),
    )


def _edges(heads: Ints, part: Ints) -> tuple[list[int], list[int]]:
    """The subtrees' ends: each token hands its own to its head, as often as the longest way up. A way that is
    longer than any of a real sentence is not followed to its end."""
    left, right = np.arange(len(heads)), np.arange(len(heads))
    below = np.flatnonzero((heads != left) & (part[heads] == part))
    up = heads[below]
    for _ in range(_LONGEST_WAY):
        before = left[up].sum(), right[up].sum()
        np.minimum.at(left, up, left[below])
        np.maximum.at(right, up, right[below])
        if (left[up].sum(), right[up].sum()) == before:
            break
    return left.tolist(), right.tolist()
