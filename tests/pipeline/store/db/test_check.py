from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text

from models.raw import RawPosting
from models.run import CrawlRun
from models.vocab import RunState
from pipeline.clean.engine import clean
from pipeline.errors import NoStoreError, StoreError
from pipeline.store.db.check import check, counts
from pipeline.store.db.database import connect, open_store
from pipeline.store.db.existing import connect_existing
from pipeline.store.db.writing import writing
from pipeline.store.postings.postings import prepared, store_cleaned, to_clean
from pipeline.store.postings.raw import RawStore

AT = datetime(2026, 10, 28, 6, tzinfo=UTC)


@pytest.fixture
def store(database_url):
    kept = RawStore(database_url, "r1")
    said: Any = {"url": "https://example.com/1", "title": "ML Engineer", "salary": "$1 - $2"}
    kept.put([RawPosting(source="ashby", source_key="1", fetched_at=AT, **said)])
    ended: Any = {"started_at": AT, "state": RunState.COMPLETE}
    kept.board([CrawlRun(run_id="r1", source="ashby", board="b", seen=1, new=1, **ended)])
    for batch in to_clean(kept.engine, 10):
        store_cleaned(kept.engine, [prepared(s, clean(s.raw)) for s in batch])
    yield kept.engine
    kept.close()


def test_a_store_in_order_has_nothing_to_say(store):
    assert counts(store)["salary_band"] == 1
    assert counts(store)["issue"] > 0
    assert check(store) == []


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        ("DELETE FROM job_posting", "salary_band: 1 row(s) of a posting that job_posting"),
        ("DELETE FROM job_posting", "issue: "),
        ("DELETE FROM raw_posting", "job_posting: 1 row(s) of a posting that raw_posting"),
        ("DELETE FROM raw_posting", "posting_life: 1 row(s)"),
        ("UPDATE crawl_run SET seen = 3", "crawl_run: r1 ashby b: 3 seen, 1 accounted for"),
        ("UPDATE alembic_version SET version_num = '0001'", "schema: revision 0001; ours is "),
        ("UPDATE alembic_version SET version_num = '9'", "9, made by a newer Payband; ours is "),
    ],
)
def test_what_cannot_be_true_is_found(store, damage, says):
    with writing(store) as connection:
        connection.execute(text(damage))
    assert any(says in words for words in check(store))


def test_a_crawl_that_is_not_over_need_not_balance(store):
    with writing(store) as connection:
        connection.execute(text("UPDATE crawl_run SET seen = 3, state = 'running'"))
    assert check(store) == []


def test_a_check_upgrades_nothing(store, database_url):
    with writing(store) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    for _ in range(2):
        engine = connect(database_url)
        assert len(check(engine)) == 1
        engine.dispose()


def test_a_damaged_page_is_found(tmp_path):
    url, file = f"sqlite:///{tmp_path}/p.db", tmp_path / "p.db"
    open_store(url).dispose()
    data = bytearray(file.read_bytes())
    data[-4096:] = b"\xff" * 4096
    file.write_bytes(data)
    try:
        found = check(connect(url))
    except StoreError as error:
        found = [str(error)]
    assert any("integrity: " in words or "malformed" in words for words in found)


def test_a_database_that_is_not_there_is_not_made(tmp_path):
    with pytest.raises(NoStoreError, match=r"there is no database .*p\.db"):
        connect_existing(f"sqlite:///{tmp_path}/p.db")
    assert list(tmp_path.iterdir()) == []


def test_a_new_database_is_its_owners_only(tmp_path):
    engine = open_store(f"sqlite:///{tmp_path}/p.db")
    with engine.connect():
        modes = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.iterdir()}
    assert modes["p.db"] == 0o600
    assert set(modes.values()) == {0o600}
    engine.dispose()


def test_the_commands_say_what_they_found(payband, tmp_path):
    assert "there is no database" in payband("db", "check", code=2).stderr
    assert "revision" in payband("db", "upgrade").stderr
    assert payband("db", "check").stdout == "the database is in order\n"
    payband("db", "backup", "b.db")
    assert "say --force" in payband("db", "backup", "b.db", code=2).stderr
    assert "restored" in payband("db", "restore", "b.db").stderr
    (tmp_path / "x.db").write_text("notes")
    assert "x.db" in payband("db", "restore", "x.db", code=2).stderr
