"""A report of a table names the table, needs it to be computed again, and takes search words."""

import csv
import hashlib
import json

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from pipeline.errors import InputError, UsageError
from pipeline.figures.salary_figures import ReportOptions
from pipeline.filters.filters import Filters
from pipeline.publish.compare.page import write_page
from pipeline.publish.compare.stored_pair import exported_comparison, two_roles
from pipeline.publish.explain.cell_jobs import exported_cell_jobs
from pipeline.publish.explain.last_report import read_report
from pipeline.publish.export.export import export
from pipeline.publish.made_of import check_table, checked_table
from pipeline.publish.report.job_source import exported_jobs
from pipeline.publish.report.page_tables.notices import NO_JOB_FITS, notices
from pipeline.publish.report.published import read_feed
from pipeline.publish.report.report import ReportFiles, report, report_of_export
from pipeline.publish.report.verify import published_filters, published_options, verify

ROLES = ("Data Scientist", "Data Engineer")
BERLIN = Filters(city=("Berlin",))
TOWNS = ("Berlin", "Munich")


@pytest.fixture
def engine(store, make):
    place = {"country": "DE", "salary_currency": "EUR", "language": "en"}
    return store(
        [
            make(
                n,
                (60_000 + 100 * n, 70_000 + 100 * n),
                company=f"F {n % 11}",
                role=ROLES[n // 2 % 2],
                city=TOWNS[n % 2],
                **place,
            )
            for n in range(48)
        ]
    )


@pytest.fixture
def table(engine, tmp_path):
    export(engine, tmp_path / "cleaned.csv")
    return tmp_path / "cleaned.csv"


@pytest.fixture
def files(table, tmp_path):
    made = ReportFiles(tmp_path / "mine.html")
    report_of_export(table, made.html)
    return made


def test_page_json_package_and_citation_name_the_file_and_its_hash(table, files):
    digest = hashlib.sha256(table.read_bytes()).hexdigest()
    page = files.html.read_text(encoding="utf-8")
    made_of = {"file": "cleaned.csv", "sha256": digest}
    assert json.loads(files.json.read_text())["made_of"] == made_of
    assert json.loads(files.package.read_text())["made_of"] == made_of
    assert f"cleaned.csv (file SHA-256 {digest[:16]})" in page.split('id="citation"')[1]
    assert "payband verify mine.html --export cleaned.csv" in page
    for text in (page, files.markdown.read_text(encoding="utf-8")):
        assert digest in text
        assert str(table.parent) not in text
        assert "of the jobs as the figures use them" in text


def test_rows_that_name_no_source_are_of_the_table(table, tmp_path):
    text = table.read_text(encoding="utf-8")
    rows = list(csv.reader(text.splitlines()))
    at = rows[0].index("source")
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([rows[0], *([*r[:at], "file", *r[at + 1 :]] for r in rows[1:])])
    made = ReportFiles(tmp_path / "r.html")
    report_of_export(table, made.html)
    assert "<strong>cleaned.csv</strong>, 48 postings" in made.html.read_text(encoding="utf-8")


def test_a_report_of_a_table_needs_the_table(table, files):
    feed = read_feed(files.html)
    with pytest.raises(InputError, match=r"was made of cleaned\.csv with --export; give the file"):
        check_table(feed, files.html, None)
    check_table(feed, files.html, table)
    assert checked_table(feed, None) is None
    same = checked_table(feed, table)
    assert same is not None
    assert same.same
    table.write_text(table.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    now, other = hashlib.sha256(table.read_bytes()).hexdigest(), checked_table(feed, table)
    assert other is not None
    assert (other.same, other.published, other.sha256) == (False, feed["made_of"]["sha256"], now)


def test_a_report_of_a_store_needs_no_table(engine, tmp_path):
    made = ReportFiles(tmp_path / "s.html")
    report(engine, made.html)
    check_table(read_feed(made.html), made.html, None)
    assert "made_of" not in read_feed(made.html)


def test_search_words_choose_rows_of_a_table_as_of_the_store(engine, table, tmp_path):
    options = ReportOptions(filters=BERLIN)
    stored, mine = ReportFiles(tmp_path / "store.html"), ReportFiles(tmp_path / "of-table.html")
    report(engine, stored.html, options)
    report_of_export(table, mine.html, options)
    one, other = read_feed(stored.html), read_feed(mine.html)
    assert other["filters"] == {"city": ["Berlin"]}
    assert other["inputs_sha256"] == one["inputs_sha256"]
    assert other["period"] == one["period"]
    assert other["figures"]["pay"] == one["figures"]["pay"] != []
    found = verify(other, exported_jobs(table, filters=published_filters(other)))
    assert (found.differences, found.same_inputs) == ((), True)
    name = other["figures"]["pay"][0]["id"]
    jobs = exported_cell_jobs(table, name, feed=other, options=published_options(other))
    assert jobs.id == name
    assert len(jobs.counted) == other["figures"]["pay"][0]["jobs"]


def test_search_words_beside_those_of_the_export(engine, tmp_path):
    export(engine, tmp_path / "b.csv", filters=BERLIN)
    made = ReportFiles(tmp_path / "scientists.html")
    scientists = Filters(role=("Data Scientist",))
    report_of_export(tmp_path / "b.csv", made.html, ReportOptions(filters=scientists))
    feed = read_feed(made.html)
    assert feed["filters"] == {"role": ["Data Scientist"], "city": ["Berlin"]}
    assert feed["population"]["jobs"] == 12
    with pytest.raises(UsageError, match="the table has only jobs of city Berlin, none of Munich"):
        report_of_export(
            tmp_path / "b.csv", made.html, ReportOptions(filters=Filters(city=("Munich",)))
        )


def test_a_comparison_of_a_table_takes_search_words(engine, table):
    found = exported_comparison(table, two_roles(*ROLES), filters=BERLIN)
    assert [count.jobs for count in found.pair.counts] == [12, 12]
    assert found.filters == BERLIN


def test_a_comparison_of_a_table_names_it_and_its_sources(table, tmp_path):
    found = exported_comparison(table, two_roles(*ROLES))
    write_page(found, tmp_path / "roles.html")
    digest = hashlib.sha256(table.read_bytes()).hexdigest()
    feed = json.loads((tmp_path / "roles.json").read_text(encoding="utf-8"))
    assert feed["made_of"] == {"file": "cleaned.csv", "sha256": digest}
    for name in ("roles.html", "roles.md"):
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert f"made of cleaned.csv (file SHA-256 {digest[:16]})" in text
        assert f"SHA-256 of the file {digest}" in text.replace('<span class="hash">', "")
        assert "Sources" in text
        assert "Licence: what may be published" in text
        assert str(table.parent) not in text
    with pytest.raises(InputError, match=rf"again with --export cleaned\.csv \(SHA-256 {digest}"):
        read_feed(tmp_path / "roles.json")


def test_a_report_of_words_that_no_job_fits_says_so(table, tmp_path):
    munich = Filters(city=("Munich",), role=("Research Scientist",))
    made = report_of_export(table, tmp_path / "r.html", ReportOptions(filters=munich))
    assert notices(made) == (NO_JOB_FITS,)
    for name in ("r.html", "r.md"):
        assert NO_JOB_FITS in (tmp_path / name).read_text(encoding="utf-8")


def test_verify_fails_for_another_file_and_tells_both_hashes(table, files):
    other = table.with_name("other.csv")
    other.write_text(table.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    words = ["verify", str(files.json), "--export"]
    assert CliRunner().invoke(cli, [*words, str(table)]).exit_code == 0
    done = CliRunner().invoke(cli, [*words, str(other), "--json"])
    assert done.exit_code == 1
    said = json.loads(done.stdout)
    assert not said["differences"]
    hashes = [hashlib.sha256(each.read_bytes()).hexdigest() for each in (table, other)]
    assert [said["made_of"][name] for name in ("published", "sha256")] == hashes
    done = CliRunner().invoke(cli, [*words, str(other)])
    assert done.exit_code == 1
    assert all(each in done.stderr for each in hashes)
    assert "made_of" in json.loads(CliRunner().invoke(cli, [*words, str(table), "--json"]).stdout)


def test_a_report_without_a_period_is_told_by_the_day_of_making(table, tmp_path):
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    with table.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, rows[0])
        out.writeheader()
        out.writerows({**row, "first_seen": "", "last_seen": "", "closed_on": ""} for row in rows)
    report_of_export(table, tmp_path / "r.html")
    words = read_report(None, tmp_path / "r.html").words
    made_on = json.loads((tmp_path / "r.json").read_text())["made_on"]
    assert words == f"r.json, made on {made_on}"
