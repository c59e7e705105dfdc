"""The tables of the page beside the cells: every other figure, as words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import pandas as pd

from pipeline.figures.compare import HIGHER, LOWER
from pipeline.figures.skill_premium import NO_CAUSE, STEPS, vanished
from pipeline.publish.report.page_cells import NONE, country_name
from pipeline.publish.report.salary_feed import Report

MOST_ROWS = 40
STEP_NAMES = {
    "raw": "raw",
    "same_job": "same role, level, country",
    "same_employer": "and same employer",
}


@dataclass(frozen=True, slots=True)
class Table:
    """Another figure: a heading, what it says, columns and rows of words; `dim` rows by number."""

    heading: str
    note: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    dim: frozenset[int] = frozenset()


def other_tables(report: Report) -> list[Table]:
    """Return the tables of the other figures, those without a row left out."""
    makers: tuple[Callable[[Report], Table], ...] = (
        _revisions, _comparisons, _skills, _elsewhere, _disclosure, _widest, _growth, _time_open,
    )  # fmt: skip
    return [table for make in makers if (table := make(report)).rows]


def _revisions(report: Report) -> Table:
    revisions = report.revisions or ()
    rows = [
        (
            _named(each.id),
            _amount(each.median_by_job_then),
            _amount(each.median_by_job),
            f"{each.label_then} to {each.label}",
            each.why,
        )
        for each in revisions[:MOST_ROWS]
    ]
    header = ("Cell", "Median by job then", "now", "Trust", "Why")
    note = f"{len(revisions)} cells moved since the report that this one was compared with."
    return Table("What changed", note, header, tuple(rows))


def _amount(amount: float | None) -> str:
    return NONE if amount is None else f"{amount:,.0f}"


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
        (row.name, f"{row.median_width:.0%}", f"{row.widest:.0%}", f"{row.jobs:,}")
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


def _percent(share: Any) -> str:
    return NONE if pd.isna(share) else f"{share:+.1%}"
