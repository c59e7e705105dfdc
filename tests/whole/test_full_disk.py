"""A disk that is full in the middle of a run: words, nothing torn, and the next run gets it all.

The disk is a small one of the test's own, which needs root; what has no need of it (a limit on the
size of files) is in test_full_store.py, test_store_failures.py and test_killed_export.py.
"""

import os
import sqlite3
import stat
import subprocess

import pytest
from sqlalchemy import create_engine

from pipeline.archive.archive import Damage, read_archive
from pipeline.cli.error_messages import explain_error
from pipeline.disk import free
from pipeline.errors import PaybandError
from pipeline.store.db.check import check
from pipeline.store.db.database import open_store
from pipeline.store.db.lock import run_lock
from tests.support.proofs import few

SIZE = 24 * 1024**2


class Disk:
    """A small disk, with a file on it that takes up what is free."""

    def __init__(self, folder):
        self.folder, self.filler = folder, folder / "filler"

    def fill(self, leave=0):
        """Take up all room but `leave` bytes."""
        with self.filler.open("ab", buffering=0) as file:
            while (left := free(self.folder) - leave) > 0:
                file.write(bytes(min(left, 1024**2)))

    def clear(self):
        self.filler.unlink(missing_ok=True)


@pytest.fixture
def disk(tmp_path):
    folder = tmp_path / "disk"
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    if subprocess.run(words, check=False, capture_output=True).returncode:
        pytest.skip("mounting a disk is for root")
    yield Disk(folder)
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


# Where the small disk is, when it is filled, and how many bytes are left on it.
CASES = [
    ("archive", "crawl", 0),
    ("database", "crawl", 0),
    ("database", "crawl", 500_000),
    ("database", "clean", 0),
    ("exports", "export", 0),
]


@pytest.mark.parametrize(("what", "moment", "leave"), few(CASES))
def test_a_full_disk_ends_the_run_in_words_and_the_next_gets_it_all(
    whole, disk, what, moment, leave
):
    where = {} if what == "database" else {f"{what}_dir": disk.folder}
    url = f"sqlite:///{disk.folder if what == 'database' else whole.folder}/p.db"
    whole.use(url, least_free_mb=0, **where)
    jobs, whole.site.jobs = whole.site.jobs, whole.site.jobs[:50]
    assert whole.run("lever").exit_code == 0
    before, whole.site.jobs = whole.export(), jobs
    if moment == "crawl":
        whole.site.asked.clear()
        whole.site.hook = lambda number: number == 2 and disk.fill(leave)

    def progress(now, _done, _total):
        if now == {"clean": "collecting: lever", "export": "exporting"}.get(moment):
            disk.fill(leave)

    said = words_of(whole, progress)

    assert "can't be" in said or "cannot be written" in said
    assert str(disk.folder) in said
    assert "bytes free" in said
    assert whole.export() == before
    assert integrity(url.removeprefix("sqlite:///")) == "ok"
    for file in whole.settings.archive_dir.rglob("*.warc.gz"):
        assert not [found for found in read_archive(file) if isinstance(found, Damage)]
    whole.site.hook = lambda _number: None
    disk.clear()
    assert whole.run("lever").exit_code == 0
    assert whole.count("raw_posting") == whole.count("job_posting") == 500
    assert whole.count("status_change") == whole.count("raw_posting", "source_key") == 500
    engine = create_engine(url)
    assert check(engine) == []
    engine.dispose()


def words_of(whole, progress):
    """Return what a run that fails says."""
    try:
        outcome = whole.run("lever", progress=progress)
        code, words = outcome.exit_code, outcome.failed
    except PaybandError as error:
        code, words = error.exit_code, [str(error)]
    assert code == 1
    return words[0]


def integrity(file):
    with sqlite3.connect(file) as connection:
        (said,) = connection.execute("PRAGMA integrity_check").fetchone()
    connection.close()
    return said


def test_a_full_disk_at_a_checkpoint_costs_nothing(disk):
    file = disk.folder / "p.db"
    engine = open_store(f"sqlite:///{file}")
    engine.dispose()
    reader, writer = (sqlite3.connect(file, isolation_level=None) for _ in range(2))
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM survey").fetchone()  # keeps the log from being moved
    writer.execute("CREATE TABLE filled (words TEXT) STRICT")
    for _ in range(100):
        writer.execute("INSERT INTO filled VALUES (?)", ["x" * 50_000])
    disk.fill()
    reader.close()
    with pytest.raises(sqlite3.OperationalError, match="full"):
        writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert writer.execute("SELECT count(*) FROM filled").fetchone() == (100,)
    disk.clear()
    assert writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
    writer.close()
    assert integrity(file) == "ok"


def test_a_log_without_room_costs_only_the_log(whole, monkeypatch):
    if os.geteuid():
        pytest.skip("making a device is for root")
    crawl = whole.crawl

    def crawl_without_log(order, settings):
        order.log.parent.mkdir(parents=True, exist_ok=True)
        os.mknod(order.log, stat.S_IFCHR | 0o600, os.makedev(1, 7))  # /dev/full
        return crawl(order, settings)

    monkeypatch.setattr("pipeline.operate.run.crawl", crawl_without_log)
    assert whole.run("lever").exit_code == 0
    assert whole.count("raw_posting") == 500


def test_a_lock_without_room_is_named(disk):
    disk.fill()
    with (
        pytest.raises(OSError, match="No space") as caught,
        run_lock(f"sqlite:///{disk.folder}/p.db"),
    ):
        pass
    (words,), code = explain_error(caught.value)
    assert code == 1
    assert words.startswith(f"{disk.folder}/p.db.")
    assert words.endswith("No space left on device; 0 bytes free")


def test_no_run_begins_without_room(whole, disk):
    whole.use(f"sqlite:///{whole.folder}/p.db", archive_dir=disk.folder / "archive")
    with pytest.raises(PaybandError, match="there is no room for a run") as caught:
        whole.run("lever")
    assert caught.value.exit_code == 1
    assert f"{disk.folder} (archive) has {free(disk.folder)} bytes free" in str(caught.value)
    assert whole.site.asked == []
    whole.settings.least_free_mb = 20
    assert whole.run("lever").exit_code == 0
