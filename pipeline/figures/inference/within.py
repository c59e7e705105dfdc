"""A difference of log pay between two groups, within strata, with an interval by employers.

Each stratum has a level of its own, which drops out; what is left is the mean difference of log
pay, strata weighted by how much they tell (n1 * n2 / n). Its variance sums the residuals of each
employer first (cluster-robust, with the factor e / (e - 1)); the interval is Student's t with
k - 1 degrees of freedom, k the effective number of employers that the difference rests on.
Source: Cameron and Miller, A practitioner's guide to cluster-robust inference (JHR, 2015).
"""

import math
import sys
from dataclasses import dataclass

import numpy as np

from pipeline.figures.inference.interval import Interval
from pipeline.figures.inference.quantiles import Floats, Ints
from pipeline.figures.inference.student_t import t_quantile, t_tail

WIDEST = math.log(sys.float_info.max)
"""Of a log of a ratio: beyond it, with k just above 1, there is no interval."""


@dataclass(frozen=True, slots=True)
class Difference:
    """exp of the difference: `ratio` 1.05 is 5% more. `jobs` and `employers` it rests on.

    `employers` counts those with jobs in a stratum that has both groups. `error` is the standard
    error of the log of the ratio; 0 where there is no interval.
    """

    ratio: float
    interval: Interval | None
    jobs: int
    employers: int
    effective_employers: float
    error: float = 0.0

    @property
    def p(self) -> float | None:
        """The two-sided p-value that belongs to the interval; None where there is none."""
        if self.interval is None:
            return None
        if self.error <= 0:
            return float(self.ratio == 1)
        t = abs(math.log(self.ratio)) / self.error
        return 2 * t_tail(t, self.effective_employers - 1)


def within_difference(
    amounts: Floats, group: Floats, strata: Ints, employers: Ints
) -> Difference | None:
    """Return how much more the jobs with `group` 1 state than those with 0, within `strata`.

    `strata` and `employers` are codes from 0. None where no stratum has both groups; no interval
    where fewer than two employers' worth of jobs tell.
    """
    logs = np.log(amounts)
    sizes = np.bincount(strata)
    apart = group - (np.bincount(strata, group) / sizes)[strata]
    pay = logs - (np.bincount(strata, logs) / sizes)[strata]
    told = np.abs(apart) > 1e-12
    spread = float(np.sum(apart**2))
    if not told.any():
        return None
    difference = float(np.sum(apart * pay)) / spread
    residuals = np.bincount(employers, apart * (pay - difference * apart))
    leverage = np.bincount(employers, apart**2)
    count = int(np.count_nonzero(np.bincount(employers, told)))
    k = spread**2 / float(np.sum(leverage**2))
    interval, error = None, 0.0
    if count > 1 and k > 1:
        error = math.sqrt(count / (count - 1) * float(np.sum(residuals**2))) / spread
        by = t_quantile(k - 1) * error
        if abs(difference) + by > WIDEST:
            error = 0.0
        else:
            interval = Interval(math.exp(difference - by), math.exp(difference + by))
    return Difference(math.exp(difference), interval, int(told.sum()), count, k, error)
