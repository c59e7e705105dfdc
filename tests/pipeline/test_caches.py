import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import pipeline
import scrapers
from pipeline import caches
from pipeline.caches import (
    CacheUse,
    cache_use,
    cached_file,
    cached_reader,
    clear_caches,
    clear_readers,
)
from pipeline.clean.title.title_level import read_level
from pipeline.rules.rulebook import _read

LARGEST = 65_536


@pytest.fixture
def registry(monkeypatch):
    """Let the test's own caches be the only ones."""
    monkeypatch.setattr(caches, "_REGISTRY", {})


def test_a_reader_keeps_its_last_results_and_counts_them(registry):
    calls = []

    @cached_reader(2)
    def read(text: str) -> str:
        calls.append(text)
        return text.upper()

    assert [read(text) for text in "abaca"] == list("ABACA")
    assert calls == ["a", "b", "c"]
    (use,) = cache_use()
    assert use.name.endswith("read")
    assert (use.entries, use.size, use.hits, use.misses) == (2, 2, 2, 3)
    assert use.hit_rate == 2 / 5


def test_a_loader_keeps_all_results(registry):
    @cached_file
    def load(number: int) -> int:
        return number

    assert [load(n) for n in range(200)] == list(range(200))
    (use,) = cache_use()
    assert (use.entries, use.size) == (200, None)


def test_a_cache_that_was_not_called_has_no_hits():
    assert CacheUse("x", 0, 1, 0, 0).hit_rate == 0


def test_clearing_empties_every_cache():
    read_level("Senior Data Engineer")
    filled = {use.name for use in cache_use() if use.entries}
    assert "pipeline.clean.title.title_level.read_level" in filled
    assert _read.cache_info().currsize
    clear_caches()
    assert [use.name for use in cache_use() if use.entries or use.hits] == []


def test_clearing_readers_keeps_what_rule_files_hold_and_what_was_counted():
    clear_caches()
    read_level("Senior Data Engineer")
    read_level("Senior Data Engineer")
    clear_readers()
    read_level("Senior Data Engineer")
    uses = {use.name: use for use in cache_use()}
    level = uses["pipeline.clean.title.title_level.read_level"]
    assert (level.entries, level.hits, level.misses) == (1, 1, 2)
    assert _read.cache_info().currsize
    clear_caches()
    assert not any(use.misses for use in cache_use())


def test_caches_of_texts_are_bounded():
    """Only functions that load files, which take no text, may keep all results."""
    for module in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    sizes = {use.name: use.size for use in cache_use()}
    assert len(sizes) > 90
    assert max(size for size in sizes.values() if size is not None) <= LARGEST


def test_there_is_one_registry():
    """`tell_once` keeps what it said, which is no result; models/ imports nothing of ours."""
    own = re.compile(r"@(?:functools\.)?(?:lru_)?cache\b")
    files = [f for package in (pipeline, scrapers) for f in Path(package.__path__[0]).rglob("*.py")]
    outside = {f.name for f in files if own.search(f.read_text(encoding="utf-8"))}
    assert outside == {"former_settings.py"}
