import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest
from sqlalchemy import make_url

from pipeline.errors import AlreadyRunningError, InputError, PaybandError, StoreError, UsageError
from pipeline.store.db import postgres_tools
from pipeline.store.db.backup import backup, restore
from pipeline.store.db.check import check
from pipeline.store.db.database import connect, open_store
from pipeline.store.db.lock import run_lock
from tests.pipeline.store.db.filled import fill, keys_in

pytestmark = pytest.mark.usefixtures("postgres_programs")


def test_what_was_backed_up_comes_back(database_url, tmp_path):
    fill(database_url, 1, 2)
    done = backup(database_url, tmp_path / "copies" / "b")
    assert done.size == (tmp_path / "copies" / "b").stat().st_size > 0
    assert (tmp_path / "copies" / "b").stat().st_mode & 0o077 == 0
    assert list((tmp_path / "copies").iterdir()) == [tmp_path / "copies" / "b"]
    fill(database_url, 3)

    with pytest.raises(UsageError, match="isn't empty: say --force"):
        restore(database_url, tmp_path / "copies" / "b")
    assert keys_in(database_url) == ["1", "2", "3"]

    rows = restore(database_url, tmp_path / "copies" / "b", force=True)
    assert (rows["raw_posting"], rows["posting_life"]) == (2, 2)
    assert keys_in(database_url) == ["1", "2"]
    fill(database_url, 4)
    engine = connect(database_url)
    assert check(engine) == []
    engine.dispose()


def test_a_backup_comes_back_where_nothing_is(tmp_path):
    fill(f"sqlite:///{tmp_path}/a.db", 1)
    backup(f"sqlite:///{tmp_path}/a.db", tmp_path / "b.db")
    restore(f"sqlite:///{tmp_path}/new/c.db", tmp_path / "b.db")
    assert keys_in(f"sqlite:///{tmp_path}/new/c.db") == ["1"]


@pytest.mark.parametrize("old", [b"no database at all, but long enough to be taken for one", b""])
def test_a_database_that_is_none_any_more_is_replaced(tmp_path, old):
    fill(f"sqlite:///{tmp_path}/a.db", 1)
    backup(f"sqlite:///{tmp_path}/a.db", tmp_path / "b.db")
    broken = tmp_path / "broken.db"
    broken.write_bytes(old * 100)
    if old:
        with pytest.raises(UsageError, match="isn't empty"):
            restore(f"sqlite:///{broken}", tmp_path / "b.db")
    restore(f"sqlite:///{broken}", tmp_path / "b.db", force=bool(old))
    assert keys_in(f"sqlite:///{broken}") == ["1"]


def torn(good):
    good.write_bytes(good.read_bytes()[:-5000] + b"\0" * 5000)


def foreign(good):
    good.unlink()
    with sqlite3.connect(good) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()


def newer(good):
    with sqlite3.connect(good) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()


def unbalanced(good):
    with sqlite3.connect(good) as connection:
        connection.execute("DELETE FROM raw_posting")
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (torn, "no sound backup: "),
        (foreign, "no sound backup: schema: revision none"),
        (newer, "revision 9999, made by a newer Payband"),
        (unbalanced, "posting_life: 900 row"),
        (lambda good: good.write_text("notes"), "file is not a database"),
        (lambda good: good.unlink(), "there is no such file"),
    ],
)
def test_a_file_that_is_no_sound_backup_changes_nothing(tmp_path, spoil, says):
    url, good = f"sqlite:///{tmp_path}/a.db", tmp_path / "b.db"
    fill(url, *range(900))
    backup(url, good)
    spoil(good)
    with pytest.raises(InputError, match=says):
        restore(url, good, force=True)
    assert len(keys_in(url)) == 900


def test_a_postgresql_backup_is_checked_too(postgres_url, tmp_path):
    (tmp_path / "b").write_text("notes")
    with pytest.raises(InputError, match="b: is no backup of a PostgreSQL database: pg_restore"):
        restore(postgres_url, tmp_path / "b")


def test_a_backup_replaces_no_file_unasked(tmp_path):
    url = f"sqlite:///{tmp_path}/a.db"
    open_store(url).dispose()
    (tmp_path / "b.db").write_text("mine")
    with pytest.raises(UsageError, match=r"b\.db: is there already"):
        backup(url, tmp_path / "b.db")
    assert (tmp_path / "b.db").read_text() == "mine"
    assert backup(url, tmp_path / "b.db", force=True).rows["run"] == 0


def test_a_backup_that_cannot_be_written_is_a_clear_error(tmp_path):
    url = f"sqlite:///{tmp_path}/a.db"
    open_store(url).dispose()
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="the backup can't be written"):
        backup(url, tmp_path / "file" / "b.db")


def test_nothing_is_restored_under_a_run(database_url, tmp_path):
    fill(database_url, 1)
    backup(database_url, tmp_path / "b")
    with run_lock(database_url), pytest.raises(AlreadyRunningError):
        restore(database_url, tmp_path / "b", force=True)


def test_a_missing_program_is_named(postgres_url, tmp_path, monkeypatch):
    open_store(postgres_url).dispose()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(
        PaybandError, match=r"pg_dump is not on the PATH: install .*client"
    ) as error:
        backup(postgres_url, tmp_path / "b")
    assert error.value.exit_code == 2


@pytest.mark.parametrize(
    ("url", "address", "password", "service"),
    [
        (
            "postgresql+psycopg://u:s3cret@h:5/d?sslmode=require",
            "u@h:5/d?sslmode=require",
            "s3cret",
            None,
        ),
        ("postgresql://u@h/d?password=s3%40cret", "u@h/d", "s3@cret", None),
        ("postgresql://u:other@h/d?password=s3cret", "u@h/d", "s3cret", None),
        (
            "postgresql://u@h/d?sslpassword=s3cret&sslkey=/k/s3cret&connect_timeout=3",
            "u@h/d?connect_timeout=3",
            None,
            "[payband]\nsslpassword=s3cret\nsslkey=/k/s3cret\n",
        ),
    ],
)
def test_no_secret_stands_on_a_command_line(monkeypatch, url, address, password, service):
    seen = []
    monkeypatch.setattr(shutil, "which", lambda _: "x")
    monkeypatch.delenv("PGPASSWORD", raising=False)

    def run(words, env, **_):
        file = env.get("PGSERVICEFILE")
        assert file is None or Path(file).stat().st_mode & 0o077 == 0
        text = file and Path(file).read_text(encoding="utf-8")
        seen.append((words, env.get("PGPASSWORD"), text))
        return subprocess.CompletedProcess(words, 0, "", "")

    monkeypatch.setattr(subprocess, "run", run)
    postgres_tools.dump(url, Path("f"))
    ((words, given, text),) = seen
    assert (given, text) == (password, service)
    assert "s3cret" not in " ".join(words)
    assert f"--dbname=postgresql://{address}" in words


@pytest.mark.usefixtures("postgres_programs")
def test_a_copy_is_made_and_put_back_with_secrets_in_the_query(postgres_url, tmp_path):
    planted = make_url(postgres_url).set(password="s3cret")
    query = {"password": "s3cret", "sslpassword": "s3cret"}
    url = planted.update_query_dict(query).render_as_string(hide_password=False)
    fill(url, 1, 2, 3)
    backup(url, tmp_path / "b")
    assert restore(url, tmp_path / "b", force=True)["raw_posting"] == 3


def test_a_program_that_fails_tells_no_secret(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: "x")
    done = subprocess.CompletedProcess([], 1, "", 'wrong: "s3cret"')
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: done)
    with pytest.raises(StoreError, match=r"wrong: \"\*\*\*\""):
        postgres_tools.dump("postgresql://u:s3cret@h/d", Path("f"))
