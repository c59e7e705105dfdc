"""Write the salary report: a page, and its figures as CSV, JSON and Markdown."""

import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

import pandas as pd
from sqlalchemy import Engine

from pipeline.clean.employer.aliases import SHIPPED, Aliases
from pipeline.clock import today
from pipeline.few_sweeps import few_sweeps
from pipeline.figures.salary_figures import DEFAULT, ReportOptions
from pipeline.filters.joined import joined
from pipeline.filters.same_names import with_employers
from pipeline.publish.export.corrected_rows import fitting_corrections
from pipeline.publish.export.datapackage import package_file
from pipeline.publish.export.formats import write_rows
from pipeline.publish.export_description import description
from pipeline.publish.made_of import MadeOf, table_of
from pipeline.publish.overwrite_check import (
    keep_other_package,
    keep_other_table,
    keep_other_text,
    keep_report,
)
from pipeline.publish.replace_together import replacing_together, writing_to
from pipeline.publish.report.feed_text import feed_text
from pipeline.publish.report.file_hashes import content_hash
from pipeline.publish.report.job_columns import Source
from pipeline.publish.report.job_source import (
    exported_jobs,
    newest_exported,
    newest_sighting,
    stored_jobs,
)
from pipeline.publish.report.page import render
from pipeline.publish.report.report_markdown import report_markdown
from pipeline.publish.report.revised.corrected_jobs import Corrections, corrections_of
from pipeline.publish.report.revised.earlier_jobs import Earlier
from pipeline.publish.report.revised.revisions import against, check_comparable
from pipeline.publish.report.salaries_package import package_text
from pipeline.publish.report.salaries_table import COLUMNS, salaries_rows
from pipeline.publish.report.salary_feed import Report, make_report, salary_feed
from pipeline.store.runs.bundled_sample import holds_sample


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """Where a report goes: the page, and beside it the figures as CSV, JSON and Markdown.

    A data package beside the CSV describes that.
    """

    html: Path

    @property
    def csv(self) -> Path:
        """The cells: medians, quartiles, intervals and counts."""
        return self.html.with_suffix(".csv")

    @property
    def json(self) -> Path:
        """The salary feed: every figure, and what it was made of."""
        return self.html.with_suffix(".json")

    @property
    def markdown(self) -> Path:
        """The tables of the page, to paste into a text."""
        return self.html.with_suffix(".md")

    @property
    def package(self) -> Path:
        """What each column of the CSV means, and what the CSV is of."""
        return package_file(self.csv)

    @property
    def all(self) -> list[Path]:
        """All of its files."""
        return [self.html, self.csv, self.json, self.markdown, self.package]


def report(  # noqa: PLR0913  # each argument is a separate choice
    engine: Engine,
    html: Path,
    options: ReportOptions = DEFAULT,
    *,
    earlier: Earlier | None = None,
    force: bool = False,
    aliases: Aliases = SHIPPED,
) -> Report:
    """Write the salary report of the store's jobs as page, CSV, JSON and Markdown; return it.

    With an `earlier` report it lists what moved since. The same store gives the same bytes, but for
    the day on which it was made. On an error all files stay unchanged. Raises
    PaybandError; unless `force`, HeldError where the store is empty and the existing report counts
    postings, and UsageError where a file is another one.
    """
    return _replaced(
        ReportFiles(html), force, lambda: made_report(engine, options, earlier, aliases)
    )


def report_of_export(  # noqa: PLR0913  # each argument is a separate choice
    table: Path,
    html: Path,
    options: ReportOptions = DEFAULT,
    *,
    earlier: Earlier | None = None,
    force: bool = False,
    aliases: Aliases = SHIPPED,
) -> Report:
    """Write the salary report of a file of `payband export` or `payband clean`, as `report` does.

    The file doesn't say when a job was first missed, so there is no time open. The data package
    beside it says whether the jobs are invented, which search words chose them, and what people
    put right. The filters of `options` choose among its jobs.
    """
    about, asked = description(table), options.filters
    options = replace(options, filters=joined(about.filters, asked))

    def made() -> Report:
        wanted = options
        if options.until is None and asked:  # the same days, whatever the search words
            wanted = replace(options, until=newest_exported(table))
        found = _Found(
            lambda: exported_jobs(table, aliases, asked),
            about.invented,
            lambda jobs: corrections_of(about.corrections, jobs) if asked else about.corrections,
            table_of(table),
        )
        return _made(found, wanted, earlier, aliases)

    return _replaced(ReportFiles(html), force, made)


def write_report(
    engine: Engine,
    files: ReportFiles,
    opened: Sequence[BinaryIO],
    aliases: Aliases = SHIPPED,
    options: ReportOptions = DEFAULT,
) -> None:
    """Write a report to the `opened` files, in the order of `files.all`."""
    _keep_others(files)
    _write(made_report(engine, options, aliases=aliases), files, opened, force=False)


def made_report(
    engine: Engine,
    options: ReportOptions,
    earlier: Earlier | None = None,
    aliases: Aliases = SHIPPED,
) -> Report:
    """Return the report of a store; with an `earlier` one also what moved since."""
    corrections = fitting_corrections(engine, options.filters)
    if options.until is None and options.filters:  # the same days, whatever the search words
        options = replace(options, until=newest_sighting(engine))
    found = _Found(
        lambda: stored_jobs(engine, aliases, options.filters),
        holds_sample(engine),
        lambda _jobs: corrections,
    )
    return _made(found, options, earlier, aliases)


@dataclass(frozen=True, slots=True)
class _Found:
    """Where jobs are read, whether they are invented, what people put right of them, and the table.

    `corrections` gets the jobs.
    """

    read: Callable[[], Source]
    invented: bool
    corrections: Callable[[pd.DataFrame], Corrections]
    table: MadeOf | None = None


def _made(
    found: _Found, options: ReportOptions, earlier: Earlier | None, aliases: Aliases
) -> Report:
    more: dict[str, Any] = {"made_on": today(), "made_of": found.table}
    if earlier is not None:
        check_comparable(earlier.feed, options.filters, invented=found.invented)
    sources = [found.read()]
    more["corrections"] = found.corrections(sources[0].jobs)
    options = replace(options, filters=with_employers(options.filters, sources[0].names))
    if earlier is None:  # lets the jobs go when it can
        return replace(make_report(sources.pop(), options, invented=found.invented), **more)
    source = sources.pop()
    made = make_report(source, options, invented=found.invented, without=())
    return against(replace(made, **more), source.jobs, earlier, aliases)


def _replaced(files: ReportFiles, force: bool, make: Callable[[], Report]) -> Report:
    with replacing_together(files.all) as opened, few_sweeps():
        if not force:
            _keep_others(files)
        made = make()
        _write(made, files, opened, force=force)
    return made


def _keep_others(files: ReportFiles) -> None:
    """Raise UsageError where a file would replace one that is no report's."""
    keep_other_table(files.csv, files.json)
    keep_other_text(files.markdown)
    keep_other_package(files.package)


def _write(made: Report, files: ReportFiles, opened: Sequence[BinaryIO], *, force: bool) -> None:
    if not made.people.total and not force:
        keep_report(files.html, files.csv, files.json)
    page, table, feed, text, about = opened
    with writing_to(files.html):
        html = render(made, files.html.stem)
        drawn = html.encode()
        page.write(drawn)
    with writing_to(files.csv):
        rows = _write_table(made, files.csv, table, about)
    with writing_to(files.markdown):
        words = report_markdown(made, html).encode()
        text.write(words)
    hashes = {
        "html": content_hash(drawn),
        "csv": content_hash(rows),
        "md": content_hash(words),
    }
    with writing_to(files.json):
        feed.writelines(part.encode() for part in feed_text(salary_feed(made, hashes)))


def _write_table(made: Report, name: Path, table: BinaryIO, about: BinaryIO) -> bytes:
    """Write the CSV and its data package; return the bytes of the CSV."""
    buffer = io.BytesIO()
    count = write_rows(".csv", buffer, COLUMNS, salaries_rows(made))
    rows = buffer.getvalue()
    table.write(rows)
    digest = hashlib.sha256(rows).hexdigest()
    about.write(package_text(made, name, count, len(rows), digest).encode())
    return rows
