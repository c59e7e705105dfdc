"""Which jobs of a report are new since an earlier one, which are gone, and which were edited."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipeline.figures.job import in_order, job_frame
from pipeline.figures.population import Population, reasons

KEYS = ("country", "role", "level", "workplace")
EDITED = (*KEYS, "employer", "salary_period", "pay")
"""What of a job a cell rests on."""
NOT_THERE = ("not_open", "undated")
Frames = dict[str, pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Jobs:
    """The jobs of a report: the frame of each table, and the ids of all that are open in it.

    Those may be in no table: another posting of a job, or one without an employer.
    """

    frames: Frames
    open: AbstractSet[str]


@dataclass(frozen=True, slots=True)
class MovedJobs:
    """What is other than in the earlier report, as a frame for each table.

    `came`, `went`: jobs that only one report has; `edited`: jobs of both, as they were and as they
    are, where a cell rests on what is other.
    """

    came: Frames
    went: Frames
    edited: Frames


def jobs_in(people: Population, rows: pd.DataFrame) -> Jobs:
    """Return the jobs of a report from its population and the rows that it is of."""
    jobs = in_order(job_frame(rows))
    why = reasons(jobs, people.since, people.until)
    return Jobs(_frames(people), set(jobs["posting_id"][~why.isin(NOT_THERE)]))


def moved_jobs(then: Jobs, now: Jobs, without: AbstractSet[str]) -> MovedJobs:
    """Return the jobs that moved; those `without` are not told as edited."""
    both = (then.open & now.open) - without
    return MovedJobs(
        came={name: _not_in(frame, then.open) for name, frame in now.frames.items()},
        went={name: _not_in(frame, now.open) for name, frame in then.frames.items()},
        edited={name: _edited(then.frames[name], now.frames[name], both) for name in now.frames},
    )


def count(jobs: pd.DataFrame, cell: Mapping[str, Any], *, paid: bool = True) -> int:
    """Return how many jobs of a frame are of a cell of a feed, with pay or without."""
    mine = jobs["pay"].notna() == paid
    for name in KEYS:
        if cell.get(name) is not None:
            mine &= jobs[name] == cell[name]
    if cell["unit"] != "year":
        mine &= jobs["salary_period"] == cell["unit"]
    return int(jobs["posting_id"][mine].nunique())


def _frames(people: Population) -> Frames:
    return {
        "pay": people.salaried,
        "workplaces": people.salaried,
        "usd": people.salaried,
        "interns": people.interns.assign(level="intern"),
        "contracts": pd.concat([people.hourly, people.daily], ignore_index=True),
    }


def _not_in(jobs: pd.DataFrame, ids: AbstractSet[str]) -> pd.DataFrame:
    return jobs[~jobs["posting_id"].isin(ids)]


def _edited(then: pd.DataFrame, now: pd.DataFrame, ids: AbstractSet[str]) -> pd.DataFrame:
    """Return both rows of each job that is other, or the one of a job that left the table."""
    names = ["posting_id", *EDITED]
    both = pd.concat([frame[names][frame["posting_id"].isin(ids)] for frame in (then, now)])
    return both.drop_duplicates(keep=False)
