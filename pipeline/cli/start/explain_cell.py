"""`payband explain ID`: the jobs of a cell of the report."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pipeline.cli.store_options import Which


def explain_cell(what: str, which: "Which", html: Path | None, *, as_json: bool) -> None:
    """Print the jobs of a cell; `html` is refused."""
    from pipeline.clean.employer.aliases import user_aliases
    from pipeline.cli.output.cell_jobs import print_cell, show_cell
    from pipeline.input_files import input_file
    from pipeline.publish.explain.cell_jobs import cell_jobs
    from pipeline.publish.explain.last_report import last_report
    from pipeline.store.db.existing import open_existing

    if html is not None:
        raise click.UsageError("--html is for a posting; of a cell there is --json")
    settings = which.settings()
    engine = open_existing(settings.database_url)
    last = last_report(engine, settings.report_page)
    aliases = user_aliases(input_file(settings, "employers_file"))
    found = cell_jobs(engine, what.strip(), aliases, last.feed if last else None)
    if as_json:
        print_cell(found)
    else:
        show_cell(found, last.words if last else "")
