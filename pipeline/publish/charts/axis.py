"""The scale of a chart: round figures that span what is drawn."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

STEPS = (1, 2, 2.5, 5)
SMALLEST = -4
"""The power of ten of the smallest step: shares of 0.01%."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale: its position in percent of the width, and its label."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale from the first to the last of `values`, which are evenly spaced and round.

    `left` and `right` are where these two stand, in percent of the width.
    """

    values: tuple[float, ...]
    left: float = 0.0
    right: float = 100.0

    def place(self, value: float) -> float:
        """Return where a value stands, in percent of the width; beyond the scale at its end."""
        share = (value - self.values[0]) / (self.values[-1] - self.values[0])
        return round(self.left + (self.right - self.left) * min(1.0, max(0.0, share)), 3)

    def ticks(self, word: Callable[[float], str]) -> tuple[Tick, ...]:
        """Return the lines of the scale, labelled by `word`."""
        return tuple(Tick(self.place(value), word(value)) for value in self.values)


def axis(
    values: Iterable[float], most: int = 6, *, left: float = 0.0, right: float = 100.0
) -> Axis:
    """Return the axis of at most `most` lines that spans `values`, which must not be empty."""
    low, high = _ends(list(values))
    for step in _steps():
        first, last = math.floor(low / step), math.ceil(high / step)
        if last - first < most:
            break
    return Axis(tuple(n * step for n in range(first, last + 1)), left, right)


def _ends(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    if low == high:
        high = low + (abs(low) / 100 or 1.0)
    return low, high


def _steps() -> Iterator[float]:
    """Yield 1, 2, 2.5, 5, 10, 20, 25, 50, 100 and so on, from the smallest."""
    for power in count(SMALLEST):
        for step in STEPS:
            yield step * 10.0**power
