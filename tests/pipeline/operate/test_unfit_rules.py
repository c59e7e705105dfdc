"""A run on rules that don't fit ends before any site is asked, with every cell named."""

import csv
import shutil

import pytest

from pipeline.caches import clear_caches
from pipeline.config import Settings
from pipeline.operate import run as run_module
from pipeline.operate.run import RunRequest, run
from pipeline.rules import rulebook
from pipeline.rules.check import check_readable
from pipeline.rules.rulebook import RulesError


@pytest.fixture
def rules(tmp_path, monkeypatch):
    """Return a copy of the rule files, in use in this test only."""
    folder = tmp_path / "rules"
    shutil.copytree(str(rulebook.FOLDER), folder)
    monkeypatch.setattr(rulebook, "FOLDER", folder)
    clear_caches()
    yield folder
    clear_caches()


def change(file, change_row):
    """Change every row of a file but the header."""
    with file.open(encoding="utf-8", newline="") as opened:
        head, *rows = csv.reader(opened)
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened, lineterminator="\n").writerows([head, *map(change_row, rows)])


def swap(file):
    """Swap the first two cells of every row."""
    change(file, lambda row: [row[1], row[0], *row[2:]])


def test_a_run_asks_nobody_before_it_knows_that_the_rules_fit(tmp_path, monkeypatch, rules):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(run_module, "crawl", lambda *_: pytest.fail("a site was asked"))
    swap(rules / "title/levels.csv")
    settings = Settings(contact="a@example.com", sources=["ashby"])
    with pytest.raises(RulesError, match=r"title/levels\.csv:\d+, level: ") as failure:
        run(settings, RunRequest())
    assert failure.value.exit_code == 2
    assert not (tmp_path / "data/payband.db").exists()


def test_every_file_that_does_not_fit_is_named(rules):
    swap(rules / "title/levels.csv")
    (rules / "personal.csv").write_text("phrase\n", encoding="utf-8")
    (rules / "short_words.csv").unlink()
    with pytest.raises(RulesError) as failure:
        check_readable()
    said = str(failure.value)
    assert all(name in said for name in ("levels.csv:", "personal.csv:1, ", "short_words.csv"))


def test_a_pattern_that_cannot_be_compiled_is_named(rules):
    change(rules / "personal.csv", lambda row: [row[0], "(a", *row[2:]])
    with pytest.raises(RulesError, match=r"personal\.csv:2, pattern: is no regular expression"):
        check_readable()
