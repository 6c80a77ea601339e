"""Smoothing by Fourier transforms is the sum of the curves around all days."""

from __future__ import annotations

import numpy as np
import pytest

from truceline.relate import day_density


@pytest.mark.parametrize("steps", [1, 2, 3, 64, 501])
def test_smoothing_is_the_sum_of_the_curves(steps: int) -> None:
    counts = np.random.default_rng(5).integers(0, 4, (3, steps)).astype(float)
    apart = np.abs(np.subtract.outer(np.arange(steps), np.arange(steps))) * day_density.BIN
    curves = sum(
        weight * np.exp(-apart / days) * day_density.BIN / (2 * days) for weight, days in day_density._KERNEL
    )
    found = day_density._smooth(counts, day_density._KERNEL)
    assert found.shape == counts.shape
    assert np.allclose(found, counts @ curves, rtol=0, atol=1e-12)
    assert np.all(found >= 0)
