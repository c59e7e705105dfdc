"""Rows of a store's history: each posting from one change to the next, of words or of status."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.exc import SQLAlchemyError

from models.history_row import HistoryRow
from models.record import columns
from models.tables import posting_version, raw_posting, status_change
from pipeline.errors import StoreError

COLUMNS = tuple(c.name for c in columns(HistoryRow))
WORDS = ("title", "company", "location", "salary", "posted", "url")
BATCH = 2_000
Event = tuple[datetime, int, Any]


def history_rows(engine: Engine) -> Iterator[tuple[Any, ...]]:
    """Yield rows with the columns of HistoryRow, by posting and time.

    Memory does not grow with their number. Raises StoreError where the store cannot be read.
    """
    try:
        with engine.connect() as first, engine.connect() as second:
            changes = groupby(first.execution_options(yield_per=BATCH).execute(_statuses()), _id)
            versions = groupby(second.execution_options(yield_per=BATCH).execute(_versions()), _id)
            status_of = _by_posting(changes)
            for posting_id, rows in versions:
                yield from _periods(list(rows), status_of(posting_id))
    except SQLAlchemyError as error:
        raise StoreError(f"the store cannot be read: {getattr(error, 'orig', error)}") from error


_id = itemgetter(0)


def _versions() -> Any:
    raw = raw_posting.c
    own = [raw[name] for name in ("source", "source_key", *WORDS)]
    version = posting_version.c
    return (
        select(version.posting_id, version.n, version.at, version.was, *own)
        .join_from(posting_version, raw_posting, raw.posting_id == version.posting_id)
        .order_by(version.posting_id, version.n)
    )


def _statuses() -> Any:
    change = status_change.c
    query = select(change.posting_id, change.n, change.at, change.status)
    return query.order_by(change.posting_id, change.n)


def _by_posting(groups: Iterable[tuple[str, Iterable[Any]]]) -> Any:
    """Return a function that gives the changes of a posting; it is asked in order of the ids."""
    left = iter(groups)
    ahead: list[tuple[str, list[Any]]] = []

    def changes_of(posting_id: str) -> list[Any]:
        while not ahead or ahead[0][0] < posting_id:
            ahead.clear()
            group = next(left, None)
            if group is None:
                return []
            ahead.append((group[0], list(group[1])))
        return ahead[0][1] if ahead[0][0] == posting_id else []

    return changes_of


def _periods(versions: Sequence[Any], statuses: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    words = _worded(versions)
    said: list[Event] = [(row.at, row.n, words[row.n]) for row in versions]
    held: list[Event] = [(row.at, row.n, row.status) for row in statuses]
    starts = sorted({at for at, _, _ in (*said, *held)})
    for start, end in zip(starts, [*starts[1:], None], strict=True):
        _, version, texts = _at(said, start)
        status = _at(held, start)[2] if held else None
        own = versions[0]
        values = {**texts, "status": status, "version": version, "valid_from": start}
        values |= {"valid_to": end, "posting_id": own.posting_id}
        values |= {"source": own.source, "source_key": own.source_key}
        yield tuple(values[name] for name in COLUMNS)


def _at(events: Sequence[Event], moment: datetime) -> Event:
    """Return the last event up to a moment, or else the first one."""
    return next((each for each in reversed(events) if each[0] <= moment), events[0])


def _worded(versions: Sequence[Any]) -> dict[int, Mapping[str, Any]]:
    """Return the words of each version: the newest are the posting's, earlier ones follow."""
    texts = {name: getattr(versions[-1], name) or None for name in WORDS}
    found: dict[int, Mapping[str, Any]] = {}
    for row in reversed(versions):
        found[row.n] = texts
        texts = texts | {name: row.was[name] or None for name in WORDS if name in row.was}
    return found
