"""Trees and hashed weights that were learnt by `tools/train_statements.py`, used with numpy alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

type Floats = np.ndarray[Any, np.dtype[np.float32]]
type Places = np.ndarray[Any, np.dtype[np.int32]]
type Codes = np.ndarray[Any, np.dtype[np.uint64]]

_AT_ONCE = 10_000
_ODD = [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93]


@dataclass(frozen=True)
class Forest:
    """Gradient-boosted trees (Friedman 2001) of one depth: node n has the nodes 2n+1 and 2n+2 below it.

    `features` and `limits` have a row a tree and a column an inner node, `leaves` a column a leaf."""

    features: np.ndarray[Any, np.dtype[np.uint8]]
    limits: Floats
    leaves: Floats
    bias: float

    def score(self, rows: Floats) -> Floats:
        """The log-odds of each row, shape `(rows,)`."""
        parts = [self._score(rows[at : at + _AT_ONCE]) for at in range(0, len(rows), _AT_ONCE)]
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)

    @cached_property
    def _flat(self) -> tuple[Places, Floats, Floats, Places]:
        """Features, limits and leaves one behind the other, and where each tree's inner nodes begin."""
        trees = np.arange(len(self.features), dtype=np.int32)
        features = self.features.ravel().astype(np.int32)
        return features, self.limits.ravel(), self.leaves.ravel(), trees * np.int32(self.features.shape[1])

    def _score(self, rows: Floats) -> Floats:
        features, limits, leaves, begins = self._flat
        inner, breadth = self.features.shape[1], self.leaves.shape[1]
        flat = np.ascontiguousarray(rows, np.float32).ravel()
        base = (np.arange(len(rows), dtype=np.int32) * np.int32(rows.shape[1]))[:, None]
        at = np.broadcast_to(begins, (len(rows), len(begins))).copy()
        step = np.int32(1) - begins  # from a node's own number to that of the node below on the left
        for _ in range(breadth.bit_length() - 1):
            right = np.take(flat, base + np.take(features, at)) > np.take(limits, at)
            at += at
            at += step
            at += right
        first_leaf = np.arange(len(begins), dtype=np.int32) * np.int32(breadth) - begins - np.int32(inner)
        result: Floats = np.take(leaves, at + first_leaf).sum(axis=1) + np.float32(self.bias)
        return result


def hashed(bits: int, templates: Sequence[tuple[Codes, ...]]) -> Codes:
    """A number below `2**bits` for each row and each template, of its place in the list and of its codes
    in the row; shape `(rows, templates)`."""
    result = np.empty((len(templates), len(templates[0][0])), np.uint64)
    with np.errstate(over="ignore"):
        for length in {len(columns) for columns in templates}:
            own = [number for number, columns in enumerate(templates) if len(columns) == length]
            seeds = [(number + 1) * _ODD[0] % 2**64 for number in own]
            mixed = np.empty((len(own), result.shape[1]), np.uint64)
            for place in range(length):
                for row, (number, seed) in enumerate(zip(own, seeds, strict=True)):
                    before = mixed[row] if place else np.uint64(seed)
                    np.bitwise_xor(templates[number][place], before, out=mixed[row])
                mixed *= np.uint64(_ODD[1 + place % 3])
                mixed ^= mixed >> np.uint64(29)
            result[own] = (mixed * np.uint64(_ODD[0])) >> np.uint64(64 - bits)
    return result.T


def sigmoid(odds: Floats) -> Floats:
    likely: Floats = (1 / (1 + np.exp(-np.clip(odds, -30, 30)))).astype(np.float32)
    return likely
