"""Who holds what, as it was learnt from labelled articles: cues, then what each reports, then whose it is.

Each step scores its candidates with a logistic regression over hashed words, and then with boosted trees
over that score and the surroundings. The weights come from `tools/train_statements.py`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from truceline.extract import contents, cue_features, place_features, sources
from truceline.extract.columns import Columns, Ints, Range, columns
from truceline.extract.contents import Candidate
from truceline.extract.cue_features import Surroundings
from truceline.extract.forest import Codes, Floats, Forest, sigmoid
from truceline.extract.page import Page
from truceline.extract.place_features import Places, within_groups

NO_SOURCE = Candidate("none", (), -1)
_SAME = 0.5
"""Words that two contents have in common, of those of both, to be one."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """`cue` is a token; `content` and `source` are ranges of tokens, `source` empty where nobody is named.
    `sure` is the likelihood that content and source are what a reader marks."""

    cue: int
    content: tuple[Range, ...]
    source: tuple[Range, ...]
    sure: float


@dataclass(frozen=True)
class Step:
    """How one sort of candidate is scored."""

    linear: np.ndarray[Any, np.dtype[np.int8]]
    scale: float
    bias: float
    forest: Forest

    def first(self, hashes: Codes) -> Floats:
        """The log-odds by the words alone."""
        total: Floats = self.linear[hashes.astype(np.int64)].sum(axis=1, dtype=np.int32) * np.float32(
            self.scale
        )
        return total + np.float32(self.bias)


@dataclass(frozen=True)
class Weights:
    """What was learnt. `least` is the `sure` from which an attribution counts, chosen in training;
    `least_word` and `least_cue` are the log-odds from which a token is looked at."""

    cue: Step
    content: Step
    source: Step
    least: float
    least_word: float
    least_cue: float


@cache
def shipped() -> Weights | None:
    """The weights that come with the package; None where they were left out, and rules alone are used."""
    folder = files("truceline.resources")
    file, manifest = folder.joinpath("statements.npz"), folder.joinpath("statements.json")
    if not file.is_file() or not manifest.is_file():
        return None
    with file.open("rb") as opened, np.load(opened) as arrays:
        return unpacked(dict(arrays), json.loads(manifest.read_text(encoding="utf-8")))


def unpacked(arrays: dict[str, Any], manifest: dict[str, Any]) -> Weights:
    """Weights from the arrays of the file and the settings of its manifest."""

    def step(name: str) -> Step:
        own = {
            key.removeprefix(f"{name}_"): value for key, value in arrays.items() if key.startswith(f"{name}_")
        }
        forest = Forest(own["features"], own["limits"], own["leaves"].astype(np.float32), float(own["base"]))
        return Step(own["linear"], float(own["scale"]), float(own["bias"]), forest)

    return Weights(
        step("cue"),
        step("content"),
        step("source"),
        manifest["least"],
        manifest["least_word"],
        manifest["least_cue"],
    )


def find_attributions(page: Page, weights: Weights) -> list[Attribution]:
    """The attributions of a report in the order of their cues."""
    if not len(page.doc):
        return []
    cols = columns(page)
    near = cue_features.surroundings(cols)
    cues, odds = _cues(cols, near, weights)
    found, scores = _best(cols, near, cues, odds, contents.candidates, weights.content)
    sure = {cue: float(score) for cue, score in zip(cues, sigmoid(scores), strict=True)}
    kept = sorted(
        distinct(cols, found, {cue: likely for cue, likely in sure.items() if likely >= weights.least})
    )
    odds_of = dict(zip(cues, odds.tolist(), strict=True))
    kept_odds = np.array([odds_of[cue] for cue in kept], np.float32)
    whose, source_scores = _best(cols, near, kept, kept_odds, with_none, weights.source)
    both = [sure[cue] * float(score) ** 0.5 for cue, score in zip(kept, sigmoid(source_scores), strict=True)]
    return [
        Attribution(cue, _apart(found[cue].ranges, whose[cue].ranges), whose[cue].ranges, likely)
        for cue, likely in zip(kept, both, strict=True)
        if likely >= weights.least
    ]


def _apart(content: tuple[Range, ...], source: tuple[Range, ...]) -> tuple[Range, ...]:
    """The content without ranges that the source stands in, unless nothing is left."""
    kept = tuple(
        (first, end)
        for first, end in content
        if not any(first < last and start < end for start, last in source)
    )
    return kept or content


def _cues(cols: Columns, near: Surroundings, weights: Weights) -> tuple[list[int], Floats]:
    at = cue_features.possible(cols)
    if not len(at):
        return [], np.zeros(0, np.float32)
    words = weights.cue.first(cue_features.hashes(cols, near, at))
    at, words = at[words >= weights.least_word], words[words >= weights.least_word]
    odds = weights.cue.forest.score(np.column_stack([words, cue_features.numbers(cols, near, at)]))
    return at[odds >= weights.least_cue].tolist(), odds[odds >= weights.least_cue]


def with_none(cols: Columns, cue: int) -> list[Candidate]:
    return [*sources.candidates(cols, cue), NO_SOURCE]


def _best(
    cols: Columns,
    near: Surroundings,
    cues: list[int],
    odds: Floats,
    candidates: Callable[[Columns, int], list[Candidate]],
    step: Step,
) -> tuple[dict[int, Candidate], Floats]:
    """The best candidate of each cue, and its log-odds; far below any threshold where there is none."""
    rows = [(number, cue, one) for number, cue in enumerate(cues) for one in candidates(cols, cue)]
    best, scores = dict.fromkeys(cues, NO_SOURCE), [-30.0] * len(cues)
    if rows:
        own_odds = odds[[number for number, _, _ in rows]]
        result = scored(cols, near, [row[1:] for row in rows], own_odds, step).tolist()
        for (number, cue, one), score in zip(rows, result, strict=True):
            if score > scores[number]:
                scores[number], best[cue] = score, one
    return best, np.array(scores, np.float32)


def scored(
    cols: Columns, near: Surroundings, rows: list[tuple[int, Candidate]], odds: Floats, step: Step
) -> Floats:
    """The log-odds of candidates, those of one cue together; `odds` are those of each one's cue."""
    places = Places.of(rows)
    words = step.first(place_features.hashes(cols, near, places))
    return step.forest.score(with_cue(words, odds, places.cue, place_features.numbers(cols, near, places)))


def with_cue(words: Floats, odds: Floats, cues: Ints, numbers: Floats) -> Floats:
    """The columns that the trees are given."""
    return np.column_stack([within_groups(cues, words), odds, numbers])


def distinct(cols: Columns, found: dict[int, Candidate], sure: dict[int, float]) -> Iterable[int]:
    """Of the cues in `sure` with much the same content the surest, the surest first."""
    kept: list[int] = []
    holds: dict[int, list[int]] = {}
    sizes: dict[int, int] = {}
    words = cols.words
    for cue in sorted(sure, key=lambda cue: (-sure[cue], cue)):
        ranges = found[cue].ranges
        size = int(sum(words[end] - words[first] for first, end in ranges))
        shared: dict[int, int] = {}
        tokens = [i for first, end in ranges for i in range(first, end) if words[i + 1] > words[i]]
        for i in tokens:
            for other in holds.get(i, ()):
                shared[other] = shared.get(other, 0) + 1
        if any(count >= _SAME * (size + sizes[other] - count) for other, count in shared.items()):
            continue
        kept.append(cue)
        sizes[cue] = size
        for i in tokens:
            holds.setdefault(i, []).append(cue)
    return kept
