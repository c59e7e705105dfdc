"""The chance that random signs give a sum as large as the one seen, by its Fourier sum.

The sum of whole numbers aᵢ with random signs has the characteristic function Π cos(aᵢx). Over a
circle of N places two apart the chances are a finite Fourier sum of it. N is so large that what
lies beyond the circle has a chance below 1e-17 (Hoeffding, 1963: P(|sum| >= x sd) <= 2 exp(-x²/2)).
The result is off by less than 1e-11; `sign_sums` has the exact chance, which takes far longer.
"""

import math
from dataclasses import dataclass

import numpy as np

from pipeline.figures.inference.quantiles import Floats, Ints

FAR = 9.0
"""In standard deviations: beyond it lies less than 6e-18."""
SILENT = 1e-17
MOST_CELLS = 1_000_000


def sign_chances(scores: Ints) -> Floats:
    """Return for each row of `scores` P(|sum with random signs| >= |its own sum|)."""
    step = int(np.gcd.reduce(scores, axis=None))
    if not step:
        return np.ones(len(scores))
    sizes, totals = np.abs(scores) // step, np.abs(scores.sum(axis=1)) // step
    same = (sizes == sizes[0]).all(axis=0)
    places = _circle(sizes, int(totals.max()))
    circle = _Circle(places, np.cos(np.arange(2 * places) * (math.pi / places)))
    turns, shared = _heard(sizes[0, same], circle)
    function = shared * circle.function(sizes[:, ~same], turns)
    waves = np.sin(((totals[:, None] - 1) * turns % (2 * places)) * (math.pi / places))
    terms = function * waves / np.sin(turns * (math.pi / places))
    return np.where(totals > 0, 1 - (totals - 1 + 2 * terms.sum(axis=1)) / places, 1.0)


@dataclass(frozen=True, slots=True)
class _Circle:
    """N places, an odd number, and the cosine of each half of them, none of which is 0.

    Angles are numbers of turns / N half circles: whole, so that large ones lose no digits.
    """

    places: int
    cosines: Floats

    def function(self, sizes: Ints, turns: Ints) -> Floats:
        """Return the characteristic function of each row of sizes at each frequency."""
        values, counts = _counted(sizes)
        at = values[:, None] * turns % (2 * self.places)
        odd = counts @ (self.cosines < 0)[at] % 2
        heights = np.exp(counts @ np.log(np.abs(self.cosines))[at])
        return np.asarray(heights * (1 - 2 * odd), dtype=np.float64)


def _heard(sizes: Ints, circle: _Circle) -> tuple[Ints, Floats]:
    """Return the frequencies at which the numbers of all rows leave anything, and what.

    Most leave less than 1e-17: more numbers can only lower that.
    """
    turns = np.arange(1, (circle.places + 1) // 2)
    span = max(1, MOST_CELLS // (len(np.unique(sizes)) + 1))
    parts = [
        circle.function(sizes[None], turns[at : at + span])[0] for at in range(0, len(turns), span)
    ]
    shared = np.concatenate(parts) if parts else np.empty(0)
    heard = np.abs(shared) > SILENT
    return turns[heard], shared[heard]


def _counted(sizes: Ints) -> tuple[Ints, Floats]:
    """Return the distinct sizes above 0, and how often each row has each of them."""
    values, codes = np.unique(sizes, return_inverse=True)
    rows, wide = len(sizes), len(values)
    codes = codes.reshape(sizes.shape) + np.arange(rows)[:, None] * wide
    counts = np.bincount(codes.ravel(), minlength=rows * wide).reshape(rows, wide)
    return values[values > 0], counts[:, values > 0].astype(np.float64)


def _circle(sizes: Ints, total: int) -> int:
    """Return N, an odd number: sums 2N apart are the same place."""
    spread = math.sqrt(float((sizes.astype(np.float64) ** 2).sum(axis=1).max()))
    reach = min(math.ceil(FAR * spread), int(sizes.sum(axis=1).max()))
    return (total + reach) // 2 + 1 | 1
