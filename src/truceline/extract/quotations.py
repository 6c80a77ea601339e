"""Where quotation marks open and close, in the many ways in which newsrooms set them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_HIGH = '"“”„‟'
_ANGLE = "«»"
_SINGLE = "'‘’‚‹›"
_OPENERS = "“„‟«"
_CLOSERS = "”»"
_LINE_ENDS = ".!?…:)]_" + _HIGH + _ANGLE + _SINGLE
_LONGEST = 5_000
"""Characters of a quotation without a closing mark; before a longer paragraph the mark is astray."""
_SHORT_LINE = 50
"""Characters; a line this short is a headline or a list, not prose wrapped by hand."""
_DOUBLE_MARK = re.compile(f"[{_HIGH}{_ANGLE}]|''|’’")
"""Two single marks can stand for the closing one."""
_SINGLE_MARK = re.compile(f"[{_SINGLE}]")
_LINE = re.compile(r"\S[^\n]*(?<=\S)")
_SENTENCE_END = re.compile(r"[.!?…](?= )")


@dataclass(frozen=True, slots=True)
class Quotation:
    """`text[start:end]` stands between marks, `text[outer_start:outer_end]` is it with its marks.

    With `goes_on`, the paragraph ends before the quotation does: the next one of the text continues it.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    paragraph: int
    goes_on: bool = False


def paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """The `(start, end)` of each paragraph that is not blank.

    A line that ends in the middle of a sentence is no paragraph: such a text is wrapped by hand.
    """
    lines = [(match.start(), match.end()) for match in _LINE.finditer(text)]
    found: list[tuple[int, int]] = []
    begun: int | None = None
    for number, (start, end) in enumerate(lines):
        last = text[end - 1]
        begun = start if begun is None else begun
        next_start = lines[number + 1][0] if number + 1 < len(lines) else len(text)
        blank_between = text.count("\n", end, next_start) != 1
        if blank_between or last in _LINE_ENDS or end - start < _SHORT_LINE:
            found.append((begun, end))
            begun = None
    return tuple(found)


def quotations(text: str) -> tuple[Quotation, ...]:
    """All outermost quotations in the order of the text."""
    found: list[Quotation] = []
    parts = paragraphs(text)
    for number, (start, end) in enumerate(parts):
        continues = bool(found) and found[-1].goes_on and found[-1].paragraph == number - 1
        if continues and text[start] not in _HIGH + _ANGLE:
            found[-1] = replace(found[-1], goes_on=False)
        goes_on = number + 1 < len(parts) and text[parts[number + 1][0]] in _OPENERS + '"'
        doubles = list(_doubles(text, start, end, number, goes_on))
        found += sorted(_with_singles(text, start, end, number, doubles), key=lambda q: q.start)
    if found and found[-1].goes_on:
        found[-1] = replace(found[-1], goes_on=False)
    return tuple(quote for quote in found if any(map(str.isalnum, text[quote.start : quote.end])))


def _doubles(text: str, start: int, end: int, number: int, goes_on: bool) -> Iterator[Quotation]:
    """One pass over the marks of a paragraph: outside, a mark opens; inside, one of its family closes.

    What is not closed runs to the end of the paragraph where the next one opens it again (`goes_on`)."""
    opened: int | None = None
    before = False  # whether the paragraph had a quotation or a mark already
    for match in _DOUBLE_MARK.finditer(text, start, end):
        at, mark = match.start(), match.group()
        if len(mark) > 1:
            if opened is not None and text[opened] in _HIGH and _closes_twice(text, at, end):
                yield Quotation(opened + 1, at, opened, at + 2, number)
                opened = None
            continue
        opens, closes = _looks(text, at, start, end)
        if opened is None:
            if mark in _OPENERS or opens:
                opened = at
            elif not before and closes and text[at - 1] in ",.!?…":
                # the opening mark was lost: the paragraph opens the quotation
                yield Quotation(start, at, start, at + 1, number)
            before = True
        elif (mark in _ANGLE) != (text[opened] in _ANGLE):
            continue
        elif mark in _CLOSERS or closes:
            if at > opened + 1:
                yield Quotation(opened + 1, at, opened, at + 1, number)
            opened = None
        elif opens:
            opened = at  # the one before was never closed, and nothing says where it ends
    if opened is not None and opened + 1 < end:
        if (opened == start or goes_on) and end - opened <= _LONGEST:
            yield Quotation(opened + 1, end, opened, end, number, goes_on=True)
        else:
            stop = _SENTENCE_END.search(text, opened, end)
            last = stop.end() if stop else end
            yield Quotation(opened + 1, last, opened, last, number, goes_on=last == end)


def _closes_twice(text: str, at: int, end: int) -> bool:
    """ "A dead end.''"; but not the apostrophe in "the ‘players’’ club"."""
    return at + 2 == end or text[at - 1] in ",.?!…" or text[at + 2] in ",.;:?!"


def _looks(text: str, at: int, start: int, end: int) -> tuple[bool, bool]:
    """Whether a mark stands as an opening one does, and as a closing one."""
    before = text[at - 1] if at > start else " "
    behind = text[at + 1] if at + 1 < end else " "
    free_before = before in " \n([{—–-/" + _SINGLE + _HIGH
    free_behind = not behind.isalnum() and behind not in "$£€#"
    opens = free_before and (not behind.isspace() or text[at] in "«“„") and behind not in ",;"
    free_behind = free_behind or before in ",.?!…"  # `,"says he`
    closes = free_behind and (not before.isspace() or text[at] == "»") and at > start
    return opens, closes


def _with_singles(
    text: str, start: int, end: int, number: int, doubles: list[Quotation]
) -> Iterator[Quotation]:
    """Single marks count outside of double ones; an apostrophe is no mark.

    A pair of single marks around whole quotations makes those its inner ones.
    """
    inside = iter(doubles)
    current = next(inside, None)
    opened: int | None = None
    kept: list[Quotation] = []
    waiting: list[Quotation] = []
    for match in _SINGLE_MARK.finditer(text, start, end):
        at, mark = match.start(), match.group()
        while current is not None and current.outer_end <= at:
            waiting.append(current)
            current = next(inside, None)
        if current is not None and current.outer_start < at:
            continue
        opens, closes = _looks(text, at, start, end)
        if mark in "'‘‚‹" and opens and at + 1 < end and text[at + 1].isalpha():
            opened = at
            kept += waiting
            waiting = []
        elif opened is not None and mark in "'’›" and closes and at > opened + 3:
            kept.append(Quotation(opened + 1, at, opened, at + 1, number))
            opened, waiting = None, []
    yield from kept
    yield from waiting
    yield from (current,) if current is not None else ()
    yield from inside
