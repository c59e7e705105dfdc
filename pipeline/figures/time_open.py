"""How long jobs stay open.

Kaplan and Meier's estimate with late entry: a job posted before we first saw it counts only from
then on, for had it closed sooner we would not know of it. Only sources that list everything tell
when a job closed. Source: Klein and Moeschberger, Survival Analysis (2003), section 4.6.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.figures.inference.quantiles import Ints

DAYS = ["posted_on", "first_seen", "last_seen", "absent_since", "closed_on"]
AT_RISK = 10
DAYS_NEEDED = 183
DTYPES = {"day": "int64", "at_risk": "int64", "closed": "int64", "open": "float64"}


@dataclass(frozen=True, slots=True)
class TimeOpen:
    """How many jobs are open still, by day since posting.

    `curve` has a row for each day on which a job closed: day, at_risk, closed, open (the share
    still open after it, of those open on `first_day`). `first_day` is where at least 10 jobs come
    to be at risk, `median` the day after which at most half are open; missing where the curve
    ends sooner. `why` says why there is no curve.
    """

    curve: pd.DataFrame
    jobs: int
    closed: int
    first_day: int | None = None
    median: int | None = None
    why: str = ""


def time_open(jobs: pd.DataFrame, complete: Collection[str]) -> TimeOpen:
    """Return how long the jobs of a frame stay open; `complete` names sources that list all.

    Uses source, posted_on (else first_seen), first_seen, last_seen, absent_since and closed_on. A
    closed job closed at the midpoint of last_seen and absent_since (closed_on where there is
    none). Nothing where the store is younger than six months, or fewer than 10 jobs are ever at
    risk together.
    """
    listed = jobs["source"].isin(list(complete)) & jobs["first_seen"].notna()
    used = jobs[DAYS][listed]
    begun = used["first_seen"].min()
    if used.empty or (used["last_seen"].max() - begun).days < DAYS_NEEDED:
        return _nothing(len(used), "fewer than six months of history")
    spans = _spans(used)
    at_risk = _at_risk(spans)
    enough = np.flatnonzero(at_risk >= AT_RISK)
    if not len(enough):
        return _nothing(len(spans), f"fewer than {AT_RISK} jobs open at the same age")
    first = int(enough[0])
    last = first + int(np.argmax(np.append(at_risk[first:] < AT_RISK, True)))
    curve = _curve(spans, at_risk, first, last)
    half = curve[curve["open"] <= 0.5]["day"]
    median = int(half.iloc[0]) if len(half) else None
    return TimeOpen(curve, len(spans), int(spans["closed"].sum()), first, median)


def _spans(jobs: pd.DataFrame) -> pd.DataFrame:
    """Return the age in days at which each job came in sight, and at which it left."""
    seen, last = jobs["first_seen"].dt.normalize(), jobs["last_seen"]
    posted = jobs["posted_on"].fillna(seen)
    posted = posted.where(posted <= seen, seen)
    gone = jobs["absent_since"].fillna(jobs["closed_on"])
    closed = jobs["closed_on"].notna()
    ended = (last + (gone - last) / 2).where(closed & (gone > last), last)
    entry, leave = (seen - posted).dt.days, (ended - posted).dt.days
    return pd.DataFrame({"entry": entry, "leave": leave.clip(lower=entry), "closed": closed})


def _at_risk(spans: pd.DataFrame) -> Ints:
    """Return how many jobs are in sight and open at each age in days, from 0."""
    length = int(spans["leave"].max()) + 2
    entered = np.bincount(spans["entry"], minlength=length)
    left = np.bincount(spans["leave"] + 1, minlength=length)
    return np.asarray(np.cumsum(entered - left), dtype=np.int64)


def _curve(spans: pd.DataFrame, at_risk: Ints, first: int, last: int) -> pd.DataFrame:
    ended = np.bincount(spans["leave"][spans["closed"]], minlength=len(at_risk))
    days = np.flatnonzero(ended)
    days = days[(days >= first) & (days < last)]
    still = np.cumprod(1 - ended[days] / at_risk[days])
    rows = {"day": days, "at_risk": at_risk[days], "closed": ended[days], "open": still}
    return pd.DataFrame(rows).astype(DTYPES)


def _nothing(jobs: int, why: str) -> TimeOpen:
    return TimeOpen(pd.DataFrame(columns=list(DTYPES)).astype(DTYPES), jobs, 0, why=why)
