"""The issues file of `payband clean`: a row for each issue of each row."""

from dataclasses import dataclass
from typing import Any

from models.record import column, columns
from pipeline.tables.rows import Compared

IssueCells = tuple[Any, ...]
"""The cells of one issue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowIssue:
    """One issue of one row of a table."""

    row: int = column("Number of the row in the table, from 1.")
    source_key: str = column("Id of the row, as in the output.")
    posting_id: str = column("Id of the posting, as in the output.")
    code: str = column("Code of the issue, one of those in issues.csv.")
    severity: str = column("Severity: info, warning or error.")
    field: str = column("Column of the output that the issue is about.")
    raw_value: str | None = column("Value as found.")
    detail: str | None = column("More about this case.")


ISSUE_COLUMNS = columns(RowIssue)
CODE = [column.name for column in ISSUE_COLUMNS].index("code")


def issue_cells(number: int, row: Compared) -> tuple[IssueCells, ...]:
    """Return the cells of each issue of the row with this number, from 1."""
    key = row.posting.source_key
    return tuple(
        (
            *(number, key, one.posting_id, one.code, one.severity, one.field),
            *(one.raw_value, one.detail),
        )
        for one in row.issues
    )
