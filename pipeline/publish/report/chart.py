"""Lay out the report's chart: a bar from p25 to p75 for each role, with the median on it.

Widths are in percent and heights in pixels, so that the chart fits any screen and its text keeps
its size. A role's name is above its bar. A level's name is in the left margin, its median in the
right one. The template draws the chart.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from models.vocab import Level
from pipeline.figures.cell import Cell
from pipeline.publish.report.money import short

STEPS = (1, 2, 2.5, 5)
MOST_TICKS = 6
TOP = 26  # the scale
ROLE_HEIGHT = 44
LEVEL_HEIGHT = 22
GAP = 14  # before the next role
LEFT, RIGHT = 20, 86  # the area of the bars, in percent
LEVELS = [str(level) for level in Level]


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
    jobs: int
    y: int
    x: float
    width: float
    tick: float


@dataclass(frozen=True, slots=True)
class Chart:
    """The chart of one country in its `currency`; empty where no cell has figures."""

    country: str
    currency: str
    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    height: int


def chart(cells: Iterable[Cell]) -> Chart:
    """Return the chart of the first country among `cells` that has a median by job.

    It has a bar for the country, its levels, its roles, and the levels of each role.
    """
    shown = [cell for cell in cells if cell.p25 is not None]
    if not shown:
        return Chart("", "", (), (), 0)
    first = shown[0]
    drawn = [cell for cell in shown if cell.country == first.country]
    scale = _scale(drawn)
    bars: list[Bar] = []
    y = TOP - GAP
    for cell in _in_order(drawn):
        y += 0 if cell.level else GAP
        bars.append(_bar(cell, scale, y))
        y += LEVEL_HEIGHT if cell.level else ROLE_HEIGHT
    return Chart(first.country or "", first.currency, _ticks(scale, first.currency), tuple(bars), y)


def _in_order(cells: Sequence[Cell]) -> list[Cell]:
    """Return the country first, then roles by falling median, each followed by its levels."""
    medians = {c.role: c.median_by_job or 0 for c in cells if not c.level}
    known = [c for c in cells if c.role is None or c.role in medians]

    def place(cell: Cell) -> tuple[bool, float, str, int]:
        level = LEVELS.index(cell.level) + 1 if cell.level in LEVELS else 0
        return cell.role is not None, -medians.get(cell.role, 0), cell.role or "", level

    return sorted(known, key=place)


def _scale(cells: Sequence[Cell]) -> list[float]:
    """Return evenly spaced round figures that span all bars."""
    low = min(c.p25 or 0 for c in cells)
    high = max(low + 1, *(c.p75 or 0 for c in cells))
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


def _ticks(scale: Sequence[float], currency: str) -> tuple[Tick, ...]:
    return tuple(Tick(_place(value, scale), short(value, currency)) for value in scale)


def _bar(cell: Cell, scale: Sequence[float], y: int) -> Bar:
    low, median, high = (float(v or 0) for v in (cell.p25, cell.median_by_job, cell.p75))
    x, end = _place(low, scale), _place(high, scale)
    return Bar(
        name=(cell.level or cell.role) or "All jobs",
        part=cell.level is not None,
        label=cell.label_by_job,
        median=short(median, cell.currency),
        span=f"{short(low, cell.currency)} to {short(high, cell.currency)}",
        jobs=cell.jobs or 0,
        y=y,
        x=x,
        width=round(end - x, 3),
        tick=_place(median, scale),
    )


def _place(value: float, scale: Sequence[float]) -> float:
    share = (value - scale[0]) / (scale[-1] - scale[0])
    return round(LEFT + (RIGHT - LEFT) * share, 3)
