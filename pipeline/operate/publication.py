"""Publish the store: write the export and the salary report, both or neither."""

from pathlib import Path

from sqlalchemy import Engine

from pipeline.clean.employer.aliases import user_aliases
from pipeline.config import Settings
from pipeline.figures.salary_figures import ReportOptions
from pipeline.filters.filters import NONE, Filters
from pipeline.input_files import input_file
from pipeline.operate.progress import Progress, silent
from pipeline.publish.export.export import export_files, write_export
from pipeline.publish.overwrite_check import keep_export
from pipeline.publish.replace_together import replacing_together
from pipeline.publish.report.report import ReportFiles, write_report
from pipeline.store.db.transactions import with_retry


def publish(
    engine: Engine, settings: Settings, progress: Progress = silent, filters: Filters = NONE
) -> list[Path]:
    """Write the export and the report, put them in place together, and return the files.

    With `filters` they have only the jobs that fit.

    Raises PaybandError where one of them cannot be written, HeldError where the store is empty and
    an existing file has rows. Then all files stay unchanged.
    """
    table, salaries = settings.export_file, ReportFiles(settings.report_page)
    aliases = user_aliases(input_file(settings, "employers_file"))
    files = [*export_files(table), *salaries.all]

    def write() -> None:
        with replacing_together(files) as opened:
            progress("exporting", 0, 2)
            if not write_export(engine, table, opened[:2], filters=filters):
                keep_export(table)
            progress("reporting", 1, 2)
            write_report(engine, salaries, opened[2:], aliases, ReportOptions(filters=filters))

    with_retry(engine, write)
    progress("reporting", 2, 2)
    return files
