import os
import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, event, select

from models.same import Fingerprint
from models.tables import fingerprint, fingerprint_key, job_pending, posting_life, same_job
from models.vocab import PostingStatus
from pipeline.dedupe import clusters
from pipeline.dedupe.batch import same_jobs
from pipeline.dedupe.blocking import keys_of
from pipeline.dedupe.compare import known
from pipeline.dedupe.rules import NOTHING, Decision, judge, may_be_one
from pipeline.dedupe.sketches.minhash import sketch_of
from pipeline.store.db.database import open_store
from pipeline.store.db.upsert import upsert
from pipeline.store.db.writing import writing
from pipeline.store.duplicates import jobs
from pipeline.store.duplicates.fingerprints import fingerprint_rows, store_fingerprints
from pipeline.store.duplicates.jobs import assign_jobs

SEEN = datetime(2026, 11, 1, 6, tzinfo=UTC)
TEXT = sketch_of(" ".join(f"word{n}" for n in range(120)))
POSTINGS = 12
EXAMPLES = int(os.environ.get("PAYBAND_TEST_ORDERS", "60"))
# What two postings may be found to be: many links, and no agreement among them.
VERDICTS = (
    *(Decision(same=True, rule=f"rule{rank}", rank=rank) for rank in (0, 1, 1, 2)),
    *(Decision(same=False, rule="two"),) * 2,
    *(NOTHING,) * 6,
)


def verdicts(seed):
    """Return a judge that says anything of two postings, and the same of the same two again."""

    def judge(a, b):
        pair = sorted((one.print.posting_id, str(one.print.role)) for one in (a, b))
        return random.Random(f"{seed} {pair}").choice(VERDICTS)

    return judge


def fingerprint_for(n, day, edits=0):
    """Return a print that has one key in common with all others; an edit makes it another."""
    return Fingerprint(
        posting_id=f"{n:016x}",
        source="adzuna",
        company="northmoor",
        title=("data", "scientist"),
        role=f"edit {edits}",
        posted_on=date(2026, 10, day),
    )


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    engine = open_store(f"sqlite:///{tmp_path_factory.mktemp('order')}/jobs.db")
    engine.dispose()
    event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous=OFF"))
    yield engine
    engine.dispose()


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(jobs, "BATCH", 3)
    monkeypatch.setattr(jobs, "AHEAD", 5)


def forget(engine):
    with writing(engine) as connection:
        for table in (posting_life, fingerprint, fingerprint_key, job_pending, same_job):
            connection.execute(delete(table))


def put(engine, prints):
    lives = [
        {
            "posting_id": one.posting_id,
            "first_seen": SEEN,
            "last_seen": SEEN,
            "status": PostingStatus.OPEN,
            "status_at": SEEN,
            "status_changes": 1,
        }
        for one in prints
    ]
    with writing(engine) as connection:
        upsert(connection, posting_life, lives)
        store_fingerprints(connection, [fingerprint_rows(one) for one in prints])
    return assign_jobs(engine)


def found(engine):
    with engine.connect() as connection:
        return sorted(map(tuple, connection.execute(select(same_job))))


def together(prints):
    """Return what is found of the same postings in a table, where no past is known."""
    jobs = same_jobs([(known(one, SEEN), keys_of(one)) for one in prints])
    return sorted((o.posting_id, o.duplicate_of, o.matched, o.rule) for o in jobs.values())


@pytest.mark.proof
@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.data(), seed=st.integers(0, 2**32), days=st.lists(st.integers(1, 9), max_size=POSTINGS)
)
def test_any_order_and_any_edits_come_to_the_same_jobs(
    engine, small, monkeypatch, data, seed, days
):
    monkeypatch.setattr(clusters, "judge", verdicts(seed))
    prints = {n: fingerprint_for(n, day) for n, day in enumerate(days)}
    forget(engine)
    left = data.draw(st.permutations(list(prints)))
    for edits in range(1, POSTINGS):
        size = data.draw(st.integers(1, POSTINGS))
        put(engine, [prints[n] for n in left[:size]])
        left = left[size:]
        there = sorted(set(prints) - set(left))
        edited = data.draw(st.sets(st.sampled_from(there), max_size=3)) if there else ()
        prints |= {n: fingerprint_for(n, data.draw(st.integers(1, 9)), edits) for n in edited}
        put(engine, [prints[n] for n in edited])
        if not left:
            break
    put(engine, [prints[n] for n in left])
    assert found(engine) == together(prints.values())
    assign_jobs(engine, everything=True)
    assert found(engine) == together(prints.values())


def counted(monkeypatch):
    asked = []

    def heard(compare, a, b):
        asked.append((a, b))
        return compare(a, b)

    for compare in (judge, may_be_one):
        monkeypatch.setattr(clusters, compare.__name__, partial(heard, compare))
    return asked


def one_town(count, **same):
    """Return prints of one employer in one town; `same` says what else they have in common."""
    shingles, sketch = TEXT
    ad = fingerprint_for(0, 1)
    ads = replace(ad, cities=("leeds",), shingles=shingles, sketch=sketch)
    return [
        replace(
            ads,
            posting_id=f"{n:016x}",
            posted_on=date(2026, 1, 1) + timedelta(n % 40),
            **{"title": (f"title{n}", "data"), **same},
        )
        for n in range(count)
    ]


@pytest.mark.parametrize(
    ("same", "each"),
    [
        ({}, 2),  # one template for everything: nothing joins, the latest are asked
        ({"title": ("data", "scientist")}, 2),  # one ad posted again and again: one job
        ({"listing": "lever/northmoor"}, 2),
        ({"sketch": None, "shingles": 0}, 2),
    ],
    ids=["template", "ad", "listing", "bare"],
)
def test_a_block_of_one_employer_costs_no_more_for_each_posting(engine, monkeypatch, same, each):
    monkeypatch.setattr(clusters, "MOST", 10)
    monkeypatch.setattr("pipeline.store.duplicates.job_queries.MOST", 10)
    asked = counted(monkeypatch)
    costs = []
    for count in (200, 400):
        forget(engine)
        asked.clear()
        put(engine, one_town(count, **same))
        costs.append(len(asked) / count)
    assert 0 < costs[0] <= 10 * each
    assert costs[1] <= 1.2 * costs[0]
