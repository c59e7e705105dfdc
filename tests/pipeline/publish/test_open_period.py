"""The days between which a report says its jobs were open: none before collecting began."""

import re
from datetime import UTC, date, datetime

import pandas as pd
import pytest

from pipeline.figures.salary_figures import DEFAULT, ReportOptions
from pipeline.publish.report.job_source import stored_jobs
from pipeline.publish.report.page import render
from pipeline.publish.report.page_tables.notices import notices
from pipeline.publish.report.report_markdown import report_markdown
from pipeline.publish.report.salary_feed import make_report, salary_feed

BEGAN, LAST = datetime(2026, 2, 26, 6, tzinfo=UTC), datetime(2026, 9, 14, 6, tzinfo=UTC)


@pytest.fixture
def engine(store, make):
    """Four jobs of January, seen in February; eight of July, seen in September only."""
    place = {"country": "US", "last_seen": LAST}
    old = {"posted_on": date(2026, 1, 10), "first_seen": BEGAN}
    new = {"posted_on": date(2026, 7, 20), "first_seen": LAST}
    return store(
        make(n, (100_000, 140_000), company=f"F {n}", **place, **(old if n < 4 else new))
        for n in range(12)
    )


def made(engine, since=None, until=None):
    options = ReportOptions(pd.Timestamp(since), pd.Timestamp(until)) if since else DEFAULT
    return make_report(stored_jobs(engine), options)


def citation(page):
    return re.sub(r"\s+", " ", page.split('id="citation"')[1].split("</blockquote>")[0])


def test_a_job_posted_in_the_period_counts_though_it_was_seen_after_it(engine):
    report = made(engine, "2026-06-30", "2026-08-31")
    assert len(report.people.salaried) == 12
    assert report.people.counts["not_open"] == 0
    assert "jobs open 2026-06-30 to 2026-08-31, data" in citation(render(report))


def test_the_period_does_not_begin_before_collecting(engine):
    report = made(engine)
    assert salary_feed(report)["period"]["since"] == "2025-09-15"
    page = render(report)
    assert "jobs open 2026-02-26 to 2026-09-14, data" in citation(page)
    assert "The period begins on <time>2025-09-15</time>, but collecting only on" in page
    assert "Open: between 2026-02-26 and 2026-09-14" in report_markdown(report)


def test_a_period_before_collecting_says_from_when_its_jobs_were_seen(engine):
    report = made(engine, "2026-01-01", "2026-01-31")
    assert len(report.people.salaried) == 4
    page = render(report)
    assert "jobs open 2026-01-01 to 2026-01-31, seen from 2026-02-26 on, data" in citation(page)
    assert "those that stay open long weigh more" in page


def test_a_report_without_sightings_has_no_period(store, make):
    engine = store(
        make(n, (100_000, 140_000), company=f"F {n}", country="US", posted_on=date(2026, 7, n + 1))
        for n in range(12)
    )
    source = stored_jobs(engine)
    source.jobs["last_seen"] = source.jobs["first_seen"] = pd.NaT
    report = make_report(source)
    assert len(report.people.salaried) == 12
    page = re.sub(r"\s+", " ", render(report))
    assert "so this report has no period: every job with a day of posting counts" in page
    assert "in the period" not in page.split("Method</h2>")[1]
    assert "between two crawls" not in page
    assert "None" not in citation(page)


@pytest.fixture
def unseen(store, make):
    """Make twelve jobs of June and July that nothing says were seen."""
    days = [date(2026, 6, 20 + n) if n < 4 else date(2026, 7, n) for n in range(12)]
    place = {"country": "US"}
    source = stored_jobs(
        store(
            make(n, (100_000, 140_000), company=f"F {n}", posted_on=day, **place)
            for n, day in enumerate(days)
        )
    )
    source.jobs["last_seen"] = source.jobs["first_seen"] = pd.NaT
    return source


def test_a_period_says_what_it_does_to_jobs_that_were_never_seen(unseen):
    july = ReportOptions(pd.Timestamp("2026-07-01"), pd.Timestamp("2026-07-31"))
    report = make_report(unseen, july)
    assert len(report.people.salaried) == 8
    (words,) = notices(report)
    assert "Nothing says when 12 of 12 postings were seen" in words
    assert "one posted before the period is left out" in words
    page = re.sub(r"\s+", " ", render(report))
    assert words in page
    assert "Nothing says when 12 of 12" in page.split("Method</h2>")[1]
    assert "between two crawls" not in page
    assert "its day of posting only, so one posted before" in report_markdown(report)


def test_since_alone_is_heeded_where_nothing_was_seen(unseen):
    report = make_report(unseen, ReportOptions(since=pd.Timestamp("2026-07-06")))
    assert salary_feed(report)["period"] == {"since": "2026-07-06", "until": "2026-07-11"}
    assert len(report.people.salaried) == 6
    assert len(notices(report)) == 1


def test_postings_that_were_seen_need_no_such_sentence(engine):
    assert notices(made(engine, "2026-06-30", "2026-08-31")) == ()


@pytest.mark.parametrize(
    ("undated", "told"),
    [
        (1, "whether it was open is not known, so it doesn’t count"),
        (2, "whether they were open is not known, so none counts"),
    ],
)
def test_undated_postings_are_told_in_plain_words_also_in_markdown(unseen, undated, told):
    unseen.jobs.loc[unseen.jobs.index[:undated], "posted_on"] = pd.NaT
    report = make_report(unseen)
    (words,) = notices(report)
    assert told in words
    assert words in re.sub(r"\s+", " ", render(report))
    assert words in report_markdown(report)
