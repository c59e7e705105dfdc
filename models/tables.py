"""The tables, each read off a record's declaration: name, types, keys, comments."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Index, Integer, LargeBinary, MetaData, Table
from sqlalchemy import Column as SqlColumn
from sqlalchemy.types import TypeEngine

from models.band import SalaryBand
from models.history import PostingVersion, StatusChange
from models.issue import Issue
from models.page import Page
from models.posting import JobPosting
from models.posting_life import PostingLife
from models.raw import PayField, RawPosting
from models.record import Column, columns
from models.run import CrawlRun, Quarantine, Run, SourceRun
from models.same import Fingerprint, SameJob
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
    """Return the SQL type of a declared column; raise KeyError for a type no table knows."""
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


# Columns of JobPosting that stand in a narrow table of their own: posting_life.
LIFE_COLUMNS = frozenset(c.name for c in columns(PostingLife)).intersection(
    c.name for c in columns(JobPosting)
) - {"posting_id"}
# And those that stand in any, posting_life and same_job, or in no table but in exports.
APART = LIFE_COLUMNS | {"duplicate_of", "pay_of"}

run = _table("run", *sql_columns(Run))
crawl_run = _table("crawl_run", *sql_columns(CrawlRun))
source_run = _table("source_run", *sql_columns(SourceRun))
quarantine = _table("quarantine", *sql_columns(Quarantine))
page = _table("page", *sql_columns(Page))
# run_id: the run that stored this wording.
raw_posting = _table(
    "raw_posting",
    SqlColumn("posting_id", TEXT, primary_key=True),
    *sql_columns(RawPosting, keys=False),
    SqlColumn("run_id", TEXT),
    # with posting_id, so that who belongs to a board is read off the index, not off wide rows
    Index("ix_raw_posting_source", "source", "board", "posting_id"),
)
# raw_hash: content_hash, in posting_life, of what it was read from. content_hash: of it, its
# bands and issues.
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
status_change = _table(
    "status_change", *sql_columns(StatusChange), Index("ix_status_change_run_id", "run_id")
)
salary_band = _table("salary_band", *sql_columns(SalaryBand))
issue = _table("issue", *sql_columns(Issue), Index("ix_issue_code", "code"))
# digest: of all its columns, keys and the rules' version, to write only what changed.
fingerprint = _table(
    "fingerprint", *sql_columns(Fingerprint), SqlColumn("digest", TEXT, nullable=False)
)
# Postings that share a key are compared. By posting first: its keys are replaced together.
fingerprint_key = _table(
    "fingerprint_key",
    SqlColumn("posting_id", TEXT, primary_key=True),
    SqlColumn("key", BIG, primary_key=True),
    Index("ix_fingerprint_key_key", "key"),
    sqlite_with_rowid=False,
)
# Postings that are new, changed, or linked to one that is, until they are put to their job.
job_pending = _table("job_pending", SqlColumn("posting_id", TEXT, primary_key=True))
same_job = _table(
    "same_job", *sql_columns(SameJob), Index("ix_same_job_duplicate_of", "duplicate_of")
)
# Beside the postings, and joined with none of their tables.
survey = _table("survey", *sql_columns(SurveySalary))

# Tables of ours that an older schema has by another name.
FORMER_NAMES = ("sighting", "job_print", "print_key", "benchmark")
