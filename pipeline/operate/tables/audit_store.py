"""Audit the raw postings of the store (`payband audit`)."""

from sqlalchemy import Engine

from pipeline.filters.filters import NONE, Filters
from pipeline.fx.rates import SHIPPED, Rates
from pipeline.operate.tables.audit import audit_read
from pipeline.operate.tables.clean_table import TableOptions
from pipeline.operate.tables.store_table import store_table
from pipeline.publish.audit.audit import Audit
from pipeline.tables.read import recognized


def audit_store(
    engine: Engine,
    rates: Rates = SHIPPED,
    options: TableOptions | None = None,
    filters: Filters = NONE,
) -> Audit:
    """Return the audit of the raw postings in a store: all, or those that fit as cleaned."""
    read = recognized(store_table(engine, filters))
    return audit_read(read, rates, options or TableOptions())
