"""Stage: the days a posting was posted and closes."""

from datetime import date, datetime

from models.raw import RawPosting
from pipeline.clean.dates.day import read_day
from pipeline.clean.dates.order import CLOSES, POSTED, DayOrder, habit, stated_order
from pipeline.clean.dates.unread import why_unread
from pipeline.clean.stage import Evidence, IssueDraft, Job, Reading
from pipeline.clock import AHEAD, MADE, now

SOURCE = {
    "posted_on": "the board's day of posting, read by clean/dates/day.py",
    "closes_on": "the board's closing day, read by clean/dates/day.py",
}


def dates(job: Job) -> Reading:
    """Return posted_on and closes_on, days in UTC; None if not stated.

    A text that cannot be read gives None and the issue `date_unread`, with the reason. `6d ago`
    counts back from the time the page was fetched, never from now: a replay gives the same days. A
    day of posting after the day of collection (or after today where that is not known) is wrong:
    None, and the issue `date_future`.
    """
    raw, minute = job.raw, _minute(job.raw.fetched_at)
    orders = _order(raw, POSTED), _order(raw, CLOSES)
    posted, closes = (
        read_day(text.strip(), minute, order)
        for text, order in zip((raw.posted, raw.closes), orders, strict=True)
    )
    stated = (("posted_on", raw.posted, posted), ("closes_on", raw.closes, closes))
    issues = [
        IssueDraft("date_unread", field, text, why_unread(text.strip(), minute, MADE, order))
        for (field, text, day), order in zip(stated, orders, strict=True)
        if _unread(text, day)
    ]
    if future := _future(posted, minute):
        issues.append(IssueDraft("date_future", "posted_on", raw.posted, future))
        posted = None
    if posted and closes and closes < posted:
        issues.append(IssueDraft("date_order", "closes_on", raw.closes, f"posted on {posted}"))
    days = {"posted_on": posted, "closes_on": closes}
    texts = ((field, text) for field, text, _ in stated if days[field])
    evidence = tuple(Evidence(field, text, SOURCE[field]) for field, text in texts)
    return Reading(days, tuple(issues), evidence)


def _order(raw: RawPosting, key: str) -> DayOrder | None:
    """Return what the table says of the order of day and month, or else the country's habit."""
    return stated_order(raw.extra.get(key)) or habit(raw.country)


def _future(posted: date | None, fetched_at: datetime | None) -> str:
    """Return what a day of posting is later than; "" where it is possible.

    A day more is possible: time zones differ.
    """
    latest = fetched_at or max(now(), MADE)
    if posted is None or posted <= (latest + AHEAD).date():
        return ""
    what = "the day of collection" if fetched_at else "today"
    return f"{posted} is after {what}, {latest.date()}"


def _unread(text: str, day: date | None) -> bool:
    return day is None and bool(text.strip())


def _minute(fetched_at: datetime | None) -> datetime | None:
    """Return the time without seconds, so that many postings share one cached reading."""
    return fetched_at.replace(second=0, microsecond=0) if fetched_at else None
