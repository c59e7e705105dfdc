"""Store runs and the crawl results of each board; status and report read them."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any

from sqlalchemy import Connection, Engine, func, or_, select, update
from sqlalchemy.exc import DBAPIError

from models.run import CrawlRun, Run
from models.tables import crawl_run, run, source_run
from models.vocab import RunState
from pipeline.clock import AHEAD, now
from pipeline.store.db.transactions import read, write
from pipeline.store.db.upsert import upsert_records
from pipeline.store.db.writing import writing

# Whether the gates judged the source of a crawl.
JUDGED = (
    select(source_run.c.source)
    .where(source_run.c.run_id == crawl_run.c.run_id, source_run.c.source == crawl_run.c.source)
    .exists()
)

# States of a source in a run where one of its boards listed something.
OTHERS_CAME = (RunState.HEALTHY, RunState.HELD, RunState.PARTIAL)


def begin_run(engine: Engine, at: datetime, **values: Any) -> Run:
    """Store and return a new run that began `at` (UTC); its id is the time and a counter."""
    stamp = f"{at:%Y%m%dT%H%M%SZ}"

    def begin(connection: Connection) -> Run:
        taken = select(func.count()).where(run.c.run_id.startswith(f"{stamp}-"))
        number = connection.execute(taken).scalar_one() + 1
        begun = Run(run_id=f"{stamp}-{number}", started_at=at, **values)
        upsert_records(connection, run, [begun])
        return begun

    return write(engine, begin)


def broken_off(engine: Engine, source: str, since: datetime) -> list[str]:
    """Return the newest runs of a source, back to the last that did not break off; oldest first.

    A run broke off where its crawl of the source was killed, or where it did not judge the source:
    it was killed later, or only collected. Runs before `since` (UTC), runs dated in the future and
    replays are left out.
    """
    query = (
        select(crawl_run.c.run_id, crawl_run.c.state, JUDGED.label("judged"))
        .join(run, run.c.run_id == crawl_run.c.run_id)
        .where(crawl_run.c.source == source, run.c.started_at >= since, ~run.c.replayed)
        .where(run.c.started_at <= now() + AHEAD)
        .order_by(crawl_run.c.run_id.desc())
    )
    broken: dict[str, bool] = {}
    for row in read(engine, lambda connection: connection.execute(query).all()):
        killed = row.state is RunState.ABORTED or not row.judged
        broken[row.run_id] = broken.get(row.run_id, False) or killed
    return list(takewhile(lambda run_id: broken[run_id], broken))[::-1]


def is_replay(engine: Engine, run_id: str) -> bool:
    """Return whether a run is a replay of an archive."""
    query = select(run.c.replayed).where(run.c.run_id == run_id)
    return bool(read(engine, lambda connection: connection.execute(query).scalar()))


def abort_unfinished(engine: Engine) -> list[str]:
    """Mark runs left `running` by a killed process as aborted; return their ids.

    Call this under the run lock, when no other run is at work.
    """
    left = run.c.state == RunState.RUNNING

    def abort(connection: Connection) -> list[str]:
        ids = [row.run_id for row in connection.execute(select(run.c.run_id).where(left))]
        connection.execute(update(run).where(left).values(state=RunState.ABORTED))
        boards = update(crawl_run).where(crawl_run.c.state == RunState.RUNNING)
        connection.execute(boards.values(state=RunState.ABORTED))
        return ids

    return write(engine, abort)


def close_crawl(engine: Engine, order: CrawlRun) -> list[CrawlRun]:
    """Return the result of each board of a crawl, after its process has ended.

    A board that is still `running` was left by a crash: it gets the state and message of `order`.
    A crawl without any row gets `order` as its row.
    """
    mine = (crawl_run.c.run_id == order.run_id) & (crawl_run.c.source == order.source)

    def end(connection: Connection) -> list[CrawlRun]:
        died = update(crawl_run).where(mine & (crawl_run.c.state == RunState.RUNNING))
        connection.execute(died.values(state=order.state, message=order.message))
        rows = _crawls(connection, mine)
        if not rows:
            upsert_records(connection, crawl_run, [order])
        return rows or [order]

    return write(engine, end)


def finish_run(engine: Engine, done: Run, state: RunState, at: datetime) -> None:
    """Write the final state of a run and when it ended (UTC)."""
    ended = update(run).where(run.c.run_id == done.run_id)
    write(engine, lambda c: c.execute(ended.values(state=state, finished_at=at)))


def give_up(engine: Engine, begun: Run) -> None:
    """Mark a run as aborted, if the database answers; the caller reports the error.

    There is no retry: the next run finds this one `running` and marks it as aborted.
    """
    broken = update(run).where(run.c.run_id == begun.run_id)
    at = max(begun.started_at, now())
    with suppress(DBAPIError), writing(engine) as connection:
        connection.execute(broken.values(state=RunState.ABORTED, finished_at=at))


def last_response(engine: Engine) -> datetime | None:
    """Return when the last run received its last response; None where no run has received any.

    It is known before a run publishes, and a replay gives the time of the archive.
    """
    query = select(func.max(crawl_run.c.finished_at)).where(crawl_run.c.responses > 0)
    return read(engine, lambda connection: connection.execute(query).scalar())


def latest_crawls(engine: Engine) -> list[CrawlRun]:
    """Return each source's boards in the newest run that crawled the source."""
    newest = (
        select(crawl_run.c.source, func.max(crawl_run.c.run_id).label("run_id"))
        .group_by(crawl_run.c.source)
        .subquery()
    )
    same = (crawl_run.c.source == newest.c.source) & (crawl_run.c.run_id == newest.c.run_id)
    query = select(crawl_run).join(newest, same)
    found = read(engine, lambda connection: connection.execute(query).mappings().all())
    rows = [CrawlRun(**row) for row in found]
    return sorted(rows, key=lambda c: (c.source, c.board))


def boards_read(
    engine: Engine, source: str, within: timedelta, now: datetime
) -> dict[str, datetime]:
    """Return the boards of a source read completely less than `within` before `now`, and when.

    Only live runs that were judged count, and no times after `now` (UTC). A board without openings
    counts where other boards of its source had some. For a source without boards, a run of a part
    of it does not count: a few addresses are not the source.
    """
    crawl, judged = crawl_run.c, source_run.c
    part = judged.state == RunState.PART
    whole = (crawl.state == RunState.COMPLETE) & ~(part & (crawl.board == ""))
    bare = (crawl.state == RunState.EMPTY) & judged.state.in_(OTHERS_CAME)
    query = (
        select(crawl.board, func.max(crawl.started_at).label("at"))
        .join(run, run.c.run_id == crawl.run_id)
        .join(source_run, (judged.run_id == crawl.run_id) & (judged.source == crawl.source))
        .where(crawl.source == source, ~run.c.replayed, or_(whole, bare))
        .where(crawl.started_at > now - within, crawl.started_at <= now)
        .group_by(crawl.board)
    )
    rows = read(engine, lambda connection: connection.execute(query).all())
    return {row.board: row.at for row in rows}


def source_state(boards: Sequence[CrawlRun]) -> RunState:
    """Return the state of a source from its boards: complete only where nothing went wrong.

    A board without openings is no fault. A source without any posting is `empty`.
    """
    states = {board.state for board in boards}
    if states <= {RunState.COMPLETE, RunState.EMPTY}:
        return RunState.COMPLETE if RunState.COMPLETE in states else RunState.EMPTY
    return states.pop() if len(states) == 1 else RunState.PARTIAL


def _crawls(connection: Connection, where: Any) -> list[CrawlRun]:
    query = select(crawl_run).where(where).order_by(crawl_run.c.board)
    return [CrawlRun(**row) for row in connection.execute(query).mappings()]
