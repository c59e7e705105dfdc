"""What a program reads: `--json` prints one JSON value on standard output, and nothing else."""

import json
import shutil
from decimal import Decimal

import pytest

from pipeline.cli.output.show import print_json, print_json_list


@pytest.fixture
def folder(sampled, tmp_path):
    shutil.copytree(sampled / "data", tmp_path / "data")
    (tmp_path / "own.csv").write_text("date,currency,units_per_usd\n2026-10-29,VND,26000\n")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("report", "-o", "r.html"), {"files": ["r.html", "r.csv", "r.json", "r.md"]}),
        (
            ("report", "-o", "r.html", "--against", "data/sample/reports"),
            {"files": ["r.html", "r.csv", "r.json", "r.md"], "moved": []},
        ),
        (
            ("fx", "load", "own.csv"),
            {"file": "data/rates/own.csv", "count": 1, "until": "2026-10-29"},
        ),
    ],
    ids=["report", "report against", "fx load"],
)
def test_a_command_prints_json(folder, payband, words, wanted):
    assert json.loads(payband(*words, "--json").stdout) == wanted


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
