"""The tables of pay: both roles within each country and level, and what the interval says."""

from collections.abc import Iterator

from pipeline.figures.cell import Cell
from pipeline.figures.compare import HIGHER, LOWER, Comparison
from pipeline.figures.policy import TOO_FEW
from pipeline.figures.role_pair.pay import PayPair
from pipeline.figures.role_pair.role_pair import RolePair
from pipeline.publish.charts.axis import Axis, axis
from pipeline.publish.charts.row_mark import known
from pipeline.publish.money import short
from pipeline.publish.page_table import NONE, Column, Row, Table, Value
from pipeline.publish.report.page_tables.cells import cell_mark, cell_median, country_name
from pipeline.publish.report.page_tables.row_words import percent


def pay_tables(pair: RolePair) -> list[Table]:
    """Return a table for each country where either role has a median, largest first."""
    by_country: dict[str, list[PayPair]] = {}
    for each in pair.pay:
        if any(cell is not None and cell.jobs is not None for cell in (each.one, each.other)):
            by_country.setdefault(each.country, []).append(each)
    tables = [_table(country, mine, pair.roles) for country, mine in by_country.items()]
    return [table for table in tables if table is not None]


def same_job_words(pair: RolePair) -> str:
    """Return what the pooled ratio within level and country says, as a sentence."""
    found, (one, other) = pair.same_job, pair.roles
    if found.ratio is None or found.interval is None:
        return f"Pay within one level and country can't be compared: {found.why}."
    ends = f"{percent(found.interval.low - 1)} to {percent(found.interval.high - 1)}"
    if pair.same_job_verdict not in (HIGHER, LOWER):
        return (
            f"Within one level and country the pay of the two can't be told apart: {one} against "
            f"{other} {percent(found.ratio - 1)}, 95% interval {ends}. {_rests_on(found)}"
        )
    return (
        f"Within one level and country {one} jobs advertise {pair.same_job_verdict} pay than "
        f"{other} jobs: {percent(found.ratio - 1)} (95% interval {ends}). {_rests_on(found)}"
    )


def _rests_on(found: Comparison) -> str:
    return (
        f"It pools {found.jobs:,} jobs of {found.employers:,} employers, in all countries and "
        "levels where both roles state pay, so it may be surer than any row of the tables of pay."
    )


def _table(country: str, pairs: list[PayPair], roles: tuple[str, str]) -> Table | None:
    cells = [cell for pair in pairs for cell in (pair.one, pair.other) if cell is not None]
    ends = known(
        end
        for c in cells
        for end in (c.p10, c.p25, c.p75, c.p90, c.median_by_job, c.median_by_employer)
    )
    if not ends:
        return None
    currency, scale = pairs[0].currency, axis(ends, 5)
    rows = [row for pair in pairs for row in _rows(pair, roles, scale)]
    columns = (
        Column("Level, role"),
        Column("Spread", ticks=scale.ticks(lambda amount: short(amount, currency))),
        Column("Median by job", number=True),
        Column("Median by employer", number=True, wide=True),
        Column("Jobs with pay", number=True, wide=True),
    )
    heading = f"{country_name(country)}, {currency} a year"
    return Table(f"pay-{country}", heading, columns, tuple(rows))


def _rows(pair: PayPair, roles: tuple[str, str], scale: Axis) -> Iterator[Row]:
    name = pair.level.capitalize() if pair.level else "All levels"
    by_job = _verdict(pair.by_job, pair.verdict_by_job)
    by_employer = _verdict(pair.by_employer, pair.verdict_by_employer)
    yield Row(name, (None, by_job, by_employer, Value("")))
    for role, cell in zip(roles, (pair.one, pair.other), strict=True):
        yield _role_row(role, cell, scale)


def _role_row(role: str, cell: Cell | None, scale: Axis) -> Row:
    if cell is None:
        return Row(role, (None, Value(NONE), Value(NONE), Value("0")), part=True, dim=True)
    jobs = TOO_FEW if cell.jobs is None else f"{cell.jobs:,}"
    return Row(
        role,
        (
            cell_mark(cell, scale),
            cell_median(cell, "by_job"),
            cell_median(cell, "by_employer"),
            Value(jobs, f"of {cell.all_jobs:,}"),
        ),
        id=cell.id,
        brief=jobs if cell.jobs is None else f"{jobs} jobs",
        part=True,
    )


def _verdict(found: Comparison, verdict: str) -> Value:
    if found.ratio is None or found.interval is None:
        return Value("not compared", verdict or found.why)
    ends = f"{percent(found.interval.low - 1)} to {percent(found.interval.high - 1)}"
    return Value(f"{percent(found.ratio - 1)}: {verdict}", ends)
