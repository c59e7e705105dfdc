"""A histogram as columns of an SVG: positions in percent of the width, heights in pixels."""

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.figures.histogram import Histogram
from pipeline.publish.charts.axis import Axis, Tick, axis

HEIGHT = 150
MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class ChartColumn:
    """One column: its left edge and width in percent, its top in pixels, and what it says."""

    x: float
    width: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class ColumnChart:
    """A histogram. `marks` are upright lines with a name, such as medians."""

    columns: tuple[ChartColumn, ...]
    ticks: tuple[Tick, ...]
    marks: tuple[Tick, ...]
    height: int = HEIGHT


def column_chart(
    histogram: Histogram, marks: dict[str, float | None], word: Callable[[float], str]
) -> ColumnChart:
    """Return the chart of a histogram; `word` writes an amount in short, `marks` are amounts."""
    scale = axis([histogram.edges[0], histogram.edges[-1]], MOST_TICKS)
    most = max(histogram.counts)
    spans = zip(histogram.edges, histogram.edges[1:], histogram.counts, strict=False)
    columns = [
        _column(scale, low, high, count / most, f"{word(low)} to {word(high)}: {count:,} jobs")
        for low, high, count in spans
        if count
    ]
    lines = [Tick(scale.place(at), name) for name, at in marks.items() if at is not None]
    return ColumnChart(tuple(columns), scale.ticks(word), tuple(lines))


def _column(scale: Axis, low: float, high: float, share: float, words: str) -> ChartColumn:
    x, end = scale.place(low), scale.place(high)
    return ChartColumn(x, round(end - x, 3), round(HEIGHT * (1 - share), 1), words)
