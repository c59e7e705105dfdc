"""What moved since an earlier report, and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from pipeline.errors import UsageError
from pipeline.figures.identity import figure_id, id_parts
from pipeline.figures.policy import SUPPRESSED
from pipeline.figures.population import Population, population
from pipeline.filters.filters import Filters
from pipeline.filters.same_names import same_words, spelled_as
from pipeline.publish.counted import many
from pipeline.publish.report.corrected_jobs import CorrectedJob, corrected_since
from pipeline.publish.report.feed_tables import Row, cell_row, cell_tables
from pipeline.publish.report.published import Feed
from pipeline.publish.report.salary_feed import Report, Revision, currencies
from pipeline.publish.report.verify import changed_versions, published_filters, published_options

REASONS = {"rules": "other rules", "newest_rate": "newer exchange rates", "policy": "other policy"}
MEDIANS = ("median_by_job", "median_by_employer")
LABELS = ("label_by_job", "label_by_employer")
READ_AGAIN = "jobs of both reports that changed: edited, or found to be one job"
GONE = "no such cell"


@dataclass(frozen=True, slots=True)
class _Moved:
    """What is other than in the earlier report.

    Jobs that `came` in and that `went` out, as a frame for each table; jobs that people put right;
    the names of other versions.
    """

    came: Mapping[str, pd.DataFrame]
    went: Mapping[str, pd.DataFrame]
    corrected: Sequence[CorrectedJob]
    versions: frozenset[str]


def against(report: Report, jobs: pd.DataFrame, earlier: Feed) -> Report:
    """Return the report with its revisions: the cells that moved since the `earlier` feed.

    `jobs` are those that the report was made of.
    A cell moved where a median or a label is another, or where it is in one report only. Why:
    jobs first seen since, jobs closed or out of the period since, jobs that people put right, other
    rules, rates (for amounts converted to US dollars) or policy, or else jobs that were edited.
    `check_comparable` says which feeds can be compared.
    """
    if report.filters.city or report.filters.company:
        earlier = _spelled_as(earlier, report.filters)
    moved = _moved(report, jobs, earlier)
    rows = {
        name: [cell_row(cell) for cell in cells]
        for name, cells in cell_tables(report.figures).items()
    }
    found = tuple(
        _revision(table, then, now, moved)
        for table, mine in rows.items()
        if table in earlier["figures"]
        for then, now in _changed(earlier["figures"][table], mine)
    )
    return replace(report, revisions=found)


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
    came, went = _count(moved.came[table], row), _count(moved.went[table], row)
    by_hand = sum(each.touches(row) for each in moved.corrected)
    why = [many(came, "new job", "new jobs")] if came else []
    why += [f"{many(went, 'job', 'jobs')} closed or out of the period"] if went else []
    why += [f"{many(by_hand, 'job', 'jobs')} corrected by hand"] if by_hand else []
    why += [
        words
        for name, words in REASONS.items()
        if name in moved.versions and (name != "newest_rate" or table == "usd")
    ]
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
        new_jobs=came,
        gone_jobs=went,
        why="; ".join(why) or READ_AGAIN,
    )


def _count(jobs: pd.DataFrame, row: Row) -> int:
    mine = jobs["pay"].notna()
    for name in ("country", "role", "level", "workplace"):
        if row.get(name) is not None:
            mine &= jobs[name] == row[name]
    if row["unit"] != "year":
        mine &= jobs["salary_period"] == row["unit"]
    return int(mine.sum())


def _moved(report: Report, jobs: pd.DataFrame, earlier: Feed) -> _Moved:
    options = published_options(earlier)
    money = currencies()
    last = earlier["collected"]["last"]
    known = jobs["first_seen"] <= pd.Timestamp(last).tz_localize(None) if last else jobs.index < 0
    then = population(jobs[known], money, since=options.since, until=options.until)
    now, before = _frames(report.people), _frames(then)
    return _Moved(
        came={name: _without(now[name], before[name]) for name in now},
        went={name: _without(before[name], now[name]) for name in now},
        corrected=corrected_since(report.corrections, earlier, jobs),
        versions=frozenset(name for name, _then, _now in changed_versions(earlier, report)),
    )


def _frames(people: Population) -> dict[str, pd.DataFrame]:
    return {
        "pay": people.salaried,
        "workplaces": people.salaried,
        "usd": people.salaried,
        "interns": people.interns.assign(level="intern"),
        "contracts": pd.concat([people.hourly, people.daily], ignore_index=True),
    }


def _without(jobs: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    return jobs[~jobs["posting_id"].isin(others["posting_id"])]
