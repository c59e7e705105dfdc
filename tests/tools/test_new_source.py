import csv
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from tools.new_platform import platforms
from tools.new_source import new_source

ROOT = Path(__file__).resolve().parents[2]
PARTS = (
    "models",
    "payband",
    "pipeline",
    "scrapers",
    "tools",
    "tests",
    "pyproject.toml",
    "scrapy.cfg",
)
URL = "https://careers.zeta.example/jobs/"


@pytest.fixture
def checkout(tmp_path):
    """Return a copy of the repository that may be written to."""
    left_out = shutil.ignore_patterns("*.gz", "contract")
    for part in PARTS:
        source, target = ROOT / part, tmp_path / part
        if source.is_dir():
            shutil.copytree(source, target, ignore=left_out)
        else:
            shutil.copy(source, target)
    shutil.copy(ROOT / "pipeline/rules/place/cities.tsv.gz", tmp_path / "pipeline/rules/place")
    return tmp_path


def outcome(checkout, *words):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *words],
        cwd=checkout,
        env={k: v for k, v in os.environ.items() if not k.startswith("COVERAGE")},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def facts(checkout, name):
    return tomllib.loads((checkout / f"pipeline/rules/sources/{name}.toml").read_text())


@pytest.mark.proof
def test_a_new_source_fails_until_it_was_read(checkout):
    made = new_source(checkout, "zeta", "schema_org", URL)
    spider = (checkout / "scrapers/spiders/zeta.py").read_text()
    assert "class Zeta(SchemaOrgSpider):" in spider
    assert f'start_urls = ["{URL}"]' in spider
    assert all(path.exists() for path in made)
    terms = facts(checkout, "zeta")
    assert (terms["default"], terms["read_on"]) == ("off", "")

    goldens = ("tests/scrapers/platforms/test_goldens.py", "-k", "zeta-normal or index")
    code, said = outcome(checkout, *goldens)
    assert code == 1
    assert "normal.html.golden was written: read it, and run again" in said
    golden = checkout / "tests/scrapers/fixtures/zeta/normal.html.golden"
    assert '"source": "zeta"' in golden.read_text()
    assert outcome(checkout, goldens[0], "-k", "zeta-normal")[0] == 0

    structure = ("tests/test_structure.py", "-k", "spider or source")
    assert outcome(checkout, *structure)[0] == 0
    code, said = outcome(checkout, "tests/scrapers/platforms/test_every_source.py", "-k", "terms")
    assert code == 1
    assert "read_on" in said


def test_a_source_over_a_platform_with_boards_has_no_start_pages(checkout):
    new_source(checkout, "lever_us", "lever", "https://api.us.lever.example")
    spider = (checkout / "scrapers/spiders/lever_us.py").read_text()
    assert "class LeverUs(LeverSpider):" in spider
    assert "start_urls" not in spider
    assert facts(checkout, "lever_us")["platform"] == "lever"
    index = rows(checkout / "tests/scrapers/fixtures/index.csv")
    mine = [row for row in index if row["source"] == "lever_us"]
    assert {row["file"] for row in mine} >= {"normal.json", "empty.json", "broken_record.json"}
    assert all(row["board"] for row in mine)
    names = [row["source"] for row in index]
    assert names == sorted(names)


@pytest.mark.proof
def test_a_new_platform_has_a_module_a_spider_facts_and_fixtures_that_are_read(checkout):
    made = new_source(checkout, "zephyr", "zephyr", "https://api.zephyr.example/jobs")
    files = {path.relative_to(checkout).as_posix() for path in made}
    assert files >= {
        "scrapers/platforms/zephyr.py",
        "scrapers/spiders/zephyr.py",
        "pipeline/rules/sources/zephyr.toml",
        "tests/scrapers/fixtures/zephyr/page_two.json",
        "tests/scrapers/fixtures/index.csv",
    }
    outcome(checkout, "--maxfail=9", "tests/scrapers/platforms/test_goldens.py", "-k", "zephyr")
    every = ("tests/scrapers/platforms/test_every_source.py", "-k", "zephyr and not terms")
    code, said = outcome(checkout, *every)
    assert code == 0, said


def test_a_platform_that_no_source_is_built_on_is_known(checkout):
    made = new_source(checkout, "zephyr", "zephyr", "https://api.zephyr.example/jobs")
    for path in made:
        if path.suffix == ".py" and path.parent.name == "spiders":
            path.unlink()
    zephyr = platforms(checkout)["zephyr"]
    assert (zephyr.base, zephyr.pattern) == ("ZephyrSpider", "")
    assert zephyr.what.startswith("Zephyr: ")


@pytest.mark.parametrize("platform", ["json_api", "detailed", "levr", "Zephyr"])
def test_a_slip_and_a_base_of_platforms_are_refused_with_what_each_platform_is(platform):
    with pytest.raises(UsageError, match="greenhouse: Readers of boards on Greenhouse") as error:
        new_source(ROOT, "zephyr", platform, URL)
    assert f"there is no {platform!r}" in str(error.value)


@pytest.mark.parametrize(
    ("name", "platform", "url", "words"),
    [
        ("ashby", "schema_org", URL, "is taken"),
        ("Zeta", "schema_org", URL, "lower-case"),
        ("../zeta", "schema_org", URL, "lower-case"),
        ("zeta", "schemaorg", URL, "there is no 'schemaorg'; there are "),
        ("zeta", "schema_org", "careers.zeta.example", "is not a web address"),
    ],
)
def test_what_will_not_do_is_said_and_nothing_is_written(name, platform, url, words):
    with pytest.raises(UsageError, match=words):
        new_source(ROOT, name, platform, url)
    assert not (ROOT / "tests/scrapers/fixtures/zeta").exists()


def test_it_is_to_be_run_in_a_checkout(tmp_path):
    with pytest.raises(UsageError, match="is no checkout of Payband"):
        new_source(tmp_path, "zeta", "schema_org", URL)


def test_every_source_names_its_platform():
    assert {p.pattern for p in platforms(ROOT).values()} >= {"lever", "ashby", "jsonld"}
    assert platforms(ROOT)["greenhouse"].has_boards
    assert not platforms(ROOT)["schema_org"].has_boards
