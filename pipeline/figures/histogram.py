"""A histogram on round edges."""

import math
from dataclasses import dataclass

import numpy as np

from pipeline.figures.amounts import Amounts
from pipeline.figures.cell import Cell
from pipeline.figures.inference.quantiles import Floats

MOST_BINS = 30


@dataclass(frozen=True, slots=True)
class Histogram:
    """`counts[i]` jobs have pay from `edges[i]` to below `edges[i + 1]`, in the unit of pay."""

    edges: tuple[float, ...]
    counts: tuple[int, ...]


def cell_histogram(found: Amounts, cell: Cell) -> Histogram | None:
    """Return the histogram of `cell`, the figures of `found`; None without p10 and p90."""
    return None if cell.p10 is None else histogram(found.amounts)


def histogram(amounts: Floats) -> Histogram:
    """Return the histogram of `amounts` (not empty, above 0).

    The width of bins is the rule of Freedman and Diaconis (1981), 2 IQR / cube root of n, rounded
    up to 1, 2 or 5 times a power of ten, and to 30 bins at most.
    """
    low, high = float(amounts.min()), float(amounts.max())
    p25, p75 = (float(value) for value in np.quantile(amounts, [0.25, 0.75]))
    rule = 2 * (p75 - p25) / len(amounts) ** (1 / 3)
    width = _round_up(max(rule, (high - low) / MOST_BINS, high / 1_000))
    first = math.floor(low / width)
    bins = math.floor(high / width) - first + 1
    counts = np.bincount(np.floor(amounts / width).astype(int) - first, minlength=bins)
    edges = tuple((first + n) * width for n in range(bins + 1))
    return Histogram(edges, tuple(int(count) for count in counts))


def _round_up(width: float) -> float:
    power = 10 ** math.floor(math.log10(width))
    return next(float(step * power) for step in (1, 2, 5, 10) if step * power >= width)
