"""Read fingerprints and jobs from the database, in queries of bounded size."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Connection,
    Date,
    RowMapping,
    Select,
    and_,
    case,
    cast,
    exists,
    func,
    null,
    or_,
    select,
    union,
    union_all,
)

from models.record import columns
from models.same import Fingerprint, SameJob
from models.tables import (
    crawl_run,
    fingerprint,
    fingerprint_key,
    job_pending,
    listed_twice,
    posting_life,
    same_job,
    status_change,
)
from models.vocab import RunState
from pipeline.dedupe.clusters import MOST
from pipeline.dedupe.compare import Known, known
from pipeline.dedupe.listed import Listed
from pipeline.store.db.arrays import in_values

LIFE = posting_life.c
PRINT = fingerprint.c
KEY = fingerprint_key.c
CRAWL = crawl_run.c
SINCE = case(
    (CRAWL.state != RunState.COMPLETE, null()),
    (CRAWL.started_at < LIFE.first_seen, CRAWL.started_at),
    (CRAWL.started_at.is_not(None), LIFE.first_seen),
    else_=null(),
).label("since")
"""Start of the crawl that first saw a posting; NULL where it did not read the whole board."""
PUT = ~exists().where(job_pending.c.posting_id == KEY.posting_id)


def with_first_crawl(query: Select[Any]) -> Select[Any]:
    """Return a query of fingerprints joined with posting_life and the crawl that first saw each."""
    board = func.substr(PRINT.listing, func.length(PRINT.source) + 2)
    mine = (CRAWL.run_id == status_change.c.run_id) & (CRAWL.source == PRINT.source)
    return (
        query.select_from(fingerprint)
        .join(posting_life, LIFE.posting_id == PRINT.posting_id)
        .outerjoin(
            status_change,
            (status_change.c.posting_id == PRINT.posting_id) & (status_change.c.n == 1),
        )
        .outerjoin(crawl_run, mine & (CRAWL.board == board))
    )


def met_in_one_listing(connection: Connection) -> list[str]:
    """Return the first posting of each job with two postings that were in one listing together.

    This happens where a posting returns that its board lacked when the other was first seen.
    Two postings in two languages may be one job in one listing. Only jobs in `listed_twice` are
    read, as all others cannot hold such postings.
    """
    job = same_job.c
    firsts = (
        select(func.coalesce(job.duplicate_of, listed_twice.c.posting_id).label("first"))
        .outerjoin_from(listed_twice, same_job, job.posting_id == listed_twice.c.posting_id)
        .distinct()
        .cte("firsts")
    )
    each = union_all(
        select(job.posting_id, job.duplicate_of).join(firsts, firsts.c.first == job.duplicate_of),
        select(firsts.c.first, firsts.c.first),
    ).subquery()
    said = (
        *(each.c.duplicate_of, PRINT.posting_id, PRINT.listing, PRINT.language),
        *(SINCE, LIFE.last_seen),
    )
    listed = with_first_crawl(select(*said)).join(each, each.c.posting_id == PRINT.posting_id)
    one = listed.where(PRINT.listing.is_not(None)).cte("listed")
    two = one.alias("other")
    unknown = or_(one.c.language.is_(None), two.c.language.is_(None))
    query = (
        select(one.c.duplicate_of)
        .join(two, (one.c.duplicate_of == two.c.duplicate_of) & (one.c.listing == two.c.listing))
        .where(one.c.posting_id < two.c.posting_id)
        .where(or_(unknown, one.c.language == two.c.language))
        .where(or_(one.c.since.is_(None), one.c.since <= two.c.last_seen))
        .where(or_(two.c.since.is_(None), two.c.since <= one.c.last_seen))
        .distinct()
    )
    return list(connection.execute(query).scalars())


def first_pending(connection: Connection, most: int) -> list[str]:
    """Return the ids of the first `most` pending postings, in the order of postings.

    For a condition databases ask by the pending ids; for a join SQLite scans all fingerprints.
    """
    query = (
        select(PRINT.posting_id)
        .join_from(fingerprint, posting_life, LIFE.posting_id == PRINT.posting_id)
        .where(PRINT.posting_id.in_(select(job_pending.c.posting_id)))
        .order_by(*_order(connection))
        .limit(most)
    )
    return list(connection.execute(query).scalars())


def ids_after(connection: Connection, after: str, most: int) -> list[str]:
    """Return the first `most` ids of fingerprints behind `after`, in their order."""
    mine = PRINT.posting_id
    query = select(mine).where(mine > after).order_by(mine).limit(most)
    return list(connection.execute(query).scalars())


def fingerprints_of_ids(connection: Connection, ids: Iterable[str]) -> list[Known]:
    """Return the fingerprints of postings, in the order of postings."""
    query = with_first_crawl(select(fingerprint, LIFE.first_seen, LIFE.last_seen, SINCE))
    query = query.where(in_values(connection, PRINT.posting_id, ids))
    found = map(_known, connection.execute(query).mappings())
    return sorted(found, key=lambda one: one.order)


def keys_for(connection: Connection, ids: Iterable[str]) -> dict[str, list[int]]:
    """Return the blocking keys of postings, by posting_id."""
    mine = in_values(connection, KEY.posting_id, ids)
    query = select(KEY.posting_id, KEY.key).where(mine)
    return _by_posting(connection, query)


def sharing(
    connection: Connection, keys: Iterable[int], exact: Iterable[int], since: date | None
) -> dict[str, list[int]]:
    """Return, by posting_id, which of the keys the postings have that are already in a job.

    For each key only the latest MOST postings, and only those that were seen on the day `since` or
    later. The `exact` ones of the keys give postings of any age.
    """
    shared = (
        select(KEY.posting_id, KEY.key)
        .where(in_values(connection, KEY.key, keys), PUT)
        .cte("shared")
    )
    some = _latest(connection, shared).subquery()
    query = select(some.c.posting_id, some.c.key)
    if since is not None:
        begin = datetime.combine(since, time.min, UTC)
        mine = LIFE.posting_id.in_(select(shared.c.posting_id))  # each once, in the index's order
        recent = some.c.posting_id.in_(select(LIFE.posting_id).where(mine, LIFE.last_seen >= begin))
        query = query.where(or_(recent, in_values(connection, some.c.key, exact)))
    return _by_posting(connection, query)


def _latest(connection: Connection, shared: CTE) -> CompoundSelect[Any]:
    """Return the latest MOST postings of each shared key.

    Days are read for keys of more postings only: the rows of `fingerprint` are long, and the past
    of most keys is short.
    """
    each = shared.c
    crowded = select(each.key).group_by(each.key).having(func.count() > MOST)
    backwards = [one.desc() for one in _order(connection)]
    place = func.row_number().over(partition_by=each.key, order_by=backwards).label("place")
    ranked = (
        select(each.posting_id, each.key, place)
        .join_from(shared, fingerprint, each.posting_id == PRINT.posting_id)
        .join(posting_life, LIFE.posting_id == PRINT.posting_id)
        .where(each.key.in_(crowded))
    ).subquery()
    return union_all(
        select(each.posting_id, each.key).where(each.key.not_in(crowded)),
        select(ranked.c.posting_id, ranked.c.key).where(ranked.c.place <= MOST),
    )


def found_for(connection: Connection, ids: Iterable[str]) -> dict[str, SameJob]:
    """Return the matches of all postings in the jobs of the given ones, by posting_id."""
    given, job = list(ids), same_job.c
    firsts = union(
        select(job.duplicate_of).where(in_values(connection, job.posting_id, given)),
        select(job.duplicate_of).where(in_values(connection, job.duplicate_of, given)),
    )
    theirs = in_values(connection, job.duplicate_of, connection.execute(firsts).scalars())
    rows = connection.execute(select(same_job).where(theirs)).mappings()
    return {row["posting_id"]: SameJob(**row) for row in rows}


def _by_posting(connection: Connection, query: Any) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for posting, key in connection.execute(query):
        found[posting].append(key)
    return {posting: sorted(keys) for posting, keys in found.items()}


def _order(connection: Connection) -> tuple[ColumnElement[Any], ...]:
    """Return the order of postings, see `Known.order`: the first known day, then the id."""
    sqlite = connection.dialect.name == "sqlite"
    seen = func.date(LIFE.first_seen) if sqlite else _utc_day(LIFE.first_seen)
    posted = PRINT.posted_on
    return case((and_(posted.is_not(None), posted < seen), posted), else_=seen), PRINT.posting_id


def _utc_day(instant: ColumnElement[Any]) -> ColumnElement[Any]:
    return cast(func.timezone("UTC", instant), Date)


def _known(row: RowMapping) -> Known:
    print_ = Fingerprint(**{c.name: row[c.name] for c in columns(Fingerprint)})
    found = known(print_, row["first_seen"], row["last_seen"])
    return replace(found, listed=Listed(row["since"], row["last_seen"]))
