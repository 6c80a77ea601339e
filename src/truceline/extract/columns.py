"""The parse of a report as columns: one array an attribute, and which tokens hang on which."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from spacy.strings import get_string_id

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
    of each token's subtree, cut at its paragraph; `sentences` says where each token's sentence begins and
    ends, and the same for the end of the text."""

    page: Page
    codes: dict[str, np.ndarray[Any, np.dtype[np.uint64]]]
    heads: Ints
    edges: tuple[Ints, Ints]
    sentences: tuple[Ints, Ints]
    paragraphs: Ints
    quotes: list[Range]
    quote_numbers: Ints

    def __len__(self) -> int:
        return len(self.heads)

    @cached_property
    def dep(self) -> list[str]:
        return self._names("DEP")

    @cached_property
    def tag(self) -> list[str]:
        return self._names("TAG")

    @cached_property
    def pos(self) -> list[str]:
        return self._names("POS")

    @cached_property
    def ent(self) -> list[str]:
        return self._names("ENT_TYPE")

    @cached_property
    def lower(self) -> list[int]:
        """The codes of the words, see `code`: few are asked for, and a text has many."""
        codes: list[int] = self.codes["LOWER"].tolist()
        return codes

    @cached_property
    def head(self) -> list[int]:
        heads: list[int] = self.heads.tolist()
        return heads

    @cached_property
    def left(self) -> list[int]:
        edges: list[int] = self.edges[0].tolist()
        return edges

    @cached_property
    def right(self) -> list[int]:
        edges: list[int] = self.edges[1].tolist()
        return edges

    @cached_property
    def starts(self) -> list[int]:
        begins: list[int] = self.sentences[0].tolist()
        return begins

    @cached_property
    def ends(self) -> list[int]:
        behind: list[int] = self.sentences[1].tolist()
        return behind

    @cached_property
    def paragraph(self) -> list[int]:
        numbers: list[int] = self.paragraphs.tolist()
        return numbers

    @cached_property
    def quote_at(self) -> list[int]:
        """The number of each token's quotation; -1 outside."""
        numbers: list[int] = self.quote_numbers.tolist()
        return numbers

    def _names(self, attribute: str) -> list[str]:
        strings = self.page.doc.vocab.strings
        own = self.codes[attribute].tolist()
        texts = {code: strings[code] if code else "" for code in set(own)}
        return [texts[code] for code in own]

    @cached_property
    def _below(self) -> tuple[list[int], list[int]]:
        """The tokens that hang on another, by that one, and where those of each begin among them."""
        below = np.flatnonzero(self.heads != np.arange(len(self)))
        up = self.heads[below]
        begins = np.searchsorted(np.sort(up), np.arange(len(self) + 1))
        return below[np.argsort(up, kind="stable")].tolist(), begins.tolist()

    def near(self, i: int, around: int) -> list[int]:
        """What hangs on a token, as far as it is not far from another: a broken parse hangs much on one."""
        order, begins = self._below
        first, end = begins[i], begins[i + 1]
        if end - first > _FEW:
            first, end = (bisect_left(order, around + way * REACH, first, end) for way in (-1, 1))
        return order[first:end]

    @cached_property
    def words(self) -> Ints:
        """How many words, not marks or blanks, stand before each token."""
        is_word = self.page.doc.to_array(["IS_ALPHA"]).ravel().astype(bool)
        for i in np.flatnonzero(~is_word).tolist():
            is_word[i] = any(map(str.isalnum, self.page.doc[i].text))
        return np.concatenate(([0], np.cumsum(is_word)))

    @cached_property
    def is_mark(self) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Whether each token is a mark or a blank."""
        found: np.ndarray[Any, np.dtype[np.bool_]] = np.isin(
            self.codes["POS"], [code("PUNCT"), code("SPACE")]
        )
        return found

    @cached_property
    def marks(self) -> list[bool]:
        marks: list[bool] = self.is_mark.tolist()
        return marks

    @cached_property
    def quoted(self) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Whether each token stands between quotation marks, and one more for the end: False."""
        return np.append(self.quote_numbers >= 0, False)

    @cached_property
    def trims(self) -> tuple[list[int], list[int]]:
        """Where a place that would begin at a token begins without the marks there that are no quotation
        marks; and where one that would end there ends, without such marks and without a conjunction."""
        n, here = len(self), np.arange(len(self) + 1)
        begins = np.append(~self.is_mark, True)
        begins[[first for first, _ in self.quotes if first < n]] = True
        first = np.minimum.accumulate(np.where(begins, here, n)[::-1])[::-1]
        loose = (self.is_mark & (self.quote_numbers < 0)) | (self.codes["DEP"] == code("cc"))
        end = np.maximum.accumulate(np.where(np.append(True, ~loose), here, 0))
        return first.tolist(), end.tolist()


def code(text: str) -> int:
    """The number that spaCy gives to a word or a label."""
    number: int = get_string_id(text)
    return number


def columns(page: Page) -> Columns:
    """The columns of a report's parse."""
    doc = page.doc
    table: Any = doc.to_array([*_ATTRIBUTES, "HEAD", "SENT_START", "IDX"]).reshape(len(doc), -1)
    codes = {attribute: table[:, at] for at, attribute in enumerate(_ATTRIBUTES)}
    heads = np.arange(len(doc)) + table[:, -3].astype(np.int64)
    paragraph = page.paragraph_numbers(table[:, -1].astype(np.int64))
    begins = (table[:, -2] == 1) | (np.diff(paragraph, prepend=-1) != 0)
    number = np.cumsum(begins) - 1
    firsts = np.flatnonzero(begins)
    lasts = np.append(firsts[1:], len(doc))
    quotes = [(page.token_from(q.outer_start), page.token_from(q.outer_end)) for q in page.quotes]
    quote_at = np.full(len(doc), -1)
    for at, (first, end) in enumerate(quotes):
        quote_at[first:end] = at
    sentences = np.append(firsts[number], len(doc)), np.append(lasts[number], len(doc))
    return Columns(page, codes, heads, _edges(heads, paragraph), sentences, paragraph, quotes, quote_at)


def _edges(heads: Ints, part: Ints) -> tuple[Ints, Ints]:
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
    return left, right
