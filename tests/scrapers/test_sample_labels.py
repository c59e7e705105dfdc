import re
from collections import Counter
from decimal import Decimal

from models.vocab import EmploymentType, Flag, Level, Period, SalaryStatus, Workplace
from tests.support.rows import every_row
from tools.sample.labels import labels

COLUMNS = (
    "source,source_key,title,company,country,city,workplace,employment_type,level,salary_min,"
    "salary_max,salary_currency,salary_period,salary_status,flags,note"
)
ROWS = labels()


def test_there_are_postings_enough_and_each_is_labelled_once():
    assert len(ROWS) >= 66
    assert max(Counter((row["source"], row["source_key"]) for row in ROWS).values()) == 1


def test_three_roles_have_pay_enough_for_a_report():
    sound = [row for row in ROWS if row["salary_status"] == "ok"]
    for role in ("Machine Learning Engineer", "Data Scientist", "Data Engineer"):
        mine = [row["company"] for row in sound if role in row["title"]]
        assert len(mine) >= 6
        assert len(set(mine)) >= 4


def test_expected_has_its_columns():
    assert ",".join(ROWS[0]) == COLUMNS


@every_row("row", ROWS, ids=lambda row: f"{row['source']}-{row['source_key']}")
def test_labels_use_the_vocabularies(row):
    assert row["workplace"] in {"", *Workplace}
    assert row["employment_type"] in {"", *EmploymentType}
    assert row["level"] in {"", *Level}
    assert row["salary_period"] in {"", *Period}
    assert row["salary_status"] in {*SalaryStatus}
    assert all(flag in {*Flag} for flag in filter(None, row["flags"].split("; ")))
    assert all(re.fullmatch("[A-Z]{2}", c) for c in filter(None, row["country"].split("; ")))


@every_row("row", ROWS, ids=lambda row: f"{row['source']}-{row['source_key']}")
def test_labels_agree_with_each_other(row):
    low, high = (Decimal(row[f]) if row[f] else None for f in ("salary_min", "salary_max"))
    pay = [low, high, row["salary_currency"] or None, row["salary_period"] or None]
    assert (row["salary_status"] == "absent") == (not any(pay))
    assert (row["salary_status"] == "flagged") == bool(row["flags"])
    if row["salary_status"] == "ok":
        assert re.fullmatch("[A-Z]{3}", row["salary_currency"])
        assert row["salary_period"]
        assert low or high
    assert low is None or high is None or low <= high
