"""How many jobs a role has, and the years of experience that they ask for."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.figures.inference.interval import Interval
from pipeline.figures.inference.proportions import effective
from pipeline.figures.inference.quantiles import quantiles_by_job
from pipeline.figures.inference.sign_flip import sign_flip_interval
from pipeline.figures.job import numbered
from pipeline.figures.policy import (
    EMPLOYERS_FOR_MEDIAN,
    FEWEST_EMPLOYERS,
    FEWEST_JOBS,
    JOBS_FOR_MEDIAN,
)

QUARTILES = (0.25, 0.5, 0.75)


@dataclass(frozen=True, slots=True)
class RoleCounts:
    """One role's jobs of the period (N), those with pay, and those with a description read.

    `effective_employers` is k over all its jobs, `largest_share` the largest employer's share.
    """

    role: str
    jobs: int
    with_pay: int
    described: int
    employers: int
    effective_employers: float
    largest_share: float


@dataclass(frozen=True, slots=True)
class Years:
    """Years of experience that one role's jobs ask for at least: quartiles over `jobs`.

    Empty are the jobs and employers below 5 jobs or 3 employers, the quartiles below 10 or 6.
    `interval` is the 95% interval of the median.
    """

    jobs: int | None = None
    employers: int | None = None
    p25: float | None = None
    median: float | None = None
    p75: float | None = None
    interval: Interval | None = None


def role_counts(jobs: pd.DataFrame, role: str) -> RoleCounts:
    """Return the counts of a role; `jobs` is the salaried frame of a Population."""
    mine = jobs[jobs["role"] == role]
    sizes = np.asarray(mine["employer"].value_counts(), dtype=np.int64)
    described = mine["described"].fillna(value=False).astype(bool)
    return RoleCounts(
        role=role,
        jobs=len(mine),
        with_pay=int(mine["pay"].notna().sum()),
        described=int(described.sum()),
        employers=int(np.count_nonzero(sizes)),
        effective_employers=effective(sizes),
        largest_share=float(sizes.max()) / len(mine) if len(mine) else 0.0,
    )


def years_asked(jobs: pd.DataFrame, role: str) -> Years:
    """Return the years that a role's jobs ask for; `jobs` has the column experience_min."""
    mine = jobs[(jobs["role"] == role) & jobs["experience_min"].notna()]
    n, employers = len(mine), int(mine["employer"].nunique())
    if n < FEWEST_JOBS or employers < FEWEST_EMPLOYERS:
        return Years()
    if n < JOBS_FOR_MEDIAN or employers < EMPLOYERS_FOR_MEDIAN:
        return Years(n, employers)
    years = mine["experience_min"].to_numpy(dtype=np.float64)
    codes, _names = numbered(mine["employer"])
    low, middle, high = quantiles_by_job(years, QUARTILES)
    return Years(n, employers, low, middle, high, sign_flip_interval(years, codes))
