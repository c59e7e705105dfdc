from datetime import UTC, date, datetime

import pytest
from sqlalchemy import insert

from models.posting import PAY_COLUMNS as PAY
from models.tables import LIFE_COLUMNS, job_posting, posting_life, same_job
from models.vocab import Flag, PostingStatus
from pipeline.figures.job import NOT_EXPORTED
from pipeline.figures.population import population
from pipeline.publish.export.export import export
from pipeline.publish.export.job_rows import LIFE, payer_of
from pipeline.publish.export.rows import stream_jobs, stream_postings
from pipeline.publish.report.job_source import stored_jobs
from pipeline.store.db.database import open_store
from pipeline.store.db.writing import writing

LOW, HIGH = (100_000, 120_000), (150_000, 180_000)
FLAGGED = {"salary_status": "flagged", "flags": (Flag.TOO_WIDE,)}
NO_RATE = {"annual_min_usd": None, "annual_max_usd": None}


def day(n):
    return datetime(2026, 10, n, 6, tzinfo=UTC)


def october(n):
    return n and date(2026, 10, n)


@pytest.fixture
def stored(migrated_url, make):
    """Store one job: its first posting, then the others; each is pay, and what else is given."""
    engine = open_store(migrated_url)

    def put(*members):
        made = [
            make(n, pay, first_seen=day(n + 1), **given) for n, (pay, given) in enumerate(members)
        ]
        made.append(make("alone", LOW))
        with writing(engine) as connection:
            for one in made:
                row = {c.name: getattr(one, c.name) for c in job_posting.c if hasattr(one, c.name)}
                hashes = {"raw_hash": "0", "content_hash": "0"}
                connection.execute(insert(job_posting), row | hashes)
                life = {name: getattr(one, name) for name in LIFE_COLUMNS}
                ours = {
                    "posting_id": one.posting_id,
                    "status_changes": 1,
                    "status_at": one.first_seen,
                }
                connection.execute(insert(posting_life), life | ours | {"content_hash": "0"})
            for one in made[1:-1]:
                found = {"posting_id": one.posting_id, "duplicate_of": made[0].posting_id}
                connection.execute(insert(same_job), found | {"matched": "x", "rule": "r"})
        return engine, [one.posting_id for one in made]

    yield put
    engine.dispose()


@pytest.mark.parametrize(
    ("members", "payer"),
    [
        ([(LOW, {}), (HIGH, {})], 0),
        ([(None, {}), (HIGH, {}), (LOW, {})], 1),
        ([(None, {}), (HIGH, FLAGGED), (LOW, {})], 2),
        ([(HIGH, FLAGGED), (LOW, {})], 1),
        ([((100_000, None), {"annual_max_usd": None}), (LOW, {})], 1),
        ([(HIGH, NO_RATE), (LOW, NO_RATE)], 0),
        ([(None, {}), (HIGH, NO_RATE)], 1),
        ([(None, {}), (HIGH, NO_RATE), (LOW, {})], 2),
        ([(None, {}), (HIGH, FLAGGED)], 0),
        ([(HIGH, FLAGGED), (LOW, FLAGGED)], 0),
    ],
)
def test_a_job_has_the_pay_of_the_earliest_posting_whose_pay_counts(stored, members, payer):
    engine, ids = stored(*members)
    rows = {row.posting_id: row for row in stream_jobs(engine)}
    assert set(rows) == {ids[0], ids[-1]}
    job = rows[ids[0]]
    [paid] = [row for row in stream_postings(engine) if row.posting_id == ids[payer]]
    assert [getattr(job, name) for name in PAY] == [getattr(paid, name) for name in PAY]
    assert job.pay_of == payer_of(engine, ids[0]) == (ids[payer] if payer else None)
    assert job.source_key == "0"
    assert rows[ids[-1]].pay_of is None


OPEN, CLOSED, EXPIRED = PostingStatus.OPEN, PostingStatus.CLOSED, PostingStatus.EXPIRED


@pytest.mark.parametrize(
    ("members", "lived"),
    [
        ([(OPEN, 9, None), (CLOSED, 12, 14)], (9, None, OPEN)),
        ([(CLOSED, 9, 11), (OPEN, 8, None)], (8, None, OPEN)),
        ([(CLOSED, 9, 11), (CLOSED, 12, 14)], (12, 14, CLOSED)),
        ([(EXPIRED, 15, None), (CLOSED, 12, 14)], (15, None, EXPIRED)),
    ],
)
def test_a_job_is_open_while_any_of_its_postings_is(stored, members, lived):
    lives = [{"status": s, "last_seen": day(d), "closed_on": october(c)} for s, d, c in members]
    engine, ids = stored(*((LOW, life) for life in lives))
    [job] = [row for row in stream_jobs(engine) if row.posting_id == ids[0]]
    last, off, status = lived
    assert job.first_seen == day(1)
    assert (job.last_seen, job.status) == (day(last), status)
    assert job.closed_on == october(off)


def test_every_posting_is_shown_as_it_is(stored, tmp_path):
    engine, ids = stored((None, {"status": CLOSED}), (HIGH, {}))
    rows = {row.posting_id: row for row in stream_postings(engine)}
    assert (rows[ids[0]].salary_min, rows[ids[0]].status) == (None, CLOSED)
    assert {row.pay_of for row in rows.values()} == {None}
    assert export(engine, tmp_path / "a.csv", everything=True) == 3
    assert export(engine, tmp_path / "o.csv") == 2
    assert f',"{ids[1]}"'.encode() in (tmp_path / "o.csv").read_bytes()


def test_a_report_counts_a_job_once_with_pay_from_any_board(stored):
    engine, _ids = stored((None, {}), (HIGH, {}), (HIGH, {}))
    source = stored_jobs(engine)
    people = population(source.jobs.assign(country="US"), {"US": "USD"})
    assert (people.total, len(people.salaried), source.lent) == (4, 2, 1)
    assert {reason: n for reason, n in people.counts.items() if n} == {"duplicate": 2}
    assert sorted(people.salaried["pay"]) == [110_000, 165_000]


def test_pay_and_life_are_columns_of_the_export():
    assert PAY[0] == "salary_text"
    assert PAY[-1] == "facts"
    assert {"flags", "annual_mid", "headline_by", "span_max", "net"} < set(PAY)
    assert set(LIFE) - set(NOT_EXPORTED) < LIFE_COLUMNS
