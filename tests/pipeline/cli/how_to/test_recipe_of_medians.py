"""The pandas recipe of docs/how-to/read-the-csv.md, on files other than the sample's export."""

import contextlib
import csv
import io
from pathlib import Path

import pytest

from tests.support.shown import console

PAGE = Path(__file__).parents[4] / "docs/how-to/read-the-csv.md"
SAMPLE = "data/sample/exports/sample-postings.csv"
HEAD = "site,id,title,company,location,date_posted,salary\n"
EMPLOYERS = ("Dovetrace", "Kestwick", "Marlowen", "Pellgrave", "Quenbury", "Rastholm",
             "Selwick", "Tarnbeck", "Umberley", "Vossholt", "Wexcombe", "Yarrowby")  # fmt: skip


def recipe(file):
    """Return what the recipe prints of a file."""
    typed = (shown.typed for shown in console(PAGE.read_text("utf-8")))
    line = next(line for line in typed if "medians.py" in line)
    code = line.split("'")[1].replace("\\n", "\n")
    assert SAMPLE in code
    with contextlib.redirect_stdout(io.StringIO()) as said:
        exec(code.replace(SAMPLE, str(file)), {})  # noqa: S102
    return said.getvalue()


def row(number, employer):
    least = 60_000 + 3_000 * number
    pay = f"€{least} - €{least + 9_000} per year"
    return f'indeed,{number},Data Engineer,{employer},"Berlin, Germany",2026-10-01,{pay}\n'


@pytest.fixture
def twice(payband, tmp_path):
    """Return a folder with a cleaned table of 12 jobs in 30 rows: the dearest three come again."""
    rows = [row(number, employer) for number, employer in enumerate(EMPLOYERS)]
    (tmp_path / "twice.csv").write_text(HEAD + "".join(rows + 6 * rows[-3:]), "utf-8")
    payband("clean", "twice.csv", "-o", "once.csv")
    return tmp_path


@pytest.mark.parametrize("words", [["--country", "Germany"], ["--company", "Kestwick Mutual"]])
def test_it_reads_a_narrow_export(sampled, payband_in, tmp_path, words):
    file = tmp_path / "few.csv"
    payband_in(sampled, "export", "--sample", *words, "-o", str(file))
    assert recipe(file)


def test_it_gives_what_the_report_of_the_file_gives(payband, twice):
    payband("report", "--export", "once.csv", "-o", "mine.html")
    with (twice / "mine.csv").open(encoding="utf-8", newline="") as file:
        cells = {line["id"]: line for line in csv.DictReader(file)}
    cell = cells["pay/year/country=DE/role=Data%20Engineer"]
    told = int(cell["jobs"]), float(cell["median_by_job"])
    role, jobs, median = recipe(twice / "once.csv").splitlines()[-1].rsplit(maxsplit=2)
    assert role == "Data Engineer"
    assert (int(jobs), float(median)) == told == (12, 81_000)
