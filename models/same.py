"""Duplicates: the fingerprints that postings are compared by, and the result."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.record import column, quick_to_pickle
from models.vocab import Level


@quick_to_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """The features of a posting that decide whether another posting is the same job."""

    posting_id: str = column("Id of the posting.", key=True)
    source: str = column("Name of the source.")
    listing: str | None = column(
        "Source and board, if the board lists all jobs: there, two ids are two jobs.",
        default=None,
    )
    company: str | None = column(
        "Key of the employer's name, or of the name it is an alias of, such as `openai`.",
        default=None,
    )
    title: tuple[str, ...] = column(
        "Words of the short title, folded, in full (machine learning for ML), without codes of "
        "towns (NYC), in alphabetical order.",
        default=(),
    )
    role: str | None = column("Role.", default=None)
    level: Level | None = column("Seniority level, if the title states it.", default=None)
    cities: tuple[str, ...] = column(
        "Cities, folded, with the city around a part of one that the place names.", default=()
    )
    countries: tuple[str, ...] = column(
        "Country codes; without one, those of the scope that the place names (Europe).", default=()
    )
    pay_min: Decimal | None = column(
        "Lower end of unflagged pay in a year, or as stated if the period is unknown.",
        unit="currency",
        default=None,
    )
    pay_max: Decimal | None = column("Upper end of unflagged pay.", unit="currency", default=None)
    pay_currency: str | None = column(
        "Currency of pay_min and pay_max, ISO 4217 code.", default=None
    )
    posted_on: date | None = column("Day the job was posted.", unit="UTC", default=None)
    requisition: str | None = column("Requisition number of the employer.", default=None)
    addresses: tuple[str, ...] = column(
        "Addresses to apply at, in one spelling such as `greenhouse/4510010007`.", default=()
    )
    language: str | None = column("Language of the posting.", default=None)
    shingles: int = column(
        "Number of distinct five-word shingles of the description. In scripts without spaces, each "
        "letter is a word.",
        default=0,
    )
    cut: bool = column(
        "True if the description ends in an ellipsis: a board shows its beginning.", default=False
    )
    sketch: bytes | None = column(
        "MinHash of the shingles: 128 numbers of 4 bytes, little-endian. Then the vocabulary: "
        "2,048 bits, set by the words of five letters or more. Then the words of the "
        "employer's name and of the place: two counts, and five bytes each. Then the marks, "
        "two bytes each. Earlier versions lack the last parts.",
        default=None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SameJob:
    """A posting that is a duplicate of an earlier posting."""

    posting_id: str = column("Id of the posting.", key=True)
    duplicate_of: str = column("posting_id of the first posting of the same job.")
    matched: str = column("posting_id of the posting that it matched.")
    rule: str = column(
        "Rule that matched: a row of same_job.csv, `requisition`, `address` or `weighed`."
    )
