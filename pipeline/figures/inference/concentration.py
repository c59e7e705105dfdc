"""How much a cell's jobs hang together: how many employers they are worth, and how many jobs."""

import math
from dataclasses import dataclass

import numpy as np

from pipeline.figures.inference.quantiles import Floats, Ints

FEWEST_WITHIN = 10
"""Below so many jobs beyond one an employer, a cell's own correlation says nothing."""


@dataclass(frozen=True, slots=True)
class Concentration:
    """What stands beside every median.

    `jobs` (n) with pay; `employers` (e) of them; `pairs` (b): distinct employer and range of pay;
    `largest_share`: the largest employer's share of the jobs, 0 to 1; `effective_employers`
    k = (Σnᵢ)²/Σnᵢ²; `effective_jobs` n_eff: independent jobs that would tell as much.
    """

    jobs: int
    employers: int
    pairs: int
    largest_share: float
    effective_employers: float
    effective_jobs: float


NONE = Concentration(0, 0, 0, 0.0, 0.0, 0.0)


def concentration(
    amounts: Floats, employers: Ints, pairs: int, pooled: float | None = None
) -> Concentration:
    """Return the counts of a cell; `employers` has a code 0 to e - 1 for each amount.

    `pairs` is b; `pooled` is the correlation over the whole role, taken where n - e < 10
    (1 where that isn't known either: then the jobs of an employer count as one).
    """
    if not len(amounts):
        return NONE
    sizes = np.bincount(employers)
    n, squares = len(amounts), float(np.sum(sizes.astype(float) ** 2))
    rho = correlation(amounts, employers)
    if rho is None:
        rho = 1.0 if pooled is None else pooled
    return Concentration(
        jobs=n,
        employers=len(sizes),
        pairs=pairs,
        largest_share=float(sizes.max()) / n,
        effective_employers=n * n / squares,
        effective_jobs=effective_jobs(n, squares / n, rho),
    )


def effective_jobs(jobs: int, mean_size: float, rho: float) -> float:
    """Return n_eff = n / (1 + (m - 1) * (2/pi) * asin(rho)), m = Σnᵢ²/n the size a job meets.

    (2/pi) * asin(rho) is the correlation of two jobs being above the median where their log pay is
    normal with correlation rho (Sheppard, 1899): what the variance of a median feels.
    """
    return jobs / (1 + (mean_size - 1) * (2 / math.pi) * math.asin(rho))


def correlation(amounts: Floats, employers: Ints) -> float | None:
    """Return the correlation of log pay within an employer, by one-way ANOVA, clipped to 0 to 1.

    None where n - e < 10, or with one employer.
    """
    n, sizes = len(amounts), np.bincount(employers)
    if len(sizes) < 2 or n - len(sizes) < FEWEST_WITHIN:
        return None
    logs = np.log(amounts)
    means = np.bincount(employers, logs) / sizes
    within = float(np.sum((logs - means[employers]) ** 2)) / (n - len(sizes))
    between = float(np.sum(sizes * (means - logs.mean()) ** 2)) / (len(sizes) - 1)
    typical = (n - float(np.sum(sizes.astype(float) ** 2)) / n) / (len(sizes) - 1)
    whole = between + (typical - 1) * within
    return max(0.0, (between - within) / whole) if whole > 0 else 1.0  # never above 1: size >= 0
