"""When postings were seen: unchanged ones in one statement, and those that refused records list."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from models.raw import RawPosting, posting_id
from models.tables import posting_life
from pipeline.store.db.transactions import write
from pipeline.store.lifecycle.seen import touch
from pipeline.store.postings.raw import RawStore
from pipeline.store.raw_content import raw_content

AT = datetime(2026, 3, 1, 6, tzinfo=UTC)
DAY = timedelta(days=1)


def raw(key, days=0, title="ML Engineer"):
    at = AT + days * DAY
    return RawPosting(
        source="ashby", source_key=key, url="https://e.com/1", title=title, fetched_at=at
    )


@pytest.fixture
def store(migrated_url):
    made = RawStore(migrated_url, "r1")
    made.put([raw(key) for key in "abc"])
    yield made
    made.close()


def days_seen(store):
    """Return for each posting how many days after AT it was last seen."""
    query = select(posting_life.c.posting_id, posting_life.c.last_seen)
    with store.engine.connect() as connection:
        seen = dict(connection.execute(query).all())
    return {key: (seen[posting_id("ashby", key)] - AT).days for key in "abc"}


def touched(store, *postings):
    contents = [raw_content(one) for one in postings]
    found = write(store.engine, lambda connection: touch(connection, contents))
    return {key for key in "abcx" if posting_id("ashby", key) in found}


def test_an_unchanged_posting_is_seen_and_no_other(store):
    assert touched(store, raw("a", 2)) == {"a"}
    assert days_seen(store) == {"a": 2, "b": 0, "c": 0}


def test_a_posting_seen_at_the_same_moment_is_unchanged(store):
    assert touched(store, raw("a")) == {"a"}


def test_new_edited_and_older_postings_are_left_to_others(store):
    store.put([raw("c", 3)])
    found = touched(store, raw("x", 2), raw("a", 2, "Another title"), raw("c", 2), raw("b", 2))
    assert found == {"b"}
    assert days_seen(store) == {"a": 0, "b": 2, "c": 3}


def test_a_posting_twice_in_a_batch_is_left_to_others(store):
    assert touched(store, raw("a", 1), raw("a", 2), raw("b", 1)) == {"b"}
    assert touched(store, raw("a", 1), raw("a", 2)) == set()
    assert days_seen(store) == {"a": 0, "b": 1, "c": 0}


def test_a_purged_posting_is_seen_and_left_to_others(store):
    own = posting_life.c.posting_id == posting_id("ashby", "a")
    purged = posting_life.update().where(own).values(purged_at=AT)
    write(store.engine, lambda connection: connection.execute(purged))
    assert touched(store, raw("a", 2), raw("b", 2)) == {"b"}


def test_refused_records_that_list_a_posting_move_when_it_was_seen(store):
    store.put([raw("c", 3)])
    store.listed("ashby", dict.fromkeys("bcx", AT + 2 * DAY))
    assert days_seen(store) == {"a": 0, "b": 2, "c": 3}
    store.listed("ashby", {})
    assert days_seen(store) == {"a": 0, "b": 2, "c": 3}
