"""Two wordings of one statement, word by word: a changed word is news."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

MOST = 400
"""Words of a statement that are compared; what follows is shown as it is."""
LONG = 10
"""Words in a row that only one wording has, of which the ends alone are shown."""
_MARKS = " .,;:!?…\"'“”‘’«»()[]—–-"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that both wordings have ("same"), that only the first has ("out"), or only the other ("in")."""

    kind: Literal["same", "out", "in"]
    words: str


def differences(one: str, other: str) -> tuple[Piece, ...]:
    """The words of both in order. Case and marks alone are no difference; the other's are shown."""
    mine, theirs = one.split(), other.split()
    plain = [_plain(word) for word in mine[:MOST]], [_plain(word) for word in theirs[:MOST]]
    found: list[Piece] = []
    for step in Indel.opcodes(*plain):
        if step.tag == "equal":
            found.append(Piece("same", " ".join(theirs[step.dest_start : step.dest_end])))
        elif step.tag == "delete":
            found.append(Piece("out", _short(mine[step.src_start : step.src_end])))
        else:
            found.append(Piece("in", _short(theirs[step.dest_start : step.dest_end])))
        if [piece.kind for piece in found[-2:]] == ["in", "out"]:
            found[-2:] = found[:-3:-1]  # what was there goes before what came in its place
    found += [Piece("out", _short(mine[MOST:]))] if mine[MOST:] else []
    return (*found, *((Piece("in", _short(theirs[MOST:])),) if theirs[MOST:] else ()))


def _plain(word: str) -> str:
    return word.strip(_MARKS).casefold().replace("’", "'") or word


def _short(words: list[str]) -> str:
    if len(words) <= LONG:
        return " ".join(words)
    return " ".join([*words[:3], "…", *words[-3:]])
