"""The tables of cells on the page: by country, each cell as a line of words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.figures.cell import Cell
from pipeline.figures.policy import DIFFER
from pipeline.figures.tables import CONVERTED
from pipeline.pay.reference.currency import countries
from pipeline.publish.report.money import money
from pipeline.publish.report.salary_feed import Report

NONE = "\u2013"
UNITS = {"year": "a year", "hour": "an hour", "day": "a day"}
FEW_DRIVE = f"The two medians differ by more than {DIFFER:.0%}: few employers drive the one by job."


@dataclass(frozen=True, slots=True)
class CellLine:
    """A line of a table of cells. `thin` cells have no median; `part` ones are a role's level."""

    id: str
    name: str
    part: bool
    thin: bool
    values: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class CellTable:
    """Cells of one country and unit; `rolled_up` counts cells without a line."""

    heading: str
    unit: str
    lines: tuple[CellLine, ...]
    rolled_up: int
    few_drive: tuple[str, ...]


def cell_tables(report: Report) -> dict[str, list[CellTable]]:
    """Return the tables of cells: pay, interns, contracts and, where asked for, usd."""
    figures = report.figures
    return {
        "pay": _by_country(figures.pay),
        "interns": _by_country(figures.interns),
        "contracts": _by_country(figures.contracts),
        "usd": _by_country(figures.usd),
    }


def country_name(code: str | None) -> str:
    """Return a country's name; its code where that isn't known, `All countries` for none."""
    known = countries().get(code or "")
    return known.name if known else code or "All countries"


def _by_country(cells: Iterable[Cell]) -> list[CellTable]:
    groups: dict[tuple[str | None, str], list[Cell]] = {}
    for cell in cells:
        groups.setdefault((cell.country, cell.unit), []).append(cell)
    tables = [_cell_table(mine) for mine in groups.values()]
    return [table for table in tables if table.lines]


def _cell_table(cells: Sequence[Cell]) -> CellTable:
    first = cells[0]
    shown = [c for c in cells if not _thin(c) or (c is first and c.jobs is not None)]
    heading = f"{country_name(first.country)}, {first.currency} {UNITS[first.unit]}"
    if first.country is None:
        heading += f": {CONVERTED}"
    driven = tuple(_name(cell) for cell in shown if cell.few_drive)
    ordered = sorted(shown, key=lambda cell: (cell.role or "", bool(cell.level)))
    return CellTable(
        heading, first.unit, tuple(map(_line, ordered)), len(cells) - len(shown), driven
    )


def _thin(cell: Cell) -> bool:
    return cell.median_by_job is None and cell.median_by_employer is None


def _line(cell: Cell) -> CellLine:
    by_employer = _interval(cell, cell.interval_low_by_employer, cell.interval_high_by_employer)
    half = [money(each, cell.currency) for each in (cell.p25, cell.p75) if each is not None]
    values = (
        money(cell.median_by_job, cell.currency) or NONE,
        _interval(cell, cell.interval_low_by_job, cell.interval_high_by_job),
        money(cell.median_by_employer, cell.currency) or NONE,
        by_employer,
        f" {NONE} ".join(half) or NONE,
        "<5" if cell.jobs is None else f"{cell.jobs:,}",
        f"{cell.all_jobs:,}",
        NONE if cell.employers is None else f"{cell.employers:,}",
    )
    label = cell.label_by_job
    if cell.median_by_job is None and cell.median_by_employer is not None:
        label = f"{cell.label_by_employer} by employer"
    return CellLine(cell.id, _name(cell), cell.level is not None, _thin(cell), values, label)


def _name(cell: Cell) -> str:
    return (cell.level and cell.level.capitalize()) or cell.role or "All jobs"


def _interval(cell: Cell, low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return NONE
    return f"{money(low, cell.currency)} {NONE} {money(high, cell.currency)}"
