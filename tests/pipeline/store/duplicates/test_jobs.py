import dataclasses
from datetime import UTC, datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import event, insert, select

from models.raw import RawPosting
from models.tables import fingerprint, fingerprint_key, job_pending, same_job
from pipeline.dedupe.rules import judge
from pipeline.operate.cleaning import clean_store
from pipeline.operate.tables.clean_table import clean_table
from pipeline.publish.export.export import export
from pipeline.publish.export.rows import stream_postings
from pipeline.store.db.transactions import write
from pipeline.store.db.writing import writing
from pipeline.store.duplicates import jobs
from pipeline.store.duplicates.same_job import same_job_links
from pipeline.store.postings.raw import RawStore
from pipeline.tables.frame import clean_frame

DAY = datetime(2026, 10, 5, 6, tzinfo=UTC)
TEXT = " ".join(f"word{n}" for n in range(120))
GIVEN = (
    "source", "board", "source_key", "url", "title", "company", "location", "salary", "posted",
    "description_html", "fetched_at",
)  # fmt: skip


def ad(key, day=0, **fields):
    said: dict[str, Any] = {
        "source": "arbeitnow",
        "source_key": str(key),
        "url": f"https://feed.example/jobs/{key}000",
        "title": "Data Scientist",
        "company": "Northmoor Analytics",
        "location": "Leeds, United Kingdom",
        "salary": "£60,000 - £80,000",
        "fetched_at": DAY + timedelta(days=day),
    }
    return RawPosting(**said | fields)


# Three jobs: a-e (edited pay, other places, an own listing), f-g by their text, h alone.
ADS = [
    ad("a", 0),
    ad("b", 0, location="London"),
    ad("f", 0, title="Office Manager", salary="", description_html=TEXT),
    ad("c", 1, company="Northmoor Analytics Ltd"),
    ad("d", 1, salary="£60,000 - £85,000"),
    ad("h", 1, company="Elsewhere"),
    ad("e", 2, source="greenhouse", board="northmoor"),
    ad("i", 2, source="greenhouse", board="northmoor"),
    ad("g", 3, title="Office Manager", salary="", description_html=TEXT, location="York"),
]


@pytest.fixture
def store(migrated_url):
    store = RawStore(migrated_url, "run-1")
    yield store
    store.close()


def put(store, ads):
    store.put(ads)
    return clean_store(store.engine)


def found(store):
    """Return which posting stands for which, by source_key."""
    names = {one.posting_id: one.source_key for one in ADS}
    rows = stream_postings(store.engine, ("posting_id", "duplicate_of"))
    return {names[r.posting_id]: names[r.duplicate_of] for r in rows if r.duplicate_of}


def rows(store, table):
    with store.engine.connect() as connection:
        return sorted(map(tuple, connection.execute(select(table))), key=repr)


def by_day(ads):
    days = sorted({one.fetched_at for one in ads})
    return [[one for one in ads if one.fetched_at == day] for day in days]


def test_day_by_day_and_all_at_once_find_the_same_jobs(store, monkeypatch):
    monkeypatch.setattr(jobs, "BATCH", 2)
    for day in by_day(ADS):
        put(store, day)
    told = found(store)
    first = min(("a", "b"), key=lambda k: next(o.posting_id for o in ADS if o.source_key == k))
    own = next(k for k in ("e", "i") if k in told)
    assert told == dict.fromkeys({"a", "b", "c", "d", own} - {first}, first) | {"g": "f"}
    kept = rows(store, same_job)
    clean_store(store.engine, everything=True)
    assert rows(store, same_job) == kept
    assert rows(store, job_pending) == []


def test_a_new_day_asks_only_of_the_new(store, monkeypatch):
    asked = []

    def heard(a, b):
        asked.append(a)
        return judge(a, b)

    monkeypatch.setattr("pipeline.dedupe.clusters.judge", heard)
    for day in by_day(ADS):
        asked.clear()
        put(store, day)
        assert {one.print.posting_id for one in asked} <= {one.posting_id for one in day}
    asked.clear()
    put(store, by_day(ADS)[0])
    assert asked == []


def test_a_day_without_news_writes_nothing(store):
    put(store, ADS)
    written = []

    def heard(_connection, _cursor, statement, *_):
        written.append(statement.split()[0])

    event.listen(store.engine, "before_cursor_execute", heard)
    clean_store(store.engine)
    assert not {"INSERT", "UPDATE", "DELETE"} & set(written)


def test_an_edited_posting_leaves_its_job_and_its_job_finds_a_new_first(store):
    put(store, ADS)
    first = next(iter(set(found(store).values()) - {"f"}))
    edited = ad(first, 5, title="Head of Kitchen", salary="£25,000")
    put(store, [edited])
    told = found(store)
    assert first not in told
    assert first not in told.values()
    assert len(set(told.values())) == 2
    assert len(told) == 4  # one less in the first job


def test_an_earlier_posting_comes_to_stand_for_the_others(store):
    put(store, [ADS[0]])
    put(store, [ad("b", 3, posted="2026-09-20")])
    assert found(store) == {"a": "b"}
    put(store, [ad("c", 4, posted="2026-09-10")])
    assert found(store) == {"a": "c", "b": "c"}
    clean_store(store.engine, everything=True)
    assert found(store) == {"a": "c", "b": "c"}


def test_what_was_interrupted_is_taken_up(store, monkeypatch):
    monkeypatch.setattr(jobs, "BATCH", 2)
    calls = []

    def dies(engine, work):
        calls.append(work)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return write(engine, work)

    monkeypatch.setattr("pipeline.store.duplicates.jobs.write", dies)
    with pytest.raises(KeyboardInterrupt):
        put(store, ADS)
    assert rows(store, job_pending) != []
    monkeypatch.setattr("pipeline.store.duplicates.jobs.write", write)
    clean_store(store.engine)
    assert rows(store, job_pending) == []
    kept = rows(store, same_job)
    clean_store(store.engine, everything=True)
    assert rows(store, same_job) == kept


def test_the_search_says_how_many_are_done_of_how_many(store, monkeypatch):
    put(store, ADS)
    monkeypatch.setattr(jobs, "BATCH", 2)
    told = []
    with writing(store.engine) as connection:
        every = select(fingerprint.c.posting_id)
        connection.execute(insert(job_pending).from_select(["posting_id"], every))
    count = jobs.assign_jobs(store.engine, told=lambda *said: told.append(said))
    assert told[0] == (2, count)
    assert told[-1] == (count, count)


def test_an_export_has_a_row_a_job_and_all_on_demand(store, tmp_path):
    put(store, ADS)
    assert export(store.engine, tmp_path / "jobs.csv") == len(ADS) - len(found(store))
    assert export(store.engine, tmp_path / "all.csv", everything=True) == len(ADS)


def test_a_frame_and_a_table_find_the_jobs_that_the_store_finds(store, tmp_path):
    posted = [dataclasses.replace(one, posted=f"2026-09-{n + 11}") for n, one in enumerate(ADS)]
    put(store, posted)
    frame = pd.DataFrame([{n: getattr(one, n) for n in GIVEN} for one in posted])
    cleaned = clean_frame(frame)
    told = dict(zip(cleaned["posting_id"], cleaned["duplicate_of"], strict=True))
    by_frame = {key: first for key, first in told.items() if isinstance(first, str)}
    kept = {one[0]: one[1] for one in rows(store, same_job)}
    assert len(kept) == 5
    assert by_frame == kept
    frame.to_csv(tmp_path / "in.csv", index=False)
    clean_table(tmp_path / "in.csv", tmp_path / "out.csv")
    table = pd.read_csv(tmp_path / "out.csv").set_index("posting_id")["duplicate_of"].dropna()
    assert table.to_dict() == kept


def test_keys_are_those_of_the_present_print(store):
    put(store, [ADS[0]])
    before = rows(store, fingerprint_key)
    put(store, [ad("a", 1, company="Elsewhere")])
    after = rows(store, fingerprint_key)
    assert len(after) == len(before)
    assert len(set(after) & set(before)) == 1  # the address
    assert len(rows(store, fingerprint)) == 1


def test_a_job_says_why_its_postings_are_one(store):
    put(store, ADS)
    ids = {one.source_key: one.posting_id for one in ADS}
    told = same_job_links(store.engine, ids["d"])
    assert [twin.like == "" for twin in told] == [True, False, False, False, False]
    assert told == same_job_links(store.engine, told[0].posting_id)
    own = next(twin for twin in told if twin.posting_id == ids["d"])
    assert (own.source, own.title) == ("arbeitnow", "Data Scientist")
    assert own.why.startswith("the same employer, title and place, one end of the pay")
    assert same_job_links(store.engine, ids["h"]) == []
