"""A text without the characters that mislead a parser, and the way back to the text as given."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class CleanText:
    """`text` is made of pieces of a source; piece i stands at `starts[i]` here and `sources[i]` there.

    Within a piece the two texts have the same length, so a character may be replaced (a
    no-break space by a space) but not added.
    """

    text: str
    starts: tuple[int, ...]
    sources: tuple[int, ...]

    @classmethod
    def of(cls, pieces: Iterable[tuple[int, str]]) -> CleanText:
        """Join `(offset in the source, text)` pieces, which come in the order of the source."""
        kept = [(offset, piece) for offset, piece in pieces if piece]
        lengths = accumulate((len(piece) for _, piece in kept), initial=0)
        return cls(
            "".join(piece for _, piece in kept),
            tuple(length for length, _ in zip(lengths, kept, strict=False)),
            tuple(offset for offset, _ in kept),
        )

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source for the span `[start, end)` of this text.

        Raises `ValueError` for a span that is empty or not in the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"span {start}:{end} is not in a text of {len(self.text)} characters")
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, end - 1) - 1
        return (
            self.sources[first] + start - self.starts[first],
            self.sources[last] + end - self.starts[last],
        )

    def from_source(self, offset: int) -> int:
        """The place here of a character of the source; for one left out, of the next that was kept."""
        piece = bisect_right(self.sources, offset) - 1
        if piece < 0:
            return 0
        next_start = self.starts[piece + 1] if piece + 1 < len(self.starts) else len(self.text)
        return min(self.starts[piece] + offset - self.sources[piece], next_start)
