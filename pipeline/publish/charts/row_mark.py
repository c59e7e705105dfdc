"""What is drawn in the row of a table: a box, a point with its interval, or a bar."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.publish.charts.axis import Axis


@dataclass(frozen=True, slots=True)
class RowMark:
    """The drawing of one row; all values are percent of the width, empty ones are not drawn.

    `line` is a thin line from end to end (p10 to p90, or an interval), `box` a filled one (the
    middle half, or a bar); `mark` is an upright stroke (the median), `dot` a circle; `zero` is a
    reference line. `hollow` boxes are not known well.
    """

    line: tuple[float, float] | None = None
    box: tuple[float, float] | None = None
    mark: float | None = None
    dot: float | None = None
    zero: float | None = None
    hollow: bool = False

    @property
    def box_width(self) -> float:
        """The width of the box."""
        return round(self.box[1] - self.box[0], 3) if self.box else 0.0


def span(axis: Axis, low: float | None, high: float | None) -> tuple[float, float] | None:
    """Return where a span stands; None where an end is unknown."""
    if low is None or high is None:
        return None
    return axis.place(low), axis.place(high)


def point(axis: Axis, value: float | None, low: float | None, high: float | None) -> RowMark:
    """Return a point with its interval, and the line of 0 where the scale has it."""
    zero = axis.place(0.0) if axis.values[0] < 0 < axis.values[-1] else None
    dot = None if value is None else axis.place(value)
    return RowMark(line=span(axis, low, high), dot=dot, zero=zero)


def bar(axis: Axis, value: float | None, low: float | None, high: float | None) -> RowMark:
    """Return a bar from the beginning of the scale, with the interval of its end."""
    box = None if value is None else (axis.place(axis.values[0]), axis.place(value))
    return RowMark(line=span(axis, low, high), box=box)


def known(values: Iterable[float | None]) -> list[float]:
    """Return the values that are known."""
    return [value for value in values if value is not None]
