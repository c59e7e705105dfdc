"""Show the result of a run as tables."""

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from models.value_text import utc_text
from pipeline.cli.output.board_rows import COUNTS, fault_lines
from pipeline.cli.output.show import print_table, say
from pipeline.operate.crawls.online import ASKS
from pipeline.operate.notices.status_changes import status_changes
from pipeline.publish.counted import many
from pipeline.store.db.database import open_store
from pipeline.store.postings.counts import StoreCounts, store_counts
from pipeline.store.postings.uncleaned import count_uncleaned, uncleaned_words
from pipeline.store.runs.runs import source_state

if TYPE_CHECKING:
    from models.run import CrawlRun
    from pipeline.config import Settings
    from pipeline.operate.run import RunOutcome


def show_outcome(outcome: "RunOutcome", settings: "Settings") -> None:
    """Print what the run collected, the counts of the store, the issues, and the files written."""
    for run_id in outcome.aborted:
        say(f"run {run_id} had been killed; it is marked aborted")
    rows = [_source_row(source, boards) for source, boards in outcome.crawls.items()]
    header = ("source", "state", "boards", *(c.replace("_", " ") for c in COUNTS))
    print_table(f"Run {outcome.run.run_id}: {outcome.state}", header, rows)
    for line in _change_lines(outcome):
        say(line)
    if outcome.crawls:
        _show_skipped(outcome)
    _show_faults(outcome)
    if outcome.cleaned is not None and not outcome.kept:
        _show_store(outcome, settings)
    if outcome.cleaned is None:
        _say_uncleaned(settings)
    if outcome.kept:
        say("the export and the report are as they were: nothing in them would change")
    if not outcome.crawls:
        say("nothing was crawled:")
        _show_skipped(outcome)


def _show_skipped(outcome: "RunOutcome") -> None:
    for source, reason in (*outcome.skipped.items(), *outcome.unasked.items()):
        say(f"{source}: skipped, {reason}")


def show_earlier(outcome: "RunOutcome") -> None:
    """Print in a line what an earlier crawl of the sample brought."""
    boards = [board for crawl in outcome.crawls.values() for board in crawl]
    seen, new, changed = (sum(getattr(b, c) for b in boards) for c in ("seen", "new", "changed"))
    told = f"{many(seen, 'posting')} on {many(len(boards), 'board')}, {new} new, {changed} changed"
    turned = "".join(f"; {line}" for line in _change_lines(outcome))
    say(f"crawl of {outcome.run.started_at:%Y-%m-%d}: {outcome.state}, {told}{turned}")
    if outcome.exit_code:
        _show_faults(outcome)


def _change_lines(outcome: "RunOutcome") -> list[str]:
    """Return a line for each source of which postings were closed, expired or opened again."""
    found = ((run.source, status_changes(run)) for run in outcome.sources)
    return [f"{source}: {words}" for source, words in found if words]


def _source_row(source: str, boards: "list[CrawlRun]") -> list[object]:
    sums = [sum(getattr(board, count) for board in boards) for count in COUNTS]
    return [source, source_state(boards), len(boards), *sums]


def _show_faults(outcome: "RunOutcome") -> None:
    for boards in outcome.crawls.values():
        for line in fault_lines(boards):
            say(line)
    for source in outcome.failed:
        if ASKS not in source:  # reported above; it says nothing about the source
            say(f"failed: {source}")
    for gate in outcome.held:
        say(f"held: {gate}")
    if outcome.held:
        say("`payband export` and `payband report` also publish held sources")
    for warning in outcome.warned:
        say(f"warning: {warning}")
    if outcome.exit_code:
        say(f"logs: {outcome.logs}")


def _show_store(outcome: "RunOutcome", settings: "Settings") -> None:
    engine = open_store(settings.database_url)
    held = store_counts(engine)
    engine.dispose()
    print_table(f"Postings in the store{as_of(held)}", ("what", "postings"), _figure_rows(held))
    print_table("Pay kept out of statistics", ("flag", "postings"), held.flags.items())
    print_table("Issues", ("issue", "postings"), held.issues.items())
    if outcome.cleaned:
        say(f"cleaned {outcome.cleaned.read}, {outcome.cleaned.changed} of them changed")
    for file in outcome.files:
        say(f"wrote {file}")
    for page in (file for file in outcome.files if file.suffix == ".html"):
        say(f"next: open {page} in a browser")
        if found := first_median(page.with_suffix(".csv")):
            say(f"`payband explain {found}` lists the jobs behind a median, by its id")
    if not outcome.files:
        say("the last export and report did not change: every source is incomplete or held")


def _say_uncleaned(settings: "Settings") -> None:
    """Name the next step after a run that only collected."""
    engine = open_store(settings.database_url)
    words = uncleaned_words(count_uncleaned(engine))
    engine.dispose()
    if words:
        say(words)


def first_median(figures: Path) -> str:
    """Return the id of the first median in a report's CSV; empty where it has none."""
    with figures.open(encoding="utf-8-sig", newline="") as file:
        return next((row["id"] for row in csv.DictReader(file) if row["median_by_job"]), "")


def as_of(held: StoreCounts) -> str:
    """Return ", as of" and the time (UTC) of the newest fetched posting; "" for an empty store."""
    return f", as of {utc_text(held.as_of)}" if held.as_of else ""


def _figure_rows(held: StoreCounts) -> list[tuple[str, int]]:
    pay = [(f"pay {status}", count) for status, count in held.pay.items()]
    return [("all", held.postings), *pay, ("AI core or adjacent", held.ai)]
