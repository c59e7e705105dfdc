"""Medians of a cell in resamples of employers, for many resamples at once."""

import math
from dataclasses import dataclass

import numpy as np

from pipeline.figures.amounts import Amounts
from pipeline.figures.inference.quantiles import Floats, Ints, employer_weights
from pipeline.figures.inference.random_stream import random_words

MOST_PARTS = 256
SEED = 3
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
    found: Amounts, units: Ints, counts: Floats, *, by_employer: bool = False
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
    path = _weight_path(drawn, weights, counts)
    if by_employer:
        (place,) = path.first_at(path.whole / 2 - 1e-12 * path.whole, (np.less,))
        median = found.amounts[place]
    else:
        lower, upper = path.first_at(path.whole / 2, (np.less, np.less_equal))
        median = (found.amounts[lower] + found.amounts[upper]) / 2
    return np.where(path.whole > 0, median, np.nan)


@dataclass(frozen=True, slots=True)
class _WeightPath:
    """The weight that each resample has reached along a cell's amounts.

    `reached` has a row a resample and a column for each of `places`, the first of them 0: the
    weight of the amounts before that place.
    """

    drawn: Ints
    weights: Floats
    counts: Floats
    places: Ints
    reached: Floats

    @property
    def whole(self) -> Floats:
        """Return the weight of each resample."""
        return self.reached[:, -1]

    def first_at(self, goal: Floats, shorts: "tuple[np.ufunc, ...]") -> list[Ints]:
        """Return for each of `shorts` the first place where a resample isn't short of its `goal`.

        The second of `shorts` holds wherever the first does.
        """
        parts = [short(self.reached[:, 1:-1], goal[:, None]).sum(axis=1) for short in shorts]
        found = [np.empty(len(goal), dtype=np.int64) for _ in shorts]
        for part in np.unique(parts[0]):
            rows = np.flatnonzero(parts[0] == part)
            reached = self._inside(part, rows)
            for n, short in enumerate(shorts):
                found[n][rows] = self.places[part] + short(reached, goal[rows, None]).sum(axis=1)
        for n, short in enumerate(shorts[1:], 1):
            later = np.flatnonzero(parts[n] != parts[0])
            for part in np.unique(parts[n][later]):
                rows = later[parts[n][later] == part]
                reached = self._inside(part, rows)
                found[n][rows] = self.places[part] + short(reached, goal[rows, None]).sum(axis=1)
        return found

    def _inside(self, part: int, rows: Ints) -> Floats:
        """Return the weight that these resamples have reached at each place of a part."""
        jobs = slice(self.places[part], self.places[part + 1])
        inside = self.counts[np.ix_(rows, self.drawn[jobs])] * self.weights[jobs]
        return np.asarray(self.reached[rows, part, None] + np.cumsum(inside[:, :-1], axis=1))


def _weight_path(drawn: Ints, weights: Floats, counts: Floats) -> _WeightPath:
    """Return the weights at a grid of places: between two of them is then little to look at."""
    n, size = len(drawn), counts.shape[1]
    grid = min(MOST_PARTS, max(1, math.isqrt(n) // 2))
    places = np.linspace(0, n, grid + 1, dtype=np.int64)
    part = np.repeat(np.arange(grid), np.diff(places))
    added = np.bincount(drawn * grid + part, weights, minlength=size * grid)
    upto = np.cumsum(added.reshape(size, grid), axis=1)
    reached = np.zeros((len(counts), grid + 1))
    np.matmul(counts, upto, out=reached[:, 1:])
    return _WeightPath(drawn, weights, counts, places, reached)
