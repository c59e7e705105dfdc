"""A row that comes twice in a table is one job, and each figure and list says so."""

import csv

import pytest

from pipeline.figures.salary_figures import DEFAULT
from pipeline.operate.tables.clean_table import clean_table
from pipeline.publish.explain.cell_jobs import exported_cell_jobs
from pipeline.publish.report.job_source import exported_jobs
from pipeline.publish.report.report import ReportFiles, report_of_export
from pipeline.publish.report.salary_feed import make_report, salary_feed

HEAD = ("title", "company", "location", "salary", "date_posted", "job_url")


def row(n):
    pay = f"EUR {60 + n},000 - {70 + n},000"
    place, day = "Berlin, Germany", f"2026-07-{n + 1:02}"
    return ("Data Engineer", f"F {n % 7}", place, pay, day, f"https://jobs.example.org/{n}")


@pytest.fixture
def cleaned(tmp_path):
    given = tmp_path / "jobs.csv"
    with given.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, *map(row, range(12)), row(0), row(3), row(0)])
    assert clean_table(given, tmp_path / "cleaned.csv").counts.repeats == 3
    return tmp_path / "cleaned.csv"


def test_each_job_of_a_cell_has_its_own_values(cleaned):
    jobs = exported_cell_jobs(cleaned, "pay/year/country=DE").counted
    assert [job.stated for job in jobs] == [row(n)[3] for n in reversed(range(12))]
    assert {job.title for job in jobs} == {"Data Engineer"}
    assert [job.url for job in jobs] == [row(n)[5] for n in reversed(range(12))]


def test_the_rows_that_come_again_are_counted_by_a_reason(cleaned, tmp_path):
    made = report_of_export(cleaned, ReportFiles(tmp_path / "r.html").html)
    said = salary_feed(made)
    assert said["population"]["left_out"]["repeated"] == 3
    assert said["population"]["jobs"] == 12
    assert said["population"]["postings"] == 15 == sum(s["postings"] for s in said["sources"])
    for file in ("r.html", "r.md"):
        text = (tmp_path / file).read_text(encoding="utf-8")
        assert "The same posting again in a further row of the table" in text
    assert make_report(exported_jobs(cleaned), DEFAULT).inputs_sha256 == made.inputs_sha256
