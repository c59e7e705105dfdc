"""`payband report`: write the salary report."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import options
from pipeline.cli.filter_options import filter_options
from pipeline.cli.output.show import say
from pipeline.cli.store_options import Which, of_store

if TYPE_CHECKING:
    from pipeline.filters.filters import Filters


@click.command("report")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The page, .html; its figures go beside it as .csv. Default: in reports_dir.",
)
@filter_options()
@options.force
@of_store
def report_command(*, output: Path | None, filters: "Filters", force: bool, which: Which) -> None:
    """Write the salary report.

    Medians and quartiles by role, level and country, as a page and as CSV.

    An empty store doesn't replace a report that counts postings: exit code 4, unless --force is
    given.

    \b
    payband report
    payband report -o salaries.html
    payband report --country DE --country AT -o german.html
    """
    from pipeline.operate.protected_inputs import keep_inputs
    from pipeline.publish.report.report import report
    from pipeline.store.db.existing import open_existing

    if output is not None and output.suffix != ".html":
        raise click.UsageError(f"the page must end in .html: {output}")
    settings = which.settings()
    page = output or which.own_file(settings.report_page)
    figures = page.with_suffix(".csv")
    keep_inputs(settings, page, figures)
    report(open_existing(settings.database_url), page, figures, filters=filters, force=force)
    say(f"wrote {page} and {figures}")
