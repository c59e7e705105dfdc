"""Make the frame of jobs that figures are made of, from the columns of an export."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from models.posting import JobPosting
from models.posting_life import PostingLife
from models.record import columns
from pipeline.clean.employer.aliases import SHIPPED, Aliases
from pipeline.clean.employer.company_key import company_key
from pipeline.figures.job import NOT_EXPORTED, Column, Job, job_frame, renamed
from pipeline.publish.report.column_reader import (
    BoolReader,
    ColumnReader,
    IdReader,
    NumberReader,
    TextReader,
    TimeReader,
)

STATED = {c.name: c.type for c in (*columns(PostingLife), *columns(JobPosting))}
# The columns of Job that are made of others.
MADE = ("employer", "title", "annual_mid_usd", "described", "left_out")
BESIDES = (
    "company", "title_short", "annual_min_usd", "annual_max_usd", "language", "rules_version",
    "pay_of", "fx_date",
)  # fmt: skip
EXPORTED = (
    *(c.name for c in columns(Job) if c.name not in (*MADE, *NOT_EXPORTED)),
    *BESIDES,
)
"""What an export has of what figures need."""
STORED = (*EXPORTED, *NOT_EXPORTED)
READERS: dict[Any, type[ColumnReader]] = {
    Decimal: NumberReader,
    int: NumberReader,
    bool: BoolReader,
    date: TimeReader,
    datetime: TimeReader,
}


@dataclass(frozen=True, slots=True)
class Source:
    """Jobs and where they are from.

    `jobs` is a frame of Job; `rules` are the versions of the rules that cleaned them; `rates` is
    the day of the newest exchange rate, "" for none; `sources` counts postings by source; `lent`
    counts jobs whose pay another posting of the job states; `names` has the commonest spelling of
    each employer's name by its key.
    """

    jobs: pd.DataFrame
    rules: tuple[str, ...]
    rates: str
    sources: dict[str, int]
    lent: int
    names: dict[str, str] = field(default_factory=dict)


def readers(names: tuple[str, ...]) -> dict[str, ColumnReader]:
    """Return an empty reader for each named column."""
    return {
        name: IdReader() if name == "posting_id" else READERS.get(STATED[name], TextReader)()
        for name in names
    }


def source_of(rows: pd.DataFrame, aliases: Aliases = SHIPPED) -> Source:
    """Return the jobs of `rows`, a frame with the columns EXPORTED or STORED.

    It may have the column left_out, too (`mark_left_out`). `aliases` are other names of employers.
    """

    def employer(name: str) -> str | None:
        return company_key(name, aliases) or None

    jobs = job_frame(
        rows.assign(
            employer=renamed(rows["company"], employer),
            title=rows["title_short"],
            annual_mid_usd=(rows["annual_min_usd"] + rows["annual_max_usd"]) / 2,
            described=_described(rows),
        )
    )
    newest = rows["fx_date"].max()
    return Source(
        jobs=jobs,
        rules=tuple(sorted(map(str, rows["rules_version"].dropna().unique()))),
        rates="" if pd.isna(newest) else f"{newest:%Y-%m-%d}",
        sources={str(name): int(n) for name, n in rows["source"].value_counts().items() if n},
        names=_names(rows["company"], employer),
        lent=int(np.count_nonzero(rows["pay_of"].notna())),
    )


def _described(rows: pd.DataFrame) -> Column:
    """Return which postings' descriptions were read: their language is known, or their skills.

    Skills may be of the title alone; where no posting has a language, there were no descriptions.
    """
    known = rows["language"].notna()
    return known | rows["skills"].notna() if known.any() else known


def _names(companies: Column, employer: Callable[[str], str | None]) -> dict[str, str]:
    """Return the commonest spelling of each employer's name by its key; of equals the first."""
    counts = {str(name): int(n) for name, n in companies.value_counts().items() if n}
    found: dict[str, str] = {}
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        if key := employer(name):
            found.setdefault(key, name)
    return found
