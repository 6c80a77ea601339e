"""Who holds what, as it was learnt from labelled articles: cues, then what each reports, then whose it is.

Each step scores its candidates with a logistic regression over hashed words, and then with boosted trees
over that score and the surroundings. The weights come from `tools/train_statements.py`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
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
_LOOKED_AT, _FAR_BEHIND = 5, 4.0
"""Candidates of a cue that the trees are given, and by how much log-odds they may be behind the first."""


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


@dataclass(frozen=True)
class Looks:
    """What candidates look like, a row each: `odds` are those of its cue."""

    hashes: Codes
    numbers: Floats
    cues: Ints
    odds: Floats

    def rows(self, part: slice) -> Looks:
        return Looks(self.hashes[part], self.numbers[part], self.cues[part], self.odds[part])


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
    if not cues:
        return []
    of_cue = dict(zip(cues, odds.tolist(), strict=True))
    asked = [(cue, one) for cue in cues for one in contents.candidates(cols, cue)]
    parted = len(asked)
    asked += [(cue, one) for cue in cues for one in with_none(cols, cue)]
    places = Places.of(asked)
    looks = Looks(
        place_features.hashes(cols, near, places),
        place_features.numbers(cols, near, places),
        places.cue,
        np.array([of_cue[cue] for cue, _ in asked], np.float32),
    )
    found, sure = _best(asked[:parted], looks.rows(slice(parted)), weights.content)
    likely = {cue: each for cue, each in sure.items() if each >= weights.least}
    kept = sorted(distinct(cols, found, likely))
    whose, whose_sure = _best(asked[parted:], looks.rows(slice(parted, None)), weights.source)
    both = [sure[cue] * whose_sure[cue] ** 0.5 for cue in kept]
    return [
        Attribution(cue, _apart(found[cue].ranges, whose[cue].ranges), whose[cue].ranges, together)
        for cue, together in zip(kept, both, strict=True)
        if together >= weights.least
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
    asked: list[tuple[int, Candidate]], looks: Looks, step: Step
) -> tuple[dict[int, Candidate], dict[int, float]]:
    """The best candidate of each cue, and how likely it is."""
    best: dict[int, Candidate] = {}
    sure: dict[int, float] = {}
    for (cue, one), likely in zip(asked, sigmoid(scored(looks, step)).tolist(), strict=True):
        if likely > sure.get(cue, -1.0):
            sure[cue], best[cue] = likely, one
    return best, sure


def scored(looks: Looks, step: Step) -> Floats:
    """The log-odds of candidates, those of one cue together. Those that the words alone put far behind the
    cue's best one are not looked at again: fifteen cues of 2,600 would get another place from them."""
    groups = within_groups(looks.cues, step.first(looks.hashes))
    near_best = (groups[:, 1] >= -_FAR_BEHIND) & (groups[:, 2] < _LOOKED_AT)
    result = np.full(len(groups), -30, np.float32)
    chosen = np.flatnonzero(near_best)
    rows = np.column_stack([groups[chosen], looks.odds[chosen], looks.numbers[chosen]])
    result[chosen] = step.forest.score(rows)
    return result


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
