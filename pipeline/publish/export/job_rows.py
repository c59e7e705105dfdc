"""Build a job's row: that of its first posting, with the pay and the status of the whole job.

All other cells are the first posting's. Pay comes from one posting: the first, if statistics count
its pay; or else the earliest posting with such pay, which `pay_of` then names. A job is open while
any of its postings is open.
"""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Engine,
    Select,
    Subquery,
    and_,
    case,
    func,
    select,
    true,
    union_all,
)

from models.posting import PAY_COLUMNS
from models.tables import job_posting, posting_life, same_job
from models.vocab import PostingStatus, SalaryStatus

LIFE = ("first_seen", "last_seen", "closed_on", "status", "absent_since")


class JobRows:
    """The parts of an SQL query for jobs' rows."""

    def __init__(self) -> None:
        members = _members()
        self.payer = _payers(members)
        self.paid = job_posting.alias("paid")
        self.lived = _lives(members)
        self.with_life = False

    def column(self, name: str, own: ColumnElement[Any]) -> ColumnElement[Any]:
        """Return a column of a job's row; `own` is the first posting's column."""
        if name == "pay_of":
            return self.payer.c.posting_id
        if name in PAY_COLUMNS:
            return case((self.payer.c.posting_id.is_(None), own), else_=self.paid.c[name])
        if name in LIFE:
            self.with_life = True
            return case((self.lived.c.job.is_(None), own), else_=self.lived.c[name])
        return own

    def joined(self, query: Select[Any]) -> Select[Any]:
        """Return a query for postings, joined with the tables that the columns asked for need."""
        paid = query.outerjoin(self.payer, self.payer.c.job == job_posting.c.posting_id).outerjoin(
            self.paid, self.paid.c.posting_id == self.payer.c.posting_id
        )
        if not self.with_life:
            return paid
        return paid.outerjoin(self.lived, self.lived.c.job == job_posting.c.posting_id)


def payer_of(engine: Engine, first: str) -> str | None:
    """Return the posting that gives a job's row its pay; None if it is the first posting."""
    payer = _payers(_members(same_job.c.duplicate_of == first))
    with engine.connect() as connection:
        found: str | None = connection.execute(select(payer.c.posting_id)).scalar()
    return found


def _members(of: ColumnElement[bool] | None = None) -> Subquery:
    """Return the postings of each job that has several, with the job's first posting."""
    found, which = same_job.c, true() if of is None else of
    firsts = select(found.duplicate_of.label("posting_id"), found.duplicate_of.label("job"))
    others = select(found.posting_id, found.duplicate_of.label("job"))
    return union_all(others.where(which), firsts.where(which).distinct()).subquery("member")


def _payers(members: Subquery) -> Subquery:
    """Return the posting that gives each job its pay, where that is not the first posting."""
    pay, one, life = job_posting.c, members.c, posting_life.c
    sound = pay.salary_status == SalaryStatus.OK
    counted = and_(sound, pay.annual_min_usd.is_not(None), pay.annual_max_usd.is_not(None))
    worth = case((counted, 0), (sound, 1), else_=2)
    own_first = case((one.posting_id == one.job, 0), else_=1)
    order = (worth, own_first, life.first_seen, one.posting_id)
    ranked = (
        select(one.job, one.posting_id, _rank(one.job, order))
        .join_from(members, job_posting, pay.posting_id == one.posting_id)
        .outerjoin(posting_life, life.posting_id == one.posting_id)
    ).subquery()
    best = _of_first(ranked, "posting_id")
    grouped = select(ranked.c.job, best.label("posting_id")).group_by(ranked.c.job)
    return grouped.having(best != ranked.c.job).subquery("payer")


def _lives(members: Subquery) -> Subquery:
    """Return each job's first time seen, and the status of its open or last seen posting."""
    one, life = members.c, posting_life.c
    over = case((life.status == PostingStatus.OPEN, 0), else_=1)
    rank = _rank(one.job, (over, life.last_seen.desc(), one.posting_id))
    ranked = (
        select(one.job, *(life[name] for name in LIFE), rank).join_from(
            members, posting_life, life.posting_id == one.posting_id
        )
    ).subquery()
    since = func.min(ranked.c.first_seen).label("first_seen")
    others = [_of_first(ranked, name).label(name) for name in LIFE[1:]]
    return select(ranked.c.job, since, *others).group_by(ranked.c.job).subquery("lived")


def _of_first(ranked: Subquery, name: str) -> ColumnElement[Any]:
    """Return a column of the row of rank 1, where rows are grouped by job.

    SQLite makes an index for grouped rows. Of rows with `rank = 1` it read all for each job: 22 of
    the 24 s that an export of 100,000 jobs took.
    """
    return func.max(case((ranked.c.rank == 1, ranked.c[name])))


def _rank(job: ColumnElement[Any], order: tuple[ColumnElement[Any], ...]) -> ColumnElement[Any]:
    return func.row_number().over(partition_by=job, order_by=order).label("rank")
