"""`payband verify` checks the files beside the feed, too, and names the file it was given."""

import json
import re

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from pipeline.errors import InputError
from pipeline.publish.export.export import export
from pipeline.publish.report.file_hashes import checked_files
from pipeline.publish.report.published import feed_file, read_feed
from pipeline.publish.report.report import ReportFiles, report
from pipeline.publish.report.verify import Difference, first_difference, gravest_first


@pytest.fixture
def files(store, make, tmp_path):
    postings = [make(n, (100 + n, 140), company=f"F {n % 9}", country="US") for n in range(24)]
    engine = store(postings)
    made = ReportFiles(tmp_path / "s.html")
    report(engine, made.html)
    (tmp_path / "of").mkdir()
    export(engine, tmp_path / "of" / "e.csv")
    return made


def verify(tmp_path, named, *more):
    words = ["verify", str(named), "--export", str(tmp_path / "of" / "e.csv"), *more]
    done = CliRunner().invoke(cli, words, catch_exceptions=False)
    return done.exit_code, done


def test_files_as_written_pass(files, tmp_path):
    for named in (*files.all, tmp_path):
        code, said = verify(tmp_path, named)
        assert code == 0, said.stderr
        assert f"{files.html}: as it was written with s.json" in said.stderr


@pytest.mark.parametrize("kind", ["html", "csv", "markdown"])
def test_an_altered_file_is_named(files, tmp_path, kind):
    altered = getattr(files, kind)
    content = altered.read_text(encoding="utf-8")
    changed = re.sub(r"(?<![\d-])24(?![\d-])", "42", content, count=1)  # in no date
    altered.write_text(changed, encoding="utf-8")
    assert altered.read_text(encoding="utf-8") != content
    for named in (files.json, altered):
        code, said = verify(tmp_path, named)
        assert code == 1
        assert f"{altered}: is not as it was written" in said.stderr
    code, said = verify(tmp_path, altered, "--json")
    same = {each["name"]: each["same"] for each in json.loads(said.stdout)["files"]}
    assert [name for name, each in same.items() if not each] == [str(altered)]


def test_the_day_of_making_is_no_alteration(files):
    page, text = (file.read_text(encoding="utf-8") for file in (files.html, files.markdown))
    made_on = text.split("- Made on: ")[1][:10]
    files.html.write_text(page.replace(f"<time>{made_on}", "<time>2031-01-02"), encoding="utf-8")
    files.markdown.write_text(text.replace(made_on, "2031-01-02"), encoding="utf-8")
    hashes = read_feed(files.json)["files_sha256"]
    assert [each.same for each in checked_files(files.json, hashes)] == [True] * 3


def test_of_an_older_report_it_says_that_the_page_was_not_compared(files, tmp_path):
    feed = read_feed(files.json)
    del feed["files_sha256"]
    files.json.write_text(json.dumps(feed), encoding="utf-8")
    code, said = verify(tmp_path, files.html)
    assert code == 0
    assert f"{files.html} itself was not compared" in said.stderr


def test_a_report_without_its_json_is_told_what_is_missing(files):
    files.json.unlink()
    for each in (files.html, files.csv, files.markdown, files.package):
        with pytest.raises(InputError) as error:
            read_feed(each)
        said = str(error.value)
        assert f"the JSON of this report, {files.json.name}, is missing beside it" in said
        assert f"payband report -o {files.html.name}" in said


def test_what_is_no_report_is_called_by_the_name_that_was_given(tmp_path):
    (tmp_path / "postings.csv").write_text("a")
    with pytest.raises(
        InputError, match=r"postings\.csv: is no salary report .* no postings\.json"
    ):
        read_feed(tmp_path / "postings.csv")
    (tmp_path / "roles.html").write_text("a")
    (tmp_path / "roles.json").write_text('{"format": "payband-roles"}')
    told = (
        r"roles\.html: roles\.json beside it: is no salary feed.* is not recomputed: run `payband"
    )
    with pytest.raises(InputError, match=told):
        read_feed(tmp_path / "roles.html")
    with pytest.raises(InputError, match=r"gone\.html: there is no such file"):
        feed_file(tmp_path / "gone.html")


def test_of_two_lists_the_first_items_that_differ_are_shown():
    assert first_difference([1, 2, 3], [1, 5, 6]) == ("2 (item 2 of 3)", 5)
    assert first_difference([1, 2], [1]) == ("2 (item 2 of 2)", "none")
    assert first_difference("a", 3) == ("a", 3)


def test_medians_and_counts_stand_first():
    fields = ["effective_jobs", "p", "jobs", "median_by_employer", "", "p25", "all_jobs"]
    found = gravest_first(Difference("pay/year/country=US", field, 1, 2) for field in fields)
    assert [each.field for each in found] == [
        *("median_by_employer", "", "jobs", "all_jobs", "effective_jobs", "p", "p25")
    ]
