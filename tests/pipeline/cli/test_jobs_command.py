"""`payband jobs` and the search words of other commands, on the sample."""

import csv
import json
from dataclasses import fields

import click
import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from pipeline.cli.output import show
from pipeline.errors import UsageError
from pipeline.filters.filters import Filters
from pipeline.publish.export.newest_jobs import COLUMNS

SAID = "no live run has stored anything yet: this is the bundled sample of invented postings"

PARTS = (["--country", "DE"], ["--columns", "title"], ["--preset", "narrow"], ["--all"])


@pytest.fixture
def said(sampled, monkeypatch):
    """Return a function that runs a command on the sample, in this process."""
    monkeypatch.chdir(sampled)

    def run(*words):
        done = CliRunner().invoke(cli, list(words), catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done

    return run


def listed(done):
    return json.loads(done.stdout)


def test_jobs_are_a_line_each_the_newest_first(said):
    done = said("jobs", "--limit", "5")
    title, header, *lines = done.stdout.splitlines()
    assert title == "Jobs, the newest first"
    assert header.split() == ["title", "employer", "place", "pay", "posted", "link"]
    assert len(lines) == 5
    days = [line.partition(" https://")[0].split()[-1] for line in lines]
    assert days == sorted(days, reverse=True)
    assert "USD 185,000 - 235,000 per year" in lines[0]
    assert "5 of 99 open jobs that fit; --limit shows more" in done.stderr


def test_all_jobs_that_fit_are_in_json(said):
    found = listed(said("jobs", "--country", "Deutschland", "--city", "Munchen", "--json"))
    assert {(job["city"], job["country"]) for job in found} == {("Munich", "DE")}
    assert len(found) == 3
    assert found[0]["salary_min"] == 18.5
    assert len(listed(said("jobs", "--json"))) == 99


def test_jobs_go_to_a_file_by_the_ending_of_its_name(said, tmp_path):
    done = said("jobs", "--min-pay", "200k", "-o", str(tmp_path / "jobs.csv"))
    assert done.stderr.endswith("/jobs.csv: 22 jobs\n")
    with (tmp_path / "jobs.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0])[:3] == ["title", "company", "city"]
    assert {row["salary_status"] for row in rows} == {"ok"}
    assert all(float(row["annual_max_usd"] or row["annual_min_usd"]) >= 200_000 for row in rows)


def test_jobs_have_a_column_for_each_search_word():
    of_words = {"min_pay": "annual_max_usd", "since": "posted_on"}
    assert {of_words.get(field.name, field.name) for field in fields(Filters)} <= set(COLUMNS)


def test_a_file_of_jobs_is_not_replaced_by_none(sampled, payband_in, tmp_path):
    table = tmp_path / "jobs.csv"
    table.write_text("title\nMine\n")
    words = ("jobs", "--since", "2030-01-01", "-o", table)
    assert "is unchanged: there are no postings" in payband_in(sampled, *words, code=4).stderr
    assert table.read_text() == "title\nMine\n"


def test_where_no_job_fits_the_words_are_told(said):
    done = said("jobs", "--status", "closed", "--level", "intern")
    assert done.stdout == ""
    assert "no job fits level: intern; status: closed" in done.stderr


def test_an_export_and_its_package_have_the_jobs_that_fit(said, tmp_path):
    table = tmp_path / "german.csv"
    done = said("export", "--country=DE", "--role=data engineer", "-o", str(table), "--json")
    assert listed(done) == {"files": [str(table), f"{table}.datapackage.json"], "rows": 1}
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {(row["country"], row["role"]) for row in rows} == {("DE", "Data Engineer")}
    about = json.loads((tmp_path / "german.csv.datapackage.json").read_text(encoding="utf-8"))
    assert about["filters"] == "role: Data Engineer; country: DE"


def test_a_report_and_a_comparison_count_only_those_and_say_so(said, tmp_path):
    page = tmp_path / "us.html"
    said("report", "--country", "US", "--workplace", "remote", "-o", str(page))
    assert "<strong>Only jobs that fit:</strong> country: US; workplace: remote." in page.read_text(
        encoding="utf-8"
    )
    feed = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    assert feed["filters"] == {"country": ["US"], "workplace": ["remote"]}
    assert 0 < feed["population"]["postings"] < 50
    assert " 0 differ" in said("verify", str(page)).stderr
    one, other = "ML Engineer", "Data Scientist"
    said("compare", one, other, "--country", "US", "-o", str(page), "--force")
    assert "Only jobs that fit:</strong> country: US." in page.read_text(encoding="utf-8")
    all_of_them, fewer = (
        listed(said("compare", one, other, "--json", *words)) for words in ((), ("--country", "US"))
    )
    assert all_of_them["counts"][0]["jobs"] > fewer["counts"][0]["jobs"] > 0


def test_an_audit_of_the_store_reads_only_what_fits(sampled, said, payband_in):
    whole, german = (
        listed(said("audit", "--json", "--cores", "1", *words))
        for words in ((), ("--country", "DE"))
    )
    assert whole["table"]["rows"] == 104
    assert 0 < german["table"]["rows"] < 20


def test_an_audit_of_a_table_counts_only_the_rows_that_fit(tmp_path, said):
    table = tmp_path / "mine.csv"
    rows = [
        "Data Engineer,60k EUR,Berlin",
        "ML Engineer,1-1 USD,Austin",
        "ML Engineer,1-1 EUR,Bonn",
    ]
    lines = ["title,salary,location", *rows]
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    words = ("audit", str(table), "--json", "--cores", "1", "--country")
    found = listed(said(*words, "Germany"))
    assert found["table"]["rows"] == 2
    assert [fault["row"] for fault in found["pay"]["faults"]] == [3]
    with pytest.raises(UsageError, match="no row of the table fits"):
        said(*words, "FR")


def test_a_table_that_is_piped_has_a_line_a_row_and_no_cut_cell(monkeypatch):
    parts: list[str] = []
    monkeypatch.setattr(show, "write_output", parts.append)
    monkeypatch.setenv("COLUMNS", "20")
    show.print_table("Two", ("a", "long name"), [("機械学習", "x" * 300), ("b", None)])
    assert "".join(parts) == f"Two\na         long name\n機械学習  {'x' * 300}\nb\n"


def test_a_run_publishes_and_lists_the_jobs_that_fit(payband, tmp_path):
    done = payband("run", "--sample", "--country", "Germany", "--role", "Data Engineer")
    assert done.stdout.splitlines()[-1].startswith("Data Engineer, Robot Fleet  Rostwald Robotik")
    sample = tmp_path / "data/sample"
    with (sample / "exports/sample-postings.csv").open(encoding="utf-8", newline="") as file:
        assert [row["role"] for row in csv.DictReader(file)] == ["Data Engineer"]
    page = (sample / "reports/sample-salaries.html").read_text(encoding="utf-8")
    assert "Only jobs that fit:</strong> role: Data Engineer; country: DE." in page
    # the boards were crawled and stored whole
    assert "99 jobs" in payband("jobs", "-o", "all.csv").stderr
    held = payband("run", "--sample", "--company", "Rostwald Robotic", code=4)
    assert "did you mean 'Rostwald Robotik'?" in held.stdout + held.stderr


def test_standard_output_gets_the_same_bytes_as_a_file(said, tmp_path):
    said("jobs", "--min-pay", "200k", "-o", str(tmp_path / "jobs.csv"))
    done = said("jobs", "--min-pay", "200k", "-o", "-")
    assert done.stdout_bytes == (tmp_path / "jobs.csv").read_bytes()
    assert done.stderr.endswith("wrote standard output: 22 jobs\n")
    for ending in ("csv", "jsonl"):
        said("export", "--role", "Data Engineer", "-o", str(tmp_path / f"part.{ending}"))
        done = said("export", "--role", "Data Engineer", "--format", ending, "-o", "-")
        assert done.stdout_bytes == (tmp_path / f"part.{ending}").read_bytes()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["jobs", "-o", "jobs"], "the name must end in .csv"),
        (["jobs", "-o", "-", "--json"], "both write to standard output"),
        (["export", "-o", "-", "--json"], "both write to standard output"),
        (["export", "-o", "-", "--format", "xlsx"], "writes csv or jsonl, not xlsx"),
        (["export", "-o", "-", "--history"], "into a folder"),
        *((["export", *part], "need -o FILE") for part in PARTS),
    ],
)
def test_what_cannot_be_written_is_a_usage_error(words, message, sampled, monkeypatch):
    monkeypatch.chdir(sampled)
    export = sampled / "data/sample/exports/sample-postings.csv"
    before = export.read_bytes()
    done = CliRunner().invoke(cli, words)
    said = str(done.exception) if isinstance(done.exception, UsageError) else done.output
    assert done.exit_code != 0
    assert message in said
    assert export.read_bytes() == before
    assert not (sampled / "-").exists()
    assert not (sampled / "jobs").exists()


def test_a_csv_for_excel_and_a_folder_that_is_made(said, tmp_path):
    out = tmp_path / "new" / "jobs.csv"
    done = said("jobs", "--limit", "5", "-o", str(out), "--excel")
    assert out.read_bytes().startswith(b"\xef\xbb\xbftitle,company,")
    assert f"there is no folder {out.parent} yet: it is made" in done.stderr
    assert "there is no folder" not in said("jobs", "-o", str(out)).stderr
    assert out.read_bytes().startswith(b"title,company,")
    assert CliRunner().invoke(cli, ["jobs", "--excel"]).exit_code == 2


def test_a_period_is_that_of_a_report_and_of_a_comparison(said, tmp_path):
    page, table = tmp_path / "autumn.html", tmp_path / "all.csv"
    days = ("--since", "2026-09-01", "--until", "2026-10-10")
    said("report", *days, "-o", str(page))
    feed = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    said("export", "-o", str(table))
    one, other = "ML Engineer", "Data Scientist"
    here = listed(said("compare", one, other, *days, "--json"))
    there = listed(said("compare", one, other, *days, "--export", str(table), "--json"))
    assert here["period"] == there["period"] == feed["period"]
    assert feed["period"] == {"since": "2026-09-01", "until": "2026-10-10"}
    assert here["counts"] == there["counts"]
    whole = listed(said("compare", one, other, "--json"))
    assert 0 < here["counts"][0]["jobs"] < whole["counts"][0]["jobs"]
    assert here["inputs_sha256"] != whole["inputs_sha256"]
    backwards = ["compare", one, other, "--since", "2026-10-28", "--until", "2026-10-20"]
    assert "--since is after --until" in CliRunner().invoke(cli, backwards).output


def test_since_has_one_meaning_beside_until():
    context = click.Context(cli)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        helps = {p.name: p.help or "" for p in command.params if isinstance(p, click.Option)}
        if "until" in helps:
            assert helps["since"].startswith("Jobs open on DAY"), name
        elif "since" in helps:
            assert "osted on DAY" in helps["since"], name
