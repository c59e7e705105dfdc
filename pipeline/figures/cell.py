"""One cell of a table: what the jobs of one country, role and level advertise."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pandas as pd

from models.record import column
from pipeline.figures.amounts import YEARLY, Amounts, amounts_of
from pipeline.figures.identity import Words, figure_id
from pipeline.figures.inference.concentration import Concentration, concentration
from pipeline.figures.inference.interval import Interval
from pipeline.figures.inference.quantiles import median_by_employer, median_by_job, quantiles_by_job
from pipeline.figures.inference.sign_flip import sign_flip_interval
from pipeline.figures.inference.woodruff import woodruff_interval
from pipeline.figures.policy import (
    Showing,
    counts_shown,
    few_drive,
    showing,
    tails_shown,
    why_no_median,
)

PAY = "currency per unit"
STATED = ("salary_min", "salary_max")
ENDS = {"year": YEARLY}
"""The columns of the range for each unit; those stated for others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The figures of one cell. What policy 2 doesn't let show is empty."""

    id: str = column(
        "Names the jobs of the cell, search words included, in every report.", key=True
    )
    unit: str = column("The time pay is for: year, hour or day.")
    currency: str = column("ISO 4217 code of the amounts.")
    country: str | None = column("ISO 3166 alpha-2; empty: every one of the report.", default=None)
    role: str | None = column("Role; empty: every one of the report.", default=None)
    level: str | None = column("Level; empty: every one of the report.", default=None)
    workplace: str | None = column(
        "onsite, hybrid or remote; empty: every one of the report.", default=None
    )
    all_jobs: int = column("N: jobs in all, with pay or without.")
    jobs: int | None = column("n: jobs whose pay the figures rest on.", default=None)
    disclosure: float | None = column("n / N.", unit="0 to 1", default=None)
    employers: int | None = column("e: employers of these jobs.", default=None)
    pairs: int | None = column("b: distinct employers and ranges of pay.", default=None)
    largest_share: float | None = column(
        "The largest employer's share of the jobs.", unit="0 to 1", default=None
    )
    effective_employers: float | None = column("k = (sum n)^2 / sum n^2.", default=None)
    effective_jobs: float | None = column(
        "n_eff: independent jobs that would tell as much.", default=None
    )
    label_by_job: str = column("high, medium, low, `counts only`, `<5` (jobs) or `<3 employers`.")
    why_by_job: str = column("Why there is no median by job.", default="")
    median_by_job: float | None = column("Half the jobs state it or less.", unit=PAY, default=None)
    interval_low_by_job: float | None = column(
        "Lower end of its 95% interval.", unit=PAY, default=None
    )
    interval_high_by_job: float | None = column(
        "Upper end of its 95% interval.", unit=PAY, default=None
    )
    label_by_employer: str = column("The same for the median by employer.")
    why_by_employer: str = column("Why there is none.", default="")
    median_by_employer: float | None = column(
        "Median where each employer weighs one.", unit=PAY, default=None
    )
    interval_low_by_employer: float | None = column(
        "Lower end of its 95% interval.", unit=PAY, default=None
    )
    interval_high_by_employer: float | None = column(
        "Upper end of its 95% interval.", unit=PAY, default=None
    )
    few_drive: bool | None = column("Whether the medians differ by over 10%.", default=None)
    p10: float | None = column("A tenth of the jobs state it or less.", unit=PAY, default=None)
    p25: float | None = column("A quarter of the jobs state it or less.", unit=PAY, default=None)
    p25_interval_low: float | None = column(
        "Lower end of its 95% interval.", unit=PAY, default=None
    )
    p25_interval_high: float | None = column(
        "Upper end of its 95% interval.", unit=PAY, default=None
    )
    p75: float | None = column(
        "Three quarters of the jobs state it or less.", unit=PAY, default=None
    )
    p75_interval_low: float | None = column(
        "Lower end of its 95% interval.", unit=PAY, default=None
    )
    p75_interval_high: float | None = column(
        "Upper end of its 95% interval.", unit=PAY, default=None
    )
    p90: float | None = column("Nine tenths of the jobs state it or less.", unit=PAY, default=None)


def cell_of(
    jobs: pd.DataFrame,
    keys: dict[str, str | None],
    *,
    unit: str = "year",
    currency: str,
    pooled: float | None = None,
) -> Cell:
    """Return the cell of `jobs`, a frame of a Population; no job is a cell of `<5`.

    `keys` are its country, role and level; its column `pay` is in `currency` per `unit`; `pooled`
    is the correlation within employers over the whole role.
    """
    found = amounts_of(jobs, ends=ENDS.get(unit, STATED))
    return make_cell(found, len(jobs), keys, unit=unit, currency=currency, pooled=pooled)


def make_cell(  # noqa: PLR0913  # what a cell is of, and what it is made of
    found: Amounts,
    all_jobs: int,
    keys: dict[str, str | None],
    *,
    unit: str,
    currency: str,
    pooled: float | None,
    conditions: Mapping[str, Words] = MappingProxyType({}),
) -> Cell:
    """Return the cell of `all_jobs` jobs, with the amounts `found`; see `cell_of`.

    Its id has the `conditions`, too, that chose the jobs of the report.
    """
    counts = concentration(found.amounts, found.employers, found.pairs, pooled)
    named: dict[str, str | Words] = {**conditions}
    named.update({name: word for name, word in keys.items() if word})
    told: dict[str, Any] = {"id": figure_id("pay", unit, named), "unit": unit, **keys}
    told |= {"currency": currency, "all_jobs": all_jobs}
    if counts_shown(counts):
        told |= _counts(counts, all_jobs)
    return Cell(**told, **_medians(found, counts))


def _counts(counts: Concentration, all_jobs: int) -> dict[str, Any]:
    told = {name: getattr(counts, name) for name in Concentration.__slots__}
    return {**told, "disclosure": counts.jobs / all_jobs}


def _medians(found: Amounts, counts: Concentration) -> dict[str, Any]:
    by_job, shown, told = _median(found, counts, by_employer=False)
    typical, shown_typical, told_typical = _median(found, counts, by_employer=True)
    told |= told_typical
    if shown.median and shown_typical.median and by_job and typical:
        told["few_drive"] = few_drive(by_job, typical)
    if shown.median:
        told |= _spread(found, counts)
    return told


def _median(
    found: Amounts, counts: Concentration, *, by_employer: bool
) -> tuple[float | None, Showing, dict[str, Any]]:
    """Return one of the two medians, what may be shown of it, and its columns."""
    name = "by_employer" if by_employer else "by_job"
    told: dict[str, Any]
    ruled_out = why_no_median(counts, by_employer=by_employer)
    if ruled_out is not None:
        told = {f"label_{name}": ruled_out.label, f"why_{name}": ruled_out.why}
        return None, ruled_out, told
    amounts, employers = found.amounts, found.employers
    median = median_by_employer(amounts, employers) if by_employer else median_by_job(amounts)
    interval = sign_flip_interval(amounts, employers, by_employer=by_employer)
    shown = showing(counts, median, interval, by_employer=by_employer)
    told = {f"label_{name}": shown.label, f"why_{name}": shown.why}
    if shown.median:
        told |= {f"median_{name}": median, **_ends("interval_{}_" + name, interval)}
    return median, shown, told


def _spread(found: Amounts, counts: Concentration) -> dict[str, Any]:
    p10, p25, p75, p90 = quantiles_by_job(found.amounts, (0.1, 0.25, 0.75, 0.9))
    told: dict[str, Any] = {"p25": p25, "p75": p75}
    for name, share in (("p25", 0.25), ("p75", 0.75)):
        interval = woodruff_interval(found.amounts, found.employers, share)
        told |= _ends(name + "_interval_{}", interval)
    return {**told, "p10": p10, "p90": p90} if tails_shown(counts) else told


def _ends(name: str, interval: Interval | None) -> dict[str, float]:
    if interval is None:
        return {}
    return {name.format("low"): interval.low, name.format("high"): interval.high}
