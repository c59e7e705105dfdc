"""`payband explain ID`: the jobs of a cell of a report."""

from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.start.cell_question import CellQuestion

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Engine

    from pipeline.cli.store_options import Which
    from pipeline.config import Settings
    from pipeline.publish.explain.cell_jobs import CellJobs
    from pipeline.publish.explain.last_report import LastReport


def explain_cell(
    what: str, which: "Which", asked: CellQuestion, html: Path | None, *, as_json: bool
) -> None:
    """Print the jobs of a cell; `html` is refused."""
    from pipeline.clean.employer.aliases import user_aliases
    from pipeline.cli.output.cell_jobs import show_cell
    from pipeline.cli.output.show import print_json
    from pipeline.input_files import input_file
    from pipeline.publish.made_of import check_table
    from pipeline.publish.report.published import check_figure, read_feed

    if html is not None:
        raise click.UsageError("--html is for a posting; of a cell there is --json")
    if asked.report is not None:  # before a store is looked for
        check_table(read_feed(asked.report), asked.report, asked.table)
    settings = which.settings_without(asked.table)
    engine, find = _source(asked.table, settings)
    made = _report(asked, settings, engine)
    aliases = user_aliases(input_file(settings, "employers_file"))
    found = find(what.strip(), aliases, made.feed if made else None, asked.options(made))
    if asked.report is not None and made is not None:
        check_figure(made.feed, found.id, asked.report)
    if as_json:
        print_json(asdict(found) | {"report": made.record if made else None})
    else:
        show_cell(found, made)


def _report(
    asked: CellQuestion, settings: "Settings", engine: "Engine | None"
) -> "LastReport | None":
    """Return the report that was named, or else the last one of the store."""
    from pipeline.publish.explain.last_report import last_report, read_report

    if asked.report is not None:
        return read_report(engine, asked.report)
    return None if engine is None else last_report(engine, settings.report_page)


def _source(
    table: Path | None, settings: "Settings"
) -> "tuple[Engine | None, Callable[..., CellJobs]]":
    """Return the store, None where a table takes its place, and what finds the jobs of a cell."""
    from pipeline.publish.explain.cell_jobs import cell_jobs, exported_cell_jobs
    from pipeline.store.db.existing import open_existing

    if table is not None:
        return None, partial(exported_cell_jobs, table)
    engine = open_existing(settings.database_url)
    return engine, partial(cell_jobs, engine)
