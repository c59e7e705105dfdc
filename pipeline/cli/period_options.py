"""The options `--since` and `--until`: the period of a report."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.day import DAY

if TYPE_CHECKING:
    from pipeline.figures.salary_figures import ReportOptions
    from pipeline.filters.filters import Filters


def period_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --since and --until; the command gets `since` and `until`, None where not given."""
    for option in (
        click.option(
            "--until",
            type=DAY,
            metavar="DAY",
            help="Jobs open on DAY (UTC) or earlier. Default: the day of the last sighting.",
        ),
        click.option(
            "--since",
            type=DAY,
            metavar="DAY",
            help="Jobs open on DAY (UTC) or later. Default: 12 months before --until.",
        ),
    ):
        command = option(command)
    return command


def report_options(
    since: datetime | None, until: datetime | None, filters: "Filters", *, usd: bool = False
) -> "ReportOptions":
    """Return the options of a report. Raises UsageError for a period that ends before it begins."""
    import pandas as pd

    from pipeline.figures.salary_figures import ReportOptions

    if since and until and since > until:
        raise click.UsageError("--since is after --until")
    first, last = (None if each is None else pd.Timestamp(each) for each in (since, until))
    return ReportOptions(first, last, usd, filters)
