"""`payband report`: write the salary report."""

from pathlib import Path

import click

from pipeline.cli import options
from pipeline.cli.output.show import say
from pipeline.cli.store_options import Which, of_store


@click.command("report")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The page, .html; its figures go beside it as .csv. Default: in reports_dir.",
)
@options.force
@of_store
def report_command(*, output: Path | None, force: bool, which: Which) -> None:
    """Write the salary report.

    Medians and quartiles by role, level and country, as a page and as CSV.

    An empty store doesn't replace a report that counts postings: exit code 4, unless --force is
    given.

    \b
    payband report
    payband report -o salaries.html
    """
    from pipeline.clean.employer.aliases import user_aliases
    from pipeline.operate.protected_inputs import keep_inputs
    from pipeline.publish.report.report import report
    from pipeline.store.db.existing import open_existing

    if output is not None and output.suffix != ".html":
        raise click.UsageError(f"the page must end in .html: {output}")
    settings = which.settings()
    page = output or which.own_file(settings.report_page)
    figures = page.with_suffix(".csv")
    keep_inputs(settings, page, figures)
    aliases = user_aliases(settings.employers_file)
    report(open_existing(settings.database_url), page, figures, force=force, aliases=aliases)
    say(f"wrote {page} and {figures}")
