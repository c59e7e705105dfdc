"""A dry run: the whole run on a copy of the store, of which nothing is kept."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, select

from models.run import SourceRun
from models.tables import metadata
from models.vocab import RunState
from pipeline.config import Settings
from pipeline.errors import NoStoreError
from pipeline.operate.progress import Progress, silent
from pipeline.operate.run import RunOutcome, run
from pipeline.operate.run_request import RunRequest
from pipeline.operate.schedules.due import narrow_to_due
from pipeline.store.db.database import open_store, sqlite_file
from pipeline.store.db.existing import open_existing
from pipeline.store.db.writing import writing

BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Change:
    """What a run would do to a source's postings. `hold`: why it would be held, or empty."""

    source: str
    add: int
    change: int
    close: int
    expire: int
    reopen: int
    state: RunState
    hold: str


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a run would do, by source, and the exit code it would have."""

    changes: list[Change]
    outcome: RunOutcome


def dry_run(settings: Settings, order: RunRequest, progress: Progress = silent) -> DryRun | None:
    """Do a run on a copy of the store, and return what it would change; write nothing else.

    None where no source is due. The sites are asked as in any run. Another run may be at work
    meanwhile. Raises PaybandError.
    """
    with _copied(settings) as scratch:
        if order.due and not (order := narrow_to_due(scratch, order)).sources:
            return None
        outcome = run(scratch, order, progress)
    return DryRun([_change(outcome, source) for source in outcome.sources], outcome)


def _change(outcome: RunOutcome, source: SourceRun) -> Change:
    boards = outcome.crawls.get(source.source, [])
    return Change(
        source=source.source,
        add=sum(board.new for board in boards),
        change=sum(board.changed for board in boards),
        close=source.closed,
        expire=source.expired,
        reopen=source.opened,
        state=source.state,
        hold=(source.message or "") if source.state is RunState.HELD else "",
    )


@contextmanager
def _copied(settings: Settings) -> Iterator[Settings]:
    """Yield settings with a copy of the store, and folders that are removed at the end."""
    with tempfile.TemporaryDirectory(prefix="payband-dry-run-") as name:
        folder = Path(name)
        url = f"sqlite:///{folder}/payband.db"
        _copy(settings.database_url, url)
        yield settings.model_copy(
            update={
                "database_url": url,
                "rates_dir": settings.rates_folder,
                "archive_dir": folder / "archive",
                "exports_dir": folder / "exports",
                "reports_dir": folder / "reports",
                "retention_days": 0,
            }
        )


def _copy(url: str, target: str) -> None:
    """Copy a store, of either database, into a new SQLite store; an absent one is an empty one."""
    file = sqlite_file(url)
    copy = open_store(target)
    try:
        if file is not None and not file.exists():
            return
        source = open_existing(url)
    except NoStoreError:
        return
    finally:
        copy.dispose()
    try:
        _copy_rows(source, copy)
    finally:
        source.dispose()
        copy.dispose()


def _copy_rows(source: Engine, copy: Engine) -> None:
    """Copy every table in one transaction of each store: a consistent state, also in a run."""
    with _snapshot(source) as old, writing(copy) as new:
        for table in metadata.sorted_tables:
            for rows in old.execute(select(table)).mappings().partitions(BATCH):
                new.execute(insert(table), [dict(row) for row in rows])


@contextmanager
def _snapshot(source: Engine) -> Iterator[Connection]:
    level = {"isolation_level": "REPEATABLE READ"} if source.dialect.name == "postgresql" else {}
    with source.connect().execution_options(yield_per=BATCH, **level) as connection:
        yield connection
