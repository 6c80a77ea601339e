"""Whether a text tells a figure as a count that only grows: a toll kept up, a number since a beginning."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice

from truceline.model.claims import Figure
from truceline.resources import any_of, table

_REACH = 110
"""Characters on each side of a figure that are looked at, as far as its sentence goes."""
_MOST_WORDS = 4
"""Words that tell a beginning: "the war began in March"."""
_END = re.compile(r"[.!?;]\s|\n\s*\n")
_WORD = re.compile(r"[a-z]{4,}|\d{1,4}")


@dataclass(frozen=True, slots=True)
class Growing:
    """A count that only grows; `since` are the words for its beginning, empty where none is told."""

    since: frozenset[str]


def growing(text: str, figure: Figure) -> Growing | None:
    """How a text tells that a figure only grows; None where it does not."""
    if figure.counted is None or figure.unit is not None or figure.period is not None or figure.part:
        return None
    start, end = figure.span.start, figure.span.end
    left = _END.split(text[max(0, start - _REACH) : start].casefold())[-1]
    right = _END.split(text[end : end + _REACH].casefold())[0]
    since = _any("since").search(right)
    if _any("shorter").search(left) or _any("shorter").search(right[: since.start()] if since else right):
        return None
    if since is not None:
        told = _WORD.finditer(right, since.end())
        words = frozenset(word.group() for word in islice(told, _MOST_WORDS) if word.end() < _REACH)
        return Growing(words) if words else None
    return Growing(frozenset()) if _any("before").search(left) or _any("after").search(right) else None


@cache
def _any(part: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(table('cumulative.toml')[part])})\b")
