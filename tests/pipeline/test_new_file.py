import os
import signal
import stat
import subprocess
import sys
from contextlib import contextmanager

import pytest

from pipeline.atomic import replacing
from pipeline.errors import PaybandError
from pipeline.new_file import InUseError, new_beside, open_private, write_private
from pipeline.operate.crawls.crawl import _open
from pipeline.store.db.backup import backup
from pipeline.store.db.database import open_store
from pipeline.store.db.lock import run_lock

HALF = """
import os, signal, sys
from pathlib import Path
from pipeline.new_file import new_beside
with new_beside(Path(sys.argv[1])) as (part, file):
    file.write(b"half")
    file.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def victim(tmp_path):
    """Return a file that nobody means to write to."""
    file = tmp_path / "elsewhere" / "victim"
    file.parent.mkdir()
    file.write_text("precious")
    return file


def export(folder):
    with replacing(folder / "postings.csv") as file:
        file.write(b"new")
    return folder / "postings.csv"


def report(folder):
    with replacing(folder / "salaries.html") as file:
        file.write(b"new")
    return folder / "salaries.html"


def copy(folder):
    open_store(f"sqlite:///{folder}/p.db").dispose()
    return backup(f"sqlite:///{folder}/p.db", folder / "copy.db").file


def lock(folder):
    with run_lock(f"sqlite:///{folder}/payband.db"):
        return folder / "payband.db.lock"


@pytest.mark.parametrize("link", ["symlink_to", "hardlink_to"])
@pytest.mark.parametrize(
    ("name", "write"),
    [
        (".postings.csv.part", export),
        (".salaries.html.part", report),
        (".copy.db.part", copy),
        ("payband.db.holder", lock),
        (".payband.db.holder.part", lock),
    ],
)
def test_no_link_is_followed(tmp_path, victim, name, write, link):
    getattr(tmp_path / name, link)(victim)
    made = write(tmp_path)
    assert victim.read_text() == "precious"
    assert made.is_file()
    assert not made.is_symlink()
    assert name not in {path.name for path in tmp_path.iterdir()}


def test_a_link_to_nothing_makes_nothing(tmp_path):
    (tmp_path / ".postings.csv.part").symlink_to(tmp_path / "new")
    export(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["postings.csv"]


def test_a_pipe_in_its_place_blocks_nobody(tmp_path):
    os.mkfifo(tmp_path / ".postings.csv.part")
    assert export(tmp_path).read_bytes() == b"new"


def test_a_log_is_not_written_through_a_link(tmp_path, victim):
    (tmp_path / "lever.log").symlink_to(victim)
    with pytest.raises(PaybandError, match=r"the log .* can't be written: Too many levels"):
        _open(tmp_path / "lever.log")
    assert victim.read_text() == "precious"


def test_what_a_killed_writer_left_is_removed(tmp_path):
    target = tmp_path / "out"
    done = subprocess.run([sys.executable, "-c", HALF, target], check=False)
    assert done.returncode == -signal.SIGKILL
    assert [p.name for p in tmp_path.iterdir()] == [".out.part"]
    with new_beside(target) as (part, file):
        assert file.read() == b""
        part.replace(target)
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_what_a_living_writer_writes_is_left_alone(tmp_path):
    with new_beside(tmp_path / "out") as (part, file):
        with pytest.raises(InUseError), new_beside(tmp_path / "out"):
            pass
        file.write(b"whole")
        part.replace(tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == b"whole"


@contextmanager
def umask(value):
    before = os.umask(value)
    try:
        yield
    finally:
        os.umask(before)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077, 0o277])
def test_logs_locks_and_holders_are_their_owners_whatever_the_umask(tmp_path, mask):
    with umask(mask), run_lock(f"sqlite:///{tmp_path}/payband.db"):
        with _open(tmp_path / "lever.log") as log:
            log.write(b"x")
        names = ("payband.db.lock", "payband.db.holder", "lever.log")
        assert [mode(tmp_path / name) for name in names] == [0o600] * 3


def test_what_an_earlier_payband_left_open_is_closed(tmp_path):
    lock_file, log = tmp_path / "payband.db.lock", tmp_path / "lever.log"
    for file in (lock_file, log):
        file.write_text("")
        file.chmod(0o666)
    with run_lock(f"sqlite:///{tmp_path}/payband.db"), open_private(log):
        assert (mode(lock_file), mode(log)) == (0o600, 0o600)


@pytest.mark.parametrize(("mask", "expected"), [(0o000, 0o666), (0o022, 0o644), (0o077, 0o600)])
def test_exports_follow_the_umask(tmp_path, mask, expected):
    with umask(mask):
        assert mode(export(tmp_path)) == expected


def test_a_private_file_that_another_writes_is_named(tmp_path):
    with new_beside(tmp_path / "holder"), pytest.raises(OSError, match=r"another process .*holder"):
        write_private(tmp_path / "holder", "x")


def test_a_private_file_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(OSError, match=r"No such file .*gone/holder"):
        write_private(tmp_path / "gone" / "holder", "x")
