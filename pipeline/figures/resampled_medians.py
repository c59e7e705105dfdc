"""Medians of a cell in resamples of employers, for many resamples at once."""

import numpy as np

from pipeline.figures.amounts import Amounts
from pipeline.figures.inference.quantiles import Floats, Ints, employer_weights
from pipeline.figures.inference.random_stream import random_words

MOST_CELLS = 2_000_000
GRID = 33
SEED = 3
CLOSE = 1e-9
MOST_UNITS = 1_000
"""More employers are dealt into so many units, which are drawn in their place."""


def units_of(names: tuple[str, ...], every: list[str]) -> Ints:
    """Return the unit that each of `names` is drawn with, of the `every` employers, sorted.

    An employer is a unit. More than MOST_UNITS of them are shuffled (fixed seed) and dealt out in
    turns: sums over units vary as sums over employers do, and it takes no longer for more.
    """
    places = np.searchsorted(np.asarray(every, dtype=object), np.asarray(names, dtype=object))
    if len(every) > MOST_UNITS:
        shuffled = np.argsort(np.argsort(random_words(SEED, len(every)), kind="stable"))
        places = shuffled[places] % MOST_UNITS
    return np.asarray(places, dtype=np.int64)


def unit_count(every: list[str]) -> int:
    """Return how many units there are for `every` employer."""
    return min(MOST_UNITS, max(1, len(every)))


def resampled_medians(
    found: Amounts, units: Ints, counts: Ints, *, by_employer: bool = False
) -> Floats:
    """Return the median of each resample; not a number where it has none of the cell's jobs.

    `units` has the unit of each of found.names; `counts` has a row a resample and a column a unit:
    how often it was drawn. By job it is numpy's median of the jobs, each as often as its unit; by
    employer the weighted inverse CDF.
    """
    if not len(found.amounts):
        return np.full(len(counts), np.nan)
    drawn = units[found.employers]
    weights = employer_weights(found.employers) if by_employer else np.ones(len(drawn))
    middle = _middle(drawn, weights, counts)
    chunk = max(1, MOST_CELLS // max(1, middle.stop - middle.start))
    parts = [
        _medians(
            found.amounts, drawn, weights, counts[at : at + chunk], middle, exact=not by_employer
        )
        for at in range(0, len(counts), chunk)
    ]
    return np.concatenate(parts) if parts else np.empty(0)


def _middle(drawn: Ints, weights: Floats, counts: Ints) -> slice:
    """Return the places of the amounts among which every resample's median is.

    Looks at GRID places only; between two of them the weight reached rises past a half.
    """
    n = len(drawn)
    if n <= 4 * GRID:
        return slice(0, n)
    places = np.linspace(0, n, GRID, dtype=np.int64)
    part = np.searchsorted(places, np.arange(n), side="right") - 1
    size = counts.shape[1]
    found = np.bincount(drawn * GRID + part, weights, minlength=size * GRID)
    reached = counts @ np.cumsum(found.reshape(-1, GRID), axis=1)
    share = reached / np.maximum(reached[:, -1:], 1e-300)
    some = reached[:, -1] > 0  # a resample may have none of the jobs
    if not some.any():
        return slice(0, n)
    first = int((share < 0.5 - CLOSE)[some].sum(axis=1).min())
    last = int(np.argmax((share > 0.5 + CLOSE)[some], axis=1).max())
    return slice(int(places[first]), int(places[min(last + 1, GRID - 1)]))


def _medians(  # noqa: PLR0913  # the jobs, the draws, and where to look
    amounts: Floats, drawn: Ints, weights: Floats, counts: Ints, middle: slice, *, exact: bool
) -> Floats:
    size = counts.shape[1]
    below = np.bincount(drawn[: middle.start], weights[: middle.start], minlength=size)
    whole = (counts @ np.bincount(drawn, weights, minlength=size))[:, None]
    inside = counts[:, drawn[middle]] * weights[middle]
    reached = (counts @ below)[:, None] + np.cumsum(inside, axis=1)
    values, slack = amounts[middle], 0 if exact else 1e-12 * whole
    median = values[np.argmax(reached >= whole / 2 - slack, axis=1)]
    if exact:
        median = (median + values[np.argmax(reached > whole / 2, axis=1)]) / 2
    return np.where(whole[:, 0] > 0, median, np.nan)
