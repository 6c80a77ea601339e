"""What a cue may report: the places of its sentence and of the quotations about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from truceline.extract.columns import REACH, SUBJECTS, Columns, Range

_MOST_RIGHTS = 6
_MOST_QUOTES = 6
_GAP = 4
_LONGEST_LABEL = 30
_LONGEST = 400
_LONGEST_RANGE = 1000
MARKS = frozenset({":", "-", "–", "—", "--"})
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "parataxis", "acl", "relcl", "csubj", "pcomp"})
_LOOSE = frozenset({"advcl", "conj", "relcl", "parataxis", "appos", "prep", "npadvmod"})
_COMMAS = frozenset({",", ";", "-", "–", "—", "--"})


class Add(Protocol):
    """Takes a candidate's shape, its head and its ranges."""

    def __call__(self, shape: str, head: int, *ranges: Range) -> None: ...


@dataclass(frozen=True, slots=True)
class Candidate:
    """`shape` says how the place was found, `head` is the token of the parse that it hangs on (-1: none)."""

    shape: str
    ranges: tuple[Range, ...]
    head: int


def candidates(cols: Columns, cue: int) -> list[Candidate]:
    """The places that may be what a cue reports, each once."""
    found: dict[tuple[Range, ...], Candidate] = {}

    def add(shape: str, head: int, *ranges: Range) -> None:
        kept = []
        for first, end in ranges:
            one = trimmed(cols, first, end)
            if one is None or one[0] <= cue < one[1] or one[1] - one[0] > _LONGEST_RANGE:
                return
            kept.append(one)
        if tuple(kept) not in found:
            found[tuple(kept)] = Candidate(shape, tuple(kept), head)

    if cols.lower[cue] in MARKS:
        _beside_mark(cols, cue, add)
    start, end = max(cols.starts[cue], cue - REACH), min(cols.ends[cue], cue + REACH)
    before, behind = cue_clause(cols, cue)
    _rights(cols, cue, end, add)
    _lefts(cols, cue, start, end, before, behind, add)
    _relatives(cols, cue, add)
    _quoted(cols, cue, start, end, before, behind, add)
    return list(found.values())


def trimmed(cols: Columns, first: int, end: int) -> Range | None:
    """The range without marks at its ends that are no quotation marks, and without a conjunction there."""
    marks, quote_at = cols.marks, cols.quote_at
    while (
        first < end
        and marks[first]
        and not (quote_at[first] >= 0 and cols.quotes[quote_at[first]][0] == first)
    ):
        first += 1
    while end > first and ((marks[end - 1] and quote_at[end - 1] < 0) or cols.dep[end - 1] == "cc"):
        end -= 1
    return (first, end) if first < end else None


def cue_clause(cols: Columns, cue: int) -> Range:
    """The cue with its helping verbs and its subject, where they stand together: "the official has said"."""
    first, end = cue, cue + 1
    for child in cols.near(cue, cue):
        dep = cols.dep[child]
        near = dep in SUBJECTS or dep in (
            "aux",
            "auxpass",
            "neg",
            "advmod",
            "prt",
            "dative",
            "npadvmod",
            "agent",
        )
        if not near and not (dep == "prep" and child > cue and cols.right[child] - cue < 8):
            if child > cue and dep != "punct":
                break
            continue
        if child < cue:
            first = min(first, cols.left[child])
        elif cols.left[child] <= end + 1:
            end = max(end, cols.right[child] + 1)
    return first, end


def _rights(cols: Columns, cue: int, end: int, add: Add) -> None:
    """What hangs on the cue behind it, and on the verb whose object or subject it is."""
    rights = [child for child in cols.near(cue, cue) if child > cue and not cols.marks[child]]
    _spans("own", cols, cue, rights, end, add)
    up = cols.head[cue]
    if up != cue and cols.dep[cue] in (
        "dobj",
        "attr",
        "pobj",
        "nsubj",
        "nsubjpass",
        "acomp",
        "compound",
        "amod",
        "oprd",
        "prep",
        "pcomp",
        "advmod",
        "aux",
        "xcomp",
    ):
        beyond = [child for child in cols.near(up, cue) if child > cue and not cols.marks[child]]
        _spans("up", cols, cue, beyond, end, add)
        if up > cue and cols.dep[cue] in ("compound", "amod", "aux", "advmod"):
            add("head", up, (cue + 1, up + 1))
            add("head phrase", up, (cue + 1, cols.right[up] + 1))
        top = cols.head[up]
        if top != up and cols.dep[cue] in ("pobj", "pcomp"):
            beyond = [child for child in cols.near(top, cue) if child > cue and not cols.marks[child]]
            _spans("top", cols, cue, beyond, end, add)
    add("rest", -1, (cue + 1, end))


def _spans(whose: str, cols: Columns, cue: int, rights: list[int], end: int, add: Add) -> None:
    rights = [right for right in rights if cols.dep[right] != "prt"][:_MOST_RIGHTS]
    far = rights[-1] if rights else cue
    subject = next((c for c in cols.near(cue, cue) if c < cue and cols.dep[c] in SUBJECTS), None)
    for right in rights:
        dep = cols.dep[right]
        if dep in ("aux", "auxpass", "cc", "neg"):
            continue
        first, last = max(cols.left[right], cue + 1), cols.right[right] + 1
        shape = f"{whose} {dep}"
        add(shape, right, (first, last))
        short = _without_loose(cols, right, first, last)
        if short < last:
            add(f"{shape} short", right, (first, short))
        if dep in ("prep", "agent"):
            nouns = [c for c in cols.near(right, cue) if c > right and not cols.marks[c]]
            if nouns:
                add(f"{shape} noun", right, (cols.left[nouns[0]], last))
        elif dep in ("dobj", "dative", "attr", "nsubj") and right + 1 < last:
            inner = next(
                (c for c in cols.near(right, cue) if c > right and cols.dep[c] in ("prep", *_CLAUSES)), None
            )
            if inner is not None:
                add(f"{shape} inner", inner, (cols.left[inner], last))
                if cols.left[inner] > first:
                    add(f"{shape} noun", right, (first, cols.left[inner]))
        if right != far:
            add(f"{shape} on", right, (first, cols.right[far] + 1))
        if last < end:
            add(f"{shape} rest", right, (first, end))
        if subject is not None:
            add(f"{shape} subject", right, (cols.left[subject], cols.right[subject] + 1), (first, last))
    if subject is not None and whose == "own" and far == cue:
        add("subject", subject, (cols.left[subject], cols.right[subject] + 1))


def _without_loose(cols: Columns, head: int, first: int, last: int) -> int:
    """Where the first loose part behind a comma begins, or a coordinated verb."""
    for child in cols.near(head, first):
        begin = cols.left[child]
        if child <= head or begin <= first + 1 or cols.dep[child] not in _LOOSE:
            continue
        before = cols.lower[begin - 1]
        if before in _COMMAS or cols.dep[begin - 1] == "cc":
            return begin - 1
    return last


def _lefts(cols: Columns, cue: int, start: int, end: int, before: int, behind: int, add: Add) -> None:
    """What stands before the cue, or on both sides of it."""
    if start < before:
        add("before", -1, (start, before))
        add("around", -1, (start, before), (behind, end))
        whole = next((i for i in range(before - 1, start, -1) if cols.lower[i] in _COMMAS), start)
        if start < whole < before - 1:
            add("since comma", -1, (whole + 1, before))
            add("till comma", -1, (start, whole))
    for child in cols.near(cue, cue):
        dep = cols.dep[child]
        if child < cue and (
            dep in _CLAUSES
            or dep
            in ("dobj", "nsubj", "nsubjpass", "compound", "amod", "poss", "nmod", "attr", "prep", "npadvmod")
        ):
            last = min(cols.right[child] + 1, cue)
            add(f"left {dep}", child, (cols.left[child], last))
            if dep in ("ccomp", "parataxis"):
                if cols.right[child] > cue:
                    add(
                        f"left {dep} both", child, (cols.left[child], before), (behind, cols.right[child] + 1)
                    )
                add(f"left {dep} till", child, (cols.left[child], before))
    up = cols.head[cue]
    if up != cue:
        dep = cols.dep[cue]
        if dep in ("parataxis", "advcl", "prep", "ccomp", "advmod", "dep", "amod"):
            first, last = cols.left[up], cols.right[up] + 1
            if first < before:
                add(f"up {dep} before", up, (first, before))
                add(f"up {dep} both", up, (first, before), (behind, last))
            elif behind < last:
                add(f"up {dep} behind", up, (behind, last))
        if dep in ("amod", "acl", "relcl") and up > cue:
            add(f"up {dep}", up, (up, cols.right[up] + 1))
        if cols.dep[up] in ("advcl", "parataxis", "prep") and cols.head[up] != up:
            top = cols.head[up]
            if cols.left[top] < before:
                add(f"top {dep} before", top, (cols.left[top], cols.left[up]))
    edge = max(cols.right[cue] + 1, behind)
    if edge < end:
        add("behind", -1, (edge, end))
    if behind < end and behind != edge:
        add("behind near", -1, (behind, end))
    if start > 0 and cols.paragraph[start - 1] == cols.paragraph[start]:
        add("sentence before", -1, (cols.starts[start - 1], start))


def _relatives(cols: Columns, cue: int, add: Add) -> None:
    """ "The deal that he rejected", "a man called a hero"."""
    dep, up = cols.dep[cue], cols.head[cue]
    if dep not in ("relcl", "acl") or up >= cue:
        return
    first = cols.left[up]
    opening = next(
        (i for i in range(up + 1, cue) if cols.tag[i] in ("WDT", "WP", "WRB") or cols.lower[i] == "that"), -1
    )
    add("antecedent", up, (first, up + 1))
    gap = cols.left[cue] if cols.left[cue] > up else cue
    if gap > up + 1:
        add("antecedent phrase", up, (first, gap))
    rights = [c for c in cols.near(cue, cue) if c > cue and not cols.marks[c]]
    if opening >= 0:
        add("relative", opening, (opening, opening + 1))
    for right in rights[:2]:
        span = (cols.left[right], cols.right[right] + 1)
        if span[0] > cue:
            add(f"antecedent {cols.dep[right]}", right, (first, gap), span)
            if opening >= 0:
                add(f"relative {cols.dep[right]}", right, (opening, opening + 1), span)
    for right in (c for c in cols.near(cue, cue) if c < cue and cols.dep[c] in ("dobj", "pobj")):
        add("relative object", right, (cols.left[right], cols.right[right] + 1))


def _quoted(cols: Columns, cue: int, start: int, end: int, before: int, behind: int, add: Add) -> None:
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


def _beside_mark(cols: Columns, cue: int, add: Add) -> None:
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
