"""The raw postings of a store as a table; parts of it are ranges of posting ids."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Engine, select

from models.raw import RawPosting
from models.tables import raw_posting
from models.value_text import json_text, pay_text, utc_text
from pipeline.errors import StoreError
from pipeline.filters.filters import NONE, Filters
from pipeline.publish.export.rows import fitting_postings
from pipeline.store.db.same_database import opened, sent_url
from pipeline.store.postings.key_ranges import KeyRange, key_ranges
from pipeline.store.raw_content import RAW_FIELDS, raw_from_row
from pipeline.tables.reading.table import Table

ROWS = 500
"""Postings of the store that are read at once."""


def store_table(engine: Engine, filters: Filters = NONE) -> Table:
    """Return the raw postings of a store as a table, in the order of their ids."""

    def rows() -> Iterator[tuple[str, ...]]:
        query = select(raw_posting).order_by(raw_posting.c.posting_id)
        with engine.connect() as connection:
            if filters:
                fitting = fitting_postings(connection, filters)
                query = query.where(raw_posting.c.posting_id.in_(fitting))
            streamed = connection.execution_options(yield_per=ROWS).execute(query)
            for row in streamed.mappings():
                yield _cells(raw_from_row(row))

    def ranges(size: int) -> Iterator[StorePart] | None:
        url = sent_url(engine)
        if url is None or filters:
            return None
        return (StorePart(url, ids) for ids in key_ranges(engine, select(raw_posting), size))

    # each board wrote its own days; they are read as when the posting was stored
    return Table("the store", "raw postings", RAW_FIELDS, rows, ranges=ranges, one_writer=False)


@dataclass(frozen=True, slots=True)
class StorePart:
    """The raw postings of one range of ids, in a database that other machines reach."""

    url: str
    ids: KeyRange

    @property
    def count(self) -> int:
        """How many postings there were when the ranges were made."""
        return self.ids.count

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Read the postings. Raises StoreError where some came or went meanwhile."""
        engine = opened(self.url)
        try:
            with engine.connect() as connection:
                found = connection.execute(self.ids.of(select(raw_posting))).mappings().all()
        finally:
            engine.dispose()
        if len(found) != self.count:
            raise StoreError("the store was changed while it was read: run the command again")
        return (_cells(raw_from_row(row)) for row in found)


def _cells(raw: RawPosting) -> tuple[str, ...]:
    values = {name: getattr(raw, name) for name in RAW_FIELDS}
    values["salary_fields"] = pay_text(raw.salary_fields) if raw.salary_fields else ""
    values["extra"] = json_text(raw.extra) if raw.extra else ""
    values["fetched_at"] = utc_text(raw.fetched_at) if raw.fetched_at else ""
    return tuple(values[name] for name in RAW_FIELDS)
