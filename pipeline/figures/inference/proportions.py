"""Shares of jobs, and the ratio and difference of two, with intervals by employers.

Jobs of one employer say alike, so the variance is the leave-one-employer-out (jackknife) variance,
of both shares together: an employer that is in both moves both. The spread is Student's t with
k - 1 degrees of freedom. Source: Wolter, Introduction to Variance Estimation (2007), chapter 4.
No interval is narrower than `share_floor` lets it be.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.figures.inference.interval import Interval
from pipeline.figures.inference.quantiles import Floats, Ints
from pipeline.figures.inference.share_floor import ShareError, interval_of_difference
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
    def sure(self) -> ShareError:
        """Return the share with its standard error; two employers have jobs."""
        there = self.without[self.of > 0]
        return ShareError(self.share, _error(there), self.effective_employers, float(self.of.sum()))

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
    return mine.sure.interval(t_quantile(mine.effective_employers - 1))


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
    logs = [np.log(side.without) for side in sides]
    ends = [_logs(side.sure.wilson) for side in sides]
    told = [(math.log(side.share), each) for side, each in zip(sides, ends, strict=True)]
    found = _contrast(told, logs, sides, k)
    interval = Interval(math.exp(found.interval.low), math.exp(found.interval.high))
    return Contrast(math.exp(found.value), interval, found.p, found.employers, k)


def share_difference(one: Proportion, other: Proportion) -> Contrast | None:
    """Return the share of `one` less that of `other`, -1 to 1; None below two employers a side."""
    sides = (one, other)
    if min(np.count_nonzero(side.of) for side in sides) < 2:
        return None
    k = min(side.effective_employers for side in sides)
    told = [(side.share, side.sure.wilson) for side in sides]
    found = _contrast(told, [side.without for side in sides], sides, k)
    ends = Interval(max(-1.0, found.interval.low), min(1.0, found.interval.high))
    return replace(found, interval=ends)


def _contrast(
    told: Sequence[tuple[float, Interval]],
    without: Sequence[Floats],
    sides: tuple[Proportion, Proportion],
    k: float,
) -> Contrast:
    """Return the difference of two values; `told` has each with the interval it has at least."""
    there = (sides[0].of + sides[1].of) > 0
    value, t = told[0][0] - told[1][0], t_quantile(k - 1)
    error = _error((without[0] - without[1])[there])
    least = interval_of_difference(told, _alike(*(each[there] for each in without)))
    ends = Interval(min(value - t * error, least.low), max(value + t * error, least.high))
    toward = value - ends.low if value > 0 else ends.high - value
    p = 2 * t_tail(abs(value) / (toward / t), k - 1) if value else 1.0
    return Contrast(value, ends, p, int(there.sum()), k)


def _alike(one: Floats, other: Floats) -> float:
    """Return the correlation of two values without each employer in turn; 0 where one is fixed."""
    first, second = one - one.mean(), other - other.mean()
    spread = math.sqrt(float(first @ first) * float(second @ second))
    return float(first @ second) / spread if spread else 0.0


def _logs(ends: Interval) -> Interval:
    return Interval(math.log(ends.low), math.log(ends.high))


def _error(without: Floats) -> float:
    """Return the standard error from the values without each employer in turn."""
    e = len(without)
    return float(np.sqrt((e - 1) / e * np.sum((without - without.mean()) ** 2)))
