"""Collect rows into typed columns, batch by batch, so that a million rows stay small."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.figures.inference.quantiles import Ints
from pipeline.figures.job import categorical

PART = 50_000
FIRST = 8_192
Array = npt.NDArray[Any]


class ColumnReader(ABC):
    """One column; `add` takes the values of a batch, None for unknown.

    Values are held in one array that doubles when it is full: many small ones would leave holes
    in the memory of the process.
    """

    dtype: ClassVar[Any]

    def __init__(self) -> None:
        self.held: Array = np.empty(0, dtype=self.dtype)
        self.size = 0

    def add(self, values: Sequence[Any]) -> None:
        """Add the values of a batch."""
        array = self.read(values)
        whole, kind = self.size + len(array), np.promote_types(self.held.dtype, array.dtype)
        if whole > len(self.held) or kind != self.held.dtype:
            larger = np.empty(max(FIRST, whole, 2 * self.size), dtype=kind)
            larger[: self.size] = self.held[: self.size]
            self.held = larger
        self.held[self.size : whole] = array
        self.size = whole

    @abstractmethod
    def read(self, values: Sequence[Any]) -> Array:
        """Return the values of a batch as an array."""

    @abstractmethod
    def column(self, order: Ints | None = None) -> Any:
        """Return all values as a column of a frame, in this order; they are let go."""

    def taken(self, order: Ints | None) -> Array:
        """Return the array of all values in this order, None: as added; it is let go."""
        whole = self.held[: self.size]
        self.held, self.size = np.empty(0, dtype=self.dtype), 0
        return whole.copy() if order is None else whole[order]


class _Codes(dict[Any, int]):
    """Gives each new word the next number; None and "" are -1."""

    def __init__(self) -> None:
        super().__init__({None: -1, "": -1})

    def __missing__(self, word: Any) -> int:
        code = self[word] = len(self) - 2
        return code


class TextReader(ColumnReader):
    """Texts as a category: each distinct text is held once. Empty text is unknown.

    Codes are held in the smallest integers that hold them: most columns have few words.
    """

    dtype = np.int8

    def __init__(self) -> None:
        super().__init__()
        self.words = _Codes()

    def read(self, values: Sequence[Any]) -> Array:
        """Return a code for each value."""
        codes = np.fromiter(map(self.words.__getitem__, values), np.int32, len(values))
        return codes.astype(np.min_scalar_type(-len(self.words)))

    def stated(self) -> list[Any]:
        """Return the word of each code."""
        return [word for word, code in self.words.items() if code >= 0]

    def column(self, order: Ints | None = None) -> Any:
        """Return a category whose words are in alphabetical order."""
        return categorical(self.taken(order), self.stated())


class IdReader(ColumnReader):
    """ASCII ids as text; they are not held as objects."""

    dtype = "S1"

    def read(self, values: Sequence[Any]) -> Array:
        """Return the ids as bytes."""
        return np.array(values, dtype="S")

    def order(self) -> Ints | None:
        """Return the alphabetical order of all ids; None where that is how they were added."""
        ids = self.held[: self.size]
        if (ids[1:] >= ids[:-1]).all():
            return None
        return np.argsort(ids, kind="stable")

    def column(self, order: Ints | None = None) -> Any:
        """Return an array of text."""
        ids = self.taken(order)
        parts = [
            pd.Index([each.decode() for each in ids[at : at + PART].tolist()], dtype="str")
            for at in range(0, max(1, len(ids)), PART)
        ]
        return parts[0].append(parts[1:]).array


class NumberReader(ColumnReader):
    """Numbers, as float64; unknown is not a number."""

    dtype = np.float64

    def read(self, values: Sequence[Any]) -> Array:
        """Return the numbers."""
        return np.array(values, dtype=np.float64)

    def column(self, order: Ints | None = None) -> Any:
        """Return an array of float64."""
        return self.taken(order)


class BoolReader(ColumnReader):
    """Yes or no, as `boolean`."""

    dtype = np.int8

    def read(self, values: Sequence[Any]) -> Array:
        """Return 1, 0, or -1 for unknown."""
        return np.array([-1 if value is None else value for value in values], dtype=np.int8)

    def column(self, order: Ints | None = None) -> Any:
        """Return a nullable boolean array."""
        numbers = self.taken(order)
        return pd.arrays.BooleanArray(numbers == 1, numbers < 0)


class TimeReader(TextReader):
    """Days and instants, as datetime64[us] in UTC without a zone; each distinct one is read once.

    Values are ISO 8601 text, dates or aware datetimes.
    """

    def column(self, order: Ints | None = None) -> Any:
        """Return an array of datetime64[us]."""
        times = pd.to_datetime(pd.Series(self.stated(), dtype="object"), utc=True, format="ISO8601")
        each = times.dt.tz_localize(None).to_numpy().astype("datetime64[us]")
        return np.append(each, np.datetime64("NaT", "us"))[self.taken(order)]


def read_frame(
    batches: Iterable[Sequence[Sequence[Any]]], readers: dict[str, ColumnReader]
) -> pd.DataFrame:
    """Return the rows of `batches` as a frame with the columns of `readers`, in their order.

    Where there is a column of ids, rows are in the order of it; otherwise as they came.
    """
    for batch in batches:
        for reader, values in zip(readers.values(), zip(*batch, strict=True), strict=True):
            reader.add(values)
    ids = next((reader for reader in readers.values() if isinstance(reader, IdReader)), None)
    order = None if ids is None else ids.order()
    return pd.DataFrame({name: each.column(order) for name, each in readers.items()}, copy=False)
