"""All jobs found anew are those that were found day by day."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select

from models.same import Fingerprint
from models.tables import job_pending, listed_twice, posting_life, same_job
from models.vocab import PostingStatus
from pipeline.dedupe import share_jobs
from pipeline.dedupe.sketches.minhash import sketch_of
from pipeline.store.db.database import open_store
from pipeline.store.db.transactions import write
from pipeline.store.db.writing import writing
from pipeline.store.duplicates import all_jobs, jobs
from pipeline.store.duplicates.fingerprints import fingerprint_rows, store_fingerprints
from pipeline.store.duplicates.jobs import assign_jobs

FIRST = date(2026, 1, 1)
BOARDS = ("adzuna", "remotive", "greenhouse")
TEXTS = [sketch_of(" ".join(f"word{text}n{n}" for n in range(80))) for text in range(6)]


def ads(count):
    """Return fingerprints of a few employers, openings and texts, over a year."""
    draw = random.Random(5)
    for n in range(count):
        source, text = draw.choice(BOARDS), draw.choice([*[None] * 12, *TEXTS])
        shingles, sketch = text or (0, None)
        employer, language = draw.randrange(40), draw.choice(["en", "de"])
        yield Fingerprint(
            posting_id=f"{draw.getrandbits(64):016x}",
            source=source,
            listing=f"greenhouse/{employer}" if source == "greenhouse" else None,
            company=f"{chr(97 + employer % 26)}firm{employer}",
            title=tuple(sorted(("data", draw.choice(["analyst", "engineer", "scientist"])))),
            role="data scientist",
            cities=(draw.choice(["leeds", "york"]),),
            countries=("GB",),
            posted_on=FIRST + timedelta(draw.randrange(365)),
            requisition=f"R-{draw.randrange(60)}" if n % 3 == 0 else None,
            addresses=(f"feed.example/{draw.randrange(90)}",) if n % 9 == 0 else (),
            language=language,
            shingles=shingles,
            sketch=sketch,
        )


def put(engine, prints):
    """Store fingerprints; each posting was seen for ten days."""
    lives = []
    for one in prints:
        seen = datetime.combine(one.posted_on, datetime.min.time(), UTC)
        lives.append(
            {
                "posting_id": one.posting_id,
                "first_seen": seen,
                "last_seen": seen + timedelta(10),
                "status": PostingStatus.OPEN,
                "status_at": seen,
                "status_changes": 1,
            }
        )
    with writing(engine) as connection:
        connection.execute(insert(posting_life), lives)
        store_fingerprints(connection, [fingerprint_rows(one) for one in prints])


def rows(engine, table):
    with engine.connect() as connection:
        return sorted(map(tuple, connection.execute(select(table))))


@pytest.fixture
def store(migrated_url, monkeypatch):
    """Give a store with jobs that were found day by day; small pages, ranges and shares."""
    monkeypatch.setattr(all_jobs, "PAGE", 7)
    for name, size in (("ROWS_A_RANGE", 50), ("ROWS_A_SHARE", 6), ("TOGETHER", 11)):
        monkeypatch.setattr(share_jobs, name, size)
    engine = open_store(migrated_url)
    every = list(ads(240))
    for at in range(0, len(every), 60):
        put(engine, every[at : at + 60])
        assign_jobs(engine)
    yield engine
    engine.dispose()


def test_all_jobs_found_anew_are_those_found_day_by_day(store):
    before, twice = rows(store, same_job), rows(store, listed_twice)
    told = []
    assert assign_jobs(store, everything=True, told=lambda *said: told.append(said)) == 240
    assert rows(store, same_job) == before
    assert len({one[1] for one in before}) > 20
    assert len({one[3] for one in before}) > 3
    assert set(rows(store, listed_twice)) <= set(twice)
    assert rows(store, job_pending) == []
    assert told == sorted(told)
    assert told[-1] == (240, 240)


def test_what_a_killed_process_has_not_written_is_still_pending(store, monkeypatch):
    before, calls = rows(store, same_job), []

    def dies(engine, work):
        calls.append(work)
        if len(calls) == 5:
            raise KeyboardInterrupt
        return write(engine, work)

    monkeypatch.setattr(all_jobs, "write", dies)
    with pytest.raises(KeyboardInterrupt):
        assign_jobs(store, everything=True)
    assert 0 < len(rows(store, same_job)) < len(before)
    assert 0 < len(rows(store, job_pending)) < 240
    assign_jobs(store)
    assert rows(store, same_job) == before
    assert rows(store, job_pending) == []


def test_where_most_postings_are_pending_all_jobs_are_found_anew(store, monkeypatch):
    anew = list[Any]()
    monkeypatch.setattr(jobs, "MANY", 100)
    monkeypatch.setattr(jobs, "assign_all_jobs", lambda *given: anew.append(given))
    changed = [replace(one, cities=("hull",)) for one in ads(240)]
    for some, times in ((changed[:110], 0), (changed[110:], 1)):
        with writing(store) as connection:
            store_fingerprints(connection, [fingerprint_rows(one) for one in some])
        assign_jobs(store)
        assert len(anew) == times
    monkeypatch.undo()
    assign_jobs(store)
    by_days = rows(store, same_job)
    assign_jobs(store, everything=True)
    assert rows(store, same_job) == by_days
