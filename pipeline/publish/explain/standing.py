"""Which figures of a report a posting is in, and why it is in no other."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Engine

from pipeline.clean.employer.aliases import SHIPPED, Aliases
from pipeline.figures.identity import figure_id
from pipeline.figures.population import KEPT_APART, LEFT_OUT, NO_PAY, Population, population
from pipeline.publish.report.job_columns import source_of
from pipeline.publish.report.job_source import newest_sighting, stored_rows
from pipeline.publish.report.page_tables.row_words import cell_words
from pipeline.publish.report.published import Feed
from pipeline.publish.report.salary_feed import currencies, day

GRAINS = ((), ("role",), ("level",), ("role", "level"), ("workplace",), ("role", "workplace"))
WORDS = {**LEFT_OUT, **KEPT_APART, **NO_PAY}
REASONS = {**LEFT_OUT, **KEPT_APART}
APART = {"interns": ("intern", "year"), "hourly": ("contract_hour", "hour"),
         "daily": ("contract_day", "day")}  # fmt: skip
"""Tables of their own: the frame of the population, its reason, and the unit of pay."""


@dataclass(frozen=True, slots=True)
class CellStanding:
    """A cell that the job is in: its id, its words, and what the last report says of it.

    `with_pay`: its pay is in the median; else it is only one of the jobs in all. `published` is
    empty without a report.
    """

    id: str
    words: str
    with_pay: bool
    published: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a posting's pay is in figures (`counted`), why or why not, and in which cells.

    `since` and `until` are the days whose jobs count, those of a report made now.
    """

    counted: bool
    why: str
    cells: tuple[CellStanding, ...]
    since: str | None
    until: str | None


def standing(
    engine: Engine, posting_id: str, aliases: Aliases = SHIPPED, feed: Feed | None = None
) -> Standing:
    """Return where a posting of a store stands; `feed` is what a report of it says."""
    rows = stored_rows(engine, ids=[posting_id])
    people = population(source_of(rows, aliases).jobs, currencies(), until=newest_sighting(engine))
    counted, why = _why(people)
    cells = tuple(_cells(people, published_cells(feed)))
    return Standing(counted, why, cells, day(people.since), day(people.until))


def published_cells(feed: Feed | None) -> dict[str, str]:
    """Return what a report says of each cell, in words, by id."""
    if feed is None:
        return {}
    names = ("pay", "workplaces", "interns", "contracts", "usd")
    rows = (row for name in names for row in feed["figures"].get(name, []))
    return {row["id"]: figure_words(row) for row in rows}


def figure_words(row: Feed) -> str:
    """Return what a row of a cell says of its median by job, in words."""
    if row["median_by_job"] is not None:
        return (
            f"median by job {row['median_by_job']:,.0f} {row['currency']} of {row['jobs']:,} jobs "
            f"({row['label_by_job']})"
        )
    return f"no median by job: {row['why_by_job'] or row['label_by_job']}"


def _why(people: Population) -> tuple[bool, str]:
    """Return whether the pay of the one job is in figures, and the reason in words."""
    reason = next((code for code, count in people.counts.items() if count), None)
    if people.salaried["pay"].notna().any():
        return True, "yes: its pay is in the figures"
    if reason is None:
        return False, "no: it is no job of the store"
    words = WORDS[reason][0].lower() + WORDS[reason][1:]
    if reason in NO_PAY:
        flags = f" ({', '.join(people.flags)})" if people.flags else ""
        return False, f"no: {words}{flags}; it counts as a job without pay"
    if any(len(getattr(people, frame)) for frame in APART):
        return False, f"in a table apart: {words}"
    return False, f"no: {words}"


def _cells(people: Population, published: dict[str, str]) -> Iterator[CellStanding]:
    for frame, unit in (("salaried", "year"), *((f, unit) for f, (_, unit) in APART.items())):
        for row in getattr(people, frame).itertuples(index=False):
            interned = {"level": "intern"} if frame == "interns" else {}
            for grain in GRAINS:
                keys = {name: getattr(row, name) for name in ("country", *grain)} | interned
                if any(pd.isna(value) for value in keys.values()):
                    continue
                name = figure_id("pay", unit, {key: str(value) for key, value in keys.items()})
                yield CellStanding(
                    name, cell_words(name), bool(pd.notna(row.pay)), published.get(name, "")
                )
