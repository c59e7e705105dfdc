"""Open, close and expire the postings of a source after a run."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Select, and_, bindparam, false, func, or_, select, update

from models.history import StatusChange
from models.posting_life import PostingLife
from models.record import columns
from models.tables import job_posting, posting_life, raw_posting, status_change
from models.vocab import PostingStatus, Reason, RunState
from pipeline.store.db.arrays import in_values
from pipeline.store.db.insert import insert_records
from pipeline.store.db.transactions import write
from pipeline.store.db.upsert import upsert_records
from pipeline.store.lifecycle.history import keep_status_change
from pipeline.store.lifecycle.reposts import link_reposts
from pipeline.store.lifecycle.rules import APART, Saw, holds, settle
from pipeline.store.lifecycle.unread import unread_in

NAMES = tuple(c.name for c in columns(PostingLife))
PROVEN = (Reason.ABSENT, Reason.GONE)
"""Reasons that come from the run itself: a hold stops these."""
ENDS = (*PROVEN, Reason.OWN_DATE)


@dataclass(frozen=True, slots=True)
class Ruling:
    """The result of a run for one source; the first page of the run came `at` (UTC).

    `boards` has the state of each board: a `healthy` one proves that a posting is absent.
    `lists_all` is as in sources/NAME.toml, and `apart` is its `absent_hours`. `accept_drop` lets
    the run close any number of postings.
    """

    run_id: str
    at: datetime
    source: str
    boards: Mapping[str, RunState]
    lists_all: bool
    accept_drop: bool
    apart: timedelta = APART


@dataclass(slots=True)
class Settled:
    """Status changes of a source's postings by reason, those held back, and how many were open."""

    turned: Counter[Reason] = field(default_factory=Counter)
    held: int = 0
    open: int = 0


def note_gone(engine: Engine, source: str, pages: Mapping[str, datetime]) -> None:
    """Set gone_at (UTC) of the postings of a source with a page that answered 404 or 410."""
    raw = raw_posting.c
    gone = (
        update(posting_life)
        .where(posting_life.c.posting_id == bindparam("key"))
        .values(gone_at=bindparam("at"))
    )

    def note(connection: Connection) -> None:
        own = (raw.source == source) & in_values(connection, raw.url, pages)
        found = connection.execute(select(raw.posting_id, raw.url).where(own)).all()
        if found:
            connection.execute(gone, [{"key": key, "at": pages[url]} for key, url in found])

    if pages:
        write(engine, note)


def settle_source(engine: Engine, ruling: Ruling) -> Settled:
    """Change the status of a source's postings by the result of a run, in one transaction.

    Only postings that may change are read. Where the run would close too many, it closes none.
    """
    return write(engine, lambda connection: _settle(connection, ruling))


def _settle(connection: Connection, ruling: Ruling) -> Settled:
    unread = unread_in(connection, ruling.run_id, ruling.source)
    moved = [
        (after, reason)
        for life, board, closes_on in _candidates(connection, ruling)
        for hidden in [unread.may_hide(board, life.last_seen)]
        for after, reason in [settle(life, _saw(ruling, board, closes_on, hidden=hidden))]
        if after != life
    ]
    done = Settled()
    closing = sum(reason in PROVEN for _, reason in moved)
    if closing and not ruling.accept_drop:
        done.open = _open(connection, ruling.source)
        if holds(closing, done.open):
            done.held = closing
            moved = [(after, reason) for after, reason in moved if reason not in PROVEN]
    done.turned.update(reason for _, reason in moved if reason)
    upsert_records(connection, posting_life, [after for after, _ in moved])
    changes: list[StatusChange] = [
        keep_status_change(after, ruling.run_id, reason) for after, reason in moved if reason
    ]
    insert_records(connection, status_change, changes)
    ended = [after.last_seen for after, reason in moved if reason in ENDS]
    link_reposts(connection, ruling.source, ruling.at, min(ended, default=ruling.at))
    return done


def _saw(ruling: Ruling, board: str, closes_on: date | None, *, hidden: bool) -> Saw:
    """Return what a run saw of a posting; `hidden`: it may be among the unread records.

    A board that was not asked counts as partial.
    """
    state = ruling.boards.get(board, RunState.PARTIAL)
    if hidden and state is RunState.HEALTHY:
        state = RunState.PARTIAL
    return Saw(ruling.at, state, ruling.lists_all, closes_on, ruling.apart)


def _candidates(
    connection: Connection, ruling: Ruling
) -> Iterable[tuple[PostingLife, str, date | None]]:
    """Return the postings that a run may change, each with its board and closing date."""
    rows: dict[str, tuple[PostingLife, str, date | None]] = {}
    for query in (_moving(ruling), _expiring(ruling)):
        for row in connection.execute(query).mappings():
            life = PostingLife(**{name: row[name] for name in NAMES})
            rows[life.posting_id] = (life, row["board"], row["closes_on"])
    return rows.values()


def _moving(ruling: Ruling) -> Select[Any]:
    """Return the query for postings that were not seen, were seen again, or lost their page."""
    life = posting_life.c
    is_open = life.status == PostingStatus.OPEN
    unseen = life.last_seen < ruling.at
    doubted = or_(life.absent_since.is_not(None), life.gone_at > life.last_seen)
    back = and_(~is_open, life.last_seen > life.status_at)
    lacked = and_(unseen, _silent(ruling)) if ruling.lists_all else false()
    return _query(ruling.source).where(or_(and_(is_open, or_(lacked, doubted)), back))


def _silent(ruling: Ruling) -> Any:
    """Return the condition for healthy boards: what they lack is absent."""
    healthy = [board for board, state in ruling.boards.items() if state is RunState.HEALTHY]
    return raw_posting.c.board.in_(healthy)


def _expiring(ruling: Ruling) -> Select[Any]:
    over = job_posting.c.closes_on < ruling.at.date()
    return _query(ruling.source).where(over, posting_life.c.status == PostingStatus.OPEN)


def _query(source: str) -> Select[Any]:
    raw, job = raw_posting.c, job_posting.c
    return (
        select(posting_life, raw.board, job.closes_on)
        .join_from(raw_posting, posting_life, raw.posting_id == posting_life.c.posting_id)
        .outerjoin(job_posting, job.posting_id == raw.posting_id)
        .where(raw.source == source)
    )


def _open(connection: Connection, source: str) -> int:
    query = (
        select(func.count())
        .join_from(raw_posting, posting_life, raw_posting.c.posting_id == posting_life.c.posting_id)
        .where(raw_posting.c.source == source, posting_life.c.status == PostingStatus.OPEN)
    )
    return int(connection.execute(query).scalar_one())
