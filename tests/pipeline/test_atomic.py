import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.atomic import replacing
from pipeline.errors import PaybandError, UsageError


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_the_file_is_in_place_when_the_block_ends(tmp_path):
    target = tmp_path / "new" / "out.csv"
    with replacing(target) as file:
        file.write(b"whole")
        assert not target.exists()
    assert target.read_bytes() == b"whole"
    assert names(target.parent) == ["out.csv"]


def test_a_failing_writer_leaves_the_old_file(tmp_path):
    target = tmp_path / "out.csv"
    target.write_bytes(b"old")

    def fail():
        with replacing(target) as file:
            file.write(b"half")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["out.csv"]


def test_a_full_disk_is_named_and_leaves_the_old_file(tmp_path):
    target = tmp_path / "out.csv"
    target.write_bytes(b"old")
    message = r"out.csv: cannot be written: No space"
    with pytest.raises(PaybandError, match=message), replacing(target):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert target.read_bytes() == b"old"


def test_a_broken_pipe_passes(tmp_path):
    with pytest.raises(BrokenPipeError), replacing(tmp_path / "out.csv"):
        raise BrokenPipeError


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(UsageError, match="is a folder"), replacing(tmp_path):
        pass
    assert not names(tmp_path)


def test_a_device_is_refused():
    with pytest.raises(UsageError, match="not a regular file"), replacing(Path("/dev/null")):
        pass


def test_a_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    target = tmp_path / "file" / "out.csv"
    with pytest.raises(PaybandError, match="cannot be written"), replacing(target):
        pass


def test_a_symbolic_link_stays(tmp_path):
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_bytes(b"old")
    link.symlink_to(real)
    with replacing(link) as file:
        file.write(b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_permissions_are_kept(tmp_path):
    target = tmp_path / "out.csv"
    target.write_bytes(b"old")
    target.chmod(0o640)
    with replacing(target) as file:
        file.write(b"new")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_second_writer_is_refused_and_spoils_nothing(tmp_path):
    target = tmp_path / "out.csv"
    with replacing(target) as file:
        file.write(b"first")
        with pytest.raises(PaybandError, match="another process"), replacing(target):
            pass
    assert target.read_bytes() == b"first"


def test_a_file_put_in_place_meanwhile_is_not_written_over(tmp_path, monkeypatch):
    """The second writer looks at the file aside; before its lock the first puts it in place."""
    target = tmp_path / "out.csv"
    aside = tmp_path / ".out.csv.part"
    aside.write_bytes(b"first")
    opened = os.open

    def overtaken(path, flags, *mode):
        monkeypatch.undo()
        descriptor = opened(path, flags, *mode)
        aside.replace(target)
        return descriptor

    monkeypatch.setattr(os, "open", overtaken)
    with replacing(target) as file:
        file.write(b"2")
        assert target.read_bytes() == b"first"
    assert target.read_bytes() == b"2"


def test_a_killed_writer_leaves_the_old_file_and_the_next_one_works(tmp_path):
    target = tmp_path / "out.csv"
    target.write_bytes(b"old")
    code = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from pipeline.atomic import replacing\n"
        "with replacing(Path(sys.argv[1])) as file:\n"
        "    file.write(b'half' * 9000)\n"
        "    file.flush()\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, target], check=False)
    assert done.returncode == -9
    assert target.read_bytes() == b"old"
    with replacing(target) as file:
        file.write(b"new")
    assert target.read_bytes() == b"new"
    assert names(tmp_path) == ["out.csv"]


def test_bytes_are_on_the_disk_before_they_have_the_name(tmp_path, monkeypatch):
    steps = []
    sync, replace = os.fsync, Path.replace

    def synced(descriptor):
        steps.append("fsync")
        sync(descriptor)

    def renamed(path, target):
        steps.append("rename")
        replace(path, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", renamed)
    with replacing(tmp_path / "out.csv") as file:
        file.write(b"x")
    assert steps == ["fsync", "rename", "fsync"]
