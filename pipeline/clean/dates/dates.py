"""Stage: the days a posting was posted and closes."""

from datetime import date, datetime

from pipeline.clean.dates.day import read_day
from pipeline.clean.stage import Evidence, IssueDraft, Job, Reading

SOURCE = {
    "posted_on": "the board's day of posting, read by clean/dates/day.py",
    "closes_on": "the board's closing day, read by clean/dates/day.py",
}


def dates(job: Job) -> Reading:
    """Return posted_on and closes_on, days in UTC; None if not stated.

    A text that cannot be read gives None and the issue `date_unread`. `6d ago` counts back from
    the time the page was fetched, never from now: a replay gives the same days.
    """
    raw, minute = job.raw, _minute(job.raw.fetched_at)
    posted = read_day(raw.posted.strip(), minute, raw.country.strip().upper())
    closes = read_day(raw.closes.strip(), minute, raw.country.strip().upper())
    stated = (("posted_on", raw.posted, posted), ("closes_on", raw.closes, closes))
    issues = [
        IssueDraft("date_unread", field, text) for field, text, day in stated if _unread(text, day)
    ]
    if posted and closes and closes < posted:
        issues.append(IssueDraft("date_order", "closes_on", raw.closes, f"posted on {posted}"))
    evidence = tuple(Evidence(field, text, SOURCE[field]) for field, text, day in stated if day)
    return Reading({"posted_on": posted, "closes_on": closes}, tuple(issues), evidence)


def _unread(text: str, day: date | None) -> bool:
    return day is None and bool(text.strip())


def _minute(fetched_at: datetime | None) -> datetime | None:
    """Return the time without seconds, so that many postings share one cached reading."""
    return fetched_at.replace(second=0, microsecond=0) if fetched_at else None
