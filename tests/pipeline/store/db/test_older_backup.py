"""Backups and stores of an earlier schema, some of them with tables of other names."""

import shutil

import pytest
from sqlalchemy import delete, inspect, make_url, table, text

from models.tables import metadata
from pipeline.errors import StoreError, UsageError
from pipeline.store.db import postgres_tools
from pipeline.store.db.backup import backup, restore
from pipeline.store.db.check import check, counts
from pipeline.store.db.database import connect, open_store
from pipeline.store.db.views import without_views
from pipeline.store.db.writing import writing
from tests.pipeline.store.db.filled import fill, keys_in

pytestmark = pytest.mark.usefixtures("postgres_programs")


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


def test_a_restore_that_fails_leaves_the_views(postgres_url):
    open_store(postgres_url).dispose()

    def views():
        engine = connect(postgres_url)
        found = sorted(inspect(engine).get_view_names())
        engine.dispose()
        return found

    before = views()

    def fail():
        with without_views(postgres_url):
            assert views() == []
            raise ValueError("the backup is broken")

    with pytest.raises(ValueError, match="broken"):
        fail()
    assert views() == before != []
