"""A table's first row of a job has the pay of the row that states it, as an export of the store."""

import csv

import pandas as pd
import pytest

import payband
from models.posting import PAY_COLUMNS
from pipeline.operate.tables import lent_pay
from pipeline.operate.tables.audit import audit_table
from pipeline.operate.tables.clean_table import TableOptions, clean_table
from pipeline.publish.report.job_source import exported_jobs
from pipeline.tables.pay_choice import COUNTED, NOT_SOUND, SOUND, PayClaim, pay_choice

HEADER = ["id", "site", "title", "company", "location", "posted", "salary", "description"]
LOW, HIGH, FLAGGED = "$150,000 - $175,000", "$150,000 - $180,000", "USD 111111K - 1111111K"
OTHER_JOB = ["x", "indeed", "Chief Chef", "Zimt", "Oslo, Norway", "2026-10-01", "", "Cook."]


def row(n, day, pay):
    text = f"Build the data platform of the ferry line with Airflow and Spark in team {n // 10}."
    place = ["Data Engineer, Ferries", "Fjordlinie", "Austin, TX, US"]
    return [f"k{n}", f"board{n}", *place, f"2026-10-{day:02}", pay, text]


def written(path, rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEADER, *rows])
    return path


def cleaned(folder, rows):
    out = folder / "out.csv"
    outcome = clean_table(written(folder / "in.csv", rows), out)
    return pd.read_csv(out, dtype=str, keep_default_na=False), outcome


@pytest.mark.parametrize(
    ("rows", "first", "payer"),
    [
        ([(20, HIGH), (18, "")], 1, 0),  # the case of a board that copies without the pay
        ([(18, ""), (20, HIGH)], 0, 1),
        ([(18, LOW), (20, HIGH)], 0, 0),
        ([(18, ""), (21, LOW), (20, HIGH)], 0, 2),
        ([(18, ""), (20, FLAGGED), (21, LOW)], 0, 2),
        ([(18, FLAGGED), (20, "")], 0, 0),
        ([(18, ""), (20, LOW), (20, HIGH)], 0, 1),  # of one day: the earlier row
        ([(20, ""), (20, HIGH), (20, "")], 0, 1),
    ],
)
def test_the_first_row_has_the_pay_of_the_earliest_that_counts(tmp_path, rows, first, payer):
    given = [row(n, *one) for n, one in enumerate(rows)]
    found, outcome = cleaned(tmp_path, [*given, OTHER_JOB])
    jobs = found[found["duplicate_of"] == ""]
    assert list(jobs["source_key"]) == [f"k{first}", "x"]
    job, paid = found.loc[first], found.loc[payer]
    lent = first != payer
    assert outcome.counts.lent == lent
    assert job["pay_of"] == (paid["posting_id"] if lent else "")
    assert job[list(PAY_COLUMNS)].tolist() == paid[list(PAY_COLUMNS)].tolist()
    assert list(found["pay_of"] != "").count(True) == lent
    frame = payband.clean_frame(pd.read_csv(tmp_path / "in.csv"))
    assert frame["pay_of"].fillna("").tolist() == found["pay_of"].tolist()
    assert frame["annual_mid"].fillna(0).tolist() == [
        float(cell or 0) for cell in found["annual_mid"]
    ]


def test_a_report_of_the_cleaned_table_counts_the_job_with_its_pay(tmp_path):
    cleaned(tmp_path, [row(0, 18, ""), row(1, 20, HIGH)])
    source = exported_jobs(tmp_path / "out.csv")
    assert source.lent == 1
    assert sorted(source.jobs["annual_mid"].dropna()) == [165_000, 165_000]
    moves = {move.role: move for move in audit_table(_many(tmp_path)).moves}
    assert moves[""].rows_before == moves[""].rows_after == 6


def _many(folder):
    rows = [
        [f"{board}{n}", board, f"Data Engineer {town}", firm, f"{town}, TX, US", day, pay, ""]
        for n, (town, firm) in enumerate(
            zip(["Austin", "Dallas", "Houston", "El Paso", "Plano", "Waco"], FIRMS, strict=True)
        )
        for board, day, pay in (("one", "2026-10-01", ""), ("two", "2026-10-05", HIGH))
    ]
    return written(folder / "many.csv", rows)


FIRMS = ("Aalto", "Brunn", "Cedro", "Dvina", "Elbia", "Fossa")


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".parquet"])
def test_the_bytes_are_the_same_from_memory_and_from_a_file(tmp_path, monkeypatch, ending):
    rows = [row(n, 28 - n % 9, "" if n % 3 else HIGH) for n in range(40)]
    out = tmp_path / f"out{ending}"
    clean_table(written(tmp_path / "in.csv", rows), out)
    held = out.read_bytes()
    monkeypatch.setattr(lent_pay, "IN_MEMORY", 1)
    clean_table(tmp_path / "in.csv", out, options=TableOptions(cores=2))
    assert out.read_bytes() == held


def test_a_posting_that_comes_again_with_pay_gives_it_to_its_first_row(tmp_path):
    again = ["k0", "board0", *row(0, 20, HIGH)[2:]]
    found, outcome = cleaned(tmp_path, [row(0, 18, ""), again])
    assert outcome.counts.lent == 1
    assert found["annual_mid"].tolist() == ["165000", "165000"]
    assert found["pay_of"].tolist() == ["", ""]  # it is the posting's own pay


def test_an_export_keeps_the_pay_that_it_says(tmp_path):
    cleaned(tmp_path, [row(0, 18, ""), row(1, 20, HIGH)])
    kept = pd.read_csv(tmp_path / "out.csv", dtype=str)
    kept.loc[0, ["pay_of", "salary_status"]] = None
    kept.loc[0, list(PAY_COLUMNS)] = None
    kept.to_csv(tmp_path / "own.csv", index=False)
    clean_table(tmp_path / "own.csv", tmp_path / "again.csv")
    assert pd.read_csv(tmp_path / "again.csv")["annual_mid"].isna().tolist() == [True, False]


def test_of_rows_without_a_job_in_common_each_pays_for_itself():
    claims = [PayClaim(f"{n:016x}", worth, 5) for n, worth in enumerate((COUNTED, SOUND))]
    choice = pay_choice(claims, {})
    assert [choice.payer(one.posting_id) for one in claims] == [None, None]
    worse_again = [*claims, claims[1]._replace(worth=NOT_SOUND)]
    assert pay_choice(worse_again, {}).payer(claims[1].posting_id) is None


def test_of_rows_of_one_day_the_first_row_is_the_first_of_its_job(tmp_path):
    rows = [row(n, 20, "") for n in range(8)]
    for given in (rows, rows[::-1]):
        found, _ = cleaned(tmp_path, given)
        assert [bool(cell) for cell in found["duplicate_of"]] == [False] + 7 * [True]
        repeats = audit_table(tmp_path / "in.csv").repeats
        assert {one.first for many in repeats.examples.values() for one in many} == {1}
