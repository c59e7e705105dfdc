"""What a program reads: `--json` prints one JSON value on standard output, and nothing else."""

import json
import shutil

import pytest


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
