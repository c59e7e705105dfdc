"""The tables of the salary feed: each figure as a row with an id, numbers to 12 digits."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from pipeline.figures.cell import Cell
from pipeline.figures.identity import Words, figure_id
from pipeline.figures.salary_figures import SalaryFigures

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

DIGITS = 12
"""Sums in another order may differ in the 16th digit; the feed has the same bytes anywhere."""

WHOLE = 10.0**DIGITS
"""Whole numbers below it have all their digits."""
Row = dict[str, Any]

UNIT_COLUMNS = ("by", "step", "place")
# What identifies a row of a frame: the kind of figure, its unit (or the column that has it), and
# the columns that say what it is a figure of.
KEYS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "comparisons": ("compare", "ratio", ("first", "second")),
    "disclosure": ("disclosure", "by", ("country", "name")),
    "widest_ranges": ("widest_range", "share", ("employer",)),
    "skill_premiums": ("skill_premium", "step", ("skill",)),
    "elsewhere": ("elsewhere", "place", ("here", "there")),
    "growth": ("growth", "year", ("month",)),
    "time_open": ("time_open", "days", ("day",)),
}


def feed_tables(figures: SalaryFigures) -> dict[str, list[Row]]:
    """Return every table of the feed by name; each row has an `id` that no other row has."""
    frames = {
        "comparisons": figures.comparisons,
        "disclosure": figures.disclosure,
        "widest_ranges": figures.widest,
        "skill_premiums": figures.skills,
        "elsewhere": figures.elsewhere,
        "growth": figures.growth.months,
        "time_open": figures.time_open.curve,
    }
    return {
        **{name: [cell_row(c) for c in cells] for name, cells in cell_tables(figures).items()},
        "histograms": [
            {"id": _of_cell("histogram", name), **plain_row(_record(each))}
            for name, each in figures.histograms.items()
        ],
        "offers": [
            plain_row({**_record(each), "id": _of_cell("offer", each.id)})
            for each in figures.offers
        ],
        **{name: list(_rows(name, frame, figures)) for name, frame in frames.items()},
    }


def cell_tables(figures: SalaryFigures) -> dict[str, tuple[Cell, ...]]:
    """Return the tables whose rows are cells."""
    names = ("pay", "workplaces", "interns", "contracts", "usd")
    return {name: getattr(figures, name) for name in names}


def cell_row(cell: Cell) -> Row:
    """Return a cell as a row."""
    return plain_row(_record(cell))


def plain_row(row: Mapping[str, Any]) -> Row:
    """Return a row with plain values: numbers to 12 digits, None for missing."""
    return {name: _plain(value) for name, value in row.items()}


def _rows(table: str, frame: pd.DataFrame, figures: SalaryFigures) -> Iterator[Row]:
    figure, unit, keys = KEYS[table]
    conditions = {} if table == "comparisons" else figures.conditions  # its cells say them
    for values in frame.itertuples(index=False, name=None):
        row = plain_row(dict(zip(frame.columns, values, strict=True)))
        named: dict[str, str | Words] = {**conditions}
        named.update({key: str(row[key]) for key in keys if row[key] is not None})
        of = row[unit] if unit in UNIT_COLUMNS else unit
        yield {"id": figure_id(figure, of, named), **row}


def _of_cell(figure: str, cell_id: str) -> str:
    return figure + cell_id.removeprefix("pay")


def _record(each: "DataclassInstance") -> Row:
    """Return the fields of a record; unlike `asdict` it copies no list."""
    return {f.name: getattr(each, f.name) for f in fields(each)}


def _plain(value: Any) -> Any:
    kind = type(value)
    if value is None or kind is str or kind is int or kind is bool:
        return value
    if kind is float and value.is_integer() and abs(value) < WHOLE:
        return int(value)
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if pd.isna(value):
        return None
    if isinstance(value, bool | np.bool_):
        return bool(value)
    number = float(f"{value:.{DIGITS}g}")
    return int(number) if number.is_integer() else number
