"""Count the stored postings that were never cleaned: those of `payband crawl`."""

from sqlalchemy import Engine, func, select

from models.tables import job_posting, posting_life, raw_posting
from pipeline.store.db.transactions import read

NEXT = "next: payband clean --stale"


def count_uncleaned(engine: Engine) -> int:
    """Return how many stored postings no run and no `payband clean` has cleaned yet."""
    key = raw_posting.c.posting_id
    query = (
        select(func.count())
        .select_from(raw_posting)
        .join(posting_life, posting_life.c.posting_id == key)
        .outerjoin(job_posting, job_posting.c.posting_id == key)
        .where(posting_life.c.purged_at.is_(None), job_posting.c.posting_id.is_(None))
    )
    return int(read(engine, lambda connection: connection.execute(query).scalar_one()))


def uncleaned_words(count: int) -> str:
    """Return that so many postings are stored and not cleaned, and the way on; "" for none."""
    if not count:
        return ""
    called = "posting is" if count == 1 else "postings are"
    return f"{count:,} {called} stored and not cleaned yet; {NEXT}"
