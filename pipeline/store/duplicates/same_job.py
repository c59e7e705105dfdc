"""The postings of one job, and why they are one."""

from dataclasses import dataclass

from sqlalchemy import Engine, func, or_, select

from models.same import SameJob
from models.tables import job_posting, same_job
from pipeline.dedupe.rules import why


@dataclass(frozen=True, slots=True)
class SameJobLink:
    """A posting of a job; `like` is the posting of that job that it matches, `why` the reason.

    Both are empty for the job's first posting.
    """

    posting_id: str
    source: str
    company: str
    title: str
    like: str
    why: str


def marked_duplicates(engine: Engine) -> dict[str, SameJob]:
    """Return the postings that are duplicates of an earlier one in the store, by posting_id."""
    with engine.connect() as connection:
        rows = connection.execute(select(same_job)).mappings()
        return {row["posting_id"]: SameJob(**row) for row in rows}


def same_job_links(engine: Engine, posting_id: str) -> list[SameJobLink]:
    """Return all postings of a posting's job, the first one first; none where it is alone."""
    job, each = same_job.c, job_posting.c
    with engine.connect() as connection:
        own = select(job.duplicate_of).where(job.posting_id == posting_id)
        first = connection.execute(own).scalar() or posting_id
        query = (
            select(each.posting_id, each.source, each.company, each.title, job.matched, job.rule)
            .outerjoin_from(job_posting, same_job, job.posting_id == each.posting_id)
            .where(or_(job.duplicate_of == first, each.posting_id == first))
            .order_by(func.coalesce(job.duplicate_of, ""), each.posting_id)
        )
        rows = connection.execute(query).all()
    found = [
        SameJobLink(
            posting_id=row.posting_id,
            source=row.source,
            company=row.company or "",
            title=row.title or "",
            like=row.matched or "",
            why=why(row.rule) if row.rule else "",
        )
        for row in rows
    ]
    return found if len(found) > 1 else []
