"""HistoryRow: a posting as it was from one moment to another. The rows of `export --history`."""

from dataclasses import dataclass
from datetime import datetime

from models.record import column
from models.vocab import PostingStatus


@dataclass(slots=True, kw_only=True)
class HistoryRow:
    """A time in which neither the words nor the status of a posting changed."""

    posting_id: str = column("Id of the posting.", key=True)
    valid_from: datetime = column("Time when this began.", unit="UTC", key=True)
    valid_to: datetime | None = column(
        "Time when the next row begins. Empty if nothing has changed since.",
        unit="UTC",
        default=None,
    )
    source: str = column("Name of the source, as in `payband sources`.")
    source_key: str = column("The source's own id of the posting.")
    status: PostingStatus | None = column("open, closed or expired.", default=None)
    version: int = column("Number of the version of the posting's words, from 1.")
    title: str | None = column("Job title as posted.", default=None)
    company: str | None = column("Employer as posted.", default=None)
    location: str | None = column("Place as posted.", default=None)
    salary: str | None = column("Text of the pay as posted.", default=None)
    posted: str | None = column("Day of the posting, as posted.", default=None)
    url: str | None = column("Web address of the posting.", default=None)
