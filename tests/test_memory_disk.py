"""Where `make test` keeps its files."""

import os
from types import SimpleNamespace

import pytest

from tests.support import memory_disk


@pytest.fixture
def disk(monkeypatch):
    """Return a function that says what there is: a disk with flags and free blocks, or none."""
    monkeypatch.delenv("TMPDIR", raising=False)

    def there_is(flags=0, blocks=1000):
        found = SimpleNamespace(f_bavail=blocks, f_frsize=4096, f_flag=flags)
        monkeypatch.setattr(os, "statvfs", lambda _disk: found)

    return there_is


def test_a_disk_in_memory_with_room_is_used(disk):
    disk()
    assert memory_disk.folder("there", room=4_096_000) == "there"


@pytest.mark.parametrize("lacks", [{"blocks": 999}, {"flags": os.ST_NOEXEC}, {"flags": 4}])
def test_one_without_room_programs_or_devices_is_not(disk, lacks):
    disk(**lacks)
    assert memory_disk.folder("there", room=4_096_000) == ""


def test_without_one_the_usual_folder_is_used(monkeypatch, tmp_path):
    monkeypatch.delenv("TMPDIR", raising=False)
    assert memory_disk.folder(str(tmp_path / "none")) == ""


def test_a_folder_of_ones_own_comes_first(disk, monkeypatch):
    disk()
    monkeypatch.setenv("TMPDIR", "/elsewhere")
    assert memory_disk.folder("there", room=0) == "/elsewhere"
