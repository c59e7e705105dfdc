"""When and by whom two roles are posted: postings by month, growth of pay, employers of both."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from pipeline.figures.growth import Growth, growth, seen_from_start
from pipeline.figures.policy import FEWEST_EMPLOYERS, FEWEST_JOBS

MONTH_TYPES = {"month": "str", "one_jobs": "Int64", "other_jobs": "Int64"}


@dataclass(frozen=True, slots=True)
class Employers:
    """How many employers post each role, and how many both.

    `one_jobs` and `other_jobs` are the jobs of each role at employers that post both.
    """

    one: int
    other: int
    both: int
    one_jobs: int
    other_jobs: int


def employers_of(jobs: pd.DataFrame, roles: tuple[str, str]) -> Employers:
    """Return the employers of two roles; `jobs` is the salaried frame of a Population."""
    mine = [jobs["employer"][jobs["role"] == role].astype("str") for role in roles]
    one, other = (set(each) for each in mine)
    shared = [int(each.isin(one & other).sum()) for each in mine]
    return Employers(len(one), len(other), len(one & other), *shared)


def months_of(ever: pd.DataFrame, roles: tuple[str, str]) -> pd.DataFrame:
    """Return how many jobs of each role were posted each month, a row a month, in order.

    `ever` is the salaried frame of all times (see `populations`). Months before the first
    sighting are left out: of their jobs only those that stayed open were ever seen. The first and
    the last month may be seen in part only. Columns: month (2026-07), one_jobs and other_jobs,
    missing below 5 jobs or 3 employers.
    """
    used = seen_from_start(ever[["role", "employer", "posted_on", "first_seen"]])
    used = used[used["role"].isin(roles)]
    rows = list(_months(used, roles)) if len(used) else []
    return pd.DataFrame(rows, columns=list(MONTH_TYPES)).astype(MONTH_TYPES)


def growth_of(ever: pd.DataFrame, roles: tuple[str, str]) -> tuple[Growth, Growth]:
    """Return the growth of each role's pay over a year, on cells that are in both months."""
    one, other = (growth(ever[ever["role"] == role]) for role in roles)
    return one, other


def _months(used: pd.DataFrame, roles: tuple[str, str]) -> Iterator[tuple[object, ...]]:
    for at in range(int(used["month"].min()), int(used["month"].max()) + 1):
        now = used[used["month"] == at]
        yield f"{at // 12}-{at % 12 + 1:02}", *(_count(now[now["role"] == r]) for r in roles)


def _count(jobs: pd.DataFrame) -> int | None:
    few = len(jobs) < FEWEST_JOBS or jobs["employer"].nunique() < FEWEST_EMPLOYERS
    return None if few else len(jobs)
