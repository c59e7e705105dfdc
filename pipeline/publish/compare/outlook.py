"""The outlook of two roles: jobs posted by month, and how their pay grew."""

import pandas as pd

from pipeline.figures.policy import TOO_FEW
from pipeline.publish.charts.axis import axis
from pipeline.publish.charts.row_mark import RowMark, known
from pipeline.publish.compare.section import Section
from pipeline.publish.compare.shares import number
from pipeline.publish.compare.stored_pair import RoleComparison
from pipeline.publish.page_table import Column, Row, Table, words
from pipeline.publish.report.page_tables.row_words import percent, tuples

NOTE = (
    "Jobs posted by month, from the first sighting on; the first and the last month may be seen in "
    "part only. No forecast."
)


def outlook(found: RoleComparison) -> Section:
    """Return the section: jobs by month, and growth of pay on matched cells."""
    text = [NOTE]
    months = found.pair.months
    for role, each in zip(found.pair.roles, found.pair.growth, strict=True):
        text.append(_growth_words(role, each.months, each.why))
    if months.empty:
        return Section("outlook", "Outlook", tuple(text))
    return Section("outlook", "Outlook", tuple(text), tables=(_months(found),))


def _growth_words(role: str, months: pd.DataFrame, why: str) -> str:
    if months.empty:
        return f"Growth of pay, {role}: not known, {why}."
    last = months.iloc[-1]
    mean, sure = last["three_months"], ""
    if pd.isna(mean):
        return f"Growth of pay, {role}: {percent(last['growth'])} in the year to {last['month']}."
    if pd.notna(last["interval_low"]):
        sure = f" ({percent(last['interval_low'])} to {percent(last['interval_high'])})"
    return (
        f"Growth of pay on matched cells, {role}: {percent(mean)}{sure} in the year to "
        f"{last['month']}, mean of three months."
    )


def _months(found: RoleComparison) -> Table:
    frame, roles_ = found.pair.months, found.pair.roles
    ends = known(number(each) for name in ("one_jobs", "other_jobs") for each in frame[name])
    scale = axis([0.0, *ends, 5.0], 5)
    rows = []
    for row in tuples(frame):
        one, other = number(row.one_jobs), number(row.other_jobs)
        mark = RowMark(
            mark=None if one is None else scale.place(one),
            dot=None if other is None else scale.place(other),
        )
        counts = [TOO_FEW if each is None else f"{each:,.0f}" for each in (one, other)]
        rows.append(Row(row.month, (mark, *words(*counts))))
    columns = (
        Column("Month"), Column("Jobs posted", ticks=scale.ticks("{:,.0f}".format)),
        Column(roles_[0], number=True), Column(roles_[1], number=True),
    )  # fmt: skip
    return Table("months", "Jobs posted by month", columns, tuple(rows))
