"""`payband report`: write the salary report."""

from dataclasses import asdict, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import options
from pipeline.cli.filter_options import filter_options
from pipeline.cli.output.new_folder import say_new_folder
from pipeline.cli.output.show import print_json, print_table, say
from pipeline.cli.period_options import period_options, report_options
from pipeline.cli.store_options import Which, of_store
from pipeline.publish.counted import many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.config import Settings
    from pipeline.figures.salary_figures import ReportOptions
    from pipeline.filters.filters import Filters
    from pipeline.publish.report.report import ReportFiles
    from pipeline.publish.report.revision import Revision
    from pipeline.publish.report.salary_feed import Report


@click.command("report")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    callback=options.page_name,
    help="The page, .html; its figures go beside it: .csv, .json, .md. Default: in reports_dir.",
)
@period_options
@click.option("--usd", is_flag=True, help="Add figures over all countries in US dollars.")
@click.option(
    "--widest",
    is_flag=True,
    help="Add the employers with the widest ranges: a table that names single employers.",
)
@click.option(
    "--against",
    type=click.Path(path_type=Path, exists=True),
    metavar="OLD",
    help="List what moved since an earlier report (its page, JSON or folder), and why. Of a report "
    "made with --export keep its file, too: beside it, beside the new one or here.",
)
@options.export_file
@filter_options(without=("since",))
@options.force
@options.as_json
@of_store
def report_command(
    *,
    output: Path | None,
    since: datetime | None,
    until: datetime | None,
    usd: bool,
    widest: bool,
    against: Path | None,
    table: Path | None,
    filters: "Filters",
    force: bool,
    as_json: bool,
    which: Which,
) -> None:
    """Write the salary report.

    Medians and quartiles by country, role and level, each with how sure it is, as a page, CSV,
    JSON and Markdown; docs/statistics.md explains them. A job counts if it was open at any time
    from --since to --until: from its day of posting, or an earlier sighting, to its close or last
    sighting. An empty store replaces no report of postings: exit code 4, unless --force is given.

    \b
    payband report -o 2026.html --since 2026-01-01 --until 2026-06-30
    payband report --against last-week/salaries.json
    payband report --export cleaned.csv --country DE -o germany.html
    """
    from pipeline.publish.overwrite_check import is_feed_before
    from pipeline.publish.report.report import ReportFiles

    say_new_folder(output)
    asked = replace(report_options(since, until, filters, usd=usd), widest=widest)
    settings = which.settings_without(table)
    files = ReportFiles(output or which.own_file(settings.report_page))
    newer = is_feed_before(files.json)
    made = _made(settings, files, asked, table, against, force=force, which=which)
    _warn(made)
    tell = _print_json if as_json else partial(_tell, newer=newer)
    tell(files, made.revisions)


def _made(  # each is a separate choice
    settings: "Settings",
    files: "ReportFiles",
    asked: "ReportOptions",
    table: Path | None,
    against: Path | None,
    *,
    force: bool,
    which: Which,
) -> "Report":
    from pipeline.clean.employer.aliases import user_aliases
    from pipeline.disk import keep_input
    from pipeline.input_files import input_file
    from pipeline.operate.protected_inputs import keep_inputs
    from pipeline.publish.report.published import feed_file, read_feed
    from pipeline.publish.report.report import report, report_of_export
    from pipeline.publish.report.revised.earlier_jobs import earlier_report

    keep_inputs(settings, *files.all)
    earlier = None
    if against:
        folders = [path.parent for path in (feed_file(against), *([table] if table else []))]
        earlier = earlier_report(read_feed(against), [*folders, Path()])
    names = user_aliases(input_file(settings, "employers_file"))
    if table is None:
        engine = which.store(settings)
        return report(engine, files.html, asked, earlier=earlier, force=force, aliases=names)
    for file in files.all:
        keep_input(table, file)
    return report_of_export(table, files.html, asked, earlier=earlier, force=force, aliases=names)


def _warn(made: "Report") -> None:
    from pipeline.publish.counted import inside
    from pipeline.publish.report.page import CUT_BY_PAY
    from pipeline.publish.report.page_tables.notices import notices

    for words in notices(made):
        say(f"warning: {words}")
    if made.filters.min_pay is not None:
        say(f"warning: {inside(CUT_BY_PAY)}")


def _tell(files: "ReportFiles", revisions: "Sequence[Revision] | None", *, newer: bool) -> None:
    """Say what was written; who had the columns of an earlier version hears which will go."""
    from pipeline.publish.deprecation import notice

    _show(revisions)
    say(f"wrote {files.html}, {files.csv}, {files.json} and {files.markdown}")
    if newer:
        say(f"{files.csv}: {notice('salaries')}")


def _print_json(files: "ReportFiles", revisions: "Sequence[Revision] | None") -> None:
    moved = {} if revisions is None else {"moved": [asdict(each) for each in revisions]}
    print_json({"files": files.all} | moved)


def _show(revisions: "Sequence[Revision] | None") -> None:
    if revisions is None:
        return
    medians = ("by job then", "now", "by employer then", "now")
    header = ("cell", *medians, "trust by job then", "now", "why")
    rows = [
        (
            each.id,
            each.median_by_job_then,
            each.median_by_job,
            each.median_by_employer_then,
            each.median_by_employer,
            each.label_then,
            each.label,
            each.why,
        )
        for each in revisions
    ]
    print_table("What moved", header, rows)
    say(f"{many(len(rows), 'cell')} moved")
