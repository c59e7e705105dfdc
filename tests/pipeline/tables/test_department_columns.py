"""Columns of departments and of equity in tables that people bring."""

import pandas as pd

from pipeline.tables.frame import clean_frame
from tests.support.rows import every_row


@every_row(
    "column, cell, read",
    [
        ("Department", "1200 - Engineering", "Engineering"),
        ("dept_name", "Data", "Data"),
        ("Abteilung", "Controlling", "Controlling"),
        ("Departamento", "Tecnología", "Tecnología"),
        ("部门", "研发部", "研发部"),
        ("Business Unit", "n/a", ""),
    ],
)
def test_a_column_of_departments_is_recognised(column, cell, read):
    frame = pd.DataFrame({"title": ["ML Engineer"], column: [cell]})
    assert clean_frame(frame).department.fillna("").tolist() == [read]


@every_row(
    "column, cell, read",
    [
        ("equity", "0.1% - 0.5%", "0.1% - 0.5%"),
        ("Offers Equity", "yes", "offered"),
        ("Stock Options", "No", "none"),
        ("equity", "", ""),
    ],
)
def test_a_column_of_equity_is_recognised(column, cell, read):
    frame = pd.DataFrame({"title": ["ML Engineer"], column: [cell]})
    assert clean_frame(frame).equity.fillna("").tolist() == [read]
