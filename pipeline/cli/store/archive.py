"""`payband archive`: list, verify and prune the files of archived responses."""

import re
from pathlib import Path
from typing import Any

import click

from pipeline.cli import options
from pipeline.cli.output.show import print_json, print_table, say
from pipeline.cli.sections import UncutGroup
from pipeline.cli.store_options import Which, of_sample
from pipeline.publish.counted import many

UNITS = {"": 1, "k": 1000, "m": 1000**2, "g": 1000**3, "t": 1000**4}


class Size(click.ParamType[int]):
    """A number of bytes: `800`, `500MB`, `2.5G`."""

    name = "size"

    def convert(self, value: Any, param: Any, ctx: Any) -> int:
        """Return the bytes."""
        found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([kmgt]?)b?", str(value).strip().lower())
        if not found:
            self.fail(f"{value!r} is not a size such as 500MB", param, ctx)
        return int(float(found[1]) * UNITS[found[2]])


@click.group("archive", cls=UncutGroup)
def archive_command() -> None:
    """List, verify or prune the archive of responses."""


@archive_command.command("list")
@options.as_json
@of_sample
def list_command(*, as_json: bool, which: Which) -> None:
    """List the archive's files, the oldest first.

    \b
    payband archive list
    """
    from dataclasses import asdict

    from pipeline.store.retention.archives import kept_archives

    files = kept_archives(which.settings(needed=False).archive_dir)
    if as_json:
        print_json([asdict(a) for a in files])
        return
    rows = [(a.run_id, a.source, f"{a.size:,}", a.file) for a in files]
    print_table("Archive", ("run", "source", "bytes", "file"), rows)
    say(f"{many(len(files), 'file')}, {sum(a.size for a in files):,} bytes")


@archive_command.command("verify")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@options.as_json
@of_sample
@click.pass_context
def verify_command(
    context: click.Context, *, paths: tuple[Path, ...], as_json: bool, which: Which
) -> None:
    """Read every record against its digest: all files, or those of PATHS.

    Exit code 1 where one is torn; the whole records of its file are good all the same.

    \b
    payband archive verify
    """
    from dataclasses import asdict

    from pipeline.archive.files import archive_files
    from pipeline.store.retention.archives import kept_archives, verify

    files = [f for path in paths for f in archive_files(path)]
    if not paths:
        files = [a.file for a in kept_archives(which.settings(needed=False).archive_dir)]
    found = [verify(file) for file in files]
    if as_json:
        print_json([asdict(v) for v in found])
    else:
        rows = [(v.file, v.whole, len(v.damage) or "") for v in found]
        print_table("Archive", ("file", "whole", "torn"), rows)
        for place in (place for v in found for place in v.damage):
            say(str(place))
        whole, torn = sum(v.whole for v in found), sum(len(v.damage) for v in found)
        say(f"{many(len(found), 'file')}: {many(whole, 'whole record')}, {torn} torn")
    context.exit(1 if any(v.damage for v in found) else 0)


@archive_command.command("prune")
@click.option("--older-than", type=click.IntRange(0), metavar="DAYS", help="Files older than that.")
@click.option("--max-size", type=Size(), metavar="SIZE", help="The oldest above it, such as 20GB.")
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@options.as_json
@of_sample
def prune_command(
    *, older_than: int | None, max_size: int | None, dry_run: bool, as_json: bool, which: Which
) -> None:
    """Delete old archive files, but none that is still needed.

    Needed are those of a run at work, of a crawl that broke off, and of refused records that
    wait for `payband quarantine replay`. `payband purge` lets go of those, too.

    \b
    payband archive prune --max-size 20GB --dry-run
    """
    from dataclasses import asdict
    from datetime import timedelta

    from pipeline.clock import now
    from pipeline.store.db.existing import open_existing
    from pipeline.store.db.lock import run_lock
    from pipeline.store.retention.archives import prune

    if older_than is None and max_size is None:
        raise click.UsageError("say what to delete: --older-than DAYS, --max-size SIZE")
    settings = which.settings()
    before = None if older_than is None else now() - timedelta(days=older_than)
    with run_lock(settings.database_url):
        engine = open_existing(settings.database_url)
        done = prune(engine, settings.archive_dir, before=before, largest=max_size, dry_run=dry_run)
        engine.dispose()
    if as_json:
        print_json({"gone": [asdict(a) for a in done.gone], "needed": _by_name(done.needed)})
        return
    for file, why in done.needed.items():
        say(f"{file} stays: {why}")
    what = "would delete" if dry_run else "deleted"
    say(f"{what} {many(len(done.gone), 'file')}, {done.size:,} bytes")


def _by_name(needed: dict[Path, str]) -> dict[str, str]:
    return {str(file): why for file, why in needed.items()}
