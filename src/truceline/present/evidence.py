"""The sentence a claim rests on."""

from __future__ import annotations

import re

from truceline.model.claims import Span

_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[A-Z0-9])|\n+")
_NOT_AN_END = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Maj|Lt|Capt|Sgt|Sen|Rep|Gov|St|Prof|Rev|Jr|Sr|No|vs|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z])\.[\"'”’»)\]]*\s+$"
)
_FAR = 600
"""Characters on each side; a longer sentence is cut, so that hostile text costs no time."""


def sentence_around(text: str, span: Span) -> tuple[int, int]:
    """The sentence, or sentences, of the text that hold a span: start and end in characters."""
    left = max(0, span.start - _FAR)
    start = left
    for boundary in _END.finditer(text, left, min(len(text), span.start + 2)):
        if boundary.end() <= span.start and not _abbreviated(text, boundary):
            start = boundary.end()
    end = min(len(text), span.end + _FAR)
    for boundary in _END.finditer(text, max(span.start, span.end - 1), end):
        if not _abbreviated(text, boundary):
            end = boundary.end()
            break
    while start < span.start and text[start].isspace():
        start += 1
    while end > span.end and text[end - 1].isspace():
        end -= 1
    return start, end


def _abbreviated(text: str, boundary: re.Match[str]) -> bool:
    return bool(_NOT_AN_END.search(text[max(0, boundary.start() - 12) : boundary.end()]))
