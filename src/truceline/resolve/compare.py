"""Whether two names are one person's, body's or place's, with a score and reasons."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import exp

from rapidfuzz.distance import OSA

from truceline.model.claims import Kind
from truceline.resolve.align import TWO_NAMES, Alignment, Pair, align
from truceline.resolve.bodies import alike_forms, body_parts, guess_kind, initials_of, place_words
from truceline.resolve.nameparts import MOST_LETTERS, NameParts, person_parts
from truceline.resolve.names import name_key
from truceline.resolve.spelling import are_two_names
from truceline.resolve.verdicts import (
    Finding,
    Verdict,
    body_findings,
    father_and_son,
    person_findings,
    verdict,
)
from truceline.resources import table, words

MOST_EDITS, FULL_WORD = 6, 4
"""Edits that a word or a name counts at most; letters from which on a word of a body counts in full."""
MISPRINT = 2
"""Edits between two whole names that are taken for misprints, however their words answer to each other."""
EVEN = 0.5


@dataclass(frozen=True, slots=True)
class NameComparison:
    """`score` (0 to 1) is how likely it is that somebody who allows for misprints takes the names for one;
    `match` is the best guess, true from the score on that serves labelled pairs best.

    `verdict` is stricter. "same" (always a match): the two may be joined with no other evidence; "different"
    (never a match): they are two; "unsure": what is known of those who have them must decide. `reasons` say
    why, in plain words, the weightiest first.
    """

    match: bool
    verdict: Verdict
    score: float
    reasons: tuple[str, ...]


def compare_names(first: str, second: str, kind: Kind | None = None) -> NameComparison:
    """Compare two names in any script; without a `kind`, words that only bodies have tell a body.

    Symmetric, and linear in the length of the names: of long ones only the beginning is read.
    """
    first, second = first[: MOST_LETTERS + 1], second[: MOST_LETTERS + 1]
    if kind is None or kind == "other":
        kind = guess_kind(first, second)
    return _compared(first, second, kind)


@lru_cache(maxsize=65536)
def _compared(first: str, second: str, kind: Kind) -> NameComparison:
    parts = person_parts if kind == "person" else body_parts
    one, other = parts(first), parts(second)
    if not one.words or not other.words:
        return NameComparison(False, "unsure", 0.0, ("there is no name to compare",))
    if kind != "person":
        known = name_key(first, "body").words
        if known == name_key(second, "body").words and first != second and not one.cut | other.cut:
            return NameComparison(True, "same", 1.0, ("two known names of one",))
        if initials_of(one, other):
            return NameComparison(True, "unsure", 0.8, ("one may be the initials of the other",))
    turned_round = (other.plain, second) < (one.plain, first)
    found = align(other.words, one.words).flipped() if turned_round else align(one.words, other.words)
    score = likelihood(features(one, other, found, kind), kind)
    findings: list[Finding]
    if kind == "person":
        findings = list(person_findings(one, other, found))
    else:
        findings = list(body_findings(one, other, found, kind == "place"))
    said, reasons = verdict(findings)
    match = score >= EVEN
    if (said == "different" and match) or (said == "same" and not match):
        said = "unsure"
    return NameComparison(match, said, round(score, 3), reasons)


def features(one: NameParts, other: NameParts, found: Alignment, kind: Kind) -> dict[str, float]:
    """What the score is made of; see `resources/name_weights.toml`."""
    edits, worst, guesses, full, two = 0.0, 0.0, 0, 0, False
    said: set[str] = set()
    for pair in found.pairs:
        said |= {pair.first.text, pair.second.text}
        full += pair.likeness not in {"initial", "other"}
        if pair.likeness in {"initial", "nickname"}:
            guesses += 1
        elif pair.apart:
            edits += min(pair.apart, MOST_EDITS)
            worst = max(worst, pair.apart / max(len(pair.first.text), len(pair.second.text)))
            two = two or _are_two(pair, kind)
    left = [
        *(found.first[place].text for place in found.left),
        *(found.second[at].text for at in found.right),
    ]
    if guesses == len(found.pairs):
        worst = 1.0
    missing = [word for word in left if word not in said]
    if two:
        edits = max(edits, TWO_NAMES)
    elif edits or missing:
        whole = OSA.distance(one.plain, other.plain, score_cutoff=MISPRINT)
        if whole <= MISPRINT and whole <= edits + len(missing):
            edits, missing = float(whole), []
    alone = not full or (len(found.pairs) < 2 and missing and not one.titles and not other.titles)
    return {
        "edits": min(edits, MOST_EDITS),
        "worst": min(worst, 1.0),
        "missing": min(sum(_weight(word, kind) for word in missing), 3.0),
        "alone": float(bool(alone)),
        "guesses": guesses,
        "turned": float(found.turned and not one.turned and not other.turned and len(found.pairs) < 3),
        "generation": float(one.generation != other.generation or father_and_son(found)),
        "forms": float(one.form != other.form and not alike_forms(one.form, other.form)),
    }


def _are_two(pair: Pair, kind: Kind) -> bool:
    """Whether two words are known to be two, however few letters they are apart."""
    words_ = pair.first.text, pair.second.text
    if kind == "person":
        return are_two_names(*words_)
    return pair.likeness != "equal" and place_words().issuperset(words_)


def _weight(word: str, kind: Kind) -> float:
    """How much a word says that only one name has: in the name of a body, by its length, unless it is one
    that is put beside names ("the Hamas movement")."""
    if kind == "person":
        return 1.0
    return 1 / FULL_WORD if word in words("group_nouns.txt") else min(len(word), FULL_WORD) / FULL_WORD


def likelihood(found: dict[str, float], kind: Kind) -> float:
    """The score of features: a logistic function of their weighted sum."""
    weights = table("name_weights.toml")["person" if kind == "person" else "body"]
    return 1 / (1 + exp(-(weights["constant"] + sum(weights[name] * value for name, value in found.items()))))
