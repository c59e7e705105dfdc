"""The same job elsewhere: what one employer states for one title in two places.

A pooled ratio of two places compares different employers and jobs. Here a pair is one employer,
title, level and quarter with jobs in both places; the figure is the median of the pairs' ratios.
"""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from pipeline.figures.inference.interval import Interval
from pipeline.figures.inference.quantiles import median_by_job
from pipeline.figures.inference.sign_flip import sign_flip_interval
from pipeline.figures.job import each_text, several
from pipeline.figures.policy import EMPLOYERS_FOR_MEDIAN, JOBS_FOR_MEDIAN

MOST_PLACES = 10
PAIR = ["employer", "title", "level", "quarter"]
DTYPES = {
    "here": "str", "there": "str", "ratio": "float64", "interval_low": "float64",
    "interval_high": "float64",
    "pairs": "int64", "employers": "int64", "why": "str",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """How much `there` states for the same job: `ratio` 0.8 is a fifth less than here.

    `ratio` and its 95% interval are empty below 10 pairs or 6 employers; `why` says so.
    """

    ratio: float | None
    interval: Interval | None
    pairs: int
    employers: int
    why: str = ""


def same_job_elsewhere(
    jobs: pd.DataFrame, place: str, here: str, there: str, *, pay: str
) -> Elsewhere:
    """Return the ratio of pay `there` to pay `here`, two values of the column `place`.

    `jobs` is the salaried frame of a Population; `place` is country, city, region or workplace;
    a job in several is in no pair. `pay` is a column with one currency for both: annual_mid_usd
    between countries, pay within one.
    """
    return _ratio(_pairs(jobs, [here, there], place, pay), here, there)


def _ratio(wide: pd.DataFrame, here: str, there: str) -> Elsewhere:
    if here in wide and there in wide:
        wide = wide[wide[here].notna() & wide[there].notna()]
    else:
        wide = wide.iloc[:0].assign(**{here: np.nan, there: np.nan})
    names, employers = np.unique(wide.index.get_level_values("employer"), return_inverse=True)
    if len(wide) < JOBS_FOR_MEDIAN or len(names) < EMPLOYERS_FOR_MEDIAN:
        why = f"fewer than {JOBS_FOR_MEDIAN} pairs or {EMPLOYERS_FOR_MEDIAN} employers"
        return Elsewhere(None, None, len(wide), len(names), why)
    ratios = (wide[there] / wide[here]).to_numpy(dtype=np.float64)
    interval = sign_flip_interval(ratios, employers)
    return Elsewhere(median_by_job(ratios), interval, len(wide), len(names))


def elsewhere_table(
    jobs: pd.DataFrame, place: str, *, pay: str, most: int = MOST_PLACES
) -> pd.DataFrame:
    """Return the figure for every two values of `place` with 10 pairs, most pairs first.

    Used are the `most` values with the most jobs that state pay.

    Columns: here, there (in alphabetical order), ratio, interval_low, interval_high, pairs,
    employers, why.
    """
    counts = jobs[place][jobs["pay"].notna() & ~several(jobs[place])].value_counts()
    largest = sorted(map(str, counts[counts > 0].index), key=lambda name: (-counts[name], name))
    wide = _pairs(jobs, largest[:most], place, pay)
    both = [
        (str(here), str(there))
        for here, there in combinations(sorted(wide.columns), 2)
        if (wide[here].notna() & wide[there].notna()).sum() >= JOBS_FOR_MEDIAN
    ]
    rows = []
    for here, there in both:
        found = _ratio(wide, here, there)
        ends = (found.interval.low, found.interval.high) if found.interval else (None, None)
        rows.append((here, there, found.ratio, *ends, found.pairs, found.employers, found.why))
    table = pd.DataFrame(rows, columns=list(DTYPES)).astype(DTYPES)
    return table.sort_values(["pairs", "here", "there"], ascending=[False, True, True])


def _pairs(jobs: pd.DataFrame, places: list[str], place: str, pay: str) -> pd.DataFrame:
    """Return the median of each employer, title, level and quarter by place, in `places`."""
    known = jobs["pay"].notna() & jobs[pay].notna() & jobs["title"].notna()
    known &= jobs[place].isin(places) & ~several(jobs[place])
    used = jobs.loc[known, [*PAIR[:-1], place, pay, "posted_on", "first_seen"]]
    day = used["posted_on"].fillna(used["first_seen"])
    used = used.assign(level=each_text(used["level"], str, ""), quarter=day.dt.to_period("Q"))
    medians = used.groupby([*PAIR, place], observed=True, sort=True)[pay].median()
    return medians.unstack(place)  # noqa: PD010  # of a series
