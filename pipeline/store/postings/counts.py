"""Count the postings in the store: by pay status, flag and issue."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, func, select

from models.tables import issue, job_posting, posting_life
from models.vocab import Relevance
from pipeline.store.postings.uncleaned import count_uncleaned


@dataclass(frozen=True, slots=True)
class StoreCounts:
    """Counts of cleaned postings: all, about AI, by salary_status, by flag, by issue code.

    `uncleaned` are stored besides, and were never cleaned.

    `as_of` is when the newest posting was fetched (UTC), by any run; None in an empty store.
    """

    postings: int
    as_of: datetime | None
    ai: int
    pay: dict[str, int]
    flags: dict[str, int]
    issues: dict[str, int]
    uncleaned: int


def store_counts(engine: Engine) -> StoreCounts:
    """Return the current counts of the store."""
    with engine.connect() as connection:
        rows = connection.execute(
            select(job_posting.c.salary_status, job_posting.c.ai_relevance, job_posting.c.flags)
        ).all()
        as_of = connection.execute(select(func.max(posting_life.c.last_seen))).scalar_one()
        codes = connection.execute(
            select(issue.c.code, func.count(issue.c.posting_id.distinct()).label("postings"))
            .group_by(issue.c.code)
            .order_by(issue.c.code)
        ).all()
    relevant = {Relevance.CORE, Relevance.ADJACENT}
    return StoreCounts(
        postings=len(rows),
        as_of=as_of,
        ai=sum(row.ai_relevance in relevant for row in rows),
        pay=_sorted(Counter(str(row.salary_status) for row in rows)),
        flags=_sorted(Counter(str(flag) for row in rows for flag in row.flags)),
        issues={row.code: row.postings for row in codes},
        uncleaned=count_uncleaned(engine),
    )


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items()))
