"""How pay grew, on cells that are there in both months.

A pooled median also moves when more seniors are wanted. Here each role, level and country is
compared with itself a year before; the figure is the median change of these cells. Form: the
Indeed Wage Tracker (Adrjan and Lydon, 2022).
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd

from pipeline.figures.amounts import YEARLY, Amounts, job_arrays
from pipeline.figures.compare import expanded_percentiles
from pipeline.figures.inference.concentration import concentration
from pipeline.figures.inference.quantiles import Floats, Ints, median_by_job
from pipeline.figures.inference.random_stream import resamples
from pipeline.figures.inference.woodruff import FEWEST_EFFECTIVE, effective_employers
from pipeline.figures.job import codes_and_texts
from pipeline.figures.resampled_medians import resampled_medians, unit_count, units_of

CELL_COLUMNS = ["country", "level", "role"]
USED = [*CELL_COLUMNS, "employer", "pay", *YEARLY, "posted_on", "first_seen"]
EFFECTIVE_JOBS = 10.0
MONTHS_NEEDED = 6
SMOOTHED = 3
SEED, TIMES = 2, 500
DTYPES = {
    "month": "str", "growth": "float64", "three_months": "float64", "interval_low": "float64",
    "interval_high": "float64", "cells": "int64", "employers": "int64",
}  # fmt: skip

Months = Mapping[tuple[str, ...], Mapping[int, Amounts]]


@dataclass(frozen=True, slots=True)
class Growth:
    """A frame of months, see `growth`; `why` says why it has no row."""

    months: pd.DataFrame
    why: str = ""


@dataclass(slots=True)
class Month:
    """The growth of one month; `at` counts months from year 0."""

    at: int
    growth: float
    cells: int
    employers: int
    three_months: float | None = None
    interval_low: float | None = None
    interval_high: float | None = None


def growth(jobs: pd.DataFrame, lag: int = 12) -> Growth:
    """Return the growth of pay over `lag` months, month by month.

    `jobs` is the salaried frame of a Population over all months; a job belongs to the month it
    was posted. Months before the first sighting don't count: of their jobs only those that
    stayed open were ever seen. Cells are role, level and country with n_eff >= 10 in both months.
    Columns: month (2026-07), growth (median change over cells, 0.04: 4% more), three_months (its
    mean with the two months before, missing without them), interval_low and interval_high (95%
    interval of three_months, employers drawn anew; missing where k < 10), cells, employers (of
    this month's cells).
    No row where the jobs span fewer than six months, or no cell is there twice.
    """
    dated = jobs[USED][jobs["pay"].notna()]
    dated = seen_from_start(dated.dropna(subset=CELL_COLUMNS))
    if dated.empty or dated["month"].max() - dated["month"].min() + 1 < MONTHS_NEEDED:
        return Growth(_frame([]), "fewer than six months of history")
    cells = _cells(dated, lag)
    last = range(int(dated["month"].min()) + lag, int(dated["month"].max()) + 1)
    rows = {month: row for month in last if (row := _month(cells, month, lag))}
    if not rows:
        return Growth(_frame([]), f"no role, level and country with enough jobs {lag} months apart")
    _smooth(rows)
    _give_intervals(cells, rows, lag)
    return Growth(_frame([asdict(row) for row in rows.values()]))


def seen_from_start(jobs: pd.DataFrame) -> pd.DataFrame:
    """Return the jobs that were posted since the month of the first sighting, with that month.

    The column `month` counts months from year 0. Uses posted_on (else first_seen) and first_seen.
    """
    dated = jobs.assign(month=_months(jobs["posted_on"].fillna(jobs["first_seen"])))
    dated = dated.dropna(subset=["month", "first_seen"])
    return dated[dated["month"] >= _months(dated["first_seen"]).min()]


def _months(days: "pd.Series[pd.Timestamp]") -> "pd.Series[int]":
    return days.dt.year * 12 + days.dt.month - 1


def _cells(dated: pd.DataFrame, lag: int) -> Months:
    """Return each cell's amounts in the months in which it has 10 effective jobs.

    None where no cell has 10 jobs in two months `lag` apart: then nothing can be compared.
    """
    keys, rows = _grouped(dated)
    large = {key: mine for key, mine in zip(keys, rows, strict=True) if len(mine) >= EFFECTIVE_JOBS}
    arrays, cells = job_arrays(dated), dict[tuple[str, ...], dict[int, Amounts]]()
    if not any((names, month - lag) in large for names, month in large):  # n_eff is n at most
        return cells
    for (names, month), mine in large.items():
        found = arrays.amounts(mine)
        counts = concentration(found.amounts, found.employers, found.pairs)
        if counts.effective_jobs >= EFFECTIVE_JOBS:
            cells.setdefault(names, {})[month] = found
    return cells


def _grouped(dated: pd.DataFrame) -> tuple[list[tuple[tuple[str, ...], int]], list[Ints]]:
    """Return each cell and month that has jobs, in order, and the places of its rows."""
    coded = [codes_and_texts(dated[name]) for name in CELL_COLUMNS]
    columns = [*(codes for codes, _texts in coded), dated["month"].to_numpy(dtype=np.int64)]
    order = np.lexsort(columns[::-1])
    keys = np.stack(columns)[:, order]
    starts = np.flatnonzero((keys[:, 1:] != keys[:, :-1]).any(axis=0)) + 1
    firsts = keys[:, np.append(0, starts)]
    names = [texts[codes] for (_, texts), codes in zip(coded, firsts, strict=False)]
    cells = zip(*(map(str, each) for each in names), strict=True)
    return list(zip(cells, map(int, firsts[-1]), strict=True)), np.split(order, starts)


def _month(cells: Months, month: int, lag: int) -> Month | None:
    matched = [mine for mine in cells.values() if month in mine and month - lag in mine]
    if not matched:
        return None
    changes = [
        median_by_job(mine[month].amounts) / median_by_job(mine[month - lag].amounts) - 1
        for mine in matched
    ]
    employers = {name for mine in matched for name in mine[month].names}
    return Month(month, float(np.median(changes)), len(matched), len(employers))


def _smooth(rows: dict[int, Month]) -> None:
    """Give each month its mean with the two before, where all three are known."""
    for at, row in rows.items():
        three = [rows[at - n].growth for n in range(SMOOTHED) if at - n in rows]
        row.three_months = sum(three) / SMOOTHED if len(three) == SMOOTHED else None


def _give_intervals(cells: Months, rows: dict[int, Month], lag: int) -> None:
    """Give each three-month mean its interval, from the same resamples of all employers."""
    found = [each for mine in cells.values() for each in mine.values()]
    names = sorted({name for each in found for name in each.names})
    place = {name: n for n, name in enumerate(names)}
    codes = [np.array([place[n] for n in each.names])[each.employers] for each in found]
    if (k := effective_employers(np.concatenate(codes))) < FEWEST_EFFECTIVE:
        return
    medians = _resampled(cells, names)
    changes = {at: _change(medians, at, lag) for at in rows}
    for at, row in rows.items():
        if row.three_months is not None:
            mean = np.mean([changes[at - n] for n in range(SMOOTHED)], axis=0)
            row.interval_low, row.interval_high = expanded_percentiles(mean, k)


def _resampled(cells: Months, names: list[str]) -> list[dict[int, Floats]]:
    counts = resamples(SEED, unit_count(names), TIMES)
    return [
        {
            month: resampled_medians(each, units_of(each.names, names), counts)
            for month, each in m.items()
        }
        for m in cells.values()
    ]


def _change(medians: list[dict[int, Floats]], month: int, lag: int) -> Floats:
    changes = [m[month] / m[month - lag] - 1 for m in medians if month in m and month - lag in m]
    return np.asarray(np.nanmedian(np.stack(changes), axis=0), dtype=np.float64)


def _frame(rows: list[dict[str, object]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["at", *DTYPES])
    table["month"] = [f"{at // 12}-{at % 12 + 1:02}" for at in table["at"]]
    return table[list(DTYPES)].astype(DTYPES)
