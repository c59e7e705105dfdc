"""`payband compare`: compare two roles."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import options
from pipeline.cli.filter_options import filter_options
from pipeline.cli.output.new_folder import say_new_folder
from pipeline.cli.output.show import print_json, print_line, print_table, say
from pipeline.cli.period_options import period_options, report_options
from pipeline.cli.store_options import Which, of_store

if TYPE_CHECKING:
    from pipeline.figures.salary_figures import ReportOptions
    from pipeline.filters.filters import Filters
    from pipeline.publish.compare.section import Section
    from pipeline.publish.compare.stored_pair import RoleComparison, Roles
    from pipeline.publish.page_table import Table


@click.command("compare")
@click.argument("one")
@click.argument("other")
@options.as_json
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    callback=options.page_name,
    help="Write a page instead, .html; its figures go beside it as .json and .md.",
)
@period_options
@options.export_file
@filter_options(without=("role", "since"))
@options.force
@of_store
def compare_command(
    *,
    one: str,
    other: str,
    as_json: bool,
    output: Path | None,
    since: datetime | None,
    until: datetime | None,
    table: Path | None,
    filters: "Filters",
    force: bool,
    which: Which,
) -> None:
    """Compare what two roles ask for and offer.

    What the roles are, what their jobs say is to be done, skills, education, industries, levels,
    employers, workplace, outlook and pay, each figure with the jobs it rests on and how sure it
    is; and what to learn to move from one to the other. ONE and OTHER are roles, or titles that
    have one. The jobs are those open at any time from --since to --until, as in a report.

    \b
    payband compare "ML Engineer" "Research Scientist" -o roles.html
    payband compare "Data Scientist" "Data Analyst" --export cleaned.csv
    """
    from dataclasses import replace

    from pipeline.clock import today
    from pipeline.publish.compare.comparison_json import comparison_record
    from pipeline.publish.compare.page import files_of, write_page
    from pipeline.publish.compare.stored_pair import two_roles

    roles = two_roles(one, other, say)
    compared = _compared(which, roles, table, report_options(since, until, filters), output)
    if output is not None:
        write_page(replace(compared, made_on=today()), output, force=force)
        say(f"wrote {', '.join(map(str, files_of(output)))}")
    if as_json:
        print_json(comparison_record(compared))
    elif output is None:
        _show(compared)


def _compared(
    which: Which, roles: "Roles", table: Path | None, asked: "ReportOptions", output: Path | None
) -> "RoleComparison":
    from pipeline.clean.employer.aliases import user_aliases
    from pipeline.disk import keep_input
    from pipeline.input_files import input_file
    from pipeline.operate.protected_inputs import keep_inputs
    from pipeline.publish.compare.page import files_of
    from pipeline.publish.compare.stored_pair import exported_comparison, stored_comparison

    settings = which.settings_without(table)
    files = files_of(output) if output else []
    keep_inputs(settings, *files)
    say_new_folder(output)
    aliases = user_aliases(input_file(settings, "employers_file"))
    period = asked.since, asked.until
    if table is None:
        return stored_comparison(which.store(settings), roles, aliases, asked.filters, period)
    for file in files:
        keep_input(table, file)
    return exported_comparison(table, roles, aliases, asked.filters, period)


def _show(compared: "RoleComparison") -> None:
    from pipeline.publish.compare.sections import sections

    for section in sections(compared):
        _show_section(section)


def _show_section(section: "Section") -> None:
    print_line(f"{section.heading}:")
    for text in section.text:
        print_line(f"  {text}")
    for heading, points in section.points:
        if heading:
            print_line(f"  {heading}")
        for point in points:
            print_line(f"  - {point}")
    for table in section.tables:
        _show_table(table)


def _show_table(table: "Table") -> None:
    from pipeline.publish.page_table import Value

    kept = [n for n, column in enumerate(table.columns) if not column.ticks]
    rows = []
    for row in table.rows:
        cells = [("  " if row.part else "") + row.name]
        cells += [str(c) if isinstance(c, Value) else "" for c in row.cells]
        rows.append([cells[n] for n in kept])
    print_table(table.heading, [table.columns[n].name for n in kept], rows)
