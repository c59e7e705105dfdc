"""Woodruff's interval of a quartile: an interval of the share below, read back as amounts.

The share of jobs below the quartile is a ratio over employers; its variance is the
leave-one-employer-out (jackknife) variance, its spread Student's t with k - 1 degrees of
freedom, k the effective number of employers. Source: Woodruff, Confidence intervals for medians
and other position measures (JASA, 1952).
"""

from collections.abc import Sequence

import numpy as np

from pipeline.figures.inference.interval import Interval
from pipeline.figures.inference.quantiles import Floats, Ints, quantiles_by_job
from pipeline.figures.inference.student_t import t_quantile

FEWEST_EFFECTIVE = 10


def woodruff_interval(amounts: Floats, employers: Ints, share: float) -> Interval | None:
    """Return the 95% interval of the quantile `share` by job, its ends amounts that jobs state.

    `employers` has a code 0 to e - 1 for each amount. None where k < 10. An end that the data do
    not bound is the lowest or the highest amount.
    """
    if not len(amounts) or (k := effective_employers(employers)) < FEWEST_EFFECTIVE:
        return None
    (value,) = quantiles_by_job(amounts, (share,))
    below = (amounts < value) + 0.5 * (amounts == value)
    by = t_quantile(k - 1) * share_error(below, employers)
    ordered = amounts if (amounts[1:] >= amounts[:-1]).all() else np.sort(amounts)
    ends = np.clip(np.array([share - by, share + by]) * len(ordered), 1, len(ordered))
    low, high = np.ceil(ends - 1e-9).astype(int) - 1
    return Interval(float(ordered[low]), float(ordered[high]))


def effective_employers(employers: Ints) -> float:
    """Return k = (Σnᵢ)²/Σnᵢ²."""
    sizes = np.bincount(employers).astype(float)
    return float(sizes.sum() ** 2 / np.sum(sizes**2))


def share_errors(amounts: Floats, employers: Ints, points: Sequence[float]) -> tuple[float, ...]:
    """Return the standard error of the share below each of `points`, in order; ties count half.

    `points` are in rising order. Needs two employers.
    """
    distinct, place = np.unique(np.asarray(points, dtype=np.float64), return_inverse=True)
    upto, below = (np.searchsorted(distinct, amounts, side) for side in ("left", "right"))
    wide, sizes = len(distinct) + 1, np.bincount(employers)
    counts = np.zeros((len(sizes), len(distinct)))
    for first in (upto, below):  # below a point for whole, at it for half
        found = np.bincount(employers * wide + first, minlength=len(sizes) * wide)
        counts += np.cumsum(found.reshape(len(sizes), wide), axis=1)[:, :-1] / 2
    without = (counts.sum(axis=0) - counts) / (sizes.sum() - sizes)[:, None]
    e = len(sizes)
    spread = np.sum((without - without.mean(axis=0)) ** 2, axis=0)
    return tuple(float(error) for error in np.sqrt((e - 1) / e * spread)[place])


def share_error(counted: Floats, employers: Ints) -> float:
    """Return the standard error of the mean of `counted` (0 to 1 a job), leaving out employers.

    Needs two employers.
    """
    sizes, sums = np.bincount(employers), np.bincount(employers, counted)
    without = (sums.sum() - sums) / (sizes.sum() - sizes)
    e = len(sizes)
    return float(np.sqrt((e - 1) / e * np.sum((without - without.mean()) ** 2)))
