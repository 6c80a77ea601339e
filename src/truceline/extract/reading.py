"""What an extractor is given: the report, its parse, and what the extractors before it found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from truceline.model.claims import Extraction, Mention, Span, Time
from truceline.model.offsets import CleanText
from truceline.model.report import Report


@dataclass(frozen=True)
class Reading:
    """`doc` is the parse of `clean.text`; claims point into `report.text`, and `span` leads there."""

    report: Report
    clean: CleanText
    doc: Doc
    found: Extraction
    rules_only: bool = False
    """Whether what was learnt from labelled texts is left aside."""

    def having(self, found: Extraction) -> Reading:
        """The same reading with more found; what is looked up by token is kept where it still holds."""
        reading = Reading(self.report, self.clean, self.doc, found, self.rules_only)
        for cached, field in (("_mention_at", "mentions"), ("_time_at", "times")):
            if cached in self.__dict__ and getattr(found, field) is getattr(self.found, field):
                reading.__dict__[cached] = self.__dict__[cached]
        return reading

    def span(self, tokens: Tokens | Token) -> Span:
        """The place in the report of some tokens of the parse. Raises `ValueError` for none."""
        if isinstance(tokens, Token):
            return self.chars(tokens.idx, tokens.idx + len(tokens))
        return self.chars(tokens.start_char, tokens.end_char)

    def chars(self, start: int, end: int) -> Span:
        """The place in the report of `doc.text[start:end]`."""
        return Span(self.report.id, *self.clean.to_source(start, end))

    def text(self, span: Span) -> str:
        """The words of the report at a span."""
        return self.report.text[span.start : span.end]

    def tokens(self, span: Span) -> Tokens:
        """The tokens of the parse at a place of the report. Raises `ValueError` where none was parsed."""
        start, end = self.clean.from_source(span.start), self.clean.from_source(span.end - 1) + 1
        found = self.doc.char_span(start, end, alignment_mode="expand")
        if found is None:
            raise ValueError(f"{span} is not in the text that was parsed")
        return found

    @cached_property
    def _mention_at(self) -> dict[int, Mention]:
        return self._by_token(self.found.mentions)

    @cached_property
    def _time_at(self) -> dict[int, Time]:
        return self._by_token(self.found.times)

    def _by_token[C: (Mention, Time)](self, claims: Iterable[C]) -> dict[int, C]:
        return {token.i: claim for claim in claims for token in self.tokens(claim.span)}

    def mention_at(self, token: Token) -> Mention | None:
        """The name that the token is part of."""
        return self._mention_at.get(token.i)

    def time_at(self, token: Token) -> Time | None:
        """The time expression that the token is part of."""
        return self._time_at.get(token.i)
