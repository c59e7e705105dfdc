"""Format the values of a column, each distinct value once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.batches import batches

BATCH = 5_000
Row = Sequence[Any]
Column = Sequence[Any]
Decode = Callable[[Any], Any]

MOST_VALUES = 20_000
"""Distinct values of a column that are kept, so that memory does not grow with the rows."""

Make = Callable[[Any], Any]


class Remembered(dict[Any, Any]):
    """The results of a function by its argument; it starts anew when it is full."""

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, value: Any) -> Any:
        """Compute the result and keep it."""
        if len(self) >= MOST_VALUES:
            self.clear()
        made = self[value] = self.make(value)
        return made


class ColumnFormat:
    """Formats a column batch by batch.

    Most columns repeat their values: looking a result up takes a tenth of making it. A column
    that seldom repeats them (ids, addresses) is formatted without looking.
    """

    def __init__(self, make: Make) -> None:
        self.make = make
        self.remembered = Remembered(make)
        self.seen = 0
        self.format: Make = self.remembered.__getitem__

    def __call__(self, values: Sequence[Any]) -> Iterable[Any]:
        """Return the formatted values in their order."""
        if 2 * len(self.remembered) > max(self.seen, MOST_VALUES // 10):
            self.format = self.make
            self.remembered.clear()
        self.seen += len(values)
        return map(self.format, values)


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
    columns = (list(zip(*batch, strict=True)) for batch in batches(rows, BATCH))
    return StoredRows(columns, [None] * width, [None] * width, None, are_stored=False)


def after(decode: Decode | None, make: Decode) -> Decode:
    """Return the function that decodes a value and then makes something of it."""
    return make if decode is None else lambda value: make(decode(value))
