"""What a cue may report: the places of its sentence and of the quotations about it."""

from __future__ import annotations

from typing import NamedTuple

from truceline.extract.columns import REACH, SUBJECTS, Columns, Range, code
from truceline.extract.quoted_places import Add, beside_mark, quoted

_MOST_RIGHTS = 6
_LONGEST_RANGE = 1000
MARKS = frozenset(map(code, (":", "-", "–", "—", "--")))
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "parataxis", "acl", "relcl", "csubj", "pcomp"})
_LOOSE = frozenset({"advcl", "conj", "relcl", "parataxis", "appos", "prep", "npadvmod"})
_COMMAS = frozenset(map(code, (",", ";", "-", "–", "—", "--")))
_THAT = code("that")


class Candidate(NamedTuple):
    """`shape` says how the place was found, `head` is the token of the parse that it hangs on (-1: none)."""

    shape: str
    ranges: tuple[Range, ...]
    head: int


def candidates(cols: Columns, cue: int) -> list[Candidate]:
    """The places that may be what a cue reports, each once."""
    found: dict[tuple[Range, ...], Candidate] = {}
    firsts, ends = cols.trims

    def add(shape: str, head: int, *ranges: Range) -> None:
        kept = []
        for start, stop in ranges:
            first, end = firsts[start], ends[stop]
            if first >= end or first <= cue < end or end - first > _LONGEST_RANGE:
                return
            kept.append((first, end))
        place = tuple(kept)
        if place not in found:
            found[place] = Candidate(shape, place, head)

    if cols.lower[cue] in MARKS:
        beside_mark(cols, cue, add)
    start, end = max(cols.starts[cue], cue - REACH), min(cols.ends[cue], cue + REACH)
    before, behind = cue_clause(cols, cue)
    _rights(cols, cue, end, add)
    _lefts(cols, cue, start, end, before, behind, add)
    _relatives(cols, cue, add)
    quoted(cols, cue, start, end, before, behind, add)
    return list(found.values())


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
        (i for i in range(up + 1, cue) if cols.tag[i] in ("WDT", "WP", "WRB") or cols.lower[i] == _THAT), -1
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
