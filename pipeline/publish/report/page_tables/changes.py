"""The tables of differences: revisions, comparisons, the same job elsewhere, growth."""

import pandas as pd

from models.vocab import Workplace
from pipeline.figures.compare import HIGHER, LOWER
from pipeline.figures.elsewhere import MOST_PLACES
from pipeline.publish.charts.axis import axis
from pipeline.publish.charts.row_mark import known, point
from pipeline.publish.counted import many
from pipeline.publish.page_table import NONE, Column, Row, Table, Value, words
from pipeline.publish.report.page_tables.cells import WORKPLACES, country_name
from pipeline.publish.report.page_tables.ratios import (
    change,
    change_axis,
    change_columns,
    crosses,
    interval_words,
)
from pipeline.publish.report.page_tables.row_words import (
    MOST_ROWS,
    cell_words,
    cut,
    most_rows,
    number,
    numbers,
    percent,
    tuples,
)
from pipeline.publish.report.revision import ComparedWith
from pipeline.publish.report.salary_feed import Report

CHANCE = "could be chance"


def revisions(report: Report) -> Table:
    """Return the cells that moved since an earlier report."""
    revisions = report.revisions or ()
    rows = [
        Row(
            cell_words(each.id),
            words(
                _amount(each.median_by_job_then),
                _amount(each.median_by_job),
                f"{each.label_then} to {each.label}",
                each.why,
            ),
        )
        for each in revisions[:MOST_ROWS]
    ]
    columns = (
        Column("Cell"), Column("Median by job then", number=True), Column("now", number=True),
        Column("Trust by job", wide=True), Column("Why"),
    )  # fmt: skip
    note = f"{many(len(revisions), 'cell')} moved since {_earlier(report.compared_with)}."
    after, told = cut(len(revisions)), report.compared_with is not None
    return Table("changed", "What changed", columns, tuple(rows), note, after, told=told)


def _earlier(then: ComparedWith | None) -> str:
    """Return the words of an earlier report: its period, its day, the hash of its data."""
    if then is None:
        return "no earlier report"
    made = f", made on {then.made_on}" if then.made_on else ""
    jobs = f"of jobs open between {then.since} and {then.until}" if then.since else "without jobs"
    return f"the report {jobs}{made}, data SHA-256 {then.inputs_sha256}"


def _amount(amount: float | None) -> str:
    return NONE if amount is None else f"{amount:,.0f}"


def comparisons(report: Report) -> Table:
    """Return the pairs of cells of which one states more."""
    frame = report.figures.comparisons
    told = frame[frame["verdict"].isin([HIGHER, LOWER])]
    scale = change_axis(told)
    rows = [
        Row(
            cell_words(row.first),
            (Value(f"{row.verdict} than"), Value(cell_words(row.second)), *change(row, scale)),
        )
        for row in most_rows(told)
    ]
    after = ", and after Benjamini and Hochberg" if len(frame) > 10 else ""
    unsure = many(len(frame) - len(told), "pair")
    note = (
        f"Medians by job of {many(len(frame), 'pair')}: two roles of one level, or two levels of "
        f"one role. \u201cHigher\u201d only where the 95% interval of the ratio excludes 1{after}; "
        f"{unsure} could not be told apart or compared."
    )
    columns = (Column("Cell"), Column("States"), Column("Cell"), *change_columns("By", scale))
    return Table("comparisons", "What pays more", columns, tuple(rows), note, cut(len(told)))


def workplaces(report: Report) -> Table:
    """Return the same job at two workplaces: pairs of one employer."""
    frame = report.figures.elsewhere
    return _pairs(
        frame[frame["place"] == "workplace"],
        "workplaces",
        "Remote against on site",
        "What one employer states for one title and level in the same quarter, at two workplaces. "
        "The medians of each workplace are in the tables by country.",
    )


def elsewhere(report: Report) -> Table:
    """Return the same job in two places: pairs of one employer."""
    frame = report.figures.elsewhere
    return _pairs(
        frame[frame["place"] != "workplace"],
        "elsewhere",
        "The same job elsewhere",
        "What one employer states for one title and level in the same quarter, in two places: the "
        f"{MOST_PLACES} countries with most jobs, and cities and states of the first. Between "
        "countries in US dollars at the rate of the day.",
    )


def _pairs(frame: pd.DataFrame, key: str, heading: str, note: str) -> Table:
    told = frame[frame["ratio"].notna()]
    scale = change_axis(told)
    rows = [
        Row(
            _place(row.place, row.there),
            (
                Value(_place(row.place, row.here)),
                *change(row, scale),
                *words(f"{row.pairs:,}", f"{row.employers:,}"),
            ),
            dim=crosses(row),
        )
        for row in most_rows(told)
    ]
    columns = (
        Column("Place"), Column("Compared with"), *change_columns("Median ratio", scale),
        Column("Pairs", number=True, wide=True), Column("Employers", number=True, wide=True),
    )  # fmt: skip
    return Table(key, heading, columns, tuple(rows), note, cut(len(told)), CHANCE)


def _place(kind: str, name: str) -> str:
    if kind == "country":
        return country_name(name)
    return WORKPLACES[Workplace(name)] if kind == "workplace" else str(name)


def growth(report: Report) -> Table:
    """Return the growth of pay month by month."""
    frame = report.figures.growth.months
    scale = axis([0.0, *known(numbers(frame[["growth", "interval_low", "interval_high"]]))])
    rows = [
        Row(
            row.month,
            (
                point(scale, *map(number, (row.three_months, row.interval_low, row.interval_high))),
                Value(percent(row.growth)),
                Value(
                    percent(row.three_months), interval_words(row.interval_low, row.interval_high)
                ),
                Value(f"{row.cells:,}"),
            ),
        )
        for row in tuples(frame)
    ]
    note = "Median change over a year of cells (role, level, country) with enough jobs in both."
    columns = (
        Column("Month"), Column("Mean of three months", ticks=scale.ticks(percent)),
        Column("Growth", number=True), Column("Mean", number=True),
        Column("Cells", number=True, wide=True),
    )  # fmt: skip
    return Table("growth", "Growth of advertised pay", columns, tuple(rows), note)
