"""The jobs of one cell of a report: those behind its figures, and why others are not."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import Engine

from models.vocab import Level, Workplace
from pipeline.clean.employer.aliases import SHIPPED, Aliases
from pipeline.clean.title.title_role import roles
from pipeline.errors import InputError
from pipeline.figures.identity import figure_id, id_parts
from pipeline.figures.job import in_order
from pipeline.figures.population import (
    KEPT_APART,
    LEFT_OUT,
    NO_PAY,
    Population,
    population,
    reasons,
)
from pipeline.filters.filters import Filters
from pipeline.nearest import hint
from pipeline.pay.reference.currency import countries
from pipeline.publish.explain.standing import newest_sighting, published_cells
from pipeline.publish.export.rows import job_batches
from pipeline.publish.left_out import mark_in_store
from pipeline.publish.report.column_reader import read_frame
from pipeline.publish.report.job_columns import STORED, readers, source_of
from pipeline.publish.report.page_tables.row_words import cell_words
from pipeline.publish.report.published import Feed
from pipeline.publish.report.salary_feed import currencies, day

WHY = {**LEFT_OUT, **KEPT_APART, **NO_PAY}
OF_CELLS = ("pay", "histogram", "offer")
"""Figures of the jobs of one cell."""
KEYS = ("country", "role", "level", "workplace")
FRAMES = {"hour": "hourly", "day": "daily"}
SHOWN = ("title", "company", "url")
NO_CONVERSION = "No exchange rate to US dollars"

Keys = dict[str, str]


@dataclass(frozen=True, slots=True)
class CellJob:
    """A job of a cell. `pay` is the amount that the median counts; None: it has none.

    `why` says in words why it has none, or why the job is not in the cell at all.
    """

    posting_id: str
    title: str
    company: str
    pay: float | None
    why: str
    url: str


@dataclass(frozen=True, slots=True)
class CellJobs:
    """A cell and its jobs, the best paid first.

    `counted` are the jobs whose pay its figures rest on (n); with `without_pay` they are all its
    jobs (N). `others` have the keys of the cell and are not in it. `currency` is per `unit`;
    `published` is what the last report says of the cell, "" without one.
    """

    id: str
    words: str
    unit: str
    currency: str
    counted: tuple[CellJob, ...]
    without_pay: tuple[CellJob, ...]
    others: tuple[CellJob, ...]
    since: str | None
    until: str | None
    published: str


def cell_keys(name: str) -> tuple[str, Keys] | None:
    """Return the unit and keys of a cell by its id; None where the text is no id of a figure.

    Raises InputError for a figure that is not of one cell, and for a word that no cell has.
    """
    parts = id_parts(name)
    if parts is None:
        return None
    figure, unit, keys = parts
    if figure not in OF_CELLS or unit not in ("year", *FRAMES):
        raise InputError(
            f"{name}: rests on more than one cell; name one, such as pay/year/country=US"
        )
    known: dict[str, Collection[str]] = {
        "country": countries(),
        "role": roles(),
        "level": list(map(str, Level)),
        "workplace": list(map(str, Workplace)),
    }
    for key, value in keys.items():
        if key not in known:
            raise InputError(f"{name}: cells have no {key}; {hint(key, KEYS)}")
        if value not in known[key]:
            raise InputError(f"{name}: no {key} is called {value}; {hint(value, known[key])}")
    return unit, keys


def cell_jobs(
    engine: Engine, name: str, aliases: Aliases = SHIPPED, feed: Feed | None = None
) -> CellJobs:
    """Return the jobs of the cell that `name` is the id of, as a report made now has them.

    `feed` is what the last report says. Raises InputError as `cell_keys` does, and StoreError.
    """
    unit, keys = cell_keys(name) or ("year", {})
    rows = _rows(engine, keys)
    jobs = source_of(rows, aliases).jobs
    people = population(jobs, currencies(), until=newest_sighting(engine))
    mine = _of(_frame(people, unit, keys), keys)
    dollars = "country" not in keys
    pay = mine["annual_mid_usd"].where(mine["pay"].notna()) if dollars else mine["pay"]
    texts = rows.set_index("posting_id")[list(SHOWN)]
    made = [
        _job(texts, job, amount, WHY.get(str(why), NO_CONVERSION))
        for job, amount, why in zip(mine["posting_id"], pay, mine["why"], strict=True)
    ]
    cell = figure_id("pay", unit, {**keys})
    return CellJobs(
        id=cell,
        words=cell_words(cell) or "All countries",
        unit=unit,
        currency="USD" if dollars else currencies().get(keys["country"], ""),
        counted=tuple(sorted((j for j in made if j.pay is not None), key=_best_paid)),
        without_pay=tuple(job for job in made if job.pay is None),
        others=tuple(_others(texts, in_order(jobs), people, keys, set(mine["posting_id"]))),
        since=day(people.since),
        until=day(people.until),
        published=published_cells(feed).get(cell, ""),
    )


def _rows(engine: Engine, keys: Keys) -> pd.DataFrame:
    """Return the postings that may have the keys; the level of an intern is not stored."""
    country, role, workplace = (
        (keys[key],) if key in keys else () for key in ("country", "role", "workplace")
    )
    filters = Filters(country=country, role=role, workplace=workplace)
    names = (*STORED, *(name for name in SHOWN if name not in STORED))
    return mark_in_store(read_frame(job_batches(engine, names, filters), readers(names)), engine)


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


def _others(
    texts: pd.DataFrame, jobs: pd.DataFrame, people: Population, keys: Keys, mine: set[str]
) -> Iterator[CellJob]:
    """Yield the jobs with the keys that are not in the cell, by reason."""
    why = reasons(jobs, people.since, people.until)
    level = {key: value for key, value in keys.items() if key == "level" and value != "intern"}
    left = _of(jobs.assign(why=why), level)
    order = {code: n for n, code in enumerate((*LEFT_OUT, *KEPT_APART))}
    found = [
        (order[str(reason)], job, WHY[str(reason)])
        for job, reason in zip(left["posting_id"], left["why"], strict=True)
        if job not in mine and pd.notna(reason)
    ]
    for _place, job, words in sorted(found):
        yield _job(texts, job, None, words)


def _job(texts: pd.DataFrame, posting_id: Any, pay: Any, why: str) -> CellJob:
    title, company, url = ("" if pd.isna(t) else str(t) for t in texts.loc[posting_id])
    amount = None if pd.isna(pay) else float(pay)
    return CellJob(str(posting_id), title, company, amount, "" if amount is not None else why, url)


def _best_paid(job: CellJob) -> tuple[float, str]:
    return -(job.pay or 0), job.posting_id
