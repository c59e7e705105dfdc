"""Medians of a cell in resamples of employers, for many resamples at once."""

import numpy as np

from pipeline.figures.amounts import Amounts
from pipeline.figures.inference.quantiles import Floats, Ints

MOST_CELLS = 2_000_000


def resampled_medians(found: Amounts, counts: Ints, *, by_employer: bool = False) -> Floats:
    """Return the median of each resample; not a number where it has none of the cell's jobs.

    `counts` has a row a resample and a column for each of found.names: how often it was drawn.
    By job it is numpy's median of the jobs, each as often as its employer; by employer the
    weighted inverse CDF.
    """
    chunk = max(1, MOST_CELLS // max(1, len(found.amounts)))
    parts = [
        _medians(found, counts[start : start + chunk], by_employer=by_employer)
        for start in range(0, len(counts), chunk)
    ]
    return np.concatenate(parts) if parts else np.empty(0)


def _medians(found: Amounts, counts: Ints, *, by_employer: bool) -> Floats:
    if not len(found.amounts):
        return np.full(len(counts), np.nan)
    order = np.argsort(found.amounts, kind="stable")
    values, employers = found.amounts[order], found.employers[order]
    weights = counts / np.bincount(found.employers) if by_employer else counts
    reached = np.cumsum(weights[:, employers], axis=1)
    whole = reached[:, -1:]
    slack = 1e-12 * whole if by_employer else 0
    first = np.argmax(reached >= whole / 2 - slack, axis=1)
    median = values[first]
    if not by_employer:
        median = (median + values[np.argmax(reached > whole / 2, axis=1)]) / 2
    return np.where(whole[:, 0] > 0, median, np.nan)
