"""The jobs of a cell are those that a report counts in it, cell by cell."""

from datetime import UTC, date, datetime

import pytest

from models.vocab import Flag
from pipeline.cli.posting_ids import is_figure_id
from pipeline.errors import InputError
from pipeline.figures.identity import figure_id, id_parts
from pipeline.publish.explain.cell_jobs import cell_jobs, cell_keys
from pipeline.publish.report.report import ReportFiles, report
from pipeline.publish.report.salary_feed import salary_feed

PLACE = {"country": "US", "role": "Data Scientist", "level": "senior", "workplace": "remote"}
OF_CELLS = ("pay", "workplaces", "interns", "contracts")


@pytest.fixture
def people(make):
    counted = [make(n, (100_000 + n, 140_000), company=f"F {n % 8}", **PLACE) for n in range(12)]
    others = [
        make("absent", None, **PLACE),
        make("flagged", (1, 1), **PLACE, salary_status="flagged", flags=(Flag.PLACEHOLDER,)),
        make("intern", (50_000, 60_000), **PLACE, employment_type="internship"),
        make("part", (50_000, 60_000), **PLACE, employment_type="part_time"),
        make("rate", (50, 60), **PLACE, employment_type="contract", salary_period="hour"),
        make("twin", (100_000, 140_000), **PLACE, duplicate_of=counted[0].posting_id),
        make("two", (1, 1), **PLACE | {"country": "US; CA"}),
        make("german", (70_000, 80_000), **PLACE | {"country": "DE"}, salary_currency="EUR"),
        make("entry", (70_000, 80_000), **PLACE | {"level": "entry"}),
    ]
    return [*counted, *others]


def test_the_jobs_of_every_cell_are_as_many_as_the_report_says(people, store, tmp_path):
    engine = store(people)
    feed = salary_feed(report(engine, ReportFiles(tmp_path / "s.html").html))
    rows = [row for name in OF_CELLS for row in feed["figures"][name]]
    assert len(rows) > 12
    for row in rows:
        found = cell_jobs(engine, row["id"], feed=feed)
        assert len(found.counted) + len(found.without_pay) == row["all_jobs"], row["id"]
        assert row["jobs"] in (None, len(found.counted)), row["id"]
        if row["median_by_job"] is not None:
            assert f"{row['median_by_job']:,.0f} USD of {row['jobs']}" in found.published


def test_why_others_are_not_in_it(people, store):
    found = cell_jobs(store(people), "pay/year/country=US/level=senior/role=Data%20Scientist")
    assert [job.pay for job in found.counted[:2]] == [120_005.5, 120_005.0]
    assert {job.why for job in found.without_pay} == {"No pay stated", "Pay stated, not trusted"}
    assert [job.why for job in found.others] == [
        "Another posting of a job that is counted already",
        "Open in several countries",
        "Internships",
        "B2B and contract rates by the hour",
        "Part time and pro rata",
    ]
    assert not {job.posting_id for job in found.others} & {job.posting_id for job in found.counted}


def test_the_period_and_hours_are_those_of_a_report(people, store, make):
    seen = datetime(2023, 12, 30, tzinfo=UTC)
    old = make("old", (1, 2), **PLACE, first_seen=seen, last_seen=seen, closed_on=date(2024, 1, 1))
    engine = store([*people, old])
    hourly = cell_jobs(engine, "pay/hour/country=US")
    assert [job.pay for job in hourly.counted] == [55.0]
    assert (hourly.currency, hourly.unit) == ("USD", "hour")
    found = cell_jobs(engine, "pay/year/country=US")
    assert (found.since, found.until) == ("2025-10-29", "2026-10-28")
    assert "Not open in the period" in {job.why for job in found.others}


def test_an_id_is_read_as_it_was_made():
    keys = {"role": "Research Scientist (AI/ML)", "country": "US"}
    assert id_parts(figure_id("pay", "year", keys)) == ("pay", "year", keys)
    for text in ("USD 100k/year", "120-160K", "", "pay/year/what", "pay"):
        assert id_parts(text) is None or not is_figure_id(text)
    assert cell_keys("offer/year/country=DE") == ("year", {"country": "DE"})


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("compare/ratio/first=a/second=b", "rests on more than one cell"),
        ("pay/year/land=US", "cells have no land"),
        ("pay/year/role=Data%20Scientst", "did you mean 'Data Scientist'"),
        ("pay/year/level=snior", "did you mean 'senior'"),
    ],
)
def test_an_id_of_no_cell_is_refused(name, said):
    with pytest.raises(InputError, match=said):
        cell_keys(name)
