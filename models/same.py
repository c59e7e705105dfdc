"""Which postings are one job: what they are compared by, and what was found."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.record import column
from models.vocab import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class JobPrint:
    """What a posting is compared by, to tell whether another is the same job."""

    posting_id: str = column("The posting.", key=True)
    source: str = column("Where it was collected.")
    listing: str | None = column(
        "Source and board, where that lists all its jobs: two ids of one are two jobs.",
        default=None,
    )
    company: str | None = column("The employer's name as a key: `openai`.", default=None)
    title: tuple[str, ...] = column(
        "The words of the short title, folded, in alphabetical order.", default=()
    )
    role: str | None = column("What the job is.", default=None)
    level: Level | None = column("Seniority, where the title says it.", default=None)
    cities: tuple[str, ...] = column("Where it is, folded.", default=())
    countries: tuple[str, ...] = column("The countries it is in.", default=())
    pay_min: Decimal | None = column(
        "Lower end of sound pay: a year, or as stated where the period is not known.",
        unit="currency",
        default=None,
    )
    pay_max: Decimal | None = column("Upper end, likewise.", unit="currency", default=None)
    pay_currency: str | None = column("ISO 4217 code of the two.", default=None)
    posted_on: date | None = column("Day it was posted.", unit="UTC", default=None)
    requisition: str | None = column("The employer's own number of the opening.", default=None)
    addresses: tuple[str, ...] = column(
        "Where one applies, in one spelling: `greenhouse/4510010007`.", default=()
    )
    language: str | None = column("Language of the posting.", default=None)
    shingles: int = column("Distinct runs of five words of the description.", default=0)
    sketch: bytes | None = column(
        "MinHash of these: 128 numbers of 4 bytes, the lowest byte first.", default=None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SameJob:
    """A posting of a job that an earlier posting stands for."""

    posting_id: str = column("The posting.", key=True)
    duplicate_of: str = column("The first posting of the same job.")
    matched: str = column("The posting of that job it was found to be like.")
    rule: str = column("The row of same_job.csv, or `requisition` or `address`, that says so.")
