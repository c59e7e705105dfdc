"""docs/pay.md says what is so: its examples run, its tables are whole, its files are named."""

import doctest
import re
from pathlib import Path

import pytest

from models.vocab import Flag, Origin, PayKind, SalaryStatus
from pipeline.pay.lexing.lexicon import WORD_ROWS
from pipeline.pay.reader import read_pay
from pipeline.pay.reference.units import facts_of
from pipeline.rules.issues import issue_codes
from pipeline.rules.rows.pay import UnitRule
from pipeline.rules.rulebook import FOLDER, read_rules

PAGE = Path(__file__).resolve().parents[3] / "docs/pay.md"
TEXT = PAGE.read_text(encoding="utf-8")


def rows(head):
    """Return the rows of the table that begins with a cell, as lists of cells."""
    table = TEXT.split(f"\n| {head} |", 1)[1].split("\n\n", 1)[0]
    return [[c.strip() for c in line.strip("|").split("|")] for line in table.splitlines()[2:]]


def words(cell):
    return re.findall(r"`([^`]+)`", cell)


def documented(head):
    return [word for row in rows(head) for word in words(row[0])]


def examples(head):
    return [(words(row[0]), words(row[-1])[0]) for row in rows(head) if words(row[-1])]


def test_every_example_runs():
    result = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")

    assert result.failed == 0
    assert result.attempted >= 14


@pytest.mark.parametrize(
    ("head", "known"), [("flag", Flag), ("kind", PayKind), ("status", SalaryStatus)]
)
def test_every_word_is_documented_in_its_order(head, known):
    assert documented(head) == list(known)


def test_every_fact_is_documented():
    rules = [row for words in WORD_ROWS for row in read_rules(words)]
    facts = {row.value for row in rules if row.role == "fact"} - {"net", "gross"}
    units = {fact for row in read_rules(UnitRule) for fact in facts_of(row.phrase)}

    assert set(documented("fact")) == facts | units - {"gross", "net"}


@pytest.mark.parametrize(("statuses", "text"), examples("status"))
def test_each_status_has_its_example(statuses, text):
    assert [read_pay(text, country="US").status] == statuses


@pytest.mark.parametrize(("kinds", "text"), examples("kind"))
def test_each_kind_has_its_example(kinds, text):
    assert [band.kind for band in read_pay(text).bands] == kinds


@pytest.mark.parametrize(("flags", "text"), examples("flag"))
def test_each_flag_has_its_example(flags, text):
    assert set(flags) <= {
        flag for band in read_pay(text, country="US").bands for flag in band.flags
    }


@pytest.mark.parametrize(("facts", "text"), examples("fact"))
def test_each_fact_has_its_example(facts, text):
    found = {
        fact for country in ("US", "GB") for fact in read_pay(text, country=country).bands[0].facts
    }

    assert found & set(facts)


def test_every_issue_about_pay_and_every_origin_is_named():
    codes = {
        code for code in issue_codes() if code.startswith(("pay_", "currency_", "period_", "fx_"))
    }

    assert {word for word in [*codes, *Origin] if f"`{word}`" not in TEXT} == set()


def test_the_files_it_names_are_there():
    names = re.findall(r"`(?:pipeline/rules/)?((?:\w+/)*\w+\.csv)`", TEXT)
    there = {f"/{path}" for path in Path(str(FOLDER)).rglob("*.csv")}
    for name in set(names) - {"ecb.csv", "own.csv"}:
        assert any(path.endswith(f"/{name}") for path in there), name
