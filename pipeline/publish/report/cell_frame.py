"""The cells of a report as a DataFrame."""

import pandas as pd

from models.record import columns
from pipeline.figures.cell import Cell
from pipeline.figures.salary_figures import SalaryFigures
from pipeline.publish.report.feed_tables import cell_row, cell_tables
from pipeline.tables.frame import typed_frame


def cell_frame(figures: SalaryFigures) -> pd.DataFrame:
    """Return a row for each cell, with the columns of Cell after `table`, the table it is in."""
    found = [
        (name, cell_row(cell)) for name, cells in cell_tables(figures).items() for cell in cells
    ]
    names = [c.name for c in columns(Cell)]
    frame = typed_frame([[row[name] for name in names] for _, row in found], columns(Cell))
    frame.insert(0, "table", pd.Series([table for table, _ in found], dtype="str"))
    return frame
