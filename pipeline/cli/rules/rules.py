"""`payband rules`: list values that no rule maps, rules that never fire, and wrong cells."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from pipeline.cli import options
from pipeline.cli.output.show import print_json, print_table, say
from pipeline.cli.rules.check import check_command
from pipeline.cli.sections import UncutGroup
from pipeline.cli.store_options import Which, of_store

if TYPE_CHECKING:
    from models.raw import RawPosting

FIELDS = ("title", "level", "employment", "workplace", "location", "date", "salary")
EVERY = "*"
BATCH = 1000


@click.group("rules", cls=UncutGroup, invoke_without_command=True)
@click.option("--unmapped", "field", type=click.Choice(FIELDS), help="Values that no rule maps.")
@click.option("--top", type=click.IntRange(1), default=50, show_default=True, help="How many.")
@click.option(
    "--unused",
    "file",
    is_flag=False,
    flag_value=EVERY,
    metavar="[FILE]",
    help="Rows that never fire: of one rule file, or of all.",
)
@options.as_json
@of_store
@click.pass_context
def rules_command(
    context: click.Context,
    /,
    *,
    field: str | None,
    top: int,
    file: str | None,
    as_json: bool,
    which: Which,
) -> None:
    """Show what the rules lack, and what they don't need.

    --unmapped lists the values in the store that no rule maps, the most frequent first.
    --unused lists the rows of rule files that fire on none of the store's postings; in a
    checkout whose store is empty, on none of the labelled rows.

    \b
    payband rules --unmapped title --top 20
    payband rules --unused levels.csv
    payband rules check
    """
    if context.invoked_subcommand:
        return
    if (field is None) == (file is None):
        raise click.UsageError("give either --unmapped FIELD or --unused")
    if field is not None:
        _show_unmapped(which, field, top, as_json=as_json)
    elif file is not None:
        _show_unused(which, file, as_json=as_json)


rules_command.add_command(check_command)


def _show_unmapped(which: Which, field: str, top: int, *, as_json: bool) -> None:
    from pipeline.store.postings.unmapped import unmapped

    found = unmapped(which.store(which.settings()), field, top)
    if as_json:
        print_json([asdict(row) for row in found])
        return
    rows = [(row.postings, row.value, row.code, row.posting_id) for row in found]
    print_table(f"Unmapped: {field}", ("postings", "value", "issue", "one of them"), rows)
    say(f"{len(found)} values of {field} that no rule maps")


def _show_unused(which: Which, file: str, *, as_json: bool) -> None:
    from pipeline.clean.rule_use import WATCHED, unused

    if file not in (EVERY, *WATCHED):
        raise click.UsageError(f"no rule file {file!r}: choose one of {', '.join(WATCHED)}")
    what, raws = _postings(which)
    found = unused(raws, None if file == EVERY else [file])
    if as_json:
        print_json([asdict(row) for row in found])
        return
    print_table("Unused", ("file", "line", "says"), [(r.file, r.line, r.says) for r in found])
    say(f"{len(found)} rows fire on none of {what}")


def _postings(which: Which) -> "tuple[str, Iterable[RawPosting]]":
    """Return a name and the postings to try rules on: the store's, or else the labelled rows."""
    from pipeline.errors import NoStoreError, UsageError
    from pipeline.operate.checkout import tool
    from pipeline.store.db.existing import open_existing
    from pipeline.store.postings.postings import count_to_clean, to_clean

    try:
        engine = open_existing(which.settings().database_url)
    except NoStoreError:
        if which.named:
            raise
    else:
        if held := count_to_clean(engine, everything=True):
            batches = to_clean(engine, BATCH, everything=True)
            return f"the store's {held} postings", (s.raw for batch in batches for s in batch)
    try:
        rows = tool("labels").labelled()
    except UsageError:
        rows = []
    if not rows:
        raise UsageError("the store is empty: run `payband run` first")
    return f"the {len(rows)} labelled rows", rows
