"""Medians of a cell in resamples of employers, for many resamples at once."""

import numpy as np

from pipeline.figures.amounts import Amounts
from pipeline.figures.inference.quantiles import Floats, Ints

MOST_CELLS = 2_000_000
GRID = 129
CLOSE = 1e-9


def resampled_medians(found: Amounts, counts: Ints, *, by_employer: bool = False) -> Floats:
    """Return the median of each resample; not a number where it has none of the cell's jobs.

    `counts` has a row a resample and a column for each of found.names: how often it was drawn.
    By job it is numpy's median of the jobs, each as often as its employer; by employer the
    weighted inverse CDF.
    """
    if not len(found.amounts):
        return np.full(len(counts), np.nan)
    sizes = np.bincount(found.employers)
    weights = np.asarray(counts / sizes if by_employer else counts, dtype=np.float64)
    middle = _middle(found.employers, sizes, weights)
    chunk = max(1, MOST_CELLS // max(1, middle.stop - middle.start))
    parts = [
        _medians(found, sizes, weights[start : start + chunk], middle, by_employer=by_employer)
        for start in range(0, len(weights), chunk)
    ]
    return np.concatenate(parts) if parts else np.empty(0)


def _middle(employers: Ints, sizes: Ints, weights: Floats) -> slice:
    """Return the places of the amounts among which every resample's median is.

    Looks at GRID places only; between two of them the weight reached rises past a half.
    """
    n = len(employers)
    if n <= GRID:
        return slice(0, n)
    places = np.linspace(0, n, GRID, dtype=np.int64)
    part = np.searchsorted(places, np.arange(n), side="right") - 1
    found = np.bincount(employers * GRID + part, minlength=len(sizes) * GRID)
    upto = np.cumsum(found.reshape(-1, GRID), axis=1)
    share = (weights @ upto) / np.maximum(weights @ sizes, 1e-300)[:, None]
    drawn = share[:, -1] > 0.5  # a resample may have none of the jobs
    low, high = (share < 0.5 - CLOSE)[drawn], (share > 0.5 + CLOSE)[drawn]
    if not len(low):
        return slice(0, n)
    first = int(low.sum(axis=1).min())
    last = int(np.argmax(high, axis=1).max())
    return slice(int(places[first]), int(places[min(last + 1, GRID - 1)]))


def _medians(
    found: Amounts, sizes: Ints, weights: Floats, middle: slice, *, by_employer: bool
) -> Floats:
    values, employers = found.amounts[middle], found.employers[middle]
    below = np.bincount(found.employers[: middle.start], minlength=len(sizes))
    reached = (weights @ below)[:, None] + np.cumsum(weights[:, employers], axis=1)
    whole = (weights @ sizes)[:, None]
    slack = 1e-12 * whole if by_employer else 0
    first = np.argmax(reached >= whole / 2 - slack, axis=1)
    median = values[first]
    if not by_employer:
        median = (median + values[np.argmax(reached > whole / 2, axis=1)]) / 2
    return np.where(whole[:, 0] > 0, median, np.nan)
