"""Between which days a job is open, and the days of a report."""

import pandas as pd

from pipeline.figures.job import Column

Period = tuple[pd.Timestamp | None, pd.Timestamp | None]
"""The first and the last day, both included; None: not known."""


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
