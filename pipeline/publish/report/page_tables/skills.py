"""The table of premiums of skills, in three steps, with a drawing of one of them."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from pipeline.figures.skill_premium import NO_CAUSE, STEPS, solid, vanished
from pipeline.publish.charts.axis import Axis
from pipeline.publish.page_table import Column, Row, Table, Value
from pipeline.publish.report.page_tables.ratios import (
    change_axis,
    change_mark,
    interval_of_ratio,
    ratio,
)
from pipeline.publish.report.page_tables.row_words import percent, tuples
from pipeline.publish.report.salary_feed import Report

STEP_NAMES = {
    "raw": "Raw",
    "same_job": "Same role, level, country",
    "same_employer": "And same employer",
}
DRAWN = "same_job"
"""The one step that all drawings are of: two measures on one axis could not be told apart."""
LEGEND = (
    f"Drawn: \u201c{STEP_NAMES[DRAWN]}\u201d with its interval; a skill that could not be tested "
    "there has no circle."
)
VANISHING = (
    "A premium vanishes at a step where it was tested and is not sure, having been sure at the "
    "step before."
)
UNSURE_SKILL = (
    "could be chance, is gone within one employer, or could not be tested within one role, level "
    "and country"
)


def skills(report: Report) -> Table:
    """Return the premium of each skill in three steps."""
    frame = report.figures.skills
    scale = change_axis(frame[frame["step"] == DRAWN])
    rows = [
        _skill_row(str(skill), list(tuples(mine)), scale)
        for skill, mine in frame.groupby("skill", sort=False)
        if mine["ratio"].notna().any()
    ]
    told = (NO_CAUSE, "Jobs with a description that was read.", LEGEND, *_vanishing(frame))
    columns = (
        Column("Skill"),
        Column(STEP_NAMES[DRAWN], ticks=scale.ticks(percent)),
        *(Column(STEP_NAMES[step], number=True) for step in STEPS),
        Column("Jobs", number=True, wide=True),
    )
    heading = "Premium of a skill, in three steps"
    return Table("skills", heading, columns, tuple(rows), " ".join(told), dim=UNSURE_SKILL)


def _vanishing(frame: pd.DataFrame) -> Iterator[str]:
    """Yield how many premiums vanish, what that is, and which are unsure against their look."""
    steps = "; ".join(
        f"{n} vanish{'es' if n == 1 else ''} at \u201c{STEP_NAMES[step]}\u201d"
        for step, n in vanished(frame).items()
    )
    yield f"{steps}. {VANISHING}"
    yield from filter(None, (_still_chance(frame, step) for step in STEPS))


def _still_chance(frame: pd.DataFrame, step: str) -> str:
    """Return why an interval that leaves out 0 may be chance still; "" where none is."""
    tested = frame[(frame["step"] == step) & frame["ratio"].notna()]
    unsure = tested[(tested["crosses"] == False) & ~tested["stands"]]  # noqa: E712  # has missing
    if not len(unsure):
        return ""
    names = ", ".join(unsure["skill"])
    return (
        f"{names} at \u201c{STEP_NAMES[step]}\u201d: the interval leaves out 0, but of "
        f"{len(tested)} skills tested some do so by chance, and after Benjamini and Hochberg it "
        "isn\u2019t sure."
    )


def _skill_row(skill: str, steps: list[Any], scale: Axis) -> Row:
    [drawn] = [row for row in steps if row.step == DRAWN]
    values = [Value(ratio(row), interval_of_ratio(row)) for row in steps]
    return Row(
        skill,
        (change_mark(drawn, scale), *values, Value(f"{steps[0].jobs_with:,}")),
        dim=not solid(steps),
    )
