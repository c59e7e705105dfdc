"""Compute the figures of a published report again, and say which differ."""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

import pandas as pd

from pipeline.figures.salary_figures import ReportOptions
from pipeline.filters.filters import Filters
from pipeline.publish.report.feed_tables import feed_tables
from pipeline.publish.report.job_columns import Source
from pipeline.publish.report.published import Feed
from pipeline.publish.report.salary_feed import Report, make_report, versions

CLOSE = 1e-9
NO_ROW = "no such figure"
NO_ITEM = "none"
WHOLE = ""
COUNTS = frozenset({"all_jobs", "jobs", "employers", "jobs_with", "employers_with"})


@dataclass(frozen=True, slots=True)
class Difference:
    """A published value that isn't the recomputed one; `field` is "" for a whole figure."""

    id: str
    field: str
    published: Any
    recomputed: Any


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of it.

    `figures` were compared; `differences` are in their order. `same_inputs` says whether the jobs
    are those that were published; `versions` has each version that is another now, as (name,
    then, now); `unchecked` names tables that could not be computed.
    """

    figures: int
    differences: tuple[Difference, ...]
    same_inputs: bool
    versions: tuple[tuple[str, str, str], ...]
    unchecked: tuple[str, ...]


def verify(feed: Feed, source: Source, unchecked: Collection[str] = ()) -> Verification:
    """Return how the figures of `feed` compare with those that `source` gives now.

    The period is that of the feed. Numbers are equal within a billionth. `unchecked` are tables
    that the source can't give: `time_open` from an export.
    """
    report = make_report(source, published_options(feed))
    tables = feed_tables(report.figures)
    published = {name: rows for name, rows in feed["figures"].items() if name not in set(unchecked)}
    found = [
        difference
        for name, rows in published.items()
        for difference in _differences(rows, tables.get(name, []))
    ]
    return Verification(
        figures=sum(map(len, published.values())),
        differences=tuple(found),
        same_inputs=feed["inputs_sha256"] == report.inputs_sha256,
        versions=tuple(changed_versions(feed, report)),
        unchecked=tuple(sorted(set(unchecked) & set(feed["figures"]))),
    )


def gravest_first(differences: Iterable[Difference]) -> list[Difference]:
    """Return medians and whole figures first, then counts, then the rest, in their order."""

    def rank(one: Difference) -> int:
        if one.field == WHOLE or one.field.startswith("median"):
            return 0
        return 1 if one.field in COUNTS else 2

    return sorted(differences, key=rank)


def first_difference(published: Any, recomputed: Any) -> tuple[Any, Any]:
    """Return two values that differ; of two lists the first items that do, and their place."""
    if not (isinstance(published, list) and isinstance(recomputed, list)):
        return published, recomputed
    pairs = zip_longest(published, recomputed, fillvalue=NO_ITEM)
    for n, (one, other) in enumerate(pairs, 1):
        if not _same(one, other):
            return f"{one} (item {n} of {len(published)})", other
    return published, recomputed


def published_options(feed: Feed) -> ReportOptions:
    """Return the options that a published report was made with."""
    days = feed["period"]
    first, last = (
        None if days[name] is None else pd.Timestamp(days[name]) for name in ("since", "until")
    )
    usd, widest = (bool(feed["figures"].get(name)) for name in ("usd", "widest_ranges"))
    return ReportOptions(first, last, usd, published_filters(feed), widest)


def published_filters(feed: Feed) -> Filters:
    """Return the search words that chose the jobs of a published report."""
    return Filters.of_record(feed.get("filters", {}))


def changed_versions(feed: Feed, report: Report) -> Iterator[tuple[str, str, str]]:
    """Yield each version of what figures depend on that is another now: name, then, now."""
    for name, now in versions(report).items():
        then = feed["made_by"].get(name)
        if then != now:
            yield name, _words(then), _words(now)


def _differences(
    published: list[Mapping[str, Any]], recomputed: list[dict[str, Any]]
) -> Iterator[Difference]:
    now = {row["id"]: row for row in recomputed}
    for row in published:
        mine = now.pop(row["id"], None)
        if mine is None:
            yield Difference(row["id"], WHOLE, "published", NO_ROW)
            continue
        for field, value in row.items():
            if not _same(value, mine.get(field)):
                yield Difference(row["id"], field, value, mine.get(field))
    for name in now:
        yield Difference(name, WHOLE, NO_ROW, "recomputed")


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    numbers = all(isinstance(v, int | float) and not isinstance(v, bool) for v in (one, other))
    return math.isclose(one, other, rel_tol=CLOSE) if numbers else one == other


def _words(version: Any) -> str:
    return ", ".join(version) if isinstance(version, list) else str(version or "")
