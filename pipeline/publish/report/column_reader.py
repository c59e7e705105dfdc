"""Collect rows into typed columns, batch by batch, so that a million rows stay small."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from pipeline.figures.job import categorical

PART = 50_000


class ColumnReader(ABC):
    """One column; `add` takes the values of a batch, None for unknown."""

    def __init__(self) -> None:
        self.parts: list[Any] = []

    @abstractmethod
    def add(self, values: Sequence[Any]) -> None:
        """Add the values of a batch."""

    @abstractmethod
    def column(self) -> Any:
        """Return all values, as a column of a frame."""

    def joined(self, dtype: Any) -> Any:
        """Return the parts as one array; they are let go."""
        whole = np.concatenate(self.parts) if self.parts else np.empty(0, dtype=dtype)
        self.parts = []
        return whole


class TextReader(ColumnReader):
    """Texts as a category: each distinct text is held once. Empty text is unknown."""

    def __init__(self) -> None:
        super().__init__()
        self.words: dict[Any, int] = {None: -1, "": -1}

    def add(self, values: Sequence[Any]) -> None:
        """Add the values of a batch."""
        words = self.words
        codes = [words.setdefault(value, len(words) - 2) for value in values]
        self.parts.append(np.asarray(codes, dtype=np.int32))

    def column(self) -> Any:
        """Return a category whose words are in alphabetical order."""
        return categorical(
            self.joined(np.int32), [w for w, code in self.words.items() if code >= 0]
        )


class IdReader(ColumnReader):
    """ASCII ids that are all different, as a category; they are not held as objects."""

    def add(self, values: Sequence[Any]) -> None:
        """Add the values of a batch."""
        self.parts.append(np.array(values, dtype="S"))

    def column(self) -> Any:
        """Return a category whose ids are in alphabetical order."""
        ids, codes = np.unique(self.joined("S1"), return_inverse=True)
        parts = [
            pd.Index([each.decode() for each in ids[at : at + PART].tolist()], dtype="str")
            for at in range(0, max(1, len(ids)), PART)
        ]
        return pd.Categorical.from_codes(codes, parts[0].append(parts[1:]))


class NumberReader(ColumnReader):
    """Numbers, as float64; unknown is not a number."""

    def add(self, values: Sequence[Any]) -> None:
        """Add the values of a batch."""
        self.parts.append(np.array(values, dtype=np.float64))

    def column(self) -> Any:
        """Return an array of float64."""
        return self.joined(np.float64)


class BoolReader(NumberReader):
    """Yes or no, as `boolean`."""

    def column(self) -> Any:
        """Return a nullable boolean array."""
        numbers = self.joined(np.float64)
        return pd.arrays.BooleanArray(numbers == 1, np.isnan(numbers))


class TimeReader(TextReader):
    """Days and instants, as datetime64[us] in UTC without a zone; each distinct one is read once.

    Values are ISO 8601 text, dates or aware datetimes.
    """

    def column(self) -> Any:
        """Return an array of datetime64[us]."""
        stated = [word for word, code in self.words.items() if code >= 0]
        times = pd.to_datetime(pd.Series(stated, dtype="object"), utc=True, format="ISO8601")
        each = times.dt.tz_localize(None).to_numpy().astype("datetime64[us]")
        return np.append(each, np.datetime64("NaT", "us"))[self.joined(np.int32)]


def read_frame(
    batches: Iterable[Sequence[Sequence[Any]]], readers: dict[str, ColumnReader]
) -> pd.DataFrame:
    """Return the rows of `batches` as a frame with the columns of `readers`, in their order."""
    for batch in batches:
        for reader, values in zip(readers.values(), zip(*batch, strict=True), strict=True):
            reader.add(values)
    return pd.DataFrame({name: reader.column() for name, reader in readers.items()}, copy=False)
