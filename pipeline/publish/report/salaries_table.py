"""The cells of a report as the rows of salaries.csv, with what the report is of on each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.record import Column, column, columns
from pipeline.figures.cell import Cell
from pipeline.publish.report.feed_tables import cell_row, cell_tables
from pipeline.publish.report.salary_feed import Report

GRAINS = {
    (): "all",
    ("role",): "role",
    ("role", "level"): "role_level",
    ("role", "country"): "role_country",
    ("role", "level", "country"): "role_level_country",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerColumns:
    """Columns of policy 1 that stay one release, filled where amounts are US dollars a year."""

    grain: str | None = column("Deprecated, see id: all, role, role_level and so on.")
    label: str | None = column("Deprecated, now label_by_job.")
    postings: int | None = column("Deprecated, now jobs.")
    all_postings: int | None = column("Deprecated, now all_jobs.")
    p25_usd: float | None = column("Deprecated, now p25.", unit="USD a year")
    median_usd: float | None = column("Deprecated, now median_by_job.", unit="USD a year")
    p75_usd: float | None = column("Deprecated, now p75.", unit="USD a year")
    median_low_usd: float | None = column("Deprecated, now interval_low_by_job.", unit="USD a year")
    median_high_usd: float | None = column(
        "Deprecated, now interval_high_by_job.", unit="USD a year"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportColumns:
    """What the whole report is of, the same on every row of salaries.csv."""

    search_words: str | None = column(
        "Search words that chose the jobs: only jobs that fit them are counted. Empty: none."
    )
    since: date | None = column(
        "First day of the period that was asked for, by default a year before its last: jobs open "
        "on it or later. Page and citation begin where collecting did, if that is later.",
        unit="UTC",
    )
    until: date | None = column("Last day of the period.", unit="UTC")
    invented: bool = column("True for Payband's bundled sample: don't quote its figures.")
    made_on: date | None = column("Day the report was made.", unit="UTC")


COLUMNS: tuple[Column, ...] = (*columns(Cell), *columns(FormerColumns), *columns(ReportColumns))
"""`made_on` is the last one: `file_hashes` takes it off the end of each line."""


def salaries_rows(report: Report) -> Iterator[list[Any]]:
    """Yield a row with COLUMNS for each cell: pay, interns, contract rates, then USD."""
    same = _of_report(report)
    for cells in cell_tables(report.figures).values():
        for cell in cells:
            row = cell_row(cell)
            row |= _former(cell, row) | same
            yield [row[c.name] for c in COLUMNS]


def _of_report(report: Report) -> dict[str, Any]:
    days = (report.people.since, report.people.until)
    since, until = (None if each is None else each.date() for each in days)
    return {
        "search_words": report.filters.text or None,
        "since": since,
        "until": until,
        "invented": report.invented,
        "made_on": report.made_on,
    }


def _former(cell: Cell, row: dict[str, Any]) -> dict[str, Any]:
    yearly = cell.currency == "USD" and cell.unit == "year"
    keys = tuple(name for name in ("role", "level", "country", "workplace") if row[name])
    amounts = {
        "p25_usd": "p25",
        "median_usd": "median_by_job",
        "p75_usd": "p75",
        "median_low_usd": "interval_low_by_job",
        "median_high_usd": "interval_high_by_job",
    }
    return {
        "grain": GRAINS.get(keys),
        "label": cell.label_by_job,
        "postings": row["jobs"],
        "all_postings": row["all_jobs"],
        **{old: row[new] if yearly else None for old, new in amounts.items()},
    }
