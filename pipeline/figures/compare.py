"""Whether one cell's pay is higher than another's.

Employers are drawn anew for both cells together, since one that is in both moves both. The
percentiles of the ratio of medians are moved outwards by Student's t with k - 1 degrees of
freedom: a bootstrap of few employers is too narrow by itself. Source: Hesterberg, What teachers
should know about the bootstrap (The American Statistician, 2015): expanded percentile interval.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import pandas as pd

from pipeline.figures.amounts import Amounts, amounts_of
from pipeline.figures.inference.interval import Interval
from pipeline.figures.inference.multiple import benjamini_hochberg
from pipeline.figures.inference.quantiles import Floats, median_by_employer, median_by_job
from pipeline.figures.inference.random_stream import resamples
from pipeline.figures.inference.student_t import t_quantile, t_tail
from pipeline.figures.inference.woodruff import FEWEST_EFFECTIVE, effective_employers
from pipeline.figures.policy import LARGEST_SHARE, too_few_words
from pipeline.figures.resampled_medians import resampled_medians, unit_count, units_of

SEED, TIMES = 1, 2_000
FEW_COMPARISONS = 10
HIGHER, LOWER, NOT_TOLD = "higher", "lower", "not told apart"
NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The first cell's median over the second's, with its 95% interval.

    All but `why` is empty where the two can't be compared. `p` is the two-sided p-value that
    belongs to the interval; `jobs` and `employers` are those of both cells together.
    """

    ratio: float | None = None
    interval: Interval | None = None
    p: float | None = None
    employers: int = 0
    effective_employers: float = 0.0
    why: str = ""
    jobs: int = 0


def compare(
    first: pd.DataFrame, second: pd.DataFrame, *, pay: str = "pay", by_employer: bool = False
) -> Comparison:
    """Compare two cells: frames of a Population, with `pay` in the same currency and unit.

    Needs 10 jobs and 6 employers in each, k >= 10 in each (by employer: 10 employers), and by
    job no employer with more than half of a cell. The same jobs give the same bytes.
    """
    return compare_amounts(amounts_of(first, pay), amounts_of(second, pay), by_employer=by_employer)


def compare_amounts(a: Amounts, b: Amounts, *, by_employer: bool = False) -> Comparison:
    """Compare the amounts of two cells, as `compare` does."""
    if why := _why_not(a, b, by_employer=by_employer):
        return Comparison(why=why)
    names = sorted({*a.names, *b.names})
    counts = resamples(SEED, unit_count(names), TIMES)
    logs = _log_ratios(a, b, names, counts, by_employer=by_employer)
    k = min(_effective(a, by_employer=by_employer), _effective(b, by_employer=by_employer))
    low, high = expanded_percentiles(logs, k)
    ratio = _median(a, by_employer=by_employer) / _median(b, by_employer=by_employer)
    interval = Interval(math.exp(low), math.exp(high))
    jobs = len(a.amounts) + len(b.amounts)
    return Comparison(ratio, interval, _p_value(logs, k), len(names), k, jobs=jobs)


def verdicts(comparisons: Sequence[Comparison]) -> list[str]:
    """Return higher, lower, `not told apart`, or why not, for each comparison on one page.

    Up to 10 comparisons the interval must exclude 1; with more, the p-values must stand after
    Benjamini and Hochberg's correction, too.
    """
    p_values = [each.p for each in comparisons if each.p is not None]
    stand = iter(benjamini_hochberg(p_values))
    many = len(p_values) > FEW_COMPARISONS
    return [
        each.why if each.p is None else _verdict(each, stands=next(stand) or not many)
        for each in comparisons
    ]


def expanded_percentiles(values: Floats, k: float) -> tuple[float, float]:
    """Return the ends of the 95% interval of resampled `values` from k effective employers."""
    z = math.sqrt(k / (k - 1)) * t_quantile(k - 1)
    tail = NORMAL.cdf(-z)
    known = values[~np.isnan(values)]
    low, high = np.quantile(known, [tail, 1 - tail])
    return float(low), float(high)


def _p_value(logs: Floats, k: float) -> float:
    """Return the p at which the expanded interval would just touch a ratio of 1."""
    known = logs[~np.isnan(logs)]
    beyond = min(np.sum(known <= 0), np.sum(known >= 0))
    share = min(0.5, (float(beyond) + 1) / (len(known) + 1))
    return min(1.0, 2 * t_tail(-NORMAL.inv_cdf(share) / math.sqrt(k / (k - 1)), k - 1))


def _verdict(each: Comparison, *, stands: bool) -> str:
    if not stands or each.interval is None or not each.interval.excludes(1):
        return NOT_TOLD
    return HIGHER if each.interval.low > 1 else LOWER


def _why_not(a: Amounts, b: Amounts, *, by_employer: bool) -> str:
    for cell in (a, b):
        sizes = np.bincount(cell.employers)
        if few := too_few_words(len(cell.amounts), len(sizes)):
            return few
        if not by_employer and sizes.max() > LARGEST_SHARE * len(cell.amounts):
            return "one employer has more than half of the jobs"
        if _effective(cell, by_employer=by_employer) < FEWEST_EFFECTIVE:
            return f"fewer than {FEWEST_EFFECTIVE} effective employers"
    return ""


def _effective(cell: Amounts, *, by_employer: bool) -> float:
    return float(len(cell.names)) if by_employer else effective_employers(cell.employers)


def _median(cell: Amounts, *, by_employer: bool) -> float:
    if by_employer:
        return median_by_employer(cell.amounts, cell.employers)
    return median_by_job(cell.amounts)


def _log_ratios(
    a: Amounts, b: Amounts, names: list[str], counts: Floats, *, by_employer: bool
) -> Floats:
    medians = [
        resampled_medians(cell, units_of(cell.names, names), counts, by_employer=by_employer)
        for cell in (a, b)
    ]
    return np.asarray(np.log(medians[0]) - np.log(medians[1]), dtype=np.float64)
