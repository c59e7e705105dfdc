import csv
from pathlib import Path

import pytest

from pipeline.clean.employer.company_key import company_key
from pipeline.rules.rows.employer import LegalForm
from pipeline.rules.rulebook import read_rules
from tests.support.rows import every_row

LABELS = Path(__file__).resolve().parents[3] / "labels/company.csv"
with LABELS.open(encoding="utf-8", newline="") as file:
    ROWS = [row for row in csv.DictReader(file) if row["batch"] == "table"]


@every_row("row", ROWS, ids=lambda row: f"{row['name']} {row['same_as']}")
def test_names_are_of_one_employer_as_labelled(row):
    assert (company_key(row["name"]) == company_key(row["same_as"])) == (row["same"] == "yes")
    assert company_key(row["name"])


@every_row("row", read_rules(LegalForm), ids=lambda row: f"{row.phrase} {row.use}")
def test_a_legal_form_is_left_out(row):
    assert company_key(row.example) == "acme"


@pytest.mark.parametrize("name", ["", "N/A", "M...", " - "])
def test_no_name_has_no_key(name):
    assert company_key(name) == ""
