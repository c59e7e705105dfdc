import os
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, event, select

from models.same import JobPrint
from models.tables import job_pending, job_print, posting_life, print_key, same_job
from models.vocab import PostingStatus
from pipeline.same import clusters
from pipeline.same.judge import judge
from pipeline.same.keys import keys_of
from pipeline.same.relation import known
from pipeline.same.sketch import sketch_of
from pipeline.same.together import same_jobs
from pipeline.store import jobs
from pipeline.store.database import open_store, writing
from pipeline.store.jobs import put_jobs
from pipeline.store.prints import prepared_print, store_prints
from pipeline.store.upsert import upsert

SEEN = datetime(2026, 11, 1, 6, tzinfo=UTC)
WORDS = [f"word{n}" for n in range(120)]
TEXTS = (
    "",
    " ".join(WORDS),
    " ".join([*WORDS[:112], *WORDS[:8]]),
    " ".join(WORDS[:70]),
    " ".join(reversed(WORDS)),
)
POSTINGS = 8
EXAMPLES = int(os.environ.get("PAYBAND_TEST_ORDERS", "80"))
# Many links that are no agreement: bands that differ at one end, ids of one listing, texts alike.
PRINTS = st.builds(
    lambda company, title, pay, city, board, text, day, number: {
        "company": company,
        "title": title,
        "pay_min": pay and Decimal(60_000),
        "pay_max": pay and Decimal(pay * 1_000),
        "pay_currency": pay and "GBP",
        "cities": city,
        "source": board or "adzuna",
        "listing": board and f"{board}/northmoor",
        "posted_on": date(2026, 10, day),
        "requisition": number,
        "language": "en",
        "text": text,
    },
    st.sampled_from(("northmoor", "northmoor", "northmoorlabs")),
    st.sampled_from((("data", "scientist"), ("data", "pricing", "scientist"), ("analyst",))),
    st.sampled_from((None, 80, 85, 90)),
    st.sampled_from(((), ("leeds",), ("leeds", "york"))),
    st.sampled_from((None, None, "lever", "greenhouse")),
    st.sampled_from(TEXTS),
    st.integers(1, 9),
    st.sampled_from((None, None, None, "R-2041", "R-2042")),
)


def print_of(n, said):
    fields = dict(said)
    shingles, sketch = sketch_of(fields.pop("text"))
    return JobPrint(posting_id=f"{n:016x}", role="x", shingles=shingles, sketch=sketch, **fields)


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
        for table in (posting_life, job_print, print_key, job_pending, same_job):
            connection.execute(delete(table))


def put(engine, prints):
    lives = [
        {
            "posting_id": one.posting_id,
            "first_seen": SEEN,
            "last_seen": SEEN,
            "status": PostingStatus.OPEN,
            "status_at": SEEN,
            "turns": 1,
        }
        for one in prints
    ]
    with writing(engine) as connection:
        upsert(connection, posting_life, lives)
        store_prints(connection, [prepared_print(one) for one in prints])
    return put_jobs(engine)


def found(engine):
    with engine.connect() as connection:
        return sorted(map(tuple, connection.execute(select(same_job))))


def together(prints):
    """Return what is found of the same postings in a table, where no past is known."""
    jobs = same_jobs([(known(one, SEEN), keys_of(one)) for one in prints])
    return sorted((o.posting_id, o.duplicate_of, o.matched, o.rule) for o in jobs.values())


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_order_and_any_edit_come_to_the_same_jobs(engine, small, data):
    said = data.draw(st.lists(PRINTS, min_size=2, max_size=POSTINGS))
    prints = {n: print_of(n, one) for n, one in enumerate(said)}
    forget(engine)
    left = data.draw(st.permutations(list(prints)))
    while left:
        size = data.draw(st.integers(1, len(left)))
        put(engine, [prints[n] for n in left[:size]])
        left = left[size:]
        if data.draw(st.booleans()):
            edited = data.draw(st.sampled_from(sorted(set(prints) - set(left))))
            prints[edited] = print_of(edited, data.draw(PRINTS))
            put(engine, [prints[edited]])
    assert found(engine) == together(prints.values())
    put_jobs(engine, everything=True)
    assert found(engine) == together(prints.values())


def counted(monkeypatch):
    asked = []

    def heard(a, b):
        asked.append((a, b))
        return judge(a, b)

    monkeypatch.setattr(clusters, "judge", heard)
    return asked


def one_town(count, **same):
    """Return prints of one employer in one town; `same` says what else they have in common."""
    said = {"source": "adzuna", "company": "northmoor", "cities": ("leeds",), "role": "x"}
    sketch = sketch_of(TEXTS[1])
    return [
        JobPrint(
            posting_id=f"{n:016x}",
            **{"title": (f"title{n}", "data"), "shingles": sketch[0], "sketch": sketch[1]}
            | said
            | same
            | {"posted_on": date(2026, 1, 1) + timedelta(n % 40)},
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
def test_a_block_of_one_employer_costs_no_more_for_each_posting(
    engine, monkeypatch, same, each
):
    monkeypatch.setattr(clusters, "MOST", 10)
    monkeypatch.setattr("pipeline.store.job_queries.MOST", 10)
    asked = counted(monkeypatch)
    costs = []
    for count in (200, 400):
        forget(engine)
        asked.clear()
        put(engine, one_town(count, **same))
        costs.append(len(asked) / count)
    assert 0 < costs[0] <= 10 * each
    assert costs[1] <= 1.2 * costs[0]
