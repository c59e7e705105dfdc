"""The audit of a store is that of a table with the same rows."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from models.raw import PayField, RawPosting
from models.same import SameJob
from models.tables import raw_posting, same_job
from pipeline.filters.filters import Filters
from pipeline.operate.cleaning import clean_store
from pipeline.operate.tables.audit_store import audit_store
from pipeline.publish.audit.audit_json import audit_record
from pipeline.store.db.database import open_store
from pipeline.store.db.transactions import write
from pipeline.store.db.upsert import upsert_records
from pipeline.store.postings.raw import RawStore
from pipeline.store.runs.runs import begin_run

AT = datetime(2026, 10, 28, 6, tzinfo=UTC)


@pytest.fixture
def store(database_url):
    engine = open_store(database_url)
    run = begin_run(engine, AT).run_id
    RawStore(database_url, run).put(
        [
            RawPosting(
                source="greenhouse",
                source_key=str(n),
                url=f"https://jobs.example/{n}",
                title="Data Engineer",
                company=f"Firm {n}",
                location="Austin, TX",
                salary_fields=(PayField(min=low, max="150000", currency="USD", unit="year"),),
                extra={"team": n},
                fetched_at=AT,
            )
            for n, low in enumerate(["120000", "160000", "1"])
        ]
    )
    yield engine
    engine.dispose()


def duplicates(found):
    return found.repeats.identical + found.repeats.but_id + found.repeats.same_job


def test_duplicates_are_those_that_the_store_marks(store):
    """Two ids of one board are two jobs to the rows alone; the store saw one after the other."""
    clean_store(store)
    assert duplicates(audit_store(store)) == 0
    key, posting = raw_posting.c.source_key, raw_posting.c.posting_id
    with store.connect() as connection:
        first, *others = connection.execute(select(posting).order_by(key)).scalars()
    marks = [SameJob(posting_id=o, duplicate_of=first, matched=first, rule="anew") for o in others]
    write(store, lambda connection: upsert_records(connection, same_job, marks))
    assert duplicates(audit_store(store)) == 2
    assert duplicates(audit_store(store, filters=Filters(company=("Firm 1", "Firm 2")))) == 1
    assert duplicates(audit_store(store, filters=Filters(company=("Firm 1", "Firm 0")))) == 1


def test_the_raw_postings_of_a_store_are_audited(store):
    record = audit_record(audit_store(store))
    assert record["table"] == {
        "name": "the store",
        "format": "raw postings",
        "shape": "",
        "rows": 3,
    }
    assert {fault["key"]: fault["flags"][0] for fault in record["pay"]["faults"]} == {
        "1": "inverted",
        "2": "placeholder",
    }
    assert record["missing"][0]["missing"]["salary"] == 3
    assert record["missing"][0]["missing"]["salary_fields"] == 0
