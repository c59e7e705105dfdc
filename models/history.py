"""A posting's history: rows are added to these tables, and never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.record import column
from models.vocab import PostingStatus, Reason


@dataclass(slots=True, kw_only=True)
class PostingVersion:
    """One wording of a posting. The newest is in raw_posting; what differed before is here."""

    posting_id: str = column("The posting.", key=True)
    n: int = column("Its place among the posting's versions, from 1.", key=True)
    run_id: str | None = column("The run that first saw this wording.", default=None)
    at: datetime = column("When it was fetched.", unit="UTC")
    content_hash: str = column("SHA-256 of the raw posting but for fetched_at.")
    was: Mapping[str, Any] = column(
        "The fields of raw_posting that this version changed, with what they said before.",
        default_factory=dict,
    )


@dataclass(slots=True, kw_only=True)
class Sighting:
    """One turn of a posting's life: it came to be open, closed or expired."""

    posting_id: str = column("The posting.", key=True)
    n: int = column("Its place among the posting's turns, from 1.", key=True)
    run_id: str | None = column("The run that found it so.", default=None)
    at: datetime = column("When it was found so.", unit="UTC")
    status: PostingStatus = column("What it came to be.")
    reason: Reason = column("Why: seen, absent from two healthy runs, page gone, own date over.")
