"""Read the rows of a query as the database has them.

An export formats each distinct value of a column once, so no value is converted before.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Float, Select, type_coerce
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.types import NullType, TypeEngine

from models.types import TEXT, Joined, Money, VocabularyText
from pipeline.errors import StoreError
from pipeline.publish.export.column_format import ColumnFormat
from pipeline.publish.export.copied_rows import UNKNOWN, copied_rows, copy_decoder

BATCH = 5_000
SIMPLE: dict[type, TypeEngine[Any]] = {Joined: TEXT, VocabularyText: TEXT, Money: Float(53)}
Row = Sequence[Any]
Column = Sequence[Any]
Decode = Callable[[Any], Any]
Query = Callable[[Connection], Select[Any]]


@dataclass(frozen=True, slots=True)
class StoredRows:
    """Rows with the database's own values, in batches; a batch is a sequence of whole columns.

    `decoders` has a function for each column that gives the value of the record. Those of `simple`
    give a value that is cheaper to make and is written in the same way: text for words, a float for
    an amount. None means the value itself. `unknown` is the value that stands for NULL. Rows that
    are not from a store (`in_columns`) have values of the record.
    """

    batches: Iterator[Sequence[Column]]
    decoders: Sequence[Decode | None]
    simple: Sequence[Decode | None]
    unknown: Any
    are_stored: bool = True

    def decoded(self) -> Iterator[Row]:
        """Yield the rows with the values of the record."""
        for batch in self.formatted(self.decoders):
            yield from zip(*batch, strict=True)

    def formatted(self, makes: Sequence[Decode | None]) -> Iterator[list[Iterable[Any]]]:
        """Yield the batches with the results of a function for each column."""
        formats = [iter if make is None else ColumnFormat(make) for make in makes]
        for batch in self.batches:
            yield [form(column) for form, column in zip(formats, batch, strict=True)]


def in_columns(rows: Iterable[Row], width: int) -> StoredRows:
    """Return rows of the record's values, `width` of them each, in the same form."""
    batches = (list(zip(*batch, strict=True)) for batch in _batches(rows))
    return StoredRows(batches, [None] * width, [None] * width, None, are_stored=False)


def after(decode: Decode | None, make: Decode) -> Decode:
    """Return the function that decodes a value and then makes something of it."""
    return make if decode is None else lambda value: make(decode(value))


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        yield batch


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
