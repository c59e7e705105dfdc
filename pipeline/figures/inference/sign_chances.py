"""The chance that random signs give a sum as large as the one seen, by its Fourier sum.

The sum of whole numbers aᵢ with random signs has the characteristic function Π cos(aᵢx). Over a
circle of N places two apart the chances are a finite Fourier sum of it. N is so large that what
lies beyond the circle has a chance below 1e-17 (Hoeffding, 1963: P(|sum| >= x sd) <= 2 exp(-x²/2)).
The result is off by less than 1e-11; `sign_sums` has the exact chance, which takes far longer.
"""

import math

import numpy as np

from pipeline.figures.inference.quantiles import Floats, Ints

FAR = 9.0
"""In standard deviations: beyond it lies less than 6e-18."""
MOST_CELLS = 1_000_000


def sign_chances(scores: Ints) -> Floats:
    """Return for each row of `scores` P(|sum with random signs| >= |its own sum|)."""
    step = int(np.gcd.reduce(scores, axis=None))
    if not step:
        return np.ones(len(scores))
    sizes, totals = np.abs(scores) // step, np.abs(scores.sum(axis=1)) // step
    values, counts = _counted(sizes)
    places = _circle(values, counts, int(totals.max()))
    below = totals - 1.0
    span = max(1, MOST_CELLS // len(values))
    for first in range(1, (places + 1) // 2, span):
        turns = np.arange(first, min(first + span, (places + 1) // 2))
        below += 2 * _terms(values, counts, totals, turns, places)
    return np.where(totals > 0, 1 - below / places, 1.0)


def _counted(sizes: Ints) -> tuple[Ints, Floats]:
    """Return the distinct sizes above 0, and how often each row has each of them."""
    rows, wide = len(sizes), int(sizes.max()) + 1
    codes = (np.arange(rows)[:, None] * wide + sizes).ravel()
    counts = np.bincount(codes, minlength=rows * wide).reshape(rows, wide)
    values = np.flatnonzero(counts[:, 1:].any(axis=0)) + 1
    return values, counts[:, values].astype(np.float64)


def _circle(values: Ints, counts: Floats, total: int) -> int:
    """Return N, an odd number: sums 2N apart are the same place."""
    spread = math.sqrt(float((counts @ values.astype(np.float64) ** 2).max()))
    reach = min(math.ceil(FAR * spread), int((counts @ values).max()))
    return (total + reach) // 2 + 1 | 1


def _terms(values: Ints, counts: Floats, totals: Ints, turns: Ints, places: int) -> Floats:
    """Return the part of P(|sum| < total), times N / 2, that the frequencies `turns` give.

    Angles are turns / N half circles, kept as whole numbers so that large ones lose no digits.
    """
    circle = np.arange(2 * places) * (math.pi / places)
    cosines = np.cos(circle)  # never 0, for N is odd
    at = values[:, None] * turns % (2 * places)
    odd = counts @ (cosines < 0)[at] % 2
    function = np.exp(counts @ np.log(np.abs(cosines))[at]) * (1 - 2 * odd)
    waves = np.sin(circle)[(totals[:, None] - 1) * turns % (2 * places)]
    return np.asarray((function * waves / np.sin(circle[turns])).sum(axis=1), dtype=np.float64)
