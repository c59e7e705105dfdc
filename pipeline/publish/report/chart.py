"""Lay out the report's chart: a bar per role from p25 to p75, with the median on it.

Widths are in percent and heights in pixels, so that the chart fits any screen and its text keeps
its size. A role's name is above its bar. A level's name is in the left margin, its median in the
right one. The template draws the chart.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from pipeline.publish.report.statistics import Cell

STEPS = (1, 2, 2.5, 5)
MOST_TICKS = 6
TOP = 26  # the scale
ROLE_HEIGHT = 44
LEVEL_HEIGHT = 22
GAP = 14  # before the next role
LEFT, RIGHT = 20, 86  # the area of the bars, in percent


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale: its position in percent, and its label."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `y` is the top of its row in pixels; the other values are percent of the width."""

    name: str
    part: bool
    label: str
    median: str
    span: str
    postings: int
    y: int
    x: float
    width: float
    tick: float


@dataclass(frozen=True, slots=True)
class Chart:
    """The chart; it is empty where no role has enough postings."""

    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    height: int


def chart(cells: Iterable[Cell]) -> Chart:
    """Return the chart of all cells with figures: all postings, each role, and its levels."""
    drawn = [c for c in cells if c.shown and c.grain in ("all", "role", "role_level")]
    if not drawn:
        return Chart((), (), 0)
    scale = _scale(drawn)
    bars: list[Bar] = []
    y = TOP - GAP
    for cell in _in_order(drawn):
        part = cell.grain == "role_level"
        y += 0 if part else GAP
        bars.append(_bar(cell, scale, y))
        y += LEVEL_HEIGHT if part else ROLE_HEIGHT
    return Chart(_ticks(scale), tuple(bars), y)


def short(dollars: float) -> str:
    """Return dollars in short form: $950, $152k, $1.25M."""
    if dollars < 1_000:
        return f"${dollars:,.0f}"
    if dollars < 999_500:
        return f"${dollars / 1_000:,.0f}k"
    return f"${dollars / 1_000_000:.2f}".rstrip("0").rstrip(".") + "M"


def _in_order(cells: Sequence[Cell]) -> list[Cell]:
    """Return the cell of all first, then roles by falling median, each followed by its levels."""
    medians = {c.role: c.median_usd or 0 for c in cells if c.grain == "role"}
    known = [c for c in cells if c.role is None or c.role in medians]
    return sorted(known, key=lambda c: (c.role is not None, -medians.get(c.role, 0), c.role or ""))


def _scale(cells: Sequence[Cell]) -> list[float]:
    """Return evenly spaced round figures that span all bars."""
    low = min(c.p25_usd or 0 for c in cells)
    high = max(low + 1, *(c.p75_usd or 0 for c in cells))
    for step in _steps():
        first, last = math.floor(low / step), math.ceil(high / step)
        if last - first < MOST_TICKS:
            break
    return [n * step for n in range(first, last + 1)]


def _steps() -> Iterator[float]:
    """Yield 1, 2, 2.5, 5, 10, 20, 25, 50, 100 and so on."""
    for power in count():
        for step in STEPS:
            yield step * 10.0**power


def _ticks(scale: Sequence[float]) -> tuple[Tick, ...]:
    return tuple(Tick(_place(value, scale), short(value)) for value in scale)


def _bar(cell: Cell, scale: Sequence[float], y: int) -> Bar:
    low, median, high = (float(v or 0) for v in (cell.p25_usd, cell.median_usd, cell.p75_usd))
    x, end = _place(low, scale), _place(high, scale)
    part = cell.grain == "role_level"
    return Bar(
        name=(cell.level if part else cell.role) or "All roles",
        part=part,
        label=cell.label,
        median=short(median),
        span=f"{short(low)} to {short(high)}",
        postings=cell.postings or 0,
        y=y,
        x=x,
        width=round(end - x, 3),
        tick=_place(median, scale),
    )


def _place(value: float, scale: Sequence[float]) -> float:
    share = (value - scale[0]) / (scale[-1] - scale[0])
    return round(LEFT + (RIGHT - LEFT) * share, 3)
