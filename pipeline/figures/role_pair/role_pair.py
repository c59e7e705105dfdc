"""All figures of one role against another, from one frame of jobs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from models.record import columns
from pipeline.figures.compare import Comparison, verdicts
from pipeline.figures.growth import USED as GROWING
from pipeline.figures.growth import Growth
from pipeline.figures.job import Job
from pipeline.figures.population import Population
from pipeline.figures.role_pair.columns import with_requirements
from pipeline.figures.role_pair.counts import RoleCounts, Years, role_counts, years_asked
from pipeline.figures.role_pair.outlook import Employers, employers_of, growth_of, months_of
from pipeline.figures.role_pair.pay import PayPair, pay_pairs, same_job_ratio
from pipeline.figures.role_pair.share_values import share_pairs
from pipeline.figures.role_pair.shares import SharePair, share_table
from pipeline.figures.tables import USED as PAID

Roles = tuple[str, str]
SUBJECTS = {
    "level": "level", "workplace": "workplace", "education": "education",
    "education_field": "education_fields", "industry": "industry",
}  # fmt: skip
"""The kinds of value beside groups of skills and `degree`, and the column of each."""
DEGREE, REQUIRED, OPTIONAL = "degree", "required", "optional"
COMPARED = (
    *dict.fromkeys((*PAID, *GROWING)), "posting_id", "country", "workplace", "skills", "described",
)  # fmt: skip
NOT_COMPARED = tuple(each.name for each in columns(Job) if each.name not in COMPARED)
"""Columns of Job that no figure of two roles looks at, once it is known which jobs count."""
NOT_EVER = tuple(each.name for each in columns(Job) if each.name not in GROWING)
"""Those that no figure of jobs of all times looks at."""


@dataclass(frozen=True, slots=True)
class RolePair:
    """One role against another; `people` are all jobs of the period, of every role.

    `same_job` is the pay within level and country, pooled. `shares` is the frame of
    `share_table`: its subjects are the groups of skills, SUBJECTS and `degree`. `months`: jobs
    posted by month. `compared` is how many comparisons were made; above 10 those that chance
    could explain (Benjamini and Hochberg) are `not told apart`.
    """

    roles: Roles
    people: Population
    counts: tuple[RoleCounts, RoleCounts]
    pay: tuple[PayPair, ...]
    same_job: Comparison
    same_job_verdict: str
    shares: pd.DataFrame
    years: tuple[Years, Years]
    employers: Employers
    months: pd.DataFrame
    growth: tuple[Growth, Growth]
    compared: int


def role_pair(  # noqa: PLR0913  # what the figures are of, and how they are grouped
    people: Population,
    ever: pd.DataFrame,
    asked: pd.DataFrame,
    roles: Roles,
    *,
    currencies: Mapping[str, str],
    skill_groups: Mapping[str, str],
) -> RolePair:
    """Return the figures of two roles; "higher" always means the first role.

    `people` and `ever` are the jobs of any role that `populations` gives; they need no column of
    NOT_COMPARED and NOT_EVER. `asked` is what `asked_by` gives. `currencies` has each country's
    currency, `skill_groups` the group of each skill, in the order in which groups are shown. Jobs
    of interns, contracts and part time are in no figure, as in the tables of the report.
    """
    mine = people.salaried[people.salaried["role"].isin(roles)]
    mine = with_requirements(mine.reset_index(drop=True), asked)
    pay = pay_pairs(people.salaried, currencies, roles)
    same_job, shares = same_job_ratio(mine, roles), list(_shares(mine, roles, skill_groups))
    every = [
        same_job,
        *(each for pair in pay for each in (pair.by_job, pair.by_employer)),
        *(pair.comparison for pair in shares),
    ]
    stated = verdicts(every)
    return RolePair(
        roles=roles,
        people=people,
        counts=(role_counts(mine, roles[0]), role_counts(mine, roles[1])),
        pay=_judged(pay, stated[1:]),
        same_job=same_job,
        same_job_verdict=stated[0],
        shares=share_table(shares, stated[1 + 2 * len(pay) :]),
        years=(years_asked(mine, roles[0]), years_asked(mine, roles[1])),
        employers=employers_of(mine, roles),
        months=months_of(ever, roles),
        growth=growth_of(ever, roles),
        compared=sum(each.p is not None for each in every),
    )


def _judged(pay: tuple[PayPair, ...], stated: list[str]) -> tuple[PayPair, ...]:
    """Return pairs with their verdicts; `stated` begins with two for each pair."""
    return tuple(
        replace(pair, verdict_by_job=by_job, verdict_by_employer=by_employer)
        for pair, by_job, by_employer in zip(pay, stated[::2], stated[1::2], strict=False)
    )


def _shares(
    jobs: pd.DataFrame, roles: Roles, skill_groups: Mapping[str, str]
) -> Iterator[SharePair]:
    """Yield the shares of every subject: groups of skills first."""
    described = jobs["described"].fillna(value=False).astype(bool)
    skills = list(share_pairs(jobs, roles, "skill", "skills", states=described))
    for group in dict.fromkeys(skill_groups.values()):
        yield from (
            replace(pair, subject=group) for pair in skills if skill_groups.get(pair.name) == group
        )
    for subject, column in SUBJECTS.items():
        yield from share_pairs(jobs, roles, subject, column)
    required = jobs["education_required"].fillna(value=False).astype(bool)
    degree = np.where(required, REQUIRED, OPTIONAL)
    named = jobs.assign(degree=pd.Series(degree, dtype="str").where(jobs["education"].notna()))
    yield from share_pairs(named, roles, DEGREE, DEGREE)
