"""What a run did, as tables."""

from typing import TYPE_CHECKING

from models.types import utc_text
from pipeline.cli.output.show import print_table, say
from pipeline.operate.crawls.online import ASKS
from pipeline.store.db.database import open_store
from pipeline.store.postings.counts import StoreCounts, store_counts
from pipeline.store.runs.runs import source_state

if TYPE_CHECKING:
    from models.run import CrawlRun
    from pipeline.config import Settings
    from pipeline.operate.run import RunOutcome

COUNTS = ("responses", "seen", "new", "changed", "unchanged", "quarantined", "ruled_out", "errors")


def show_outcome(outcome: "RunOutcome", settings: "Settings") -> None:
    """Print what the run collected, what the store now holds, what it flagged and wrote."""
    for run_id in outcome.aborted:
        say(f"run {run_id} had been killed; it is marked aborted")
    rows = [_source_row(source, boards) for source, boards in outcome.crawls.items()]
    header = ("source", "state", "boards", *(c.replace("_", " ") for c in COUNTS))
    print_table(f"Run {outcome.run.run_id}: {outcome.state}", header, rows)
    for source, reason in (*outcome.skipped.items(), *outcome.unasked.items()):
        say(f"{source}: skipped, {reason}")
    _show_faults(outcome)
    if outcome.cleaned is not None:
        _show_store(outcome, settings)


def _source_row(source: str, boards: "list[CrawlRun]") -> list[object]:
    sums = [sum(getattr(board, count) for board in boards) for count in COUNTS]
    return [source, source_state(boards), len(boards), *sums]


def _show_faults(outcome: "RunOutcome") -> None:
    for name, boards in outcome.crawls.items():
        for line in _board_lines(name, boards):
            say(line)
    for source in outcome.failed:
        if ASKS not in source:  # it was said above, and is no news of the source
            say(f"failed: {source}")
    for gate in outcome.held:
        say(f"held: {gate}")
    if outcome.held:
        say("`payband export` and `payband report` publish what is held all the same")
    for warning in outcome.warned:
        say(f"warning: {warning}")
    if outcome.exit_code:
        say(f"logs: {outcome.logs}")


def _board_lines(source: str, boards: "list[CrawlRun]") -> list[str]:
    """Return a line for each fault of a source: boards that had the same are counted."""
    same: dict[tuple[str, str], list[str]] = {}
    for board in boards:
        if board.message:
            same.setdefault((board.state, board.message), []).append(board.board)
    return [
        f"{_named(source, tokens)}: {state}: {message}" for (state, message), tokens in same.items()
    ]


def _named(source: str, tokens: list[str]) -> str:
    return f"{source} {tokens[0]}".strip() if len(tokens) == 1 else f"{source} {len(tokens)} boards"


def _show_store(outcome: "RunOutcome", settings: "Settings") -> None:
    engine = open_store(settings.database_url)
    held = store_counts(engine)
    engine.dispose()
    print_table(f"Postings in the store{as_of(held)}", ("what", "postings"), _figure_rows(held))
    print_table("Pay kept out of statistics", ("flag", "postings"), held.flags.items())
    print_table("Doubts", ("issue", "postings"), held.issues.items())
    if outcome.cleaned:
        say(f"cleaned {outcome.cleaned.read}, of which {outcome.cleaned.written} differ")
    for file in outcome.files:
        say(f"wrote {file}")
    if not outcome.files:
        say("the last export and report were left as they are: no source came whole, or it is held")


def as_of(held: StoreCounts) -> str:
    """Return how fresh a store is, in words: when the newest of it was fetched."""
    return f", as of {utc_text(held.as_of)}" if held.as_of else ""


def _figure_rows(held: StoreCounts) -> list[tuple[str, int]]:
    pay = [(f"pay {status}", count) for status, count in held.pay.items()]
    return [("all", held.postings), *pay, ("AI core or adjacent", held.ai)]
