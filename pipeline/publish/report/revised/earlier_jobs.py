"""The jobs that an earlier report was made of: of the store, or of its table where that is kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline.clean.employer.aliases import SHIPPED, Aliases
from pipeline.publish.made_of import MadeOf, published_table, table_of
from pipeline.publish.report.job_source import exported_jobs
from pipeline.publish.report.published import Feed
from pipeline.publish.report.verify import published_filters


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier report: what it says, and its table.

    `table` is the file that it was made of, None for a store and where no file is at hand.
    """

    feed: Feed
    table: Path | None = None


def earlier_report(feed: Feed, folders: Iterable[Path]) -> Earlier:
    """Return an earlier report with its table, where one of `folders` has that as it was."""
    made = published_table(feed)
    if made is None:
        return Earlier(feed)
    places = [folder / made.file for folder in folders]
    kept = (path for path in places if path.is_file() and table_of(path) == made)
    return Earlier(feed, next(kept, None))


def jobs_of(
    earlier: Earlier, jobs: pd.DataFrame, table: MadeOf | None, aliases: Aliases = SHIPPED
) -> pd.DataFrame | None:
    """Return the jobs of an earlier report, a frame of Job; None where they aren't known.

    `jobs` are those of now, of a `table` or of a store. A store says when it first saw a job; in a
    cleaned table that is the day of the table, so only the earlier table itself tells.
    """
    if earlier.table is not None:
        return exported_jobs(earlier.table, aliases, published_filters(earlier.feed)).jobs
    if table is not None or published_table(earlier.feed) is not None:
        return None
    last = earlier.feed["collected"]["last"]
    seen = jobs["first_seen"]
    return jobs[seen <= pd.Timestamp(last).tz_localize(None) if last else seen.isna() & False]


def unknown_why(feed: Feed) -> str:
    """Return why nobody knows which jobs are new and which are gone."""
    made = published_table(feed)
    if made is None:
        return "other jobs; the earlier report is of a store, so nothing says which are new or gone"
    return (
        f"other jobs; {made.file} of the earlier report isn\u2019t beside it as it was, so nothing "
        "says which are new or gone"
    )
