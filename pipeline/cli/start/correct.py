"""`payband correct`: put values of postings right, for good."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import options
from pipeline.cli.output.show import print_json, print_table, say
from pipeline.cli.store_options import Which, of_store

if TYPE_CHECKING:
    from pipeline.store.postings.corrections import WantedCorrection


@click.command("correct")
@click.argument("posting_id", required=False)
@click.argument("changes", nargs=-1, metavar="[COLUMN=VALUE]...")
@click.option(
    "--why", default="", metavar="TEXT", help="The reason, with COLUMN=VALUE: reports print it."
)
@click.option(
    "--from",
    "file",
    type=click.Path(path_type=Path),
    metavar="CSV",
    help="Many corrections: posting_id,column,value,why.",
)
@click.option("--undo", is_flag=True, help="Take corrections back: of COLUMN..., or all.")
@options.as_json
@of_store
def correct_command(
    *,
    posting_id: str | None,
    changes: tuple[str, ...],
    why: str,
    file: Path | None,
    undo: bool,
    as_json: bool,
    which: Which,
) -> None:
    """Put values of postings right, for good.

    A correction is kept apart from what is read, so that it survives new cleaning and new crawls.
    Flags and yearly amounts follow from the corrected values. An empty VALUE means unknown.
    left_out=yes leaves a job out of reports and comparisons. TEXT is public: the report's page
    and the data package of an export list each correction with its reason.
    Without a change it lists the corrections, and says which postings have changed since.

    \b
    payband correct 0f3a5d9c2b7e4a61 salary_max=120000 --why "typo in the ad"
    payband correct --from corrections.csv
    payband correct 0f3a5d9c2b7e4a61 left_out=yes --why "an advert for a course"
    payband correct 0f3a5d9c2b7e4a61 salary_max --undo
    payband correct
    """
    if file is not None and (posting_id or undo or why):
        raise click.UsageError("--from has postings, values and reasons of its own")
    if file is not None:
        _from_file(which, file)
    elif undo:
        _undo(which, posting_id, changes)
    elif changes and posting_id:
        _correct(which, posting_id, changes, why)
    else:
        _list(which, posting_id, as_json=as_json)


def _say_stale() -> None:
    """Say that files which were written before do not have what was corrected."""
    say("next: `payband export` and `payband report`, whose files on disk are from before")


def _say_flagged(which: Which, wanted: "list[WantedCorrection]") -> None:
    """Say which corrected pay a check flags."""
    from pipeline.operate.correct import pay_flags

    for posting_id, flags in pay_flags(which.settings(), wanted).items():
        say(f"{posting_id}: its pay is flagged now, so no figure counts it: {flags}")


def _from_file(which: Which, file: Path) -> None:
    from pipeline.operate.correct import correct_postings, read_corrections

    wanted = read_corrections(file)
    correct_postings(which.settings(), wanted)
    say(f"corrected {len(wanted)} values of {len({w.posting_id for w in wanted})} postings")
    _say_flagged(which, wanted)
    _say_stale()


def _undo(which: Which, posting_id: str | None, fields: tuple[str, ...]) -> None:
    from pipeline.operate.correct import undo_corrections

    if posting_id is None:
        raise click.UsageError("--undo needs the posting_id")
    for gone in undo_corrections(which.settings(), posting_id, fields):
        say(f"{posting_id} {gone.field}: no longer {gone.value or 'unknown'}; read again")
    _say_stale()


def _correct(which: Which, posting_id: str, changes: tuple[str, ...], why: str) -> None:
    from pipeline.operate.correct import correct_postings
    from pipeline.store.postings.corrections import WantedCorrection

    if not why.strip():
        raise click.UsageError("say why: --why TEXT")
    wanted = []
    for change in changes:
        field, sign, value = change.partition("=")
        if not sign:
            raise click.UsageError(f"{change!r}: write COLUMN=VALUE, such as salary_max=120000")
        wanted.append(WantedCorrection(posting_id, field.strip(), value, why))
    for each in correct_postings(which.settings(), wanted):
        say(f"{posting_id} {each.field}: {each.value.strip() or 'unknown'}")
    _say_flagged(which, wanted)
    _say_stale()


def _list(which: Which, posting_id: str | None, *, as_json: bool) -> None:
    from pipeline.store.db.existing import open_existing
    from pipeline.store.postings.corrections import list_corrections

    engine = open_existing(which.settings().database_url)
    rows = [each.as_row() for each in list_corrections(engine, posting_id)]
    if as_json:
        print_json(rows)
        return
    if not rows:
        say(f"no value {f'of {posting_id} ' if posting_id else ''}is corrected by hand")
        return
    head = ("posting", "column", "value", "was", "why", "at", "changed since")
    print_table("Corrected by hand", head, [[str(v) for v in row.values()] for row in rows])
