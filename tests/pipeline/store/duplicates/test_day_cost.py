"""The jobs of a new day are found without a scan of the past; the latest of a key take part."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event, insert

from models.same import Fingerprint
from models.tables import posting_life
from models.vocab import PostingStatus
from pipeline.dedupe.blocking import exact_keys_of, keys_of
from pipeline.dedupe.compare import days, known
from pipeline.store.db.database import open_store
from pipeline.store.db.writing import writing
from pipeline.store.duplicates import job_queries
from pipeline.store.duplicates.fingerprints import fingerprint_rows, store_fingerprints
from pipeline.store.duplicates.job_queries import sharing
from pipeline.store.duplicates.jobs import assign_jobs

FIRST = date(2026, 1, 1)
LONG = ("fingerprint", "fingerprint_key", "posting_life", "same_job", "status_change")
"""Tables that grow with the past."""
AD = Fingerprint(
    posting_id="",
    source="adzuna",
    company="northmoor",
    title=("data", "scientist"),
    role="data scientist",
    cities=("leeds",),
)


def moment(day):
    return datetime(day.year, day.month, day.day, 6, tzinfo=UTC)


def put(engine, numbers, *, weeks=1):
    """Store an ad of one employer every so many weeks."""
    when = [FIRST + timedelta(weeks=n * weeks) for n in numbers]
    ads = [
        replace(AD, posting_id=f"{n:016x}", posted_on=day, addresses=(f"feed.example/{n}",))
        for n, day in zip(numbers, when, strict=True)
    ]
    lives = [
        {
            "posting_id": one.posting_id,
            "first_seen": moment(day),
            "last_seen": moment(day),
            "status": PostingStatus.OPEN,
            "status_at": moment(day),
            "status_changes": 1,
        }
        for one, day in zip(ads, when, strict=True)
    ]
    with writing(engine) as connection:
        connection.execute(insert(posting_life), lives)
        store_fingerprints(connection, [fingerprint_rows(one) for one in ads])
    return ads


def shared(engine, ad, since):
    """Return the numbers of the stored ads that share a key with an ad."""
    with engine.connect() as connection:
        found = sharing(connection, keys_of(ad), exact_keys_of(ad), since)
    return sorted(int(posting, 16) for posting in found)


@pytest.fixture
def store(migrated_url):
    engine = open_store(migrated_url)
    yield engine
    engine.dispose()


def test_no_statement_of_a_new_day_scans_the_past(tmp_path):
    engine = open_store(f"sqlite:///{tmp_path}/p.db")
    put(engine, range(20))
    assign_jobs(engine)
    put(engine, range(20, 25))
    steps: list[str] = []

    @event.listens_for(engine, "before_cursor_execute")
    def _explain(_connection, cursor, sql, parameters, _context, many):
        if sql.startswith(("SELECT", "WITH", "DELETE")) and not many:
            plan = cursor.execute(f"EXPLAIN QUERY PLAN {sql}", parameters).fetchall()
            steps.extend(row[3] for row in plan)

    assert assign_jobs(engine) == 5
    engine.dispose()
    assert any(step.startswith("SEARCH fingerprint_key") for step in steps)
    assert [step for step in steps if step.startswith("SCAN") and step.split()[1] in LONG] == []


def test_a_key_gives_its_latest_postings_and_an_exact_key_those_of_any_age(store, monkeypatch):
    monkeypatch.setattr(job_queries, "MOST", 4)
    ads = put(store, range(4))
    assign_jobs(store)
    new = replace(ads[0], posting_id="f" * 16)
    assert shared(store, new, None) == [0, 1, 2, 3]
    assert shared(store, new, FIRST + timedelta(weeks=2)) == [0, 2, 3]  # 0 has the address
    put(store, range(4, 7))
    assign_jobs(store)
    assert shared(store, new, None) == [0, 3, 4, 5, 6]
    assert shared(store, new, FIRST + timedelta(weeks=5)) == [0, 5, 6]


def test_a_pending_posting_is_no_candidate_yet(store):
    put(store, range(3))
    assert shared(store, AD, None) == []


def test_a_day_of_posting_after_it_was_seen_does_not_keep_a_posting_open():
    seen, later = moment(FIRST), FIRST + timedelta(weeks=60)
    old = known(replace(AD, posted_on=later), seen)
    new = known(AD, moment(later))
    assert (old.first, old.last) == (FIRST, FIRST)
    assert days(old, new) == 7 * 60
    assert known(replace(AD, posted_on=later), None).last == later
