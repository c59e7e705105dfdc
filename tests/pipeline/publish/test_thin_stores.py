"""Stores with too few jobs: every command has figures that say so, on both databases."""

import json

import pytest

from pipeline.errors import UsageError
from pipeline.figures.salary_figures import ReportOptions
from pipeline.filters.filters import NONE, Filters
from pipeline.publish.compare.stored_pair import stored_pair
from pipeline.publish.report.job_source import stored_jobs
from pipeline.publish.report.published import read_feed
from pipeline.publish.report.report import ReportFiles, report
from pipeline.publish.report.revised.earlier_jobs import Earlier
from pipeline.publish.report.verify import verify

pytestmark = pytest.mark.sqlite_first("test_a_comparison_says_so")

ENGINEER, SCIENTIST = "Machine Learning Engineer", "Research Scientist (AI/ML)"
NOWHERE = Filters.of_record({"country": ["FR"]})
FEW_JOBS, FEW_EMPLOYERS = "fewer than 5 jobs with pay", "fewer than 3 employers with pay"
# name: jobs, employers, filters, jobs that fit
THIN = {
    "empty store": (0, 1, NONE, 0),
    "one job": (1, 1, NONE, 1),
    "one employer": (12, 1, NONE, 12),
    "filter that matches nothing": (12, 12, NOWHERE, 0),
}


@pytest.fixture(params=list(THIN.values()), ids=list(THIN))
def thin(request, make, store, database_url):
    """Return a store, its filters, and how many of its jobs fit."""
    jobs, employers, filters, fit = request.param
    postings = [
        make(
            n, (100_000, 120_000), country="US", role=ENGINEER, level="senior", language="en",
            company=f"Firm {n % employers}", skills=("Python",),
        )
        for n in range(jobs)
    ]  # fmt: skip
    return store(postings, database_url), filters, fit


def test_a_report_says_so(thin, tmp_path):
    engine, filters, fit = thin
    files = ReportFiles(tmp_path / "s.html")
    report(engine, files.html, ReportOptions(usd=True, filters=filters))
    feed = json.loads(files.json.read_text(encoding="utf-8"))
    assert feed["population"]["jobs"] == fit
    pay, usd = feed["figures"]["pay"], feed["figures"]["usd"]
    why = FEW_JOBS if fit < 5 else FEW_EMPLOYERS
    assert {cell["why_by_job"] for cell in pay} == ({why} if fit else set())
    assert {cell["why_by_job"] for cell in usd} == {why}
    assert all(cell["median_by_job"] is None for cell in (*pay, *usd))
    assert feed["summary"]["growth"]["why_not"]
    assert feed["summary"]["time_open"]["why_not"]
    page = files.html.read_text(encoding="utf-8")
    assert "No country has enough jobs with usable pay for a median yet" in page


def test_verify_and_against_find_what_the_report_has(thin, tmp_path):
    engine, filters, _fit = thin
    files, options = ReportFiles(tmp_path / "s.html"), ReportOptions(filters=filters)
    report(engine, files.html, options)
    feed = read_feed(files.json)
    found = verify(feed, stored_jobs(engine, filters=filters))
    assert found.same_inputs
    assert found.differences == ()
    again = report(engine, files.html, options, earlier=Earlier(feed), force=True)
    assert again.revisions == ()


def test_against_a_fuller_report_names_what_is_gone(thin, make, store, tmp_path):
    engine, filters, fit = thin
    fuller = ReportFiles(tmp_path / "full" / "s.html")
    jobs = [make(n, (1, 2), country="US", company=f"Firm {n}") for n in range(12)]
    report(store(jobs), fuller.html)
    now = ReportOptions(filters=filters)
    if filters:
        with pytest.raises(UsageError, match="of other search words"):
            report(engine, tmp_path / "s.html", now, earlier=Earlier(read_feed(fuller.json)))
        return
    made = report(engine, tmp_path / "s.html", now, earlier=Earlier(read_feed(fuller.json)))
    label = "<5" if fit < 5 else "<3 employers"
    moved = {each.id: each.label for each in made.revisions or ()}
    assert moved["pay/year/country=US"] == (label if fit else "no such cell")


def test_a_comparison_says_so(thin):
    engine, filters, fit = thin
    found = stored_pair(engine, ENGINEER, SCIENTIST, filters=filters)
    assert [side.jobs for side in found.counts] == [fit, 0]
    assert found.same_job.ratio is None
    assert found.same_job_verdict == found.same_job.why != ""
    assert found.shares["ratio"].isna().all()
    assert all(each.why for each in found.growth)
