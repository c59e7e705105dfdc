"""The tables of the page beside the cells: every other figure, as words and drawings."""

from collections.abc import Callable
from dataclasses import replace

from pipeline.publish.page_table import Table
from pipeline.publish.report.page_tables import changes, shares, skills
from pipeline.publish.report.page_tables.condition_words import condition_words
from pipeline.publish.report.salary_feed import Report

Maker = Callable[[Report], Table]
MAKERS: tuple[Maker, ...] = (
    changes.revisions,
    changes.comparisons,
    changes.workplaces,
    changes.elsewhere,
    skills.skills,
    shares.disclosure,
    shares.places_disclosure,
    changes.growth,
    shares.time_open,
    shares.widest,
)


def figure_tables(report: Report) -> dict[str, Table]:
    """Return the tables by key, in the order of the page, those without a row left out.

    A comparison with an earlier report is told where nothing moved, too. The headings say what
    narrows the report.
    """
    words = condition_words(report.figures.conditions)
    tables = (make(report) for make in MAKERS)
    return {table.key: _narrowed(table, words) for table in tables if table.rows or table.told}


def _narrowed(table: Table, words: str) -> Table:
    return replace(table, heading=f"{table.heading}: only {words}") if words else table
