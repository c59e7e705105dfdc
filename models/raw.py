"""RawPosting: one posting as the source gave it, without interpretation."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.record import column


class InvalidPostingError(ValueError):
    """A raw posting lacks a required field. This is a bug of the spider."""

    def __init__(self, field: str, record: "RawPosting") -> None:
        super().__init__(
            f"{field} is empty: source={record.source!r} source_key={record.source_key!r} "
            f"url={record.url!r} title={record.title!r}"
        )
        self.field = field


@dataclass(frozen=True, slots=True)
class PayField:
    """One pay band as the source's structure gives it. Every value is unparsed.

    Amounts are in whole currency units: a platform that gives cents divides them by 100.
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
    """One posting as a source gave it. Text is as found, and empty if the source has none."""

    source: str = column("Name of the source, one of those in `payband sources`.", key=True)
    source_key: str = column("The source's own id of the posting, which stays the same.", key=True)
    url: str = column("Web address of the posting.")
    title: str = column("Job title.")
    board: str = column(
        "The employer's board on the platform. Empty if the source has no boards.", default=""
    )
    company: str = column("Name of the employer.", default="")
    location: str = column("Place of the job. Several places are joined by `; `.", default="")
    workplace: str = column("The source's word for remote, hybrid or on site.", default="")
    employment: str = column("The source's word for the employment type.", default="")
    level: str = column("The source's word for the seniority level.", default="")
    salary: str = column("Text of the posting's pay field.", default="")
    salary_fields: tuple[PayField, ...] = column(
        "The source's structured pay, unparsed: a list of min, max, currency, unit, label, "
        "text, is_estimate, is_ote.",
        default=(),
    )
    posted: str = column("Date of posting, as found.", default="")
    closes: str = column("Last day to apply, as found.", default="")
    description_html: str = column("Description, as HTML.", default="")
    country: str = column(
        "Country of the board, ISO 3166 alpha-2. It is a hint; the posting does not state it.",
        default="",
    )
    extra: Mapping[str, Any] = column("Other values of the source's record.", default_factory=dict)
    fetched_at: datetime | None = column(
        "Time when the response was received.", unit="UTC", default=None
    )

    @property
    def posting_id(self) -> str:
        """The id of the posting, the same on every machine and in every run."""
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
