"""The frame that figures are made of: one row a job, its columns declared here once.

The names are those of the export, where it has the column; a table read back from an export
therefore gives the same figures. `job_frame` checks and types what it is given.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from models.record import column, columns
from models.value_text import JOINER

Column: TypeAlias = "pd.Series[Any]"
Period: TypeAlias = tuple[pd.Timestamp | None, pd.Timestamp | None]
"""The first and the last day, both included; None: not known."""
Rule: TypeAlias = Callable[[pd.DataFrame], Column]

# Most texts repeat, so a category has a number a row. Ids don't: a category of them would hold
# a hash table of all.
DTYPES = {
    str: "category",
    float: "float64",
    bool: "boolean",
    date: "datetime64[us]",
    datetime: "datetime64[us]",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One row of the frame. Unknown is missing. Lists are text joined by `; `."""

    posting_id: str = column("The job's first posting.")
    source: str = column("Where it was collected.")
    employer: str | None = column("Key of the employer: equal for all spellings of its name.")
    title: str | None = column("Title without level and place, as `title_short` has it.")
    role: str | None = column("Role.")
    level: str | None = column("Level, in the words of models.vocab.Level.")
    country: str | None = column("ISO 3166 alpha-2; several joined.")
    region: str | None = column("State or province; several joined.")
    city: str | None = column("City; several joined.")
    workplace: str | None = column("onsite, hybrid or remote.")
    employment_type: str | None = column("As models.vocab.EmploymentType.")
    ai_relevance: str | None = column("core, adjacent or no.")
    salary_status: str | None = column("absent, unparsed, ok or flagged; missing: never read.")
    salary_currency: str | None = column("ISO 4217 code of all amounts of the row.")
    salary_period: str | None = column("The time the stated amounts pay for.")
    salary_min: float | None = column("Lower end as stated.", unit="currency per period")
    salary_max: float | None = column("Upper end as stated.", unit="currency per period")
    annual_min: float | None = column("Lower end a year.", unit="currency per year")
    annual_max: float | None = column("Upper end a year.", unit="currency per year")
    annual_mid: float | None = column("Middle of the headline band.", unit="currency per year")
    annual_mid_usd: float | None = column("The same at the rate of its day.", unit="USD per year")
    net: bool | None = column("True net, false gross, missing not said.")
    facts: str | None = column("As models.vocab.PayFact; several joined.")
    skills: str | None = column("Skills named; several joined.")
    described: bool | None = column("Whether its description was read.")
    flags: str | None = column("Reasons why the pay is flagged; several joined.")
    left_out: bool | None = column("True where a person left the job out of reports.")
    duplicate_of: str | None = column("Set where it is another posting of a job in the frame.")
    posted_on: date | None = column("Day it was posted.", unit="UTC")
    first_seen: datetime | None = column("First sighting.", unit="UTC")
    last_seen: datetime | None = column("Last sighting.", unit="UTC")
    absent_since: datetime | None = column("First healthy run that lacked it.", unit="UTC")
    closed_on: date | None = column("Day it was found closed.", unit="UTC")


ID = "posting_id"
LEFT_OUT = "left_out"
NOT_EXPORTED = ("absent_since",)
"""Columns that an export lacks. Only `time_open` uses them."""


def job_frame(rows: pd.DataFrame) -> pd.DataFrame:
    """Return `rows` with exactly the columns of Job, in their dtypes; absent columns are missing.

    Text is `category`, ids are `str`, amounts `float64`, yes or no `boolean`, times
    `datetime64[us]` in UTC without a zone; a column that is so already isn't copied. Raises
    ValueError where a column can't be read so, naming it.
    """
    typed = {}
    for each in columns(Job):
        given = rows.get(each.name, pd.Series(index=rows.index, dtype="object"))
        dtype = _dtype(each.name, each.type)
        try:
            typed[each.name] = _typed(given, dtype)
        except (ValueError, TypeError) as error:
            raise ValueError(f"{each.name}: not {dtype}: {error}") from error
    return pd.DataFrame(typed, copy=False).reset_index(drop=True)


def in_order(jobs: pd.DataFrame) -> pd.DataFrame:
    """Return a frame of Job by posting_id, the first row of each."""
    ids = jobs[ID].array
    if (ids[1:] > ids[:-1]).all():
        return jobs
    ordered = jobs.sort_values(ID, kind="stable", ignore_index=True)
    return ordered.drop_duplicates(ID, ignore_index=True)


def _dtype(name: str, kind: Any) -> str:
    return "str" if name == ID else DTYPES[kind]


def _typed(values: Column, dtype: Any) -> Column:
    if dtype == "category":
        return _category(values)
    if values.dtype == dtype:  # nothing is copied
        return values
    if dtype.startswith("datetime"):
        times = pd.to_datetime(values, utc=True, format="ISO8601")
        values = times.dt.tz_localize(None)
    if dtype == "float64":
        values = pd.to_numeric(values)
    typed: Column = values.astype(dtype)
    return typed


def _category(values: Column) -> Column:
    """Return texts as a category whose words are in alphabetical order."""
    ready = isinstance(values.dtype, pd.CategoricalDtype)
    if ready and values.cat.categories.is_monotonic_increasing:
        return values
    codes, distinct = pd.factorize(values)
    words = distinct.astype(str)
    return pd.Series(categorical(codes, list(words)), index=values.index)


def categorical(codes: Any, words: list[str]) -> pd.Categorical:
    """Return a category of `words[codes]`, words in alphabetical order; code -1 is missing."""
    order = sorted(range(len(words)), key=words.__getitem__)
    place = np.full(len(words) + 1, -1, dtype=np.min_scalar_type(-len(words) - 1))
    place[order] = np.arange(len(words))
    names = pd.Index([words[n] for n in order], dtype="str")
    return pd.Categorical.from_codes(place[np.asarray(codes)], names)


def each_text(values: Column, answer: Callable[[str], Any], missing: Any) -> Column:
    """Return `answer` of each text, asked once for each distinct one; `missing` where it is."""
    words = _category(values).cat
    answers = pd.Series([*(answer(str(text)) for text in words.categories), missing])
    return pd.Series(answers.to_numpy()[words.codes.to_numpy()], index=values.index)


def renamed(texts: Column, answer: Callable[[str], str | None]) -> Column:
    """Return a category of `answer` of each text, asked once for each; None is missing."""
    words = _category(texts).cat
    places, names = pd.factorize(pd.Series([*map(answer, words.categories), None], dtype="object"))
    known = words.codes.to_numpy()
    codes = places.astype(known.dtype)[known]
    return pd.Series(categorical(codes, list(names)), index=texts.index)


def codes_and_texts(texts: Column) -> tuple[Any, Any]:
    """Return a code for each of `texts`, -1 for missing, and the text of each code as an array.

    The texts stand in alphabetical order; not every code need occur.
    """
    category = _category(texts).cat
    return category.codes.to_numpy(dtype=np.int64), category.categories.to_numpy(dtype=object)


def numbered(texts: Column) -> tuple[Any, tuple[str, ...]]:
    """Return a code from 0 for each of `texts` (none missing), and the text of each code.

    The texts stand in alphabetical order.
    """
    category = _category(texts).cat
    used, codes = np.unique(category.codes, return_inverse=True)
    return codes, tuple(map(str, category.categories[used]))


def names(joined: Column, *any_of: str) -> Column:
    """Return which cells of a joined column name one of `any_of`."""
    return each_text(joined, lambda text: not set(any_of).isdisjoint(text.split(JOINER)), False)


def several(joined: Column) -> Column:
    """Return which cells of a joined column hold more than one name; the same twice is one."""
    return each_text(joined, lambda text: len(set(text.split(JOINER))) > 1, False)


def period_of(jobs: pd.DataFrame, since: pd.Timestamp | None, until: pd.Timestamp | None) -> Period:
    """Return the days, both included, whose jobs `population` counts if it is asked for these.

    Of jobs that were never seen the period to ask `since` ends with the last day of posting.
    """
    last = jobs["last_seen"].max()
    if since is not None and pd.isna(last):
        last = jobs["posted_on"].max()
    until = _day(until if until is not None else last)
    return (_day(since) if since is not None else _year_before(until)), until


def open_from(jobs: pd.DataFrame) -> Column:
    """Return from when each job is open: from its day of posting or its first sighting.

    The earlier of the two counts, so a day that the board renewed later doesn't. Missing: neither
    is known.
    """
    posted, seen = jobs["posted_on"], jobs["first_seen"]
    return posted.where(~(posted > seen), seen).fillna(seen)


def open_to(jobs: pd.DataFrame) -> Column:
    """Return until when each job is open: the day it was found closed, else its last sighting.

    A job that was never seen is open on its day of posting.
    """
    return jobs["closed_on"].fillna(jobs["last_seen"]).fillna(open_from(jobs))


def _day(moment: pd.Timestamp | None) -> pd.Timestamp | None:
    return None if moment is None or pd.isna(moment) else pd.Timestamp(moment).normalize()


def _year_before(until: pd.Timestamp | None) -> pd.Timestamp | None:
    return None if until is None else until - pd.DateOffset(years=1) + pd.Timedelta(days=1)
