"""The tables of differences: revisions, comparisons, the same job elsewhere, skills, growth."""

from typing import Any

import pandas as pd

from models.vocab import Workplace
from pipeline.figures.compare import HIGHER, LOWER
from pipeline.figures.elsewhere import MOST_PLACES
from pipeline.figures.skill_premium import NO_CAUSE, STEPS, solid, vanished
from pipeline.publish.charts.axis import Axis, axis
from pipeline.publish.charts.row_mark import known, point
from pipeline.publish.counted import many
from pipeline.publish.page_table import NONE, Column, Row, Table, Value, words
from pipeline.publish.report.page_tables.cells import WORKPLACES, country_name
from pipeline.publish.report.page_tables.ratios import (
    change,
    change_axis,
    change_columns,
    change_mark,
    crosses,
    interval_of_ratio,
    interval_words,
    ratio,
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
from pipeline.publish.report.salary_feed import ComparedWith, Report

CHANCE = "could be chance"
UNSURE_SKILL = (
    "could be chance, is gone within one employer, or could not be tested within one role, level "
    "and country"
)
STEP_NAMES = {
    "raw": "Raw",
    "same_job": "Same role, level, country",
    "same_employer": "And same employer",
}


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
    return Table("changed", "What changed", columns, tuple(rows), note, cut(len(revisions)))


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


def skills(report: Report) -> Table:
    """Return the premium of each skill in three steps."""
    frame = report.figures.skills
    scale = change_axis(frame)
    rows = [
        _skill_row(str(skill), list(tuples(mine)), scale)
        for skill, mine in frame.groupby("skill", sort=False)
        if mine["ratio"].notna().any()
    ]
    gone = vanished(frame)
    steps = "; ".join(
        f"{n} vanish{'es' if n == 1 else ''} at \u201c{STEP_NAMES[step]}\u201d"
        for step, n in gone.items()
    )
    note = f"{NO_CAUSE} Jobs with a description that was read. {steps}.{_still_chance(frame)}"
    columns = (
        Column("Skill"),
        Column("Last step", ticks=scale.ticks(percent)),
        *(Column(STEP_NAMES[step], number=True) for step in STEPS),
        Column("Jobs", number=True, wide=True),
    )
    return Table(
        "skills",
        "Premium of a skill, in three steps",
        columns,
        tuple(rows),
        note,
        dim=UNSURE_SKILL,
    )


def _still_chance(frame: pd.DataFrame) -> str:
    """Return why an interval that leaves out 0 may be chance still; "" where none is."""
    tested = frame[(frame["step"] == "same_job") & frame["ratio"].notna()]
    unsure = tested[(tested["crosses"] == False) & ~tested["stands"]]  # noqa: E712  # has missing
    if not len(unsure):
        return ""
    return (
        f" {', '.join(unsure['skill'])}: the interval leaves out 0, but of {len(tested)} skills "
        "tested some do so by chance, and after Benjamini and Hochberg it isn\u2019t sure."
    )


def _skill_row(skill: str, steps: list[Any], scale: Axis) -> Row:
    last = [row for row in steps if pd.notna(row.ratio)][-1]
    values = [Value(ratio(row), interval_of_ratio(row)) for row in steps]
    return Row(
        skill,
        (change_mark(last, scale), *values, Value(f"{steps[0].jobs_with:,}")),
        dim=not solid(steps),
    )


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
