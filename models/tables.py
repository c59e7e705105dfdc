"""The SQL tables, made from the declared records: names, types, keys, comments."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Index, Integer, LargeBinary, MetaData, Table
from sqlalchemy import Column as SqlColumn
from sqlalchemy.types import TypeEngine

from models.band import SalaryBand
from models.correction import Correction
from models.history import PostingVersion, StatusChange
from models.issue import Issue
from models.page import Page
from models.posting import JobPosting
from models.posting_life import PostingLife
from models.raw import PayField, RawPosting
from models.record import Column, columns
from models.run import CrawlRun, Quarantine, Run, SourceRun
from models.same import Fingerprint, SameJob
from models.source_pay import SourcePay
from models.survey import SurveySalary
from models.types import TEXT, Day, Flagged, Joined, Json, Money, PayFields, Utc, VocabularyText

metadata = MetaData(
    naming_convention={"pk": "pk_%(table_name)s", "ix": "ix_%(table_name)s_%(column_0_N_name)s"}
)

BIG = BigInteger().with_variant(Integer, "sqlite")  # PostgreSQL's Integer ends at 2,147,483,647
SIMPLE: dict[type, TypeEngine[Any]] = {
    str: TEXT,
    int: Integer(),
    bool: Flagged(),
    bytes: LargeBinary(),
    Decimal: Money(),
    datetime: Utc(),
    date: Day(),
}


def sql_type(column: Column) -> TypeEngine[Any]:
    """Return the SQL type of a declared column; raise KeyError for an unknown type."""
    if column.type is int and column.unit == "bytes":
        return BIG
    if column.type == tuple[PayField, ...]:
        return PayFields()
    if column.type == Mapping[str, Any]:
        return Json()
    if getattr(column.type, "__origin__", None) is tuple:
        return Joined()
    if isinstance(column.type, type) and issubclass(column.type, StrEnum):
        return VocabularyText(column.type)
    return SIMPLE[column.type]


def sql_columns(record: type, *, keys: bool = True) -> list[SqlColumn[Any]]:
    """Return the SQL columns of a record, without primary key where `keys` is false."""
    return [
        SqlColumn(c.name, sql_type(c), primary_key=keys and c.key, nullable=c.optional)
        for c in columns(record)
    ]


def _table(name: str, *parts: Any, **options: Any) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True, **options)


# Columns of JobPosting that are in the narrow table posting_life.
LIFE_COLUMNS = frozenset(c.name for c in columns(PostingLife)).intersection(
    c.name for c in columns(JobPosting)
) - {"posting_id"}
# Columns of JobPosting that are not in job_posting: they are in posting_life, in same_job, or
# only in exports.
APART = LIFE_COLUMNS | {"duplicate_of", "pay_of"}

run = _table("run", *sql_columns(Run))
crawl_run = _table("crawl_run", *sql_columns(CrawlRun))
source_run = _table("source_run", *sql_columns(SourceRun))
source_pay = _table("source_pay", *sql_columns(SourcePay))
quarantine = _table("quarantine", *sql_columns(Quarantine))
page = _table("page", *sql_columns(Page))
# run_id: the run that stored this version.
raw_posting = _table(
    "raw_posting",
    SqlColumn("posting_id", TEXT, primary_key=True),
    *sql_columns(RawPosting, keys=False),
    SqlColumn("run_id", TEXT),
    # with posting_id, so that the index alone gives the postings of a board
    Index("ix_raw_posting_source", "source", "board", "posting_id"),
)
# raw_hash: content_hash (in posting_life) of the raw posting it was read from. content_hash:
# hash of the cleaned posting with its bands and issues.
job_posting = _table(
    "job_posting",
    *[c for c in sql_columns(JobPosting) if c.name not in APART],
    SqlColumn("raw_hash", TEXT, nullable=False),
    SqlColumn("content_hash", TEXT, nullable=False),
    Index("ix_job_posting_source", "source"),
    Index("ix_job_posting_closes_on", "closes_on"),
)
posting_life = _table("posting_life", *sql_columns(PostingLife))
posting_version = _table("posting_version", *sql_columns(PostingVersion))
status_change = _table("status_change", *sql_columns(StatusChange))
salary_band = _table("salary_band", *sql_columns(SalaryBand))
issue = _table("issue", *sql_columns(Issue), Index("ix_issue_code", "code"))
# digest: hash of its columns, its keys and the rules' version, so that only changes are written.
fingerprint = _table(
    "fingerprint", *sql_columns(Fingerprint), SqlColumn("digest", TEXT, nullable=False)
)
# Blocking keys: postings that share one are compared. The primary key begins with the posting,
# as all its keys are replaced together.
fingerprint_key = _table(
    "fingerprint_key",
    SqlColumn("posting_id", TEXT, primary_key=True),
    SqlColumn("key", BIG, primary_key=True),
    Index("ix_fingerprint_key_key", "key"),
    sqlite_with_rowid=False,
)
# Postings that are new or changed, or linked to such a posting, until their job is found.
job_pending = _table("job_pending", SqlColumn("posting_id", TEXT, primary_key=True))
# Postings of a full listing that had another one of it in their job: only of these it is asked
# whether the two were listed together. A posting that left its job may stay here.
listed_twice = _table("listed_twice", SqlColumn("posting_id", TEXT, primary_key=True))
same_job = _table(
    "same_job", *sql_columns(SameJob), Index("ix_same_job_duplicate_of", "duplicate_of")
)
# What people put right. Cleaning reads it and never writes it.
correction = _table("correction", *sql_columns(Correction))
# The survey: kept beside the postings and never joined with their tables.
survey = _table("survey", *sql_columns(SurveySalary))

# Names that tables have in older schemas.
FORMER_NAMES = ("sighting", "job_print", "print_key", "benchmark")
