"""`payband run --dry-run`: show what a run would change."""

from dataclasses import asdict, fields
from typing import TYPE_CHECKING

from pipeline.cli.output.show import print_json, print_table, progress, say

if TYPE_CHECKING:
    from pipeline.operate.run_request import RunRequest


def execute_dry_run(order: "RunRequest", as_json: bool) -> int:
    """Do a run on a copy of the store, show what it would change, return its exit code."""
    from pipeline.config import load_settings
    from pipeline.operate.dry_run import Change, dry_run

    with progress() as tell:
        done = dry_run(load_settings(), order, tell)
    if done is None:
        say("no source is due: `payband schedule due` says when each is")
        return 0
    if as_json:
        sources = [asdict(change) for change in done.changes]
        print_json({"exit_code": done.outcome.exit_code, "sources": sources})
        return done.outcome.exit_code
    names = [field.name for field in fields(Change)]
    rows = [[getattr(change, name) for name in names] for change in done.changes]
    print_table("What a run would do; nothing was written", names, rows)
    for words in (*done.outcome.failed, *done.outcome.held):
        say(words)
    say("a dry run: the store, the archive, the export and the report are as they were")
    return done.outcome.exit_code
