"""New postings: the rows of their life, first status change and first version."""

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import IntegrityError

from models.raw import RawPosting
from models.tables import posting_life, posting_version, status_change
from models.vocab import Reason
from pipeline.store.db.writing import writing
from pipeline.store.lifecycle.history import first_version, keep_status_change
from pipeline.store.lifecycle.open_new import open_new
from pipeline.store.lifecycle.rules import Sight, opened
from pipeline.store.postings.raw import Counts, RawStore
from pipeline.store.raw_content import raw_content

AT = datetime(2026, 10, 28, 6, tzinfo=UTC)
WRITES = ("COPY", "INSERT", "WITH")


@pytest.fixture
def store(migrated_url):
    made = RawStore(migrated_url, 'run "1"')
    yield made
    made.close()


def raw(key, hours=0):
    said: Any = {"source": "ashby", "url": "https://example.com/1", "title": "ML Engineer"}
    return RawPosting(source_key=key, fetched_at=AT + timedelta(hours=hours), **said)


def rows(store, table):
    with store.engine.connect() as connection:
        found = connection.execute(select(table).order_by(table.c.posting_id)).mappings()
        return [dict(row) for row in found]


def test_new_postings_have_the_rows_that_the_rules_say(store):
    twice = [raw("1"), raw("2", 1), raw("2", 3), raw("quo'te\\", 2)]
    assert store.put(twice) == Counts(new=3, unchanged=1)
    each = sorted((one.posting_id, one) for one in (twice[0], twice[2], twice[3]))
    first = {
        key: AT + timedelta(hours=1) if one is twice[2] else one.fetched_at for key, one in each
    }
    hashes = {key: raw_content(one).content_hash for key, one in each}
    lives = [opened(k, Sight(first[k], one.fetched_at, hashes[k])) for k, one in each]
    assert rows(store, posting_life) == [asdict(life) for life in lives]
    changes = [keep_status_change(life, store.run_id, Reason.SEEN) for life in lives]
    assert rows(store, status_change) == [asdict(change) for change in changes]
    versions = [first_version(k, store.run_id, one.fetched_at, hashes[k]) for k, one in each]
    assert rows(store, posting_version) == [asdict(version) for version in versions]


def test_postgresql_takes_the_history_of_new_postings_in_one_statement(store):
    written: list[str] = []

    @event.listens_for(store.engine, "before_cursor_execute")
    def _note(_connection, _cursor, sql, _parameters, _context, _many):
        if sql.startswith(WRITES):
            written.append(sql)

    store.put([raw(f"{n}") for n in range(30)])
    assert len(written) == (2 if store.engine.dialect.name == "postgresql" else 4)


def test_a_posting_that_is_there_already_is_an_error_and_the_batch_is_undone(store):
    store.put([raw("1")])
    before = [rows(store, table) for table in (posting_life, status_change, posting_version)]
    known = before[0][0]["posting_id"]
    new = {key: (Sight(AT, AT, "hash"), AT) for key in ("0" * 16, known)}
    with pytest.raises(IntegrityError), writing(store.engine) as connection:
        open_new(connection, "run-2", new)
    after = [rows(store, table) for table in (posting_life, status_change, posting_version)]
    assert after == before
