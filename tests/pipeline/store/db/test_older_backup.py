"""Backups and stores of an earlier schema, some of them with tables of other names."""

import shutil
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import delete, inspect, make_url, table, text

from models.raw import RawPosting
from models.tables import metadata
from pipeline.errors import StoreError, UsageError
from pipeline.store.db import postgres_tools
from pipeline.store.db.backup import backup, restore
from pipeline.store.db.check import check, counts
from pipeline.store.db.database import connect, open_store
from pipeline.store.db.writing import writing
from pipeline.store.postings.raw import RawStore

AT = datetime(2026, 10, 28, 6, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("postgres_programs")


def raw(key):
    said: Any = {"url": f"https://example.com/{key}", "title": "ML Engineer", "fetched_at": AT}
    return RawPosting(source="ashby", source_key=str(key), **said)


def fill(url, *keys):
    store = RawStore(url, "run-1")
    store.put([raw(key) for key in keys])
    store.close()


def keys_in(url):
    engine = connect(url)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT source_key FROM raw_posting ORDER BY 1"))
        keys = [row[0] for row in found]
    engine.dispose()
    return keys


@pytest.mark.parametrize("revision", ["0006", "0012"])
def test_an_older_backup_is_upgraded(revision, database_url, store_at, tmp_path):
    store_at(database_url, revision)
    old = copied(database_url, tmp_path / "old")
    engine = open_store(database_url)
    before = counts(engine)
    fill(database_url, 1)

    assert restore(database_url, old, force=True) == before

    assert keys_in(database_url) == ["quillmere:1", "quillmere:2", "tärn:Ä-1"]
    assert before["survey"] >= 2
    assert check(engine) == []
    assert set(inspect(engine).get_table_names()) == {*metadata.tables, "alembic_version"}
    engine.dispose()


def copied(url, file):
    """Copy a store as it is, without an upgrade."""
    if url.startswith("sqlite"):
        shutil.copy(make_url(url).database or "", file)
    else:
        postgres_tools.dump(url, file)
    return file


def test_a_newer_backup_leaves_no_table_of_an_older_store(
    database_url, elsewhere, store_at, tmp_path
):
    fill(elsewhere, 1)
    backup(elsewhere, tmp_path / "new")
    store_at(database_url, "0012")
    restore(database_url, tmp_path / "new", force=True)
    engine = connect(database_url)
    assert set(inspect(engine).get_table_names()) == {*metadata.tables, "alembic_version"}
    engine.dispose()


def test_an_older_store_that_holds_a_survey_alone_is_not_empty(
    database_url, elsewhere, store_at, tmp_path
):
    open_store(elsewhere).dispose()
    backup(elsewhere, tmp_path / "empty")
    store_at(database_url, "0012")
    engine = connect(database_url)
    with writing(engine) as connection:
        for name in inspect(connection).get_table_names():
            if name not in ("alembic_version", "benchmark"):
                connection.execute(delete(table(name)))
    engine.dispose()
    with pytest.raises(UsageError, match="the database isn't empty"):
        restore(database_url, tmp_path / "empty")


def test_a_table_of_somebody_else_in_the_way_is_told(database_url, store_at):
    store_at(database_url, "0012")
    engine = connect(database_url)
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE survey (x integer)"))
    with pytest.raises(StoreError, match="it holds tables of another program"):
        open_store(database_url)
    assert inspect(engine).has_table("sighting")
    engine.dispose()
