"""What a cue may report: the quotations about it, and what stands on the other side of a colon."""

from __future__ import annotations

from typing import Protocol

from truceline.extract.columns import Columns, Range

_MOST_QUOTES = 6
_GAP = 4
_LONGEST_LABEL = 30
_LONGEST = 400


class Add(Protocol):
    """Takes a candidate's shape, its head and its ranges."""

    def __call__(self, shape: str, head: int, *ranges: Range) -> None: ...


def quoted(cols: Columns, cue: int, start: int, end: int, before: int, behind: int, add: Add) -> None:
    """The quotations of the sentence and those that go on behind it."""
    own = cols.quote_at[cue]
    last = next(
        (q for q in (cols.quote_at[i] for i in range(before - 1, max(start - 2, -1), -1)) if q >= 0), own
    )
    following = next(
        (q for q in (cols.quote_at[i] for i in range(behind, min(end + 3, len(cols)))) if q >= 0), own
    )
    onward = _onward(cols, cue, end, following if following != own else -1)
    if last != own and cols.quotes[last][1] <= cue:
        first = cols.quotes[last][0]
        add("quote before", -1, cols.quotes[last])
        if cols.starts[first] < first:
            add("sentence to quote", -1, (cols.starts[first], cols.quotes[last][1]))
        if following != own and cols.quotes[following][0] >= behind:
            add("quotes about", -1, cols.quotes[last], cols.quotes[following])
        if onward:
            add("quotes on", -1, cols.quotes[last], *(cols.quotes[q] for q in onward))
    elif start < before and onward:
        add("before on", -1, (start, before), *(cols.quotes[q] for q in onward))
    if following != own and cols.quotes[following][0] > cue:
        first, last_token = cols.quotes[following]
        add("quote behind", -1, (first, last_token))
        if first > cue + 1:
            add("cue to quote", -1, (cue + 1, last_token))
            for child in cols.near(cue, cue):
                if cue < cols.left[child] < first and not cols.marks[child]:
                    add(f"{cols.dep[child]} to quote", child, (cols.left[child], last_token))
    if onward:
        for child in cols.near(cue, cue):
            if cols.left[child] > cue and cols.dep[child] in ("ccomp", "dobj", "prep", "xcomp"):
                clause = (cols.left[child], cols.right[child] + 1)
                more = [cols.quotes[q] for q in onward if cols.quotes[q][0] >= clause[1]]
                if more:
                    add(f"{cols.dep[child]} on", child, clause, *more)
        add("quotes behind on", -1, *(cols.quotes[q] for q in onward))
    if own >= 0:
        first, last_token = cols.quotes[own]
        if last_token > behind:
            add("rest of quote", -1, (behind, last_token))
            add("rest of quote", -1, (cue + 1, last_token))


def _onward(cols: Columns, cue: int, end: int, following: int) -> list[int]:
    """The quotations from the one behind the cue, or from the next sentence on, without a word of the
    reporter's between them."""
    q = following
    if q < 0:
        near = next((i for i in range(end, min(end + _GAP, len(cols))) if cols.quote_at[i] >= 0), -1)
        q = cols.quote_at[near] if near >= 0 else -1
        if q < 0 or cols.words[cols.quotes[q][0]] > cols.words[end]:
            return []
    found = [q]
    while len(found) < _MOST_QUOTES and q + 1 < len(cols.quotes):
        if cols.words[cols.quotes[q + 1][0]] > cols.words[cols.quotes[q][1]]:
            break
        q += 1
        found.append(q)
    return found


def beside_mark(cols: Columns, cue: int, add: Add) -> None:
    """ "Official: talks failed" and "Talks failed: official"."""
    part = cols.paragraph[cue]
    first, end = cue, cue + 1
    while first > 0 and cols.paragraph[first - 1] == part and cue - first < _LONGEST_LABEL:
        first -= 1
    while end < len(cols) and cols.paragraph[end] == part and end - cue < _LONGEST:
        end += 1
    add("line behind", -1, (cue + 1, end))
    add("sentence behind", -1, (cue + 1, cols.ends[min(cue + 1, len(cols) - 1)]))
    add("line before", -1, (first, cue))
