"""Check a store for damage: broken pages, orphan rows, counts that do not add up."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, Table, func, inspect, select
from sqlalchemy import table as named
from sqlalchemy.exc import DatabaseError

from models.tables import FORMER_NAMES, crawl_run, job_posting, metadata, raw_posting
from models.vocab import RunState
from pipeline.store.db.database import schema_of, unusable

CHILDREN = ("salary_band", "issue")  # belong to a cleaned posting, the other tables to a raw one


def counts(engine: Engine) -> dict[str, int]:
    """Return the number of rows of each existing table, by the name that it has there."""
    with engine.connect() as connection:
        names = tables_there(connection)
        return {n: _count(connection, select(func.count()).select_from(named(n))) for n in names}


def tables_there(connection: Connection) -> list[str]:
    """Return the names of our tables that a database has; an older schema has former names."""
    former = () if schema_of(connection).at_head else FORMER_NAMES
    there = set(inspect(connection).get_table_names())
    return [n for n in (*(t.name for t in metadata.sorted_tables), *former) if n in there]


def check(engine: Engine, *, older_too: bool = False) -> list[str]:
    """Return the faults of a store as messages; an empty list where there are none.

    Runs the database's own check, and checks the revision of the schema (`older_too` accepts an
    older one), rows without a posting, and crawls where `seen` is not the sum of its parts.
    Changes nothing. Raises StoreError where the database cannot be read.
    """
    try:
        with engine.connect() as connection:
            found = list(_damage(connection))
            schema = schema_of(connection)
            if not schema.at_head:  # other columns: no further check is possible
                fine = older_too and schema.revision and schema.known
                return found if fine else [*found, f"schema: {schema}"]
            return [*found, *_orphans(connection), *_unbalanced(connection)]
    except DatabaseError as error:
        raise unusable(engine, error) from error


def _damage(connection: Connection) -> Iterator[str]:
    """Yield the faults that the database finds; PostgreSQL has to read every row."""
    if connection.dialect.name != "sqlite":
        for table in inspect(connection).get_table_names():
            connection.exec_driver_sql(f'SELECT count(t::text) FROM "{table}" AS t')  # noqa: S608  # a name from the catalogue
        return
    for row in connection.exec_driver_sql("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield f"integrity: {row[0]}"
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"{row[0]}: row {row[1]} refers to nothing in {row[2]}"


def _orphans(connection: Connection) -> Iterator[str]:
    for table in metadata.sorted_tables:
        if table is raw_posting or "posting_id" not in table.c:
            continue
        parent = job_posting if table.name in CHILDREN else raw_posting
        missing = ~select(parent.c.posting_id).where(_same(table, parent)).exists()
        if count := _count(connection, select(func.count()).select_from(table).where(missing)):
            yield f"{table.name}: {count} row(s) of a posting that {parent.name} doesn't have"


def _same(table: Table, parent: Table) -> ColumnElement[bool]:
    return table.c.posting_id == parent.c.posting_id


def _unbalanced(connection: Connection) -> Iterator[str]:
    c = crawl_run.c
    parts = c.new + c.changed + c.unchanged + c.quarantined + c.ruled_out
    query = select(c.run_id, c.source, c.board, c.seen, parts.label("sum")).where(
        c.seen != parts, c.state != RunState.RUNNING
    )
    for row in connection.execute(query):
        where = " ".join(filter(None, (row.run_id, row.source, row.board)))
        yield f"crawl_run: {where}: {row.seen} seen, {row.sum} accounted for"


def _count(connection: Connection, query: Select[Any]) -> int:
    return int(connection.execute(query).scalar_one())
