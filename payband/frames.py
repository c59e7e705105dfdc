"""Read a store as pandas DataFrames: jobs, postings, pay bands, salary table, two roles."""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os import PathLike
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Engine


def jobs(database: str | None = None, *, columns: Sequence[str] | None = None) -> "pd.DataFrame":
    """Return a row for each job, as `payband export` does.

    `database` is a URL such as `sqlite:///data/payband.db`; without it the settings of the current
    folder decide, and a warning says so where that is the bundled sample. `columns` are names of
    the data dictionary, all by default. Money is float64, counts are Int64, true or false is
    boolean, times are datetime64[us, UTC], days datetime64[s], the rest is str; unknown is NaN,
    NA or NaT. Raises TypeError for an argument of another type, UsageError for an unknown column
    and where there is no store.
    """
    from pipeline.publish.export.rows import stream_jobs  # noqa: PLC0415  # pandas takes long

    return _streamed("jobs", stream_jobs, database, columns)


def postings(
    database: str | None = None, *, columns: Sequence[str] | None = None
) -> "pd.DataFrame":
    """Return a row for each posting, as `payband export --all` does; arguments as in `jobs`."""
    from pipeline.publish.export.rows import stream_postings  # noqa: PLC0415

    return _streamed("postings", stream_postings, database, columns)


def bands(database: str | None = None) -> "pd.DataFrame":
    """Return a row for each pay band that a posting states: the table salary_band, as in `jobs`."""
    from sqlalchemy import select  # noqa: PLC0415

    from models.band import SalaryBand  # noqa: PLC0415
    from models.record import columns  # noqa: PLC0415
    from models.tables import salary_band  # noqa: PLC0415
    from pipeline.tables.frame import typed_frame  # noqa: PLC0415

    query = select(*(salary_band.c[c.name] for c in columns(SalaryBand)))
    with _store("bands", database) as engine, engine.connect() as connection:
        rows = connection.execute(query.order_by(salary_band.c.posting_id, salary_band.c.n))
        return typed_frame(rows, columns(SalaryBand))


def salary_table(
    database: str | None = None, *, employers_file: "str | PathLike[str] | None" = None
) -> "pd.DataFrame":
    """Return the cells of the salary report: by country, role and level, in its currency.

    `table` is pay, interns or contracts; the other columns are those of the data dictionary's
    report section, without the ones that will go. What the publication policy does not let show
    is missing. Amounts and shares are float64, numbers of jobs Int64. `employers_file` is a CSV of
    your own with other names of employers, which then count as one (docs/skills.md); without it
    the one that the settings name. Raises InputError for a file that cannot be read.
    """
    from payband.cleaning import aliases_of  # noqa: PLC0415
    from pipeline.config import load_settings  # noqa: PLC0415
    from pipeline.figures.salary_figures import DEFAULT  # noqa: PLC0415
    from pipeline.publish.report.cell_frame import cell_frame  # noqa: PLC0415
    from pipeline.publish.report.report import made_report  # noqa: PLC0415

    own = load_settings().employers_file if employers_file is None else employers_file
    aliases = aliases_of("salary_table", own)
    with _store("salary_table", database) as engine:
        return cell_frame(made_report(engine, DEFAULT, aliases=aliases).figures)


def compare(one: str, other: str, database: str | None = None) -> "pd.DataFrame":
    """Return what two roles ask for: a row for each skill, degree, level, workplace, industry.

    `one` and `other` are roles, or titles that have one. `one_jobs` of `one_of` jobs of the first
    role name the value (Int64), at `one_employers`; `one_share` with its 95% interval
    (`one_share_low`, `one_share_high`; float64, 0 to 1) and the same of the other role are missing
    where the publication policy shows none. `ratio` is the first share over the second,
    `difference` the first less the second; `verdict` says of the first role higher, lower, `not
    told apart`, or why they are not compared. Raises UsageError for an unknown role.
    """
    from pipeline.publish.compare.frame import comparison_frame  # noqa: PLC0415
    from pipeline.publish.compare.stored_pair import stored_pair  # noqa: PLC0415

    for role in (one, other):
        _check("compare", "the name of a role", role)
    with _store("compare", database) as engine:
        return comparison_frame(stored_pair(engine, one, other))


def _streamed(
    door: str, stream: Any, database: str | None, names: Sequence[str] | None
) -> "pd.DataFrame":
    from pipeline.publish.export.shape import ALL_COLUMNS, narrowed  # noqa: PLC0415
    from pipeline.tables.frame import typed_frame  # noqa: PLC0415

    shape = ALL_COLUMNS if names is None else narrowed(_names(door, names))
    with _store(door, database) as engine:
        return typed_frame(stream(engine, shape.reads), shape.columns)


def _names(door: str, names: Any) -> list[str]:
    if isinstance(names, str) or not isinstance(names, Sequence):
        raise TypeError(f"{door}() takes columns as a list of names, not {_kind(names)}")
    for name in names:
        _check(door, "the name of a column", name)
    return list(names)


def _check(door: str, what: str, value: Any) -> None:
    if not isinstance(value, str):
        raise TypeError(f"{door}() takes {what} as text, not {_kind(value)}")


def _kind(value: Any) -> str:
    return "None" if value is None else type(value).__name__


@contextmanager
def _store(door: str, database: str | None) -> "Iterator[Engine]":
    """Yield an engine of the store; it ends with the block."""
    from pipeline.operate.which_store import check_made, choose_store  # noqa: PLC0415
    from pipeline.store.db.existing import open_existing  # noqa: PLC0415

    if database is not None:
        _check(door, "the URL of a database", database)
    settings, told = choose_store(database=database)
    check_made(settings)
    if told:
        warnings.warn(told, UserWarning, stacklevel=5)
    engine = open_existing(settings.database_url)
    try:
        yield engine
    finally:
        engine.dispose()
