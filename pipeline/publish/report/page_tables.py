"""The tables of the page: cells by country, then every other figure, as words."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import pandas as pd

from pipeline.figures.cell import Cell
from pipeline.figures.compare import HIGHER, LOWER
from pipeline.figures.policy import DIFFER
from pipeline.figures.skill_premium import NO_CAUSE, STEPS, vanished
from pipeline.figures.tables import CONVERTED
from pipeline.pay.reference.currency import countries
from pipeline.publish.report.money import money
from pipeline.publish.report.salary_feed import Report

MOST_ROWS = 40
NONE = "\u2013"
UNITS = {"year": "a year", "hour": "an hour", "day": "a day"}
STEP_NAMES = {
    "raw": "raw",
    "same_job": "same role, level, country",
    "same_employer": "and same employer",
}


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


@dataclass(frozen=True, slots=True)
class Table:
    """Another figure: a heading, what it says, columns and rows of words; `dim` rows by number."""

    heading: str
    note: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    dim: frozenset[int] = frozenset()


def cell_tables(report: Report) -> dict[str, list[CellTable]]:
    """Return the tables of cells: pay, interns, contracts and, where asked for, usd."""
    figures = report.figures
    return {
        "pay": _by_country(figures.pay),
        "interns": _by_country(figures.interns),
        "contracts": _by_country(figures.contracts),
        "usd": _by_country(figures.usd),
    }


def other_tables(report: Report) -> list[Table]:
    """Return the tables of the other figures, those without a row left out."""
    makers: tuple[Callable[[Report], Table], ...] = (
        _comparisons, _skills, _elsewhere, _disclosure, _widest, _growth, _time_open,
    )  # fmt: skip
    return [table for make in makers if (table := make(report)).rows]


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


def _comparisons(report: Report) -> Table:
    frame = report.figures.comparisons
    told = frame[frame["verdict"].isin([HIGHER, LOWER])]
    rows = [
        (_named(row.first), row.verdict + " than", _named(row.second), _ratio(row))
        for row in _most(told)
    ]
    undecided = len(frame) - len(told)
    note = (
        f"Medians by job of {len(frame)} pairs. \u201cHigher\u201d only where the 95% interval of "
        f"the ratio excludes 1{', and after Benjamini and Hochberg' if len(frame) > 10 else ''}; "
        f"{undecided} pairs could not be told apart or compared."
    )
    return Table("What pays more", note, ("Cell", "", "Cell", "Ratio of medians"), tuple(rows))


def _named(cell_id: str) -> str:
    """Return the words of an id: `US, Data Scientist, senior`."""
    parts = dict(part.split("=", 1) for part in cell_id.split("/") if "=" in part)
    names = [unquote(parts[key]) for key in ("country", "role", "level") if key in parts]
    return ", ".join(names)


def _skills(report: Report) -> Table:
    frame = report.figures.skills
    rows, dim = list[tuple[str, ...]](), set[int]()
    for skill, mine in frame.groupby("skill", sort=False):
        steps = [_ratio(row) for row in _tuples(mine)]
        if set(steps) == {NONE}:
            continue
        last = [row.crosses for row in _tuples(mine) if pd.notna(row.crosses)][-1]
        if last:
            dim.add(len(rows))
        rows.append((str(skill), *steps, f"{mine['jobs_with'].iloc[0]:,}"))
    gone = vanished(frame)
    words = "; ".join(f"{n} vanish at \u201c{STEP_NAMES[step]}\u201d" for step, n in gone.items())
    note = f"{NO_CAUSE} Jobs with a description that was read. {words}. Dim: could be chance."
    header = ("Skill", *(STEP_NAMES[step].capitalize() for step in STEPS), "Jobs")
    return Table("Premium of a skill", note, header, tuple(rows), frozenset(dim))


def _elsewhere(report: Report) -> Table:
    frame = report.figures.elsewhere
    rows = [
        (row.place, row.there, row.here, _ratio(row), f"{row.pairs:,}", f"{row.employers:,}")
        for row in _most(frame[frame["ratio"].notna()])
    ]
    note = "Pairs of one employer, title, level and quarter. Between countries in US dollars."
    header = ("Kind", "Place", "Compared with", "Median ratio", "Pairs", "Employers")
    return Table("The same job elsewhere", note, header, tuple(rows))


def _disclosure(report: Report) -> Table:
    frame = report.figures.disclosure
    rows = [
        (row.by, _place(row), f"{row.share:.0%}", _share_interval(row), f"{row.jobs:,}")
        for row in _most(frame[frame["share"].notna()])
    ]
    header = ("By", "Name", "State pay", "95% interval", "Jobs")
    return Table("Who states pay", "The share of jobs that state any pay.", header, tuple(rows))


def _place(row: Any) -> str:
    if row.by == "country":
        return country_name(row.name)
    return f"{row.name}, {row.country}" if row.by == "region" else str(row.name)


def _widest(report: Report) -> Table:
    rows = [
        (row.employer, f"{row.median_width:.0%}", f"{row.widest:.0%}", f"{row.jobs:,}")
        for row in _most(report.figures.widest)
    ]
    note = "(Top \u2212 bottom) / middle of advertised ranges; employers with 5 jobs and more."
    header = ("Employer", "Median width", "Widest", "Jobs")
    return Table("The widest ranges", note, header, tuple(rows))


def _growth(report: Report) -> Table:
    frame = report.figures.growth.months
    rows = [
        (row.month, _percent(row.growth), _percent(row.three_months), f"{row.cells:,}")
        for row in _tuples(frame)
    ]
    note = "Median change over a year of cells (role, level, country) with enough jobs in both."
    header = ("Month", "Growth", "Mean of three months", "Cells")
    return Table("Growth of advertised pay", note, header, tuple(rows))


def _time_open(report: Report) -> Table:
    found = report.figures.time_open
    rows = [(f"{row.day:,}", f"{row.open:.0%}", f"{row.at_risk:,}") for row in _tuples(found.curve)]
    half = f"Half are closed after {found.median} days. " if found.median is not None else ""
    note = f"{half}Kaplan and Meier, of jobs at sources that list everything."
    return Table("How long jobs stay open", note, ("Day", "Open still", "In sight"), tuple(rows))


def _most(frame: pd.DataFrame) -> Iterator[Any]:
    return _tuples(frame.head(MOST_ROWS))


def _tuples(frame: pd.DataFrame) -> Iterator[Any]:
    yield from frame.itertuples(index=False)


def _ratio(row: Any) -> str:
    if pd.isna(row.ratio):
        return NONE
    if pd.isna(row.interval_low):
        return _percent(row.ratio - 1)
    low, high = (_percent(end - 1) for end in (row.interval_low, row.interval_high))
    return f"{_percent(row.ratio - 1)} ({low} to {high})"


def _share_interval(row: Any) -> str:
    if pd.isna(row.interval_low):
        return NONE
    return f"{row.interval_low:.0%} {NONE} {row.interval_high:.0%}"


def _percent(share: float) -> str:
    return NONE if pd.isna(share) else f"{share:+.1%}"


FEW_DRIVE = f"The two medians differ by more than {DIFFER:.0%}: few employers drive the one by job."
