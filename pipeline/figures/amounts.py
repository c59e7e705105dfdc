"""The numbers of a frame that a figure is made of."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.figures.inference.quantiles import Floats, Ints
from pipeline.figures.job import codes_and_texts

YEARLY = ("annual_min", "annual_max")
SPARSE = 8


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
    `ranges` has a code for each distinct employer and range.
    """

    pay: Floats
    employers: Ints
    names: npt.NDArray[Any]
    lows: Floats
    highs: Floats
    ranges: Ints

    def amounts(self, rows: Ints | slice = slice(None)) -> Amounts:
        """Return the amounts of these rows; their order doesn't matter."""
        places = np.arange(len(self.pay))[rows]
        places = places[~np.isnan(self.pay[places]) & (self.employers[places] >= 0)]
        places = places[np.lexsort((self.employers[places], self.pay[places]))]
        used, codes = _used(self.employers[places], len(self.names))
        return Amounts(
            amounts=self.pay[places],
            employers=codes,
            names=tuple(self.names[used].tolist()),
            pairs=len(_used(self.ranges[places], int(self.ranges.max(initial=-1)) + 1)[0]),
            lows=self.lows[places],
            highs=self.highs[places],
        )


def job_arrays(jobs: pd.DataFrame, pay: str = "pay", ends: tuple[str, str] = YEARLY) -> JobArrays:
    """Return the arrays of a frame; `ends` are the columns of the range."""
    codes, names = codes_and_texts(jobs["employer"])
    low, high = (jobs[name].to_numpy(dtype=np.float64) for name in ends)
    amounts = jobs[pay].to_numpy(dtype=np.float64)
    return JobArrays(amounts, codes, names, low, high, _ranges(codes, low, high))


def amounts_of(jobs: pd.DataFrame, pay: str = "pay", ends: tuple[str, str] = YEARLY) -> Amounts:
    """Return the amounts of the jobs whose column `pay` has one.

    `ends` are the columns of the range. The result doesn't depend on the order of rows.
    """
    return job_arrays(jobs, pay, ends).amounts()


def _ranges(employers: Ints, lows: Floats, highs: Floats) -> Ints:
    """Return a code for each job: equal for those of one employer and range."""
    ranges = np.stack((employers, np.nan_to_num(lows, nan=-1), np.nan_to_num(highs, nan=-1)))
    order = np.lexsort(ranges)
    ordered = ranges[:, order]
    new = (ordered[:, 1:] != ordered[:, :-1]).any(axis=0)
    codes = np.zeros(len(order), dtype=np.int64)
    codes[order[1:]] = np.cumsum(new)
    return codes


def _used(codes: Ints, most: int) -> tuple[Ints, Ints]:
    """Return the codes below `most` that occur, in order, and the place of each among them."""
    if len(codes) * SPARSE < most:  # sorting few is quicker than counting to `most`
        used, places = np.unique(codes, return_inverse=True)
        return used, places
    there = np.bincount(codes, minlength=most) > 0
    return np.flatnonzero(there), (np.cumsum(there) - 1)[codes]
