"""The tables of shares: who states pay, the widest ranges, how long jobs stay open."""

from typing import Any

import pandas as pd

from pipeline.publish.charts.axis import Axis, axis
from pipeline.publish.charts.row_mark import bar, known
from pipeline.publish.page_table import Column, Row, Table, Value, words
from pipeline.publish.report.page_tables.cells import country_name
from pipeline.publish.report.page_tables.row_words import (
    MOST_ROWS,
    cut,
    most_rows,
    number,
    tuples,
)
from pipeline.publish.report.salary_feed import Report


def disclosure(report: Report) -> Table:
    """Return the share of jobs that state pay by month."""
    note = "The share of jobs that state any pay, by the month of posting."
    return _shares(report, ("month",), "disclosure", "Who states pay, by month", note)


def places_disclosure(report: Report) -> Table:
    """Return the share of jobs that state pay by country, state and level."""
    note = "The share of jobs that state any pay. Laws ask for it in some places."
    by = ("country", "region", "level")
    return _shares(report, by, "disclosure-places", "Who states pay, by place and level", note)


def _shares(report: Report, by: tuple[str, ...], key: str, heading: str, note: str) -> Table:
    frame = report.figures.disclosure
    told = frame[frame["by"].isin(by) & frame["share"].notna()]
    scale = Axis((0.0, 0.25, 0.5, 0.75, 1.0))
    rows = [
        Row(
            _named(row),
            (
                bar(scale, row.share, number(row.interval_low), number(row.interval_high)),
                Value(f"{row.share:.0%}", _share_interval(row)),
                Value(f"{row.jobs:,}"),
            ),
        )
        for row in most_rows(told)
    ]
    columns = (
        Column("Month" if by == ("month",) else "Place or level"),
        Column("Share", ticks=scale.ticks("{:.0%}".format)),
        Column("State pay", number=True),
        Column("Jobs", number=True),
    )
    return Table(key, heading, columns, tuple(rows), note, cut(len(told)))


def _named(row: Any) -> str:
    if row.by == "country":
        return country_name(row.name)
    if row.by == "region":
        return f"{row.name}, {row.country}"
    return str(row.name).capitalize() if row.by == "level" else str(row.name)


def widest(report: Report) -> Table:
    """Return the employers with the widest ranges."""
    frame = report.figures.widest
    scale = axis([0.0, *known(frame["median_width"])])
    rows = [
        Row(
            row.name,
            (
                bar(scale, row.median_width, None, None),
                *words(f"{row.median_width:.0%}", f"{row.widest:.0%}", f"{row.jobs:,}"),
            ),
        )
        for row in most_rows(frame)
    ]
    note = "(Top \u2212 bottom) / middle of advertised ranges; employers with 5 jobs and more."
    columns = (
        Column("Employer"),
        Column("Median width", ticks=scale.ticks("{:.0%}".format)),
        Column("Median", number=True),
        Column("Widest", number=True),
        Column("Jobs", number=True),
    )
    return Table("widest", "The widest ranges", columns, tuple(rows), note)


def still_open(share: float) -> str:
    """Return a share in percent; one that rounds to 100% though jobs have closed says so."""
    return "over 99%" if 0.99 < share < 1 else f"{share:.0%}"


def time_open(report: Report) -> Table:
    """Return how many jobs are open still, by day since posting."""
    found = report.figures.time_open
    scale = Axis((0.0, 0.25, 0.5, 0.75, 1.0))
    step = max(1, len(found.curve) // MOST_ROWS)
    rows = [
        Row(
            f"Day {row.day:,}",
            (bar(scale, row.open, None, None), *words(still_open(row.open), f"{row.at_risk:,}")),
        )
        for row in tuples(found.curve.iloc[::step])
    ]
    half = f"Half are closed after {found.median} days. " if found.median is not None else ""
    note = (
        f"{half}Kaplan and Meier's estimate, without an interval, of jobs at sources that list "
        "everything: a row for a day on which jobs closed."
    )
    columns = (
        Column("After"), Column("Open still", ticks=scale.ticks("{:.0%}".format)),
        Column("Open", number=True), Column("In sight", number=True),
    )  # fmt: skip
    return Table("time-open", "How long jobs stay open", columns, tuple(rows), note)


def _share_interval(row: Any) -> str:
    if pd.isna(row.interval_low):
        return ""
    return f"{row.interval_low:.0%} to {row.interval_high:.0%}"
