"""How likely each day is for an undated report, by the days of the dated reports that have its words.

A naive Bayes model of time, as temporal language models are (de Jong, Rode and Hiemstra, 2005; Kanhabua and
Nørvåg, 2008): under each heavy term of a report, the days of the dated reports that have it are smoothed
and set against those of all reports; and the reports that are most like it count once more, by the cube of
their likeness. The result is no probability until it is calibrated: see `near_dates`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float64]

BIN = 5
"""Days that are taken together."""
_MARGIN, _YEARS = 400, 40
"""Days before and behind the dated reports that are looked at too, and the years at most."""
_KERNEL = ((0.35, 8.0), (0.4, 90.0), (0.25, 400.0))
"""(weight, days) of the Laplace curves around a day on which a term was used: its story, its affair, its
era."""
_NEAR_KERNEL = ((0.6, 5.0), (0.4, 150.0))
"""The same around the day of a report that is like another."""
_TERMS, _LIKE, _CUBE = 0.2, 1.0, 3
"""How much the terms count, which depend on each other, and the likest reports; the power of their
likeness."""
_FLOOR = 0.003
_EVEN = 0.2
"""The share of all reports that is spread evenly over the time."""


@dataclass(frozen=True)
class Calendar:
    """The time that a record spans, in steps of `BIN` days from `first` (an ordinal) on; `all` is the
    logarithm of the share of all dated reports around each step, and `dated` how many they are."""

    first: int
    steps: int
    all: Floats
    dated: int

    def step(self, day: int) -> int:
        """The step of a day, the first or last one where it lies outside."""
        return min(max((day - self.first) // BIN, 0), self.steps - 1)

    def days(self, first: int, last: int) -> tuple[date, date]:
        """The first and last day of a range of steps, both included."""
        return date.fromordinal(self.first + first * BIN), date.fromordinal(self.first + (last + 1) * BIN - 1)


def calendar(days: Mapping[date, int]) -> Calendar | None:
    """Of how many dated reports there are on each day; None where there are none."""
    if not days:
        return None
    last = max(days).toordinal() + _MARGIN
    first = max(min(days).toordinal() - _MARGIN, last - round(_YEARS * 365.25), 1)
    steps = (min(last, date.max.toordinal() - BIN) - first) // BIN + 1
    counts = np.zeros(steps)
    for day, count in days.items():
        if day.toordinal() >= first:
            counts[(day.toordinal() - first) // BIN] += count
    smooth = _smooth(counts, ((1.0, 90.0),))
    share = (1 - _EVEN) * smooth / max(counts.sum(), 1.0) + _EVEN / steps
    return Calendar(first, steps, np.log(share), int(counts.sum()))


def density(
    time: Calendar,
    terms: Iterable[Mapping[date, int]],
    near: Iterable[tuple[date, float]],
    earliest: str | None,
    latest: str | None,
) -> Floats:
    """The share of each step of the calendar; `terms` has for each term how many reports of a day have it,
    `near` the days of the likest reports with their likeness. Nothing lies outside the sure bounds."""
    low = time.step(date.fromisoformat(earliest).toordinal()) if earliest else 0
    high = time.step(date.fromisoformat(latest).toordinal()) if latest else time.steps - 1
    inside = slice(low, high + 1)
    shares = np.exp(time.all[inside])
    logs = time.all[inside].copy()
    counts = np.array([_counts(time, days) for days in terms if days]).reshape(-1, time.steps)
    around = _smooth(counts, _KERNEL)[:, inside]
    for row, total in zip(around, counts.sum(axis=1), strict=True):
        logs += _TERMS * np.log((row + shares) / (total + 1.0) / shares)
    alike = np.zeros(time.steps)
    for day, likeness in near:
        alike[time.step(day.toordinal())] += likeness**_CUBE
    logs += _LIKE * np.log(_smooth(alike, _NEAR_KERNEL)[inside] + _FLOOR / time.steps)
    found = np.zeros(time.steps)
    found[inside] = np.exp(logs - logs.max())
    return found / found.sum()


def shortest(shares: Floats, mass: float) -> tuple[int, int]:
    """The first and last step of the shortest range with so much of the density."""
    sums = np.concatenate([[0.0], np.cumsum(shares)])
    ends = np.searchsorted(sums, sums[:-1] + min(mass, 1.0) - 1e-9)
    widths = np.where(ends <= len(shares), ends - np.arange(len(shares)), len(shares) + 1)
    first = int(np.argmin(widths))
    return first, max(min(int(ends[first]), len(shares)) - 1, first)


def _counts(time: Calendar, days: Mapping[date, int]) -> Floats:
    counts = np.zeros(time.steps)
    for day, count in days.items():
        if day.toordinal() >= time.first:
            counts[time.step(day.toordinal())] += count
    return counts


def _smooth(counts: Floats, kernel: Sequence[tuple[float, float]]) -> Floats:
    """The sum of the curves around all steps, along the last axis: a convolution, by Fourier transforms."""
    steps = counts.shape[-1]
    size = 1 << (2 * steps - 1).bit_length()
    found: Floats = np.fft.irfft(np.fft.rfft(counts, size) * _curve(steps, size, kernel), size)[..., :steps]
    return np.maximum(found, 0.0)


@lru_cache(maxsize=8)
def _curve(steps: int, size: int, kernel: Sequence[tuple[float, float]]) -> NDArray[np.complex128]:
    """The transform of the curve around a step, of about one in sum, as far as `steps` on both sides."""
    apart = np.arange(steps) * BIN
    half = sum((weight * np.exp(-apart / days) * BIN / (2 * days) for weight, days in kernel), np.zeros(1))
    curve = np.zeros(size)
    curve[:steps] = half
    curve[size - steps + 1 :] = half[:0:-1]
    found: NDArray[np.complex128] = np.fft.rfft(curve)
    return found
