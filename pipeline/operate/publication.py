"""Publish the store: write the export and the salary report, both or neither."""

import os
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO

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

BLOCK = 1 << 20


class _SameError(Exception):
    """What was written is what is there."""


def publication_files(settings: Settings) -> list[Path]:
    """Return the files of the export and the report."""
    return [*export_files(settings.export_file), *ReportFiles(settings.report_page).all]


def publish(
    engine: Engine,
    settings: Settings,
    progress: Progress = silent,
    filters: Filters = NONE,
    *,
    keep_same: bool = False,
) -> list[Path]:
    """Write the export and the report, put them in place together, and return the files.

    With `filters` they have only the jobs that fit. With `keep_same`, files that would all be the
    same are left as they are, and none is returned.

    Raises PaybandError where one of them cannot be written, HeldError where the store is empty and
    an existing file has rows. Then all files stay unchanged.
    """
    table, salaries = settings.export_file, ReportFiles(settings.report_page)
    aliases = user_aliases(input_file(settings, "employers_file"))
    files = publication_files(settings)

    def write() -> list[Path]:
        with suppress(_SameError), replacing_together(files) as opened:
            progress("exporting", 0, 2)
            if not write_export(engine, table, opened[:2], filters=filters):
                keep_export(table)
            progress("reporting", 1, 2)
            write_report(engine, salaries, opened[2:], aliases, ReportOptions(filters=filters))
            if keep_same and all(map(_is_same, files, opened)):
                raise _SameError
            return files
        return []

    written = with_retry(engine, write)
    progress("reporting", 2, 2)
    return written


def _is_same(file: Path, opened: BinaryIO) -> bool:
    """Return whether a file has the bytes of the one that would replace it."""
    if not file.is_file() or file.stat().st_size != opened.seek(0, os.SEEK_END):
        return False
    opened.seek(0)
    with file.open("rb") as there:
        return all(block == there.read(BLOCK) for block in iter(partial(opened.read, BLOCK), b""))
