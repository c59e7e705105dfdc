import subprocess
import sys

from scrapy.extensions.memusage import MemoryUsage

from scrapers.extensions.memory_limit import MemoryLimit

MEGABYTE = 1024**2
# A process that holds 400 MB starts one that tells how much it holds itself.
LARGE = f"""
import subprocess, sys
held = bytearray(400 * {MEGABYTE})
held[::4096] = b"x" * len(held[::4096])
print(subprocess.run([sys.executable, "-c", sys.argv[1]], capture_output=True, text=True).stdout)
"""
SMALL = """
from scrapers.extensions.memory_limit import MemoryLimit
print(MemoryLimit.__new__(MemoryLimit).get_virtual_size())
"""


def test_a_crawl_does_not_inherit_the_memory_of_who_started_it():
    told = subprocess.run(
        [sys.executable, "-c", LARGE, SMALL], capture_output=True, text=True, check=True
    )

    assert 10 * MEGABYTE < int(told.stdout) < 300 * MEGABYTE


def test_what_is_let_go_counts_no_more():
    limit = MemoryLimit.__new__(MemoryLimit)
    before = limit.get_virtual_size()
    held = bytearray(200 * MEGABYTE)
    held[::4096] = b"x" * len(held[::4096])
    holding = limit.get_virtual_size()
    del held

    assert holding - before > 150 * MEGABYTE
    assert holding - limit.get_virtual_size() > 150 * MEGABYTE


def test_where_the_system_does_not_say_the_peak_counts(monkeypatch, tmp_path):
    monkeypatch.setattr("scrapers.extensions.memory_limit._HELD", tmp_path / "none")
    monkeypatch.setattr(MemoryUsage, "get_virtual_size", lambda _self: 7)

    assert MemoryLimit.__new__(MemoryLimit).get_virtual_size() == 7
