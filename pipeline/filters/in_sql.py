"""Filters as a condition of a SQL query."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, true

from models.tables import LIFE_COLUMNS, job_posting, posting_life
from models.vocab import SalaryStatus
from pipeline.filters.alike import meant
from pipeline.filters.filters import Filters
from pipeline.store.db.arrays import in_values

ColumnOf = Callable[[str], ColumnElement[Any]]


def condition(filters: Filters, connection: Connection, column_of: ColumnOf) -> ColumnElement[bool]:
    """Return the condition that a row fits the filters; `column_of` gives its columns by name.

    The words are compared in Python with the distinct values of the store, so that both databases
    find the same. Raises UsageError for a city or an employer that no posting has.
    """
    return and_(true(), *_parts(filters, connection, column_of))


def _parts(
    filters: Filters, connection: Connection, column_of: ColumnOf
) -> Iterator[ColumnElement[bool]]:
    for name, words in filters.words.items():
        values = meant(name, words, _distinct(connection, name))
        yield in_values(connection, column_of(name), sorted(values))
    if filters.since is not None:
        midnight = datetime.combine(filters.since, time.min, UTC)
        posted = column_of("posted_on")
        unknown = and_(posted.is_(None), column_of("first_seen") >= midnight)
        yield or_(posted >= filters.since, unknown)
    if filters.min_pay is not None:
        pay = func.coalesce(column_of("annual_max_usd"), column_of("annual_min_usd"))
        yield and_(column_of("salary_status") == SalaryStatus.OK, pay >= filters.min_pay)


def _distinct(connection: Connection, name: str) -> list[str]:
    column = (posting_life if name in LIFE_COLUMNS else job_posting).c[name]
    found = connection.execute(select(column).where(column.is_not(None)).distinct())
    return [str(value) for value in found.scalars()]
