from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from models.band import SalaryBand
from models.posting_life import PostingLife
from models.raw import PayField, RawPosting
from models.run import CrawlRun, Quarantine
from models.tables import (
    crawl_run,
    posting_life,
    posting_version,
    quarantine,
    raw_posting,
    salary_band,
)
from models.vocab import PostingStatus, RunState
from pipeline.errors import StoreError, UsageError
from pipeline.store.db.database import open_store
from pipeline.store.db.writing import writing
from pipeline.store.postings.raw import Counts, RawStore, find_raw
from pipeline.store.raw_content import raw_content

AT = datetime(2026, 10, 28, 6, tzinfo=UTC)


def raw(key="1", **said):
    given = {
        "source": "ashby",
        "source_key": key,
        "url": "https://example.com/1",
        "title": "ML Engineer",
    }
    return RawPosting(**(given | {"fetched_at": AT} | said))


def hashed(key="1", **said):
    return raw_content(raw(key, **said)).content_hash


@pytest.fixture
def store(database_url):
    made = RawStore(database_url, "run-1")
    yield made
    made.close()


def rows(store, table):
    with store.engine.connect() as connection:
        return [dict(r) for r in connection.execute(select(table)).mappings()]


def test_a_batch_is_counted_by_what_it_was_to_the_store(store):
    assert store.put([raw("1"), raw("2")]) == Counts(new=2)
    later = AT + timedelta(days=1)
    again = [raw("1", fetched_at=later), raw("2", title="Senior ML Engineer"), raw("3")]
    assert store.put(again) == Counts(new=1, changed=1, unchanged=1)
    assert len(rows(store, raw_posting)) == 3


def test_seeing_a_posting_again_moves_only_its_life(store):
    store.put([raw()])
    before = rows(store, raw_posting)
    later = AT + timedelta(days=1)
    store.put([raw(fetched_at=later)])
    assert rows(store, raw_posting) == before
    life = PostingLife(**rows(store, posting_life)[0])
    assert (life.first_seen, life.last_seen) == (AT, later)
    assert life.status is PostingStatus.OPEN


def test_an_older_archive_moves_first_seen_back_and_last_seen_not(store):
    store.put([raw()])
    store.put([raw(fetched_at=AT - timedelta(days=9))])
    life = PostingLife(**rows(store, posting_life)[0])
    assert (life.first_seen, life.last_seen) == (AT - timedelta(days=9), AT)


def test_a_posting_met_twice_in_a_batch_counts_twice_and_the_later_stays(store):
    twice = [raw(), raw(), raw(title="Other")]
    assert store.put(twice) == Counts(new=1, unchanged=1, changed=1)
    assert [r["title"] for r in rows(store, raw_posting)] == ["Other"]


def test_everything_said_comes_back_as_it_was(store):
    full = raw(
        salary_fields=(PayField(min="1", max="2", currency="EUR", is_ote=True), PayField(text="x")),
        extra={"tags": ["a", {"b": None}], "ü": 1},
        description_html="<p>ä 🚀</p>\r\n\t\\N \\ \\t",
        level="\\N",
    )
    store.put([full, raw("2")])
    assert find_raw(store.engine, full.posting_id) == full
    assert find_raw(store.engine, "0" * 16) is None


@given(st.text(), st.text())
def test_two_postings_hash_the_same_only_if_they_say_the_same(one, other):
    assert (hashed(title=one) == hashed(title=other)) is (one == other)


def test_the_hash_leaves_out_when_it_was_fetched():
    assert hashed() == hashed(fetched_at=AT + timedelta(days=3))
    assert hashed() != hashed(salary_fields=(PayField(min="1"),))


def test_a_posting_without_a_time_is_refused_and_nothing_of_its_batch_is_stored(store):
    with pytest.raises(ValueError, match="fetched_at is missing: ashby 2"):
        store.put([raw("1"), raw("2", fetched_at=None)])
    assert rows(store, raw_posting) == []


def test_boards_and_refused_records_are_kept(store):
    seen = CrawlRun(run_id="run-1", source="ashby", board="acme", started_at=AT)
    store.board([seen])
    store.board([replace(seen, state=RunState.COMPLETE, seen=2, new=2)])
    bad = Quarantine(
        run_id="run-1", source="ashby", n=0, reason="missing_title", detail="", record="{}"
    )
    store.quarantine([bad])
    assert [(r["state"], r["seen"]) for r in rows(store, crawl_run)] == [(RunState.COMPLETE, 2)]
    assert Quarantine(**rows(store, quarantine)[0]) == bad


def test_tables_take_no_value_of_another_type(tmp_path):
    store = RawStore(f"sqlite:///{tmp_path}/p.db", "run-1")
    with store.engine.connect() as connection:
        loose = connection.exec_driver_sql(
            "SELECT name FROM pragma_table_list WHERE schema='main' AND type='table' AND NOT strict"
            " AND name NOT LIKE 'sqlite%'"
        ).scalars()
        assert set(loose) == {"alembic_version"}
    store.close()


def test_money_comes_back_exact(store):
    amounts = [
        Decimal(a)
        for a in ("0.05", "83220.8", "1111111000", "31.3999", "120000", "99999999999.9999")
    ]
    with writing(store.engine) as connection:
        for n, amount in enumerate(amounts):
            connection.execute(salary_band.insert().values(_band(n, amount)))
    read = [r["min"] for r in rows(store, salary_band)]
    assert read == amounts
    assert [str(r) for r in read] == [str(a) for a in amounts]


def _band(n, amount):
    return asdict(SalaryBand(posting_id="p", n=n, min=amount))


@pytest.mark.parametrize(
    ("url", "error", "says"),
    [
        ("nonsense", UsageError, "database_url: "),
        ("oracle+none://x", UsageError, "database_url: "),
        ("sqlite:////proc/none/x.db", StoreError, "the database can't be made"),
    ],
)
def test_a_database_that_cannot_be_opened_is_a_clear_error(url, error, says):
    with pytest.raises(error, match=says):
        open_store(url)


def test_a_file_that_is_no_database_is_named_and_left_alone(tmp_path):
    file = tmp_path / "x.db"
    file.write_text("not a database, but somebody's notes, long enough to have a header")
    with pytest.raises(StoreError, match=r"x\.db can't be used: file is not a database"):
        open_store(f"sqlite:///{file}")
    assert file.read_text().startswith("not a database")


def test_a_password_is_never_shown():
    with pytest.raises(StoreError) as caught:
        open_store("postgresql://u:s3cret@127.0.0.1:1/x")
    assert "s3cret" not in str(caught.value)


def test_a_hash_that_an_earlier_payband_made_another_way_is_no_edit(store):
    store.put([raw("1"), raw("2")])
    with writing(store.engine) as connection:
        connection.execute(update(posting_life).values(content_hash="made another way"))
    later = {"fetched_at": AT + timedelta(days=1)}
    assert store.put([raw("1", **later), raw("2", title="Other", **later)]) == Counts(
        unchanged=1, changed=1
    )
    versions = [(row["posting_id"], row["n"], row["was"]) for row in rows(store, posting_version)]
    edited = raw("2").posting_id
    assert sorted(versions) == sorted(
        [(raw("1").posting_id, 1, {}), (edited, 1, {}), (edited, 2, {"title": "ML Engineer"})]
    )
    assert {r["posting_id"]: r["content_hash"] for r in rows(store, posting_life)} == {
        raw("1").posting_id: hashed("1"),
        edited: hashed("2", title="Other"),
    }
