from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, insert, update

from models.posting import JobPosting
from models.raw import posting_id
from models.tables import (
    LIFE_COLUMNS,
    correction,
    job_posting,
    metadata,
    posting_life,
    same_job,
)
from models.vocab import PostingStatus, SalaryStatus
from pipeline.store.db.writing import writing

SEEN = datetime(2026, 10, 28, 6, tzinfo=UTC)
HAS_MIDDLE = "annual_mid" in JobPosting.__dataclass_fields__
HASHES = {"raw_hash": "0", "content_hash": "0"}

Make = Callable[..., JobPosting]
Store = Callable[[Iterable[JobPosting]], Engine]


@pytest.fixture
def make() -> Make:
    """Make a posting with `pay=(low, high)` USD a year, ok and about AI, unless told otherwise."""

    def made(key: Any, pay: tuple[Any, Any] | None = None, **given: Any) -> JobPosting:
        source = given.pop("source", "greenhouse")
        values: dict[str, Any] = {
            "posting_id": posting_id(source, str(key)),
            "source": source,
            "source_key": str(key),
            "title": "Data Scientist",
            "title_short": given.get("title", "Data Scientist"),
            "company": "Quillmere",
            "ai_relevance": "core",
            "first_seen": SEEN,
            "last_seen": SEEN,
            "status": PostingStatus.OPEN,
            "salary_status": SalaryStatus.OK if pay else SalaryStatus.ABSENT,
            "rules_version": "0.1+abc",
        }
        if pay:
            low, high = (None if end is None else Decimal(end) for end in pay)
            for name in ("salary", "annual"):
                values |= {f"{name}_min": low, f"{name}_max": high}
            values |= {"annual_min_usd": low, "annual_max_usd": high, "salary_currency": "USD"}
            if HAS_MIDDLE and low is not None and high is not None:
                values["annual_mid"] = (low + high) / 2
        return JobPosting(**(values | given))

    return made


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Make a store that holds these postings: in SQLite, or in the database of `url`."""

    def made(postings: Iterable[JobPosting], url: str = "") -> Engine:
        engine = create_engine(url or f"sqlite:///{tmp_path / 'store.db'}")
        metadata.create_all(engine)
        with writing(engine) as connection:
            for posting in postings:
                row = asdict(posting)
                life = {name: row.pop(name) for name in LIFE_COLUMNS}
                row.pop("pay_of")
                if (first := row.pop("duplicate_of")) is not None:
                    found = {"posting_id": posting.posting_id, "duplicate_of": first}
                    connection.execute(insert(same_job), found | {"matched": first, "rule": "r"})
                connection.execute(insert(job_posting), row | HASHES)
                if life["first_seen"] is not None:
                    ours = {"posting_id": posting.posting_id, "status_changes": 1}
                    ours["status_at"] = life["first_seen"]
                    connection.execute(insert(posting_life), life | ours | {"content_hash": "0"})
        return engine

    return made


@pytest.fixture
def correct() -> Callable[..., None]:
    """Put a value of a posting right, as `payband correct` does, but clean nothing anew."""

    def made(engine: Engine, posting_id: str, field: str, value: str, was: str = "") -> None:
        row: dict[str, Any] = {"posting_id": posting_id, "field": field, "value": value, "was": was}
        row |= {"why": "the team says so", "at": SEEN, "content_hash": "0"}
        with writing(engine) as connection:
            connection.execute(insert(correction), row)
            changed = update(job_posting).where(job_posting.c.posting_id == posting_id)
            connection.execute(changed.values({field: value}))

    return made
