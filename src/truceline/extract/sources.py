"""Who may be the source of a cue: subjects, owners and agents about it."""

from __future__ import annotations

from collections.abc import Callable

from truceline.extract.columns import REACH, SUBJECTS, Columns, code
from truceline.extract.contents import MARKS, Candidate

_STEPS = 5
_REACH = 40
_MOST_OTHERS = 4
_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_LONGEST_LABEL = 30
_LONGEST = 120
_CARRIERS = frozenset(
    {
        "xcomp",
        "conj",
        "advcl",
        "acl",
        "relcl",
        "ccomp",
        "pcomp",
        "prep",
        "dobj",
        "pobj",
        "attr",
        "acomp",
        "parataxis",
        "nsubj",
        "nsubjpass",
        "agent",
        "oprd",
        "appos",
        "dep",
        "dative",
    }
)
_ENDING = frozenset({"relcl", "acl", "advcl", "parataxis"})
_PREPOSITIONS = {code(text): text for text in ("by", "from", "of", "to", "among", "with", "for", "in")}
_THAT, _HYPHEN, _COMMA = code("that"), code("-"), code(",")
_COMPOUND = 8
"""Tokens from a hyphen to the cue in which a source may go on."""


def candidates(cols: Columns, cue: int) -> list[Candidate]:
    """The phrases that may be the source, each once; none at all is one of the answers."""
    found: dict[tuple[tuple[int, int], ...], Candidate] = {}
    firsts, ends = cols.trims

    def add(shape: str, head: int, first: int, end: int) -> None:
        first, end = firsts[first], ends[end]
        if end < len(cols) and cols.lower[end] == _HYPHEN:
            end = _behind_hyphen(cols, end, cue)  # "Britain" alone of "a Britain-based monitor said"
        if first < end and not first <= cue < end and end - first <= _LONGEST:
            place = ((first, end),)
            if place not in found:
                found[place] = Candidate(shape, place, head)

    def phrase(shape: str, noun: int) -> None:
        if cols.tag[noun] in ("WDT", "WP") or cols.lower[noun] == _THAT:
            clause = cols.head[noun]
            for _ in range(_STEPS):
                if cols.dep[clause] == "relcl":
                    above = cols.head[clause]
                    end = (
                        min(e for e in (cols.left[clause], cue, noun) if e > above)
                        if above < noun
                        else above + 1
                    )
                    add(f"{shape} antecedent", above, cols.left[above], end)
                    break
                clause = cols.head[clause]
            add(f"{shape} relative", noun, noun, noun + 1)
            return
        first, end = cols.left[noun], cols.right[noun] + 1
        if first <= cue < end:
            if cue > noun:
                end = cue
            else:
                first = cue + 1
        short = end
        for child in cols.near(noun, cue):
            if child > noun and cols.dep[child] in _ENDING:
                short = min(short, max(cols.left[child], noun + 1))
        add(shape, noun, first, end)
        if short < end:
            add(f"{shape} short", noun, first, short)

    if cols.lower[cue] in MARKS:
        _beside_mark(cols, cue, add)
    _about(cols, cue, cue, "own", phrase)
    dep, up = cols.dep[cue], cols.head[cue]
    if dep in ("acl", "relcl") and cue > up:
        add("noun", up, cols.left[up], max(cols.left[cue], up + 1) if cols.left[cue] > up else cue)
    if cols.dep[cue] in ("compound", "amod", "poss") and up != cue:
        add("head", up, up, up + 1)
    at = cue
    for step in range(1, _STEPS + 1):
        if cols.head[at] == at or cols.dep[at] not in _CARRIERS:
            break
        last, at = cols.dep[at], cols.head[at]
        if last in ("acl", "relcl", "appos") and at < cue:
            add(f"noun {min(step, 3)}", at, cols.left[at], min(cols.right[at] + 1, cue))
        _about(cols, cue, at, f"up{min(step, 3)}", phrase)
    start = max(cols.starts[cue], cue - REACH)
    others = [
        i
        for i in range(max(start, cue - _REACH), min(cols.ends[cue], cue + _REACH))
        if cols.dep[i] in SUBJECTS
    ]
    for other in sorted(others, key=lambda i: (abs(i - cue), i))[:_MOST_OTHERS]:
        phrase("subject before" if other < cue else "subject behind", other)
    named = next(
        (
            i
            for i in range(cue - 1, max(start, cue - _REACH) - 1, -1)
            if cols.ent[i] in _NAMED and cols.ent[cols.head[i]] != cols.ent[i]
        ),
        None,
    )
    if named is not None:
        phrase("name before", named)
    if start > 0 and cols.paragraph[start - 1] == cols.paragraph[start]:
        root = next(
            (i for i in range(max(cols.starts[start - 1], start - REACH), start) if cols.dep[i] == "ROOT"),
            None,
        )
        subject = (
            next((c for c in cols.near(root, cue) if cols.dep[c] in SUBJECTS), None)
            if root is not None
            else None
        )
        if subject is not None:
            phrase("sentence before", subject)
    return list(found.values())


def _behind_hyphen(cols: Columns, end: int, cue: int) -> int:
    """The end of the phrase that a hyphen goes on with, up to a cue near behind it; 0 where there is none."""
    near = range(end, cue) if end < cue <= end + _COMPOUND else ()
    return cue if near and not any(cols.lower[i] == _COMMA for i in near) else 0


def _about(cols: Columns, cue: int, at: int, whose: str, phrase: Callable[[str, int], None]) -> None:
    for child in cols.near(at, cue):
        dep = cols.dep[child]
        if (
            dep in SUBJECTS
            or dep in ("poss", "expl")
            or (dep in ("compound", "amod", "nmod") and cols.ent[child])
            or (dep in ("dobj", "dative", "attr", "npadvmod") and whose in ("own", "up1"))
        ):
            phrase(f"{whose} {dep}", child)
        elif dep == "agent" or (dep == "prep" and cols.lower[child] in _PREPOSITIONS):
            for noun in cols.near(child, child):
                if cols.dep[noun] == "pobj":
                    phrase(f"{whose} {_PREPOSITIONS.get(cols.lower[child], 'by')}", noun)
                    break


def _beside_mark(cols: Columns, cue: int, add: Callable[[str, int, int, int], None]) -> None:
    part = cols.paragraph[cue]
    first, end = cue, cue + 1
    while first > 0 and cols.paragraph[first - 1] == part and cue - first < _LONGEST_LABEL:
        first -= 1
    while end < len(cols) and cols.paragraph[end] == part and end - cue < _LONGEST_LABEL:
        end += 1
    add("label", cue - 1, first, cue)
    add("label behind", cue + 1 if cue + 1 < end else cue, cue + 1, end)
