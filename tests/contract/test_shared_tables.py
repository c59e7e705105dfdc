"""The shared tables, as other tools write them: none needs a word about its columns."""

import csv
import json
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.operate.tables.audit import audit_table
from pipeline.operate.tables.clean_table import clean_table
from pipeline.publish.audit.audit_json import audit_record

SHARED = Path(__file__).resolve().parents[3] / "shared"
TABLES = SHARED / "cases/tables"
RADAR = SHARED / "corpora/radar.csv.gz"
SURVEY = SHARED / "payloads/aijobs_salaries/salaries_2023-01-22.csv"
pytestmark = pytest.mark.skipif(not TABLES.is_dir(), reason="needs the shared folder")

WANTED = {
    "ats_scrapers.csv": {
        "ashby:orrenfield:1": ("Orrenfield", "New York", "US", "180000", "230000", "USD", "ok"),
    },
    "german_excel.csv": {"1": ("Ostmark GmbH", "Munich", "DE", "65000", "80000", "EUR", "ok")},
    "jobspy.csv": {
        "in-1a2b": ("Orrenfield", "Austin", "US", "142000", "171000", "USD", "ok"),
        "li-99": ("Tarnmoor", "Berlin", "DE", "", "", "", "absent"),
        "in-3c": ("Bracken Labs", "", "US", "18", "24", "USD", "ok"),
        "gd-7": ("Quillhaven", "Leeds", "GB", "32000", "39000", "GBP", "ok"),
        "nk-4": ("Larkspur", "Bengaluru", "IN", "1800000", "2600000", "INR", "ok"),
    },
    "kaggle_glassdoor.csv": {
        "1": ("Quillhaven", "Tulsa", "US", "58000", "96000", "USD", "flagged"),
    },
    "kaggle_linkedin.csv": {
        "4411": ("Tarnmoor", "Seattle", "US", "128000", "165000", "USD", "ok"),
        "4412": ("Bracken Labs", "", "US", "19.5", "19.5", "USD", "ok"),
    },
    "open_jobs.csv": {
        "gh-1": ("Fernbridge", "Toronto", "CA", "155000", "190000", "CAD", "ok"),
        "lv-2": ("Mossgate", "", "", "", "", "", "absent"),
    },
}
NAMES = (
    *("company", "city", "country"),
    *("salary_min", "salary_max", "salary_currency", "salary_status"),
)


def cleaned(table, tmp_path):
    clean_table(table, tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        return {row["source_key"]: row for row in csv.DictReader(file)}


@pytest.mark.parametrize("name", WANTED)
def test_a_table_comes_out_right(name, tmp_path):
    out = cleaned(TABLES / name, tmp_path)
    assert {key: tuple(row[n] for n in NAMES) for key, row in out.items()} == WANTED[name]


@pytest.mark.parametrize("name", ["missing-values", "employer-with-rating"])
def test_a_case_comes_out_as_expected(name, tmp_path):
    out = cleaned(TABLES / f"{name}.csv", tmp_path)
    with (TABLES / f"{name}.expected.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            got = out[row["source_key"]]
            wanted = {n: value for n, value in row.items() if n != "got"}
            assert {n: got[n] for n in wanted} == wanted


def test_the_bogus_pay_of_real_postings_is_named(tmp_path):
    record = audit_record(audit_table(RADAR))
    pay = record["pay"]
    texts = " ".join(fault["text"] for fault in pay["faults"])
    assert record["table"]["rows"] == 8_313
    assert record["table"]["shape"] == "tech-salary-radar"
    assert pay["stated"] == 3_806
    assert 80 <= pay["flagged"] <= 100
    assert "400,000,000 USD" in texts
    assert "2,000,000 USD" in texts
    assert len(pay["suspects"]) < 0.02 * pay["read"]
    json.dumps(record)


def test_a_survey_is_no_table_of_postings():
    with pytest.raises(UsageError, match="use `payband survey import"):
        audit_table(SURVEY)


def test_the_exact_duplicates_of_a_real_table_are_counted(tmp_path):
    table = tmp_path / "years.csv"
    table.write_bytes(SURVEY.read_bytes().replace(b"work_year", b"year_of_work", 1))
    assert audit_table(table).repeats.identical == 601  # what pandas' duplicated() counts
