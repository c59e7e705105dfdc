"""The history of postings. Rows are added to these tables and never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.record import column
from models.vocab import PostingStatus, Reason


@dataclass(slots=True, kw_only=True)
class PostingVersion:
    """One version of a posting. raw_posting has the newest; this table has the differences."""

    posting_id: str = column("Id of the posting.", key=True)
    n: int = column("Number of the version within the posting, from 1.", key=True)
    run_id: str | None = column("First run that saw this version.", default=None)
    at: datetime = column("Time when it was fetched.", unit="UTC")
    content_hash: str = column("SHA-256 of the raw posting without fetched_at.")
    was: Mapping[str, Any] = column(
        "Fields of raw_posting that this version changed, with their values before.",
        default_factory=dict,
    )


@dataclass(slots=True, kw_only=True)
class StatusChange:
    """One change of a posting's status to open, closed or expired."""

    posting_id: str = column("Id of the posting.", key=True)
    n: int = column("Number of the change within the posting, from 1.", key=True)
    run_id: str | None = column("Run that found the change.", default=None)
    at: datetime = column("Time of the change.", unit="UTC")
    status: PostingStatus = column("New status.")
    reason: Reason = column(
        "Reason: seen, absent from two healthy runs, page gone, or past its last day to apply."
    )
