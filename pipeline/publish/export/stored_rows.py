"""Read the rows of a query as the database has them.

An export formats each distinct value of a column once, so no value is converted before.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Float, Select, type_coerce
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.types import NullType, TypeEngine

from models.types import TEXT, Joined, Money, VocabularyText
from pipeline.errors import StoreError
from pipeline.publish.export.column_format import BATCH, Column, Decode, Row, StoredRows
from pipeline.publish.export.copied_rows import UNKNOWN, copied_rows, copy_decoder

SIMPLE: dict[type, TypeEngine[Any]] = {Joined: TEXT, VocabularyText: TEXT, Money: Float(53)}
Query = Callable[[Connection], Select[Any]]


def stored_rows(engine: Engine, query: Query, kinds: Sequence[TypeEngine[Any]]) -> StoredRows:
    """Return the rows of a query of `as_stored` columns, which have these `kinds`.

    Raises StoreError, while the batches are read, where the store cannot be read.
    """
    is_copied = engine.dialect.name == "postgresql"
    decode = partial(copy_decoder if is_copied else _decoder, dialect=engine.dialect)
    return StoredRows(
        _read(engine, query, copied_rows if is_copied else _fetched),
        [decode(kind) for kind in kinds],
        [decode(SIMPLE.get(type(kind), kind)) for kind in kinds],
        UNKNOWN if is_copied else None,
    )


def as_stored(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return a column without the conversion of its type."""
    return type_coerce(column, NullType)


def _decoder(kind: TypeEngine[Any], dialect: Dialect) -> Decode | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)


def _fetched(connection: Connection, query: Select[Any]) -> Iterator[Sequence[Row]]:
    cursor = connection.execute(query).cursor  # rows come as they are fetched
    while rows := cursor.fetchmany(BATCH):
        yield rows


def _read(
    engine: Engine,
    query: Query,
    read: Callable[[Connection, Select[Any]], Iterator[Sequence[Row]]],
) -> Iterator[Sequence[Column]]:
    drivers_error: type[Exception] = getattr(engine.dialect.dbapi, "Error", DBAPIError)
    try:
        with engine.connect() as connection:
            for rows in read(connection, query(connection)):
                yield list(zip(*rows, strict=True))
    except (SQLAlchemyError, drivers_error) as error:
        raise StoreError(f"the store cannot be read: {getattr(error, 'orig', error)}") from error
