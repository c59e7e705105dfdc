"""`payband verify`: compute the figures of a report again."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli import options
from pipeline.cli.output.show import print_json, print_table, say
from pipeline.cli.store_options import Which, of_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.config import Settings
    from pipeline.publish.made_of import CheckedTable
    from pipeline.publish.report.file_hashes import CheckedFile
    from pipeline.publish.report.published import Feed
    from pipeline.publish.report.verify import Verification


@click.command("verify")
@click.argument("report", type=click.Path(path_type=Path), required=False)
@click.option(
    "--export",
    "table",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Compute from this file of `payband export` or `clean` instead of the store.",
)
@options.as_json
@of_store
@click.pass_context
def verify_command(
    context: click.Context,
    *,
    report: Path | None,
    table: Path | None,
    as_json: bool,
    which: Which,
) -> None:
    """Compute the figures of a report again, and name each that differs.

    REPORT is a page, its JSON, or their folder; by default the report in reports_dir. Page, CSV
    and Markdown are checked, too: whether they are those that were written with the JSON. A report
    of search words is compared with the jobs that fit them now. One that was made of a file with
    --export needs that file, and no other. Exit code 1 where a figure or a file differs.

    \b
    payband verify salaries.json
    payband verify germany.html --export cleaned.csv
    """
    from dataclasses import asdict

    from pipeline.publish.made_of import check_table, checked_table
    from pipeline.publish.report.file_hashes import checked_files
    from pipeline.publish.report.published import feed_file, read_feed

    if report is not None:  # before a store is looked for
        check_table(read_feed(report), report, table)
    settings = which.settings_without(table)
    named = report or which.own_file(settings.report_page)
    path, feed = feed_file(named), read_feed(named)
    check_table(feed, named, table)
    found = _verified(feed, settings, table)
    files = list(checked_files(path, feed.get("files_sha256")))
    read = checked_table(feed, table)
    if as_json:
        print_json(asdict(found) | _of(read) | {"files": [asdict(each) for each in files]})
    else:
        _show_table(read)
        _show(found, path, files)
    context.exit(1 if found.differences or _altered(files, read) else 0)


def _verified(feed: "Feed", settings: "Settings", table: Path | None) -> "Verification":
    from pipeline.clean.employer.aliases import user_aliases
    from pipeline.input_files import input_file
    from pipeline.publish.report.job_source import exported_jobs, stored_jobs
    from pipeline.publish.report.verify import published_filters, verify
    from pipeline.store.db.existing import open_existing

    aliases = user_aliases(input_file(settings, "employers_file"))
    filters = published_filters(feed)
    if table is not None:
        return verify(feed, exported_jobs(table, aliases, filters), unchecked=("time_open",))
    engine = open_existing(settings.database_url)
    return verify(feed, stored_jobs(engine, aliases, filters))


def _altered(files: "Sequence[CheckedFile]", read: "CheckedTable | None") -> bool:
    """Return whether a file of the report, or the one it was made of, is another one."""
    return any(each.same is False for each in files) or (read is not None and not read.same)


def _of(read: "CheckedTable | None") -> dict[str, Any]:
    """Return the file that was read as plain values, by the name that feeds have for it."""
    from dataclasses import asdict

    return {"made_of": asdict(read)} if read else {}


def _show_table(read: "CheckedTable | None") -> None:
    if read and not read.same:
        say(
            f"{read.name}: is not the file that the report was made of: its SHA-256 is "
            f"{read.sha256}, that of the report's file {read.published}"
        )


def _show(found: "Verification", path: Path, files: "Sequence[CheckedFile]") -> None:
    from pipeline.publish.report.verify import first_difference, gravest_first

    rows = [
        (d.id, d.field or "all of it", *first_difference(d.published, d.recomputed))
        for d in gravest_first(found.differences)
    ]
    head = ("figure", "field", "published", "now")
    print_table("Figures that differ, medians and counts first", head, rows)
    for name, then, now in found.versions:
        say(f"{name.replace('_', ' ')}: {now}; the report was made with {then}")
    if not found.same_inputs:
        say("the jobs, versions or period are not those that the report was made of")
    for name in found.unchecked:
        say(f"{name} was not checked: an export lacks what it is made of")
    figures = len({difference.id for difference in found.differences})
    say(f"{path}: {found.figures} figures, {figures} differ")
    _show_files(files, path)


def _show_files(files: "Sequence[CheckedFile]", path: Path) -> None:
    for each in files:
        if each.same is None:
            say(f"{each.name} itself was not compared: {path} doesn't say what was written with it")
        elif each.same:
            say(f"{each.name}: as it was written with {path.name}")
        else:
            say(f"{each.name}: is not as it was written with {path.name}: it was altered since")
