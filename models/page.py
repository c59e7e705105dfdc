"""A page that was read: what to ask for it next time, and where it lies."""

from dataclasses import dataclass
from datetime import datetime

from models.record import column


@dataclass(slots=True, kw_only=True)
class Page:
    """A page whose site says how to ask whether it changed (RFC 9110, 13.1)."""

    source: str = column("The source.", key=True)
    url: str = column("Its address, as asked for.", key=True)
    etag: str = column("Its ETag, as given; empty without one.", default="")
    last_modified: str = column("Its Last-Modified, as given; empty without one.", default="")
    fetched_at: datetime = column("When it was last received, or found unchanged.", unit="UTC")
    file: str = column("The archive file that holds it.")
    offset: int = column("Where in the file.", unit="bytes")
