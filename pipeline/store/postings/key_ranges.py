"""Cut a query of postings into ranges of their ids, which several processes read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, Select, func, select

from models.tables import raw_posting
from pipeline.store.db.transactions import read

ID = raw_posting.c.posting_id


@dataclass(frozen=True, slots=True)
class KeyRange:
    """Posting ids behind `after`, up to and with `upto`; `count` of them are in the query."""

    after: str
    upto: str
    count: int

    def of(self, query: "Select[Any]") -> "Select[Any]":
        """Return the query for this range only, in the order of the ids."""
        return query.where(self.after < ID, self.upto >= ID).order_by(ID)


def key_ranges(engine: Engine, query: "Select[Any]", size: int) -> Iterator[KeyRange]:
    """Yield ranges with `size` postings of a query each, the last one with the rest."""
    ids, after = query.with_only_columns(ID), ""
    while True:
        left = ids.where(after < ID).order_by(ID).limit(size).subquery()
        upto, count = _end(engine, select(func.max(left.c.posting_id), func.count()))
        if not count:
            return
        yield KeyRange(after, upto, count)
        after = upto


def _end(engine: Engine, query: Any) -> tuple[Any, ...]:
    return read(engine, lambda connection: tuple(connection.execute(query).one()))
