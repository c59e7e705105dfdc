"""The tables of cells on the page: one a country and unit, each cell a row with its box."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from models.vocab import Level, Workplace
from pipeline.figures.cell import Cell
from pipeline.figures.identity import Words
from pipeline.figures.policy import DIFFER, FEWEST_JOBS
from pipeline.figures.tables import CONVERTED
from pipeline.pay.reference.currency import countries
from pipeline.publish.charts.axis import Axis, axis
from pipeline.publish.charts.row_mark import RowMark, known, span
from pipeline.publish.counted import many
from pipeline.publish.money import money, short
from pipeline.publish.page_table import NONE, Column, Row, Table, Value

UNITS = {"year": "a year", "hour": "an hour", "day": "a day"}
APART = f"The medians by job and by employer differ by more than {DIFFER:.0%}"
"""The counts don't tell why: few employers may have many jobs, or pay may lie in two groups."""
LEVELS = [str(level) for level in Level]
WORKPLACES = {
    Workplace.ONSITE: "On site",
    Workplace.HYBRID: "Hybrid",
    Workplace.REMOTE: "Remote",
}
PARTS = [*LEVELS, *map(str, WORKPLACES)]
"""What a role is divided into, in the order of the rows."""
ALL_JOBS = "All jobs"
MOST_TICKS = 6
MOST_ROWS = 1_700
"""Rows of all tables of a page together. A file of 100,000 jobs has to stay below 300 KB."""


@dataclass(frozen=True, slots=True)
class CountryTable:
    """The cells of one country in one unit: the table, its first cell, and the country's name."""

    first: Cell
    name: str
    table: Table


def country_tables(
    cells: Iterable[Cell], most: int = MOST_ROWS, narrowing: str = ""
) -> tuple[list[CountryTable], int]:
    """Return the tables of the countries with a median, in the order of `cells`.

    `narrowing` are the words of what narrows all cells beside their country.

    They have at most `most` rows in all: each country's own first, then whole roles, then their
    parts, those with most jobs. The number is of published cells without a row.
    """
    cells = list(cells)
    shown = [cell for cell in cells if not thin(cell)]
    kept = {cell.id for cell in _largest(shown, most)}
    groups: dict[tuple[str | None, str], list[Cell]] = {}
    for cell in cells:
        groups.setdefault((cell.country, cell.unit), []).append(cell)
    tables = [
        _table(mine[0], rows, sum(map(thin, mine)), narrowing)
        for mine in groups.values()
        if (rows := [cell for cell in mine if cell.id in kept])
    ]
    return tables, len(shown) - len(kept)


def thin_countries(cells: Iterable[Cell]) -> list[Cell]:
    """Return the first cell of each country without any median: the counts that are known."""
    first: dict[tuple[str | None, str], Cell] = {}
    shown = set()
    for cell in cells:
        first.setdefault((cell.country, cell.unit), cell)
        if not thin(cell):
            shown.add((cell.country, cell.unit))
    return [cell for key, cell in first.items() if key not in shown]


def no_median_words(cell: Cell) -> str:
    """Return a country without a median, its jobs, and why: `Norway: 1 job, too few`."""
    name, jobs = country_name(cell.country), many(cell.all_jobs, "job", "jobs")
    if cell.all_jobs < FEWEST_JOBS:
        return f"{name}: {jobs}, too few"
    if cell.jobs is None:
        return f"{name}: {jobs}, {cell.why_by_job}"
    return f"{name}: {cell.jobs:,} with pay of {jobs}, {cell.why_by_job}"


def unnarrowed(cells: Iterable[Cell], conditions: Mapping[str, Words]) -> list[Cell]:
    """Return cells without the role, level and workplace that `conditions` give all of them."""
    names = ("role", "level", "workplace")
    same: dict[str, Any] = {name: None for name in names if len(conditions.get(name, ())) == 1}
    return [replace(cell, **same) for cell in cells] if same else list(cells)


def country_name(code: str | None) -> str:
    """Return a country's name; its code where that isn't known, `All countries` for none."""
    known_row = countries().get(code or "")
    return known_row.name if known_row else code or "All countries"


def thin(cell: Cell) -> bool:
    """Return whether a cell has no median."""
    return cell.median_by_job is None and cell.median_by_employer is None


def cell_name(cell: Cell) -> str:
    """Return what a cell is called within its country."""
    if cell.workplace:
        return WORKPLACES[Workplace(cell.workplace)]
    return (cell.level and cell.level.capitalize()) or cell.role or ALL_JOBS


def part(cell: Cell) -> str:
    """Return the level or workplace that a cell is of; "" for all."""
    return cell.level or cell.workplace or ""


def in_order(cells: Sequence[Cell]) -> list[Cell]:
    """Return all jobs, then roles by falling median, each with its levels and workplaces."""
    medians = {c.role: c.median_by_job or c.median_by_employer or 0 for c in cells if not part(c)}

    def place(cell: Cell) -> tuple[bool, float, str, int]:
        at = PARTS.index(part(cell)) + 1 if part(cell) in PARTS else 0
        return cell.role is not None, -medians.get(cell.role, 0), cell.role or "", at

    return sorted(cells, key=place)


def _largest(cells: Sequence[Cell], most: int) -> list[Cell]:
    """Return all of the cells, or the first in rank: countries, roles, parts; by their jobs."""
    if len(cells) <= most:
        return list(cells)

    def rank(cell: Cell) -> tuple[bool, bool, int, str]:
        whole = cell.role is None and not part(cell)
        return not whole, bool(part(cell)), -(cell.jobs or 0), cell.id

    return sorted(cells, key=rank)[:most]


def _table(first: Cell, cells: Sequence[Cell], rolled_up: int, narrowing: str) -> CountryTable:
    name = country_name(first.country) if first.country or not narrowing else ""
    name = ", ".join(filter(None, (name, narrowing)))
    heading = f"{name}, {first.currency} {UNITS[first.unit]}"
    if first.country is None:
        heading += f": {CONVERTED}"
    ends = known(end for c in cells for end in (c.p10, c.p25, c.p75, c.p90, c.median_by_employer))
    scale = axis(ends, MOST_TICKS)
    ticks = scale.ticks(lambda amount: short(amount, first.currency))
    columns = (
        Column("Role, level, workplace"),
        Column("Spread", ticks=ticks),
        Column("Median by job", number=True),
        Column("Median by employer", number=True, wide=True),
        Column("Middle half", number=True, wide=True),
        Column("Jobs", number=True, wide=True),
        Column("Employers", number=True, wide=True),
        Column("Trust", wide=True),
    )
    rows = tuple(_row(cell, scale, narrowing) for cell in in_order(cells))
    key = f"{first.country or 'all'}-{first.unit}"
    after = tuple(_after(cells, rolled_up))
    return CountryTable(first, name, Table(key, heading, columns, rows, after=after))


def _after(cells: Sequence[Cell], rolled_up: int) -> Iterable[str]:
    if apart := [_whole_name(cell) for cell in cells if cell.few_drive]:
        yield f"{APART}: {'; '.join(apart)}."
    if rolled_up:
        words = "cell is" if rolled_up == 1 else "cells are"
        yield f"{rolled_up:,} finer {words} too small to show and in the rows above."


def _whole_name(cell: Cell) -> str:
    return ", ".join(filter(None, (cell.role or "all roles", part(cell))))


def _row(cell: Cell, scale: Axis, narrowing: str) -> Row:
    name = cell_name(cell)
    half = [money(each, cell.currency) for each in (cell.p25, cell.p75) if each is not None]
    jobs, employers = f"{cell.jobs or 0:,}", f"{cell.employers or 0:,}"
    return Row(
        name=f"{narrowing}, all jobs" if narrowing and name == ALL_JOBS else name,
        cells=(
            cell_mark(cell, scale),
            cell_median(cell, "by_job"),
            cell_median(cell, "by_employer"),
            Value(f" {NONE} ".join(half) or NONE),
            Value(jobs, f"of {cell.all_jobs:,}"),
            Value(employers),
            Value(trust(cell)),
        ),
        id=cell.id,
        role=cell.role or "",
        level=cell.level or "",
        workplace=cell.workplace or "",
        label=trust(cell),
        brief=many(cell.jobs or 0, "job", "jobs"),
        part=bool(part(cell)),
    )


def trust(cell: Cell) -> str:
    """Return the label of both medians of a cell, of each where they differ, or of the only one."""
    by_job, by_employer = f"{cell.label_by_job} by job", f"{cell.label_by_employer} by employer"
    if cell.label_by_job == cell.label_by_employer or thin(cell):
        return cell.label_by_job
    if cell.median_by_job is None:
        return by_employer
    return by_job if cell.median_by_employer is None else f"{by_job}, {by_employer}"


def cell_mark(cell: Cell, scale: Axis) -> RowMark:
    """Return the drawing of a cell: p10 to p90, the middle half, both medians."""
    median, typical = cell.median_by_job, cell.median_by_employer
    return RowMark(
        line=span(scale, cell.p10, cell.p90),
        box=span(scale, cell.p25, cell.p75),
        mark=None if median is None else scale.place(median),
        dot=None if typical is None else scale.place(typical),
        hollow=cell.label_by_job == "low",
    )


def cell_median(cell: Cell, by: str) -> Value:
    """Return a median with its interval, `by` by_job or by_employer; or why there is none."""
    median, low, high = (
        getattr(cell, f"{name}_{by}") for name in ("median", "interval_low", "interval_high")
    )
    if median is None:
        return Value(NONE, getattr(cell, f"why_{by}"))
    ends = f"{money(low, cell.currency)} {NONE} {money(high, cell.currency)}"
    return Value(money(median, cell.currency), ends if low is not None else "")
