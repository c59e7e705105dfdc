"""What holds for every file, whatever is added."""

import ast
import csv
import re
import subprocess
from pathlib import Path

import pytest

from pipeline.rules.sources import all_sources
from tests.rows import every_row

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("models", "pipeline", "scrapers")
SOURCES = sorted(p for name in PACKAGES for p in (ROOT / name).rglob("*.py"))
SPIDERS = sorted(p for p in (ROOT / "scrapers/spiders").glob("*.py") if p.stem != "__init__")

# Imports run to the left only. Within pipeline, names of the same rank don't see each other.
RANKS = {
    "models": 0,
    "pipeline": 1,
    "pipeline.clock": 1,
    "pipeline.errors": 1,
    "pipeline.version": 1,
    "pipeline.visible": 1,
    "pipeline.config": 2,
    "pipeline.rules": 2,
    "pipeline.pay": 3,
    "pipeline.clean": 4,
    "pipeline.figures.inference": 3,
    "pipeline.figures": 4,  # pure statistics: frames in, figures out
    "pipeline.same": 5,
    "pipeline.clean.frame": 6,  # the pandas door: it tells which of its rows are one job
    "pipeline.store": 6,
    "pipeline.publish": 7,
    "pipeline.operate": 8,
    "pipeline.cli": 9,
    "pipeline.__init__": 9,  # the Python door: it loads what is behind it when asked
    "scrapers": 10,
}


def room(module):
    """Return the room a module belongs to: `pipeline.store.raw` is in `pipeline.store`."""
    parts = module.split(".")
    return next(
        ".".join(parts[:n]) for n in range(len(parts), 0, -1) if ".".join(parts[:n]) in RANKS
    )


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def functions(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or 0) - node.lineno + 1


def named(path):
    return str(path.relative_to(ROOT))


@every_row("path", SOURCES, ids=named)
def test_imports_run_one_way(path):
    own = room(".".join(path.relative_to(ROOT).with_suffix("").parts))
    for module in imports(path):
        if module.split(".")[0] in PACKAGES and (theirs := room(module)) != own:
            assert RANKS[theirs] < RANKS[own], f"{own} must not import {module}"


@every_row("path", SOURCES, ids=named)
def test_only_scrapers_know_scrapy(path):
    known = {module.split(".")[0] for module in imports(path)}
    if path.relative_to(ROOT).parts[0] != "scrapers":
        assert not known & {"scrapy", "twisted"}


@every_row("path", [p for p in SOURCES if "migrations" not in p.parts], ids=named)
def test_files_and_functions_stay_small(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250
    assert [(name, size) for name, size in functions(path) if size > 40] == []


def test_the_usual_function_is_about_ten_lines():
    sizes = sorted(size for path in SOURCES for _name, size in functions(path))
    assert sizes[len(sizes) // 2] <= 10


@pytest.mark.parametrize("path", SPIDERS, ids=named)
def test_a_spider_is_a_declaration(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 30
    assert re.search(rf'^    name = "{path.stem}"$', text, re.MULTILINE), "named as its file"


@pytest.mark.parametrize("path", SPIDERS, ids=named)
def test_a_spider_has_terms_a_fixture_and_expectations(path):
    assert path.stem in all_sources()
    assert any((ROOT / "tests/scrapers/fixtures" / path.stem).iterdir())
    with (ROOT / "pipeline/rules/expectations.csv").open(encoding="utf-8") as file:
        assert path.stem in {row["source"] for row in csv.DictReader(file)}


def test_every_source_has_its_spider():
    assert set(all_sources()) == {path.stem for path in SPIDERS}


def test_tests_are_no_package():
    assert list((ROOT / "tests").rglob("__init__.py")) == []


def test_test_files_have_names_of_their_own():
    names = [p.name for p in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))


def tracked():
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return [ROOT / name for name in listed.stdout.splitlines()]


def test_no_file_names_a_registry_or_a_download_address():
    # Written so that this file does not name them either.
    hosts = re.compile(rb"py[p]i\.org|pythonhos[t]ed\.org|registry\.npm[j]s")
    assert [named(p) for p in tracked() if p.is_file() and hosts.search(p.read_bytes())] == []


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-dev.txt", "requirements-audit.txt"]
)
def test_the_lock_holds_names_versions_and_hashes_only(name):
    line = re.compile(
        r"[a-z0-9-]+(\[[a-z,]+\])?==[\w.]+( ; .+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?"
    )
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert lines
    assert [text for text in lines if not line.fullmatch(text)] == []


def test_only_contract_tests_read_the_shared_folder():
    mine = Path(__file__).name
    tests = [
        p for p in (ROOT / "tests").rglob("*.py") if "contract" not in p.parts and p.name != mine
    ]
    assert [named(p) for p in tests if "../shared" in p.read_text(encoding="utf-8")] == []
