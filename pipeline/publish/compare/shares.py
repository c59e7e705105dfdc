"""The tables of shares: how often the jobs of each role name a skill, a degree, a level."""

from collections.abc import Collection
from typing import Any

import pandas as pd

from models.vocab import Workplace
from pipeline.figures.compare import HIGHER, LOWER, NOT_TOLD
from pipeline.figures.policy import TOO_FEW
from pipeline.publish.charts.axis import Axis, axis
from pipeline.publish.charts.row_mark import RowMark, known
from pipeline.publish.page_table import NONE, Column, Row, Table, Value
from pipeline.publish.report.page_tables.cells import WORKPLACES
from pipeline.publish.report.page_tables.row_words import tuples

MOST = 12
"""Rows of a table. The JSON has all."""
NEAR_ONE = 0.95
"""Ratios from here on have one decimal, smaller ones two digits."""
POINTS = " points"
MORE, LESS = "more often", "less often"
VERDICTS = {HIGHER: MORE, LOWER: LESS}


def share_rows(shares: pd.DataFrame, subjects: Collection[str]) -> pd.DataFrame:
    """Return the rows of these subjects, in their order."""
    return shares[shares["subject"].isin(subjects)]


def share_table(
    shares: pd.DataFrame, roles: tuple[str, str], key: str, heading: str, note: str = ""
) -> Table:
    """Return a table of shares, a row a value: both shares drawn and in words, then the ratio."""
    shown = shares.head(MOST)
    ends = known(number(each) for name in ("one_share", "other_share") for each in shown[name])
    scale = axis([0.0, *ends, 0.1], 5)
    rows = [_row(row, scale) for row in tuples(shown)]
    columns = (
        Column("What"),
        Column("Share of jobs", wide=True, ticks=scale.ticks(_share)),
        Column(roles[0], number=True),
        Column(roles[1], number=True),
        Column("First against second", number=True),
    )
    cut = len(shares) - len(shown)
    after = (f"{cut} more: the JSON has all.",) if cut else ()
    return Table(key, heading, columns, tuple(rows), note, after)


def times(row: Any) -> str:
    """Return how much more often the first role names a value: times, or points."""
    if pd.notna(row.ratio):
        return _factor(row.ratio)
    return _points(row.difference) if pd.notna(row.difference) else ""


def times_interval(row: Any) -> str:
    """Return the interval of that."""
    if pd.notna(row.ratio):
        return f"{_factor(row.interval_low)} to {_factor(row.interval_high)}"
    if pd.notna(row.difference):
        return (
            f"{_points(row.difference_low).removesuffix(POINTS)} to {_points(row.difference_high)}"
        )
    return ""


def more_often(row: Any, *, back: bool) -> tuple[str, str]:
    """Return how much more often the second role names a value, and the interval of that.

    With `back` the first role. In times (`2.1 times as often`) or points (`62 points more`).
    """
    if pd.notna(row.ratio):
        ends = (row.ratio, row.interval_low, row.interval_high)
        near, low, high = ends if back else (1 / ends[0], 1 / ends[2], 1 / ends[1])
        return f"{near:.1f} times as often", f"{low:.1f} to {high:.1f}"
    low, high = sorted(abs(100 * end) for end in (row.difference_low, row.difference_high))
    return f"{abs(100 * row.difference):.0f}{POINTS} more", f"{low:.0f} to {high:.0f}"


def number(value: Any) -> float | None:
    """Return a number of a frame; None where it is missing."""
    return None if pd.isna(value) else float(value)


def shown_name(row: Any) -> str:
    """Return a value as people write it: `high_school` as `High school`, `pandas` as it is.

    A workplace has the name that the salary report gives it.
    """
    if row.subject in _AS_IS:
        return str(row.name)
    if row.subject == "workplace":
        return WORKPLACES[Workplace(row.name)]
    name = str(row.name).replace("_", " ")
    return name[:1].upper() + name[1:]


_AS_IS = frozenset(("language", "framework", "cloud", "data", "mlops", "tool", "method"))


def _row(row: Any, scale: Axis) -> Row:
    one, other = number(row.one_share), number(row.other_share)
    verdict = VERDICTS.get(row.verdict, "")
    mark = RowMark(
        box=None,
        mark=None if one is None else scale.place(one),
        dot=None if other is None else scale.place(other),
        line=None if one is None or other is None else (scale.place(one), scale.place(other)),
    )
    told = Value(*_told(row, verdict))
    if not told.text:
        told = Value(NONE, "" if row.verdict == NOT_TOLD else row.verdict)
    name = shown_name(row)
    return Row(name, (mark, _side(row, "one"), _side(row, "other"), told), dim=not verdict)


def _told(row: Any, verdict: str) -> tuple[str, str]:
    """Return how much more often in words, and its interval; points less often have no sign."""
    said, ends = f"{times(row)} {verdict}".strip(), times_interval(row)
    if not verdict or pd.notna(row.ratio):
        return said, ends
    near, far = sorted(abs(100 * end) for end in (row.difference_low, row.difference_high))
    points = f"{abs(100 * row.difference):.0f}{POINTS} {verdict}"
    return points, f"{near:.0f} to {far:.0f}{POINTS}"


def _side(row: Any, side: str) -> Value:
    share, jobs, of = (getattr(row, f"{side}_{name}") for name in ("share", "jobs", "of"))
    if pd.isna(jobs):
        return Value(TOO_FEW)
    count = f"{jobs:,} of {of:,}"
    return Value(count) if pd.isna(share) else Value(f"{share:.0%}", count)


def _share(share: float) -> str:
    return f"{share:.0%}" if round(1_000 * share) % 10 == 0 else f"{share:.1%}"


def _factor(ratio: float) -> str:
    """Return a ratio as times on one scale: `\u00d71.8`, `\u00d70.55`."""
    return f"\u00d7{ratio:.1f}" if ratio >= NEAR_ONE else f"\u00d7{ratio:.2g}"


def _points(difference: float) -> str:
    return f"{100 * difference:+.0f}{POINTS}".replace("-", "\u2212")
