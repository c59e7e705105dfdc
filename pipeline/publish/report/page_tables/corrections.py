"""The table of what people put right."""

from pipeline.publish.page_table import Column, Row, Table, words
from pipeline.publish.report.salary_feed import Report

COLUMNS = tuple(map(Column, ("Posting", "Column", "Value", "Was", "Why")))
NOTE = "People put these values right. The figures are made from the corrected values."


def corrections(report: Report) -> Table:
    """Return the values that people put right, and why; without a row where there are none."""
    rows = tuple(
        Row(
            str(each["posting_id"]),
            words(
                str(each["field"]),
                str(each["value"] or "unknown"),
                str(each["was"] or "unknown"),
                f"{each['why']}{' (the posting has changed since)' if each['outdated'] else ''}",
            ),
        )
        for each in report.corrections
    )
    return Table("corrected", "Corrected by hand", COLUMNS, rows, NOTE)
