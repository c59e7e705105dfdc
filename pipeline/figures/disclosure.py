"""How many jobs state pay: by country, state, level and month."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.figures.inference.quantiles import Floats, Ints
from pipeline.figures.inference.share_floor import ShareError
from pipeline.figures.inference.student_t import t_quantile
from pipeline.figures.inference.woodruff import FEWEST_EFFECTIVE, effective_employers, share_error
from pipeline.figures.job import codes_and_texts, several
from pipeline.figures.policy import share_shown, suppressed
from pipeline.figures.tables import groups

BY = ("country", "region", "level", "month")
DTYPES = {
    "by": "str", "country": "str", "name": "str", "jobs": "Int64", "stating": "Int64",
    "employers": "Int64", "share": "float64", "interval_low": "float64", "interval_high": "float64",
}  # fmt: skip


def disclosure(jobs: pd.DataFrame) -> pd.DataFrame:
    """Return the share of jobs that state any pay, one row a country, state, level and month.

    `jobs` is the salaried frame of a Population. Columns: by (country, region, level, month),
    country (empty for level and month), name (of what `by` says; months as 2026-07, of posting),
    jobs, stating, employers, share (0 to 1), interval_low and interval_high (its 95% interval:
    variance by leaving out employers, Student's t with k - 1, no narrower than `share_floor` says;
    missing where k < 10). Counts are missing below 5 jobs or 3 employers, the share below 10 jobs
    or 6 employers. Rows with most jobs come first, months in order.
    """
    day = jobs["posted_on"].fillna(jobs["first_seen"])
    stating = states_pay(jobs)
    used = jobs[["country", "region", "level", "employer"]]
    months = day.dt.to_period("M").astype("category")  # a text a row would be 60 MB a million
    told = used.assign(month=months.cat.rename_categories(str))
    told["region"] = told["region"].where(~several(told["region"]))
    found = _Stating(np.asarray(stating, dtype=np.float64), codes_and_texts(told["employer"])[0])
    rows = [row for by in BY for row in _rows(told, by, found)]
    return pd.DataFrame(rows, columns=list(DTYPES)).astype(DTYPES)


def states_pay(jobs: pd.DataFrame) -> "pd.Series[bool]":
    """Return whether each job states any pay, also pay that was not understood or not trusted."""
    return jobs["salary_status"].notna() & (jobs["salary_status"] != "absent")


@dataclass(frozen=True, slots=True)
class _Stating:
    """Whether each job states pay, 1 or 0, and the code of its employer."""

    stating: Floats
    employers: Ints

    def share(self, rows: Ints) -> tuple[object, ...]:
        """Return the columns of DTYPES from jobs on, of these rows."""
        used, codes = np.unique(self.employers[rows], return_inverse=True)
        n, employers = len(rows), len(used)
        if suppressed(n, employers):
            return (None,) * 6
        stating = self.stating[rows]
        counts = (n, int(stating.sum()), employers)
        if not share_shown(n, employers):
            return (*counts, None, None, None)
        share = float(stating.mean())
        if (k := effective_employers(codes)) < FEWEST_EFFECTIVE:
            return (*counts, share, None, None)
        error = share_error(stating, codes)
        found = ShareError(share, error, k, n).interval(t_quantile(k - 1))
        return (*counts, share, found.low, found.high)


def _rows(jobs: pd.DataFrame, by: str, found: _Stating) -> list[tuple[object, ...]]:
    keys = ("country", "region") if by == "region" else (by,)
    placed = list(groups(jobs, keys))
    if by != "month":
        placed.sort(key=lambda each: -len(each[1]))
    return [(by, names.get("country"), names[by], *found.share(rows)) for names, rows in placed]
