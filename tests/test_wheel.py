"""Wheel and sdist build to the same bytes again, and the wheel works outside the checkout."""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
IGNORED = {"__pycache__", "pages"}


def run(*words, cwd, code=0, **environment):
    done = subprocess.run(
        [sys.executable, "-P", *map(str, words)],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    return done.stdout if code == 0 else done.stderr


def build(source, folder):
    """Build sdist and wheel of a source tree; return the SHA-256 of each by name."""
    run("-m", "hatchling", "build", "-d", folder, cwd=source)
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    run("-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def site(wheel):
    folder = wheel.parent / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_it_holds_every_module_rule_template_and_migration(site):
    for package in ("models", "payband", "pipeline", "scrapers"):
        wanted = [
            path.relative_to(ROOT)
            for path in (ROOT / package).rglob("*")
            if path.is_file() and not IGNORED & set(path.parts)
        ]
        assert [str(path) for path in wanted if not (site / path).exists()] == []


def test_it_holds_nothing_else(site):
    tops = {path.name for path in site.iterdir()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {
        "models",
        "payband",
        "pipeline",
        "scrapers",
    }


@pytest.mark.proof
def test_it_runs_the_sample_in_an_empty_folder(site, tmp_path):
    where = run("-c", "import models; print(models.__file__)", cwd=tmp_path, PYTHONPATH=str(site))
    assert where.startswith(str(site))
    words = ("-m", "payband", "run", "--sample")
    said = run(*words, cwd=tmp_path, PYTHONPATH=str(site))
    assert "complete" in said
    assert (tmp_path / "data/sample/exports/sample-postings.csv").is_file()
    assert (tmp_path / "data/sample/reports/sample-salaries.html").is_file()


def test_scrapy_finds_the_spiders_without_a_scrapy_cfg(site, tmp_path):
    settings = {"SCRAPY_SETTINGS_MODULE": "scrapers.settings", "PYTHONPATH": str(site)}
    spiders = run("-m", "scrapy", "list", cwd=tmp_path, **settings).split()
    assert spiders == sorted(path.stem for path in (ROOT / "scrapers/spiders").glob("[a-z]*.py"))


@pytest.mark.parametrize(
    "words",
    [
        ("new", "acme", "https://careers.acme.example/jobs/"),
        ("read", "jsonld", "page.html", "--url", "https://careers.example.com/jobs/1"),
    ],
    ids=["new", "read"],
)
def test_what_needs_the_tools_says_that_it_works_in_a_checkout_only(site, tmp_path, words):
    command = ("-m", "payband", "sources", *words)
    message = run(*command, cwd=tmp_path, code=2, PYTHONPATH=str(site))
    assert "only in a checkout of Payband" in " ".join(message.split())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.proof
def test_the_same_sources_build_to_the_same_bytes(tmp_path):
    first = build(ROOT, tmp_path / "first")
    assert len(first) == 2
    assert build(ROOT, tmp_path / "second") == first


@pytest.mark.proof
def test_the_sdist_builds_to_the_same_bytes_in_another_folder_with_other_file_modes(tmp_path):
    first = build(ROOT, tmp_path / "first")
    (sdist,) = (tmp_path / "first").glob("*.tar.gz")
    shutil.unpack_archive(sdist, tmp_path / "unpacked", filter="data")
    (source,) = (tmp_path / "unpacked").iterdir()
    for file in source.rglob("*.py"):
        file.chmod(0o600)
    assert build(source, tmp_path / "second") == first
