"""The same filters choose the same jobs in SQLite, in PostgreSQL and in a frame."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pandas as pd
import pytest
from sqlalchemy import insert

from models.posting import JobPosting
from models.raw import posting_id
from models.record import columns
from models.tables import LIFE_COLUMNS, job_posting, posting_life, same_job
from pipeline.errors import UsageError
from pipeline.filters.filters import Filters
from pipeline.filters.in_frame import fitting
from pipeline.publish.export.rows import stream_jobs, stream_postings
from pipeline.store.db.database import open_store
from pipeline.store.db.writing import writing
from tests.support.rows import every_row

COLUMNS = [c.name for c in columns(JobPosting)]
SEEN = datetime(2026, 10, 28, 6, tzinfo=UTC)
LATE = datetime(2026, 11, 3, 0, tzinfo=UTC)


def job(key, low=None, high=None, **given):
    pay = {"annual_min_usd": low and Decimal(low), "annual_max_usd": high and Decimal(high)}
    status = "ok" if low or high else "absent"
    words = {"source": "lever", "status": "open", "first_seen": SEEN, "last_seen": SEEN}
    made = {"salary_status": status, "company": "Quillmere", **pay, **words, **given}
    return JobPosting(posting_id=posting_id("lever", key), source_key=key, **made)


JOBS = [
    job("munich", 60_000, 80_000, city="Munich", country="DE", role="Data Engineer"),
    job("two", city="Berlin; Zürich", country="DE; CH", posted_on=date(2026, 11, 2)),
    job("paris", high=120_000, city="Paris", country="FR", level="senior", workplace="hybrid"),
    job("acme", 119_000, None, company="Acme Robótica, Inc.", source="ashby", status="closed"),
    job("bogus", 1_000_000, 2_000_000, salary_status="flagged", role="Data Scientist"),
    job("late", first_seen=LATE, level="lead", country="AT"),
    job("old", first_seen=LATE, posted_on=date(2026, 9, 1), country="CHN"),
]

CASES = [
    (Filters(), "munich two paris acme bogus late old"),
    (Filters(city=("München",)), "munich"),
    (Filters(city=("munchen",)), "munich"),
    (Filters(city=("Zuerich",)), "two"),
    (Filters(city=("ZURICH", "Paris")), "two paris"),
    (Filters(city=("Reykjavik",)), ""),
    (Filters(country=("CH",)), "two"),
    (Filters(country=("DE", "AT")), "munich two late"),
    (Filters(company=("ACME Robotica",)), "acme"),
    (Filters(role=("Data Engineer", "Data Scientist")), "munich bogus"),
    (Filters(level=("senior", "lead"), workplace=("hybrid",)), "paris"),
    (Filters(source=("ashby",)), "acme"),
    (Filters(status=("open",), role=("Data Scientist",)), "bogus"),
    (Filters(since=date(2026, 11, 2)), "two late"),
    (Filters(since=date(2026, 11, 3)), "late"),
    (Filters(since=date(2026, 11, 4)), ""),
    (Filters(min_pay=Decimal(80_000)), "munich paris acme"),
    (Filters(min_pay=Decimal(119_001)), "paris"),
]


@pytest.fixture(scope="module")
def put():
    def fill(engine):
        with writing(engine) as connection:
            for n, one in enumerate(JOBS):
                hashes = {"raw_hash": "0", "content_hash": "0"}
                row = {c.name: getattr(one, c.name) for c in job_posting.c if c.name not in hashes}
                connection.execute(insert(job_posting), row | hashes)
                life = {name: getattr(one, name) for name in LIFE_COLUMNS}
                life |= {"posting_id": one.posting_id, "status_changes": 1, "status_at": SEEN}
                connection.execute(insert(posting_life), life | {"content_hash": "0"})
                if n == 1:
                    found = {"posting_id": one.posting_id, "duplicate_of": JOBS[0].posting_id}
                    connection.execute(insert(same_job), found | {"matched": "x", "rule": "r"})

    return fill


@pytest.fixture
def engine(migrated_url, put):
    engine = open_store(migrated_url)
    put(engine)
    yield engine
    engine.dispose()


def found(rows):
    return {row.source_key for row in rows}


def test_a_store_gives_the_postings_that_fit(engine):
    for filters, wanted in CASES:
        assert found(stream_postings(engine, filters=filters)) == set(wanted.split()), filters
        rows = stream_jobs(engine, duplicates=True, filters=filters)
        assert found(rows) == set(wanted.split()), filters


def test_one_job_of_several_postings_fits_by_its_own_row(engine):
    assert found(stream_jobs(engine, filters=Filters(country=("DE",)))) == {"munich"}
    # the job is as open, and as early, as its postings together
    assert found(stream_jobs(engine, filters=Filters(country=("CH",)))) == set()


@every_row("filters, wanted", CASES, ids=str)
def test_a_frame_gives_the_same(filters, wanted):
    frame = pd.DataFrame([[getattr(one, name) for name in COLUMNS] for one in JOBS])
    frame.columns = COLUMNS
    assert set(fitting(filters, frame).source_key) == set(wanted.split())


@every_row(
    "filters, says",
    [
        *(
            (Filters(city=(word,)), f"{word!r}; it is a {what}")
            for word, what in (
                ("California", "region of United States; there is no search word for regions"),
                (
                    "texas",
                    "region of United States; there is no search word for regions: --country",
                ),
                ("Bayern", "region of Germany; there is no search word for regions: --country DE"),
                ("Germany", "country: --country DE"),
            )
        ),
        (Filters(city=("Munihc",)), "in a city called 'Munihc'; did you mean 'Munich'?"),
        (
            Filters(company=("Quilmere",)),
            "employer called 'Quilmere'; did you mean 'Quillmere'?",
        ),
        (Filters(company=("Globex",)), "called 'Globex'; there are Acme Robótica, Inc., Quillmere"),
    ],
)
def test_a_name_that_no_posting_has_is_told_with_the_nearest(filters, says):
    frame = pd.DataFrame([[getattr(one, name) for name in COLUMNS] for one in JOBS])
    frame.columns = COLUMNS
    with pytest.raises(UsageError) as error:
        fitting(filters, frame)
    assert says in str(error.value)


def test_a_column_that_a_table_lacks_is_named():
    with pytest.raises(UsageError, match="needs the column city"):
        fitting(Filters(city=("Bern",)), pd.DataFrame({"title": ["x"]}))
