"""Pages that can be asked whether they changed, and the archive that holds each."""

from dataclasses import dataclass
from datetime import datetime

from models.record import column


@dataclass(slots=True, kw_only=True)
class Page:
    """A page that supports conditional requests (RFC 9110, section 13.1)."""

    source: str = column("Name of the source.", key=True)
    url: str = column("Address of the request.", key=True)
    etag: str = column("ETag of the response. Empty if it had none.", default="")
    last_modified: str = column("Last-Modified of the response. Empty if it had none.", default="")
    fetched_at: datetime = column("Time when it was last received or found unchanged.", unit="UTC")
    file: str = column("Archive file that holds the page.")
    offset: int = column("Offset of the record in the file.", unit="bytes")
