"""RawPosting: what the page said, interpreted by nobody."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.record import column


class InvalidPostingError(ValueError):
    """A raw posting lacks what every posting has: the spider's bug."""

    def __init__(self, field: str, record: "RawPosting") -> None:
        super().__init__(
            f"{field} is empty: source={record.source!r} source_key={record.source_key!r} "
            f"url={record.url!r} title={record.title!r}"
        )
        self.field = field


@dataclass(frozen=True, slots=True)
class PayField:
    """One band as the source's own structure gives it; every value as found.

    Amounts are in whole currency units: an adapter whose source counts in cents divides once.
    """

    min: str = ""
    max: str = ""
    currency: str = ""
    unit: str = ""
    label: str = ""
    text: str = ""
    is_estimate: bool = False
    is_ote: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPosting:
    """One posting as a source gave it: strings as found, empty where the source said nothing."""

    source: str = column("The source's name, one of `payband sources`.", key=True)
    source_key: str = column("The source's own stable id of the posting.", key=True)
    url: str = column("Where a reader finds the posting.")
    title: str = column("The job's title.")
    board: str = column(
        "The employer's board on a platform; empty where a source has one.", default=""
    )
    company: str = column("The employer's name.", default="")
    location: str = column("The place or places; several joined by `; `.", default="")
    workplace: str = column("The source's own word for remote, hybrid or on site.", default="")
    employment: str = column("The source's own word for the kind of contract.", default="")
    level: str = column("The source's own word for the seniority.", default="")
    salary: str = column("The pay, as the text of the posting's own pay field.", default="")
    salary_fields: tuple[PayField, ...] = column(
        "The source's own pay structure, unparsed: a list of min, max, currency, unit, label, "
        "text, is_estimate, is_ote.",
        default=(),
    )
    posted: str = column("When it was posted, as found.", default="")
    closes: str = column("When it closes, as found.", default="")
    description_html: str = column("The description, as HTML.", default="")
    country: str = column(
        "A hint: the country the board is for, ISO 3166 alpha-2. Never a statement of the posting.",
        default="",
    )
    extra: Mapping[str, Any] = column(
        "What was left over of the source's record.", default_factory=dict
    )
    fetched_at: datetime | None = column(
        "When the response was received.", unit="UTC", default=None
    )

    @property
    def posting_id(self) -> str:
        """The posting's id, the same on any machine and in any run."""
        return posting_id(self.source, self.source_key)

    def require(self, *fields: str) -> "RawPosting":
        """Return self; raise InvalidPostingError for the first of `fields` that is blank."""
        for field in fields or ("source", "source_key", "url", "title"):
            if not getattr(self, field).strip():
                raise InvalidPostingError(field, self)
        return self


def posting_id(source: str, source_key: str) -> str:
    """Return the id of a posting: 16 hex digits of SHA-256 over source and key."""
    return hashlib.sha256(f"{source}\0{source_key}".encode()).hexdigest()[:16]
