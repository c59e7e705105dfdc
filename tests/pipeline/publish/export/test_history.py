"""`export --history`: what each posting was, from when to when."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import duckdb
import pytest
from click.testing import CliRunner

from models.raw import RawPosting
from models.tables import status_change
from models.vocab import RunState
from pipeline.cli.main import cli
from pipeline.errors import UsageError
from pipeline.publish.export.history.history_files import export_history
from pipeline.store.db.database import open_store
from pipeline.store.db.writing import writing
from pipeline.store.postings.raw import RawStore
from pipeline.store.runs.bundled_sample import BUNDLED
from pipeline.store.runs.runs import begin_run, finish_run

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


def test_another_history_in_the_folder_is_refused(engine, tmp_path):
    other = tmp_path / "h/month=2025-01/postings.parquet"
    other.parent.mkdir(parents=True)
    other.write_bytes(b"")
    with pytest.raises(UsageError, match=r"month=2025-01.* is of another history"):
        export_history(engine, tmp_path / "h")
    assert [path.name for path in (tmp_path / "h").iterdir()] == ["month=2025-01"]


def test_its_package_names_sources_licence_and_the_sample(engine, tmp_path):
    export_history(engine, tmp_path / "h")
    about = json.loads((tmp_path / "h/datapackage.json").read_text("utf-8"))
    assert about["name"] == "payband-history"
    assert [source["title"] for source in about["sources"]] == ["ashby"]
    assert {"licenses", "contributors", "$schema"} <= set(about)
    fields = about["resources"][0]["schema"]["fields"]
    assert {f["name"]: f["type"] for f in fields}["valid_from"] == "datetime"
    begun = begin_run(engine, AT, archive=BUNDLED)
    finish_run(engine, begun, RunState.COMPLETE, AT)
    export_history(engine, tmp_path / "h")
    about = json.loads((tmp_path / "h/datapackage.json").read_text("utf-8"))
    assert about["name"] == "payband-sample-history"
    assert "invented" in about["description"]


def test_a_name_of_a_file_is_refused():
    done = CliRunner().invoke(cli, ["export", "--history", "-o", "h.parquet"])
    assert done.exit_code != 0


def test_search_words_are_refused():
    done = CliRunner().invoke(cli, ["export", "--history", "-o", "h", "--country", "DE"])
    assert done.exit_code == 2
    assert "every posting" in done.output
