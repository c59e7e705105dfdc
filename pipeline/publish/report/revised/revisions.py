"""What moved since an earlier report, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from pipeline.clean.employer.aliases import SHIPPED, Aliases
from pipeline.errors import UsageError
from pipeline.figures.identity import figure_id, id_parts
from pipeline.figures.policy import SUPPRESSED
from pipeline.figures.population import population
from pipeline.filters.filters import Filters
from pipeline.filters.same_names import same_words, spelled_as
from pipeline.publish.counted import many
from pipeline.publish.report.feed_tables import Row, cell_row, cell_tables
from pipeline.publish.report.published import Feed
from pipeline.publish.report.revised.corrected_jobs import CorrectedJob, corrected_since
from pipeline.publish.report.revised.earlier_jobs import Earlier, jobs_of, unknown_why
from pipeline.publish.report.revised.moved_jobs import MovedJobs, count, jobs_in, moved_jobs
from pipeline.publish.report.revision import ComparedWith, Revision
from pipeline.publish.report.salary_feed import Report, currencies
from pipeline.publish.report.verify import changed_versions, published_filters, published_options

REASONS = {"rules": "other rules", "newest_rate": "newer exchange rates", "policy": "other policy"}
MEDIANS = ("median_by_job", "median_by_employer")
LABELS = ("label_by_job", "label_by_employer")
READ_AGAIN = "jobs of both reports that changed: edited, or found to be one job"
GONE = "no such cell"


@dataclass(frozen=True, slots=True)
class _Moved:
    """What is other than in the earlier report.

    `jobs` that moved, None where nobody knows them, and `unknown` why; jobs that people put right;
    the names of other versions.
    """

    jobs: MovedJobs | None
    unknown: str
    corrected: Sequence[CorrectedJob]
    versions: frozenset[str]


def against(
    report: Report, jobs: pd.DataFrame, earlier: Earlier, aliases: Aliases = SHIPPED
) -> Report:
    """Return the report with its revisions: the cells that moved since the `earlier` one.

    `jobs` are those that the report was made of.
    A cell moved where a median or a label is another, or where it is in one report only. Why:
    jobs that are new since, jobs closed or out of the period since, jobs that were edited, jobs
    that people put right, other rules, rates (for amounts converted to US dollars) or policy.
    `check_comparable` says which feeds can be compared.
    """
    feed = earlier.feed
    if report.filters.city or report.filters.company:
        feed = _spelled_as(feed, report.filters)
    moved = _moved(report, jobs, earlier, aliases)
    rows = {
        name: [cell_row(cell) for cell in cells]
        for name, cells in cell_tables(report.figures).items()
    }
    found = tuple(
        _revision(table, then, now, moved)
        for table, mine in rows.items()
        if table in feed["figures"]
        for then, now in _changed(feed["figures"][table], mine)
    )
    return replace(report, revisions=found, compared_with=_compared_with(earlier.feed))


def _compared_with(feed: Feed) -> ComparedWith:
    period = feed["period"]
    made_on = feed.get("made_on")
    return ComparedWith(period["since"], period["until"], made_on, feed["inputs_sha256"])


def check_comparable(earlier: Feed, filters: Filters, *, invented: bool) -> None:
    """Raise UsageError where the earlier feed is of other jobs altogether.

    Its search words must be those of the report, and both of invented postings, or neither.
    """
    then = published_filters(earlier)
    if not same_words(then, filters):
        raise UsageError(
            f"the earlier report is of other search words ({then.text or 'none'}) than this one "
            f"({filters.text or 'none'}): compare with one of the same words"
        )
    if earlier["invented"] != invented:
        kinds = {True: "invented postings", False: "real postings"}
        raise UsageError(
            f"the earlier report is of {kinds[earlier['invented']]}, this one of {kinds[invented]}"
        )


def _spelled_as(feed: Feed, filters: Filters) -> Feed:
    """Return a feed with cities and employers in its ids spelled as in these search words."""
    tables = {
        name: [{**row, "id": _spelled(row["id"], filters)} for row in rows]
        for name, rows in feed["figures"].items()
    }
    return {**feed, "figures": tables}


def _spelled(name: str, filters: Filters) -> str:
    parts = id_parts(name)
    return name if parts is None else figure_id(*parts[:2], spelled_as(parts[2], filters))


def _changed(earlier: list[Row], now: list[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    before = {row["id"]: row for row in earlier}
    for row in now:
        then = before.pop(row["id"], None)
        if then is None or _shown(then) != _shown(row):
            yield then, row
    for then in before.values():
        yield then, None


def _shown(row: Row) -> list[Any]:
    """Return what a cell shows: its medians and labels. Of too few it shows nothing."""
    labels = ["" if row[name] in SUPPRESSED else row[name] for name in LABELS]
    return [*(row[name] for name in MEDIANS), *labels]


def _revision(table: str, then: Row | None, now: Row | None, moved: _Moved) -> Revision:
    row: Row = now or then or {}
    before: Row = then or {"label_by_job": GONE}
    after: Row = now or {"label_by_job": GONE}
    return Revision(
        id=row["id"],
        median_by_job_then=before.get("median_by_job"),
        median_by_job=after.get("median_by_job"),
        median_by_employer_then=before.get("median_by_employer"),
        median_by_employer=after.get("median_by_employer"),
        label_then=before["label_by_job"],
        label=after["label_by_job"],
        new_jobs=None if moved.jobs is None else count(moved.jobs.came[table], row),
        gone_jobs=None if moved.jobs is None else count(moved.jobs.went[table], row),
        why="; ".join(_why(table, row, moved)),
    )


def _why(table: str, row: Row, moved: _Moved) -> list[str]:
    by_hand = sum(each.touches(row) for each in moved.corrected)
    why = [f"{many(by_hand, 'job', 'jobs')} corrected by hand"] if by_hand else []
    why += [
        words
        for name, words in REASONS.items()
        if name in moved.versions and (name != "newest_rate" or table == "usd")
    ]
    if moved.jobs is None:
        return [*why, moved.unknown]
    jobs = _jobs_why(table, row, moved.jobs, paid=True)
    return [*jobs, *why] or list(_jobs_why(table, row, moved.jobs, paid=False)) or [READ_AGAIN]


def _jobs_why(table: str, row: Row, moved: MovedJobs, *, paid: bool) -> Iterator[str]:
    """Yield the reasons of jobs of a cell with pay, or of those without."""
    came, went, edited = (
        count(frames[table], row, paid=paid) for frames in (moved.came, moved.went, moved.edited)
    )
    kind = "" if paid else " without pay"
    if came:
        yield many(came, "new job", "new jobs") + kind
    if went:
        yield f"{many(went, 'job', 'jobs')}{kind} closed or out of the period"
    if edited:
        yield f"{many(edited, 'job', 'jobs')}{kind} edited, or found to be one"


def _moved(report: Report, jobs: pd.DataFrame, earlier: Earlier, aliases: Aliases) -> _Moved:
    feed = earlier.feed
    rows = jobs_of(earlier, jobs, report.made_of, aliases)
    return _Moved(
        jobs=None if rows is None else _moved_since(report, jobs, rows, feed),
        unknown=unknown_why(feed),
        corrected=corrected_since(report.corrections, feed, jobs),
        versions=frozenset(name for name, _then, _now in changed_versions(feed, report)),
    )


def _moved_since(report: Report, jobs: pd.DataFrame, rows: pd.DataFrame, feed: Feed) -> MovedJobs:
    options = published_options(feed)
    then = population(rows, currencies(), since=options.since, until=options.until)
    by_hand = {row["posting_id"] for row in (*feed.get("corrections", ()), *report.corrections)}
    return moved_jobs(jobs_in(then, rows), jobs_in(report.people, jobs), by_hand)
