"""Clean the postings of the store again, and say what changed (`payband clean --all`)."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from pipeline.cli.output.show import print_json, print_table, progress, say
from pipeline.publish.counted import many

if TYPE_CHECKING:
    from pipeline.cli.store_options import Which
    from pipeline.operate.cleaning import CleanOutcome
    from pipeline.operate.engines.engine import Engine
    from pipeline.store.postings.changes import FieldChange

HEADER = ("field", "postings", "for example", "was", "is", "rules before", "rules now")


def clean_stored(
    which: "Which", engine: "Engine", *, everything: bool, as_json: bool = False
) -> None:
    """Clean stale postings, or everything, under the run lock; print what changed by field."""
    from pipeline.clean.employer.aliases import user_aliases
    from pipeline.fx.saved_rates import saved_rates
    from pipeline.input_files import input_file
    from pipeline.operate.cleaning import clean_store
    from pipeline.store.db.existing import open_existing
    from pipeline.store.db.lock import run_lock

    settings = which.settings()
    url = settings.database_url
    with run_lock(url), progress() as tell:
        rates, aliases = (
            saved_rates(settings.rates_folder),
            user_aliases(input_file(settings, "employers_file")),
        )
        store = open_existing(url)
        outcome = clean_store(
            store, rates, aliases, everything=everything, runs_on=engine, progress=tell
        )
    if as_json:
        print_json(_record(outcome))
    else:
        _show(outcome)


def _show(outcome: "CleanOutcome") -> None:
    print_table("What changed", HEADER, map(_row, outcome.changes))
    version = "the new version of the rules"
    if not outcome.same_values:
        words = f"{outcome.written:,} of them changed"
    elif not outcome.changed:
        words = f"no value changed; {outcome.same_values:,} have {version}"
    else:
        words = f"{outcome.changed:,} of them changed; {outcome.same_values:,} have only {version}"
    say(f"cleaned {many(outcome.read, 'posting')}, {words}")
    if outcome.written:
        say("next: `payband export` and `payband report`, whose files are of the rules before")


def _row(change: "FieldChange") -> tuple[object, ...]:
    edited = change.rules_before == change.rules_after
    before = "the posting was edited" if edited else change.rules_before
    example = change.posting_id, _shown(change.before), _shown(change.after)
    return change.field, change.postings, *example, before, change.rules_after


def _shown(value: object) -> object:
    return "; ".join(value) if isinstance(value, tuple) else value


def _record(outcome: "CleanOutcome") -> dict[str, Any]:
    return {
        "read": outcome.read,
        "changed": outcome.changed,
        "only_rules_version": outcome.same_values,
        "changes": [asdict(change) for change in outcome.changes],
    }
