"""The jobs of one cell of a report: those behind its figures, and why others are not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import Engine

from pipeline.clean.employer.aliases import SHIPPED, Aliases
from pipeline.figures.cell import cell_of
from pipeline.figures.job import ID, in_order
from pipeline.figures.population import (
    KEPT_APART,
    KEPT_BY,
    LEFT_OUT,
    NO_PAY,
    REPEATED,
    Population,
    population,
    reasons,
)
from pipeline.figures.salary_figures import DEFAULT, ReportOptions
from pipeline.filters.in_frame import fitting
from pipeline.filters.joined import beyond, joined
from pipeline.publish.explain.cell_id import CellId, Keys, cell_id
from pipeline.publish.explain.hand_corrections import CORRECTED, with_corrections
from pipeline.publish.explain.standing import figure_words, published_cells
from pipeline.publish.export_description import description
from pipeline.publish.report.feed_tables import Row, cell_row
from pipeline.publish.report.job_columns import EXPORTED, STORED, source_of
from pipeline.publish.report.job_source import exported_rows, newest_sighting, stored_rows
from pipeline.publish.report.page_tables.row_words import cell_words
from pipeline.publish.report.published import Feed
from pipeline.publish.report.salary_feed import currencies, day
from pipeline.store.postings.corrections import list_corrections
from pipeline.store.runs.bundled_sample import holds_sample

WHY = {**LEFT_OUT, **KEPT_APART, **NO_PAY}
FRAMES = {"hour": "hourly", "day": "daily"}
SHOWN = ("title", "company", "salary_text", "url")
"""What is said of a job, beside its corrections."""
FIGURES = (
    "all_jobs", "jobs", "employers",
    *(f"{name}_{by}" for by in ("by_job", "by_employer")
      for name in ("median", "interval_low", "interval_high", "label", "why")),
    "p25", "p75",
)  # fmt: skip
"""What is said of the cell, beside its jobs: columns of Cell that depend on its jobs alone."""
NO_CONVERSION = "No exchange rate to US dollars"


@dataclass(frozen=True, slots=True)
class CellJob:
    """A job of a cell. `pay` is the amount that the median counts; None: it has none.

    `stated` is the text that its pay was read from; `corrected` says which values a person put
    right, "" for none. `why` says in words why it has no amount, or why the job is not in the cell
    at all.
    """

    posting_id: str
    title: str
    company: str
    pay: float | None
    stated: str
    corrected: str
    why: str
    url: str


@dataclass(frozen=True, slots=True)
class CellJobs:
    """A cell and its jobs, the best paid first.

    `figures` are those of the cell (FIGURES), as a report made now has them; `now` says them in
    words, and `published` what the report at hand says, "" without one. `counted` are the jobs
    whose pay they rest on (n); with `without_pay` they are all its jobs (N). `others` have what
    the id names and are not in it, as are further rows of a posting. `currency` is per `unit`.
    `invented`: of the bundled sample.
    """

    id: str
    words: str
    unit: str
    currency: str
    since: str | None
    until: str | None
    figures: Row
    now: str
    published: str
    counted: tuple[CellJob, ...]
    without_pay: tuple[CellJob, ...]
    others: tuple[CellJob, ...]
    invented: bool = False


def cell_jobs(
    engine: Engine,
    name: str,
    aliases: Aliases = SHIPPED,
    feed: Feed | None = None,
    options: ReportOptions = DEFAULT,
) -> CellJobs:
    """Return the jobs of the cell that `name` is the id of, as a report of these options has them.

    `feed` is what a report at hand says. Raises InputError and UsageError as `cell_id` does, and
    StoreError.
    """
    cell = cell_id(name, options.filters)
    rows = stored_rows(engine, _names(STORED), cell.filters)
    rows = with_corrections(rows, (each.as_row() for each in list_corrections(engine)))
    until = newest_sighting(engine) if options.until is None else options.until
    found = _jobs(rows, cell, replace(options, until=until), aliases, feed)
    return replace(found, invented=holds_sample(engine))


def exported_cell_jobs(
    table: Path,
    name: str,
    aliases: Aliases = SHIPPED,
    feed: Feed | None = None,
    options: ReportOptions = DEFAULT,
) -> CellJobs:
    """Return the jobs of a cell as `cell_jobs` does, from an exported file.

    Raises PaybandError where the file can't be read.
    """
    about = description(table)
    cell = cell_id(name, joined(about.filters, options.filters))
    asked = beyond(about.filters, cell.filters)
    rows = exported_rows(table, _names((*EXPORTED, *asked.words)))
    rows = with_corrections(rows, about.corrections)
    until = rows["last_seen"].max() if options.until is None else options.until
    mine = fitting(asked, rows)
    found = _jobs(mine, cell, replace(options, until=until), aliases, feed)
    return replace(found, invented=about.invented)


def _names(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*names, *SHOWN)))


def _jobs(
    rows: pd.DataFrame, cell: CellId, options: ReportOptions, aliases: Aliases, feed: Feed | None
) -> CellJobs:
    rows = rows.reset_index(drop=True)
    jobs = source_of(rows, aliases).jobs
    people = population(jobs, currencies(), since=options.since, until=options.until)
    mine = _paid(_of(_frame(people, cell.unit, cell.keys), cell.keys), cell)
    texts = rows.drop_duplicates(ID).set_index(ID)[[*SHOWN, CORRECTED]]
    made = [
        _job(texts.loc[job], job, amount, WHY.get(str(why), NO_CONVERSION))
        for job, amount, why in zip(mine[ID], mine["pay"], mine["why"], strict=True)
    ]
    currency = "USD" if cell.dollars else currencies().get(cell.keys.get("country", ""), "")
    row = cell_row(cell_of(mine, {**cell.keys}, unit=cell.unit, currency=currency))
    return CellJobs(
        id=cell.id,
        words=cell_words(cell.id) or "All countries",
        unit=cell.unit,
        currency=currency,
        since=day(people.since),
        until=day(people.until),
        figures={name: row[name] for name in FIGURES},
        now=figure_words(row),
        published=published_cells(feed).get(cell.id, ""),
        counted=tuple(sorted((j for j in made if j.pay is not None), key=_best_paid)),
        without_pay=tuple(job for job in made if job.pay is None),
        others=(
            *_repeats(rows, jobs, cell),
            *_others(texts, in_order(jobs), people, cell, set(mine[ID])),
        ),
    )


def _paid(jobs: pd.DataFrame, cell: CellId) -> pd.DataFrame:
    """Return jobs with `pay` in the currency of the cell."""
    if not cell.dollars:
        return jobs
    return jobs.assign(pay=jobs["annual_mid_usd"].where(jobs["pay"].notna()))


def _frame(people: Population, unit: str, keys: Keys) -> pd.DataFrame:
    if unit in FRAMES:
        found: pd.DataFrame = getattr(people, FRAMES[unit])
        return found
    if keys.get("level") == "intern":
        return people.interns.assign(level="intern")
    return people.salaried


def _of(jobs: pd.DataFrame, keys: Keys) -> pd.DataFrame:
    for key, value in keys.items():
        jobs = jobs[jobs[key] == value]
    return jobs


def _repeats(rows: pd.DataFrame, jobs: pd.DataFrame, cell: CellId) -> Iterator[CellJob]:
    """Yield the further rows of the cell's kind that have a posting of an earlier row again."""
    again = _alike(jobs[jobs[ID].duplicated()], cell)
    texts = rows.loc[again.index, [*SHOWN, CORRECTED]].itertuples(index=False, name=None)
    for job, shown in zip(again[ID], texts, strict=True):
        yield _job(shown, job, None, WHY[REPEATED])


def _others(
    texts: pd.DataFrame, jobs: pd.DataFrame, people: Population, cell: CellId, mine: set[str]
) -> Iterator[CellJob]:
    """Yield the jobs with the keys that are not in the cell, by reason."""
    why = reasons(jobs, people.since, people.until)
    left = _alike(jobs.assign(why=why), cell)
    order = {code: n for n, code in enumerate((*LEFT_OUT, *KEPT_APART))}
    found = [
        (order[str(reason)], job, WHY[str(reason)])
        for job, reason in zip(left[ID], left["why"], strict=True)
        if job not in mine and pd.notna(reason)
    ]
    for _place, job, words in sorted(found):
        yield _job(texts.loc[job], job, None, words)


def _alike(jobs: pd.DataFrame, cell: CellId) -> pd.DataFrame:
    """Return the jobs of the level and of the kind of the cell: contracts, internships, or all."""
    level = cell.keys.get("level")
    if level == "intern":
        return jobs[KEPT_BY["intern"](jobs)]
    mine = _of(jobs, {"level": level} if level else {})
    return mine[KEPT_BY["contract_other"](mine)] if cell.unit in FRAMES else mine


def _job(texts: Iterable[Any], posting_id: Any, pay: Any, why: str) -> CellJob:
    """Return a job of a cell; `texts` are those of its row (SHOWN), and if it was corrected."""
    title, company, stated, url, corrected = ("" if pd.isna(t) else str(t) for t in texts)
    amount = None if pd.isna(pay) else float(pay)
    no_pay = "" if amount is not None else why
    return CellJob(str(posting_id), title, company, amount, stated, corrected, no_pay, url)


def _best_paid(job: CellJob) -> tuple[float, str]:
    return -(job.pay or 0), job.posting_id
