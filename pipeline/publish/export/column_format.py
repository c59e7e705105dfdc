"""Format the values of a column, each distinct value once."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

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
        self.format: Make = self.remembered.__getitem__

    def __call__(self, values: Sequence[Any]) -> Iterable[Any]:
        """Return the formatted values in their order."""
        if 2 * len(self.remembered) > max(len(values), MOST_VALUES // 10):
            self.format = self.make
            self.remembered.clear()
        return map(self.format, values)
