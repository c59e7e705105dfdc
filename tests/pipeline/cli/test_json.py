"""What a program reads: `--json` prints one JSON value on standard output, and nothing else."""

import json
import shutil
import sqlite3
from contextlib import closing
from decimal import Decimal

import pytest

from pipeline.cli.output.show import print_json, print_json_list
from pipeline.rules.rulebook import FOLDER, rule_names


@pytest.fixture
def folder(sampled, tmp_path):
    shutil.copytree(sampled / "data", tmp_path / "data")
    (tmp_path / "own.csv").write_text("date,currency,units_per_usd\n2026-10-29,VND,26000\n")
    return tmp_path


FILES = ["r.html", "r.csv", "r.json", "r.md", "r.csv.datapackage.json"]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("report", "-o", "r.html"), {"files": FILES}),
        (
            ("report", "-o", "r.html", "--against", "data/sample/reports"),
            {"files": FILES, "moved": []},
        ),
        (
            ("fx", "load", "own.csv"),
            {"file": "data/rates/own.csv", "count": 1, "until": "2026-10-29"},
        ),
        (("rules", "check"), {"files": len(rule_names(FOLDER)), "examples": None}),
    ],
    ids=["report", "report against", "fx load", "rules check"],
)
def test_a_command_prints_json(folder, payband, words, wanted):
    assert json.loads(payband(*words, "--json").stdout) == wanted


def older_rules(folder):
    """Give all postings of the sample another version of the rules, and one another value."""
    with closing(sqlite3.connect(folder / "data/sample/payband.db")) as store, store:
        store.execute("UPDATE job_posting SET rules_version = 'older', content_hash = ''")
        store.execute(
            "UPDATE job_posting SET title_short = 'old'"
            " WHERE posting_id = (SELECT min(posting_id) FROM job_posting)"
        )
        return store.execute("SELECT count(*) FROM job_posting").fetchone()[0]


def test_cleaning_anew_counts_postings_with_another_value_apart(folder, payband):
    count = older_rules(folder)
    told = payband("clean", "--all", "--sample").stderr
    only = f"1 of them changed; {count - 1:,} have only the new version of the rules"
    assert f"cleaned {count} postings, {only}\n" in told
    assert "next: `payband export` and `payband report`" in told


def test_cleaning_anew_prints_json_also_where_nothing_changed(folder, payband):
    count = older_rules(folder)
    words = ("clean", "--all", "--sample", "--json")
    said = json.loads(payband(*words).stdout)
    assert (said["read"], said["changed"], said["only_rules_version"]) == (count, 1, count - 1)
    assert [(each["field"], each["postings"]) for each in said["changes"]] == [("title_short", 1)]
    nothing = {"read": count, "changed": 0, "only_rules_version": 0, "changes": []}
    again = payband(*words)
    assert json.loads(again.stdout) == nothing
    assert "next:" not in again.stderr


def test_the_schema_of_a_database_is_json(payband):
    found = json.loads(payband("db", "upgrade", "--json").stdout)
    assert len(found["schema"]) >= 4


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_list_printed_one_by_one_is_the_list_printed_at_once(count, capsys):
    values = [
        {"text": 'a "b"\n\u202e', "pay": Decimal("1.50"), "all": [n, {}]} for n in range(count)
    ]
    print_json(values)
    whole = capsys.readouterr().out
    print_json_list(iter(values))
    assert capsys.readouterr().out == whole
    assert len(json.loads(whole)) == count
