"""What one report has from another: passages word for word, edited, or told in other words.

Quotations that two reports share are evidence of one speech, not of copying, and are kept apart. So
are standing lines: a sentence or two that an agency prints below every report on a subject. Sentences
in other words count only where several of them follow in the same order: two reporters who write up
one event share names and figures, but seldom the same facts in the same sequence.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from truceline.model.record import Derived, PassageKind
from truceline.relate.alignment import SHORTEST, Aligned, align
from truceline.relate.wording import Wording

VERBATIM = 0.95
"""Likeness of a passage that is told word for word."""
TOLD_AGAIN, IN_SEQUENCE = 0.5, 0.42
"""Weighted likeness of the content words of two sentences that tell the same in other words, for a
sentence by itself and for one between others that are told in the same order."""
SEQUENCE = 4
"""Sentences in the same order that show a rewriting."""
REWRITTEN = 0.33
"""The least part of a report's own content words in such sentences: independent reports on one event stay
below it (279 of 282 pairs of BASIL, of which the others are copies)."""
BESIDE = 2
"""Sentences from one to the next that stand in a row."""
SENTENCE = 4
"""Content words of a sentence that can be compared."""
CROWDED = 40
"""A content word in more sentences than this proposes none: it is what the whole text is about."""

NEARLY_ALL = 0.9
"""Share of a report's own words in copied passages beyond which nothing is looked for in other words."""
WHOLLY = 0.5
"""Share of a report's own words from which it adds little of its own."""
LEAST_WORDS, LEAST_SHARE = 30, 0.09
"""Own words, and their share, that make a report partly derived."""
FLASH_WORDS, FLASH_SHARE = 10, 0.6
"""A text too short for that is derived when it has so many, and so large a part, from the other."""
NEAR_DAYS = 3
"""Days between two reports on one wire. Reports further apart share formulas and standing lines, so they
must have more in common, in one passage at least; those of one outlet the better part of the text."""
FAR_WORDS, FAR_SHARE, FAR_PASSAGE = 36, 0.17, 24


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage that two reports share: the words `[here, here_end)` of the later and `[there,
    there_end)` of the earlier; `own` of them are quoted by neither."""

    kind: PassageKind
    here: int
    here_end: int
    there: int
    there_end: int
    likeness: float
    own: int

    @property
    def counted(self) -> float:
        """How many own words are the other's: of an edited passage, those that were left."""
        if self.kind in ("quotation", "standing"):
            return 0.0
        return self.own if self.kind == "rewritten" else self.own * self.likeness


@dataclass(frozen=True, slots=True)
class Derivation:
    """What the later report has from the earlier: `share` of its own words (0 to 1), `words` in all."""

    derived: Derived
    share: float
    words: int
    passages: tuple[Shared, ...]


def derive(
    later: Wording,
    earlier: Wording,
    days: int | None,
    one_outlet: bool = False,
    is_standing: Callable[[int, int], bool] = lambda *_: False,
) -> Derivation:
    """Compare two reports that are `days` apart, None where that is not known. `is_standing` says whether a
    passage of the later one, given in words, is a standing one of its outlet or agency."""
    aligned = align(later, earlier)
    passages = [_shared(later, earlier, passage) for passage in aligned]
    if sum(passage.counted for passage in passages) < NEARLY_ALL * later.own:
        passages = [
            replace(one, kind="standing") if one.own and is_standing(one.here, one.here_end) else one
            for one in passages
        ]
    near = days is None or days <= NEAR_DAYS
    copied = sum(passage.counted for passage in passages)
    if near and copied < NEARLY_ALL * later.own:
        passages += _rewritten(later, earlier, passages)
    passages.sort(key=lambda passage: (passage.here, passage.here_end))
    words = sum(passage.counted for passage in passages)
    share = min(1.0, words / later.own) if later.own else 0.0
    if later.words == earlier.words and len(later) >= FLASH_WORDS:  # if need be, all of it a quotation
        return Derivation("wholly", 1.0, round(words), tuple(passages))
    if near:
        enough = words >= LEAST_WORDS and share >= LEAST_SHARE
    else:
        longest = max((passage.counted for passage in passages), default=0)
        enough = words >= FAR_WORDS and share >= FAR_SHARE and longest >= FAR_PASSAGE and not one_outlet
    flash = words >= FLASH_WORDS and share >= FLASH_SHARE
    derived: Derived = "not"
    if enough or flash:
        derived = "wholly" if share >= WHOLLY else "partly"
    return Derivation(derived, round(share, 3), round(words), tuple(passages))


def _shared(later: Wording, earlier: Wording, passage: Aligned) -> Shared:
    own = min(
        later.own_between(passage.here, passage.here_end),
        earlier.own_between(passage.there, passage.there_end),
    )
    kind: PassageKind = "verbatim" if passage.likeness >= VERBATIM else "edited"
    if 2 * own < SHORTEST:
        kind = "quotation"
    return Shared(
        kind, passage.here, passage.here_end, passage.there, passage.there_end, passage.likeness, own
    )


# In other words ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Pair:
    """A sentence of the later report, the one of the earlier it tells again, and how like they are."""

    here: int
    there: int
    likeness: float
    covered: bool


def _rewritten(later: Wording, earlier: Wording, passages: Sequence[Shared]) -> list[Shared]:
    """Sentences that the later report tells again in other words, where enough of them are in order."""
    mine, theirs = later.told, earlier.told
    covered = _covered(later, earlier, passages)
    pairs = _pairs(mine, theirs, covered)
    sure = [pair for pair in pairs if pair.covered or pair.likeness >= TOLD_AGAIN]
    ordered = _longest_ordered(sure)
    total = sum(len(words) for words in mine)
    told = sum(len(mine[pair.here]) for pair in ordered)
    if len(ordered) < SEQUENCE or told < REWRITTEN * total:
        return []
    kept = {id(pair) for pair in _in_a_row(_longest_ordered(pairs))} | {id(pair) for pair in sure}
    found = []
    for pair in pairs:
        if pair.covered or id(pair) not in kept:
            continue
        (here, here_end), (there, there_end) = later.sentences[pair.here], earlier.sentences[pair.there]
        own = later.own_between(here, here_end) - sum(
            later.own_between(max(here, one.here), min(here_end, one.here_end))
            for one in passages
            if one.here < here_end and one.here_end > here
        )
        if own > 0:
            found.append(Shared("rewritten", here, here_end, there, there_end, pair.likeness, own))
    return found


def _in_a_row(ordered: Sequence[_Pair]) -> list[_Pair]:
    """Those of the pairs that stand next to another one in both reports."""
    near = [
        other.here - one.here <= BESIDE and other.there - one.there <= BESIDE
        for one, other in pairwise(ordered)
    ]
    return [pair for pair, a, b in zip(ordered, [False, *near], [*near, False], strict=True) if a or b]


def _covered(later: Wording, earlier: Wording, passages: Iterable[Shared]) -> dict[int, int]:
    """{sentence of the later report: sentence of the earlier} where a passage has half of it."""
    place = {
        words: number
        for number, (first, last) in enumerate(earlier.sentences)
        for words in range(first, last)
    }
    numbers = [first for first, _ in later.sentences]
    found: dict[int, int] = {}
    for passage in passages:
        at = passage.here
        while at < passage.here_end:
            sentence = bisect_right(numbers, at) - 1
            first, last = later.sentences[sentence]
            end = min(last, passage.here_end)
            if 2 * (end - at) >= last - first:
                there = min(passage.there + at - passage.here, passage.there_end - 1)
                found[sentence] = place[there]
            at = end
    return found


def _pairs(
    mine: Sequence[frozenset[str]], theirs: Sequence[frozenset[str]], covered: dict[int, int]
) -> list[_Pair]:
    """The best counterpart of each sentence, in the order of the later report."""
    often = Counter(word for words in (*mine, *theirs) for word in words)
    weight = {word: 1 / math.sqrt(times) for word, times in often.items()}
    heavy = [sum(weight[word] for word in words) for words in theirs]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(theirs):
        if len(words) >= SENTENCE:
            for word in words:
                if often[word] <= CROWDED:
                    places[word].append(number)
    found = []
    for number, words in enumerate(mine):
        if number in covered:
            found.append(_Pair(number, covered[number], 1.0, True))
            continue
        if len(words) < SENTENCE:
            continue
        own = sum(weight[word] for word in words)
        common: defaultdict[int, float] = defaultdict(float)
        shared: Counter[int] = Counter()
        for word in words:
            for place in places.get(word, ()):
                common[place] += weight[word]
                shared[place] += 1
        best = max(
            (
                (2 * common[place] / (own + heavy[place]), -place)
                for place in common
                if shared[place] >= SENTENCE - 1
            ),
            default=(0.0, 0),
        )
        if best[0] >= IN_SEQUENCE:
            found.append(_Pair(number, -best[1], round(best[0], 3), False))
    return found


def _longest_ordered(pairs: Sequence[_Pair]) -> list[_Pair]:
    """The longest part of the pairs whose sentences stand in the same order in both reports."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, pair in enumerate(pairs):
        place = bisect_right(ends, pair.there)
        before.append(last[place - 1] if place else -1)
        if place == len(ends):
            ends.append(pair.there)
            last.append(number)
        else:
            ends[place], last[place] = pair.there, number
    found = []
    at = last[-1] if last else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]
