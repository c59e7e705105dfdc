"""The last report of a store: its file, what it says, and whether the store has changed since."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from pipeline.errors import InputError
from pipeline.publish.explain.standing import newest_sighting
from pipeline.publish.report.published import Feed, feed_file, read_feed
from pipeline.publish.report.salary_feed import CORRECTED, instant
from pipeline.store.postings.corrections import list_corrections

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
        """The report in words: `sample-salaries.json, data of 2026-10-28`."""
        older = f"; {OLDER}" if self.changed else ""
        return f"{self.file.name}, data of {self.feed['period']['until']}{older}"

    @property
    def record(self) -> dict[str, Any]:
        """The report as plain values."""
        until = self.feed["period"]["until"]
        return {
            "file": str(self.file),
            "until": until,
            "changed": self.changed,
            "words": self.words,
        }


def last_report(engine: Engine, page: Path) -> LastReport | None:
    """Return the report whose page is there; None where it can't be read."""
    try:
        feed = read_feed(page)
    except InputError:
        return None
    rows = (each.as_row() for each in list_corrections(engine))
    fixed = [{name: row[name] for name in CORRECTED} for row in rows]
    changed = (
        feed["collected"]["last"] != instant(newest_sighting(engine))
        or feed.get("corrections", []) != fixed
    )
    return LastReport(feed_file(page), feed, changed)
