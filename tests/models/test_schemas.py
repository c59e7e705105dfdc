"""Every schema that was released comes to the newest, on both databases, and loses nothing.

A migration comes with `schemas/NNNN.sql`: the rows, columns and values that became possible with
it, in the schema as it is then. A store of revision N is made as one that lived through all of
them: upgraded to 0001, given the rows of 0001.sql, upgraded to 0002, and so on up to N. Released
files stay as they are.
"""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import column, inspect, select, table, text

from models.history import StatusChange
from models.posting_life import PostingLife
from models.tables import metadata, posting_life, posting_version, status_change
from models.vocab import PostingStatus as P
from models.vocab import Reason
from pipeline.store.db.check import check
from pipeline.store.db.database import connect, migrations, open_store
from tests.support.proofs import few

FILES = sorted(Path(__file__).parent.glob("schemas/*.sql"))
REVISIONS = [file.stem for file in FILES]
# Columns that a migration took away, and why nothing is lost with them.
TAKEN = {("job_posting", "duplicate_of"): "0008: never written before same_job was there"}
# And those that a migration moved to another table, which says the same of each posting.
MOVED = {
    ("raw_posting", "content_hash"): "posting_life",
    ("raw_posting", "purged_at"): "posting_life",
}
# And the tables and columns that a migration gave another name.
RENAMED = {
    "sighting": "status_change",
    "job_print": "fingerprint",
    "print_key": "fingerprint_key",
    "benchmark": "survey",
}
RENAMED_COLUMNS = {
    ("posting_life", "turns"): "status_changes",
    ("survey", "benchmark_id"): "survey_id",
}


def rows(url):
    """Return every row of a store as it is, by table; values as the newest Payband reads them."""
    engine = connect(url)
    with engine.connect() as connection:
        there = {RENAMED.get(t, t): t for t in inspect(connection).get_table_names()}
        ours = {new: old for new, old in there.items() if new in metadata.tables}
        found = {new: _rows(connection, old, new) for new, old in ours.items()}
    engine.dispose()
    for (old, name), new in MOVED.items():
        said = {row["posting_id"]: row.get(name) for row in found[new]}
        for row in found[old]:
            row.setdefault(name, said[row["posting_id"]])
    return found


def _rows(connection, old, name):
    there = [c["name"] for c in inspect(connection).get_columns(old)]
    newest = {n: RENAMED_COLUMNS.get((name, n), n) for n in there if (name, n) not in TAKEN}
    now = {n: metadata.tables[MOVED.get((name, n), name)].c[newest[n]] for n in newest}
    kept = [column(n, now[n].type).label(newest[n]) for n in newest]
    found = connection.execute(select(*kept).select_from(table(old)))
    return [dict(row) for row in found.mappings()]


def digests(found, like):
    """Return how many rows each table of `like` has, and a hash over the columns of `like`."""
    return {name: _digest(found[name], held[0].keys()) for name, held in like.items() if held}


def _digest(found, names):
    lines = sorted(repr([(name, row[name]) for name in sorted(names)]) for row in found)
    return len(lines), hashlib.sha256("\n".join(lines).encode()).hexdigest()


def test_a_migration_comes_with_rows_of_its_schema():
    with connect("sqlite://").connect() as connection:
        scripts = ScriptDirectory.from_config(migrations(connection))
    assert sorted(script.revision for script in scripts.walk_revisions()) == REVISIONS


def test_the_rows_fill_every_table_and_every_column(tmp_path, store_at):
    url = f"sqlite:///{tmp_path}/p.db"
    store_at(url, REVISIONS[-1])
    found = rows(url)
    assert {t for t in metadata.tables if not found[t]} == set()
    empty = [
        f"{name}.{c.name}"
        for name, declared in metadata.tables.items()
        for c in declared.c
        if all(row[c.name] in (None, "", ()) for row in found[name])
    ]
    assert empty == []


@pytest.mark.parametrize("revision", few(REVISIONS, lambda at: at in (0, 9, len(REVISIONS) - 2)))
def test_an_older_store_comes_to_the_newest_schema_and_loses_nothing(
    revision, store_at, tmp_path, postgres_url
):
    seen = []
    for url in (f"sqlite:///{tmp_path}/p.db", postgres_url):
        store_at(url, revision)
        before = rows(url)
        engine = open_store(url)
        assert digests(rows(url), before) == digests(before, before)
        assert check(engine) == []
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, metadata) == []
        engine.dispose()
        seen.append(rows(url))
    sqlite, postgresql = seen
    assert digests(sqlite, sqlite) == digests(postgresql, sqlite)


def test_a_new_store_has_the_tables_that_are_declared(database_url):
    engine = open_store(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


@pytest.mark.parametrize("old", [REVISIONS[0], REVISIONS[-2]])
def test_an_older_store_has_the_very_schema_of_a_new_one(old, store_at, tmp_path):
    store_at(f"sqlite:///{tmp_path}/old.db", old)
    made = []
    for name in ("old", "new"):
        engine = open_store(f"sqlite:///{tmp_path}/{name}.db")
        with engine.connect() as connection:
            made.append(connection.execute(text("SELECT sql FROM sqlite_schema ORDER BY 1")).all())
        engine.dispose()
    assert made[0] == made[1]


@pytest.mark.parametrize("old", [None, "0009", "0012"])
def test_keys_and_indexes_are_named_for_their_table(old, store_at, database_url):
    if old:
        store_at(database_url, old)
    engine = open_store(database_url)
    with engine.connect() as connection:
        seen = inspect(connection)
        for name, declared in metadata.tables.items():
            indexes = {index["name"]: index["column_names"] for index in seen.get_indexes(name)}
            assert indexes == {i.name: [c.name for c in i.columns] for i in declared.indexes}
            key = seen.get_pk_constraint(name)
            assert key["constrained_columns"] == [c.name for c in declared.primary_key]
            if engine.dialect.name == "postgresql":  # SQLite can't rename a key
                assert key["name"] == declared.primary_key.name
    engine.dispose()


def test_text_is_compared_by_bytes_in_every_column(store_at, postgres_url):
    store_at(postgres_url, REVISIONS[-2])
    query = text(
        "SELECT table_name, column_name FROM information_schema.columns WHERE data_type = 'text'"
        " AND table_schema = current_schema() AND collation_name IS DISTINCT FROM 'C'"
    )
    engine = open_store(postgres_url)
    with engine.connect() as connection:
        assert connection.execute(query).all() == []
    engine.dispose()


def test_postings_of_a_store_without_history_are_open_since_they_were_first_seen(
    database_url, store_at
):
    store_at(database_url, "0008")
    engine = open_store(database_url)
    key = "0000000000000001"
    first, last = datetime(2024, 2, 29, 23, 59, 59, tzinfo=UTC), datetime(2024, 3, 1, 6, tzinfo=UTC)
    with engine.connect() as connection:
        (life,) = connection.execute(_of(posting_life, key)).mappings()
        (change,) = connection.execute(_of(status_change, key)).mappings()
        (version,) = connection.execute(_of(posting_version, key)).mappings()
    engine.dispose()
    assert PostingLife(**life) == PostingLife(
        posting_id=key, first_seen=first, last_seen=last, status_at=first, content_hash="a1"
    )
    assert StatusChange(**change) == StatusChange(
        posting_id=key, n=1, at=first, status=P.OPEN, reason=Reason.SEEN
    )
    assert (version["n"], version["content_hash"], version["was"]) == (1, "a1", {})


def _of(part, key):
    return select(part).where(part.c.posting_id == key)
