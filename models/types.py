"""Column types: how SQLite (STRICT tables) and PostgreSQL store each kind of value."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

from sqlalchemy import REAL, Boolean, Date, DateTime, Integer, Numeric, Text, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeEngine

from models.raw import PayField
from models.value_text import JOINER, JsonText, json_text, pay_text, plain, utc_text

# Otherwise PostgreSQL sorts text by the language of the database, so the order would differ.
TEXT = Text().with_variant(Text(collation="C"), "postgresql")


Bind = Callable[[Any], Any]
Value = TypeVar("Value")


class _ConvertedForSqlite(TypeDecorator[Value]):
    """A value that SQLite's driver gets in another form; PostgreSQL's takes it as it is."""

    for_sqlite: ClassVar["staticmethod[[Any], Any]"]
    """The conversion of a value for SQLite's driver."""

    def bind_processor(self, dialect: Dialect) -> Bind | None:
        """Return the conversion of a value for the driver, None for none.

        That of TypeDecorator takes longer than the conversion: a batch has thousands.
        """
        if dialect.name != "sqlite":
            return None
        convert = self.for_sqlite
        return lambda value: None if value is None else convert(value)

    def process_bind_param(self, value: Value | None, dialect: Dialect) -> Any:
        """Return the value for the driver, where it is written into a statement."""
        convert = self.bind_processor(dialect)
        return convert(value) if convert else value


class Money(_ConvertedForSqlite[Decimal]):
    """An amount of at most 15 digits, 4 of them decimals: NUMERIC(20, 4) in PostgreSQL.

    SQLite has REAL: the shortest text of a double is the exact amount.
    """

    impl = Numeric
    cache_ok = True
    for_sqlite = staticmethod(float)

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the column type of the dialect."""
        return REAL() if dialect.name == "sqlite" else Numeric(20, 4)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """Return a Decimal without trailing zeros."""
        return None if value is None else plain(Decimal(str(value)))


class Utc(_ConvertedForSqlite[datetime]):
    """An instant: TIMESTAMPTZ in PostgreSQL; in SQLite the text `2026-10-28T06:00:00Z`."""

    impl = DateTime
    cache_ok = True
    for_sqlite = staticmethod(utc_text)

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the column type of the dialect."""
        return Text() if dialect.name == "sqlite" else DateTime(timezone=True)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Return an aware datetime in UTC."""
        if isinstance(value, str):
            return datetime.fromisoformat(value)
        return None if value is None else value.astimezone(UTC)


class Day(_ConvertedForSqlite[date]):
    """A calendar day: DATE in PostgreSQL; in SQLite the text `2026-10-28`."""

    impl = Date
    cache_ok = True
    for_sqlite = staticmethod(date.isoformat)

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the column type of the dialect."""
        return Text() if dialect.name == "sqlite" else Date()

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        """Return a date."""
        return date.fromisoformat(value) if isinstance(value, str) else value


class Flagged(_ConvertedForSqlite[bool]):
    """True or false: BOOLEAN in PostgreSQL; 1 or 0 in SQLite, as STRICT tables require."""

    impl = Boolean
    cache_ok = True
    for_sqlite = staticmethod(int)

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the column type of the dialect."""
        return Integer() if dialect.name == "sqlite" else Boolean()

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:
        """Return a bool."""
        return None if value is None else bool(value)


class Joined(TypeDecorator[tuple[str, ...]]):
    """Several words in one text, joined by `; `; "" for no words."""

    impl = TEXT
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        """Return the value for the driver."""
        return None if value is None else JOINER.join(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:
        """Return the words."""
        return tuple(value.split(JOINER)) if value else ()


class VocabularyText(TypeDecorator[StrEnum]):
    """A word of a vocabulary, as text."""

    impl = TEXT
    cache_ok = True

    def __init__(self, vocabulary: type[StrEnum]) -> None:
        super().__init__()
        self.vocabulary = vocabulary

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """Return the value for the driver."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """Return the word."""
        return None if value is None else self.vocabulary(value)


class Json(TypeDecorator[Any]):
    """A structure as JSON text with sorted keys, so that equal content gives equal bytes."""

    impl = TEXT
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Return the value for the driver."""
        return value if value is None or isinstance(value, JsonText) else json_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Return the structure."""
        return None if value is None else json.loads(value)


class PayFields(TypeDecorator[tuple[PayField, ...]]):
    """A source's own pay structure as a JSON list, without empty values."""

    impl = TEXT
    cache_ok = True

    def process_bind_param(
        self, value: "tuple[PayField, ...] | JsonText | None", dialect: Dialect
    ) -> str | None:
        """Return the value for the driver."""
        return value if value is None or isinstance(value, JsonText) else pay_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[PayField, ...]:
        """Return the fields."""
        return tuple(PayField(**given) for given in json.loads(value or "[]"))
