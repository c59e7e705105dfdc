"""Audit the raw postings of the store (`payband audit`)."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Engine

from models.same import SameJob
from pipeline.filters.filters import NONE, Filters
from pipeline.fx.rates import SHIPPED, Rates
from pipeline.operate.tables.audit import audit_read
from pipeline.operate.tables.clean_table import TableOptions
from pipeline.operate.tables.store_table import store_table
from pipeline.publish.audit.audit import Audit
from pipeline.publish.export.rows import fitting_postings
from pipeline.store.duplicates.same_job import marked_duplicates
from pipeline.tables.read import recognized


def audit_store(
    engine: Engine,
    rates: Rates = SHIPPED,
    options: TableOptions | None = None,
    filters: Filters = NONE,
) -> Audit:
    """Return the audit of the raw postings in a store: all, or those that fit as cleaned.

    Its duplicates are those that the store marks: it knows when each posting was listed, so that
    it finds postings that a board listed anew, which their rows alone don't show.
    """
    read = recognized(store_table(engine, filters))
    return audit_read(read, rates, options or TableOptions(), jobs=_duplicates(engine, filters))


def _duplicates(engine: Engine, filters: Filters) -> Mapping[str, SameJob]:
    """Return the duplicates among the postings that fit; the first of a job may not be there."""
    marked = marked_duplicates(engine)
    if not filters:
        return marked
    with engine.connect() as connection:
        fitting = sorted(connection.execute(fitting_postings(connection, filters)).scalars())
    firsts: dict[str, str] = {posting: posting for posting in fitting if posting not in marked}
    found = {}
    for posting in (posting for posting in fitting if posting in marked):
        first = firsts.setdefault(marked[posting].duplicate_of, posting)
        if first != posting:
            found[posting] = replace(marked[posting], duplicate_of=first)
    return found
