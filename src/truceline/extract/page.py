"""The quotations and cues of one report, and which cue belongs to which quotation."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from spacy.tokens import Doc, Token

from truceline.extract import phrases
from truceline.extract.cues import Cue, find_cues, shallow_cue
from truceline.extract.quotations import Quotation, paragraphs, quotations
from truceline.extract.reading import Reading

_REACH_BEHIND = 16
_REACH_BEFORE = 30
_DASHES = frozenset({",", "-", "–", "—", "--"})
_STOPS = frozenset({".", "!", "?", ";", ":", "…"})
_OPEN_ENDS = ",?!…—–-"
_STEPS_UP = 8
_SMALL_WORD = 3
_LONGEST_TITLE = 200
_LABEL = 7
"""Tokens; a speaker's label before a colon is no longer."""


@dataclass(frozen=True)
class Page:
    """One report as the search for statements looks at it; places are characters of `text`."""

    reading: Reading
    quotes: tuple[Quotation, ...]
    quoted: frozenset[int]
    cues: dict[int, Cue]

    @property
    def doc(self) -> Doc:
        return self.reading.doc

    @cached_property
    def _quote_starts(self) -> list[int]:
        return [quote.start for quote in self.quotes]

    def quotes_within(self, start: int, end: int) -> tuple[Quotation, ...]:
        """The quotations that a place of the text touches."""
        first = max(0, bisect_left(self._quote_starts, start) - 1)
        found = self.quotes[first : bisect_right(self._quote_starts, end)]
        return tuple(quote for quote in found if quote.outer_end > start)

    @cached_property
    def people(self) -> dict[str, str]:
        """Family name to the longest name of the report that ends in it; not where two names compete."""
        found: dict[str, set[str]] = {}
        for mention in self.reading.found.mentions:
            if mention.kind == "person":
                found.setdefault(mention.name.split()[-1], set()).add(mention.name)
        return {
            last: max(sorted(names), key=len)
            for last, names in found.items()
            if len({n for n in names if " " in n}) <= 1
        }

    @property
    def text(self) -> str:
        return self.reading.clean.text

    @cached_property
    def _token_starts(self) -> list[int]:
        return token_starts(self.doc)

    @cached_property
    def _paragraphs(self) -> list[int]:
        return [start for start, _ in paragraphs(self.text)]

    def token_from(self, at: int) -> int:
        """The first token that begins at a character or behind it."""
        return bisect_left(self._token_starts, at)

    def paragraph_number(self, at: int) -> int:
        return bisect_right(self._paragraphs, at) - 1

    def paragraph_numbers(
        self, starts: np.ndarray[Any, np.dtype[np.int64]]
    ) -> np.ndarray[Any, np.dtype[np.int64]]:
        """The paragraph of each place of the text."""
        return np.maximum(np.searchsorted(self._paragraphs, starts, side="right") - 1, 0)

    def paragraph_end(self, token: Token) -> int:
        """The token behind the last one of the token's paragraph."""
        number = self.paragraph_number(token.idx) + 1
        return self.token_from(self._paragraphs[number]) if number < len(self._paragraphs) else len(self.doc)

    def sentence(self, token: Token) -> tuple[int, int]:
        """The sentence of a token, within its paragraph."""
        number = max(self.paragraph_number(token.idx), 0)
        first = max(token.sent.start, self.token_from(self._paragraphs[number]))
        last = min(token.sent.end, self.paragraph_end(token))
        while first < token.i and self.doc[first].lower_ in ("but", "and", "yet", "so", "meanwhile"):
            first += 1
        return first, last

    def sentence_start(self, first: int) -> int:
        """The start of the sentence, if only marks stand between it and the token."""
        start, _ = self.sentence(self.doc[first])
        return start if all(self.doc[i].is_punct for i in range(start, first)) else first

    def utterance_start(self, before: int) -> int:
        """Where the sentence that ends before a cue begins at the earliest: in its paragraph, behind
        a quotation that is a sentence of its own."""
        number = max(self.paragraph_number(self.doc[before].idx), 0)
        at = self._paragraphs[number]
        for quote in self.quotes_within(at, self.doc[before].idx):
            if at < quote.outer_end < self.doc[before - 1].idx and self.text[quote.end - 1] in ".!?…":
                at = quote.outer_end
        return self.token_from(at)

    def place(self, first: int, end: int) -> tuple[int, int]:
        """The characters of the tokens `[first, end)`; empty where there are none."""
        while end > first and (self.doc[end - 1].pos_ == "CCONJ" or self.doc[end - 1].is_space):
            end -= 1
        if first >= end:
            return 0, 0
        return self.trimmed((self.doc[first].idx, self.doc[end - 1].idx + len(self.doc[end - 1])))

    def trimmed(self, place: tuple[int, int]) -> tuple[int, int]:
        start, end = place
        while start < end - 1 and (self.text[start].isspace() or self.text[start] in ",;:—–-"):
            start += 1
        while end - 1 > start and (self.text[end - 1].isspace() or self.text[end - 1] in ",;:—–-"):
            end -= 1
        if self.text[end - 1] == "." and self.text[end - 2 : end - 1].islower() and end - start > 1:
            end -= self._inside(end)
        return start, end

    def _inside(self, end: int) -> int:
        """1 if the full stop before `end` is the reporter's; one within quotation marks is the speaker's."""
        at = bisect_left(self._quote_starts, end) - 1
        return 0 if at >= 0 and self.quotes[at].start < end <= self.quotes[at].end else 1

    def is_definite(self, noun: Token) -> bool:
        return any(left.lower_ in ("the", "this", "that", "these", "those") for left in noun.lefts)

    def cue_behind(self, quote: Quotation) -> Cue | None:
        """`"...," the official said`."""
        first = self.token_from(quote.outer_end)
        if quote.goes_on or first >= len(self.doc) or not self._begins(quote):
            return None
        comma = self.doc[first].text in _DASHES
        last = self.text[quote.start : quote.end].rstrip()[-1:]
        if not comma and last not in _OPEN_ENDS:
            return None
        first += comma
        for i in range(first, min(first + _REACH_BEHIND, len(self.doc))):
            token = self.doc[i]
            if token.text in _STOPS or "\n" in token.text or i in self.quoted:
                return None
            cue = self.cues.get(i)
            if cue is not None and (cue.start == first or self._is_filler(first, cue.start)):
                return cue if cue.source.i >= first else shallow_cue(self.doc, first, token)
            if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "relcl", "acl", "amod"):
                return shallow_cue(self.doc, first, token)
        return None

    def _begins(self, quote: Quotation) -> bool:
        """Whether the quotation begins a sentence; otherwise it is a piece of the reporter's."""
        before = self.text[max(0, quote.outer_start - 3) : quote.outer_start].rstrip(" ")[-1:]
        return before in ("", "\n") or not before.isalnum() or self.text[quote.start].isupper()

    def _is_filler(self, first: int, end: int) -> bool:
        return first < end and all(self.doc[i].pos_ in ("ADV", "PUNCT", "CCONJ") for i in range(first, end))

    def cue_before(self, quote: Quotation) -> Cue | None:
        """`The official said: "..."`; what begins with a small letter goes on with the reporter's words."""
        at = self.token_from(quote.outer_start) - 1
        if at < 0 or self.doc[at].text in (".", "!", "?") or not self._stands_alone(quote):
            return None
        colon = self.doc[at].text == ":"
        if not colon and self.doc[at].text != "," and self.is_title(quote):
            return None
        start = self.token_from(self._paragraphs[max(quote.paragraph, 0)])
        for i in range(at, max(start, at - _REACH_BEFORE) - 1, -1):
            token = self.doc[i]
            if token.text in (".", "!", "?") or i in self.quoted:
                return None
            if i in self.cues and self.cues[i].verb.lower_ != "according":
                return None if self._asks(token) else self.cues[i]
            if not colon and token.pos_ == "VERB" and token.dep_ not in ("amod", "compound", "acl"):
                return None
        return self._label(start, at) if colon else None

    def _asks(self, verb: Token) -> bool:
        """ "What he is saying: ..." tells what he means, not what he said."""
        return verb.left_edge.lower_ == "what"

    def is_title(self, quote: Quotation) -> bool:
        """The title of a film, a book, a programme: `"Meet the Press"`."""
        parts = self.text[quote.start : min(quote.end, quote.start + _LONGEST_TITLE)].split()
        long = [part for part in parts if len(part) > _SMALL_WORD or part is parts[0]]
        exclaims = self.text[quote.end - 1] in "!?"
        return not exclaims and all(part[0].isupper() or part[0].isdigit() for part in long)

    def _label(self, start: int, colon: int) -> Cue | None:
        """`Smith: "..."`, as in a headline or a transcript."""
        mention = self.reading.mention_at(self.doc[colon - 1]) if 0 < colon - start <= _LABEL else None
        if mention is None or mention.kind != "person":
            return None
        return Cue(self.doc[colon], self.doc[colon : colon + 1], self.doc[colon - 1])

    def _stands_alone(self, quote: Quotation) -> bool:
        said = self.text[quote.start : quote.end].strip()
        before = self.text[max(0, quote.outer_start - 3) : quote.outer_start].rstrip()[-1:]
        behind = self.text[quote.outer_end : quote.outer_end + 1]
        ends = quote.goes_on or said[-1] in ".!?…,—–" or behind in (".", "!", "?", "", "\n", ",")
        return ends and (before == ":" or not said[0].islower())

    def cue_above(self, quote: Quotation) -> Cue | None:
        """The reporting verb that governs a fragment, with no other clause between them."""
        first, end = self.token_from(quote.start), self.token_from(quote.end)
        at = next((self.doc[i] for i in range(first, end) if not first <= self.doc[i].head.i < end), None)
        if at is None:
            return None
        for _ in range(_STEPS_UP):
            if at.head.i == at.i or at.dep_ in ("relcl", "advcl", "parataxis", *phrases.SUBJECTS):
                return None
            if at.dep_ == "acl" and not first <= at.i < end:
                return None
            at = at.head
            cue = self.cues.get(at.i)
            if cue is not None:
                if (
                    self._asks(cue.verb)
                    and self.text[max(0, quote.outer_start - 3) : quote.outer_start].rstrip()[-1:] == ":"
                ):
                    return None
                return cue if cue.tokens.end <= first and cue.source.i not in range(first, end) else None
        return None


def token_starts(doc: Doc) -> list[int]:
    """The character at which each token begins."""
    begins: Any = doc.to_array(["IDX"]).ravel()
    starts: list[int] = begins.tolist()
    return starts


def read_quotes(reading: Reading) -> Page:
    """The quotations of a report, without cues."""
    quotes = quotations(reading.clean.text)
    starts = token_starts(reading.doc)
    quoted = frozenset(
        i for quote in quotes for i in range(bisect_left(starts, quote.start), bisect_left(starts, quote.end))
    )
    return Page(reading, quotes, quoted, {})


def read_page(reading: Reading) -> Page:
    """The quotations and the cues of a report."""
    page = read_quotes(reading)
    near = {
        i: cue
        for i, cue in find_cues(reading.doc, lambda token: token.i in page.quoted).items()
        if page.paragraph_number(cue.verb.idx) == page.paragraph_number(cue.source.idx)
    }
    return replace(page, cues=near)
