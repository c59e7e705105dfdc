"""The pay by employer that drift compares: an employer is one in any spelling of its name."""

from datetime import UTC, datetime
from decimal import Decimal

from sqlalchemy import insert

from models.posting import JobPosting
from models.raw import posting_id
from models.tables import LIFE_COLUMNS, job_posting, posting_life
from models.vocab import PostingStatus, SalaryStatus
from pipeline.store.db.database import open_store
from pipeline.store.db.writing import writing
from pipeline.store.runs.source_pay import pay_seen

SEEN = datetime(2026, 10, 28, 6, tzinfo=UTC)
HASHES = {"raw_hash": "0", "content_hash": "0"}


def job(key, company, amount):
    return JobPosting(
        posting_id=posting_id("lever", key),
        source="lever",
        source_key=key,
        company=company,
        role="Data Engineer",
        country="PL",
        salary_currency="PLN",
        salary_status=SalaryStatus.OK,
        annual_mid=Decimal(amount),
        status=PostingStatus.OPEN,
        first_seen=SEEN,
        last_seen=SEEN,
    )


def put(engine, jobs):
    with writing(engine) as connection:
        for one in jobs:
            row = {c.name: getattr(one, c.name) for c in job_posting.c if c.name not in HASHES}
            connection.execute(insert(job_posting), row | HASHES)
            life = {name: getattr(one, name) for name in LIFE_COLUMNS}
            life |= {"posting_id": one.posting_id, "status_changes": 1, "status_at": SEEN}
            connection.execute(insert(posting_life), life | {"content_hash": "0"})


def test_spellings_of_an_employer_are_one_cell(migrated_url):
    engine = open_store(migrated_url)
    names = ("Łódź Labs", "Lodz Labs Sp. z o.o.", "München AI GmbH", "Muenchen AI")
    put(engine, [job(str(n), name, 100_000 + n) for n, name in enumerate(names)])
    found = pay_seen(engine, "lever", SEEN)
    assert sorted(found.values()) == [Decimal("100000.50"), Decimal("100002.50")]
    engine.dispose()
