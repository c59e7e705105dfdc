"""Shares of jobs, and the ratio and difference of two, with intervals by employers.

Jobs of one employer say alike, so the variance is the leave-one-employer-out (jackknife) variance,
of both shares together: an employer that is in both moves both. The spread is Student's t with
k - 1 degrees of freedom. Source: Wolter, Introduction to Variance Estimation (2007), chapter 4.
"""

import math
from dataclasses import dataclass

import numpy as np

from pipeline.figures.inference.interval import Interval
from pipeline.figures.inference.quantiles import Floats, Ints
from pipeline.figures.inference.student_t import t_quantile, t_tail

FEWEST_NAMING = 5.0
"""Effective employers that name a value on a side: fewer say nothing about how often others do."""


@dataclass(frozen=True, slots=True)
class Proportion:
    """Of `of` jobs of each employer so many `name` a value; one entry an employer."""

    name: Ints
    of: Ints

    @property
    def share(self) -> float:
        """Return the share of all jobs that name it, 0 to 1."""
        return float(self.name.sum() / self.of.sum())

    @property
    def without(self) -> Floats:
        """Return the share without each employer in turn; some other employer has jobs."""
        return np.asarray((self.name.sum() - self.name) / (self.of.sum() - self.of))

    @property
    def effective_employers(self) -> float:
        """Return k = (Σnᵢ)²/Σnᵢ² of the jobs."""
        return effective(self.of)

    @property
    def naming_employers(self) -> int:
        """Return how many employers have a job that names it."""
        return int(np.count_nonzero(self.name))


@dataclass(frozen=True, slots=True)
class Contrast:
    """A ratio or a difference of two shares, its 95% interval and the p-value that belongs to it.

    `employers` have jobs on either side; `effective_employers` is the k of the interval.
    """

    value: float
    interval: Interval
    p: float
    employers: int
    effective_employers: float


def effective(sizes: Ints) -> float:
    """Return k = (Σnᵢ)²/Σnᵢ²; 0 for no jobs."""
    squares = float(np.sum(sizes.astype(np.float64) ** 2))
    return float(sizes.sum()) ** 2 / squares if squares else 0.0


def share_interval(found: Proportion) -> Interval | None:
    """Return the 95% interval of a share, cut at 0 and 1; None below two employers."""
    mine = Proportion(*(each[found.of > 0] for each in (found.name, found.of)))
    if len(mine.of) < 2:
        return None
    by = t_quantile(mine.effective_employers - 1) * _error(mine.without)
    return Interval(max(0.0, mine.share - by), min(1.0, mine.share + by))


def share_ratio(one: Proportion, other: Proportion) -> Contrast | None:
    """Return the share of `one` over that of `other`; entries of both are the same employers.

    None where the jobs that name the value are those of fewer than FEWEST_NAMING effective
    employers on a side. k is the least of those of all jobs and of the jobs that name it, on
    either side.
    """
    sides = (one, other)
    if min(effective(side.name) for side in sides) < FEWEST_NAMING:
        return None
    k = min(effective(each) for side in sides for each in (side.of, side.name))
    logs = np.log(one.without) - np.log(other.without)
    found = _contrast(math.log(one.share / other.share), logs, sides, k)
    ends = Interval(math.exp(found.interval.low), math.exp(found.interval.high))
    return Contrast(math.exp(found.value), ends, found.p, found.employers, k)


def share_difference(one: Proportion, other: Proportion) -> Contrast | None:
    """Return the share of `one` less that of `other`, -1 to 1; None below two employers a side."""
    sides = (one, other)
    if min(np.count_nonzero(side.of) for side in sides) < 2:
        return None
    k = min(side.effective_employers for side in sides)
    return _contrast(one.share - other.share, one.without - other.without, sides, k)


def _contrast(
    value: float, without: Floats, sides: tuple[Proportion, Proportion], k: float
) -> Contrast:
    there = (sides[0].of + sides[1].of) > 0
    error = _error(without[there])
    by = t_quantile(k - 1) * error
    p = 2 * t_tail(abs(value) / error, k - 1) if error > 0 and k > 1 else float(value == 0)
    return Contrast(value, Interval(value - by, value + by), p, int(there.sum()), k)


def _error(without: Floats) -> float:
    """Return the standard error from the values without each employer in turn."""
    e = len(without)
    return float(np.sqrt((e - 1) / e * np.sum((without - without.mean()) ** 2)))
