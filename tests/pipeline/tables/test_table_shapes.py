"""Tables as other tools write them come out right, without a word about their columns."""

import csv
from pathlib import Path

import pytest

from pipeline.operate.tables.clean_table import clean_table

FOLDER = Path(__file__).resolve().parents[2] / "fixtures/tables"
SHAPES = sorted(p for p in FOLDER.glob("*.csv") if not p.stem.endswith(".expected"))


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_a_table_of_a_known_shape_is_cleaned(path, tmp_path):
    clean_table(path, tmp_path / "out.csv")
    wanted = rows(path.with_suffix(".expected.csv"))
    out = rows(tmp_path / "out.csv")
    assert len(out) == len(wanted)
    for got, row in zip(out, wanted, strict=True):
        known = {name: value for name, value in row.items() if value != "*"}
        assert {name: got[name] for name in known} == known


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_an_output_can_be_cleaned_again(path, tmp_path):
    clean_table(path, tmp_path / "once.csv")
    clean_table(tmp_path / "once.csv", tmp_path / "twice.csv")
    same = (
        *("source", "source_key", "company", "title", "role", "level", "city", "country"),
        *("workplace", "employment_type", "posted_on", "closes_on", "first_seen"),
        *("salary_min", "salary_max", "salary_currency", "salary_period"),
    )
    once, twice = (
        [{name: row[name] for name in same} for row in rows(tmp_path / f"{name}.csv")]
        for name in ("once", "twice")
    )
    assert twice == once


def test_a_guarded_formula_of_an_output_is_text_again(tmp_path):
    (tmp_path / "in.csv").write_text('title,company\n"+1 Engineer","=Acre, @Works"\n')
    clean_table(tmp_path / "in.csv", tmp_path / "once.csv")
    [once] = rows(tmp_path / "once.csv")
    assert once["title"].startswith("'+")
    clean_table(tmp_path / "once.csv", tmp_path / "twice.csv")
    [twice] = rows(tmp_path / "twice.csv")
    assert (twice["title"], twice["company"]) == (once["title"], once["company"])
