"""A query for jobs' rows joins no more than its columns need."""

from sqlalchemy import select

from models.tables import job_posting, posting_life
from pipeline.publish.export.job_rows import JobRows


def test_the_lives_of_jobs_are_joined_only_where_a_column_needs_them():
    pay, life = JobRows(), JobRows()
    pay.column("annual_min", job_posting.c.annual_min)
    life.column("last_seen", posting_life.c.last_seen)
    query = select(job_posting.c.posting_id)
    assert " AS lived" not in str(pay.joined(query))
    assert " AS lived" in str(life.joined(query))
