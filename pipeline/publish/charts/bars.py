"""Lay out the chart of bars: one from p25 to p75 for each role, with the median on it.

Widths are in percent and heights in pixels, so that the chart fits any screen and its text keeps
its size. A role's name is above its bar. A level's name is in the left margin, its median in the
right one. The template draws the chart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.vocab import Level
from pipeline.figures.cell import Cell
from pipeline.publish.charts.axis import Axis, Tick, axis
from pipeline.publish.money import short

MOST_TICKS = 6
TOP = 26  # the scale
ROLE_HEIGHT = 44
LEVEL_HEIGHT = 22
GAP = 14  # before the next role
LEFT, RIGHT = 20, 86  # the area of the bars, in percent
LEVELS = [str(level) for level in Level]


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
    scale = _axis(drawn)
    bars: list[Bar] = []
    y = TOP - GAP
    for cell in _in_order(drawn):
        y += 0 if cell.level else GAP
        bars.append(_bar(cell, scale, y))
        y += LEVEL_HEIGHT if cell.level else ROLE_HEIGHT
    ticks = scale.ticks(lambda value: short(value, first.currency))
    return Chart(first.country or "", first.currency, ticks, tuple(bars), y)


def _in_order(cells: Sequence[Cell]) -> list[Cell]:
    """Return the country first, then roles by falling median, each followed by its levels."""
    medians = {c.role: c.median_by_job or 0 for c in cells if not c.level}
    known = [c for c in cells if c.role is None or c.role in medians]

    def place(cell: Cell) -> tuple[bool, float, str, int]:
        level = LEVELS.index(cell.level) + 1 if cell.level in LEVELS else 0
        return cell.role is not None, -medians.get(cell.role, 0), cell.role or "", level

    return sorted(known, key=place)


def _axis(cells: Sequence[Cell]) -> Axis:
    """Return the scale that spans all bars."""
    ends = [float(end or 0) for cell in cells for end in (cell.p25, cell.p75)]
    return axis([*ends, min(ends) + 1], MOST_TICKS, left=LEFT, right=RIGHT)


def _bar(cell: Cell, scale: Axis, y: int) -> Bar:
    low, median, high = (float(v or 0) for v in (cell.p25, cell.median_by_job, cell.p75))
    x, end = scale.place(low), scale.place(high)
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
        tick=scale.place(median),
    )
