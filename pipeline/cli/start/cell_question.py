"""The options that say which report a cell is of: its file, or its search words and period."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli import options
from pipeline.cli.filter_options import filter_options
from pipeline.cli.period_options import period_options, report_options

if TYPE_CHECKING:
    from pipeline.figures.salary_figures import ReportOptions
    from pipeline.filters.filters import Filters
    from pipeline.publish.explain.last_report import LastReport


@dataclass(frozen=True, slots=True)
class CellQuestion:
    """Which report a cell is of: a file of it, or its search words and period.

    `table` is the export that it was made from, None for the store.
    """

    filters: "Filters"
    since: datetime | None = None
    until: datetime | None = None
    report: Path | None = None
    table: Path | None = None

    def country_alone(self) -> str:
        """Return the country of a text of pay, or several with `;`.

        Raises UsageError where a report is named for what is no cell: a posting or a text.
        """
        from pipeline.filters.filters import Filters

        words = self.filters != Filters(country=self.filters.country)
        if words or any((self.since, self.until, self.report, self.table)):
            raise click.UsageError(
                "search words, a period and --report go with the id of a cell, --export with one "
                "or with the id of a row; a text of pay takes --country"
            )
        return ";".join(self.filters.country)

    def table_alone(self) -> Path | None:
        """Return the table that a posting is a row of, None for one of the store.

        Raises UsageError where more is named beside it that goes with a cell.
        """
        if self.table is not None:
            replace(self, table=None).country_alone()
        return self.table

    def options(self, made: "LastReport | None") -> "ReportOptions":
        """Return the options of the report: those of `made` where its file was named."""
        from pipeline.publish.report.verify import published_options

        if self.report is None or made is None:
            return report_options(self.since, self.until, self.filters)
        if self.filters or self.since or self.until:
            raise click.UsageError("--report has its own search words and period: leave them out")
        return published_options(made.feed)


def cell_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of a cell's report; the command gets the argument `asked`."""

    @click.option(
        "--report",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="The report that a cell is of (its page, JSON or CSV): its words and its period.",
    )
    @period_options
    @options.export_file
    @filter_options(without=("since",))
    @wraps(command)
    def given(*words: Any, **named: Any) -> Any:
        mine = {name: named.pop(name) for name in ("report", "since", "until", "table", "filters")}
        return command(*words, asked=CellQuestion(**mine), **named)

    return given
