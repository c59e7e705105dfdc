"""The salary feed: every figure of a report as JSON, with what it was made of."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from pipeline.figures.identity import inputs_hash
from pipeline.figures.job import Period, job_frame
from pipeline.figures.policy import POLICY
from pipeline.figures.population import DECIDED, KEPT_APART, LEFT_OUT, NO_PAY, Population
from pipeline.figures.salary_figures import (
    DEFAULT,
    ReportOptions,
    SalaryFigures,
    populations,
    salary_figures,
)
from pipeline.figures.skill_premium import vanished
from pipeline.figures.tables import CONVERTED
from pipeline.figures.totals import totals
from pipeline.filters.filters import NONE, Filters
from pipeline.pay.reference.currency import countries
from pipeline.publish.deprecation import SALARIES, deprecated
from pipeline.publish.made_of import MADE_OF, MadeOf
from pipeline.publish.report.exclusions import shown_reasons
from pipeline.publish.report.feed_tables import feed_tables, plain_row
from pipeline.publish.report.freed_memory import give_back
from pipeline.publish.report.job_columns import Source
from pipeline.publish.report.revision import ComparedWith, Revision
from pipeline.rules.sources import all_sources
from pipeline.version import VERSION

FORMAT = "payband-salaries"
CORRECTED = ("posting_id", "field", "value", "was")
INVENTED = (
    "It holds Payband's bundled sample. Its postings are invented: don't quote or publish any "
    "figure made of them."
)


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a report, where the jobs are from, and whether these are invented.

    `source` has no jobs any more. `inputs_sha256` is the hash of the jobs, the versions and the
    period; `seen` the first and the last moment of a sighting. `revisions` are the cells that
    moved since the report `compared_with`; None without one. `filters` chose the jobs.
    `corrections` are the values that people put right, as rows of plain values. `made_on` is the
    day (UTC) on which it was made, where its files are to say that; `made_of` the table that the
    jobs were read from, None for a store. `never_seen` counts postings without a sighting.
    """

    source: Source
    figures: SalaryFigures
    inputs_sha256: str
    seen: tuple[Any, Any]
    invented: bool = False
    revisions: tuple[Revision, ...] | None = None
    compared_with: ComparedWith | None = None
    filters: Filters = NONE
    corrections: tuple[Mapping[str, Any], ...] = ()
    made_on: date | None = None
    made_of: MadeOf | None = None
    never_seen: int = 0

    @property
    def people(self) -> Population:
        """Return the population."""
        return self.figures.people


def make_report(
    source: Source,
    options: ReportOptions = DEFAULT,
    *,
    invented: bool = False,
    without: Collection[str] = DECIDED,
) -> Report:
    """Return the report of `source`; its population is kept `without` some columns."""
    complete = {name for name, each in all_sources().items() if each.lists == "all"}
    jobs = len(source.jobs)
    give_back(jobs)  # what reading took
    people, ever = populations(source.jobs, currencies(), options, without)
    never = int(source.jobs[["first_seen", "last_seen", "closed_on"]].isna().all(axis=1).sum())
    seen, digest = seen_between(source.jobs), data_hash(source, (people.since, people.until))
    # of a million jobs the frame is 150 MB: let it go before the figures are made. Its first rows
    # or a column of it would be views that hold all of it
    source = replace(source, jobs=job_frame(pd.DataFrame()))
    give_back(jobs)
    figures = salary_figures(
        people,
        ever,
        currencies(),
        complete,
        usd=options.usd,
        widest=options.widest,
        names=source.names,
        filters=options.filters,
    )
    give_back(jobs)
    found = Report(source, figures, digest, seen, invented, filters=options.filters)
    return replace(found, never_seen=never)


def currencies() -> dict[str, str]:
    """Return the currency of each country by ISO 3166 alpha-2 code."""
    return {code: row.currency for code, row in countries().items()}


def salary_feed(report: Report, hashes: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the feed: plain values, the same for the same jobs, but for the day of making.

    docs/schema.md explains it.

    `hashes` are those of the files beside it, by ending (`file_hashes`).
    """
    figures, people = report.figures, report.people
    return {
        "format": FORMAT,
        "schema_version": SALARIES,
        **({"notice": INVENTED} if report.invented else {}),
        "invented": report.invented,
        **({"filters": report.filters.record} if report.filters else {}),
        "period": {"since": day(people.since), "until": day(people.until)},
        "made_on": day(report.made_on),
        "collected": dict(zip(("first", "last"), map(instant, report.seen), strict=True)),
        "posted": span(people.salaried, ("posted_on",)),
        "made_by": {"payband": VERSION, **versions(report)},
        **({MADE_OF: report.made_of.record} if report.made_of else {}),
        "inputs_sha256": report.inputs_sha256,
        **({"files_sha256": dict(hashes)} if hashes else {}),
        "population": _population(report),
        "sources": [
            {"name": name, "postings": n} for name, n in sorted(report.source.sources.items())
        ],
        "figures": feed_tables(figures),
        "summary": {
            "vanished_premiums": vanished(figures.skills),
            "growth": {"why_not": figures.growth.why},
            "time_open": _time_open(figures),
            "usd": CONVERTED,
        },
        "corrections": [{name: row[name] for name in CORRECTED} for row in report.corrections],
        **_revisions(report),
        "deprecated": [asdict(each) for each in deprecated("salaries")],
    }


def versions(report: Report) -> dict[str, Any]:
    """Return the versions of what figures depend on beside the jobs."""
    return {
        "policy": POLICY,
        "rules": list(report.source.rules),
        "newest_rate": report.source.rates,
    }


def data_hash(source: Source, period: Period, more: Mapping[str, str] | None = None) -> str:
    """Return the SHA-256 of the jobs, the versions, the period, and `more` by name."""
    since, until = period
    told = {"policy": POLICY, "rules": " ".join(source.rules), "newest_rate": source.rates}
    told |= {"since": day(since) or "", "until": day(until) or ""}
    return inputs_hash(source.jobs, told | dict(more or {}))


def _revisions(report: Report) -> dict[str, Any]:
    if report.revisions is None or report.compared_with is None:
        return {}
    moved = [plain_row(asdict(each)) for each in report.revisions]
    return {"compared_with": asdict(report.compared_with), "revisions": moved}


def seen_between(jobs: pd.DataFrame) -> tuple[Any, Any]:
    """Return the first and the last sighting of any job; None for none."""
    seen = [jobs["first_seen"], jobs["last_seen"]]
    return min_of(seen), max_of(seen)


def instant(moment: Any) -> str | None:
    """Return a moment (UTC) as `2026-10-28T06:00:00Z`."""
    return None if moment is None else f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def day(moment: Any) -> str | None:
    """Return a day as `2026-10-28`."""
    return None if moment is None or pd.isna(moment) else f"{moment:%Y-%m-%d}"


def span(jobs: pd.DataFrame, names: Iterable[str]) -> dict[str, str | None]:
    """Return the first and the last day of these columns."""
    days = [jobs[name] for name in names]
    return {"first": day(min_of(days)), "last": day(max_of(days))}


def min_of(columns: list[Any]) -> Any:
    """Return the least of all values; None where all are missing."""
    return min((value for each in columns if pd.notna(value := each.min())), default=None)


def max_of(columns: list[Any]) -> Any:
    """Return the largest of all values; None where all are missing."""
    return max((value for each in columns if pd.notna(value := each.max())), default=None)


def _population(report: Report) -> dict[str, Any]:
    people = report.people
    shown, reasons = totals(people), shown_reasons(people)
    groups = {"left_out": LEFT_OUT, "kept_apart": KEPT_APART, "without_pay": NO_PAY}
    return {
        "postings": people.total,
        "jobs": len(people.salaried),
        "jobs_with_pay": shown.with_pay,
        "label_with_pay": shown.label,
        **{group: {name: reasons[name] for name in names} for group, names in groups.items()},
        "flags": {} if shown.label else people.flags,
        "pay_of_another_posting": None if shown.label else report.source.lent,
    }


def _time_open(figures: SalaryFigures) -> dict[str, Any]:
    found = figures.time_open
    return {
        "jobs": found.jobs,
        "closed": found.closed,
        "first_day": found.first_day,
        "median_days": found.median,
        "why_not": found.why,
    }
