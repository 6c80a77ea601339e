"""Where lines begin in the head of a text. Every look is bounded: a line may be a megabyte long."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST_LOOK = 1000
_BLANK = re.compile(r"[\s\ufeff\u200b]*")


def line_at(text: str, start: int) -> str:
    """The line from `start` on, or the first thousand characters of a longer one."""
    end = text.find("\n", start, start + LONGEST_LOOK)
    return text[start : end if end >= 0 else start + LONGEST_LOOK].rstrip()


def line_around(text: str, place: int) -> str:
    """The line that a place is in, or as much of a longer one as is looked at on each side."""
    start = text.rfind("\n", max(0, place - LONGEST_LOOK), place) + 1
    return line_at(text, start or max(0, place - LONGEST_LOOK)).lstrip()


def skip_blank(text: str, start: int) -> int:
    """Where the next visible character stands."""
    blank = _BLANK.match(text, start)
    return blank.end() if blank else start


def next_line(text: str, start: int) -> int:
    """Where the next line that is not blank begins; the end of the text if there is none."""
    end = text.find("\n", start)
    return skip_blank(text, end) if end >= 0 else len(text)


def begins_line(text: str, start: int) -> bool:
    """Whether nothing visible stands before `start` in its line."""
    line = text[max(0, start - LONGEST_LOOK) : start]
    return not line[line.rfind("\n") + 1 :].strip(" \t\r\ufeff\u200b")


def lines_from(text: str, start: int, most: int) -> Iterator[int]:
    """The beginnings of the next lines that are not blank, `start` first."""
    for _ in range(most):
        if start >= len(text):
            return
        yield start
        start = next_line(text, start)
