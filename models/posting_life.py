"""PostingLife: the status of a posting and when it was seen."""

from dataclasses import dataclass
from datetime import date, datetime

from models.record import column
from models.vocab import (
    PostingStatus,
)


@dataclass(slots=True, kw_only=True)
class PostingLife:
    """The part of a posting that changes every day. The row is small, so an update is cheap."""

    posting_id: str = column("Id of the posting.", key=True)
    first_seen: datetime = column("Time of the first run that saw the posting.", unit="UTC")
    last_seen: datetime = column("Time of the last run that saw the posting.", unit="UTC")
    content_hash: str = column("SHA-256 of the raw posting at that time, without fetched_at.")
    purged_at: datetime | None = column(
        "Cut-off of the purge that deleted the description: it was last seen before this time. "
        "Empty if the description is kept.",
        unit="UTC",
        default=None,
    )
    closed_on: date | None = column("Day a run found the posting closed.", unit="UTC", default=None)
    status: PostingStatus = column("open, closed or expired.", default=PostingStatus.OPEN)
    status_at: datetime = column("Time of the last change of status.", unit="UTC")
    status_changes: int = column(
        "Number of status changes: rows of this posting in `status_change`.", default=1
    )
    absent_since: datetime | None = column(
        "Time of the first healthy run that did not find the posting.", unit="UTC", default=None
    )
    gone_at: datetime | None = column(
        "Last time that the posting's page answered 404 or 410.", unit="UTC", default=None
    )
    repost_of: str | None = column(
        "posting_id of an earlier, closed posting of the same job at the same source.", default=None
    )
