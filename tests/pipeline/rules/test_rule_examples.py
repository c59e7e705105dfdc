"""The example of each row makes this very row fire, and is read as the row says."""

from dataclasses import replace

from click.testing import CliRunner

from pipeline.cli.main import cli
from pipeline.rule_examples.check import READERS, check_examples, wrong
from pipeline.rule_examples.exempt import exempt, key
from pipeline.rules.catalog import row_classes
from pipeline.rules.columns import columns
from pipeline.rules.parse import Fault
from pipeline.rules.rows.pay_words import ScaleWord
from pipeline.rules.rows.place import PlaceUse, WordRule
from pipeline.rules.rows.sources import Challenge
from pipeline.rules.rows.title import LevelWords
from pipeline.rules.rulebook import read_rules

ELSEWHERE = {Challenge}
"""Read by the crawler: tests/scrapers/middlewares has their examples."""


def row_of(kind, words, **cells):
    row = next(row for row in read_rules(kind) if row.phrase == words)
    return replace(row, **cells)


def said(row):
    return wrong(row, READERS[type(row)](row))


def test_each_row_fires_on_its_example_and_is_read_as_it_says():
    assert [str(fault) for fault in check_examples()] == []


def test_each_file_with_examples_has_a_reader_of_them():
    with_example = {
        kind
        for kind in row_classes().values()
        if "example" in {column.name for column in columns(kind)}
    }
    assert with_example - ELSEWHERE == set(READERS)


def test_an_example_without_its_words_is_a_fault_though_its_level_is_read():
    row = row_of(LevelWords, "principal", phrase="principle", line=9999)
    assert "does not make this row fire; title/levels.csv:" in said(row)


def test_an_example_that_another_row_reads_otherwise_is_a_fault():
    row = row_of(LevelWords, "principal", example="Senior ML Engineer")
    assert "is read as 'senior', not as 'lead'" in said(row)


def test_a_wrong_expectation_of_pay_or_of_a_place_is_a_fault():
    scale = next(row for row in read_rules(ScaleWord) if row.phrase == "k")
    assert "is read as" in said(replace(scale, expect="95000..95000 USD year"))
    city = next(row for row in read_rules(WordRule) if row.use is PlaceUse.CITY)
    assert "is read as" in said(replace(city, expect="London||XX"))


def test_a_row_that_is_exempt_says_why_and_is_there():
    rows = {key(row) for kind in READERS for row in read_rules(kind)}
    assert set(exempt()) <= rows
    assert all(exempt().values())


def test_the_command_names_each_wrong_example(monkeypatch):
    fault = Fault("title/levels.csv", 3, "example", "'Sr' does not make this row fire")
    monkeypatch.setattr("pipeline.rule_examples.check.check_examples", lambda: iter([fault]))
    done = CliRunner().invoke(cli, ["rules", "check", "--examples"])
    assert done.exit_code
    assert "title/levels.csv:3, example: 'Sr'" in f"{done.exception}{done.output}"


def test_the_command_runs_no_examples_of_a_folder(tmp_path):
    done = CliRunner().invoke(cli, ["rules", "check", "--examples", str(tmp_path)])
    assert done.exit_code
    assert "--examples" in f"{done.exception}{done.output}"
