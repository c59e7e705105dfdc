"""The last report of a store: its file, what it says, and whether the store has changed since."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from pipeline.errors import InputError
from pipeline.publish.export.corrected_rows import fitting_corrections
from pipeline.publish.made_of import published_table
from pipeline.publish.report.job_source import newest_sighting
from pipeline.publish.report.published import Feed, feed_file, read_feed
from pipeline.publish.report.salary_feed import CORRECTED, instant
from pipeline.publish.report.verify import published_filters

OLDER = "the store has changed since"


@dataclass(frozen=True, slots=True)
class LastReport:
    """A report: its JSON, the last day of its data, and what it says.

    `changed`: the store was seen or corrected since it was made.
    """

    file: Path
    feed: Feed
    changed: bool

    @property
    def words(self) -> str:
        """The report in words: `sample-salaries.json, data of 2026-10-28`; else when made."""
        older = f"; {OLDER}" if self.changed else ""
        until, made_on = self.feed["period"]["until"], self.feed.get("made_on")
        days = {"data of": until, "made on": None if until else made_on}
        said = (f"{words} {day}" for words, day in days.items() if day)
        return f"{', '.join((self.file.name, *said))}{older}"

    @property
    def record(self) -> dict[str, Any]:
        """The report as plain values."""
        period = self.feed["period"]
        return {
            "file": str(self.file),
            "since": period["since"],
            "until": period["until"],
            "changed": self.changed,
            "words": self.words,
        }


def last_report(engine: Engine, page: Path) -> LastReport | None:
    """Return the report whose page is there; None where it can't be read or is of a table."""
    try:
        found = read_report(engine, page)
    except InputError:
        return None
    return None if published_table(found.feed) else found


def read_report(engine: Engine | None, path: Path) -> LastReport:
    """Return a report, given its page, JSON, CSV or folder; without a store it can't have changed.

    Raises InputError where there is none.
    """
    feed = read_feed(path)
    return LastReport(feed_file(path), feed, engine is not None and _changed(engine, feed))


def _changed(engine: Engine, feed: Feed) -> bool:
    """Return whether the store was seen or corrected since; search words may leave out the last."""
    rows = fitting_corrections(engine, published_filters(feed))
    fixed = [{name: row[name] for name in CORRECTED} for row in rows]
    seen = instant(newest_sighting(engine))
    if feed.get("corrections", []) != fixed:
        return True
    return not feed.get("filters") and bool(feed["collected"]["last"] != seen)
