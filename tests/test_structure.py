"""What holds for every file, whatever is added."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from pipeline.rules.sources import all_sources, expectations
from tests.support.rows import every_row

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("models", "payband", "paybench", "pipeline", "scrapers", "tools")
SOURCES = sorted(p for name in PACKAGES for p in (ROOT / name).rglob("*.py"))
SPIDERS = sorted(p for p in (ROOT / "scrapers/spiders").glob("*.py") if p.stem != "__init__")

# Inside a package, a module or folder imports only those before it. A new one gets its place here.
ORDER = {
    "": ("models", "pipeline", "scrapers", "payband", "tools", "paybench"),
    "pipeline": (
        *("caches", "errors", "clock", "few_sweeps", "batches", "visible", "nearest"),
        *("formula_guard", "version", "network_place", "database_url", "duration", "redaction"),
        *("config_file", "settings", "config", "input_files", "identity", "disk", "new_file"),
        "atomic",
        *("rules", "text", "fx", "pay"),
        *("clean", "dedupe", "tables", "archive", "store", "filters", "figures", "publish"),
        "rule_examples",
        *("assistant", "survey", "operate", "browse", "cli"),
    ),
    "pipeline.rule_examples": (
        *("exempt", "same_words", "heard", "titles", "places", "pay", "requirements", "employers"),
        *("columns", "general", "check"),
    ),
    "pipeline.rules": (
        *(
            "row",
            "cells",
            "columns",
            "parse",
            "rows",
            "references",
            "rulebook",
            "catalog",
            "codes",
            "issues",
        ),
        *("toml_lines", "source_files", "sources", "check"),
    ),
    "pipeline.pay": (
        *("lexing", "reference", "parts", "grammar", "offers", "bands", "adverts", "own_parts"),
        *("reader", "fields", "title", "trace", "api"),
    ),
    "pipeline.clean": (
        *("stage", "url", "posting_text", "personal", "sanitize", "language", "employment"),
        *("dates", "employer", "title", "workplace", "place", "requirements", "pay", "stages"),
        *("correction_values", "correct", "engine", "rule_use"),
    ),
    "pipeline.tables": (
        *("raw_names", "reading", "recognition", "markdown", "structured_pay", "row_text"),
        *("first_numbers", "repeated_rows", "pay_choice", "own_row", "day_orders"),
        *("raw_row", "read", "all_rows", "frame_table", "rows", "frame"),
    ),
    "pipeline.store": (
        *("db", "raw_content", "lifecycle", "runs", "duplicates", "postings", "retention"),
    ),
    "pipeline.publish": (
        *("deprecation", "overwrite_check", "replace_together", "counted", "either_order"),
        "open_period",
        *(
            "hashed_file",
            "made_of",
            "source_credits",
            "pages",
            "money",
            "charts",
            "page_table",
            "markdown",
        ),
        *("markdown", "page_prose", "export"),
        *("export_description", "left_out", "audit", "report", "compare", "explain"),
        "status",
    ),
    "pipeline.cli": (
        *(
            "output",
            "sections",
            "examples",
            "day",
            "country",
            "options",
            "posting_ids",
            "filter_options",
            "period_options",
        ),
        *("store_options", "table_options", "error_messages", "start", "store", "rules"),
        *("operation", "main"),
    ),
    "scrapers": (
        *("clock", "storable", "log_lines", "limits", "readers", "downloader", "plan"),
        *("run_mode", "board_stats", "crawl_stats", "planned_spider", "base", "sources"),
        *(
            "crawl_store",
            "crawl_hub",
            "item_pipelines",
            "middlewares",
            "platforms",
            "spiders",
            "extensions",
        ),
        *("extensions", "polite_handler", "settings", "sample", "hosts"),
    ),
}

CROWDS = 20  # modules a folder may hold
# Folders that grow by one file for each source, case, migration or page.
GROWING = ("scrapers/spiders", "scrapers/platforms", "models/migrations/versions")
# Words of the glossary's last column, which module names no longer use.
RETIRED = {
    *("accounting", "asked", "courtesy", "doubt", "door", "given", "habits", "kept"),
    *("ledger", "lives", "memory", "noise", "patience", "pieces", "prints", "shelf", "sights"),
    *("spool", "spotter", "tied", "told", "twins", "wording"),
}


def dotted(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


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


def steps(importer, imported):
    """Yield each package that holds both modules, with the two entries of it that they are in."""
    one, other = importer.split("."), imported.split(".")
    for depth in range(min(len(one), len(other))):
        yield ".".join(one[:depth]), one[depth], other[depth]
        if one[depth] != other[depth]:
            return


@every_row("path", SOURCES, ids=named)
def test_imports_run_one_way(path):
    own = dotted(path)
    for module in imports(path):
        if module.split(".")[0] in PACKAGES:
            for package, mine, theirs in steps(own, module):
                order = ORDER.get(package, ())
                if mine != theirs and mine in order:
                    words = f"{package}: {mine} must not import {theirs} ({module})"
                    assert order.index(theirs) < order.index(mine), words


@every_row("package", sorted(ORDER))
def test_every_module_has_its_place_in_the_order(package):
    folder = ROOT / package.replace(".", "/")
    there = set(PACKAGES) if not package else entries(folder)
    assert set(ORDER[package]) == there


def entries(folder):
    """Return the modules and packages of a folder."""
    modules = {p.stem for p in folder.glob("*.py") if p.stem != "__init__"}
    return modules | {p.parent.name for p in folder.glob("*/__init__.py")}


def test_no_modules_import_each_other_in_a_circle():
    names = {dotted(path) for path in SOURCES}
    known = {dotted(p): {m for m in imports(p) if m in names} for p in SOURCES}
    settled: set[str] = set()
    while fresh := {n for n, wants in known.items() if n not in settled and wants <= settled}:
        settled |= fresh
    assert sorted(set(known) - settled) == []


TESTS = sorted((ROOT / "tests").rglob("*.py"))
FOLDERS = sorted({p.parent for p in (*SOURCES, *TESTS) if named(p.parent) not in GROWING})


@every_row("folder", FOLDERS, ids=named)
def test_a_folder_is_no_crowd(folder):
    modules = [p for p in folder.glob("*.py") if p.stem not in {"__init__", "conftest"}]
    assert len(modules) <= CROWDS


def test_what_tests_share_stands_in_folders_of_its_own():
    beside = [p for p in (ROOT / "tests").glob("*.py") if not p.stem.startswith("test_")]
    assert [named(p) for p in beside] == ["tests/conftest.py"]


@every_row("path", SOURCES, ids=named)
def test_module_names_use_the_words_of_the_glossary(path):
    assert path.stem not in RETIRED


@every_row("path", SOURCES, ids=named)
def test_only_scrapers_know_scrapy(path):
    known = {module.split(".")[0] for module in imports(path)}
    if path.relative_to(ROOT).parts[0] not in ("scrapers", "tools"):
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
    assert path.stem in {row.source for row in expectations()}


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
