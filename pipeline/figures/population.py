"""Which jobs a salary report speaks of, and why each other one is kept apart or left out."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from models.value_text import JOINER
from pipeline.figures.job import (
    Column,
    Rule,
    each_text,
    in_order,
    job_frame,
    names,
    open_from,
    open_to,
    period_of,
    several,
)

REPEATED = "repeated"
# Not in the tables at all. The first reason that holds counts.
LEFT_OUT = {
    REPEATED: "The same posting again in a further row of the table",
    "duplicate": "Another posting of a job that is counted already",
    "by_hand": "Left out by hand",
    "no_title": "No title",
    "not_about": "Not about AI, ML or data",
    "not_known": "Not known to be about AI, ML or data: no rule knows the title",
    "undated": "No day known: neither of posting nor of a sighting",
    "not_open": "Not open in the period",
    "no_employer": "No employer named",
    "several_countries": "Open in several countries",
    "no_country": "No country known",
}
# In tables of their own.
KEPT_APART = {
    "intern": "Internships",
    "contract_hour": "B2B and contract rates by the hour",
    "contract_day": "B2B and contract rates by the day",
    "contract_other": "B2B and contract rates by month or year",
    "part_time": "Part time and pro rata",
}
# In the tables as jobs (N), without pay (n).
NO_PAY = {
    "unread": "Pay not read",
    "absent": "No pay stated",
    "unparsed": "Pay stated, not understood",
    "flagged": "Pay stated, not trusted",
    "net": "Net pay",
    "other_currency": "Pay in a currency that is not the country's",
    "one_sided": "Only one end stated (“up to”, “from”)",
    "no_year": "No annual figure: the period is not known",
}
ABOUT = ("core", "adjacent")
INTERNSHIP, CONTRACTS = "internship", ("contract", "freelance")
CONTRACT_FACTS = ("b2b", "c2c", "1099", "umbrella", "inside_ir35", "outside_ir35")
PART_TIME_FACTS = ("part_time", "pro_rata")
DECIDED = (
    "posting_id", "ai_relevance", "left_out", "duplicate_of", "employment_type", "salary_currency",
    "salary_period", "net", "facts", "flags",
)  # fmt: skip
"""Columns that decide which jobs count; no figure of the jobs that do looks at them."""
COUNTED = (
    *DECIDED, "title", "employer", "country", "level", "salary_status", "salary_min", "salary_max",
    "annual_mid", "posted_on", "first_seen", "last_seen", "closed_on",
)  # fmt: skip
"""All columns that `population` looks at."""


@dataclass(frozen=True, slots=True)
class Population:
    """The jobs of a report, in frames with the columns of Job and these of its own.

    `pay`: the number figures use, missing where `why` says why (a key of NO_PAY). In `salaried`
    and `interns` it is annual_mid, in the country's currency a year; in `hourly` and `daily` the
    middle of the stated contract rate, in the country's currency an hour or a day. `counts` has
    every reason of LEFT_OUT, KEPT_APART and NO_PAY (the last of salaried jobs), zeros included.
    `total` is the number of rows, those of a posting that an earlier row has included.
    `flags` counts the flagged salaried jobs by flag; a job may have several. `since` and `until`
    are days, both included.
    """

    salaried: pd.DataFrame
    interns: pd.DataFrame
    hourly: pd.DataFrame
    daily: pd.DataFrame
    counts: dict[str, int]
    flags: dict[str, int]
    total: int
    since: pd.Timestamp | None
    until: pd.Timestamp | None


def population(  # noqa: PLR0913  # the jobs, their period, and what the frame lacks
    rows: pd.DataFrame,
    currencies: Mapping[str, str],
    *,
    since: pd.Timestamp | None = None,
    until: pd.Timestamp | None = None,
    without: Collection[str] = (),
    repeated: int = 0,
) -> Population:
    """Return the population of `rows`, a frame with the columns of Job.

    `currencies` has each country's currency (ISO 3166 alpha-2 to ISO 4217). Counted is a job open
    at any time from `since` to `until`, as `open_from` and `open_to` have it; by default `until` is
    the day of the last sighting and `since` twelve months before. Columns `without` are not in the
    frames: they take less memory. A posting counts once, by its first row; `repeated` is the
    number of further rows that `rows` has no more.
    """
    jobs = in_order(job_frame(rows))
    repeated += len(rows) - len(jobs)
    since, until = period_of(jobs, since, until)
    reason = reasons(jobs, since, until)
    why = _first(jobs, _no_pay(currencies))
    stated = (jobs["salary_min"] + jobs["salary_max"]) / 2
    salaried, kept = reason.isna(), jobs.columns.drop(list(without))

    def part(rows: Column, pay: Column) -> pd.DataFrame:
        pay = pay.where(why.isna())
        return jobs.loc[rows, kept].assign(pay=pay[rows], why=why[rows]).reset_index(drop=True)

    return Population(
        salaried=part(salaried, jobs["annual_mid"]),
        interns=part(reason == "intern", jobs["annual_mid"]),
        hourly=part(reason == "contract_hour", stated),
        daily=part(reason == "contract_day", stated),
        counts=_counts(reason, why[salaried], repeated),
        flags=_flags(jobs["flags"][salaried & (why == "flagged")]),
        total=len(jobs) + repeated,
        since=since,
        until=until,
    )


def reasons(jobs: pd.DataFrame, since: pd.Timestamp | None, until: pd.Timestamp | None) -> Column:
    """Return why each job is not among the salaried: a key of LEFT_OUT or KEPT_APART, or missing.

    `jobs` has the columns of Job; `since` and `until` are days, both included.
    """
    return _first(jobs, {**_left_out(since, until), **KEPT_BY})


def pay_reason(jobs: pd.DataFrame, currencies: Mapping[str, str]) -> Column:
    """Return why each job's pay is in no median of salaries, whatever the job and its days.

    It is a key of KEPT_APART or NO_PAY, or missing.
    """
    return _first(jobs, {**KEPT_BY, **_no_pay(currencies)})


def _left_out(since: pd.Timestamp | None, until: pd.Timestamp | None) -> dict[str, Rule]:
    def not_open(jobs: pd.DataFrame) -> Column:
        if since is None or until is None:
            return pd.Series(data=False, index=jobs.index)
        begun = open_from(jobs) < until + pd.Timedelta(days=1)
        return ~(begun & (open_to(jobs) >= since))

    return {
        "duplicate": lambda jobs: jobs["duplicate_of"].notna(),
        "by_hand": lambda jobs: jobs["left_out"].fillna(value=False).astype(bool),
        "no_title": lambda jobs: jobs["title"].isna() | (jobs["title"] == ""),
        "not_about": lambda jobs: jobs["ai_relevance"] == "no",
        "not_known": lambda jobs: ~jobs["ai_relevance"].isin(ABOUT),
        "undated": lambda jobs: open_from(jobs).isna(),
        "not_open": not_open,
        "no_employer": lambda jobs: jobs["employer"].isna() | (jobs["employer"] == ""),
        "several_countries": lambda jobs: several(jobs["country"]),
        "no_country": lambda jobs: jobs["country"].isna() | (jobs["country"] == ""),
    }


def _intern(jobs: pd.DataFrame) -> Column:
    return (jobs["level"] == "intern") | (jobs["employment_type"] == INTERNSHIP)


def _contract(jobs: pd.DataFrame) -> Column:
    return jobs["employment_type"].isin(CONTRACTS) | names(jobs["facts"], *CONTRACT_FACTS)


KEPT_BY: dict[str, Rule] = {
    "intern": _intern,
    "contract_hour": lambda jobs: _contract(jobs) & (jobs["salary_period"] == "hour"),
    "contract_day": lambda jobs: _contract(jobs) & (jobs["salary_period"] == "day"),
    "contract_other": _contract,
    "part_time": lambda jobs: (
        (jobs["employment_type"] == "part_time") | names(jobs["facts"], *PART_TIME_FACTS)
    ),
}


def _no_pay(
    currencies: Mapping[str, str],
) -> dict[str, Rule]:
    return {
        "unread": lambda jobs: jobs["salary_status"].isna(),
        "absent": lambda jobs: jobs["salary_status"] == "absent",
        "unparsed": lambda jobs: jobs["salary_status"] == "unparsed",
        "flagged": lambda jobs: jobs["salary_status"] != "ok",
        "net": lambda jobs: jobs["net"].fillna(value=False).astype(bool),
        "other_currency": lambda jobs: _other_currency(jobs, currencies),
        "one_sided": lambda jobs: jobs["salary_min"].isna() | jobs["salary_max"].isna(),
        "no_year": lambda jobs: ~(jobs["annual_mid"] > 0),
    }


def _other_currency(jobs: pd.DataFrame, currencies: Mapping[str, str]) -> Column:
    numbers = {code: n for n, code in enumerate(set(currencies.values()))}
    stated = each_text(jobs["salary_currency"], lambda code: numbers.get(code, -1), -1)
    own = each_text(jobs["country"], lambda code: numbers.get(currencies.get(code, ""), -2), -2)
    return stated != own


def _first(jobs: pd.DataFrame, rules: Mapping[str, Rule]) -> Column:
    """Return the first rule that holds for each job; missing where none does."""
    found = np.full(len(jobs), -1)
    for place, holds in enumerate(rules.values()):
        found[(found < 0) & holds(jobs).to_numpy(dtype=bool)] = place
    return pd.Series(
        pd.Categorical.from_codes(found, pd.Index(list(rules), dtype="str")), index=jobs.index
    )


def _flags(flags: Column) -> dict[str, int]:
    counts = Counter[str]()
    for joined, n in flags.value_counts().items():
        if n:
            counts.update(dict.fromkeys(str(joined).split(JOINER), int(n)))
    return dict(sorted(counts.items()))


def _counts(reason: Column, why: Column, repeated: int) -> dict[str, int]:
    met = {**reason.value_counts().to_dict(), **why.value_counts().to_dict(), REPEATED: repeated}
    return {name: int(met.get(name, 0)) for name in (*LEFT_OUT, *KEPT_APART, *NO_PAY)}
