"""Texts in the store: a translation in one listing, and fingerprints of an earlier version."""

import pytest
from sqlalchemy import event, select, update

from models.raw import RawPosting
from models.tables import fingerprint, job_pending, job_posting, same_job
from pipeline.operate.cleaning import clean_store
from pipeline.store.db.writing import writing
from pipeline.store.duplicates.jobs import assign_jobs
from pipeline.store.postings.raw import RawStore
from tests.pipeline.dedupe.test_same_job_kinds import AD, GERMAN
from tests.pipeline.dedupe.written_anew import HARBOUR, anew
from tests.pipeline.store.duplicates.test_jobs import DAY

LISTED = {
    **AD,
    "source": "greenhouse",
    "board": "harbourlight",
    "location": "Leeds, United Kingdom",
    "fetched_at": DAY,
}


def posting(key, **fields):
    return RawPosting(
        **{**LISTED, "source_key": key, "url": f"https://feed.example/{key}"} | fields
    )


@pytest.fixture
def store(database_url):
    store = RawStore(database_url, "run-1")
    yield store
    store.close()


def rows(store, table):
    with store.engine.connect() as connection:
        return connection.execute(select(table)).all()


def test_two_languages_in_one_listing_are_one_job_and_stay_one(store):
    store.put([posting("en"), posting("de", description_html=GERMAN), posting("en2")])
    clean_store(store.engine)
    jobs = rows(store, same_job)
    assert [one.rule for one in jobs] == ["translated"]
    changes = []
    event.listen(
        store.engine,
        "before_cursor_execute",
        lambda *args: changes.append(args[2]) if "same_job" in args[2].split(" WHERE")[0] else None,
    )
    assert assign_jobs(store.engine) == 0
    assert not [text for text in changes if not text.lstrip().startswith(("SELECT", "WITH"))]
    assert rows(store, same_job) == jobs
    assert rows(store, job_pending) == []


def test_fingerprints_of_an_earlier_version_are_made_anew(store):
    store.put([posting("1"), posting("2", source="arbeitnow", description_html=anew(HARBOUR))])
    clean_store(store.engine)
    whole = rows(store, fingerprint)
    jobs = rows(store, same_job)
    assert [one.rule for one in jobs] == ["rewritten_no_pay"]
    with writing(store.engine) as connection:
        for one in whole:
            old = {"sketch": one.sketch[:512], "digest": "old"}
            mine = fingerprint.c.posting_id == one.posting_id
            connection.execute(update(fingerprint).where(mine).values(old))
        connection.execute(same_job.delete())
        connection.execute(update(job_posting).values(rules_version="0.1+old"))
    clean_store(store.engine)
    assert rows(store, fingerprint) == whole
    assert rows(store, same_job) == jobs
