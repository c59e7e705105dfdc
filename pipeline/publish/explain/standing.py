"""Which figures of a report a posting is in, and why it is in no other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import Engine

from models.posting import JobPosting
from models.record import columns
from models.value_text import JOINER
from pipeline.clean.employer.aliases import SHIPPED, Aliases
from pipeline.figures.identity import figure_id
from pipeline.figures.job import Job, job_frame
from pipeline.figures.population import (
    KEPT_APART,
    LEFT_OUT,
    NO_PAY,
    Population,
    pay_reason,
    population,
)
from pipeline.publish.counted import inside
from pipeline.publish.report.job_columns import source_of
from pipeline.publish.report.job_source import (
    exported_rows,
    newest_sighting,
    stored_rows,
)
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
    return _standing(rows, newest_sighting(engine), aliases, feed)


def exported_standing(table: Path, posting_id: str, aliases: Aliases = SHIPPED) -> Standing:
    """Return where a posting of an export stands, by its first row there.

    Raises PaybandError where a report can't read the file.
    """
    rows = exported_rows(table)
    mine = rows[rows["posting_id"] == posting_id].head(1)
    return _standing(mine, rows["last_seen"].max(), aliases, None)


def pay_standing(posting: JobPosting) -> str:
    """Return whether figures would count this pay at a job of that country, or why not."""
    row = {each.name: _plain(getattr(posting, each.name, None)) for each in columns(Job)}
    row |= {"country": posting.country or ""}
    money = currencies() | {"": posting.salary_currency or ""}  # of no country: any
    reason = pay_reason(job_frame(pd.DataFrame([row])), money)[0]
    if pd.isna(reason):
        return "yes"
    return _because(str(reason), posting.flags if reason in NO_PAY else ())


def _plain(value: Any) -> Any:
    return JOINER.join(value) if isinstance(value, tuple) else value


def _standing(
    rows: pd.DataFrame, until: pd.Timestamp | None, aliases: Aliases, feed: Feed | None
) -> Standing:
    jobs = source_of(rows, aliases).jobs
    until = None if until is None or pd.isna(until) else until
    people = population(jobs, currencies(), until=until)
    counted, why = _why(people)
    cells = tuple(_cells(people, published_cells(feed)))
    return Standing(counted, why, cells, day(people.since), day(people.until))


def _because(reason: str, flags: Sequence[str]) -> str:
    """Return a reason as a sentence; pay that is in no figure, or in those of another table."""
    words = inside(WORDS[reason]) + (f" ({', '.join(flags)})" if flags else "")
    apart = reason in {code for code, _unit in APART.values()}
    return f"in a table apart: {words}" if apart else f"no: {words}"


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
    if reason in NO_PAY:
        return False, f"{_because(reason, list(people.flags))}; it counts as a job without pay"
    return False, _because(reason, ())


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
