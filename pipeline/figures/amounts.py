"""The numbers of a frame that a figure is made of."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.figures.inference.quantiles import Floats, Ints
from pipeline.figures.job import codes_and_texts

YEARLY = ("annual_min", "annual_max")


@dataclass(frozen=True, slots=True)
class Amounts:
    """Pay and employer of the jobs that state pay, in one unit and currency, lowest first.

    `employers` has a code from 0 to e - 1 for each amount, `names` the employer of each code,
    `pairs` the number of distinct employers and ranges; `lows` and `highs` are the ends of the
    ranges, not a number where one is open.
    """

    amounts: Floats
    employers: Ints
    names: tuple[str, ...]
    pairs: int
    lows: Floats
    highs: Floats


@dataclass(frozen=True, slots=True)
class JobArrays:
    """The columns of a frame that amounts are made of, a value a job; `names` of the employers.

    `pay` is not a number for a job without pay, `employers` is -1 for one without employer.
    """

    pay: Floats
    employers: Ints
    names: npt.NDArray[Any]
    lows: Floats
    highs: Floats

    def amounts(self, rows: Ints | slice = slice(None)) -> Amounts:
        """Return the amounts of these rows; their order doesn't matter."""
        pay, employers = self.pay[rows], self.employers[rows]
        lows, highs = self.lows[rows], self.highs[rows]
        paid = ~np.isnan(pay) & (employers >= 0)
        pay, lows, highs = (each[paid] for each in (pay, lows, highs))
        used, codes = np.unique(employers[paid], return_inverse=True)
        order = np.lexsort((codes, pay))
        return Amounts(
            amounts=pay[order],
            employers=codes[order],
            names=tuple(map(str, self.names[used])),
            pairs=_pairs(codes, lows, highs),
            lows=lows[order],
            highs=highs[order],
        )


def job_arrays(jobs: pd.DataFrame, pay: str = "pay", ends: tuple[str, str] = YEARLY) -> JobArrays:
    """Return the arrays of a frame; `ends` are the columns of the range."""
    codes, names = codes_and_texts(jobs["employer"])
    low, high = (jobs[name].to_numpy(dtype=np.float64) for name in ends)
    return JobArrays(jobs[pay].to_numpy(dtype=np.float64), codes, names, low, high)


def amounts_of(jobs: pd.DataFrame, pay: str = "pay", ends: tuple[str, str] = YEARLY) -> Amounts:
    """Return the amounts of the jobs whose column `pay` has one.

    `ends` are the columns of the range. The result doesn't depend on the order of rows.
    """
    return job_arrays(jobs, pay, ends).amounts()


def _pairs(employers: Ints, lows: Floats, highs: Floats) -> int:
    """Return how many distinct employers and ranges there are."""
    if not len(employers):
        return 0
    ranges = np.stack((employers, np.nan_to_num(lows, nan=-1), np.nan_to_num(highs, nan=-1)))
    ordered = ranges[:, np.lexsort(ranges)]
    return 1 + int(np.count_nonzero((ordered[:, 1:] != ordered[:, :-1]).any(axis=0)))
