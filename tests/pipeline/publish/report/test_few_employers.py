"""What a report shows of one or two employers: nothing that its tables suppress."""

import json
import re

import pytest
from bs4 import BeautifulSoup

from pipeline.figures.salary_figures import ReportOptions
from pipeline.filters.filters import Filters
from pipeline.publish.report.published import read_feed
from pipeline.publish.report.report import ReportFiles, report
from pipeline.publish.report.revised.earlier_jobs import Earlier


@pytest.fixture
def page(make, store, tmp_path):
    """Return a function that writes a report of jobs and returns page, Markdown and JSON."""

    def written(jobs, **words):
        files = ReportFiles(tmp_path / "r.html")
        report(store(jobs), files.html, ReportOptions(filters=Filters(**words)))
        texts = [each.read_text(encoding="utf-8") for each in (files.html, files.markdown)]
        return *texts, json.loads(files.json.read_text(encoding="utf-8"))

    return written


def jobs(make, employers, priced=10, silent=3):
    """Make German jobs of so many employers: `priced` with pay, `silent` without."""
    for n in range(priced + silent):
        pay = (60_000, 70_000) if n < priced else None
        yield make(
            n, pay, country="DE", salary_currency="EUR", company=f"Tarn {n % employers} GmbH"
        )


def words(html):
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


@pytest.mark.parametrize("employers", [1, 2])
def test_pay_of_one_or_two_employers_is_not_counted_anywhere(make, page, employers):
    html, markdown, feed = page(jobs(make, employers))
    text = words(html)
    assert "Jobs in the figures – of 13: fewer than 3 employers with pay" in text
    assert "State their pay – of 13: fewer than 3 employers" in text
    assert "Germany: 13 jobs, fewer than 3 employers with pay" in text
    assert "how many state usable pay is not shown: fewer than 3 employers" in markdown
    for told in (text, markdown):
        assert not re.search(r"\b10 (of|are|jobs with)|\b3 (of|jobs? )", told.split("Method")[0])
        assert "10 of" not in told
        assert "None stated" not in told
        assert re.search("Without usable pay:? (–|not shown)", told)
    assert {cell["label_by_job"] for cell in feed["figures"]["pay"]} == {"<3 employers"}
    people = feed["population"]
    assert (people["jobs"], people["jobs_with_pay"]) == (13, None)
    assert people["label_with_pay"] == "<3 employers"
    assert set(people["without_pay"].values()) == {None}


def test_that_all_jobs_have_pay_is_not_told_either(make, page):
    html, markdown, _feed = page(jobs(make, employers=1, priced=10, silent=0))
    assert "Without usable pay –" in words(html)
    assert "- Without usable pay: not shown" in markdown


def test_few_jobs_of_many_employers_are_fewer_than_five(make, page):
    html, _markdown, feed = page(jobs(make, employers=13, priced=4, silent=9))
    assert "Germany: 13 jobs, fewer than 5 jobs with pay" in words(html)
    assert {cell["label_by_job"] for cell in feed["figures"]["pay"]} == {"<5"}
    assert feed["population"]["jobs_with_pay"] is None


def test_three_employers_are_counted(make, page):
    html, markdown, feed = page(jobs(make, employers=3))
    assert "Jobs in the figures 10 of 13, from 3 employers" in words(html)
    assert "10 of them with usable pay, at 3 employers" in markdown
    assert feed["population"]["jobs_with_pay"] == 10
    assert feed["population"]["without_pay"]["absent"] == 3


def test_no_pay_at_all_is_none_and_every_reason_counts(make, page):
    html, _markdown, feed = page(jobs(make, employers=1, priced=0, silent=8))
    assert "Jobs in the figures 0 of 8" in words(html)
    assert feed["population"]["without_pay"]["absent"] == 8


def test_what_is_not_shown_has_not_moved(make, store, tmp_path):
    files = ReportFiles(tmp_path / "r.html")
    engine = store(jobs(make, employers=2))
    report(engine, files.html)
    feed = read_feed(files.json)
    for cell in feed["figures"]["pay"]:
        cell["label_by_job"] = cell["label_by_employer"] = "<5"
    assert report(engine, files.html, earlier=Earlier(feed), force=True).revisions == ()
