"""`payband report`: the salary report."""

from pathlib import Path

import click

from pipeline.cli.show import say


@click.command("report")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The page, .html; its figures go beside it as .csv. Default: in reports_dir.",
)
def report_command(*, output: Path | None) -> None:
    """Write the salary report.

    Medians and quartiles by role, level and country, as a page and as CSV.

    \b
    payband report
    payband report -o salaries.html
    """
    from pipeline.config import load_settings
    from pipeline.publish.report import report
    from pipeline.store.database import open_store

    settings = load_settings()
    page = output or settings.reports_dir / "salaries.html"
    if page.suffix != ".html":
        raise click.UsageError(f"the page must end in .html: {page}")
    report(open_store(settings.database_url), page, page.with_suffix(".csv"))
    say(f"wrote {page} and {page.with_suffix('.csv')}")
