import sqlite3
import threading
from collections import Counter
from datetime import UTC, datetime

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError, OperationalError

from models.raw import RawPosting
from pipeline.errors import StoreError
from pipeline.store.db import database
from pipeline.store.db.database import let_pages_go, open_store
from pipeline.store.db.retry import is_away
from pipeline.store.db.transactions import read, write
from pipeline.store.postings.raw import Counts, RawStore

AT = datetime(2026, 10, 28, 6, tzinfo=UTC)


def raw(key):
    url = f"https://example.com/{key}"
    return RawPosting(source="ashby", source_key=key, url=url, title="ML Engineer", fetched_at=AT)


def count(engine):
    with engine.connect() as connection:
        return connection.execute(text("SELECT count(*) FROM raw_posting")).scalar_one()


def test_a_write_outlasts_a_restart_of_the_server(own_postgres):
    store = RawStore(own_postgres.database(), "run-1")
    assert store.put([raw("1")]) == Counts(new=1)
    own_postgres.outage(1.5)

    assert store.put([raw("1"), raw("2")]) == Counts(new=1, unchanged=1)

    own_postgres.back()
    assert count(store.engine) == 2
    store.close()


@pytest.mark.proof
def test_reading_and_a_crawl_that_begins_outlast_a_restart_of_the_server(own_postgres):
    url = own_postgres.database()
    engine = open_store(url)
    own_postgres.outage(1)
    assert read(engine, lambda c: c.execute(text("SELECT 1")).scalar_one()) == 1
    own_postgres.back()
    own_postgres.outage(1)
    store = RawStore(url, "run-1")
    own_postgres.back()
    assert store.put([raw("1")]) == Counts(new=1)
    store.close()
    engine.dispose()


def test_a_write_waits_for_whoever_holds_the_file(tmp_path, monkeypatch):
    monkeypatch.setattr(database, "BUSY", 0.01)
    store = RawStore(f"sqlite:///{tmp_path}/p.db", "run-1")
    holder = sqlite3.connect(
        tmp_path / "p.db", isolation_level=None, check_same_thread=False, timeout=0
    )
    holder.execute("BEGIN IMMEDIATE")
    release = threading.Timer(1.0, holder.close)
    release.start()

    assert store.put([raw("1")]) == Counts(new=1)

    release.join()
    store.close()


def test_a_database_that_stays_away_is_a_clear_error(own_postgres):
    engine = open_store(own_postgres.database(), patience=1)
    own_postgres.stop()

    with pytest.raises(StoreError, match=r"the database postgresql://.* was away for 1 s: "):
        write(engine, lambda c: c.execute(text("SELECT 1")))
    engine.dispose()
    own_postgres.start()


def test_what_the_database_refuses_is_not_asked_again(database_url):
    engine, asked = open_store(database_url), Counter[str]()

    def bad(connection):
        asked["work"] += 1
        connection.execute(text("INSERT INTO raw_posting (posting_id) VALUES ('x')"))

    with pytest.raises(IntegrityError):
        write(engine, bad)

    assert asked["work"] == 1
    assert count(engine) == 0
    engine.dispose()


def test_a_full_disk_is_no_outage():
    class FullError(Exception):
        sqlstate = "53100"

    class StartingError(Exception):
        sqlstate = "57P03"

    assert not is_away(OperationalError("", {}, FullError()))
    assert is_away(OperationalError("", {}, StartingError()))
    assert not is_away(OperationalError("", {}, sqlite3.OperationalError("database is full")))
    assert not is_away(ValueError("locked"))


def test_only_sqlite_is_told_to_give_its_pages_back(migrated_url):
    engine, said = open_store(migrated_url), list[str]()
    event.listen(engine, "before_cursor_execute", lambda _c, _u, sql, *_more: said.append(sql))
    let_pages_go(engine)
    engine.dispose()
    assert ("PRAGMA shrink_memory" in said) == migrated_url.startswith("sqlite")
