"""Why a cell of a table moved: found from the rows of the earlier table and those of now."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli

CELL = "pay/year/country=DE"
NAMES = ("id", "title", "company", "location", "salary")
AUTUMN = ("2026-09-30", "2026-10-31")


def row(n, pay=0):
    """Return a row of a table; `pay` is added to what the job pays."""
    low = 60_000 + 700 * n + pay
    title = "Data Scientist" if n % 2 else "Data Engineer"
    return n, title, f"Firm {n % 9}", "Berlin, Germany", f"\u20ac{low} - \u20ac{low + 9000} a year"


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Clean rows as the table of a day, and make its report against an earlier one."""
    monkeypatch.chdir(tmp_path)

    def made(name, rows, day, *words):
        text = io.StringIO()
        csv.writer(text).writerows([NAMES, *rows])
        (tmp_path / f"{name}-raw.csv").write_text(text.getvalue(), encoding="utf-8")
        for command in (
            ("clean", f"{name}-raw.csv", "-o", f"{name}.csv", *(("--as-of", day) if day else ())),
            ("report", "--export", f"{name}.csv", "-o", f"r/{name}.html", *words),
        ):
            done = CliRunner().invoke(cli, command, catch_exceptions=False)
            assert done.exit_code == 0, done.output
        feed = json.loads((tmp_path / f"r/{name}.json").read_text("utf-8"))
        return {each["id"]: each for each in feed.get("revisions", ())}

    return made


@pytest.mark.parametrize("days", [AUTUMN, (AUTUMN[0], AUTUMN[0])], ids=["a month", "one day"])
@pytest.mark.parametrize(
    ("now", "why", "new", "gone"),
    [
        ([*range(8, 50)], "10 new jobs; 8 jobs closed or out of the period", 10, 8),
        ([*range(42)], "2 new jobs", 2, 0),
        ([*range(32)], "8 jobs closed or out of the period", 0, 8),
    ],
)
def test_jobs_of_one_table_alone_are_new_or_gone(written, days, now, why, new, gone):
    written("sep", map(row, range(40)), days[0])
    moved = written("oct", map(row, now), days[1], "--against", "r/sep.json")[CELL]
    assert (moved["why"], moved["new_jobs"], moved["gone_jobs"]) == (why, new, gone)


def test_a_job_with_other_pay_is_edited(written):
    written("sep", map(row, range(40)), AUTUMN[0])
    rows = [row(n, 30_000 if n < 6 else 0) for n in range(42)]
    moved = written("oct", rows, AUTUMN[1], "--against", "r/sep.json")[CELL]
    assert moved["why"] == "2 new jobs; 6 jobs edited, or found to be one"


def test_without_the_earlier_table_nobody_knows_which_jobs_are_new(written, tmp_path):
    written("jobs", map(row, range(40)), AUTUMN[0])
    (tmp_path / "r/jobs.json").rename(tmp_path / "r/before.json")
    again = "--against", "r/before.json", "--force"
    moved = written("jobs", map(row, range(8, 50)), AUTUMN[1], *again)[CELL]
    assert moved["why"].startswith("other jobs; jobs.csv of the earlier report")
    assert (moved["new_jobs"], moved["gone_jobs"]) == (None, None)


def test_a_table_moved_to_the_report_is_found(written, tmp_path):
    written("sep", map(row, range(40)), AUTUMN[0])
    (tmp_path / "sep.csv").rename(tmp_path / "r/sep.csv")
    moved = written("oct", map(row, range(42)), AUTUMN[1], "--against", "r/sep.html")
    assert moved[CELL]["why"] == "2 new jobs"
