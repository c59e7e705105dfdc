"""Quantiles of amounts: by job as numpy's default, by employer with weights.

By job: linear interpolation between neighbours (type 7 of Hyndman and Fan, 1996; the default of
numpy, pandas and R). By employer: each job weighs 1/nᵢ, one divided by the jobs of its employer,
and the quantile is the first amount where the cumulated weight reaches the share asked for
(numpy's `inverted_cdf` with weights).
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def quantiles_by_job(amounts: Floats, shares: Sequence[float]) -> tuple[float, ...]:
    """Return the quantiles of `amounts` (any order, not empty), in their unit.

    The same as numpy's to the last bit; much quicker where amounts stand in order.
    """
    ordered = amounts if (amounts[1:] >= amounts[:-1]).all() else np.sort(amounts)
    return tuple(_quantile(ordered, share) for share in shares)


def _quantile(ordered: Floats, share: float) -> float:
    place = share * (len(ordered) - 1)
    before = int(place)
    low, high = float(ordered[before]), float(ordered[min(before + 1, len(ordered) - 1)])
    part = place - before
    apart = high - low
    return low + apart * part if part < 0.5 else high - apart * (1 - part)


def median_by_job(amounts: Floats) -> float:
    """Return the amount that half the jobs are below."""
    (median,) = quantiles_by_job(amounts, (0.5,))
    return median


def employer_weights(employers: Ints) -> Floats:
    """Return 1/nᵢ for each job; `employers` has a code from 0 for each job."""
    return np.asarray(1 / np.bincount(employers)[employers], dtype=np.float64)


def weighted_quantile(amounts: Floats, weights: Floats, share: float) -> float:
    """Return the first amount where the cumulated weight reaches `share` of the whole."""
    order = np.argsort(amounts, kind="stable")
    reached = np.cumsum(weights[order])
    # a share that is reached but for rounding counts as reached
    place = int(np.searchsorted(reached, share * reached[-1] * (1 - 1e-12)))
    return float(amounts[order[place]])


def median_by_employer(amounts: Floats, employers: Ints) -> float:
    """Return the median where each employer weighs one: what a typical employer advertises."""
    return weighted_quantile(amounts, employer_weights(employers), 0.5)
