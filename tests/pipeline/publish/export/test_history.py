"""`export --history`: what each posting was, from when to when."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import duckdb
import pytest
from click.testing import CliRunner

from models.raw import RawPosting
from models.tables import status_change
from pipeline.cli.main import cli
from pipeline.publish.export.history_files import export_history
from pipeline.store.db.database import open_store
from pipeline.store.db.writing import writing
from pipeline.store.postings.raw import RawStore

AT = datetime(2026, 10, 28, 6, tzinfo=UTC)
RAW = RawPosting(
    source="ashby", source_key="1", url="https://example.com/1", title="ML Engineer",
    company="Quillmere", location="Berlin", salary="€60k", fetched_at=AT,
)  # fmt: skip


def put(url, raw):
    store = RawStore(url, f"run-{raw.fetched_at:%d}")
    store.put([raw])
    store.close()


@pytest.fixture
def engine(migrated_url):
    put(migrated_url, RAW)
    put(migrated_url, replace(RAW, source_key="2", title="=1+1"))
    put(migrated_url, replace(RAW, salary="€70k", fetched_at=AT + timedelta(days=2)))
    put(migrated_url, replace(RAW, salary="€80k", fetched_at=AT + timedelta(days=9)))
    engine = open_store(migrated_url)
    with writing(engine) as connection:
        connection.execute(status_change.delete())
        for n, (days, status, reason) in enumerate(
            [(0, "open", "seen"), (5, "closed", "gone"), (9, "open", "seen")], 1
        ):
            given = {"posting_id": RAW.posting_id, "n": n, "at": AT + timedelta(days=days)}
            connection.execute(status_change.insert(), given | {"status": status, "reason": reason})
    yield engine
    engine.dispose()


def rows(folder):
    files = f"{folder}/*/*.parquet"
    query = "SELECT month, valid_from, valid_to, status, version, salary FROM read_parquet(?, "
    query += "hive_partitioning=true) WHERE source_key = '1' ORDER BY valid_from"
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        return connection.execute(query, [files]).fetchall()


def test_a_row_lasts_from_one_change_to_the_next(engine, tmp_path):
    assert export_history(engine, tmp_path / "h") == 5
    found = rows(tmp_path / "h")
    assert [(str(row[0])[:7], *row[3:]) for row in found] == [
        ("2026-10", "open", 1, "€60k"),
        ("2026-10", "open", 2, "€70k"),
        ("2026-11", "closed", 2, "€70k"),
        ("2026-11", "open", 3, "€80k"),
    ]
    starts = [AT + timedelta(days=days) for days in (0, 2, 5, 9)]
    assert [row[1] for row in found] == starts
    assert [row[2] for row in found] == [*starts[1:], None]


def test_the_same_store_gives_the_same_bytes(engine, tmp_path):
    for name in ("a", "b"):
        export_history(engine, tmp_path / name)
    files = sorted(p.relative_to(tmp_path / "a") for p in (tmp_path / "a").rglob("*.*"))
    assert [file.name for file in files] == ["datapackage.json"] + 2 * ["postings.parquet"]
    for file in files:
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_a_name_of_a_file_is_refused():
    done = CliRunner().invoke(cli, ["export", "--history", "-o", "h.parquet"])
    assert done.exit_code != 0


def test_search_words_are_refused():
    done = CliRunner().invoke(cli, ["export", "--history", "-o", "h", "--country", "DE"])
    assert done.exit_code == 2
    assert "every posting" in done.output
